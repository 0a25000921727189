"""Counts of anti-corruption work of an organisation, told up to a day: never whose declaration, never which case."""

from __future__ import annotations

from django.db import models

from dangvu.foundation.dated import KnownFact


class IntegrityCount(KnownFact):
    """What an organisation itself counted for a time that ends on ``on``; added up in the period that holds the day."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    on = models.DateField("số liệu đến ngày")
    due = models.PositiveIntegerField("phải kê khai", default=0)
    declared = models.PositiveIntegerField("đã kê khai", default=0)
    published = models.PositiveIntegerField("đã công khai", default=0)
    verified = models.PositiveIntegerField("được xác minh", default=0)
    checks = models.PositiveIntegerField("cuộc kiểm tra", default=0)
    findings = models.PositiveIntegerField("vụ việc phát hiện", default=0)
    handed_over = models.PositiveIntegerField("chuyển cơ quan điều tra", default=0)

    def __str__(self) -> str:
        return f"đến {self.on:%d/%m/%Y}"
