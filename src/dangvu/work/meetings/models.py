"""Meetings of cells: as they count (CellMeeting), and from plan to minutes where they are kept here (Sitting)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from dangvu.foundation.dated import DatedFact, KnownFact
from dangvu.foundation.handed_in import KeptFile
from dangvu.work.meetings.rules import Duty, Mark, Quality, SittingKind, Threshold


class MeetingKind(models.TextChoices):
    REGULAR = "dinh_ky", "Sinh hoạt định kỳ"
    THEMATIC = "chuyen_de", "Sinh hoạt chuyên đề"


class Sitting(models.Model):
    """The identity of one meeting of one cell, from plan to minutes. What it is changes: :class:`SittingState`."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"buổi sinh hoạt {self.pk}"


class CellMeeting(KnownFact):
    """One meeting of one cell, as it counts. None: the number was not told.

    One sitting that is both regular and thematic is two rows: the regular one carries the numbers of its roll, its
    visitors and its class, the thematic one its theme and who heard it; so nothing of it counts twice.
    """

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("loại", max_length=12, choices=MeetingKind.choices)
    on = models.DateField("ngày sinh hoạt")
    topic = models.CharField("chuyên đề", max_length=500, blank=True)
    attended = models.IntegerField("số đảng viên dự", null=True, blank=True)
    obliged = models.IntegerField("số đảng viên phải dự", null=True, blank=True)
    visitors = models.IntegerField("lượt cấp ủy cấp trên dự", null=True, blank=True)
    quality = models.CharField(
        "xếp loại", max_length=12, choices=[(q.value, q.label) for q in Quality], blank=True
    )
    sitting = models.ForeignKey(
        Sitting, on_delete=models.PROTECT, related_name="meetings", null=True, blank=True
    )

    def __str__(self) -> str:
        return f"{self.topic} ({self.on:%d/%m/%Y})"


class SittingFile(KeptFile):
    """A paper of a meeting, for those who are called."""

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="files")


class SittingState(KnownFact):
    """What a meeting is to be: planned for a month, then called to a day, an hour and a place."""

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="states")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("loại", max_length=12, choices=[(k.value, k.label) for k in SittingKind])
    month = models.DateField("tháng")  # its first day
    theme = models.CharField("chuyên đề", max_length=500, blank=True)
    prepares = models.CharField("người chuẩn bị", max_length=200, blank=True)
    on = models.DateField("ngày họp", null=True, blank=True)
    starts = models.TimeField("giờ họp", null=True, blank=True)
    place = models.CharField("địa điểm", max_length=300, blank=True)
    agenda = models.TextField("nội dung", blank=True)
    called_on = models.DateField("ngày triệu tập", null=True, blank=True)
    papers = models.TextField("tài liệu", blank=True)  # one on a line
    papers_on = models.DateField("ngày gửi tài liệu", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sitting"], condition=Q(known_to_act__isnull=True), name="one_state_a_sitting"
            )
        ]
        indexes = [models.Index(fields=["organisation", "month"], name="sitting_month")]

    def __str__(self) -> str:
        return f"{self.kind} {self.month:%m/%Y}"


class RollEntry(KnownFact):
    """Somebody on the roll of a meeting, as they stood on its day. ``person`` none: a guest or a visitor by name."""

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="roll")
    person = models.ForeignKey(
        "members.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    name = models.CharField("họ tên", max_length=200, blank=True)
    official = models.BooleanField("đảng viên chính thức", default=False)
    duty = models.CharField("diện", max_length=20, choices=[(d.value, d.label) for d in Duty])
    mark = models.CharField(
        "điểm danh", max_length=20, choices=[(m.value, m.label) for m in Mark], blank=True
    )
    reason = models.CharField("lý do", max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "person"],
                condition=Q(known_to_act__isnull=True, person__isnull=False),
                name="once_on_a_roll",
            )
        ]

    def __str__(self) -> str:
        return f"{self.sitting_id}: {self.person_id or self.name}"


class SittingVote(KnownFact):
    """One question put to the vote, with the base and the number needed by the rule of that day."""

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="votes")
    question = models.CharField("nội dung biểu quyết", max_length=500)
    threshold = models.CharField(
        "mức thông qua", max_length=20, choices=[(t.value, t.label) for t in Threshold]
    )
    secret = models.BooleanField("bỏ phiếu kín", default=False)
    agreed = models.IntegerField("tán thành")
    against = models.IntegerField("không tán thành", default=0)
    other = models.IntegerField("ý kiến khác", default=0)
    base = models.IntegerField("cơ sở tính")
    needed = models.IntegerField("số phiếu cần")
    rule = models.CharField("căn cứ", max_length=200, blank=True)

    def __str__(self) -> str:
        return self.question[:60]


class Minutes(KnownFact):
    """What was said and resolved at a meeting. That there are minutes means that it was held."""

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="minutes")
    began = models.TimeField("bắt đầu")
    ended = models.TimeField("kết thúc")
    chair = models.CharField("chủ trì", max_length=200)
    secretary = models.CharField("thư ký", max_length=200)
    content = models.TextField("nội dung")
    speeches = models.TextField("ý kiến phát biểu", blank=True)  # one on a line, 'name: words'
    conclusion = models.TextField("kết luận", blank=True)
    resolution = models.TextField("nghị quyết", blank=True)

    class Meta:
        verbose_name_plural = "minutes"
        constraints = [
            models.UniqueConstraint(
                fields=["sitting"], condition=Q(known_to_act__isnull=True), name="one_minutes_a_sitting"
            )
        ]

    def __str__(self) -> str:
        return f"biên bản {self.sitting_id}"


class ScoringSheet(DatedFact):
    """The province's sheet by which meetings are scored: its lines with their points, and where classes begin.

    It holds below the organisation that keeps it, for meetings of its days; ``kind`` empty: for every meeting.
    """

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(
        "loại buổi", max_length=12, choices=[(k.value, k.label) for k in SittingKind], blank=True
    )
    document = models.CharField("văn bản", max_length=200)
    criteria = models.JSONField("tiêu chí")  # [[text, points], …]
    good = models.IntegerField("tốt từ")
    fair = models.IntegerField("khá từ")
    average = models.IntegerField("trung bình từ")

    def __str__(self) -> str:
        return self.document


class MeetingScore(KnownFact):
    """A meeting scored on a sheet: by the cell itself, or by whoever stands above it."""

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="scores")
    sheet = models.ForeignKey(ScoringSheet, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    own = models.BooleanField("chi bộ tự chấm")
    points = models.JSONField("điểm từng dòng")
    total = models.IntegerField("tổng điểm")
    quality = models.CharField("xếp loại", max_length=12, choices=[(q.value, q.label) for q in Quality])
    note = models.CharField("nhận xét", max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "own"], condition=Q(known_to_act__isnull=True), name="one_score_a_side"
            )
        ]

    def __str__(self) -> str:
        return f"{self.sitting_id}: {self.total}"


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
