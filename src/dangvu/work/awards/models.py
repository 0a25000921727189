"""Commendations that were given."""

from __future__ import annotations

from django.db import models

from dangvu.foundation.dated import KnownFact
from dangvu.work.awards.rules import AwardKind, Level, Occasion


class Award(KnownFact):
    """A commendation to a member, or (``person`` none) to an organisation. ``organisation``: it, or the member's cell."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        "members.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    kind = models.CharField("hình thức", max_length=20, choices=[(k.value, k.label) for k in AwardKind])
    level = models.CharField("cấp khen", max_length=12, choices=[(k.value, k.label) for k in Level])
    occasion = models.CharField("thành tích", max_length=12, choices=[(k.value, k.label) for k in Occasion])
    reason = models.CharField("nội dung khen", max_length=300, blank=True)
    decision = models.CharField("số quyết định", max_length=60)
    on = models.DateField("ngày quyết định")

    def __str__(self) -> str:
        return f"{self.kind} {self.on:%d/%m/%Y}"
