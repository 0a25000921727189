"""A number set by a regulation with its days and its document; and the days on which offices are closed."""

from __future__ import annotations

from django.db import models

from dangvu.foundation.dated import DatedFact, KnownFact


class Parameter(DatedFact):
    """One value of one rule parameter. An administrator's row wins over a seeded one for the same days."""

    SEED, ADMINISTRATOR = "seed", "administrator"

    code = models.CharField("mã", max_length=80)
    value = models.JSONField("giá trị")
    unit = models.CharField("đơn vị", max_length=40, blank=True)
    document = models.CharField("văn bản", max_length=200)
    point = models.CharField("điểm, điều", max_length=200, blank=True)
    note = models.CharField("ghi chú", max_length=300, blank=True)
    origin = models.CharField("nguồn", max_length=20, default=SEED)

    class Meta:
        indexes = [models.Index(fields=["code", "valid_from"], name="parameter_code")]

    def __str__(self) -> str:
        return f"{self.code} = {self.value} ({self.document})"


class Holiday(KnownFact):
    """A day of the working calendar that is not what its weekday says: off, or a weekend day worked in exchange."""

    SEED, ADMINISTRATOR = Parameter.SEED, Parameter.ADMINISTRATOR

    day = models.DateField("ngày")
    worked = models.BooleanField("ngày nghỉ hằng tuần phải đi làm", default=False)
    name = models.CharField("dịp", max_length=120)
    document = models.CharField("văn bản", max_length=200)
    note = models.CharField("ghi chú", max_length=300, blank=True)
    origin = models.CharField("nguồn", max_length=20, default=Parameter.SEED)

    class Meta:
        indexes = [models.Index(fields=["day"], name="holiday_day")]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} {self.name}"
