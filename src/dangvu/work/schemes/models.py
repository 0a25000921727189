"""Schemes of several years: phases, items and reviews with their days, and values measured against planned ones."""

from __future__ import annotations

from django.db import models

from dangvu.foundation.dated import KnownFact
from dangvu.work.schemes.rules import ITEM_TITLES, ItemKind


class Scheme(models.Model):
    """The identity of a scheme. What it is changes: :class:`SchemeState`."""

    def __str__(self) -> str:
        return f"đề án {self.pk}"


class SchemeState(KnownFact):
    """What a scheme is: whose, by which paper, from when to when."""

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="states")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    title = models.CharField("tên đề án", max_length=300)
    document = models.CharField("văn bản ban hành", max_length=200, blank=True)
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến ngày")
    budget = models.CharField("kinh phí (ghi chú)", max_length=200, blank=True)

    def __str__(self) -> str:
        return self.title


class SchemePhase(KnownFact):
    """A part of a scheme's time."""

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="phases")
    title = models.CharField("giai đoạn", max_length=200)
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến ngày")

    def __str__(self) -> str:
        return self.title


class SchemeItem(KnownFact):
    """Something that one organisation does for a scheme by a day, a review among them; the day on which it did."""

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="items")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(
        "loại",
        max_length=20,
        choices=[(k.value, ITEM_TITLES[k]) for k in ItemKind],
        default=ItemKind.ITEM.value,
    )
    title = models.CharField("hạng mục", max_length=300)
    due_on = models.DateField("hạn")
    done_on = models.DateField("ngày xong", null=True, blank=True)
    paper = models.CharField("văn bản chứng minh", max_length=200, blank=True)
    note = models.CharField("kết quả", max_length=500, blank=True)

    def __str__(self) -> str:
        return self.title


class SchemeMeasure(KnownFact):
    """Something that a scheme measures."""

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="measures")
    title = models.CharField("chỉ số", max_length=200)
    unit = models.CharField("đơn vị tính", max_length=30)
    falling = models.BooleanField("càng ít càng tốt", default=False)

    def __str__(self) -> str:
        return self.title


class SchemeValue(KnownFact):
    """A value of a measure on a day: ``planned`` to be reached by then, or found by measuring."""

    measure = models.ForeignKey(SchemeMeasure, on_delete=models.PROTECT, related_name="values")
    planned = models.BooleanField("kế hoạch")
    on = models.DateField("ngày")
    value = models.DecimalField("giá trị", max_digits=14, decimal_places=2)
    basis = models.CharField("nguồn", max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.on}: {self.value}"
