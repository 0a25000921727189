"""Discipline decisions: form, class, days. Of whom is encrypted; what happened is kept nowhere here."""

from __future__ import annotations

from django.db import models

from dangvu.foundation.dated import KnownFact
from dangvu.work.discipline.rules import Body, Form, Violation


class SubjectKind(models.TextChoices):
    MEMBER = "dang_vien", "Đảng viên"
    ORGANISATION = "to_chuc", "Tổ chức đảng"


class Complaint(models.TextChoices):
    NONE = "", "Không khiếu nại"
    RUNS = "dang_xet", "Đang giải quyết khiếu nại"
    UPHELD = "giu_nguyen", "Giữ nguyên quyết định"
    CHANGED = "thay_doi", "Thay đổi hình thức"
    LIFTED = "xoa_bo", "Xóa bỏ quyết định"


class Decision(models.Model):
    """The identity of a decision. What it says: :class:`DecisionState`."""

    def __str__(self) -> str:
        return f"quyết định kỷ luật {self.pk}"


class DecisionState(KnownFact):
    """What is known of a decision. ``sealed``: the member or organisation, encrypted; empty where a workbook told only
    that there was one."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="states")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    code = models.CharField("số quyết định", max_length=30, blank=True)
    body = models.CharField("nơi quyết định", max_length=8, choices=[(b.value, b.label) for b in Body])
    subject_kind = models.CharField("đối tượng", max_length=12, choices=SubjectKind.choices)
    sealed = models.TextField("đối tượng (mã hóa)", blank=True)
    status = models.CharField("tư cách", max_length=12, blank=True)
    in_post = models.BooleanField("đang giữ chức vụ trong Đảng", default=False)
    committee_member = models.BooleanField("là cấp ủy viên", default=False)
    form = models.CharField("hình thức", max_length=12, choices=[(f.value, f.label) for f in Form])
    violation = models.CharField(
        "loại vi phạm", max_length=16, choices=[(v.value, v.label) for v in Violation], blank=True
    )
    act_ended_on = models.DateField("ngày vi phạm chấm dứt", null=True, blank=True)
    discovered_on = models.DateField("ngày phát hiện", null=True, blank=True)
    decided_on = models.DateField("ngày quyết định")
    written_on = models.DateField("ngày ra văn bản", null=True, blank=True)
    published_on = models.DateField("ngày công bố", null=True, blank=True)
    complaint = models.CharField("khiếu nại", max_length=12, choices=Complaint.choices, blank=True)
    complained_on = models.DateField("ngày khiếu nại", null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.get_form_display()} {self.decided_on:%d/%m/%Y}"
