"""Reports that were issued: their bytes, and the figures frozen with them. Templates that offices write in Word."""

from __future__ import annotations

from django.db import models

from dangvu.foundation.dated import KnownFact


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
    office_template = models.ForeignKey(
        "reports.OfficeTemplate", on_delete=models.PROTECT, related_name="+", null=True
    )  # None: the standard one
    answers = models.JSONField("lời đáp cho các thẻ", null=True)  # what was put into the office's template

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "symbol", "number"], name="issued_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number:02d}-{self.symbol}"


class OfficeTemplate(models.Model):
    """A Word file that an office uploaded as a template of its own. Never changed: a mended file is another one."""

    act = models.ForeignKey("audit.Act", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    report = models.CharField("loại báo cáo", max_length=60)
    title = models.CharField("tên mẫu", max_length=200)
    name = models.CharField("tên tệp", max_length=200)
    sha256 = models.CharField("SHA-256", max_length=64)
    content = models.BinaryField("tệp")

    def __str__(self) -> str:
        return self.title


class TemplateUse(KnownFact):
    """From which day reports are written in a template, and whether the units below without one write in it too.

    Closed where the template is taken out of use; another template of a later day stands before it without a word.
    """

    template = models.ForeignKey(OfficeTemplate, on_delete=models.PROTECT, related_name="uses")
    valid_from = models.DateField("dùng từ ngày")
    shared = models.BooleanField("cho đơn vị bên dưới dùng chung", default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["template"],
                condition=models.Q(known_to_act__isnull=True),
                name="template_in_use_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.template_id} từ {self.valid_from}"


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
