"""Units (cơ sở) of mass organisations: written down, corrected, ended, taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.capabilities import WRITE_WORK
from dangvu.foundation.parameters.queries import Parameters
from dangvu.foundation.refusals import Impossible
from dangvu.foundation.secrecy.typed import refuse_secret
from dangvu.foundation.vietnamese import fold
from dangvu.organisations.access import require, require_rows
from dangvu.organisations.queries import tree_on
from dangvu.work.mass import rules
from dangvu.work.mass.models import MassMembership, MassUnit, MassUnitState


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A unit of one kind, led by ``organisation``; ``ended_on`` is the first day on which it is no more."""

    organisation: int
    kind: str
    name: str
    founded_on: date | None = None
    ended_on: date | None = None


def found_units(*, actor: Actor, organisation: int, units: Sequence[NewUnit]) -> list[int]:
    """Write units down; their ids. Impossible for an unknown kind, or a name that stands there already."""
    require_rows(actor, WRITE_WORK, organisation, (one.organisation for one in units))
    with act(actor, "mass.found_units") as opened:
        made = []
        for new in units:
            _check(new)
            unit = MassUnit.objects.create()
            _state(opened.number, int(unit.pk), new)
            made.append(int(unit.pk))
        record(opened, "mass.found_units", count=len(made), organisation_id=organisation)
    return made


def correct_unit(*, actor: Actor, organisation: int, unit: int, new: NewUnit, reason: str) -> None:
    """What a unit is becomes ``new`` (it is led by another, it has ended); what was said before stays in the history."""
    require_rows(actor, WRITE_WORK, organisation, [new.organisation])
    with act(actor, "mass.correct_unit", reason) as opened:
        state = unit_here(unit, organisation)
        _check(new, besides=unit)
        MassUnitState.objects.filter(pk=state.pk).update(known_to_act=opened)
        _state(opened.number, unit, new)
        record(opened, "mass.correct_unit", count=1, organisation_id=organisation, title=new.name)


def take_back_unit(*, actor: Actor, organisation: int, unit: int, reason: str) -> None:
    """A unit written down by mistake. Impossible while anybody is in it."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "mass.take_back_unit", reason) as opened:
        state = unit_here(unit, organisation)
        if MassMembership.objects.known().filter(unit_id=unit).exists():
            raise Impossible(
                "Cơ sở này đang có danh sách đoàn viên, hội viên; bỏ danh sách trước, hoặc ghi ngày kết thúc."
            )
        MassUnitState.objects.filter(pk=state.pk).update(known_to_act=opened)
        record(opened, "mass.take_back_unit", count=1, organisation_id=organisation, title=state.name)


def unit_here(unit: int, organisation: int) -> MassUnitState:
    """The unit as it stands, led here or below; LookupError otherwise."""
    inside = tree_on(clock.today()).descendants(organisation)
    state: MassUnitState | None = (
        MassUnitState.objects.known().filter(unit_id=unit, organisation_id__among=inside).first()
    )
    if state is None:
        raise LookupError(unit)
    return state


def _state(act_number: int, unit: int, new: NewUnit) -> None:
    MassUnitState.objects.create(
        unit_id=unit, organisation_id=new.organisation, kind=new.kind, name=new.name, founded_on=new.founded_on,
        ended_on=new.ended_on, known_from_act_id=act_number,
    )  # fmt: skip


def _check(new: NewUnit, besides: int | None = None) -> None:
    refuse_secret(name=new.name)
    today = clock.today()
    kinds = dict(rules.kinds_of(str(Parameters().on("mass.kinds", today).value)))
    if new.kind not in kinds:
        raise Impossible("Chưa có đoàn thể này trong danh sách của cơ quan; chọn lại.", "kind")
    if new.founded_on and new.ended_on and new.ended_on <= new.founded_on:
        raise Impossible("Ngày kết thúc phải sau ngày thành lập; xem lại hai ngày.", "ended_on")
    there = MassUnitState.objects.known().filter(organisation_id=new.organisation, kind=new.kind)
    if any(fold(row.name) == fold(new.name) for row in there.exclude(unit_id=besides)):
        raise Impossible(f"“{new.name}” đã có ở tổ chức này.", "name")
