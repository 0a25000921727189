"""Inspections and supervisions: kind, subject, day and class of the result. No narrative is ever kept."""

from __future__ import annotations

from django.db import models

from dangvu.foundation import sealed as box
from dangvu.foundation.dated import KnownFact
from dangvu.work.inspection.rules import Body, CaseKind, Step

_PURPOSE = "inspection-subject"


def seal_subject(name: str) -> str:
    """The name of a subject as it is kept; '' stays ''."""
    return box.seal(name, _PURPOSE) if name else ""


def subject_of(text: str) -> str:
    """The name that :func:`seal_subject` made unreadable."""
    try:
        return box.unseal(text, _PURPOSE) if text else ""
    except box.Unreadable:
        return ""


_BODIES = [(one.value, one.label) for one in Body]
_CASE_KINDS = [(one.value, one.label) for one in CaseKind]


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
    """One inspection or supervision (lượt) of one subject, closed on a day. ``sealed``: the name, encrypted."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("loại", max_length=12, choices=InspectionKind.choices)
    subject_kind = models.CharField("đối tượng", max_length=12, choices=SubjectKind.choices)
    sealed = models.TextField("tên đối tượng (mã hóa)", blank=True)
    on = models.DateField("ngày kết luận")
    result = models.CharField("kết quả", max_length=14, choices=Result.choices, default=Result.UNSTATED)

    # Of what a case concluded: who acted, which kind, which case. Empty: read from a workbook, or typed alone.
    body = models.CharField("chủ thể", max_length=8, choices=_BODIES, blank=True, default="")
    case_kind = models.CharField("loại cuộc", max_length=20, choices=_CASE_KINDS, blank=True, default="")
    case = models.ForeignKey("Case", on_delete=models.PROTECT, related_name="lines", null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on:%d/%m/%Y}"

    @property
    def subject(self) -> str:
        """Of whom it was, in the words of who wrote it down; '' where nobody did, or the key is gone."""
        return subject_of(self.sealed)


class ProgrammeLine(KnownFact):
    """What an organisation means to inspect or supervise in a quarter: of how many organisations and members."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("năm")
    quarter = models.PositiveSmallIntegerField("quý")
    body = models.CharField("chủ thể", max_length=8, choices=_BODIES)
    kind = models.CharField("loại cuộc", max_length=20, choices=_CASE_KINDS)
    organisations = models.PositiveIntegerField("số tổ chức", default=0)
    members = models.PositiveIntegerField("số đảng viên", default=0)

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, quý {self.quarter}/{self.year}"


class Case(models.Model):
    """The identity of a case. What it is changes: :class:`CaseState`. Codes, days and classes only; never narrative."""

    def __str__(self) -> str:
        return f"cuộc {self.pk}"


class CaseState(KnownFact):
    """What is known of a case: who acts, of which kind, by which decision, and how it was concluded."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="states")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    code = models.CharField("số, ký hiệu", max_length=30)
    body = models.CharField("chủ thể", max_length=8, choices=_BODIES)
    kind = models.CharField("loại cuộc", max_length=20, choices=_CASE_KINDS)
    subject_kind = models.CharField("đối tượng", max_length=12, choices=SubjectKind.choices)
    opened_on = models.DateField("ngày quyết định")
    line = models.ForeignKey(ProgrammeLine, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    result = models.CharField("kết quả", max_length=14, choices=Result.choices, blank=True)
    closed_on = models.DateField("ngày kết luận", null=True, blank=True)

    def __str__(self) -> str:
        return self.code


class CaseSubject(KnownFact):
    """Of whom a case is: the number of an organisation or of a person, encrypted (members/sealed.py)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="subjects")
    sealed = models.TextField("đối tượng (mã hóa)")

    def __str__(self) -> str:
        return f"đối tượng của cuộc {self.case_id}"


class CaseStep(KnownFact):
    """A step of a case that was done, and when. By when it had to be is told by the rule in force."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField("bước", max_length=12, choices=[(one.value, one.label) for one in Step])
    on = models.DateField("ngày")

    def __str__(self) -> str:
        return f"{self.get_step_display()} {self.on:%d/%m/%Y}"
