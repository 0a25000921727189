"""A piece of work that the machine does for a person, its progress, and the files that came of it."""

from __future__ import annotations

from django.db import models


class State(models.TextChoices):
    WAITING = "cho", "Đang chờ"
    RUNNING = "dang_lam", "Đang làm"
    DONE = "xong", "Đã xong"
    FAILED = "khong_xong", "Không làm được"


class Job(models.Model):
    """Asked for by one person, and seen by that person only. ``work`` names the function that does it."""

    user_id = models.BigIntegerField("người yêu cầu", db_index=True)
    organisation_id = models.BigIntegerField("tổ chức", null=True)
    title = models.CharField("việc", max_length=300)
    work = models.CharField("hàm thực hiện", max_length=120)
    parameters = models.JSONField("tham số", default=dict)
    state = models.CharField("tình trạng", max_length=12, choices=State.choices, default=State.WAITING)
    step = models.CharField("bước đang làm", max_length=200, blank=True)
    done = models.IntegerField("đã làm", default=0)
    total = models.IntegerField("tổng số", default=0)
    message = models.TextField("kết quả", blank=True)
    attempts = models.IntegerField("số lần thử", default=0)
    asked_at = models.DateTimeField("yêu cầu lúc")
    started_at = models.DateTimeField("bắt đầu lúc", null=True)
    ended_at = models.DateTimeField("xong lúc", null=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state"], name="job_open", condition=models.Q(ended_at__isnull=True))]

    def __str__(self) -> str:
        return f"{self.title}: {self.get_state_display()}"


class JobFile(models.Model):
    """A file that a job made, kept so that it can be fetched again."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="files")
    name = models.CharField("tên tệp", max_length=255)
    content_type = models.CharField("loại", max_length=100)
    content = models.BinaryField("nội dung")
    size = models.IntegerField("cỡ")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
