"""Inspections and supervisions: kind, subject, day and class of the result. No narrative is ever kept."""

from __future__ import annotations

from django.db import models

from dangvu.foundation.dated import KnownFact


class InspectionKind(models.TextChoices):
    INSPECTION = "kiem_tra", "Kiểm tra"
    SUPERVISION = "giam_sat", "Giám sát"


class SubjectKind(models.TextChoices):
    ORGANISATION = "to_chuc", "Tổ chức đảng"
    MEMBER = "dang_vien", "Đảng viên"


class Result(models.TextChoices):
    NO_FAULT = "tot", "Chấp hành tốt"
    FAULT = "khuyet_diem", "Có khuyết điểm, rút kinh nghiệm"
    VIOLATION = "vi_pham", "Có vi phạm"
    DISCIPLINED = "ky_luat", "Vi phạm, phải kỷ luật"
    UNSTATED = "chua_ro", "Chưa rõ"


class Inspection(KnownFact):
    """One inspection or supervision (lượt) of one subject, closed on a day."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("loại", max_length=12, choices=InspectionKind.choices)
    subject_kind = models.CharField("đối tượng", max_length=12, choices=SubjectKind.choices)
    subject = models.CharField("tên đối tượng", max_length=300, blank=True)
    on = models.DateField("ngày kết luận")
    result = models.CharField("kết quả", max_length=14, choices=Result.choices, default=Result.UNSTATED)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on:%d/%m/%Y}"
