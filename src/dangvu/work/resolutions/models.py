"""Resolutions, the targets they set, how these are shared out, and the tasks they assign."""

from __future__ import annotations

from django.db import models

from dangvu.foundation.dated import KnownFact
from dangvu.work.resolutions.rules.targets import KIND_TITLES, TargetKind
from dangvu.work.resolutions.rules.tasks import ORIGIN_TITLES, OriginKind


class Subject(models.TextChoices):
    ADMISSIONS = "ket_nap", "Kết nạp đảng viên"
    OTHER = "khac", "Nội dung khác"


class Resolution(KnownFact):
    """A resolution as it is kept here: its number, its day and who issued it."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    number = models.CharField("số, ký hiệu", max_length=100)
    issued_on = models.DateField("ngày ban hành")
    issuer = models.CharField("cơ quan ban hành", max_length=300)
    title = models.CharField("trích yếu", max_length=500, blank=True)

    def __str__(self) -> str:
        return self.number


class Target(KnownFact):
    """Something to reach in a year, set by an organisation. Its number stands apart (:class:`TargetValue`)."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    subject = models.CharField("nội dung", max_length=20, choices=Subject.choices)
    year = models.IntegerField("năm")
    document = models.CharField("văn bản", max_length=100, blank=True)
    title = models.CharField("tên chỉ tiêu", max_length=300)
    kind = models.CharField(
        "loại", max_length=20, choices=[(kind.value, KIND_TITLES[kind]) for kind in TargetKind],
        default=TargetKind.COUNT.value,
    )  # fmt: skip
    indicator = models.CharField("đo bằng số liệu", max_length=80, blank=True)  # a machine name
    per = models.CharField("mỗi kỳ là", max_length=10, blank=True)  # of a number of sessions
    falling = models.BooleanField("phải giảm", default=True)  # of a trend
    base_on = models.DateField("số gốc vào ngày", null=True, blank=True)  # of a rate
    base_value = models.DecimalField("số gốc", max_digits=12, decimal_places=2, null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.title} ({self.year})"


class TargetAdjustment(KnownFact):
    """The decision by which a target, or its parts, became others."""

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="adjustments")
    decision_number = models.CharField("số quyết định", max_length=100)
    decided_on = models.DateField("ngày quyết định")
    reason = models.CharField("lý do", max_length=500)

    def __str__(self) -> str:
        return self.decision_number


class TargetValue(KnownFact):
    """The committee's own number of a target, and where it is written. A decision supersedes it."""

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="values")
    value = models.DecimalField("chỉ tiêu chung", max_digits=12, decimal_places=2, null=True, blank=True)
    resolution = models.ForeignKey(
        Resolution, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    article = models.CharField("mục, điều", max_length=100, blank=True)
    adjustment = models.ForeignKey(
        TargetAdjustment, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    def __str__(self) -> str:
        return f"{self.target_id}: {self.value}"


class TargetAllocation(KnownFact):
    """The part of a target given to one organisation."""

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="allocations")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    value = models.IntegerField("chỉ tiêu")
    adjustment = models.ForeignKey(
        TargetAdjustment, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.value}"


class Programme(KnownFact):
    """The programme of a year's work, in which tasks stand by quarter."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    year = models.IntegerField("năm")
    title = models.CharField("tên chương trình", max_length=300)
    document = models.CharField("văn bản", max_length=100, blank=True)

    def __str__(self) -> str:
        return f"{self.title} ({self.year})"


class TaskKind(models.TextChoices):
    MIDTERM_REVIEW = "so_ket_giua_nhiem_ky", "Sơ kết giữa nhiệm kỳ"
    CONGRESS = "dai_hoi", "Tổ chức đại hội"
    OTHER = "khac", "Nhiệm vụ khác"


class AssignedTask(KnownFact):
    """Something every named organisation has to do once. The deadline in force stands with each of them."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("loại", max_length=30, choices=TaskKind.choices)
    title = models.CharField("nhiệm vụ", max_length=300)
    product = models.CharField("sản phẩm", max_length=300, blank=True)
    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="tasks", null=True, blank=True
    )
    quarter = models.IntegerField("quý", null=True, blank=True)
    given_on = models.DateField("ngày giao", null=True, blank=True)
    due_rule = models.CharField("cách tính hạn", max_length=200, blank=True)
    # What it was born from: a kind, the number of the thing among its kind, and its words as they were.
    origin_kind = models.CharField(
        "loại xuất xứ", max_length=20, blank=True, choices=[(k.value, ORIGIN_TITLES[k]) for k in OriginKind]
    )
    origin = models.IntegerField("xuất xứ", null=True, blank=True)
    origin_title = models.CharField("xuất xứ ghi là", max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["origin_kind", "origin"], name="task_origin")]

    def __str__(self) -> str:
        return self.title


class TaskProgress(KnownFact):
    """One organisation that has to do the task, by when, and the day on which it did; none while it has not."""

    task = models.ForeignKey(AssignedTask, on_delete=models.PROTECT, related_name="progress")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField("hạn", null=True, blank=True)
    first_due_on = models.DateField("hạn giao lần đầu", null=True, blank=True)
    in_charge = models.CharField("người, bộ phận phụ trách", max_length=100, blank=True)
    done_on = models.DateField("ngày thực hiện", null=True, blank=True)
    form = models.CharField("hình thức", max_length=60, blank=True)
    paper = models.CharField("văn bản chứng minh", max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.done_on or 'chưa'}"


class TaskExtension(KnownFact):
    """A deadline of one organisation's part that was put off, by whose paper and why."""

    task = models.ForeignKey(AssignedTask, on_delete=models.PROTECT, related_name="extensions")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    before = models.DateField("hạn cũ")
    after = models.DateField("hạn mới")
    decided_on = models.DateField("ngày cho gia hạn")
    document = models.CharField("văn bản", max_length=100, blank=True)
    reason = models.CharField("lý do", max_length=300)

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"


class TaskResult(KnownFact):
    """How far an organisation has come with its part on a day, in its own words."""

    task = models.ForeignKey(AssignedTask, on_delete=models.PROTECT, related_name="results")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    on = models.DateField("đến ngày")
    text = models.CharField("kết quả", max_length=500)
    percent = models.IntegerField("phần trăm", null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.on}: {self.percent}"
