"""What was kept and not counted, and every declared difference."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, QuerySet

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.queries import counted, standing
from dangvu.foundation.capabilities import READ_FINDINGS, READ_INSPECTION, READ_NAMES
from dangvu.foundation.periods import Period
from dangvu.foundation.ratio import vietnamese
from dangvu.indicators.queries import DeclaredDifference, declared_differences
from dangvu.intake.models import Finding, Submission
from dangvu.intake.models import Severity as Severity  # screens ask for it here
from dangvu.intake.rights import INSPECTION_LINE
from dangvu.intake.wording import BREACHES, TITLES
from dangvu.members.models import Movement
from dangvu.members.queries import profiles
from dangvu.organisations.access import organisations_visible, visible
from dangvu.organisations.queries import tree_on
from dangvu.organisations.tree import Tree


@dataclass(frozen=True, slots=True)
class FindingView:
    """One open finding, as a person reads it. ``figure`` is the machine name where a figure is concerned."""

    id: int | None
    kind: str
    severity: str
    file: str
    sheet: str
    row: int | None
    name: str
    figure: str
    text: str
    message: str
    advice: str
    organisation_id: int | None
    declared: float | None = None
    records: float | None = None


def findings(*, actor: Actor, organisations: set[int] | None = None) -> list[FindingView]:
    """Every open finding that the actor may see (of ``organisations``), by file, sheet and row."""
    seen = _Seen(actor, organisations)
    found = [*_stored(seen), *_breaches(seen), *_declared(seen)]
    return sorted(found, key=lambda view: (view.file, view.sheet, view.row or 0, view.kind))


@dataclass(frozen=True, slots=True)
class Tally:
    """How many open findings, in how many files."""

    count: int
    files: int


def tallies(
    *, actor: Actor, organisations: set[int], severities: Sequence[str]
) -> tuple[dict[str, Tally], Tally]:
    """({severity: how many}, how many declared differences): the counts of ``findings``, without the list."""
    seen = _Seen(actor, organisations)
    files: dict[str, Counter[str]] = {severity: Counter() for severity in severities}
    for rows in seen.stored():
        told = rows.filter(severity__in=severities).order_by().values_list("severity", "file_name")
        for severity, file, count in counted(told.annotate(count=Count("pk"))):
            files[severity][file] += count
    told = seen.breaches().order_by().values_list("counted", "source_row__sheet__file__name")
    for is_counted, file, count in counted(told.annotate(count=Count("pk"))):
        if (severity := _of_breach(is_counted)) in files:
            files[severity][file or ""] += count
    declared = Counter(d.source.file if d.source else "" for d in seen.declared())
    if Severity.REMARK in files:
        files[Severity.REMARK].update(declared)
    return {severity: _tally(told) for severity, told in files.items()}, _tally(declared)


def _tally(files: Counter[str]) -> Tally:
    return Tally(files.total(), sum(1 for file in files if file))


@dataclass(frozen=True, slots=True)
class UnitSent:
    """What a unit sent of a period: how many sheets, and when last."""

    organisation: int
    sheets: int
    last: datetime | None


def sent_by_unit(*, actor: Actor, organisation: int, tree: Tree, period: Period) -> list[UnitSent]:
    """The grassroots units directly below, with what they or their cells sent of the period, silent ones too."""
    rows = visible(Submission.objects.filter(settled=True), actor, READ_FINDINGS, field="sender")
    sheets: Counter[int | None] = Counter()
    last: dict[int | None, datetime] = {}
    told = rows.filter(start__lte=period.end, end__gte=period.start).values_list("sender_id").annotate(
        sheets=Count("pk"), last=Max("act__at")
    )  # fmt: skip
    for sender, count, at in told:
        unit = tree.unit_of(sender)
        sheets[unit] += count
        last[unit] = max(at, last.get(unit, at))
    units = [child for child in tree.children(organisation) if tree[child].is_grassroots]
    return [UnitSent(unit, sheets[unit], last.get(unit)) for unit in units]


class _Seen:
    """Where the actor may see findings, where they may read names in them, and the rows of each kind that they see."""

    def __init__(self, actor: Actor, organisations: set[int] | None) -> None:
        self._actor, self._asked = actor, organisations
        self._tree = tree_on(clock.today())
        self._named = organisations_visible(actor, READ_NAMES, self._tree)
        self._inspection = organisations_visible(actor, READ_INSPECTION, self._tree)

    def names(self, organisation: int | None, *, of_stored: bool) -> bool:
        """Whether names may be read there."""
        if self._actor.is_operator or organisation in self._named:
            return True
        return of_stored and organisation in self._inspection

    def stored(self) -> list[QuerySet[Any]]:
        """Inspection sheets are a line of rights of their own."""
        open_ = Finding.objects.known()
        return [
            self._here(open_.exclude(sheet__kind__in=INSPECTION_LINE), READ_FINDINGS),
            self._here(open_.filter(sheet__kind__in=INSPECTION_LINE), READ_INSPECTION),
        ]

    def breaches(self) -> QuerySet[Any]:
        """Movements that contradict the person's other movements. They are few, and found once until the next act."""
        rows = Movement.objects.known().exclude(breach="").values_list("pk", "organisation_id")
        here = self._inside(READ_FINDINGS)
        found = [
            pk for pk, place in standing("breaches", lambda: list(rows)) if here is None or place in here
        ]
        return Movement.objects.filter(pk__among=found)

    def declared(self) -> list[DeclaredDifference]:
        found = declared_differences(actor=self._actor)
        return [d for d in found if self._asked is None or d.organisation.id in self._asked]

    def _here(self, rows: QuerySet[Any], capability: str) -> QuerySet[Any]:
        inside = self._inside(capability)
        return rows if inside is None else rows.filter(organisation__among=inside)

    def _inside(self, capability: str) -> set[int] | None:
        """The organisations looked at; None: every one, and what belongs to none."""
        if self._actor.is_operator:
            return self._asked
        seen = organisations_visible(self._actor, capability, self._tree)
        return seen if self._asked is None else seen & self._asked


_STORED = (
    "pk", "kind", "severity", "file_name", "sheet_name", "row", "name", "text", "message", "advice", "organisation_id",
)  # fmt: skip


def _stored(seen: _Seen) -> Iterator[FindingView]:
    """Whoever may not read names is told the kind of fault."""
    for rows in seen.stored():
        for pk, kind, severity, file, sheet, row, name, text, message, advice, place in rows.values_list(
            *_STORED
        ):
            if not seen.names(place, of_stored=True):
                name, text, message = "", "", f"{TITLES.get(kind, kind)}."
            yield FindingView(
                pk, kind, severity, file, sheet, row, name, "", text, message, advice, place
            )  # fmt: skip


def _of_breach(is_counted: bool) -> str:
    return Severity.REMARK if is_counted else Severity.HOLD


def _breaches(seen: _Seen) -> list[FindingView]:
    """Derived, so always true as of now."""
    rows = list(seen.breaches().select_related("source_row__sheet__file"))
    people = profiles({row.person_id for row in rows}, only=("name",))
    found = []
    for row in rows:
        message, advice = BREACHES[row.breach]
        place = row.source_row
        named = row.person_id in people and seen.names(row.organisation_id, of_stored=False)
        found.append(
            FindingView(
                None, row.breach, _of_breach(row.counted), place.sheet.file.name if place else "",
                place.sheet.name if place else "", place.number if place else None,
                people[row.person_id].name if named else "", "", f"{row.get_kind_display()} {row.on:%d/%m/%Y}", message,
                advice, row.organisation_id,
            )
        )  # fmt: skip
    return found


def _declared(seen: _Seen) -> list[FindingView]:
    found = []
    for d in seen.declared():
        message = (
            f"{d.organisation.name} tự khai “{d.label}” là {vietnamese(d.declared)}; theo các dòng đã ghi "
            f"({d.period.label}) là {vietnamese(d.counted)}."
        )
        found.append(
            FindingView(
                None, "declared_differs", Severity.REMARK, d.source.file if d.source else "",
                d.source.sheet if d.source else "", d.source.row if d.source else None, "", d.indicator.name,
                vietnamese(d.declared), message,
                "Mở danh sách phía sau con số để đối chiếu với đơn vị; bên nào sai thì bên đó sửa.",
                d.organisation.id, d.declared, d.counted,
            )
        )  # fmt: skip
    return found
