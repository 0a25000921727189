"""Every change belongs to an act; an act's number is the known clock."""

from __future__ import annotations

from django.db import models


class Act(models.Model):
    """One audited request: who, when, why. Numbers rise without exception, in the order of commit."""

    number = models.BigIntegerField("số", primary_key=True)
    at = models.DateTimeField("lúc")
    kind = models.CharField("việc", max_length=60)
    actor = models.CharField("người thực hiện", max_length=200)
    user_id = models.BigIntegerField("mã người dùng", null=True, blank=True)
    reason = models.TextField("lý do", blank=True)
    # The form that asked for it, so that a double click or a resend has one effect. Empty: not from a form.
    request = models.CharField("yêu cầu", max_length=64, unique=True, null=True, blank=True)

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["at"], name="act_at")]

    def __str__(self) -> str:
        return f"{self.number} {self.kind}"


class Entry(models.Model):
    """What one action did inside an act: to which kind of thing, how many, where."""

    act = models.ForeignKey(Act, on_delete=models.PROTECT, related_name="entries")
    action = models.CharField("hành động", max_length=80)
    organisation_id = models.BigIntegerField("tổ chức", null=True, blank=True)
    count = models.IntegerField("số lượng", default=0)
    detail = models.JSONField("chi tiết", default=dict)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.action} ({self.count})"
