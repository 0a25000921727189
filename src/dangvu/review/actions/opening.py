"""Asking those below for their figures of a period."""

from __future__ import annotations

from datetime import date

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.capabilities import ACCEPT_FIGURES
from dangvu.foundation.periods import Period
from dangvu.foundation.refusals import Impossible
from dangvu.organisations.access import require
from dangvu.organisations.queries import tree_on
from dangvu.review import rules
from dangvu.review.actions.steps import own_cycle, reasoned
from dangvu.review.models import PeriodTerms, ReportingPeriod
from dangvu.review.standing import cycle_of


def open_period(
    *, actor: Actor, organisation: int, period: Period, cut_off: date, confirm_by: date, levels: int = 1,
    lead_days: int = 0,
) -> int:  # fmt: skip
    """Ask those below for their figures of these days; the id of the period."""
    require(actor, ACCEPT_FIGURES, organisation)
    wrong = rules.days_are_wrong(period, cut_off, confirm_by)
    if wrong:
        raise Impossible(wrong, "confirm_by" if confirm_by < cut_off else "cut_off")
    if not 1 <= levels <= 3 or not 0 <= lead_days <= 30:
        raise Impossible(
            "Số cấp gửi từ 1 đến 3; mỗi cấp dưới gửi sớm hơn nhiều nhất 30 ngày làm việc.", "levels"
        )
    with act(actor, "review.open_period") as opened:
        _nobody_else_asks(organisation, period, levels)
        made = ReportingPeriod.objects.create(
            organisation_id=organisation, kind=rules.kind_of(period), start=period.start, end=period.end,
            known_from_act=opened,
        )  # fmt: skip
        PeriodTerms.objects.create(
            period=made,
            cut_off=cut_off,
            confirm_by=confirm_by,
            levels=levels,
            lead_days=lead_days,
            known_from_act=opened,
        )
        record(opened, "review.open_period", count=1, organisation_id=organisation, period=period.label)
    return int(made.pk)


def move_days(
    *, actor: Actor, organisation: int, period: Period, cut_off: date, confirm_by: date, reason: str
) -> None:
    """Give the units more time, or less: the period keeps both versions."""
    require(actor, ACCEPT_FIGURES, organisation)
    wrong = rules.days_are_wrong(period, cut_off, confirm_by)
    if wrong:
        raise Impossible(wrong, "confirm_by" if confirm_by < cut_off else "cut_off")
    reasoned(reason)
    with act(actor, "review.move_days", reason) as opened:
        cycle = own_cycle(organisation, period)
        if cycle.lock is not None:
            raise Impossible("Kỳ đã khóa nên không đổi hạn được.")
        old = cycle.terms
        PeriodTerms.objects.filter(pk=old.pk).update(known_to_act=opened.number)
        PeriodTerms.objects.create(
            period=cycle.row, cut_off=cut_off, confirm_by=confirm_by, levels=old.levels, lead_days=old.lead_days,
            known_from_act=opened,
        )  # fmt: skip
        record(
            opened, "review.move_days", count=1, organisation_id=organisation, period=period.label,
            before=f"{old.cut_off:%d/%m/%Y}", cut_off=f"{cut_off:%d/%m/%Y}",
        )  # fmt: skip


def _nobody_else_asks(organisation: int, period: Period, levels: int) -> None:
    tree = tree_on(clock.today())
    there = cycle_of(organisation, period, tree)
    if there is not None:
        raise Impossible(f"Kỳ {period.label} đã được {tree[there.owner].name} mở.")
    below = set(tree.descendants(organisation))
    rows = ReportingPeriod.objects.known().filter(
        start=period.start, end=period.end, organisation_id__in=below
    )
    for owner in rows.values_list("organisation_id", flat=True):
        if tree.path(owner).index(organisation) <= levels:
            raise Impossible(
                f"{tree[owner].name} đã tự mở kỳ {period.label} cho cấp dưới của mình. Chọn ít cấp gửi hơn.",
                "levels",
            )
