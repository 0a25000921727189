"""Huy hiệu Đảng: who was given which mark on which day, once its rule holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.capabilities import WRITE_MEMBERS
from dangvu.foundation.parameters.queries import Parameters
from dangvu.foundation.refusals import Impossible
from dangvu.members import rules
from dangvu.members.actions.checked import limit, names_of, refuse
from dangvu.members.models import BadgeAward, Membership, Status
from dangvu.members.queries.badges import award_days, marks_on, party_since, times_outside
from dangvu.members.rules.badge import HIGH_MARK, POSTHUMOUS, Badge, badge
from dangvu.organisations.access import require
from dangvu.organisations.queries import tree_on


@dataclass(frozen=True, slots=True)
class NewBadge:
    """A badge given to someone by a decision. The discipline is only checked against, never kept here."""

    person: int
    asked: Badge
    decision_number: str
    decided_on: date | None


def record_badges(*, actor: Actor, organisation: int, badges: Sequence[NewBadge]) -> None:
    """Record badges that were given; each mark once for a person."""
    require(actor, WRITE_MEMBERS, organisation)
    with act(actor, "members.record_badges") as opened:
        tree, parameters = tree_on(clock.today()), Parameters()
        names = names_of([new.person for new in badges])
        for new in badges:
            asked = new.asked
            if asked.on > clock.today():
                raise Impossible(f"Ngày {asked.on:%d/%m/%Y} chưa đến; chỉ ghi việc đã xảy ra.", "on")
            place = _place(new.person, asked.on)
            if place is None or organisation not in tree.path(place):
                raise Impossible(
                    "Vào ngày đó người này không phải là đảng viên chính thức của tổ chức này.", "on"
                )
            refuse(rules.decided(new.decision_number, new.decided_on, asked.on))
            assert new.decided_on is not None  # refused above
            _check(new, names.get(new.person, "Người này"), parameters)
            BadgeAward.objects.create(
                person_id=new.person, organisation_id=place, mark=asked.mark, on=asked.on, ground=asked.ground,
                decision_number=new.decision_number, decided_on=new.decided_on, known_from_act=opened,
            )  # fmt: skip
        record(opened, "members.record_badges", count=len(badges), organisation_id=organisation,
               people=sorted(new.person for new in badges))  # fmt: skip


def _check(new: NewBadge, name: str, parameters: Parameters) -> None:
    asked = new.asked
    same = BadgeAward.objects.known().filter(person_id=new.person, mark=asked.mark).first()
    if same is not None:
        raise Impossible(f"{name} đã được trao Huy hiệu {asked.mark} năm ngày {same.on:%d/%m/%Y}.", "mark")
    since = party_since(new.person)
    if since is None:
        raise Impossible(
            f"Chưa ghi ngày quyết định kết nạp hoặc ngày vào Đảng của {name}: bổ sung ở Đính chính."
        )
    early = "badge.posthumous_months" if asked.ground == POSTHUMOUS else "badge.early_months"
    if asked.mark >= HIGH_MARK and asked.ground != POSTHUMOUS:
        early = "badge.early_months_high"
    wait = limit(parameters, f"badge.wait_{asked.discipline}", asked.on) if asked.discipline else None
    refuse(
        badge(
            asked, since, times_outside(new.person), marks_on(parameters, asked.on), award_days(parameters, asked.on),
            limit(parameters, early, asked.on), wait,
        )
    )  # fmt: skip


def _place(person: int, on: date) -> int | None:
    """Where someone was an official member, on the day or last before it (a badge is also given after death)."""
    stays = Membership.objects.known().filter(person_id=person, valid_from__lte=on, status=Status.OFFICIAL)
    return stays.order_by("-valid_from").values_list("organisation_id", flat=True).first()
