"""The language of tags that staff write in Word: ``{{KN-02; kỳ: cùng kỳ năm trước; lẻ: 1}}``. Pure.

Forgiving in how it is typed (marks, case, spaces, dashes and quotes that Word changes), strict in what it means: each
field has a type, and what is not understood is an error with a way to mend it, never a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import StrEnum

from dangvu.foundation.vietnamese import clean, fold
from dangvu.review.sections import SECTIONS, Section

from .when import NOW, When, read


class Kind(StrEnum):
    """What stands where the tag stood."""

    FIGURE = "số liệu"
    WORD = "chữ"
    TABLE = "bảng"
    LIST = "danh sách"
    SECTION = "đoạn"  # the paragraphs that were collected for a section of the report
    EACH = "từng đơn vị"  # its row of a table is repeated
    BODY = "nội dung"
    ANNEXES = "phụ lục"


class Form(StrEnum):
    """Which number of a figure is printed."""

    VALUE = "giá trị"
    SHARE = "tỷ lệ"
    TOP = "tử số"
    BOTTOM = "mẫu số"


class Fault(StrEnum):
    """Why the inside of a tag was not understood."""

    EMPTY = "empty"
    UNKNOWN_TAG = "unknown_tag"
    UNKNOWN_SECTION = "unknown_section"
    UNKNOWN_FIELD = "unknown_field"
    REPEATED_FIELD = "repeated_field"
    WRONG_PERIOD = "wrong_period"
    WRONG_LEVEL = "wrong_level"
    WRONG_ROUNDING = "wrong_rounding"
    WRONG_FORM = "wrong_form"
    MISPLACED_FIELD = "misplaced_field"


class TagError(ValueError):
    """What is between the braces is no tag. ``mend`` says what to write instead."""

    def __init__(self, fault: Fault, message: str, mend: str) -> None:
        super().__init__(message)
        self.fault, self.mend = fault, mend


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag as it is meant. ``name``: a figure's code, the slug of a word, a table or a section; ``unit``: as it was typed."""

    kind: Kind
    name: str = ""
    when: When = NOW
    unit: str = ""
    level: str = ""
    decimals: int | None = None
    form: Form = Form.VALUE

    @property
    def printed(self) -> str:
        """The tag as the picker gives it out; reading it gives this tag again."""
        return f"{{{{{self.inside}}}}}"

    @property
    def inside(self) -> str:
        """What stands between the braces."""
        parts = [_head(self)]
        if self.when != NOW:
            parts.append(f"kỳ: {self.when.printed}")
        if self.unit:
            parts.append(f"đơn vị: {self.unit}")
        if self.level:
            parts.append(f"cấp: {LEVELS[self.level][0]}")
        if self.form is not Form.VALUE:
            parts.append(f"dạng: {self.form}")
        if self.decimals is not None:
            parts.append(f"lẻ: {self.decimals}")
        return "; ".join(parts)


#: Words of the report and its letterhead: {slug: the way to write it, then other ways}.
WORDS: dict[str, tuple[str, ...]] = {
    "organisation": ("đơn vị", "tên đơn vị", "tổ chức"),
    "period": ("kỳ", "kỳ báo cáo", "kỳ này"),
    "next_period": ("kỳ sau", "kỳ tới"),
    "first_day": ("ngày đầu kỳ",),
    "last_day": ("ngày cuối kỳ",),
    "year": ("năm",),
    "upper_name": ("cấp trên", "cơ quan cấp trên"),
    "issuer_name": ("cơ quan ban hành", "cơ quan"),
    "number": ("số",),
    "symbol": ("ký hiệu",),
    "place_and_date": ("nơi ngày", "nơi và ngày", "địa danh ngày"),
    "draft": ("dự thảo",),
    "signer_authority": ("thẩm quyền ký",),
    "signer_title": ("chức vụ người ký", "chức vụ"),
    "signer_name": ("người ký", "họ tên người ký"),
    "recipients": ("nơi nhận",),
    "ordinal": ("thứ tự", "tt", "stt"),
    "grounds": ("cơ sở số liệu",),
    "limits": ("phần chưa tính", "nội dung chưa tính"),
}
#: Words that print several lines: each stands alone in its paragraph, which comes again for each line.
LINES = frozenset({"recipients", "grounds", "limits"})
#: Tables that stand ready: {key: names}. Keys are those of the outline; the first two are the report's own.
TABLES: dict[str, tuple[str, ...]] = {
    "targets": ("chỉ tiêu", "kết quả chỉ tiêu", "thực hiện chỉ tiêu"),
    "definitions": ("cách tính", "cách tính số liệu"),
    "admissions": ("kết nạp", "kết nạp theo đơn vị"),
    "without_admissions": ("chưa kết nạp", "đơn vị chưa kết nạp"),
    "members": ("biến động đảng viên", "tăng giảm đảng viên", "đảng viên"),
    "activities": ("hoạt động", "hoạt động theo đơn vị"),
}
#: {slug: (names …)}. The slugs of kinds of organisation are theirs; 'to_chuc_co_so' and 'chi_bo' are two kinds each.
LEVELS: dict[str, tuple[str, ...]] = {
    "truc_thuoc": ("trực thuộc", "đơn vị trực thuộc"),
    "dang_bo_cap_tren": ("đảng bộ cấp trên cơ sở", "đảng bộ cấp trên trực tiếp cơ sở"),
    "to_chuc_co_so": ("tổ chức cơ sở đảng", "tổ chức cơ sở", "cơ sở"),
    "dang_bo_co_so": ("đảng bộ cơ sở",),
    "chi_bo_co_so": ("chi bộ cơ sở",),
    "dang_bo_bo_phan": ("đảng bộ bộ phận",),
    "chi_bo": ("chi bộ",),
    "chi_bo_truc_thuoc": ("chi bộ trực thuộc",),
    "to_dang": ("tổ đảng",),
}
_FORMS = {"gia tri": Form.VALUE, "so": Form.VALUE, "ty le": Form.SHARE, "phan tram": Form.SHARE,
          "tu so": Form.TOP, "mau so": Form.BOTTOM}  # fmt: skip
_FIELDS = {
    "ky": "kỳ", "thoi ky": "kỳ", "giai doan": "kỳ",
    "don vi": "đơn vị", "dv": "đơn vị", "to chuc": "đơn vị", "ma don vi": "đơn vị",
    "cap": "cấp", "loai": "cấp",
    "le": "lẻ", "so le": "lẻ", "lam tron": "lẻ", "thap phan": "lẻ", "so thap phan": "lẻ",
    "dang": "dạng", "lay": "dạng",
}  # fmt: skip
_SINGLE = {"noi dung": Kind.BODY, "toan van": Kind.BODY, "than bao cao": Kind.BODY, "phu luc": Kind.ANNEXES,
           "tung don vi": Kind.EACH, "moi don vi": Kind.EACH}  # fmt: skip
_LED = {"bang": Kind.TABLE, "danh sach": Kind.LIST, "so lieu": Kind.FIGURE, "chi tieu": Kind.FIGURE,
        "doan": Kind.SECTION, "cac doan": Kind.SECTION, "doan van": Kind.SECTION, "muc": Kind.SECTION,
        "noi dung": Kind.SECTION}  # fmt: skip
_CODE = re.compile(r"([a-z]{2,4}) ?(\d{1,4})", re.ASCII)
_TAKES: dict[Kind, frozenset[str]] = {
    Kind.FIGURE: frozenset({"kỳ", "đơn vị", "cấp", "lẻ", "dạng"}),
    Kind.LIST: frozenset({"kỳ", "đơn vị"}),
    Kind.EACH: frozenset({"cấp"}),
}
#: The most digits after the comma that a percentage or a mean is printed with.
MOST_DECIMALS = 4
_LONGEST = 400
_QUOTES = "\"'“”„‟‘’‚«»′″ "


def _names(told: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {fold(name): slug for slug, names in told.items() for name in names}


def _called(section: Section) -> tuple[str, ...]:
    """'hạn chế, khuyết điểm', and either half of it; the key as it stands in addresses."""
    title = section.title[:1].lower() + section.title[1:]
    return (title, *title.split(", "), section.key.replace("_", " "))


#: Sections for which units write their own paragraphs: {key: names}.
SECTION_NAMES = {section.key: _called(section) for section in SECTIONS}
_WORD_OF, _TABLE_OF, _LEVEL_OF = _names(WORDS), _names(TABLES), _names(LEVELS)
_SECTION_OF = _names(SECTION_NAMES)


def _head(tag: Tag) -> str:
    if tag.kind is Kind.FIGURE:
        return tag.name
    if tag.kind is Kind.LIST:
        return f"danh sách: {tag.name}"
    if tag.kind is Kind.TABLE:
        return f"bảng: {TABLES[tag.name][0]}"
    if tag.kind is Kind.SECTION:
        return f"đoạn: {SECTION_NAMES[tag.name][0]}"
    return WORDS[tag.name][0] if tag.kind is Kind.WORD else str(tag.kind)


def parse(inside: str) -> Tag:
    """The tag between two braces. TagError, and nothing else, where it is none."""
    text = clean(inside[: _LONGEST * 2]).replace("；", ";").replace("：", ":").replace("|", ";")
    if len(text) > _LONGEST:
        raise TagError(
            Fault.UNKNOWN_TAG, "thẻ dài quá 400 chữ", "Có thể thiếu “}}” ở cuối thẻ trước; thêm vào cho đủ."
        )
    head, *fields = [part.strip(_QUOTES) for part in text.split(";")]
    if not fold(head):
        raise TagError(Fault.EMPTY, "thẻ trống", "Xóa thẻ, hoặc lấy một thẻ ở trang “Chọn thẻ” dán vào.")
    tag, told = _kind(head), set[str]()
    for part in fields:
        if fold(part):
            tag = _with(tag, part, told)
    return tag


def _kind(head: str) -> Tag:
    lead, _, rest = head.replace("=", ":").partition(":")
    led = _LED.get(fold(lead)) if rest.strip() else None
    said = fold(rest if led is not None else head)
    if led is Kind.TABLE:
        if said in _TABLE_OF:
            return Tag(Kind.TABLE, _TABLE_OF[said])
        raise TagError(
            Fault.UNKNOWN_TAG, f"không có bảng nào tên “{rest.strip(_QUOTES)[:60]}”",
            f"Các bảng có sẵn: {', '.join(names[0] for names in TABLES.values())}.",
        )  # fmt: skip
    if led is Kind.SECTION or (_LED.get(said) is Kind.SECTION and said not in _SINGLE):
        return Tag(Kind.SECTION, _section("" if led is None else said, rest))
    if found := _CODE.fullmatch(said):
        return Tag(led or Kind.FIGURE, f"{found[1].upper()}-{found[2]}")
    if led is None and said in _SINGLE:
        return Tag(_SINGLE[said])
    if led is None and said in _WORD_OF:
        return Tag(Kind.WORD, _WORD_OF[said])
    raise TagError(Fault.UNKNOWN_TAG, f"không hiểu thẻ “{head[:80]}”", _nearest(said))


def _section(said: str, typed: str) -> str:
    if said in _SECTION_OF:
        return _SECTION_OF[said]
    close = dict.fromkeys(_SECTION_OF[one] for one in get_close_matches(said, _SECTION_OF, n=3, cutoff=0.5))
    near = " hoặc ".join(f"“{Tag(Kind.SECTION, one).printed}”" for one in list(close)[:2])
    every = "; ".join(names[0] for names in SECTION_NAMES.values())
    raise TagError(
        Fault.UNKNOWN_SECTION,
        f"không có mục nội dung nào tên “{typed.strip(_QUOTES)[:60]}”"
        if said
        else "thẻ “đoạn” chưa nói mục nào",
        f"Có phải {near}? Sửa lại cho đúng." if near else f"Các mục: {every}.",
    )


def _nearest(said: str) -> str:
    """What may have been meant."""
    ways = {**{name: names[0] for names in WORDS.values() for name in map(fold, names)},
            **{name: str(kind) for name, kind in _SINGLE.items()}}  # fmt: skip
    ways |= {f"bang {fold(name)}": f"bảng: {names[0]}" for names in TABLES.values() for name in names}
    for slug, names in SECTION_NAMES.items():
        ways |= {way: _head(Tag(Kind.SECTION, slug)) for name in map(fold, names)
                 for way in (name, f"doan {name}") if way not in ways}  # fmt: skip
    close = dict.fromkeys(ways[one] for one in get_close_matches(said, ways, n=3, cutoff=0.6))
    if close:
        return (
            "Có phải " + " hoặc ".join(f"“{{{{{one}}}}}”" for one in list(close)[:2]) + "? Sửa lại cho đúng."
        )
    return "Lấy thẻ ở trang “Chọn thẻ” rồi dán vào; không cần nhớ cách viết."


def _with(tag: Tag, part: str, told: set[str]) -> Tag:
    name, value = _field(part)
    if name in told:
        raise TagError(Fault.REPEATED_FIELD, f"“{name}” ghi hai lần trong một thẻ", f"Giữ lại một “{name}:”.")
    told.add(name)
    if name not in _TAKES.get(tag.kind, frozenset()):
        raise TagError(
            Fault.MISPLACED_FIELD,
            f"thẻ loại “{tag.kind}” không dùng “{name}”",
            f"Bỏ phần “; {name}: …” khỏi thẻ.",
        )
    if name == "kỳ":
        return replace(tag, when=_when(value))
    if name == "đơn vị":
        if not fold(value):
            raise TagError(Fault.UNKNOWN_FIELD, "“đơn vị:” bỏ trống", "Ghi mã hoặc tên đơn vị sau “đơn vị:”.")
        return replace(tag, unit=value)
    if name == "cấp":
        return replace(tag, level=_level(value))
    if name == "lẻ":
        return replace(tag, decimals=_decimals(value))
    return replace(tag, form=_form(value))


def _field(part: str) -> tuple[str, str]:
    """('kỳ', 'cùng kỳ năm trước'); words that can only be days need no 'kỳ:'."""
    name, colon, value = part.replace("=", ":").partition(":")
    said = fold(name)
    if colon and said in _FIELDS:
        return _FIELDS[said], value.strip(_QUOTES)
    if not colon and read(part) is not None:
        return "kỳ", part
    close = get_close_matches(said, _FIELDS, n=1, cutoff=0.6)
    raise TagError(
        Fault.UNKNOWN_FIELD, f"không hiểu phần “{part[:60]}” của thẻ",
        f"Có phải “{_FIELDS[close[0]]}: …”?" if close else "Thẻ số liệu dùng được: kỳ, đơn vị, cấp, dạng, lẻ.",
    )  # fmt: skip


def _when(value: str) -> When:
    found = read(value)
    if found is None:
        raise TagError(
            Fault.WRONG_PERIOD, f"không hiểu kỳ “{value[:60]}”",
            "Viết như: kỳ này, cùng kỳ năm trước, kỳ trước, cả năm, năm trước, quý II, tháng 6, 6 tháng đầu năm 2023.",
        )  # fmt: skip
    return found


def _level(value: str) -> str:
    found = _LEVEL_OF.get(fold(value))
    if found is None:
        close = get_close_matches(fold(value), _LEVEL_OF, n=1, cutoff=0.6)
        raise TagError(
            Fault.WRONG_LEVEL, f"không có cấp “{value[:60]}”",
            f"Có phải “{LEVELS[_LEVEL_OF[close[0]]][0]}”?" if close
            else f"Các cấp: {', '.join(names[0] for names in LEVELS.values())}.",
        )  # fmt: skip
    return found


def _decimals(value: str) -> int:
    said = fold(value)
    number = re.fullmatch(r"(\d)(?: (?:so|chu so)(?: le)?)?", said, re.ASCII)
    if said in ("khong", "nguyen", "so nguyen"):
        return 0
    if number is None or int(number[1]) > MOST_DECIMALS:
        raise TagError(
            Fault.WRONG_ROUNDING,
            f"không làm tròn được theo “{value[:40]}”",
            "“lẻ:” là số chữ số sau dấu phẩy, từ 0 đến 4.",
        )
    return int(number[1])


def _form(value: str) -> Form:
    found = _FORMS.get(fold(value))
    if found is None:
        raise TagError(
            Fault.WRONG_FORM,
            f"không có dạng “{value[:40]}”",
            "“dạng:” là một trong: giá trị, tỷ lệ, tử số, mẫu số.",
        )
    return found


def nearest_codes(code: str, codes: Iterable[str]) -> list[str]:
    """Codes that look like this one: with a nought more, or a letter or digit apart."""
    letters, _, digits = code.partition("-")
    exact = f"{letters}-{int(digits):02d}" if digits.isascii() and digits.isdigit() else code
    told = list(codes)
    if exact in told:
        return [exact]
    same = [one for one in told if one.split("-")[1:] == [exact.split("-")[-1]]]
    return get_close_matches(exact, told, n=3, cutoff=0.7) or same[:2]
