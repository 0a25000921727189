"""Locking a period, exceptions by name, and unlocking by two people."""

from __future__ import annotations

from datetime import date

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.capabilities import ACCEPT_FIGURES, ISSUE_REPORT
from dangvu.foundation.periods import Period
from dangvu.foundation.refusals import Impossible
from dangvu.organisations.access import require
from dangvu.organisations.queries import tree_on
from dangvu.review.actions.steps import frozen_now, own_cycle, reasoned, take_all
from dangvu.review.models import LockException, PeriodLock, UnlockRequest
from dangvu.review.rules import Step
from dangvu.review.standing import named


def lock(*, actor: Actor, organisation: int, period: Period, without: str = "") -> int:
    """Lock the period: the organisation's own figures are frozen, accepted units locked. The id of the version.

    ``without``: why it is locked although some units are not accepted.
    """
    require(actor, ACCEPT_FIGURES, organisation)
    with act(actor, "review.lock", without) as opened:
        cycle = own_cycle(organisation, period)
        if cycle.lock is not None:
            raise Impossible("Kỳ đã khóa.")
        missing = cycle.not_accepted(organisation)
        if missing and not without.strip():
            raise Impossible(
                f"Còn {len(missing)} đơn vị chưa được nhận: {', '.join(named(cycle, missing)[:5])}. "
                "Nhận đủ rồi khóa, hoặc ghi lý do khóa khi còn thiếu.", "without",
            )  # fmt: skip
        version = frozen_now(actor, organisation, period, opened, f"Khóa kỳ {period.label}", ACCEPT_FIGURES)
        PeriodLock.objects.create(
            period=cycle.row, version=version, reason=without.strip(), known_from_act=opened
        )
        take_all(cycle, cycle.everyone(), Step.LOCK, opened)
        record(
            opened,
            "review.lock",
            count=len(missing),
            organisation_id=organisation,
            period=period.label,
            version=version.pk,
        )
    return int(version.pk)


def let_change(
    *, actor: Actor, organisation: int, unit: int, period: Period, reason: str, until: date
) -> None:
    """Let one unit change what it sent although the period is locked: named, reasoned, to the end of a day."""
    require(actor, ACCEPT_FIGURES, organisation)
    reasoned(reason)
    if until < clock.today():
        raise Impossible("Hạn cho phép phải từ hôm nay trở đi.", "until")
    with act(actor, "review.let_change", reason) as opened:
        cycle = own_cycle(organisation, period)
        if cycle.lock is None:
            raise Impossible("Kỳ chưa khóa nên đơn vị vẫn gửi được, không cần cho phép riêng.")
        if cycle.level(unit) < 1:
            raise LookupError(unit)
        LockException.objects.create(
            period=cycle.row, organisation_id=unit, reason=reason.strip(), until=until, known_from_act=opened
        )
        record(opened, "review.let_change", count=1, organisation_id=unit, until=f"{until:%d/%m/%Y}")


def ask_to_unlock(*, actor: Actor, organisation: int, period: Period, reason: str) -> None:
    """The first of two people: asks that the lock be opened, and says why."""
    require(actor, ACCEPT_FIGURES, organisation)
    reasoned(reason)
    with act(actor, "review.ask_to_unlock", reason) as opened:
        cycle = own_cycle(organisation, period)
        if cycle.lock is None:
            raise Impossible("Kỳ chưa khóa.")
        if UnlockRequest.objects.known().filter(lock=cycle.lock).exists():
            raise Impossible("Đã có đề nghị mở khóa đang chờ.")
        UnlockRequest.objects.create(
            lock=cycle.lock, asked_by=actor.user_id, reason=reason.strip(), known_from_act=opened
        )
        record(opened, "review.ask_to_unlock", count=1, organisation_id=organisation, period=period.label)


def answer_unlock(*, actor: Actor, organisation: int, period: Period, agreed: bool) -> None:
    """The second of two people, at the level above (at the root: whoever issues reports), agrees or does not."""
    require(actor, *who_unlocks(organisation))
    with act(actor, "review.unlock" if agreed else "review.refuse_unlock") as opened:
        cycle = own_cycle(organisation, period)
        asked = UnlockRequest.objects.known().filter(lock=cycle.lock).first() if cycle.lock else None
        if cycle.lock is None or asked is None:
            raise Impossible("Không có đề nghị mở khóa nào đang chờ.")
        if actor.user_id is not None and asked.asked_by == actor.user_id:
            raise Impossible("Đồng chí là người đề nghị; cần người khác đồng ý.")
        UnlockRequest.objects.filter(pk=asked.pk).update(known_to_act=opened.number)
        if agreed:
            PeriodLock.objects.filter(pk=cycle.lock.pk).update(known_to_act=opened.number)
            LockException.objects.known().filter(period=cycle.row).update(known_to_act=opened.number)
            take_all(cycle, cycle.asked(organisation), Step.UNLOCK, opened)
        record(
            opened, "review.unlock" if agreed else "review.refuse_unlock", count=1, organisation_id=organisation,
            period=period.label,
        )  # fmt: skip


def who_unlocks(organisation: int) -> tuple[str, int]:
    """Which right, and where, agreeing to unlock needs."""
    parent = tree_on(clock.today())[organisation].parent
    return (ISSUE_REPORT, organisation) if parent is None else (ACCEPT_FIGURES, parent)
