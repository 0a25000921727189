"""The words of a form: what people may be narrowed by, which values it has, and how they are written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from dangvu.foundation.vietnamese import clean, fold

_RANGE = re.compile(r"(\d{1,4})?\s*[-–]\s*(\d{1,4})?")

#: Of people of whom it is not on record, of those of whom it is, and of those that no other row of the form names.
NOT_TOLD, TOLD, OTHER = "chua_ghi", "da_ghi", "khac"
#: Of organisations of whose unit nobody told of what kind it is.
NO_SECTOR = "chua_ghi_loai_hinh"


class Takes(StrEnum):
    """What an attribute is asked for by."""

    CHOICE = "choice"  # one or more of a list
    RANGE = "range"  # from … to, both included: 18-30, 61-, -17
    NAME = "name"  # a name as people's records have it: Tày, Công giáo


@dataclass(frozen=True, slots=True)
class Attribute:
    """Something known about people by which a row or a column can be narrowed."""

    slug: str
    title: str
    takes: Takes
    choices: Mapping[str, str] = field(default_factory=dict)
    stock: bool = False  # only of who is a member on a day
    recorded: bool = True  # False: dangvu keeps nothing of the kind yet, and says so


_MAY_LACK = {NOT_TOLD: "chưa ghi", TOLD: "đã ghi"}
_EDUCATION = {
    "pho_thong": "phổ thông", "so_cap": "sơ cấp", "trung_cap": "trung cấp", "cao_dang": "cao đẳng", "dai_hoc": "đại học",
    "thac_si": "thạc sĩ", "tien_si": "tiến sĩ",
}  # fmt: skip
_THEORY = {
    "so_cap": "sơ cấp", "trung_cap": "trung cấp", "cao_cap": "cao cấp", "cu_nhan": "cử nhân", "khong": "chưa học",
}  # fmt: skip
_SCHOOLING = {"tieu_hoc": "tiểu học", "thcs": "trung học cơ sở", "thpt": "trung học phổ thông"}
_OCCUPATION = {
    "cong_nhan": "công nhân", "nong_dan": "nông dân", "cong_chuc": "công chức", "vien_chuc": "viên chức",
    "vu_trang": "lực lượng vũ trang", "hoc_sinh": "học sinh, sinh viên", "chu_doanh_nghiep": "chủ doanh nghiệp",
    "khac": "nghề khác",
}  # fmt: skip
_UNION = {"doan_vien": "đoàn viên", "cong_doan": "công đoàn viên"}
ATTRIBUTES: dict[str, Attribute] = {
    attribute.slug: attribute
    for attribute in (
        Attribute("sex", "Giới tính", Takes.CHOICE, {"nu": "nữ", "nam": "nam", **_MAY_LACK}),
        Attribute("status", "Tư cách đảng viên", Takes.CHOICE, {"du_bi": "dự bị", "chinh_thuc": "chính thức"}, stock=True),
        Attribute("ethnicity", "Dân tộc", Takes.NAME,
                  {"thieu_so": "thiểu số", OTHER: "khác", **_MAY_LACK}),
        Attribute("religion", "Tôn giáo", Takes.NAME, {"co_dao": "có đạo", "khong": "không", OTHER: "khác"}),
        Attribute("age", "Tuổi đời", Takes.RANGE, _MAY_LACK),
        Attribute("party_age", "Tuổi đảng", Takes.RANGE, _MAY_LACK, stock=True),
        Attribute("joined", "Năm vào Đảng", Takes.RANGE, _MAY_LACK),
        Attribute("education", "Trình độ chuyên môn", Takes.CHOICE, _EDUCATION | _MAY_LACK),
        Attribute("theory", "Lý luận chính trị", Takes.CHOICE, _THEORY | _MAY_LACK),
        Attribute("card", "Thẻ đảng viên", Takes.CHOICE, {"co_the": "có thẻ", "chua_co_the": "chưa có thẻ"}, stock=True),
        Attribute("exempt", "Miễn công tác và sinh hoạt", Takes.CHOICE, {"duoc_mien": "được miễn"}, stock=True),
        Attribute("schooling", "Trình độ học vấn", Takes.CHOICE, _SCHOOLING | _MAY_LACK),
        Attribute("occupation", "Nghề nghiệp", Takes.CHOICE, _OCCUPATION | _MAY_LACK),
        Attribute("academic_title", "Chức danh khoa học", Takes.NAME, recorded=False),
        Attribute("youth_union", "Đoàn thể khi kết nạp", Takes.CHOICE, _UNION | _MAY_LACK),
    )
}  # fmt: skip
#: The kinds of organisation by which rows and columns can be narrowed: whoever belongs to one of them or below it.
KINDS = {
    "dang_bo_co_so": "Đảng bộ cơ sở", "chi_bo_co_so": "Chi bộ cơ sở", "dang_bo_bo_phan": "Đảng bộ bộ phận",
    "chi_bo_truc_thuoc": "Chi bộ trực thuộc",
}  # fmt: skip
#: Of what kind their unit is (form 5-TCTW): its own, or that of the nearest above that has one told.
SECTORS = {
    "co_quan": "Cơ quan hành chính", "su_nghiep": "Đơn vị sự nghiệp", "dnnn": "Doanh nghiệp nhà nước",
    "co_phan": "Công ty cổ phần", "tnhh": "Công ty trách nhiệm hữu hạn", "tu_nhan": "Doanh nghiệp tư nhân",
    "fdi": "Doanh nghiệp có vốn đầu tư nước ngoài", "vu_trang": "Lực lượng vũ trang", "xa_phuong": "Xã, phường, thị trấn",
    "khac": "Loại hình khác", NO_SECTOR: "Chưa ghi loại hình đơn vị",
}  # fmt: skip
KINDS |= SECTORS


@dataclass(frozen=True, slots=True)
class Measure:
    """What a row may count: a figure of the catalogue. ``people``: it can be narrowed; ``stock``: of one day."""

    name: str
    title: str
    people: bool = False
    stock: bool = False
    additive: bool = True
    mean: bool = False


Only = tuple[tuple[str, tuple[str, ...]], ...]


def asks_names(slug: str, values: tuple[str, ...]) -> bool:
    """Whether it asks for people by what their records have written, or for all whom no other row names."""
    attribute = ATTRIBUTES[slug]
    return (
        attribute.takes is Takes.NAME
        and attribute.recorded
        and any(value == OTHER or value not in attribute.choices for value in values)
    )


def fault_of(attribute: Attribute, value: str) -> str:
    """What is wrong with one value of an attribute; '' where nothing is."""
    if value in attribute.choices:
        return ""
    if attribute.takes is Takes.CHOICE:
        return f"không có giá trị “{value[:30]}”; chọn lại trong danh sách."
    if attribute.takes is Takes.RANGE:
        try:
            band(value)
        except ValueError:
            return f"“{value[:30]}” không đọc được; viết như 18-30, 61- (từ 61), -17 (đến 17)."
        return ""
    if not fold(value) or len(value) > 60:
        return "tên phải có chữ và không quá 60 chữ."
    return ""


def band(text: str) -> tuple[int | None, int | None]:
    """'18-30' → (18, 30); '61-' → (61, None). ValueError for what is no such band."""
    found = _RANGE.fullmatch(text.strip())
    if not found or not (found[1] or found[2]):
        raise ValueError(text)
    low, high = (int(part) if part else None for part in (found[1], found[2]))
    if low is not None and high is not None and low > high:
        raise ValueError(text)
    return low, high


def values_of(attribute: Attribute, text: str) -> tuple[str, ...]:
    """What a person typed for an attribute, with semicolons between: 'Tày; Nùng', '18-30', 'thiểu số', 'chưa ghi'."""
    by_words = {fold(said): slug for slug, said in attribute.choices.items()}
    parts = (clean(part) for part in text.split(";"))
    return tuple(dict.fromkeys(by_words.get(fold(part), part) for part in parts if part))


def said_values(attribute: Attribute, values: Sequence[str]) -> str:
    """The values as a person reads (and types) them."""
    return "; ".join(attribute.choices.get(value, value) for value in values)


def meaning(only: Only, kinds: Sequence[str] = ()) -> str:
    """The narrowing in words: 'giới tính: nữ; tuổi đời: 18-30; thuộc đảng bộ cơ sở'."""
    told = [
        f"{ATTRIBUTES[slug].title.lower()}: {said_values(ATTRIBUTES[slug], values)}" for slug, values in only
    ]
    told += ["thuộc " + " hoặc ".join(KINDS[kind].lower() for kind in kinds)] if kinds else []
    return "; ".join(told)
