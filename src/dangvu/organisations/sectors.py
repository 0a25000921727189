"""Saying of what kind the unit of an organisation is (form 5-TCTW): an action of its own, beside those of the tree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.audit.models import Act
from dangvu.foundation.capabilities import REORGANISE
from dangvu.foundation.refusals import Impossible
from dangvu.organisations.access import require_rows
from dangvu.organisations.models import OrganisationState, Sector


@dataclass(frozen=True, slots=True)
class NewSector:
    """The kind of unit of one organisation ('': that of its superior); ``on`` None: as it was from the beginning."""

    organisation: int
    sector: str
    on: date | None = None


def set_sectors(*, actor: Actor, organisation: int, told: Sequence[NewSector]) -> int:
    """Say of organisations (this one, or below it) of what kind their unit is from a day on; how many it changed.

    It holds until the day from which another kind was told. What is told for the first time holds from the beginning
    of the records: nobody had said that it was another before.
    """
    require_rows(actor, REORGANISE, organisation, (one.organisation for one in told))
    for one in told:
        if one.sector and one.sector not in Sector.values:
            raise Impossible("Chọn loại hình đơn vị trong danh sách.", "sector")
    with act(actor, "organisations.set_sectors") as opened:
        changed = [one for one in told if _tell(opened, one)]
        for one in changed:
            record(
                opened, "organisations.set_sector", count=1, organisation_id=one.organisation,
                on=one.on.isoformat() if one.on else "", sector=one.sector,
            )  # fmt: skip
    return len(changed)


def _tell(opened: Act, one: NewSector) -> bool:
    """Write the states of one organisation anew with what is told; whether any said something else."""
    rows = OrganisationState.objects.known().filter(organisation_id=one.organisation).order_by("valid_from")
    states = [row for row in rows if one.on is None or row.valid_to is None or row.valid_to > one.on]
    if not states:
        raise Impossible("Tổ chức này không còn vào ngày đó; xem lại ngày.", "on")
    before = states[0].sector
    if before == one.sector:
        return False
    for row in states:
        if row.sector != before:  # another kind was told from here on
            break
        _write_anew(opened, row, one)
    return True


def _write_anew(opened: Act, row: OrganisationState, one: NewSector) -> None:
    """One state with its kind of unit told, cut in two where the telling begins inside it."""
    OrganisationState.objects.filter(pk=row.pk).update(known_to_act=opened)
    begins, ends, old = row.valid_from, row.valid_to, row.sector
    parts = [(begins, ends, one.sector)]
    if one.on is not None and begins < one.on:
        parts = [(begins, one.on, old), (one.on, ends, one.sector)]
    for start, end, sector in parts:
        OrganisationState.objects.create(
            organisation_id=row.organisation_id, name=row.name, kind=row.kind, position=row.position, sector=sector,
            valid_from=start, valid_to=end, known_from_act=opened, source_row_id=row.source_row_id,
        )  # fmt: skip
