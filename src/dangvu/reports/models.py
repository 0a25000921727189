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
    # What it rests on, and the same report as one page that opens anywhere; None: issued before there were such.
    manifest = models.BinaryField("bản kê", null=True)
    page = models.BinaryField("bản tra cứu", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "symbol", "number"], name="issued_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number:02d}-{self.symbol}"
