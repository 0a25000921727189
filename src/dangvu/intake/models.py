"""What became of what was received: submissions, their lines, and what was found wrong."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from dangvu.foundation.dated import KnownFact


class Submission(models.Model):
    """A sheet as a message: who sent it, of which kind, for which day or period.

    (sender, kind, start, end, part) is its key: a later one with the same key supersedes the earlier as a whole.
    """

    act = models.ForeignKey("audit.Act", on_delete=models.PROTECT, related_name="+")
    sheet = models.OneToOneField("workbooks.SourceSheet", on_delete=models.PROTECT, related_name="submission")
    sender = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    kind = models.CharField("loại biểu", max_length=40)
    start = models.DateField("từ ngày", null=True, blank=True)
    end = models.DateField("đến ngày", null=True, blank=True)
    part = models.CharField(
        "phần", max_length=200, blank=True
    )  # tells two lists of one day apart: a class, a task
    settled = models.BooleanField("đã rõ nơi gửi và kỳ", default=False)

    class Meta:
        indexes = [models.Index(fields=["sender", "kind", "start", "end"], name="submission_key")]

    def __str__(self) -> str:
        return f"{self.kind} · {self.sender_id} · {self.start}–{self.end}"


class LineState(models.TextChoices):
    ACCEPTED = "da_ghi", "Đã ghi"
    WAITING = "cho", "Chờ khớp"
    HELD = "giu_lai", "Giữ lại, chưa tính"
    REPEATED = "trung", "Trùng dòng đã có"


class Line(KnownFact):
    """One row of a submission and what became of it; ``source_row`` is the row."""

    submission = models.ForeignKey(  # written by the same act: not looked up once more (ADR 0008)
        Submission, on_delete=models.PROTECT, related_name="lines", db_constraint=False
    )
    state = models.CharField("tình trạng", max_length=8, choices=LineState.choices)
    digest = models.CharField("dấu nội dung", max_length=32)

    class Meta:
        indexes = [
            models.Index(fields=["state"], name="line_open", condition=Q(known_to_act__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.source_row_id}: {self.state}"


class Severity(models.TextChoices):
    REMARK = "luu_y", "Lưu ý"
    WAIT = "cho", "Chờ"
    HOLD = "giu_lai", "Chưa tính"
    ERROR = "khong_doc_duoc", "Không đọc được"


class Finding(KnownFact):
    """Something about a file, a sheet or a row that a person should know; open while ``known_to_act`` is empty."""

    kind = models.CharField("loại", max_length=40)
    severity = models.CharField("mức", max_length=16, choices=Severity.choices)
    organisation = models.ForeignKey(  # whose matter it is; empty: the operator's
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    file_name = models.CharField("tệp", max_length=255)
    sheet_name = models.CharField("trang", max_length=255, blank=True)
    row = models.IntegerField("dòng", null=True, blank=True)
    column = models.CharField("cột", max_length=200, blank=True)
    text = models.TextField("nội dung ô", blank=True)
    name = models.CharField("họ tên", max_length=200, blank=True)
    message = models.TextField("lý do")
    advice = models.TextField("cách xử lý", blank=True)
    sheet = models.ForeignKey(
        "workbooks.SourceSheet", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        indexes = [models.Index(fields=["kind"], name="finding_open", condition=Q(known_to_act__isnull=True))]

    def __str__(self) -> str:
        return f"{self.kind}: {self.file_name} / {self.sheet_name} / {self.row}"


from dangvu.intake.upload import models as _upload  # noqa: E402 - the models of the upload belong to this app

__all__ = ["Finding", "Line", "LineState", "Severity", "Submission", "_upload"]
