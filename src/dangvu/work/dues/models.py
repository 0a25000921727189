"""Dues of members: of what class they pay, and what was due and paid for each month."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from dangvu.foundation.dated import KnownFact
from dangvu.work.dues.rules import Payer


class DuesMonth(KnownFact):
    """A member's dues of one month in one cell. ``reason``: why less than due was paid; without one it is in arrears."""

    person = models.ForeignKey("members.Person", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    month = models.DateField("tháng")  # its first day
    payer = models.CharField("diện đóng", max_length=12, choices=[(p.value, p.label) for p in Payer])
    base = models.BigIntegerField("căn cứ tính, đồng", null=True, blank=True)
    due = models.BigIntegerField("phải đóng, đồng")
    paid = models.BigIntegerField("đã đóng, đồng")
    reason = models.CharField("lý do chưa đóng", max_length=200, blank=True)
    rule = models.CharField("căn cứ", max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "month"], condition=Q(known_to_act__isnull=True), name="dues_once_a_month"
            )
        ]  # fmt: skip
        indexes = [models.Index(fields=["month", "organisation"], name="dues_month")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.month:%m/%Y}"
