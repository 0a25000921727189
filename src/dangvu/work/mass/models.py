"""Mass organisations: their units, the people in them, numbers of those nobody named; mass mobilisation."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from dangvu.foundation.dated import DatedFact, KnownFact
from dangvu.work.mass.rules import ActivityKind, Post

_NOW = Q(known_to_act__isnull=True)


class MassUnit(models.Model):
    """The identity of a unit (cơ sở) of a mass organisation."""

    def __str__(self) -> str:
        return f"cơ sở {self.pk}"


class MassUnitState(KnownFact):
    """What a unit is. ``organisation`` leads it; ``kind`` is one of the list that is data."""

    unit = models.ForeignKey(MassUnit, on_delete=models.PROTECT, related_name="states")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("đoàn thể", max_length=40)
    name = models.CharField("tên", max_length=200)
    founded_on = models.DateField("thành lập", null=True, blank=True)
    ended_on = models.DateField("kết thúc từ ngày", null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["unit"], name="mass_unit_now", condition=_NOW)]

    def __str__(self) -> str:
        return self.name


class MassPerson(models.Model):
    """One human being, in however many mass organisations."""

    def __str__(self) -> str:
        return f"người {self.pk}"


class MassPersonState(KnownFact):
    """The least that tells a person: who is a Party member is told by their own record, another by name and year.

    ``number`` is sealed and never shown whole; ``number_mark`` finds it again without opening it.
    """

    person = models.ForeignKey(MassPerson, on_delete=models.PROTECT, related_name="states")
    member = models.ForeignKey(
        "members.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    name = models.CharField("họ và tên", max_length=200, blank=True)
    name_key = models.CharField("tên để so", max_length=200, blank=True)
    order_key = models.CharField("khóa sắp xếp", max_length=400, blank=True)
    birth_year = models.IntegerField("năm sinh", null=True, blank=True)
    number = models.CharField("số định danh (đã mã hóa)", max_length=300, blank=True)
    number_mark = models.CharField("dấu của số định danh", max_length=64, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["person"], name="mass_person_now", condition=_NOW),
            models.Index(fields=["name_key"], name="mass_person_name", condition=_NOW),
        ]

    def __str__(self) -> str:
        return f"người {self.person_id}"


class MassMembership(DatedFact):
    """One person in one unit from a day to another, with their post there."""

    unit = models.ForeignKey(MassUnit, on_delete=models.PROTECT, related_name="memberships")
    person = models.ForeignKey(MassPerson, on_delete=models.PROTECT, related_name="memberships")
    post = models.CharField("chức vụ", max_length=12, choices=[(p.value, p.label) for p in Post], blank=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "person"], name="mass_membership_now", condition=_NOW)]

    def __str__(self) -> str:
        return f"{self.person_id} @ {self.unit_id}"


class MassCount(KnownFact):
    """Numbers as a unit reports them, where nobody is named. ``kind`` empty: people of all kinds, each once."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("đoàn thể", max_length=40, blank=True)
    on = models.DateField("tính đến ngày")
    memberships = models.IntegerField("số đoàn viên, hội viên", null=True, blank=True)
    eligible = models.IntegerField("số thuộc diện tập hợp", null=True, blank=True)
    joined = models.IntegerField("mới vào", null=True, blank=True)
    people = models.IntegerField("số người", null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "kind", "on"], name="mass_count_now", condition=_NOW)]

    def __str__(self) -> str:
        return f"{self.kind} {self.on:%d/%m/%Y}"


class MassActivity(KnownFact):
    """A dialogue, or a step of grassroots democracy, held on a day."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("loại", max_length=12, choices=[(k.value, k.label) for k in ActivityKind])
    on = models.DateField("ngày")
    title = models.CharField("nội dung", max_length=300)
    attended = models.IntegerField("số người dự", null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.on:%d/%m/%Y}"
