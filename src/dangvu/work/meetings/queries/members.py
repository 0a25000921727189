"""Who stands on a cell's list on the day of a meeting, and who of them is waited for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dangvu.members.models import Absence, Membership, Status
from dangvu.members.queries.standing import absent_on
from dangvu.work.meetings.rules import Duty


@dataclass(frozen=True, slots=True)
class OnList:
    """A member of the cell on a day, and why they are (not) waited for."""

    person: int
    official: bool
    duty: Duty


def members_of(cell: int, on: date) -> list[OnList]:
    """The members of a cell on a day: obliged to come, exempt, or away for a time."""
    stays = Membership.objects.known().valid_on(on).filter(organisation_id=cell)
    status = dict(stays.values_list("person_id", "status"))
    absent = absent_on(status, on)

    def duty(person: int) -> Duty:
        kinds = {one.kind for one in absent.get(person, ())}
        if kinds - {Absence.Kind.EXEMPT}:
            return Duty.AWAY
        return Duty.EXEMPT if kinds else Duty.OBLIGED

    return [OnList(person, told == Status.OFFICIAL, duty(person)) for person, told in status.items()]
