"""What people read for the stored slugs of a profile."""

from __future__ import annotations

from dangvu.foundation.vietnamese import fold

EDUCATION = (
    ("tien_si", "Tiến sĩ"), ("thac_si", "Thạc sĩ"), ("dai_hoc", "Đại học"), ("cao_dang", "Cao đẳng"),
    ("trung_cap", "Trung cấp"), ("so_cap", "Sơ cấp"), ("pho_thong", "Phổ thông"),
)  # fmt: skip
THEORY = (
    ("cu_nhan", "Cử nhân"), ("cao_cap", "Cao cấp"), ("trung_cap", "Trung cấp"), ("so_cap", "Sơ cấp"),
    ("khong", "Chưa học"),
)  # fmt: skip
#: Finished general schooling, the highest of it; a diploma is ``education``.
SCHOOLING = (("thpt", "Trung học phổ thông"), ("thcs", "Trung học cơ sở"), ("tieu_hoc", "Tiểu học"))
#: The occupations of forms 2 and 3-TCTW (domain §9.4).
OCCUPATION = (
    ("cong_nhan", "Công nhân"), ("nong_dan", "Nông dân"), ("cong_chuc", "Công chức"), ("vien_chuc", "Viên chức"),
    ("vu_trang", "Lực lượng vũ trang"), ("hoc_sinh", "Học sinh, sinh viên"), ("chu_doanh_nghiep", "Chủ doanh nghiệp"),
    ("khac", "Nghề khác"),
)  # fmt: skip
#: Of which mass organisation somebody was when admitted.
UNION = (("doan_vien", "Đoàn viên thanh niên"), ("cong_doan", "Công đoàn viên"))
#: Diplomas that nobody is given who has not finished upper secondary school (or its vocational like).
PRESUPPOSE_UPPER_SECONDARY = ("trung_cap", "cao_dang", "dai_hoc", "thac_si", "tien_si")
CERTIFICATES = {
    "nhan_thuc": "Giấy chứng nhận lớp bồi dưỡng nhận thức về Đảng",
    "dang_vien_moi": "Giấy chứng nhận lớp bồi dưỡng đảng viên mới",
    "cap_uy": "Giấy chứng nhận lớp bồi dưỡng cấp ủy",
}
#: What each field of a profile is called.
FIELDS = {
    "name": "Họ và tên", "sex": "Giới tính", "birth": "Ngày sinh", "ethnicity": "Dân tộc", "religion": "Tôn giáo",
    "home": "Quê quán", "education": "Trình độ chuyên môn", "theory": "Lý luận chính trị",
    "schooling": "Trình độ học vấn", "occupation": "Nghề nghiệp", "position": "Chức vụ, công tác",
    "union": "Đoàn thể khi kết nạp", "joined": "Ngày vào Đảng",
    "official": "Ngày chính thức", "decided": "Ngày quyết định kết nạp", "personal_number": "Số định danh cá nhân",
    "card_number": "Số thẻ đảng viên", "old_card_number": "Số thẻ đảng viên cũ", "registry_number": "Số lý lịch đảng viên",
    "old_personal_number": "Số chứng minh nhân dân cũ",
}  # fmt: skip
NUMBERS = ("personal_number", "card_number", "old_card_number", "registry_number", "old_personal_number")


_NO_RELIGION = frozenset(
    (
        "",
        "khong",
        "khong co",
        "khong theo",
        "khong theo dao",
        "khong ton giao",
        "khong theo ton giao",
        "ko",
        "k",
        "0",
        "luong",
    )
)


def religion_told(text: str) -> str:
    """The religion that a cell or a field names; '' where it says that there is none."""
    return "" if fold(text) in _NO_RELIGION else text


def said(field: str, value: str) -> str:
    """A stored value of a profile as a person reads it."""
    choices: dict[str, dict[str, str]] = {
        "sex": {"nam": "Nam", "nu": "Nữ"}, "education": dict(EDUCATION), "theory": dict(THEORY),
        "schooling": dict(SCHOOLING), "occupation": dict(OCCUPATION), "union": dict(UNION),
    }  # fmt: skip
    return choices.get(field, {}).get(value, value)
