"""Transfers on the way: who is to present a paper by when, who is to receive whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import READ_NAMES
from dangvu.members.models import Transfer, TransferOutcome
from dangvu.members.queries.people import profiles
from dangvu.members.queries.standing import standing_on
from dangvu.organisations.access import require
from dangvu.organisations.queries import tree_on


@dataclass(frozen=True, slots=True)
class OnTheWay:
    """A transfer that is open, as either side sees it."""

    transfer: int
    person: int
    name: str
    birth: str
    source: int
    source_name: str
    target: int | None
    target_name: str
    introduced_on: date
    due_on: date
    paper_number: str
    rule: str
    days_left: int
    has_left: bool  # a workbook has brought them elsewhere meanwhile

    @property
    def is_overdue(self) -> bool:
        return self.days_left < 0

    @property
    def left_said(self) -> str:
        """'quá 3 ngày', 'hôm nay là hạn cuối', 'còn 5 ngày'."""
        if self.is_overdue:
            return f"quá {-self.days_left} ngày"
        return f"còn {self.days_left} ngày" if self.days_left else "hôm nay là hạn cuối"


def on_the_way(*, actor: Actor, organisation: int) -> tuple[list[OnTheWay], list[OnTheWay]]:
    """(going, coming): introduced from here, and introduced to here; the most urgent first."""
    require(actor, READ_NAMES, organisation)
    today = clock.today()
    tree = tree_on(today)
    here = set(tree.descendants(organisation))
    ended = TransferOutcome.objects.known().values("transfer_id")
    rows = Transfer.objects.known().exclude(pk__in=ended)
    going = list(rows.filter(organisation_id__among=here).order_by("due_on", "pk"))
    coming = list(rows.filter(target_id__among=here).order_by("due_on", "pk"))
    people = {row.person_id for row in (*going, *coming)}
    known, standing = profiles(people), standing_on(people, today)

    def told(row: Transfer) -> OnTheWay:
        profile, place = known[row.person_id], standing.get(row.person_id)
        source = tree.label(row.organisation_id) if row.organisation_id in tree else "(tổ chức đã kết thúc)"
        return OnTheWay(
            row.pk, row.person_id, profile.name, profile.birth, row.organisation_id, source, row.target_id,
            row.target_name, row.introduced_on, row.due_on, row.paper_number, row.rule, (row.due_on - today).days,
            place is None or place.organisation != row.organisation_id,
        )  # fmt: skip

    return [told(row) for row in going], [told(row) for row in coming]


def one_on_the_way(*, actor: Actor, organisation: int, transfer: int) -> tuple[OnTheWay, bool]:
    """One open transfer and whether ``organisation`` is the side that receives; LookupError where it is neither."""
    going, coming = on_the_way(actor=actor, organisation=organisation)
    for rows, receives in ((coming, True), (going, False)):
        for row in rows:
            if row.transfer == transfer:
                return row, receives
    raise LookupError(transfer)
