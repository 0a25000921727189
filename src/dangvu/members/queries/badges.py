"""What the rules of Huy hiệu Đảng are asked with: since when someone counts, the time outside, marks, days, bonuses."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from dangvu.foundation.parameters.queries import Parameters
from dangvu.foundation.parameters.shapes import levels_in
from dangvu.foundation.ratio import vietnamese
from dangvu.foundation.refusals import Impossible
from dangvu.members.models import Movement, MovementKind
from dangvu.members.queries.people import profiles
from dangvu.members.rules.badge import bonus

_OUT = (MovementKind.STRUCK_OFF, MovementKind.EXPELLED, MovementKind.RESIGNED)


def party_since(person: int) -> date | None:
    """The day written in the decision of admission; without it the day of joining, where known to the day."""
    profile = profiles([person]).get(person)
    if profile is None:
        return None
    found: date | None = profile.decided or (profile.joined_first if len(profile.joined) == 10 else None)
    return found


def times_outside(person: int) -> list[tuple[date, date]]:
    """[(left, came back)]: struck off, expelled or resigned until admitted again. Whoever is restored was never out."""
    return outside_of([person]).get(person, [])


def outside_of(people: Collection[int]) -> dict[int, list[tuple[date, date]]]:
    """{person: [(left, came back)]} of those who were outside for a time."""
    kinds = (*_OUT, MovementKind.READMITTED, MovementKind.RESTORED)
    rows = Movement.objects.known().filter(person_id__among=list(people), counted=True, kind__in=kinds)
    found: dict[int, list[tuple[date, date]]] = {}
    left: dict[int, date] = {}
    for person, kind, on in rows.order_by("on", "pk").values_list("person_id", "kind", "on"):
        if kind in _OUT:
            left[person] = on
        elif kind == MovementKind.READMITTED and person in left:
            found.setdefault(person, []).append((left.pop(person), on))
        elif kind == MovementKind.RESTORED:
            left.pop(person, None)
    return found


def marks_on(parameters: Parameters, day: date) -> list[int]:
    """The marks of the day's regulation: 30, 40, 45 … 90."""
    return [int(mark) for mark in _told(parameters, "badge.marks", day)]


def award_days(parameters: Parameters, day: date) -> list[tuple[int, int]]:
    """[(month, day)] on which badges are given."""
    days = (told.split("/") for told in _told(parameters, "badge.award_days", day))
    return [(int(month), int(on)) for on, month in days]


@dataclass(frozen=True)
class Bonuses:
    """What goes with a badge on a day, and the documents that say so."""

    levels: Mapping[int, Fraction]
    base_pay: int
    source: str = ""
    caution: str = ""  # what is still to be checked of the base pay

    def of(self, mark: int) -> int | None:
        return bonus(mark, self.levels, self.base_pay)


def bonuses_on(parameters: Parameters, day: date) -> Bonuses:
    """By the regulation of the day; without levels where one of the two numbers is not on record for it."""
    levels = parameters.if_known("badge.bonus", day)
    pay = parameters.if_known("badge.base_pay", day)
    if levels is None or pay is None:
        return Bonuses({}, 0)
    said = f"{levels.document}; lương cơ sở {vietnamese(pay.value)} đồng, {pay.document}"
    return Bonuses(levels_in(str(levels.value)), int(pay.value), said, pay.note)


def _told(parameters: Parameters, code: str, day: date) -> list[str]:
    found = parameters.if_known(code, day)
    if found is None:
        raise Impossible(
            f"Chưa có quy định về Huy hiệu Đảng cho ngày {day:%d/%m/%Y}; kiểm tra lại ngày, hoặc nhờ quản trị bổ sung "
            "tham số.",
            "on",
        )
    return [part.strip() for part in str(found.value).split(",")]
