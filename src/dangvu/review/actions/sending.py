"""The unit's side: its words, its adjustments, its sending."""

from __future__ import annotations

from collections.abc import Mapping

from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.audit.models import Act
from dangvu.foundation.capabilities import SEND_FIGURES
from dangvu.foundation.periods import Period
from dangvu.foundation.refusals import Impossible
from dangvu.indicators import actions as numbers
from dangvu.indicators.actions import Declared
from dangvu.indicators.catalogue import BY_NAME
from dangvu.indicators.freeze import frozen
from dangvu.indicators.models import FigureVersion
from dangvu.organisations.access import require
from dangvu.review.actions.steps import frozen_now, may_change, reasoned, take
from dangvu.review.models import Answer, Remark
from dangvu.review.rules import Step
from dangvu.review.standing import Cycle, named


def declare(*, actor: Actor, organisation: int, period: Period, figures: Mapping[str, float | None]) -> int:
    """What the unit says of its figures; None takes a word back. How many words changed."""
    require(actor, SEND_FIGURES, organisation)
    said = [
        Declared(name, BY_NAME[name].title, value) for name, value in figures.items() if value is not None
    ]
    unsaid = [name for name, value in figures.items() if value is None]
    with act(actor, "review.declare"):
        may_change(organisation, period)
        if said:
            numbers.say(actor=actor, organisation=organisation, period=period, figures=said)
        if unsaid:
            numbers.unsay(actor=actor, organisation=organisation, period=period, names=unsaid)
    return len(figures)


def adjust(*, actor: Actor, organisation: int, period: Period, name: str, value: float, reason: str) -> int:
    """Put a figure right by hand, with the reason."""
    require(actor, SEND_FIGURES, organisation)
    with act(actor, "review.adjust", reason):
        may_change(organisation, period)
        return numbers.adjust(
            actor=actor, organisation=organisation, period=period, name=name, value=value, reason=reason
        )


def withdraw_adjustment(
    *, actor: Actor, organisation: int, period: Period, adjustment: int, reason: str
) -> None:
    """Take an adjustment back."""
    require(actor, SEND_FIGURES, organisation)
    reasoned(reason)
    with act(actor, "review.withdraw_adjustment", reason):
        may_change(organisation, period)
        numbers.withdraw_adjustment(
            actor=actor, organisation=organisation, adjustment=adjustment, reason=reason
        )


def send(
    *, actor: Actor, organisation: int, period: Period, answers: Mapping[int, str] | None = None,
    without: str = "",
) -> int:  # fmt: skip
    """Send the unit's figures upward: they are frozen with their rows. The id of the version.

    ``answers``: what is said to open remarks; ``without``: why it sends although some below it are not accepted.
    """
    require(actor, SEND_FIGURES, organisation)
    with act(actor, "review.send", without) as opened:
        cycle = may_change(organisation, period)
        if cycle.owner == organisation:
            raise Impossible("Đơn vị là nơi mở kỳ này nên không gửi lên; khóa kỳ khi đã nhận đủ.")
        missing = cycle.not_accepted(organisation)
        if missing and not without.strip():
            raise Impossible(
                f"Còn {len(missing)} đơn vị bên dưới chưa được nhận: {', '.join(named(cycle, missing)[:5])}. "
                "Nhận xong rồi gửi, hoặc ghi lý do gửi khi còn thiếu.", "without",
            )  # fmt: skip
        version = frozen_now(actor, organisation, period, opened, f"Gửi số liệu {period.label}", SEND_FIGURES)
        _answer(cycle, organisation, opened, answers or {}, version)
        take(
            cycle,
            organisation,
            Step.SEND,
            opened,
            version=version,
            sent_by=actor.user_id,
            note=without.strip(),
        )
        record(
            opened,
            "review.send",
            count=1,
            organisation_id=organisation,
            period=period.label,
            version=version.pk,
        )
    return int(version.pk)


def _answer(
    cycle: Cycle, organisation: int, opened: Act, answers: Mapping[int, str], version: FigureVersion
) -> None:
    """Every open remark is met: the number moved, or the unit says why it stays."""
    remarks = Remark.objects.known().filter(period=cycle.row, organisation_id=organisation)
    answered = set(Answer.objects.known().filter(remark__in=remarks).values_list("remark_id", flat=True))
    values = frozen(version)[organisation] if remarks else {}
    for remark in remarks:
        text = answers.get(remark.pk, "").strip()
        if text:
            Answer.objects.create(remark=remark, text=text, known_from_act=opened)
            continue
        figure = values.get(remark.name)
        moved = figure is not None and remark.value is not None and figure.value != float(remark.value)
        if not moved and remark.pk not in answered:
            raise Impossible(
                "Có ý kiến chưa trả lời mà số chưa đổi: sửa số, hoặc ghi trả lời vì sao giữ nguyên.",
                f"answer{remark.pk}",
            )
