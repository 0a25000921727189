"""What may be asked of the forms: which hold for a period, their numbers, one by unit, the list behind a number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import READ_FIGURES, READ_NAMES
from dangvu.foundation.periods import Period
from dangvu.indicators.definition import Indicator, Record
from dangvu.indicators.opening import ALL, Lister
from dangvu.indicators.queries import ExplainedRecord, limited, listed_as
from dangvu.organisations.access import may, require
from dangvu.organisations.tree import Node
from dangvu.statistics import vocabulary
from dangvu.statistics.counting import Cell, FormRun, Place, Sheet
from dangvu.statistics.models import FormVersion
from dangvu.statistics.rules import Form, Measure, Row, of_data


@dataclass(frozen=True)
class Version:
    """A form as it holds from a day on, and whether it was confirmed."""

    id: int
    form: Form
    document: str
    valid_from: date
    entered: bool
    confirmed_by: str
    confirmed_on: date | None
    act: int

    @property
    def is_confirmed(self) -> bool:
        return bool(self.confirmed_by)

    @property
    def label(self) -> str:
        """What every print of it says of its standing."""
        if not self.confirmed_by or self.confirmed_on is None:
            return "Mẫu chưa xác nhận"
        return f"Mẫu xác nhận theo {self.confirmed_by} ngày {self.confirmed_on:%d/%m/%Y}"


def measures_of() -> Mapping[str, Measure]:
    """Every figure that a row may count."""
    return vocabulary.measures()


def _version(row: FormVersion) -> Version:
    return Version(
        row.pk, of_data(row.code, row.content), row.document, row.valid_from, row.origin == FormVersion.ADMINISTRATOR,
        row.confirmed_by, row.confirmed_on, row.known_from_act_id,
    )  # fmt: skip


def _rows(known: int | None) -> list[FormVersion]:
    """Every version known at a moment, an administrator's before the seeded, the newest first."""
    order = ("code", "origin", "-valid_from", "-id")
    rows = list(FormVersion.objects.known(known).order_by(*order))
    if known is not None:
        # A form that a later upgrade brought was in force all the same when the question goes back further.
        then = {row.code for row in rows}
        rows += [row for row in FormVersion.objects.known().filter(origin=FormVersion.SEED).order_by(*order) if row.code not in then]  # fmt: skip
    return rows


def forms_on(day: date, known: int | None = None) -> dict[str, Version]:
    """{code: the version that holds for a period that begins on ``day``}, in the order of the codes.

    A period keeps the form that it began with: what is changed while it runs holds from the next one.
    """
    found: dict[str, Version] = {}
    for row in _rows(known):
        if row.code not in found and row.valid_from <= day and (row.valid_to is None or day < row.valid_to):
            found[row.code] = _version(row)
    return dict(sorted(found.items()))


def form_on(code: str, day: date, known: int | None = None) -> Version:
    """The version of one form for a period that begins on ``day``. LookupError where none holds."""
    found = forms_on(day, known).get(code)
    if found is None:
        raise LookupError(code)
    return found


def versions(code: str) -> list[Version]:
    """Every version of a form known now, the newest first; LookupError where there is none."""
    rows = FormVersion.objects.known().filter(code=code).order_by("-valid_from", "origin", "-id")
    found = [_version(row) for row in rows]
    if not found:
        raise LookupError(code)
    return found


def rows_of_others(day: date) -> dict[str, tuple[str, ...]]:
    """{form: the codes of its rows that have numbers}, for checks between forms."""
    return {
        code: tuple(row.code for row in version.form.rows if not row.is_heading)
        for code, version in forms_on(day).items()
    }


# -- numbers ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Filled:
    """A form with the numbers of one organisation, and of its units where they were asked for."""

    version: Version
    organisation: Node
    period: Period
    cells: Mapping[Place, Cell]
    units: Sequence[tuple[Node, Mapping[Place, Cell]]] = ()


def new_run(organisation: Node, period: Period, known: int | None = None) -> FormRun:
    """The run in which forms of one organisation and period are counted."""
    return limited(FormRun(period, known=known), organisation)


def fill(
    *, actor: Actor, organisation: Node, period: Period, version: Version, known: int | None = None,
    rows: Sequence[str] | None = None, by_unit: bool = False, run: FormRun | None = None,
) -> Filled:  # fmt: skip
    """The numbers of a form (of these ``rows`` only), and with ``by_unit`` those of each unit directly below.

    ``run``: one that was begun for the same organisation and period, so that forms asked together share their queries.
    """
    require(actor, READ_FIGURES, organisation.id)
    run = run or new_run(organisation, period, known)
    units = run.units(organisation.id) if by_unit else []
    found = Sheet(run, version.form).cells([organisation.id, *(unit.id for unit in units)], rows)
    return Filled(
        version, organisation, period, found[organisation.id], [(unit, found[unit.id]) for unit in units]
    )


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry of the list behind a number: the row that it is counted in, and whether it is subtracted there."""

    record: ExplainedRecord
    row: Row
    minus: bool


@dataclass(frozen=True)
class CellList:
    """The list behind a number: ``count`` entries in all, of which ``minus`` are subtracted; one page of them."""

    version: Version
    cell: Cell
    entries: Sequence[Listed]
    count: int
    minus: int
    names_hidden: bool
    is_mean: bool


def cell_list(
    *, actor: Actor, organisation: Node, period: Period, form: str, row: str, column: str, known: int | None = None,
    first: int = 0, most: int = ALL,
) -> CellList:  # fmt: skip
    """The list behind one number of a form. LookupError for a row or column that the form of this period has not.

    As many entries as the number says (of a mean: as many as it is the mean of); names only for who may read them.
    """
    require(actor, READ_FIGURES, organisation.id)
    version = form_on(form, period.start, known)
    asked, _ = version.form.row(row), version.form.column(column)
    run = new_run(organisation, period, known)
    sheet = Sheet(run, version.form)
    cell = sheet.cells([organisation.id], [row])[organisation.id][row, column]
    hidden = not may(actor, READ_NAMES, organisation.id)
    figures = [(sheet.asked(part.code, column), part, minus) for part, minus in sheet.parts(asked.code)]
    counted = [one for one in figures if isinstance(one[0], Indicator)] if cell.value is not None else []
    lister = Lister(run, organisation.id, hidden)
    entries: list[Listed] = []
    count = minuses = 0
    is_mean = False
    for figure, part, minus in counted:
        if not isinstance(figure, Indicator):
            continue
        is_mean = is_mean or figure.denominator is not None
        place, room = max(0, first - count), most - len(entries)
        page = lister.page(figure.denominator or figure.numerator, place, max(0, room))
        entries += [Listed(record, part, minus) for record in page.records[: max(0, room)]]
        count += page.count
        minuses += page.count if minus else 0
    return CellList(version, cell, entries, count, minuses, hidden, is_mean)


def people_behind(
    run: FormRun, sheet: Sheet, organisation: int, row: str, column: str
) -> list[tuple[int, Record]]:
    """Every record that a row comes to, with +1 or −1."""
    found: list[tuple[int, Record]] = []
    for part, minus in sheet.parts(row):
        figure = sheet.asked(part.code, column)
        if isinstance(figure, Indicator):
            found += [(-1 if minus else 1, record) for record in figure.numerator.records(run, organisation)]
    return found


def shown(run: FormRun, records: Sequence[Record], hidden: bool) -> list[ExplainedRecord]:
    """Records as the actor may see them."""
    return listed_as(run, records, hidden)
