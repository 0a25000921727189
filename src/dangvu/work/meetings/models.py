"""Meetings of cells."""

from __future__ import annotations

from django.db import models

from dangvu.foundation.dated import KnownFact


class MeetingKind(models.TextChoices):
    REGULAR = "dinh_ky", "Sinh hoạt định kỳ"
    THEMATIC = "chuyen_de", "Sinh hoạt chuyên đề"


class CellMeeting(KnownFact):
    """One meeting of one cell."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("loại", max_length=12, choices=MeetingKind.choices)
    on = models.DateField("ngày sinh hoạt")
    topic = models.CharField("chuyên đề", max_length=500, blank=True)
    attended = models.IntegerField("số đảng viên dự", null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.topic} ({self.on:%d/%m/%Y})"
