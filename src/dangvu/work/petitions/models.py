"""Petitions as counts and states: no sender, no content, nobody they are about."""

from __future__ import annotations

from django.db import models

from dangvu.foundation.dated import KnownFact
from dangvu.work.petitions.rules import Kind, Outcome


class Petition(KnownFact):
    """So many petitions of one kind, received on a day (or in its month), with the same outcome."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    on = models.DateField("ngày nhận")
    kind = models.CharField("loại đơn", max_length=12, choices=[(k.value, k.label) for k in Kind])
    anonymous = models.BooleanField("nặc danh, mạo danh", default=False)
    count = models.PositiveIntegerField("số đơn", default=1)
    outcome = models.CharField("xử lý", max_length=16, choices=[(o.value, o.label) for o in Outcome])
    outcome_on = models.DateField("ngày xử lý", null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.count}"
