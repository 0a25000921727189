"""Resolutions, the targets they set, how these are shared out, and the tasks they assign."""

from __future__ import annotations

from django.db import models

from dangvu.foundation.dated import KnownFact


class Subject(models.TextChoices):
    ADMISSIONS = "ket_nap", "Kết nạp đảng viên"


class Target(KnownFact):
    """A number to reach in a year, set by an organisation's resolution."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    subject = models.CharField("nội dung", max_length=20, choices=Subject.choices)
    year = models.IntegerField("năm")
    document = models.CharField("văn bản", max_length=100, blank=True)
    title = models.CharField("tên chỉ tiêu", max_length=300)

    def __str__(self) -> str:
        return f"{self.title} ({self.year})"


class TargetAllocation(KnownFact):
    """The part of a target given to one organisation."""

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="allocations")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    value = models.IntegerField("chỉ tiêu")

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.value}"


class TaskKind(models.TextChoices):
    MIDTERM_REVIEW = "so_ket_giua_nhiem_ky", "Sơ kết giữa nhiệm kỳ"
    OTHER = "khac", "Nhiệm vụ khác"


class AssignedTask(KnownFact):
    """Something every named organisation has to do once."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("loại", max_length=30, choices=TaskKind.choices)
    title = models.CharField("nhiệm vụ", max_length=300)

    def __str__(self) -> str:
        return self.title


class TaskProgress(KnownFact):
    """One organisation that has to do the task, and the day on which it did; none while it has not."""

    task = models.ForeignKey(AssignedTask, on_delete=models.PROTECT, related_name="progress")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    done_on = models.DateField("ngày thực hiện", null=True, blank=True)
    form = models.CharField("hình thức", max_length=60, blank=True)

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.done_on or 'chưa'}"
