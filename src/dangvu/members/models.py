"""People and their membership. A person is not a membership: someone may learn in a class and never join."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from dangvu.foundation.dated import DatedFact, KnownFact
from dangvu.members.rules.badge import GROUNDS


class Sex(models.TextChoices):
    MALE = "nam", "Nam"
    FEMALE = "nu", "Nữ"


class Status(models.TextChoices):
    PROBATIONARY = "du_bi", "Dự bị"
    OFFICIAL = "chinh_thuc", "Chính thức"


class MovementKind(models.TextChoices):
    """What brings a person into an organisation, takes them out of it, or changes their standing."""

    TAKEN_OVER = "tiep_nhan_danh_sach", "Có trong danh sách ban đầu"
    ADMITTED = "ket_nap", "Kết nạp"
    TRANSFERRED_IN = "chuyen_den", "Chuyển đến"
    WITH_ORGANISATION_IN = "den_theo_to_chuc", "Đến theo tổ chức"
    RECOGNISED = "chinh_thuc", "Công nhận chính thức"
    TRANSFERRED_OUT = "chuyen_di", "Chuyển đi"
    WITH_ORGANISATION_OUT = "di_theo_to_chuc", "Đi theo tổ chức"
    DIED = "tu_tran", "Từ trần"
    STRUCK_OFF = "xoa_ten", "Xóa tên"
    EXPELLED = "khai_tru", "Khai trừ"
    RESIGNED = "xin_ra", "Xin ra khỏi Đảng"
    INTERNAL_IN = "chuyen_noi_bo_den", "Chuyển nội bộ đến"
    INTERNAL_OUT = "chuyen_noi_bo_di", "Chuyển nội bộ đi"
    RESTORED = "phuc_hoi", "Phục hồi đảng tịch"
    READMITTED = "ket_nap_lai", "Kết nạp lại"


ENTERING = frozenset(
    {
        MovementKind.TAKEN_OVER,
        MovementKind.ADMITTED,
        MovementKind.TRANSFERRED_IN,
        MovementKind.WITH_ORGANISATION_IN,
        MovementKind.INTERNAL_IN,
        MovementKind.RESTORED,
        MovementKind.READMITTED,
    }
)
LEAVING = frozenset(
    {
        MovementKind.TRANSFERRED_OUT,
        MovementKind.WITH_ORGANISATION_OUT,
        MovementKind.DIED,
        MovementKind.STRUCK_OFF,
        MovementKind.EXPELLED,
        MovementKind.RESIGNED,
        MovementKind.INTERNAL_OUT,
    }
)


class Person(models.Model):
    """The identity of a person; what is known about them is in profiles."""

    known_from_act = models.ForeignKey(
        "audit.Act", on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )

    def __str__(self) -> str:
        return f"Người {self.pk}"


class PersonProfile(KnownFact):
    """What is known about a person. One row is current; a correction supersedes it."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="profiles")
    unit = models.ForeignKey(  # the grassroots organisation that told it: names are compared inside a unit
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", null=True, blank=True,
        db_constraint=False,
    )  # fmt: skip
    name = models.CharField("họ và tên", max_length=200)
    name_key = models.CharField("tên để so", max_length=200)
    order_key = models.CharField("khóa sắp xếp", max_length=400)
    sex = models.CharField("giới tính", max_length=3, choices=Sex.choices, blank=True)
    birth = models.CharField("ngày sinh", max_length=10, blank=True)  # a PartialDate, its precision kept
    birth_first = models.DateField("sinh sớm nhất", null=True, blank=True)
    birth_year = models.IntegerField("năm sinh", null=True, blank=True)
    personal_number = models.CharField("số định danh cá nhân", max_length=20, blank=True)
    card_number = models.CharField("số thẻ đảng viên", max_length=20, blank=True)
    registry_number = models.CharField("số lý lịch đảng viên", max_length=20, blank=True, default="")
    old_personal_number = models.CharField("số chứng minh nhân dân cũ", max_length=20, blank=True, default="")
    old_card_number = models.CharField("số thẻ đảng viên cũ", max_length=20, blank=True, default="")
    ethnicity = models.CharField("dân tộc", max_length=60, blank=True)
    is_minority = models.BooleanField("dân tộc thiểu số", default=False)
    religion = models.CharField("tôn giáo", max_length=60, blank=True)  # empty: none or not told
    home = models.CharField("quê quán", max_length=200, blank=True)
    education = models.CharField("trình độ chuyên môn", max_length=40, blank=True)
    theory = models.CharField("lý luận chính trị", max_length=40, blank=True)
    schooling = models.CharField("trình độ học vấn", max_length=20, blank=True, default="")
    occupation = models.CharField("nghề nghiệp", max_length=20, blank=True, default="")
    position = models.CharField("chức vụ, công tác", max_length=200, blank=True, default="")
    union = models.CharField("đoàn thể khi kết nạp", max_length=20, blank=True, default="")
    joined = models.CharField("ngày vào Đảng", max_length=10, blank=True)
    joined_first = models.DateField("vào Đảng sớm nhất", null=True, blank=True)
    official = models.CharField("ngày chính thức", max_length=10, blank=True)
    decided = models.DateField("ngày quyết định kết nạp", null=True, blank=True)
    # Party age counts from the decision's date; where it is missing, from joining, and is then an estimate.
    party_from = models.DateField("tuổi đảng tính từ", null=True, blank=True)
    party_from_estimated = models.BooleanField("tuổi đảng ước tính", default=False)

    class Meta:
        indexes = [
            models.Index(fields=["person"], name="profile_now", condition=Q(known_to_act__isnull=True)),
            models.Index(
                fields=["order_key", "person"], name="profile_order", condition=Q(known_to_act__isnull=True)
            ),
            # not db_index: PostgreSQL would keep a second index of each, for questions that nobody asks
            models.Index(fields=["name_key"], name="profile_name_key"),
            models.Index(fields=["personal_number"], name="profile_number"),
            models.Index(fields=["card_number"], name="profile_card"),
        ]

    def __str__(self) -> str:
        return self.name


class PersonMerge(KnownFact):
    """``person`` is the same human being as ``kept``. Foreign keys are never rewritten: figures count through it."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merges")
    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merged")
    reason = models.CharField("lý do", max_length=300)

    def __str__(self) -> str:
        return f"{self.person_id} = {self.kept_id}"


class Movement(KnownFact):
    """One movement of one person, as reported. ``counted`` is false where it contradicts the others.

    ``organisation`` is who reported it; ``counts_in`` is where the person is member, and where it counts: a
    committee that reports a death in one of its cells reports a death of that cell.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="movements")
    # Every act finds them in the tree and asks for the right at them: the database need not (ADR 0008).
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_constraint=False
    )
    counts_in = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_constraint=False
    )
    kind = models.CharField("loại", max_length=24, choices=MovementKind.choices)
    on = models.DateField("ngày")
    status = models.CharField("tư cách", max_length=12, choices=Status.choices, blank=True)
    counted = models.BooleanField("được tính", default=True)
    implied = models.BooleanField("suy ra từ việc khác", default=False)
    breach = models.CharField("mâu thuẫn", max_length=40, blank=True)
    decision_number = models.CharField("số quyết định", max_length=60, blank=True, default="")
    decided_on = models.DateField("ngày quyết định", null=True, blank=True)
    note = models.CharField("ghi chú", max_length=400, blank=True, default="")  # the ground, the other place

    class Meta:
        indexes = [
            models.Index(fields=["kind", "on"], name="movement_kind_on"),
            models.Index(fields=["person"], name="movement_now", condition=Q(known_to_act__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on:%d/%m/%Y}"


class Membership(DatedFact):
    """A person is a member in an organisation from the evening of ``valid_from`` until ``valid_to``.

    Derived from the movements by members.rules.timeline, on the same known clock; never entered by hand.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_constraint=False
    )
    status = models.CharField("tư cách", max_length=12, choices=Status.choices)

    class Meta:
        indexes = [
            models.Index(fields=["person"], name="membership_now", condition=Q(known_to_act__isnull=True)),
            models.Index(  # counting members by organisation looks at nothing else
                fields=["organisation", "valid_from", "valid_to", "status"],
                name="membership_where",
                condition=Q(known_to_act__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} @ {self.organisation_id}"


class Certificate(KnownFact):
    """A class certificate of a person."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="certificates")
    kind = models.CharField("loại", max_length=20)
    issued_on = models.DateField("ngày cấp")
    grade = models.CharField("xếp loại", max_length=20, blank=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.issued_on:%d/%m/%Y}"


class Transfer(KnownFact):
    """A member introduced to another organisation. Until it is received they are counted at home.

    The handshake has two sides: ``organisation`` (home) introduces or cancels, ``target`` receives or sends back.
    A target outside the tree has only a name, and home records that it has received.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="transfers")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    target = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    target_name = models.CharField("nơi đến", max_length=300)
    moved_on = models.DateField("ngày quyết định chuyển công tác", null=True, blank=True)
    introduced_on = models.DateField("ngày giới thiệu")
    paper_number = models.CharField("số giấy giới thiệu", max_length=60, blank=True)
    due_on = models.DateField("hạn nộp giấy giới thiệu")
    rule = models.CharField("căn cứ của hạn", max_length=200, blank=True)
    late_reason = models.CharField("lý do làm thủ tục muộn", max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["target"], name="transfer_target")]

    def __str__(self) -> str:
        return f"{self.person_id} → {self.target_name}"


class TransferOutcome(KnownFact):
    """How a transfer ended. A transfer without a current outcome is open."""

    class How(models.TextChoices):
        RECEIVED = "da_tiep_nhan", "Đã tiếp nhận"
        CANCELLED = "da_huy", "Nơi đi đã hủy"
        SENT_BACK = "da_tra_lai", "Nơi đến đã trả lại"

    transfer = models.ForeignKey(Transfer, on_delete=models.PROTECT, related_name="outcomes")
    how = models.CharField("kết quả", max_length=14, choices=How.choices)
    on = models.DateField("ngày")
    reason = models.CharField("lý do", max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.transfer_id} {self.how}"


class Absence(DatedFact):
    """A member who is away for a time, or exempt from work and meetings; still counted at home."""

    class Kind(models.TextChoices):
        AWAY_WORK = "tam_thoi_cong_tac", "Chuyển sinh hoạt tạm thời (công tác)"
        AWAY_STUDY = "tam_thoi_hoc_tap", "Chuyển sinh hoạt tạm thời (học tập)"
        EXEMPT = "mien", "Miễn công tác và sinh hoạt đảng"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="absences")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("loại", max_length=20, choices=Kind.choices)
    place = models.CharField("nơi đến sinh hoạt tạm thời", max_length=300, blank=True)
    ground = models.CharField("lý do", max_length=300, blank=True)
    decision_number = models.CharField("số văn bản", max_length=60, blank=True)
    decided_on = models.DateField("ngày văn bản", null=True, blank=True)
    rule = models.CharField("căn cứ", max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["person"], name="absence_now", condition=Q(known_to_act__isnull=True))
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind}"


class Guest(DatedFact):
    """Somebody who attends here for a time and is a member elsewhere: never in the totals of this organisation.

    ``person`` is told where their home keeps its records here; the row is then written with their absence.
    """

    class Kind(models.TextChoices):
        WORK = "tam_thoi_cong_tac", "Công tác"
        STUDY = "tam_thoi_hoc_tap", "Học tập"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    name = models.CharField("họ và tên", max_length=200, blank=True)  # of somebody not on record
    home = models.CharField("nơi sinh hoạt chính thức", max_length=300)
    kind = models.CharField("diện", max_length=20, choices=Kind.choices)
    paper_number = models.CharField("số giấy giới thiệu", max_length=60, blank=True)
    rule = models.CharField("căn cứ", max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["organisation"], name="guest_where")]

    def __str__(self) -> str:
        return f"{self.name or self.person_id} @ {self.organisation_id}"


class HandbookCount(KnownFact):
    """How many members of an organisation had installed the electronic handbook on a day, and how many used it."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    on = models.DateField("số liệu đến ngày")
    installed = models.PositiveIntegerField("đã cài đặt")
    using = models.PositiveIntegerField("thường xuyên dùng", null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["on", "organisation"], name="handbook_on")]

    def __str__(self) -> str:
        return f"{self.installed} đến {self.on:%d/%m/%Y}"


class CardEvent(KnownFact):
    """What happened to a member's card."""

    class Kind(models.TextChoices):
        ISSUED = "phat", "Phát thẻ"
        REISSUED = "phat_lai", "Cấp lại thẻ"
        EXCHANGED = "doi", "Đổi thẻ"
        LOST = "mat", "Báo mất thẻ"
        WITHDRAWN = "thu_hoi", "Thu hồi thẻ"
        KEPT_BY_FAMILY = "gia_dinh_giu", "Gia đình giữ thẻ"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cards")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("việc", max_length=14, choices=Kind.choices)
    on = models.DateField("ngày")
    number = models.CharField("số thẻ", max_length=20, blank=True)
    decision_number = models.CharField("số quyết định", max_length=60, blank=True)
    decided_on = models.DateField("ngày quyết định", null=True, blank=True)
    reason = models.CharField("lý do", max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["on"], name="card_on")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on:%d/%m/%Y}"


class BadgeAward(KnownFact):
    """Huy hiệu Đảng of so many years, given on a day by a decision."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="badges")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    mark = models.IntegerField("mức, số năm")
    on = models.DateField("ngày trao")
    ground = models.CharField("trường hợp", max_length=12, choices=list(GROUNDS.items()))
    decision_number = models.CharField("số quyết định", max_length=60)
    decided_on = models.DateField("ngày quyết định")

    def __str__(self) -> str:
        return f"Huy hiệu {self.mark} năm, {self.on:%d/%m/%Y}"


class DistinctPeople(KnownFact):
    """Two people who look alike and were found to be two; they are no longer proposed as one."""

    one = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField("lý do", max_length=300)

    def __str__(self) -> str:
        return f"{self.one_id} ≠ {self.other_id}"


class NumbersShown(KnownFact):
    """Someone saw a person's official numbers in full; who, when and why are the act's."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.person_id} {self.known_from_act_id}"


class SavedFilter(KnownFact):
    """A filter of the list of members that someone named to use again."""

    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    name = models.CharField("tên", max_length=80)
    query = models.CharField("bộ lọc", max_length=1000)

    def __str__(self) -> str:
        return self.name


class SearchEntry(models.Model):
    """A name and its numbers by which a person is found now, and where the person belongs.

    Derived by actions.search, one row for each current profile; present knowledge only. The database does not check
    its references: a load writes thousands of rows, all made from the rows they name.
    """

    profile = models.OneToOneField(
        PersonProfile, on_delete=models.CASCADE, related_name="+", primary_key=True, db_constraint=False
    )
    person = models.ForeignKey(  # who is found: the kept person of someone merged
        Person, on_delete=models.PROTECT, related_name="+", db_constraint=False
    )
    text = models.CharField(max_length=400)  # " nguyen thi hoa| 012345678901 …", folded
    order_key = models.CharField(max_length=400)
    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        db_constraint=False,
    )
    is_member = models.BooleanField()

    def __str__(self) -> str:
        return f"{self.person_id}"
