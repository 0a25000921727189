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
CERTIFICATES = {
    "nhan_thuc": "Giấy chứng nhận lớp bồi dưỡng nhận thức về Đảng",
    "dang_vien_moi": "Giấy chứng nhận lớp bồi dưỡng đảng viên mới",
    "cap_uy": "Giấy chứng nhận lớp bồi dưỡng cấp ủy",
}
#: What each field of a profile is called.
FIELDS = {
    "name": "Họ và tên", "sex": "Giới tính", "birth": "Ngày sinh", "ethnicity": "Dân tộc", "religion": "Tôn giáo",
    "home": "Quê quán", "education": "Trình độ chuyên môn", "theory": "Lý luận chính trị", "joined": "Ngày vào Đảng",
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
    }  # fmt: skip
    return choices.get(field, {}).get(value, value)
