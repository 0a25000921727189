"""Admission to the Party and recognition as an official member."""

from __future__ import annotations

from django.db import models

from dangvu.foundation.dated import KnownFact


class Admission(KnownFact):
    """A person was admitted. It counts on the day of the ceremony (ngày vào Đảng)."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("members.Person", on_delete=models.PROTECT, related_name="+")
    joined_on = models.DateField("ngày vào Đảng")
    decision_number = models.CharField("số quyết định", max_length=60, blank=True)
    decided_on = models.DateField("ngày quyết định", null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.person_id} {self.joined_on:%d/%m/%Y}"


class Recognition(KnownFact):
    """A probationary member became official on the printed day."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("members.Person", on_delete=models.PROTECT, related_name="+")
    official_on = models.DateField("ngày chính thức")

    def __str__(self) -> str:
        return f"{self.person_id} {self.official_on:%d/%m/%Y}"
