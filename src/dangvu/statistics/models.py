"""A statistical form as it holds from a day on: rows, columns and checks are its content, not the program's."""

from __future__ import annotations

from django.db import models

from dangvu.foundation.dated import DatedFact


class FormVersion(DatedFact):
    """One version of one form. An administrator's version wins over a seeded one for the same days."""

    SEED, ADMINISTRATOR = "seed", "administrator"

    code = models.CharField("mã biểu", max_length=20)
    content = models.JSONField("nội dung biểu")
    document = models.CharField("căn cứ", max_length=300)
    origin = models.CharField("nguồn", max_length=20, default=SEED)
    confirmed_by = models.CharField("văn bản xác nhận mẫu", max_length=200, blank=True, default="")
    confirmed_on = models.DateField("ngày văn bản xác nhận", null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["code", "valid_from"], name="form_version_code")]

    def __str__(self) -> str:
        return f"{self.code} từ {self.valid_from:%d/%m/%Y}"
