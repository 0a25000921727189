"""Papers of vetting as counts: no name of anybody, nothing of what a paper says."""

from __future__ import annotations

from django.db import models

from dangvu.foundation.dated import KnownFact
from dangvu.work.vetting.rules import PaperKind, Purpose


class VettingPaper(KnownFact):
    """One paper of a day, and how many files (or cases) it is about."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    on = models.DateField("ngày văn bản")
    kind = models.CharField("loại", max_length=12, choices=[(k.value, k.label) for k in PaperKind])
    number = models.CharField("số văn bản", max_length=60, blank=True)
    purpose = models.CharField("phục vụ việc", max_length=12, choices=[(p.value, p.label) for p in Purpose])
    count = models.PositiveIntegerField("số hồ sơ, trường hợp", default=1)

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.count}"
