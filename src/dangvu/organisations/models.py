"""Organisations through time: what each was called, what it was and under whom, on any day."""

from __future__ import annotations

from django.db import models

from dangvu.foundation.dated import DatedFact, KnownFact


class Kind(models.TextChoices):
    """What an organisation is (domain: §1.1). Stored slugs are unaccented Vietnamese."""

    UPPER_COMMITTEE = "dang_bo_cap_tren", "Đảng bộ cấp trên trực tiếp cơ sở"
    GRASSROOTS_COMMITTEE = "dang_bo_co_so", "Đảng bộ cơ sở"
    GRASSROOTS_CELL = "chi_bo_co_so", "Chi bộ cơ sở"
    SECTIONAL_COMMITTEE = "dang_bo_bo_phan", "Đảng bộ bộ phận"
    ATTACHED_CELL = "chi_bo_truc_thuoc", "Chi bộ trực thuộc"
    PARTY_GROUP = "to_dang", "Tổ đảng"


class Sector(models.TextChoices):
    """What kind of employer an organisation is of (form 5-TCTW, domain §9.4). Told of a unit, it holds below it."""

    ADMINISTRATION = "co_quan", "Cơ quan hành chính"
    PUBLIC_SERVICE = "su_nghiep", "Đơn vị sự nghiệp"
    STATE_ENTERPRISE = "dnnn", "Doanh nghiệp nhà nước"
    JOINT_STOCK = "co_phan", "Công ty cổ phần"
    LIMITED = "tnhh", "Công ty trách nhiệm hữu hạn"
    PRIVATE = "tu_nhan", "Doanh nghiệp tư nhân"
    FOREIGN = "fdi", "Doanh nghiệp có vốn đầu tư nước ngoài"
    ARMED_FORCES = "vu_trang", "Lực lượng vũ trang"
    COMMUNE = "xa_phuong", "Xã, phường, thị trấn"
    OTHER = "khac", "Loại hình khác"


GRASSROOTS = frozenset({Kind.GRASSROOTS_COMMITTEE, Kind.GRASSROOTS_CELL})
CELLS = frozenset({Kind.GRASSROOTS_CELL, Kind.ATTACHED_CELL})


class Organisation(models.Model):
    """The identity of an organisation; everything that can change is in dated rows."""

    code = models.SlugField("mã", max_length=80, unique=True)
    founded = models.CharField(
        "ngày thành lập", max_length=10, blank=True
    )  # a PartialDate; not the start of records

    def __str__(self) -> str:
        return self.code


class OrganisationState(DatedFact):
    """What an organisation is called and is, from a day to another. An empty ``sector`` is that of its superior."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="states")
    name = models.CharField("tên", max_length=300)
    kind = models.CharField("loại hình", max_length=20, choices=Kind.choices)
    position = models.IntegerField("thứ tự trong danh sách", default=0)
    sector = models.CharField(
        "loại hình đơn vị", max_length=12, choices=Sector.choices, blank=True, default=""
    )

    def __str__(self) -> str:
        return self.name


class OrganisationParent(DatedFact):
    """Under whom an organisation is, from a day to another. A root has a row without a parent."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="parents")
    parent = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="children", null=True, blank=True
    )

    def __str__(self) -> str:
        return f"{self.organisation} ← {self.parent}"


class ReorganisationKind(models.TextChoices):
    FOUND = "thanh_lap", "Thành lập"
    MOVE = "chuyen", "Chuyển tổ chức"
    MERGE = "sap_nhap", "Sáp nhập"
    SPLIT = "chia_tach", "Chia tách"
    RENAME = "doi_ten", "Đổi tên"
    DISSOLVE = "giai_the", "Giải thể"


class Reorganisation(KnownFact):
    """An act that changed the tree, with the decision behind it."""

    kind = models.CharField("hình thức", max_length=12, choices=ReorganisationKind.choices)
    on = models.DateField("có hiệu lực từ")
    decision_number = models.CharField("số quyết định", max_length=60, blank=True)
    decision_date = models.DateField("ngày quyết định", null=True, blank=True)
    decision_issuer = models.CharField("nơi ban hành", max_length=300, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="reorganisations")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on:%d/%m/%Y}"


class Succession(KnownFact):
    """Which organisation carries on from which, by which reorganisation."""

    reorganisation = models.ForeignKey(Reorganisation, on_delete=models.PROTECT, related_name="successions")
    predecessor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="successors")
    successor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="predecessors")

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class ExternalBody(models.Model):
    """A body outside the tree that may issue documents, schemes and directions."""

    name = models.CharField("tên", max_length=300, unique=True)

    def __str__(self) -> str:
        return self.name


class Committee(DatedFact):
    """The elected body of an organisation and its letterhead. What is unknown prints as dotted places."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="committees")
    name = models.CharField("tên cấp ủy", max_length=300)
    upper_name = models.CharField("tên cấp trên trên tiêu đề", max_length=300, blank=True)
    place = models.CharField("địa danh", max_length=100, blank=True)
    symbol = models.CharField("ký hiệu", max_length=20, blank=True)
    signer_authority = models.CharField("thể thức đề ký", max_length=100, blank=True)
    signer_title = models.CharField("chức vụ người ký", max_length=100, blank=True)
    signer_name = models.CharField("họ tên người ký", max_length=100, blank=True)
    recipients = models.JSONField("nơi nhận", default=list, blank=True)
    archive = models.CharField("nơi lưu", max_length=100, blank=True)

    def __str__(self) -> str:
        return self.name


class Term(DatedFact):
    """A term (nhiệm kỳ) of an organisation's committee, from its first day until the next one begins.

    The ordinal is told and never computed: after a merger the guidance adds historical ordinals (domain §1.3).
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="terms")
    ordinal = models.PositiveIntegerField("đại hội lần thứ", null=True, blank=True)
    first_year = models.PositiveIntegerField("năm đầu")
    last_year = models.PositiveIntegerField("năm cuối")
    congress_on = models.DateField("ngày đại hội", null=True, blank=True)

    @property
    def years(self) -> str:
        return f"{self.first_year} - {self.last_year}"

    def __str__(self) -> str:
        return f"Nhiệm kỳ {self.years}"
