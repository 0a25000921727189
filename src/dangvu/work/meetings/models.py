"""Meetings of cells."""

from __future__ import annotations

from django.db import models

from dangvu.foundation.dated import KnownFact


class MeetingKind(models.TextChoices):
    REGULAR = "dinh_ky", "Sinh hoạt định kỳ"
    THEMATIC = "chuyen_de", "Sinh hoạt chuyên đề"


class CellMeeting(KnownFact):
    """One meeting of one cell."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("loại", max_length=12, choices=MeetingKind.choices)
    on = models.DateField("ngày sinh hoạt")
    topic = models.CharField("chuyên đề", max_length=500, blank=True)
    attended = models.IntegerField("số đảng viên dự", null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.topic} ({self.on:%d/%m/%Y})"


class OpinionKind(models.TextChoices):
    PROPOSAL = "kien_nghi", "Kiến nghị, đề xuất"
    VIEW = "y_kien", "Ý kiến"


class Opinion(KnownFact):
    """A proposal or an opinion in the book of the office that sees to it; what became of it are rows of their own."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("loại", max_length=12, choices=OpinionKind.choices)
    text = models.TextField("nội dung")
    on = models.DateField("ngày nêu")
    occasion = models.CharField("nêu ở đâu", max_length=200, blank=True)

    def __str__(self) -> str:
        return self.text[:60]


class OpinionVoice(KnownFact):
    """An organisation said it, in its own words; ``via``: through whose report, where it did not come directly."""

    opinion = models.ForeignKey(Opinion, on_delete=models.PROTECT, related_name="voices")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    via = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    words = models.TextField("nguyên văn")

    def __str__(self) -> str:
        return self.words[:60]


class OpinionRouting(KnownFact):
    """Who is to answer, and by when; sending it elsewhere is another row."""

    opinion = models.ForeignKey(Opinion, on_delete=models.PROTECT, related_name="routings")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    body = models.ForeignKey(
        "organisations.ExternalBody", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    due = models.DateField("hạn trả lời", null=True, blank=True)
    note = models.CharField("ghi chú", max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["opinion"], condition=models.Q(known_to_act__isnull=True), name="opinion_routed_once"
            ),
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=True) | models.Q(body__isnull=True), name="opinion_one_addressee"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"chuyển {self.opinion_id}"


class OpinionAnswer(KnownFact):
    """What was answered, by whom and when; a later answer takes its place."""

    opinion = models.ForeignKey(Opinion, on_delete=models.PROTECT, related_name="answers")
    text = models.TextField("trả lời")
    on = models.DateField("ngày trả lời")
    by = models.CharField("nơi trả lời", max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["opinion"],
                condition=models.Q(known_to_act__isnull=True),
                name="opinion_answered_once",
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]
