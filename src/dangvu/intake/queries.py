"""What was kept and not counted, and every declared difference."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, QuerySet

from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import READ_FINDINGS, READ_INSPECTION, READ_NAMES
from dangvu.foundation.periods import Period
from dangvu.foundation.ratio import vietnamese
from dangvu.indicators.queries import declared_differences
from dangvu.intake.models import Finding, Submission
from dangvu.intake.models import Severity as Severity  # screens ask for it here
from dangvu.intake.wording import BREACHES, TITLES
from dangvu.members.models import Movement
from dangvu.members.queries import profiles
from dangvu.organisations.access import visible
from dangvu.organisations.tree import Tree

_INSPECTIONS = "inspections"


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
    found = [*_stored(actor), *_breaches(actor), *_declared(actor)]
    if organisations is not None:
        found = [view for view in found if view.organisation_id in organisations]
    return sorted(found, key=lambda view: (view.file, view.sheet, view.row or 0, view.kind))


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


def _stored(actor: Actor) -> list[FindingView]:
    """Inspection sheets are a line of rights of their own; whoever may not read names is told the kind of fault."""
    open_ = Finding.objects.known()
    rows = visible(open_.exclude(sheet__kind=_INSPECTIONS), actor, READ_FINDINGS).union(
        visible(open_.filter(sheet__kind=_INSPECTIONS), actor, READ_INSPECTION)
    )
    named = _ids(visible(open_, actor, READ_NAMES)) | _ids(visible(open_, actor, READ_INSPECTION))
    return [_view(row, row.pk in named) for row in rows]


def _ids(rows: QuerySet[Any]) -> set[int]:
    return set(rows.values_list("pk", flat=True))


def _view(row: Finding, named: bool) -> FindingView:
    return FindingView(
        row.pk, row.kind, row.severity, row.file_name, row.sheet_name, row.row, row.name if named else "", "",
        row.text if named else "", row.message if named else f"{TITLES.get(row.kind, row.kind)}.", row.advice,
        row.organisation_id,
    )  # fmt: skip


def _breaches(actor: Actor) -> list[FindingView]:
    """Movements that contradict the person's other movements: derived, so always true as of now."""
    rows = visible(Movement.objects.known().exclude(breach=""), actor, READ_FINDINGS)
    rows = rows.select_related("source_row__sheet__file")
    people = profiles({row.person_id for row in rows})
    may_name = set(visible(rows, actor, READ_NAMES).values_list("pk", flat=True))
    found = []
    for row in rows:
        message, advice = BREACHES[row.breach]
        place = row.source_row
        name = people[row.person_id].name if row.person_id in people and row.pk in may_name else ""
        found.append(
            FindingView(
                None, row.breach, Severity.REMARK if row.counted else Severity.HOLD,
                place.sheet.file.name if place else "", place.sheet.name if place else "",
                place.number if place else None, name, "",
                f"{row.get_kind_display()} {row.on:%d/%m/%Y}", message, advice, row.organisation_id,
            )
        )  # fmt: skip
    return found


def _declared(actor: Actor) -> list[FindingView]:
    found = []
    for d in declared_differences(actor=actor):
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
