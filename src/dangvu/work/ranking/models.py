"""Ranking of a year: who was ranked what, at which step, by whom; who is not ranked and why; the round that asks for it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from dangvu.foundation.dated import KnownFact
from dangvu.work.ranking.rules import Grade, Step, Subject, Without


class RankingRound(KnownFact):
    """An organisation asks everything below it to rank a year by a day."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    year = models.IntegerField("năm")
    due_on = models.DateField("hạn gửi kết quả")
    document = models.CharField("văn bản", max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "year"], condition=Q(known_to_act__isnull=True), name="one_round_a_year"
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"xếp loại năm {self.year}"


class Ranking(KnownFact):
    """One step of the ranking of a member, or (``person`` none) of an organisation.

    ``organisation``: the organisation ranked, or the member's cell. ``by``: where the step was taken.
    """

    subject = models.CharField("đối tượng", max_length=12, choices=[(s.value, s.label) for s in Subject])
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        "members.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    year = models.IntegerField("năm")
    step = models.CharField("bước", max_length=12, choices=[(s.value, s.label) for s in Step])
    on = models.DateField("ngày")
    grade = models.CharField("mức", max_length=4, choices=[(g.value, g.label) for g in Grade])
    points = models.DecimalField("điểm", max_digits=5, decimal_places=2, null=True, blank=True)
    agreed = models.IntegerField("phiếu tán thành", null=True, blank=True)
    voters = models.IntegerField("số người bỏ phiếu", null=True, blank=True)
    tasks = models.IntegerField("số nhiệm vụ", null=True, blank=True)
    late = models.IntegerField("nhiệm vụ chậm", null=True, blank=True)
    exceeded = models.IntegerField("nhiệm vụ vượt yêu cầu", null=True, blank=True)
    disciplined = models.BooleanField("có kỷ luật trong năm", default=False)
    by = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    document = models.CharField("văn bản", max_length=200, blank=True)
    rule = models.CharField("căn cứ", max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "year", "step"], name="member_ranked_once",
                condition=Q(known_to_act__isnull=True, person__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["organisation", "year", "step"], name="organisation_ranked_once",
                condition=Q(known_to_act__isnull=True, person__isnull=True),
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["year", "step"], name="ranking_year")]

    def __str__(self) -> str:
        return f"{self.year} {self.step}: {self.grade}"


class NotRanked(KnownFact):
    """A member, or an organisation, that is not ranked this year, and why."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        "members.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    year = models.IntegerField("năm")
    ground = models.CharField("lý do", max_length=12, choices=[(w.value, w.label) for w in Without])
    note = models.CharField("ghi rõ", max_length=200, blank=True)

    class Meta:
        verbose_name_plural = "not ranked"

    def __str__(self) -> str:
        return f"{self.year}: {self.ground}"
