"""What ties a conference to the books of other areas: the entry that somebody's words became, a point's task, the notice."""

from __future__ import annotations

from django.db import models


class SpokenOpinion(models.Model):
    """What was said at a conference stands in the book of proposals."""

    conference = models.ForeignKey("conferences.Conference", on_delete=models.PROTECT, related_name="+")
    opinion = models.OneToOneField("meetings.Opinion", on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.conference_id} → {self.opinion_id}"


class PointTask(models.Model):
    """A point of a conference became a task. ``number`` is the point's, through its corrections."""

    conference = models.ForeignKey("conferences.Conference", on_delete=models.PROTECT, related_name="+")
    number = models.IntegerField("số điểm")
    task = models.OneToOneField("resolutions.AssignedTask", on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.conference_id}, {self.number} → {self.task_id}"


class Notice(models.Model):
    """The notice of conclusions, by its line of the outgoing register; one whose number was withdrawn counts no more."""

    conference = models.ForeignKey("conferences.Conference", on_delete=models.PROTECT, related_name="+")
    document = models.OneToOneField("documents.Document", on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.conference_id} → {self.document_id}"
