"""Seats: a person in a post of an organisation's committee, from a day to another."""

from __future__ import annotations

from django.db import models

from dangvu.foundation.dated import DatedFact


class Post(models.TextChoices):
    """A post, in the order in which a committee is read out. Stored slugs are unaccented Vietnamese."""

    SECRETARY = "bi_thu", "Bí thư"
    STANDING_DEPUTY = "pho_bi_thu_thuong_truc", "Phó Bí thư Thường trực"
    DEPUTY = "pho_bi_thu", "Phó Bí thư"
    STANDING_MEMBER = "uy_vien_thuong_vu", "Ủy viên Ban Thường vụ"
    MEMBER = "cap_uy_vien", "Cấp ủy viên"
    INSPECTION_HEAD = "chu_nhiem_ubkt", "Chủ nhiệm Ủy ban Kiểm tra"
    INSPECTION_DEPUTY = "pho_chu_nhiem_ubkt", "Phó Chủ nhiệm Ủy ban Kiểm tra"
    INSPECTION_MEMBER = "uy_vien_ubkt", "Ủy viên Ủy ban Kiểm tra"
    GROUP_LEADER = "to_truong", "Tổ trưởng tổ đảng"
    GROUP_DEPUTY = "to_pho", "Tổ phó tổ đảng"


class Begun(models.TextChoices):
    """How somebody came into a post."""

    ELECTED = "bau", "Bầu"
    SUPPLEMENTED = "bo_sung", "Bầu bổ sung"
    APPOINTED = "chi_dinh", "Chỉ định"
    ON_RECORD = "tiep_nhan", "Có trong danh sách ban đầu"


class Ended(models.TextChoices):
    """How somebody left a post."""

    STEPPED_DOWN = "thoi", "Thôi giữ chức"
    RELIEVED = "mien_nhiem", "Miễn nhiệm"
    DISMISSED = "cach_chuc", "Cách chức"
    LEFT = "chuyen_sinh_hoat", "Chuyển sinh hoạt, nghỉ hưu"
    DIED = "tu_tran", "Từ trần"
    OUT = "ra_khoi_dang", "Ra khỏi Đảng"
    TERM_OVER = "het_nhiem_ky", "Hết nhiệm kỳ"
    ORGANISATION_ENDED = "to_chuc_cham_dut", "Tổ chức chấm dứt"


class Seat(DatedFact):
    """One person in one post, with the decisions by which it began and ended."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("members.Person", on_delete=models.PROTECT, related_name="+")
    post = models.CharField("chức vụ", max_length=24, choices=Post.choices)
    begun = models.CharField("hình thức", max_length=12, choices=Begun.choices)
    begun_number = models.CharField("số quyết định", max_length=60, blank=True)
    begun_date = models.DateField("ngày quyết định", null=True, blank=True)
    ended = models.CharField("thôi theo hình thức", max_length=20, choices=Ended.choices, blank=True)
    ended_number = models.CharField("số quyết định thôi", max_length=60, blank=True)
    ended_date = models.DateField("ngày quyết định thôi", null=True, blank=True)
    # Ended because its holder no longer is a member here: brought in line again when that is corrected.
    follows = models.BooleanField("thôi theo biến động đảng viên", default=False)

    class Meta:
        indexes = [
            models.Index(
                fields=["organisation"], name="seat_now", condition=models.Q(known_to_act__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_post_display()} @ {self.organisation_id}"
