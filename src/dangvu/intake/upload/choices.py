"""Which column is which, said once by a person and remembered for the sender by the words of the header."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.capabilities import LOAD
from dangvu.foundation.refusals import Impossible
from dangvu.foundation.tables import ReadSheet, SheetKind, recognise
from dangvu.foundation.tables.grid import Grid
from dangvu.foundation.tables.headers import header_at, index_of, normal
from dangvu.foundation.workbooks import Sheet
from dangvu.intake.accept import BY_SLUG, KINDS
from dangvu.intake.upload.models import ColumnChoice
from dangvu.organisations.access import require, visible

_FIRST_ROWS = 60
_SAMPLES = 3

#: {kind: {header: column}} of one sender.
Choices = Mapping[str, Mapping[str, str]]


def choices_of(path: Sequence[int]) -> dict[str, dict[str, str]]:
    """What is remembered for a sender, given with all above it up to the root: the nearest word stands."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    depth = {organisation: place for place, organisation in enumerate(path)}
    rows = ColumnChoice.objects.known().filter(sender_id__in=path).order_by("pk")
    told = rows.values_list("sender_id", "kind", "header", "column")
    for _, kind, header, column in sorted(told, key=lambda row: -depth[row[0]]):
        found[kind][header] = column
    return dict(found)


def as_chosen(sheet: Sheet, read: ReadSheet, choices: Choices) -> ReadSheet:
    """The sheet read once more with what is remembered, where its headers are among that; else as it was read."""
    if not choices or read.state == "empty":
        return read
    words = {normal(cell) for row in sheet.rows[:_FIRST_ROWS] for cell in row if isinstance(cell, str)}
    if read.kind is not None:
        told = _here(choices.get(read.kind.slug, {}), words)
        if not told:
            return read
        kinds = tuple(_told(kind, told) if kind is read.kind else kind for kind in KINDS)
        again = recognise(sheet, kinds)
        return again if again.kind is not None else read
    for slug, remembered in choices.items():
        told = _here(remembered, words)
        if told and BY_SLUG[slug].complete({column for column in told.values() if column}):
            again = recognise(sheet, (_told(BY_SLUG[slug], told, alone=True, titles=read.title_lines),))
            if again.kind is not None:
                return again
    return read


def _here(remembered: Mapping[str, str], words: set[str]) -> dict[str, str]:
    return {
        header: column
        for header, column in remembered.items()
        if all(normal(part) in words for part in header.split("|"))
    }


def _told(
    kind: SheetKind, told: Mapping[str, str], *, alone: bool = False, titles: Sequence[str] = ()
) -> SheetKind:
    """The kind with these headers among those of the chosen columns, and of no other. ``alone``: whatever it is called."""
    taken = {normal(header): column for header, column in told.items()}
    given: set[str] = set()
    columns = []
    for column in kind.columns:
        headers = tuple(h for h in column.headers if taken.get(normal(h), column.name) == column.name)
        if column.name not in given:
            given.add(column.name)
            headers += tuple(header for header, name in told.items() if name == column.name)
        chosen = column.name in told.values()
        columns.append(replace(column, headers=headers, typical=chosen if alone else column.typical))
    if not alone:
        return replace(kind, columns=tuple(columns))
    return replace(
        kind, columns=tuple(columns), tells=(), excludes=(), evidence=None,
        titles=(*kind.titles, *(line for line in titles[:3] if line.strip())),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class SeenColumn:
    """A column as it stands in a sheet: its letters, its header, a few of its values, and what it is taken for."""

    place: int
    header: str
    samples: tuple[str, ...]
    column: str


@dataclass(frozen=True, slots=True)
class SeenSheet:
    """What a person needs in order to say which column is which."""

    name: str
    kind: str
    header_row: int
    columns: tuple[SeenColumn, ...]


def seen(sheet: Sheet, read: ReadSheet, header_row: int | None = None) -> SeenSheet:
    """The columns of a sheet, under the header that was found (or row ``header_row``, from 1)."""
    grid = Grid(sheet)
    first = header_row or (read.header_rows[0] if read.header_rows else _likely_header(grid))
    row = min(max(first - 1, 0), max(grid.height - 1, 0))
    header = header_at(grid, row, index_of(KINDS)) if grid.height else None
    last = header.last if header else row
    columns = []
    for place in range(grid.width):
        if header:
            path = header.paths[place]
        else:
            path = (grid.text(row, place),) if grid.height and grid.text(row, place) else ()
        below = (grid.text(number, place) for number in range(last + 1, min(grid.height, last + 40)))
        samples = tuple(text for text in below if text)[:_SAMPLES]
        if path:
            taken = next((name for name, at in read.places.items() if place in at), "")
            columns.append(SeenColumn(place, "|".join(path[-2:]), samples, taken))
    return SeenSheet(read.name, read.kind.slug if read.kind else "", first, tuple(columns))


def _likely_header(grid: Grid) -> int:
    """The first row with the most texts and no numbers among the first rows, from 1."""
    best, most = 1, 0
    for number, row in enumerate(grid.rows[:_FIRST_ROWS], 1):
        texts = {cell for cell in row if isinstance(cell, str)}
        others = sum(1 for cell in row if cell is not None and not isinstance(cell, str))
        if others == 0 and len(texts) > most:
            best, most = number, len(texts)
    return best


def choose(*, actor: Actor, sender: int, kind: str, columns: Mapping[str, str]) -> None:
    """Remember for a sender which column each header is ({header: column}; '' is none); what was said before ends."""
    require(actor, LOAD, sender)
    told = BY_SLUG.get(kind)
    if told is None:
        raise Impossible(
            "Chưa chọn loại biểu. Chọn một loại trong danh sách, ví dụ “Danh sách đảng viên”.", "kind"
        )
    unknown = [name for name in columns.values() if name and name not in told.names]
    if unknown:
        raise Impossible(f"“{told.title}” không có cột này; đề nghị tải lại trang rồi chọn lại.")
    twice = {name for name in columns.values() if name and [*columns.values()].count(name) > 1}
    spread = {column.name for column in told.columns if column.spread}
    if twice - spread:
        label = told.column(sorted(twice - spread)[0]).label
        raise Impossible(f"Có hai cột cùng được chọn là “{label}”. Mỗi loại chỉ chọn cho một cột.")
    chosen = {name for name in columns.values() if name}
    if not told.complete(chosen):
        missing = ", ".join(f"“{told.column(name).label}”" for name in told.needs if name not in chosen)
        raise Impossible(f"“{told.title}” cần có cột {missing or 'chính'}; hãy chọn cột nào là cột đó.")
    with act(actor, "intake.choose_columns") as opened:
        ColumnChoice.objects.known().filter(
            sender_id=sender, kind=kind, header__in=[header[:300] for header in columns]
        ).update(known_to_act=opened)
        ColumnChoice.objects.bulk_create(
            ColumnChoice(sender_id=sender, kind=kind, header=header[:300], column=name, known_from_act=opened)
            for header, name in columns.items()
        )
        record(opened, "intake.choose_columns", count=len(columns), organisation_id=sender, kind=kind)


def forget(*, actor: Actor, choices: Sequence[int]) -> int:
    """Choices that hold no longer; later files of the sender are read without them."""
    rows = list(ColumnChoice.objects.known().filter(pk__in=choices))
    for row in rows:
        require(actor, LOAD, row.sender_id)
    with act(actor, "intake.forget_columns") as opened:
        ColumnChoice.objects.filter(pk__in=[row.pk for row in rows]).update(known_to_act=opened)
        record(opened, "intake.forget_columns", count=len(rows))
    return len(rows)


@dataclass(frozen=True, slots=True)
class RememberedChoice:
    """A choice as it is shown: whose, which kind, which header, which column, since when and by whom."""

    id: int
    sender: int
    kind: str
    header: str
    column: str
    by: str
    at: object


def remembered(*, actor: Actor, organisations: set[int]) -> list[RememberedChoice]:
    """The choices that hold for these organisations."""
    rows = visible(
        ColumnChoice.objects.known().filter(sender_id__in=organisations), actor, LOAD, field="sender"
    ).select_related("known_from_act")
    return [
        RememberedChoice(
            row.pk, row.sender_id, BY_SLUG[row.kind].title if row.kind in BY_SLUG else row.kind,
            row.header.replace("|", " – "), _label(row.kind, row.column), row.known_from_act.actor,
            row.known_from_act.at,
        )
        for row in rows.order_by("sender_id", "kind", "header")
    ]  # fmt: skip


def _label(kind: str, column: str) -> str:
    if not column:
        return "không phải cột nào"
    told = BY_SLUG.get(kind)
    return told.column(column).label if told and column in told.names else column
