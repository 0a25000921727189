"""What was received: the file, its sheets, its rows. Facts name the row they came from."""

from __future__ import annotations

from django.db import models


class ReceivedFile(models.Model):
    """A workbook as it arrived. The same bytes are received once, unless what they brought was undone."""

    act = models.ForeignKey("audit.Act", on_delete=models.PROTECT, related_name="+")
    name = models.CharField("tên tệp", max_length=255)
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.BigIntegerField("số byte")
    remarks = models.JSONField("ghi nhận khi mở", default=list)
    undone_by = models.ForeignKey(
        "audit.Act", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sha256"], condition=models.Q(undone_by__isnull=True), name="received_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SourceSheet(models.Model):
    """One sheet of a received file, and what it was recognised as."""

    file = models.ForeignKey(ReceivedFile, on_delete=models.PROTECT, related_name="sheets")
    position = models.IntegerField("thứ tự")
    name = models.CharField("tên trang", max_length=255)
    kind = models.CharField("loại biểu", max_length=40, blank=True)
    confidence = models.FloatField("độ chắc chắn", default=0)
    title = models.TextField("dòng tiêu đề", blank=True)
    facts = models.JSONField("điều đọc được từ tiêu đề", default=dict)
    ignored = models.JSONField("dòng không phải số liệu", default=list)

    def __str__(self) -> str:
        return f"{self.file} / {self.name}"


class SourceRow(models.Model):
    """One row of a sheet as it was read: {column: cell}; how a cell is written down is intake.codec's matter."""

    sheet = models.ForeignKey(  # written by the same act as the sheet: not looked up once more (ADR 0008)
        SourceSheet, on_delete=models.PROTECT, related_name="rows", db_constraint=False
    )
    number = models.IntegerField("dòng")
    values = models.JSONField("giá trị", default=dict)

    def __str__(self) -> str:
        return f"{self.sheet}, dòng {self.number}"
