"""What units declare, and figures that were frozen."""

from __future__ import annotations

from django.db import models

from dangvu.foundation.dated import KnownFact


class DeclaredFigure(KnownFact):
    """A number that a unit declares. Never added to anything: compared with what its records say."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    name = models.CharField("chỉ tiêu", max_length=80)
    label = models.CharField("như đơn vị ghi", max_length=300)
    period_start = models.DateField("từ ngày")
    period_end = models.DateField("đến ngày")
    value = models.DecimalField("giá trị", max_digits=18, decimal_places=4)

    def __str__(self) -> str:
        return f"{self.name} = {self.value}"


class FigureVersion(models.Model):
    """A set of figures frozen together: when a unit submits, and when a report is issued."""

    act = models.ForeignKey("audit.Act", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    period_start = models.DateField("từ ngày")
    period_end = models.DateField("đến ngày")
    known_at = models.BigIntegerField("theo hiểu biết sau lượt ghi")
    title = models.CharField("tên", max_length=200)

    def __str__(self) -> str:
        return self.title


class FrozenFigure(models.Model):
    """One figure of a version, with its two numbers and the version of its definition. Never changed."""

    version = models.ForeignKey(FigureVersion, on_delete=models.PROTECT, related_name="figures")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    name = models.CharField("chỉ tiêu", max_length=80)
    code = models.CharField("mã", max_length=12)
    definition_version = models.IntegerField("phiên bản định nghĩa")
    value = models.DecimalField("giá trị", max_digits=18, decimal_places=4, null=True)
    numerator = models.DecimalField("tử số", max_digits=18, decimal_places=4, null=True)
    denominator = models.DecimalField("mẫu số", max_digits=18, decimal_places=4, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "organisation", "name"], name="frozen_once"),
        ]

    def __str__(self) -> str:
        return f"{self.code} = {self.value}"
