"""From the list of outstanding people to recognition as an official member."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from dangvu.foundation.dated import KnownFact

_NOW = Q(known_to_act__isnull=True)


class Admission(KnownFact):
    """A person was admitted. It counts on the day of the ceremony (ngày vào Đảng)."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("members.Person", on_delete=models.PROTECT, related_name="+")
    joined_on = models.DateField("ngày vào Đảng")
    decision_number = models.CharField("số quyết định", max_length=60, blank=True)
    decided_on = models.DateField("ngày quyết định", null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.person_id} {self.joined_on:%d/%m/%Y}"


class Recognition(KnownFact):
    """A probationary member became official on the printed day."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("members.Person", on_delete=models.PROTECT, related_name="+")
    official_on = models.DateField("ngày chính thức")
    decision_number = models.CharField("số quyết định", max_length=60, blank=True)
    decided_on = models.DateField("ngày quyết định", null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.person_id} {self.official_on:%d/%m/%Y}"


class Outcome(models.TextChoices):
    """How a person's way ended."""

    OFFICIAL = "chinh_thuc", "Đã công nhận chính thức"
    STOPPED = "thoi_xet", "Thôi xét kết nạp"
    REFUSED = "khong_du_phieu", "Không đủ phiếu, không xét tiếp"
    MOVED = "chuyen_noi_khac", "Chuyển nơi công tác, cư trú"
    UNFIT = "de_nghi_xoa_ten", "Không đủ tư cách đảng viên dự bị, đề nghị xóa tên"


class Dossier(models.Model):
    """The identity of one person's way into the Party; what is known of it stands in dated rows."""

    person = models.ForeignKey("members.Person", on_delete=models.PROTECT, related_name="+")
    known_from_act = models.ForeignKey(
        "audit.Act", on_delete=models.PROTECT, related_name="+", db_index=False, verbose_name="được biết từ"
    )

    def __str__(self) -> str:
        return f"Hồ sơ {self.pk}"


class OutstandingPerson(KnownFact):
    """A person on a cell's list, with who helps them; a change supersedes the row, the end closes the dossier."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="standings")
    person = models.ForeignKey("members.Person", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    listed_on = models.DateField("chi bộ đưa vào danh sách", null=True, blank=True)
    document_number = models.CharField("số nghị quyết", max_length=60, blank=True)
    schooling = models.CharField("trình độ học vấn", max_length=20, blank=True)
    helper = models.ForeignKey(
        "members.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    ended_on = models.DateField("kết thúc", null=True, blank=True)
    outcome = models.CharField("kết quả", max_length=20, choices=Outcome.choices, blank=True)
    reason = models.CharField("lý do", max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation"], name="outstanding_now", condition=_NOW),
            models.Index(fields=["person"], name="outstanding_person", condition=_NOW),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} @ {self.organisation_id}"


class DossierStep(KnownFact):
    """One step as recorded: on which day, by whom, under which number, with which votes."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="steps")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    step = models.CharField("bước", max_length=30)
    on = models.DateField("ngày")
    document_number = models.CharField("số văn bản", max_length=60, blank=True)
    organ = models.CharField("cơ quan", max_length=200, blank=True)
    received_on = models.DateField("ngày nhận", null=True, blank=True)
    listed = models.IntegerField("số có trong danh sách", null=True, blank=True)
    away = models.IntegerField("sinh hoạt tạm thời nơi khác", null=True, blank=True)
    exempt_absent = models.IntegerField("được miễn, vắng mặt", null=True, blank=True)
    votes_for = models.IntegerField("tán thành", null=True, blank=True)
    passed = models.BooleanField("đủ phiếu", default=True)
    consent = models.CharField("văn bản đồng ý", max_length=60, blank=True)
    ground = models.CharField("lý do được xét", max_length=300, blank=True)
    extra_days = models.IntegerField("gia hạn thêm", default=0)
    abroad = models.BooleanField("phải thẩm tra ở ngoài nước", default=False)
    note = models.CharField("ghi chú", max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["dossier"], name="dossier_step_now", condition=_NOW)]

    def __str__(self) -> str:
        return f"{self.step} {self.on:%d/%m/%Y}"


class Introduction(KnownFact):
    """Who introduces a person: an official member, or the committee of the Youth Union or of the trade union."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="introductions")
    kind = models.CharField("ai giới thiệu", max_length=20)
    person = models.ForeignKey(
        "members.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    on = models.DateField("ngày giấy giới thiệu")
    document_number = models.CharField("số nghị quyết", max_length=60, blank=True)
    together_from = models.DateField("cùng đơn vị từ ngày", null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["dossier"], name="introduction_now", condition=_NOW)]

    def __str__(self) -> str:
        return f"{self.kind} {self.on:%d/%m/%Y}"
