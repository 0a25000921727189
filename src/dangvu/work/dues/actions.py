"""The dues of one month of one cell: everybody paid what was due, except who is told otherwise."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from dangvu.foundation import bulk, clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.capabilities import WRITE_WORK
from dangvu.foundation.dated import retire
from dangvu.foundation.refusals import Impossible
from dangvu.foundation.secrecy.typed import refuse_secret
from dangvu.members.queries import profiles
from dangvu.organisations.access import require
from dangvu.organisations.queries import tree_on
from dangvu.work.dues import rules
from dangvu.work.dues.limits import limits_of
from dangvu.work.dues.models import DuesMonth
from dangvu.work.dues.queries import members_of
from dangvu.work.dues.rules import Payer


@dataclass(frozen=True, slots=True)
class Told:
    """A member's class and base; ``paid`` None: what was due; ``reason``: why less was paid."""

    payer: str
    base: int | None = None
    paid: int | None = None
    reason: str = ""
    source_row: int | None = None


def fault(name: str, told: Told, limits: rules.Limits) -> str:
    """Why a row of a workbook can't be written, by the limits of its month; '' where it can."""
    if (told.base is not None and told.base < 0) or (told.paid is not None and told.paid < 0):
        return f"{name}: số tiền không được nhỏ hơn 0."
    return rules.base_fault(name, Payer(told.payer), told.base, limits)


def record_month(*, actor: Actor, organisation: int, cell: int, month: date, told: Mapping[int, Told]) -> int:
    """Record a month's dues of members of a cell here or below; told again, the later word holds. Đồng that were paid.

    Raises Impossible for a month to come, a missing base, a sum outside what the regulation of the month allows;
    LookupError for somebody who was no member of the cell in that month.
    """
    require(actor, WRITE_WORK, organisation)
    refuse_secret(reasons="\n".join(one.reason for one in told.values()))
    month = month.replace(day=1)
    if month > clock.today():
        raise Impossible(f"Tháng {month:%m/%Y} chưa đến; chỉ ghi tháng đã thu.", "month")
    limits = limits_of(month)
    with act(actor, "dues.record_month") as opened:
        tree = tree_on(min(rules.last_day(month), clock.today()))
        if organisation not in tree.path(cell):
            raise LookupError(cell)
        if not members_of(cell, month).issuperset(told):
            raise LookupError(cell)
        named = profiles(list(told), only=("name",))
        rows = []
        for person, one in told.items():
            payer, name = Payer(one.payer), named[person].name if person in named else "Người này"
            wrong = rules.base_fault(name, payer, one.base, limits)
            due = rules.due(payer, one.base, limits)
            if wrong or due is None:
                raise Impossible(wrong)
            paid = due if one.paid is None else one.paid
            if paid < 0 or (one.base is not None and one.base < 0):
                raise Impossible(f"{name}: số tiền không được nhỏ hơn 0.")
            reason = one.reason.strip()[:200]
            rows.append(
                (
                    person,
                    cell,
                    month,
                    payer.value,
                    one.base,
                    due,
                    paid,
                    reason,
                    limits.regulation,
                    opened.number,
                    one.source_row,
                )
            )
        DuesMonth.objects.known().filter(person_id__among=list(told), month=month).update(known_to_act=opened)
        bulk.insert(
            DuesMonth,
            ("person", "organisation", "month", "payer", "base", "due", "paid", "reason", "rule", "known_from_act", "source_row"), rows,
        )  # fmt: skip
        record(opened, "dues.record_month", count=len(rows), organisation_id=cell, month=f"{month:%m/%Y}")
    return sum(row[6] for row in rows)


def withdraw(*, actor: Actor, organisation: int, source_rows: Collection[int], reason: str) -> None:
    """What these rows of a workbook said was paid is no longer said."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "dues.withdraw", reason) as opened:
        count = retire(DuesMonth, source_rows, opened.number)
        record(opened, "dues.withdraw", count=count, organisation_id=organisation)


def take_back(*, actor: Actor, organisation: int, cell: int, month: date, people: Collection[int] = (), reason: str) -> None:  # fmt: skip
    """A month of a cell (or of some of its members) that was written by mistake."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "dues.take_back", reason) as opened:
        if organisation not in tree_on(clock.today()).path(cell):
            raise LookupError(cell)
        rows = DuesMonth.objects.known().filter(organisation_id=cell, month=month.replace(day=1))
        rows = rows.filter(person_id__among=list(people)) if people else rows
        closed = rows.update(known_to_act=opened)
        if not closed:
            raise LookupError(cell)
        record(opened, "dues.take_back", count=closed, organisation_id=cell, month=f"{month:%m/%Y}")
