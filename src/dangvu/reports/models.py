"""Reports that were issued: their bytes, and the figures frozen with them."""

from __future__ import annotations

from django.db import models


class IssuedReport(models.Model):
    """A numbered document. Recomputing never changes it."""

    act = models.ForeignKey("audit.Act", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    report = models.CharField("loại báo cáo", max_length=60)
    version = models.ForeignKey("indicators.FigureVersion", on_delete=models.PROTECT, related_name="+")
    number = models.IntegerField("số")
    symbol = models.CharField("ký hiệu", max_length=20)
    dated = models.DateField("ngày")
    template = models.CharField("mẫu", max_length=40)
    sha256 = models.CharField("SHA-256", max_length=64)
    content = models.BinaryField("tệp")
    document = models.JSONField(
        "nội dung", null=True
    )  # what the file was made from; None: issued before it was kept

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "symbol", "number"], name="issued_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number:02d}-{self.symbol}"


class ReturnedFile(models.Model):
    """A Word file that someone brought back to be read. Working paper: of that person alone, gone after two days."""

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.CASCADE, related_name="+")
    period = models.CharField("kỳ", max_length=30)
    name = models.CharField("tên tệp", max_length=200)
    content = models.BinaryField("tệp")
    at = models.DateTimeField("lúc")
    written = models.JSONField("đã cập nhật", default=list)  # [[code, unit, old, new, heading]]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "organisation"], name="one_returned_file_at_a_time"),
        ]

    def __str__(self) -> str:
        return self.name
