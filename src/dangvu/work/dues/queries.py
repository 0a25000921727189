"""Dues as people see them: one cell's month, the quarter by units with its split, the list of arrears."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import READ_FIGURES, READ_NAMES
from dangvu.foundation.parameters.queries import Parameters
from dangvu.foundation.periods import Period
from dangvu.members.models import Membership
from dangvu.members.queries import profiles
from dangvu.members.queries.standing import standing_on
from dangvu.organisations.access import require, visible_below
from dangvu.organisations.tree import Tree
from dangvu.work.dues import rules
from dangvu.work.dues.limits import arrears_months, up_share
from dangvu.work.dues.models import DuesMonth
from dangvu.work.dues.rules import Payer


@dataclass(frozen=True, slots=True)
class Line:
    """A member of the month: as it was told, or with class and base as told last."""

    person: int
    name: str
    payer: Payer
    base: int | None
    due: int | None = None
    paid: int | None = None
    reason: str = ""
    act: int = 0


def month_of(*, actor: Actor, organisation: int, tree: Tree, cell: int, month: date) -> list[Line]:
    """The members who owe dues in a cell for a month, in the order of names."""
    require(actor, READ_NAMES, organisation, tree=tree)
    if organisation not in tree.path(cell):
        raise LookupError(cell)
    month = month.replace(day=1)
    people = members_of(cell, month)
    known = profiles(list(people), only=("name", "order_key"))
    rows = DuesMonth.objects.known().filter(person_id__among=list(people), month__lte=month).order_by("month")
    last = {row.person_id: row for row in rows}
    lines = []
    for person in sorted(people, key=lambda one: (known[one].order_key if one in known else "", one)):
        row, name = last.get(person), known[person].name if person in known else "(không rõ tên)"
        if row is None:
            lines.append(Line(person, name, Payer.SALARY, None))
        elif row.month == month:
            lines.append(
                Line(
                    person,
                    name,
                    Payer(row.payer),
                    row.base,
                    row.due,
                    row.paid,
                    row.reason,
                    row.known_from_act_id,
                )
            )
        else:
            lines.append(Line(person, name, Payer(row.payer), row.base))
    return lines


def cells_of(people: Collection[int], month: date) -> dict[int, int]:
    """{person: the cell in which they owe the dues of a month}; who is no member then is left out. Asks for no right, as
    ``members_of``."""
    standing = standing_on(people, min(rules.last_day(month), clock.today()))
    return {person: stay.organisation for person, stay in standing.items()}


def members_of(cell: int, month: date) -> set[int]:
    """Who owes dues in a cell for a month: its members on the month's last day (of today, while the month lasts). Asks for no
    right: what tells it to somebody does."""
    on = min(rules.last_day(month), clock.today())
    stays = Membership.objects.known().valid_on(on).filter(organisation_id=cell)
    return set(stays.values_list("person_id", flat=True))


@dataclass(frozen=True, slots=True)
class UnitDues:
    """An organisation's money of a period: what its members owed and paid, what it received, handed up and kept."""

    organisation: int
    name: str
    due: int
    paid: int
    received: int
    up: int
    handed: int

    @property
    def kept(self) -> int:
        return self.received - self.handed


@dataclass(frozen=True)
class DuesView:
    """The period's print: the organisation itself, and everything right below it."""

    own: UnitDues
    units: Sequence[UnitDues]


def period_dues(*, actor: Actor, organisation: int, tree: Tree, period: Period) -> DuesView:
    """Collected, handed up and kept in a period, level by level: each level shares out what it received from below and from
    its own members, by the percentages of the period's last day."""
    require(actor, READ_FIGURES, organisation, tree=tree)
    inside = visible_below(actor, READ_FIGURES, tree, organisation)
    rows = DuesMonth.objects.known().filter(
        organisation_id__among=inside, month__gte=period.start, month__lte=period.end
    )
    own = {
        place: (due, paid)
        for place, due, paid in rows.values("organisation_id").annotate(d=Sum("due"), p=Sum("paid")).values_list("organisation_id", "d", "p")
    }  # fmt: skip
    parameters, found = Parameters(), dict[int, UnitDues]()
    for one in reversed(tree.descendants(organisation)):
        below = [found[child] for child in tree.children(one)]
        due, paid = own.get(one, (0, 0))
        received = paid + sum(child.handed for child in below)
        up = up_share(tree[one], period.end, parameters)
        handed, _ = rules.shared(received, up)
        found[one] = UnitDues(
            one, tree.label(one), due + sum(c.due for c in below), paid + sum(c.paid for c in below), received, up, handed
        )  # fmt: skip
    return DuesView(found[organisation], [found[child] for child in tree.children(organisation)])


@dataclass(frozen=True, slots=True)
class Arrears:
    """A member on the list for consideration: the months, and since when."""

    person: int
    name: str
    place: str
    months: tuple[date, ...]
    on: date


def arrears(*, actor: Actor, organisation: int, tree: Tree, year: int) -> list[Arrears]:
    """Members with as many unpaid months of the calendar year without a recorded reason as the regulation names, for the
    cell to consider. Nothing follows from it by itself."""
    require(actor, READ_NAMES, organisation, tree=tree)
    inside = visible_below(actor, READ_NAMES, tree, organisation)
    rows = DuesMonth.objects.known().filter(
        organisation_id__among=inside, month__year=year, paid=0, due__gt=0, reason=""
    )
    months: dict[int, list[date]] = defaultdict(list)
    places: dict[int, int] = {}
    for person, place, month in rows.order_by("month").values_list("person_id", "organisation_id", "month"):
        months[person].append(month)
        places[person] = place
    most = arrears_months(date(year, 12, 31))
    flagged = {
        person: on for person, told in months.items() if (on := rules.flagged_on(told, most)) is not None
    }
    known = profiles(list(flagged), only=("name", "order_key"))
    return [
        Arrears(
            person, known[person].name, tree.label(places[person]), tuple(months[person]), flagged[person]
        )
        for person in sorted(known, key=lambda one: (places[one], known[one].order_key))
    ]
