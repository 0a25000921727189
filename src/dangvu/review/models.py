"""Reporting periods of an organisation, and how far each unit's figures of it have come."""

from __future__ import annotations

from django.db import models

from dangvu.foundation.dated import KnownFact
from dangvu.review.rules import PeriodKind, State


class ReportingPeriod(KnownFact):
    """A period for which an organisation asks those below it for their figures."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("loại kỳ", max_length=12, choices=[(k.value, k.value) for k in PeriodKind])
    start = models.DateField("từ ngày")
    end = models.DateField("đến ngày")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "start", "end"], condition=models.Q(known_to_act__isnull=True),
                name="reporting_period_once",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.start}–{self.end}"


class PeriodTerms(KnownFact):
    """By when the units of a period send, and who of them: moving a day is another row."""

    period = models.ForeignKey(ReportingPeriod, on_delete=models.PROTECT, related_name="terms")
    cut_off = models.DateField("hạn gửi số liệu")
    confirm_by = models.DateField("ngày xác nhận")
    levels = models.IntegerField("số cấp gửi")
    lead_days = models.IntegerField("mỗi cấp dưới gửi sớm hơn (ngày làm việc)")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["period"], condition=models.Q(known_to_act__isnull=True), name="period_terms_once"
            )
        ]

    def __str__(self) -> str:
        return f"hạn {self.cut_off}"


class _OfUnit(KnownFact):
    """Something about one unit in one period."""

    period = models.ForeignKey(ReportingPeriod, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class UnitState(_OfUnit):
    """How far the unit's figures are; without a row it is still at work. ``version``: what was frozen when it sent."""

    state = models.CharField("tình hình", max_length=10, choices=[(s.value, s.value) for s in State])
    version = models.ForeignKey(
        "indicators.FigureVersion", on_delete=models.PROTECT, related_name="+", null=True
    )
    sent_by = models.BigIntegerField("mã người gửi", null=True)
    due = models.DateField("hạn mới", null=True)
    note = models.CharField("ghi chú", max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["period", "organisation"], condition=models.Q(known_to_act__isnull=True),
                name="unit_state_once",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.state}"


class Remark(_OfUnit):
    """What the receiver says of one figure of what a unit sent (``name`` empty: of the whole)."""

    name = models.CharField("chỉ tiêu", max_length=80, blank=True)
    text = models.CharField("ý kiến", max_length=1000)
    value = models.DecimalField("số khi trả lại", max_digits=18, decimal_places=4, null=True)

    def __str__(self) -> str:
        return f"{self.name}: {self.text[:40]}"


class Answer(KnownFact):
    """What the unit answers to a remark."""

    remark = models.ForeignKey(Remark, on_delete=models.PROTECT, related_name="answers")
    text = models.CharField("trả lời", max_length=1000)

    def __str__(self) -> str:
        return self.text[:40]


class PeriodLock(KnownFact):
    """The period is locked: what is signed is ``version``. ``reason``: why it is, while some units are missing."""

    period = models.ForeignKey(ReportingPeriod, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey("indicators.FigureVersion", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField("lý do", max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["period"], condition=models.Q(known_to_act__isnull=True), name="period_locked_once"
            )
        ]

    def __str__(self) -> str:
        return f"khóa {self.period_id}"


class LockException(_OfUnit):
    """One unit may change what it sent although the period is locked: why, and to the end of which day."""

    reason = models.CharField("lý do", max_length=500)
    until = models.DateField("đến hết ngày")

    def __str__(self) -> str:
        return f"{self.organisation_id} đến {self.until}"


class UnlockRequest(KnownFact):
    """Somebody asks that a lock be opened; another, at the level above, agrees. Open while ``known_to_act`` is empty."""

    lock = models.ForeignKey(PeriodLock, on_delete=models.PROTECT, related_name="requests")
    asked_by = models.BigIntegerField("mã người đề nghị", null=True)
    reason = models.CharField("lý do", max_length=500)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["lock"], condition=models.Q(known_to_act__isnull=True), name="unlock_asked_once"
            )
        ]

    def __str__(self) -> str:
        return f"mở khóa {self.lock_id}"


class Reminder(_OfUnit):
    """A unit was reminded, on its first page."""

    def __str__(self) -> str:
        return f"nhắc {self.organisation_id}"


class Passage(_OfUnit):
    """One paragraph of a unit for one section of its report. Sending freezes it: a version has what was known then.

    With ``sources`` it speaks for paragraphs of units below.
    """

    section = models.CharField("mục", max_length=20)
    position = models.IntegerField("thứ tự")
    text = models.TextField("nội dung")
    is_taken: bool  # whether it speaks for others, where a query asks (narrative/kept.py)

    def __str__(self) -> str:
        return f"{self.section}: {self.text[:40]}"


class PassageSource(models.Model):
    """A paragraph of an upper draft speaks for this paragraph of a unit below, in the very words it was sent in."""

    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="sources")
    source = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["passage", "source"], name="passage_source_once")]

    def __str__(self) -> str:
        return f"{self.passage_id} ← {self.source_id}"


class LeftOut(KnownFact):
    """The receiver does not take a paragraph of a unit into its draft."""

    receiver = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField("lý do", max_length=500, blank=True)

    def __str__(self) -> str:
        return f"không lấy {self.passage_id}"


class ProposalEntry(models.Model):
    """A unit's paragraph became (part of) an entry in the receiver's book of proposals."""

    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="+")
    opinion = models.ForeignKey("meetings.Opinion", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["passage", "opinion"], name="proposal_entry_once")]

    def __str__(self) -> str:
        return f"{self.passage_id} → {self.opinion_id}"
