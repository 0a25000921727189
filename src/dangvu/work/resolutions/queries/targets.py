"""Resolutions and targets with every version of them, for whoever may see the organisation's figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q, QuerySet

from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.models import Act
from dangvu.foundation.capabilities import READ_FIGURES
from dangvu.foundation.dated import known_q
from dangvu.organisations.access import require
from dangvu.work.resolutions.models import (
    Resolution,
    Subject,
    Target,
    TargetAdjustment,
    TargetAllocation,
    TargetValue,
)
from dangvu.work.resolutions.rules.targets import Asked, TargetKind


@dataclass(frozen=True, slots=True)
class ResolutionView:
    """A resolution as it is kept."""

    id: int
    number: str
    issued_on: date
    issuer: str
    title: str

    @property
    def label(self) -> str:
        return f"số {self.number} ngày {self.issued_on:%d/%m/%Y}"


@dataclass(frozen=True, slots=True)
class TargetView:
    """A target with its own number, as known at a moment."""

    id: int
    organisation: int
    title: str
    year: int
    kind: TargetKind
    indicator: str
    document: str
    per: str
    falling: bool
    base_on: date | None
    base_value: Decimal | None
    value: Decimal | None
    resolution: ResolutionView | None
    article: str
    given: int  # the sum of its parts

    @property
    def asked(self) -> Asked:
        return Asked(self.kind, self.value, self.per, self.falling)

    @property
    def heading(self) -> str:
        """The title with its year, said once."""
        return self.title if str(self.year) in self.title else f"{self.title}, năm {self.year}"

    @property
    def whole(self) -> Decimal | None:
        """What the committee has to reach: its own number, else what it gave to its organisations."""
        if self.value is None and self.kind is TargetKind.COUNT and self.given:
            return Decimal(self.given)
        return self.value

    @property
    def basis(self) -> str:
        """Where it is written: 'Nghị quyết số 15-NQ/ĐUK ngày 05/01/2023, mục II'."""
        said = f"Nghị quyết {self.resolution.label}" if self.resolution else self.document
        return ", ".join(part for part in (said, self.article) if part)


def resolutions(*, actor: Actor, organisation: int, known: int | None = None) -> list[ResolutionView]:
    """The resolutions kept at the organisation, the latest first."""
    require(actor, READ_FIGURES, organisation)
    rows = Resolution.objects.known(known).filter(organisation_id=organisation)
    return [_resolution(row) for row in rows.order_by("-issued_on", "-pk")]


def targets(*, actor: Actor, organisation: int, year: int, known: int | None = None) -> list[TargetView]:
    """The targets that the organisation set for the year, in the order in which they were set."""
    require(actor, READ_FIGURES, organisation)
    return _views(Target.objects.known(known).filter(organisation_id=organisation, year=year), known)


def target(*, actor: Actor, organisation: int, target: int, known: int | None = None) -> TargetView:
    """One target of the organisation; LookupError where it has none of this number."""
    require(actor, READ_FIGURES, organisation)
    found = _views(Target.objects.known(known).filter(organisation_id=organisation, pk=target), known)
    if not found:
        raise LookupError(target)
    return found[0]


def given_to(
    *, actor: Actor, organisation: int, year: int, known: int | None = None
) -> list[tuple[TargetView, int]]:
    """The targets of the year of which the organisation has a part, with the part."""
    require(actor, READ_FIGURES, organisation)
    rows = TargetAllocation.objects.known(known).filter(
        known_q(known, "target__"), organisation_id=organisation, target__year=year
    )
    parts: Counter[int] = Counter()
    for pk, value in rows.values_list("target_id", "value"):
        parts[pk] += value
    return [(view, parts[view.id]) for view in _views(Target.objects.filter(pk__in=parts), known)]


def parts(*, actor: Actor, organisation: int, target: int, known: int | None = None) -> dict[int, int]:
    """{organisation: its part} of a target of ``organisation``."""
    require(actor, READ_FIGURES, organisation)
    rows = TargetAllocation.objects.known(known).filter(
        target_id=target, target__organisation_id=organisation
    )
    found: Counter[int] = Counter()
    for unit, value in rows.values_list("organisation_id", "value"):
        found[unit] += value
    return dict(found)


def all_of_year(year: int, known: int | None) -> list[tuple[TargetView, Mapping[int, int]]]:
    """Every target of the year with its parts {organisation: part}, in the order in which they were set.

    Asks for no right: figures are made of it, and whoever reads a figure is asked there.
    """
    given = _given(TargetAllocation.objects.known(known).filter(target__year=year))
    views = _views(Target.objects.known(known).filter(year=year), known, given)
    return [(view, given.get(view.id, {})) for view in views]


def years(*, actor: Actor, organisation: int) -> list[int]:
    """The years for which the organisation has set targets or was given a part of one, the latest first."""
    require(actor, READ_FIGURES, organisation)
    given = TargetAllocation.objects.known().filter(organisation_id=organisation).values("target_id")
    rows = Target.objects.known().filter(Q(organisation_id=organisation) | Q(pk__in=given)).order_by()
    return sorted(set(rows.values_list("year", flat=True)), reverse=True)


def _views(
    rows: QuerySet[Target], known: int | None, given: Mapping[int, Mapping[int, int]] | None = None
) -> list[TargetView]:
    """Targets in the order in which they were set; ``given``: their parts, where they were asked for already."""
    found = list(rows.order_by("pk"))
    ids = [row.pk for row in found]
    values = TargetValue.objects.known(known).filter(target_id__in=ids).select_related("resolution")
    by_target = {value.target_id: value for value in values.order_by("pk")}
    if given is None:
        given = _given(TargetAllocation.objects.known(known).filter(target_id__in=ids))
    return [_view(row, by_target.get(row.pk), sum(given.get(row.pk, {}).values())) for row in found]


def _given(rows: QuerySet[TargetAllocation]) -> dict[int, Counter[int]]:
    """{target: {organisation: its part}}."""
    given: dict[int, Counter[int]] = {}
    for target, unit, value in rows.values_list("target_id", "organisation_id", "value"):
        given.setdefault(target, Counter())[unit] += value
    return given


def _view(row: Target, value: TargetValue | None, given: int) -> TargetView:
    indicator = row.indicator or ("admitted" if row.subject == Subject.ADMISSIONS else "")
    return TargetView(
        row.pk, row.organisation_id, row.title, row.year, TargetKind(row.kind), indicator, row.document, row.per,
        row.falling, row.base_on, row.base_value, value.value if value else None,
        _resolution(value.resolution) if value and value.resolution else None, value.article if value else "",
        given,
    )  # fmt: skip


def _resolution(row: Resolution) -> ResolutionView:
    return ResolutionView(row.pk, row.number, row.issued_on, row.issuer, row.title)


# -- versions ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Change:
    """What one organisation's part was and became."""

    organisation: int
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Version:
    """What one act made of a target. ``act`` is the moment of knowledge at which this version is read."""

    act: int
    at: datetime
    by: str
    reason: str
    decision: str
    decided_on: date | None
    whole: Decimal | None
    given: int
    changes: tuple[Change, ...]


def versions(*, actor: Actor, organisation: int, target: int) -> list[Version]:
    """Every version of a target and of its parts, the latest first; each stays readable."""
    require(actor, READ_FIGURES, organisation)
    mine = Q(target_id=target, target__organisation_id=organisation)
    values = list(TargetValue.objects.filter(mine))
    allocated = list(TargetAllocation.objects.filter(mine))
    decisions = {a.known_from_act_id: a for a in TargetAdjustment.objects.filter(mine)}
    by_id = {a.pk: a for a in decisions.values()}
    acts = {row.known_from_act_id for row in (*values, *allocated)}
    acts |= {row.known_to_act_id for row in (*values, *allocated) if row.known_to_act_id}
    told = Act.objects.in_bulk(acts)
    found, before = [], Counter[int]()
    for number in sorted(acts):
        now = _at(allocated, number)
        whole = next((v.value for v in values if _known_at(v, number)), None)
        wrote = [row.adjustment_id for row in (*values, *allocated) if row.known_from_act_id == number]
        decision = next((by_id[pk] for pk in wrote if pk in by_id), decisions.get(number))
        changes = tuple(
            Change(o, before[o], now[o]) for o in sorted(before.keys() | now.keys()) if before[o] != now[o]
        )
        act = told[number]
        found.append(
            Version(
                number, act.at, act.actor, act.reason, decision.decision_number if decision else "",
                decision.decided_on if decision else None, whole, sum(now.values()), changes,
            )
        )  # fmt: skip
        before = now
    return found[::-1]


def _known_at(row: TargetValue | TargetAllocation, act: int) -> bool:
    return row.known_from_act_id <= act and (row.known_to_act_id is None or row.known_to_act_id > act)


def _at(rows: Iterable[TargetAllocation], act: int) -> Counter[int]:
    found: Counter[int] = Counter()
    for row in rows:
        if _known_at(row, act):
            found[row.organisation_id] += row.value
    return found


def last_change(*, actor: Actor, organisation: int, target: int) -> int:
    """The number of the act that last changed the target or its parts; 0 where nothing ever did."""
    return max((v.act for v in versions(actor=actor, organisation=organisation, target=target)), default=0)
