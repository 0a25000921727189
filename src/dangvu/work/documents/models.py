"""Documents in their registers, and how they go down the tree: sent, received, read, passed on, studied."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from dangvu.foundation.dated import KnownFact
from dangvu.foundation.handed_in import KeptFile
from dangvu.work.documents.rules import Body, Mode, SessionKind, Status


class Document(models.Model):
    """The identity of a document, whatever registers it stands in. What it is changes: :class:`DocumentState`."""

    def __str__(self) -> str:
        return f"văn bản {self.pk}"


class DocumentState(KnownFact):
    """What a document is. ``organisation`` issued it and numbers it; none: it came from outside the tree."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="states")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    type = models.CharField("loại văn bản", max_length=20)
    symbol = models.CharField("số, ký hiệu", max_length=60)
    issued_on = models.DateField("ngày ban hành")
    issuer = models.CharField("nơi ban hành", max_length=300)
    title = models.CharField("trích yếu", max_length=500, blank=True)
    signer = models.CharField("người ký", max_length=100, blank=True)
    effective_on = models.DateField("có hiệu lực từ", null=True, blank=True)
    expires_on = models.DateField("hết hiệu lực từ", null=True, blank=True)
    # The outgoing register.
    body = models.CharField(
        "cơ quan ban hành", max_length=20, choices=[(b.value, b.label) for b in Body], blank=True
    )
    series = models.CharField("ký hiệu loại", max_length=10, blank=True)
    series_from = models.DateField("dãy số từ ngày", null=True, blank=True)
    number = models.IntegerField("số", null=True, blank=True)
    status = models.CharField(
        "tình trạng", max_length=20, choices=[(s.value, s.label) for s in Status], default=Status.ISSUED.value
    )
    reason = models.CharField("lý do", max_length=300, blank=True)
    recipients = models.CharField("nơi nhận", max_length=500, blank=True)
    copies = models.IntegerField("số bản", null=True, blank=True)
    archive = models.CharField("nơi lưu", max_length=100, blank=True)
    note = models.CharField("ghi chú", max_length=300, blank=True)

    class Meta:
        constraints = [
            # The writer's lock gives numbers out one by one; this is the second lock on the same door.
            models.UniqueConstraint(
                fields=["organisation", "series", "series_from", "number"],
                condition=Q(known_to_act__isnull=True, number__isnull=False),
                name="one_document_a_number",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "series", "issued_on"], name="document_series")]

    def __str__(self) -> str:
        return self.symbol


class SeriesOpening(KnownFact):
    """The last number that was given on paper before the register began here."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    series = models.CharField("ký hiệu loại", max_length=10)
    series_from = models.DateField("dãy số từ ngày")
    last = models.IntegerField("số cuối đã cấp")

    def __str__(self) -> str:
        return f"{self.series}: {self.last}"


class Incoming(KnownFact):
    """A line of an organisation's incoming register: the document was received there."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="incoming")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    year = models.IntegerField("năm")
    order = models.IntegerField("số đến")
    received_on = models.DateField("ngày đến")
    in_charge = models.CharField("người phụ trách", max_length=100, blank=True)
    deadline = models.DateField("hạn giải quyết", null=True, blank=True)
    settled_on = models.DateField("ngày giải quyết xong", null=True, blank=True)
    note = models.CharField("ghi chú", max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "year", "order"], condition=Q(known_to_act__isnull=True),
                name="one_document_an_order",
            ),
            models.UniqueConstraint(
                fields=["organisation", "document"], condition=Q(known_to_act__isnull=True),
                name="one_line_a_document",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.order}/{self.year}"


class DocumentFile(KeptFile):
    """The text of a document."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="files")


class Replacement(KnownFact):
    """A document takes the place of another from a day on, or amends it (``whole`` False: it stays in force)."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="replaces")
    replaced = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="replaced_by")
    on = models.DateField("từ ngày")
    whole = models.BooleanField("thay toàn bộ", default=True)

    def __str__(self) -> str:
        return f"{self.document_id} thay {self.replaced_id}"


class Dispatch(KnownFact):
    """A document handed down from one organisation to another, with the day by which the cells below study it."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="dispatches")
    sender = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    on = models.DateField("ngày gửi")
    study_by = models.DateField("học trước ngày", null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.document_id} → {self.organisation_id}"


class Reading(KnownFact):
    """An organisation's committee has read the document."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="readings")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    on = models.DateField("ngày đọc")

    def __str__(self) -> str:
        return f"{self.organisation_id} đọc {self.document_id}"


class ActionPlan(KnownFact):
    """The programme or plan by which an organisation carries a document out."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="plans")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    on = models.DateField("ngày ban hành")
    symbol = models.CharField("số, ký hiệu", max_length=60)

    def __str__(self) -> str:
        return self.symbol


class StudySession(KnownFact):
    """One session at which documents were studied, or news was heard. None: the number was not told."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("loại", max_length=20, choices=[(k.value, k.label) for k in SessionKind])
    on = models.DateField("ngày tổ chức")
    title = models.CharField("nội dung", max_length=500)
    mode = models.CharField(
        "hình thức", max_length=20, choices=[(m.value, m.label) for m in Mode], blank=True
    )
    obliged = models.IntegerField("đảng viên phải dự", null=True, blank=True)
    present = models.IntegerField("đảng viên có mặt", null=True, blank=True)
    non_members = models.IntegerField("quần chúng dự", null=True, blank=True)
    note = models.CharField("ghi chú", max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.title} ({self.on:%d/%m/%Y})"


class SessionDocument(KnownFact):
    """A document that was studied at a session."""

    session = models.ForeignKey(StudySession, on_delete=models.PROTECT, related_name="documents")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="sessions")

    def __str__(self) -> str:
        return f"{self.session_id}: {self.document_id}"


class StudyDuty(KnownFact):
    """One cell that has to study a document by a day, and the day on which it did; none while it has not."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="duties")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    study_by = models.DateField("học trước ngày")
    done_on = models.DateField("đã học ngày", null=True, blank=True)
    session = models.ForeignKey(
        StudySession, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "document"],
                condition=Q(known_to_act__isnull=True),
                name="one_duty_a_cell",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.done_on or 'chưa'}"
