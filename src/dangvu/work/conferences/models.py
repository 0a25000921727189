"""A conference from its programme to its conclusions: who is called, who came, who spoke, what was concluded."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from dangvu.foundation.dated import KnownFact
from dangvu.foundation.handed_in import KeptFile
from dangvu.foundation.labelled import Labelled
from dangvu.work.conferences.rules import (
    ConferenceKind,
    DelegateKind,
    ItemKind,
    PointKind,
    Presence,
    Status,
    Turn,
)

_NOW = Q(known_to_act__isnull=True)


def _slug(title: str, kinds: type[Labelled], **more: Any) -> models.CharField[str, str]:
    return models.CharField(title, max_length=20, choices=[(k.value, k.label) for k in kinds], **more)


class Conference(models.Model):
    """The identity of a conference. What it is changes: :class:`ConferenceState`."""

    def __str__(self) -> str:
        return f"hội nghị {self.pk}"


class ConferenceState(KnownFact):
    """What a conference is: whose, when, where, who takes the chair (by post, not by name)."""

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="states")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = _slug("loại", ConferenceKind)
    title = models.CharField("tên hội nghị", max_length=300)
    on = models.DateField("ngày họp")
    starts_at = models.TimeField("giờ khai mạc", null=True, blank=True)
    place = models.CharField("địa điểm", max_length=200, blank=True)
    chair = models.CharField("chủ trì", max_length=200, blank=True)
    status = _slug("tình trạng", Status, default=Status.CALLED.value)
    reason = models.CharField("lý do", max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference"], condition=_NOW, name="one_state_a_conference")
        ]
        indexes = [models.Index(fields=["organisation", "on"], name="conference_day")]

    def __str__(self) -> str:
        return self.title


class ProgrammeItem(KnownFact):
    """One item of the programme. ``number`` is the item through its corrections, ``order`` where it stands."""

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="items")
    number = models.IntegerField("mã mục")
    order = models.IntegerField("thứ tự")
    kind = _slug("loại", ItemKind)
    title = models.CharField("nội dung", max_length=300)
    minutes = models.IntegerField("số phút", null=True, blank=True)
    speaker = models.CharField("người trình bày", max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "number"], condition=_NOW, name="one_row_an_item"
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title


class Delegate(KnownFact):
    """Somebody who is called or invited: a member of ours, or a post whoever holds it.

    ``organisation`` holds the conference, ``unit`` is whom the delegate comes from (none: a guest from outside).
    """

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="delegates")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = _slug("thành phần", DelegateKind)
    unit = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    person = models.ForeignKey(
        "members.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    post = models.CharField("chức danh", max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "person"], condition=_NOW & Q(person__isnull=False), name="one_call_a_person"
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.post


class CheckIn(KnownFact):
    """What the roll says of a delegate; none: not called yet."""

    delegate = models.ForeignKey(Delegate, on_delete=models.PROTECT, related_name="checkins")
    state = _slug("điểm danh", Presence)
    at = models.DateTimeField("lúc", null=True, blank=True)
    note = models.CharField("lý do vắng", max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["delegate"], condition=_NOW, name="one_mark_a_delegate")
        ]

    def __str__(self) -> str:
        return f"{self.delegate_id}: {self.state}"


class DiscussionGroup(KnownFact):
    """A group in which delegates talk before the hall does."""

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="groups")
    number = models.IntegerField("số tổ")
    place = models.CharField("địa điểm", max_length=200, blank=True)
    leader = models.CharField("tổ trưởng", max_length=200, blank=True)
    secretary = models.CharField("thư ký", max_length=200, blank=True)

    def __str__(self) -> str:
        return f"Tổ {self.number}"


class GroupPlace(KnownFact):
    """In which group a delegate sits."""

    group = models.ForeignKey(DiscussionGroup, on_delete=models.PROTECT, related_name="places")
    delegate = models.ForeignKey(Delegate, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["delegate"], condition=_NOW, name="one_group_a_delegate")
        ]

    def __str__(self) -> str:
        return f"{self.delegate_id} → {self.group_id}"


class ConferencePaper(KnownFact):
    """A paper (tham luận) that a unit was asked for, and the day on which it came."""

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="papers")
    unit = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    title = models.CharField("tên tham luận", max_length=300)
    due = models.DateField("hạn gửi", null=True, blank=True)
    received_on = models.DateField("đã gửi ngày", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "unit"], condition=_NOW, name="one_paper_a_unit"
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title


class ConferenceFile(KeptFile):
    """A paper of the conference for everybody who is called; of ``unit``: what it was asked to speak about."""

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="files")
    unit = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )


class CurrentItem(KnownFact):
    """Which item the hall is at; ``number`` none: the conference is over."""

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="at_items")
    number = models.IntegerField("mục", null=True, blank=True)
    at = models.DateTimeField("từ lúc")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference"], condition=_NOW, name="one_item_at_a_time")
        ]

    def __str__(self) -> str:
        return f"{self.conference_id}: {self.number}"


class SpeakerTurn(KnownFact):
    """A delegate who asked for the floor. ``number`` is the turn through its states, in the order of asking."""

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="turns")
    number = models.IntegerField("lượt")
    delegate = models.ForeignKey(Delegate, on_delete=models.PROTECT, related_name="+")
    state = _slug("tình trạng", Turn, default=Turn.WAITING.value)
    at = models.DateTimeField("từ lúc")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "number"], condition=_NOW, name="one_row_a_turn"
            ),
            models.UniqueConstraint(
                fields=["conference"], condition=_NOW & Q(state=Turn.SPEAKING.value), name="one_speaks_at_a_time"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.number}: {self.state}"


class Point(KnownFact):
    """One point of the notice of conclusions: what is to be done, what comes of it, until when."""

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="points")
    number = models.IntegerField("số điểm")
    kind = _slug("nguồn", PointKind)
    text = models.CharField("nội dung", max_length=300)
    product = models.CharField("sản phẩm", max_length=200, blank=True)
    due = models.DateField("hạn hoàn thành", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "number"], condition=_NOW, name="one_row_a_point"
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.text


class PointOwner(KnownFact):
    """Who carries a point out."""

    point = models.ForeignKey(Point, on_delete=models.PROTECT, related_name="owners")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.point_id} → {self.organisation_id}"
