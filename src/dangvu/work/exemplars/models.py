"""What was recognised as an example: models, people's deeds, cells of a year."""

from __future__ import annotations

from django.db import models

from dangvu.foundation.dated import KnownFact
from dangvu.work.exemplars.rules import ExemplarKind, Level


class Exemplar(KnownFact):
    """One recognition. The title says the deed; whose deed it is, is a member on record or nobody: never a typed name."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("loại", max_length=20, choices=[(k.value, k.label) for k in ExemplarKind])
    title = models.CharField("tên", max_length=300)
    recognised_on = models.DateField("ngày công nhận")
    until = models.DateField("có giá trị đến hết ngày", null=True, blank=True)
    level = models.CharField(
        "cấp công nhận", max_length=12, choices=[(one.value, one.label) for one in Level]
    )
    decision = models.CharField("quyết định", max_length=100, blank=True)
    person = models.ForeignKey(
        "members.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    def __str__(self) -> str:
        return f"{self.kind} {self.recognised_on:%d/%m/%Y}"
