"""What units declare, and figures that were frozen."""

from __future__ import annotations

from django.db import models

from dangvu.foundation.dated import DatedFact, KnownFact


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


class Adjustment(KnownFact):
    """What a person adds to a figure of a unit (or takes away), with the reason. Its author and day are the act's."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    name = models.CharField("chỉ tiêu", max_length=80)
    period_start = models.DateField("từ ngày")
    period_end = models.DateField("đến ngày")
    value = models.DecimalField("cộng thêm", max_digits=18, decimal_places=4)
    reason = models.CharField("lý do", max_length=500)

    class Meta:
        indexes = [
            models.Index(fields=["period_start", "period_end", "organisation"], name="adjustment_period"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.value:+}"


class DeclaringUnit(DatedFact):
    """A unit that keeps no records here: what it declares stands for it and for everything below it."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField("lý do", max_length=500)

    def __str__(self) -> str:
        return f"{self.organisation_id} từ {self.valid_from}"


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


class FrozenList(models.Model):
    """The rows behind figures of a version, kept once however many figures name them. No names: see freeze.py."""

    version = models.ForeignKey(FigureVersion, on_delete=models.PROTECT, related_name="lists")
    sha256 = models.CharField("SHA-256", max_length=64)
    count = models.IntegerField("số dòng")
    content = models.BinaryField("các dòng, nén")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "sha256"], name="frozen_list_once")]

    def __str__(self) -> str:
        return f"{self.count} dòng"


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
    # Of a number that can be declared: from records, declared by units that keep none, put right by hand.
    counted = models.DecimalField("theo hồ sơ", max_digits=18, decimal_places=4, null=True)
    declared = models.DecimalField("đơn vị tự khai", max_digits=18, decimal_places=4, null=True)
    adjusted = models.DecimalField("điều chỉnh", max_digits=18, decimal_places=4, null=True)
    top = models.ForeignKey(FrozenList, on_delete=models.PROTECT, related_name="+", null=True, db_index=False)
    bottom = models.ForeignKey(
        FrozenList, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "organisation", "name"], name="frozen_once"),
        ]

    def __str__(self) -> str:
        return f"{self.code} = {self.value}"
