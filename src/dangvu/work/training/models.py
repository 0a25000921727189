"""Classes and who learnt in them."""

from __future__ import annotations

from django.db import models

from dangvu.foundation.dated import KnownFact


class ClassKind(models.TextChoices):
    AWARENESS = "nhan_thuc", "Lớp bồi dưỡng nhận thức về Đảng"
    NEW_MEMBERS = "dang_vien_moi", "Lớp bồi dưỡng đảng viên mới"
    COMMITTEE = "cap_uy", "Lớp bồi dưỡng cấp ủy"


class Grade(models.TextChoices):
    OUTSTANDING = "xuat_sac", "Xuất sắc"
    EXCELLENT = "gioi", "Giỏi"
    GOOD = "kha", "Khá"
    AVERAGE = "trung_binh", "Trung bình"
    PASSED = "dat", "Đạt"
    FAILED = "khong_dat", "Không đạt"


class TrainingClass(KnownFact):
    """One class of one organisation. It counts on its closing day."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("loại lớp", max_length=20, choices=ClassKind.choices)
    title = models.CharField("tên lớp", max_length=300)
    opened_on = models.DateField("khai giảng", null=True, blank=True)
    closed_on = models.DateField("bế giảng")

    def __str__(self) -> str:
        return f"{self.title} ({self.closed_on:%d/%m/%Y})"


class Learner(KnownFact):
    """A person in a class, sent by an organisation."""

    training_class = models.ForeignKey(TrainingClass, on_delete=models.PROTECT, related_name="learners")
    person = models.ForeignKey("members.Person", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    grade = models.CharField("kết quả", max_length=20, choices=Grade.choices, blank=True)

    def __str__(self) -> str:
        return f"{self.person_id} – {self.training_class}"
