"""Reported counts of the electronic member handbook: installed, used, on a day."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.capabilities import WRITE_WORK
from dangvu.foundation.dated import retire
from dangvu.foundation.refusals import Impossible
from dangvu.members.models import HandbookCount
from dangvu.members.queries.standing import members_below
from dangvu.members.rules import handbook
from dangvu.organisations.access import require, require_rows
from dangvu.organisations.queries import tree_on
from dangvu.organisations.tree import Tree
from dangvu.organisations.typed import typed_rows


@dataclass(frozen=True, slots=True)
class NewCount:
    """What an organisation reports of a day, for itself and everything below it."""

    organisation: int
    on: date
    installed: int
    using: int | None = None
    source_row: int | None = None


def report(*, actor: Actor, organisation: int, counts: Sequence[NewCount]) -> int:
    """Write reports down, so many; what an organisation said before of the same day is said anew.

    Raises Impossible for a day to come, more than there are members, and where another level has told the same members
    in the same half of a year: they would be counted twice.
    """
    require_rows(actor, WRITE_WORK, organisation, (new.organisation for new in counts))
    with act(actor, "members.handbook") as opened:
        found = faults(counts)
        if found:
            at, (name, wrong) = next(iter(found.items()))
            label = tree_on(clock.today()).label(counts[at].organisation)
            raise Impossible(f"{label}: {wrong}" if len(counts) > 1 else wrong, name)
        for new in counts:
            same = HandbookCount.objects.known().filter(organisation_id=new.organisation, on=new.on)
            same.update(known_to_act=opened)
            HandbookCount.objects.create(
                organisation_id=new.organisation, on=new.on, installed=new.installed, using=new.using,
                source_row_id=new.source_row, known_from_act=opened,
            )  # fmt: skip
        record(opened, "members.handbook", count=len(counts), organisation_id=organisation)
    return len(counts)


def faults(counts: Sequence[NewCount]) -> dict[int, tuple[str, str]]:
    """{place in ``counts``: (field, what is wrong with it)}; asks for no right and writes nothing."""
    today, tree = clock.today(), tree_on(clock.today())
    members = {on: members_below(on, tree) for on in {new.on for new in counts}}
    told = {half: _told(half) for half in {_half(new.on) for new in counts}}
    for new in counts:
        told[_half(new.on)].add(new.organisation)
    found = {}
    for at, new in enumerate(counts):
        there = members[new.on].get(new.organisation, 0)
        wrong = handbook.fault(
            on=new.on, today=today, members=there, installed=new.installed, using=new.using
        )
        if not wrong[1]:
            wrong = _told_elsewhere(new, tree, told[_half(new.on)])
        if wrong[1]:
            found[at] = wrong
    return found


def _told(half: tuple[date, date]) -> set[int]:
    """The organisations that told a number in these days."""
    rows = HandbookCount.objects.known().filter(on__gte=half[0], on__lte=half[1])
    return set(rows.values_list("organisation_id", flat=True))


def _told_elsewhere(new: NewCount, tree: Tree, others: Collection[int]) -> tuple[str, str]:
    """Whether somebody above or below told the same members in the same half of the year."""
    related = (*tree.path(new.organisation), *tree.descendants(new.organisation))
    other = next((one for one in related if one in others and one != new.organisation), None)
    if other is None:
        return "", ""
    return "organisation", (
        f"{tree.label(other)} đã báo cáo số của cùng những đảng viên này trong nửa năm đó; ghi thêm thì tính hai lần. "
        "Bỏ số của một cấp trước."
    )


def _half(day: date) -> tuple[date, date]:
    if day.month <= 6:
        return date(day.year, 1, 1), date(day.year, 6, 30)
    return date(day.year, 7, 1), date(day.year, 12, 31)


def take_back_counts(*, actor: Actor, organisation: int, counts: Collection[int], reason: str) -> None:
    """Counts typed in by mistake."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "members.take_back_handbook", reason) as opened:
        rows = typed_rows(HandbookCount, counts, organisation)
        HandbookCount.objects.filter(pk__in=[row.pk for row in rows]).update(known_to_act=opened)
        record(opened, "members.take_back_handbook", count=len(rows), organisation_id=organisation)


def withdraw_counts(*, actor: Actor, organisation: int, source_rows: Collection[int], reason: str) -> None:
    """What these rows of a workbook reported is no longer said."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "members.withdraw_handbook", reason) as opened:
        count = retire(HandbookCount, source_rows, opened.number)
        record(opened, "members.withdraw_handbook", count=count, organisation_id=organisation)
