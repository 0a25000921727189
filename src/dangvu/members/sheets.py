"""The sheets about members: the roster and the movements, and the columns that every list of people shares."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from statistics import median

from dangvu.foundation.tables.columns import (
    Cell,
    Choice,
    Column,
    Parsed,
    ReadCell,
    identifier,
    mark,
    text_column,
)
from dangvu.foundation.tables.dates import as_day, date_column
from dangvu.foundation.tables.kinds import SheetKind
from dangvu.members.profile_columns import (
    EDUCATION_COLUMN,
    OCCUPATION_COLUMN,
    POSITION_COLUMN,
    SCHOOLING_COLUMN,
    THEORY_COLUMN,
    TRADE_MARK,
    UNION_COLUMN,
    UNION_NOW,
    YOUTH_MARK,
)
from dangvu.members.words import religion_told

CELL_HEADINGS = ("chi bộ", "đảng bộ", "tổ đảng", "chi ủy", "đảng ủy")
"""First words of the headings that group people by organisation."""

_COMRADE = re.compile(
    r"^(?i:(?:đ/c|đc|đồng chí)[\s.:]+|(?:ông|bà)(?:\s*:\s*|\s+(?=\S+\s+\S+\s+\S)))|^(?:ông|bà)\s+(?=\S+\s)"
)
"""A form of address. Ông and Bà are family names as well: written large before two words they belong to the name."""
_PLAIN_NAME = re.compile(r"(?!đ/c|đc |đồng chí|ông |bà )[^\W\d_]+(?: [^\W\d_]+)+$", re.IGNORECASE)


def person_name(_cell: Cell, text: str) -> Parsed:
    """A name without a form of address; capitals throughout, or missing, become ordinary writing."""
    if text.istitle() and _PLAIN_NAME.match(text):
        return Parsed(text)
    name = _COMRADE.sub("", text).strip(" .,;")
    letters = [character for character in name if character.isalpha()]
    if not letters or any(character.isdecimal() for character in name):
        return Parsed(None, "invalid_name", f"“{text}” không phải là họ tên người.")
    if sum(character.isupper() for character in letters) * 10 >= len(letters) * 7 and len(letters) > 3:
        name = " ".join(word.capitalize() for word in name.split())
    return Parsed(" ".join(word[0].upper() + word[1:] for word in name.split()))


SEX = Choice({"nam": ("Nam", "m", "male", "Đàn ông"), "nu": ("Nữ", "f", "female", "Đàn bà")}, contains=False)

MOVEMENT = Choice(
    {
        "transferred_in": (
            "Chuyển đến", "Chuyển sinh hoạt đến", "Chuyển SHĐ đến", "Chuyển sinh hoạt đảng đến", "Chuyển về",
            "Chuyển vào", "Tiếp nhận", "Tiếp nhận sinh hoạt đảng", "Nhận về", "Đến", "Tăng do chuyển đến",
            "Chuyển sinh hoạt chính thức đến", "Chuyển ĐSH đến",
        ),
        "transferred_out": (
            "Chuyển đi", "Chuyển sinh hoạt đi", "Chuyển SHĐ đi", "Chuyển sinh hoạt đảng đi", "Chuyển ra",
            "Chuyển sinh hoạt chính thức đi", "Giới thiệu đi", "Giới thiệu chuyển sinh hoạt", "Đi",
            "Giảm do chuyển đi", "Chuyển khỏi",
        ),
        "died": ("Từ trần", "Chết", "Mất", "Qua đời", "Tạ thế", "Hy sinh"),
        "struck_off": ("Xóa tên", "Xóa tên đảng viên", "Xóa tên trong danh sách đảng viên", "Bị xóa tên"),
        "expelled": ("Khai trừ", "Khai trừ khỏi Đảng", "Bị khai trừ", "Khai trừ ra khỏi Đảng"),
        "resigned": (
            "Xin ra khỏi Đảng", "Xin ra", "Xin ra Đảng", "Cho ra khỏi Đảng", "Được ra khỏi Đảng",
            "Tự nguyện xin ra khỏi Đảng", "Ra khỏi Đảng",
        ),
    }
)  # fmt: skip


def religion(_cell: Cell, text: str) -> Parsed:
    """The religion as printed; no value where the cell says that there is none."""
    return Parsed(religion_told(text) or None)


_BIRTH_HEADERS = (
    "Ngày, tháng, năm sinh", "Ngày tháng năm sinh", "Ngày sinh", "Năm sinh", "Sinh ngày", "Ngày/tháng/năm sinh",
    "NgaySinh", "Ngày, tháng, năm, sinh", "Ngày, tháng năm sinh", "Sinh năm", "Tuổi", "Ngày tháng sinh", "NTNS", "DOB",
)  # fmt: skip


def _below(parents: Sequence[str], subs: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"{parent}|{sub}" for parent in parents for sub in subs)


NAME = Column(
    "name",
    "Họ và tên",
    (
        "Họ và tên", "Họ tên", "Họ và tên khai sinh", "Họ, chữ đệm và tên", "Họ và tên đảng viên", "Họ tên đảng viên",
        "Họ và tên học viên", "Họ, tên", "Họ, tên đệm và tên", "Đảng viên", "Tên đảng viên", "Họ tên khai sinh",
        "HoTen", "Họ và tên quần chúng", "Họ và tên người được kết nạp", "Đồng chí", "Họ và tên quần chúng ưu tú", 
        "Đ/c", "Họ và tên đồng chí", "Họ tên học viên", "Họ, tên và chữ đệm", "Họ, chữ đệm, tên", "Họ tên đảng viên mới",
    ),
    parse=person_name,
    required=True,
    spread=True,
)  # fmt: skip
FAMILY_NAME = Column(
    "name",
    "Họ và tên đệm",
    (
        "Họ và tên đệm", "Họ và chữ đệm", "Họ đệm", "Họ và đệm", "Họ, đệm", "Họ lót", "Họ, chữ đệm", "Họ",
        *_below(("Họ và tên", "Họ tên"), ("Họ", "Họ đệm", "Họ và tên đệm", "Họ và đệm", "Họ và chữ đệm", "Họ, đệm")),
    ),
    parse=person_name,
    required=True,
    spread=True,
)  # fmt: skip
GIVEN_NAME = Column(
    "name",
    "Tên",
    ("Tên", *_below(("Họ và tên", "Họ tên"), ("Tên",))),
    parse=person_name,
    required=True,
    spread=True,
)
SEX_COLUMN = Column(
    "sex", "Giới tính", ("Giới tính", "Giới", "Nam/Nữ", "Nam, nữ", "Phái", "GioiTinh", "GT"), parse=SEX
)
FEMALE_MARK = Column(
    "sex",
    "Nữ",
    ("Nữ", "Giới tính|Nữ", "Là nữ", "Nữ giới"),
    parse=mark("nu", "Nữ", ("nam", "Nam"), SEX),
    blank=("nam", "Nam"),
)
MALE_MARK = Column(
    "sex",
    "Nam",
    ("Nam", "Giới tính|Nam", "Nam giới"),
    parse=mark("nam", "Nam", ("nu", "Nữ"), SEX),
    blank=("nu", "Nữ"),
)
BIRTH = date_column("birth", "Ngày, tháng, năm sinh", *_BIRTH_HEADERS[1:])
BIRTH_MALE = date_column(
    "birth", "Ngày sinh (nam)", "Nam", *_below(_BIRTH_HEADERS, ("Nam",)), implies=("sex", "nam", "Nam"),
)  # fmt: skip
BIRTH_FEMALE = date_column(
    "birth", "Ngày sinh (nữ)", "Nữ", *_below(_BIRTH_HEADERS, ("Nữ",)), implies=("sex", "nu", "Nữ"),
)  # fmt: skip
PERSONAL_NUMBER = Column(
    "personal_number",
    "Số định danh cá nhân",
    (
        "Số định danh cá nhân", "Số CCCD", "CCCD", "Số định danh", "Số căn cước công dân", "Căn cước công dân",
        "Số căn cước", "Mã định danh", "Số CCCD/CMND", "Số CC/CCCD", "Số CCCD/ĐDCN", "Số định danh/CCCD",
        "CCCD/Định danh", "Số giấy CCCD", "Số căn cước công dân/Số định danh cá nhân", "Số thẻ CCCD", "Số CMND/CCCD", "CMND/CCCD", "CCCD/CMND", "Số CMTND/CCCD",
        "Mã định danh cá nhân", "Số ĐDCN", "Căn cước", "Số thẻ căn cước", "Số CMND",
    ),
    parse=identifier(12, 9),
    typical=False,
)  # fmt: skip
CARD_NUMBER = Column(
    "card_number",
    "Số thẻ đảng viên",
    (
        "Số thẻ đảng viên", "Số thẻ Đảng", "Số thẻ", "Số thẻ ĐV", "Thẻ đảng viên", "Thẻ Đảng", "Thẻ ĐV",
        "Mã số thẻ đảng viên", "Số TĐV", "Số hiệu thẻ", "Số hiệu thẻ đảng viên", "Thẻ đảng viên|Số", "Thẻ đảng|Số",
    ),
    parse=identifier(8, 12),
    typical=False,
)  # fmt: skip
ETHNICITY = text_column("ethnicity", "Dân tộc", "Thành phần dân tộc", "DT", "D.tộc", "Dtộc", typical=False)
RELIGION = Column(
    "religion",
    "Tôn giáo",
    ("Tôn giáo", "TG", "Có đạo", "T.giáo", "Đạo"),
    parse=religion,
    typical=False,
    strict=False,
)
HOME = text_column(
    "home", "Quê quán", "Nguyên quán", "Quê", "Quê quán (xã, huyện, tỉnh)", "Nơi sinh", typical=False
)
CELL = text_column(
    "cell",
    "Chi bộ",
    "Chi bộ sinh hoạt", "Sinh hoạt tại chi bộ", "Đơn vị", "Đang sinh hoạt tại chi bộ", "Tên chi bộ", "Chi bộ, đảng bộ",
    "Nơi sinh hoạt", "Đơn vị sinh hoạt", "Chi bộ đang sinh hoạt", "Tổ chức đảng", "Tổ chức Đảng đang sinh hoạt",
    "Tổ chức đảng sinh hoạt", "Thuộc chi bộ", "Thuộc chi bộ, đảng bộ", "Chi bộ trực thuộc", "Đảng bộ, chi bộ", "ChiBo", "Tên tổ chức đảng",
    "Đơn vị công tác", "Chi bộ kết nạp", "Chi bộ/Đảng bộ", "Chi bộ nơi sinh hoạt", "Nơi sinh hoạt đảng", "Đang sinh hoạt tại",
    "Chi bộ nơi công tác", "Chi bộ/tổ đảng", "Chi bộ, tổ đảng", "Sinh hoạt đảng tại", "Nơi đang sinh hoạt",
)  # fmt: skip
JOINED = date_column(
    "joined",
    "Ngày vào Đảng",
    "Ngày, tháng, năm vào Đảng", "Ngày kết nạp", "Vào Đảng", "Ngày kết nạp Đảng", "Ngày tháng năm vào Đảng",
    "Ngày kết nạp vào Đảng", "Ngày, tháng, năm kết nạp", "Vào Đảng ngày", "Kết nạp ngày", "Ngày vào Đảng|Dự bị",
    "Ngày tháng vào Đảng", "Ngày vào ĐCSVN", "Ngày vào Đảng CSVN", "Ngày dự bị", "NgayVaoDang", "Vào Đảng|Dự bị",
    "Ngày, tháng, năm vào Đảng|Dự bị", "Ngày lễ kết nạp", "Ngày tổ chức lễ kết nạp", "Ngày tổ chức kết nạp",
    "Ngày vào Đảng (dự bị)", "Dự bị", "Ngày làm lễ kết nạp", "Ngày tham gia Đảng", "Kết nạp", "Ngày VĐ",
    "Ngày công bố quyết định kết nạp", "Ngày kết nạp đảng viên",
)  # fmt: skip
OFFICIAL = date_column(
    "official",
    "Ngày chính thức",
    "Ngày vào Đảng chính thức", "Ngày công nhận chính thức", "Chính thức", "Ngày, tháng, năm chính thức",
    "Ngày vào Đảng|Chính thức", "Ngày chuyển chính thức", "Ngày công nhận đảng viên chính thức",
    "Ngày chuyển đảng chính thức", "Chuyển chính thức", "Công nhận chính thức", "NgayChinhThuc",
    "Vào Đảng|Chính thức", "Ngày, tháng, năm vào Đảng|Chính thức", "Chính thức ngày", "Ngày được công nhận chính thức",
    "Ngày tháng năm chính thức", "Ngày công nhận", "Ngày chuyển đảng", "Ngày công nhận ĐVCT",
)  # fmt: skip
NOTE = text_column("note", "Ghi chú", "Chú thích", "Ghi chú thêm", typical=False)

IDENTITY = (
    NAME,
    FAMILY_NAME,
    GIVEN_NAME,
    SEX_COLUMN,
    FEMALE_MARK,
    MALE_MARK,
    BIRTH,
    BIRTH_MALE,
    BIRTH_FEMALE,
)
"""Who a person is; every list of people begins so."""
DETAILS = (
    PERSONAL_NUMBER, CARD_NUMBER, ETHNICITY, RELIGION, HOME, EDUCATION_COLUMN, THEORY_COLUMN, SCHOOLING_COLUMN,
    OCCUPATION_COLUMN, POSITION_COLUMN, UNION_COLUMN, NOTE,
)  # fmt: skip
"""What a list of people may add."""

#: The same where people are about to join, or have just: which mass organisation they are of.
JOINING_DETAILS = tuple(
    part
    for column in DETAILS
    for part in ((UNION_NOW, YOUTH_MARK, TRADE_MARK) if column is UNION_COLUMN else (column,))
)

Rows = Sequence[Mapping[str, ReadCell]]


def days_of(rows: Rows, name: str) -> list[date]:
    """The full dates of a column."""
    return [day for row in rows if name in row and (day := as_day(row[name].value)) is not None]


def spread_in_years(days: Sequence[date]) -> float:
    """From the first to the last, leaving out one in ten at each end: a slip of the pen is no spread."""
    if not days:
        return 0.0
    ordered = sorted(days)
    cut = len(ordered) // 10
    return (ordered[-1 - cut] - ordered[cut]).days / 365.25


def months_on_probation(rows: Rows) -> float | None:
    """The median of the months from joining to becoming official."""
    pairs = [
        (as_day(row["joined"].value), as_day(row["official"].value))
        for row in rows
        if "joined" in row and "official" in row
    ]
    months = [(official - joined).days / 30.44 for joined, official in pairs if joined and official]
    return median(months) if months else None


FEWEST_IN_A_CELL = 3
"""A cell has at least three members: a list of fewer is hardly a roster. Only a sign, never a rule."""


def _looks_like_a_roster(rows: Rows, _titles: Sequence[str]) -> float:
    """Members of a roster joined over decades, and most have been official for years."""
    if 0 < len(rows) < FEWEST_IN_A_CELL:
        return 0.2
    joined = days_of(rows, "joined")
    official = days_of(rows, "official")
    if len(joined) < 3:
        return 0.5
    spread = spread_in_years(joined)
    recent = official and spread_in_years(official) < 1.1
    return 0.2 if recent or spread < 1.1 else 0.9 if spread > 3 else 0.5


ROSTER = SheetKind(
    slug="roster",
    title="Danh sách đảng viên",
    columns=(*IDENTITY, *DETAILS, CELL, JOINED, OFFICIAL),
    needs=("name",),
    titles=("danh sách đảng viên đang sinh hoạt", "danh sách toàn thể đảng viên", "danh sách trích ngang đảng viên",
            "sổ danh sách đảng viên", "đội ngũ đảng viên", "danh sách đảng viên đầu kỳ"),
    broad_titles=("danh sách đảng viên", "danh sách trích ngang", "trích ngang đảng viên", "sổ đảng viên",
                  "danh sách đồng chí đảng viên", "thống kê đảng viên", "đảng viên"),
    tells=("đảng viên", "vào Đảng", "chính thức", "thẻ Đảng", "ĐV", "kết nạp", "NgayVaoDang"),
    excludes=("quần chúng", "danh sách cấp ủy", "cấp ủy viên", "danh sách ban chấp hành", "huy hiệu đảng", "đảng phí",
              "được khen thưởng", "đề nghị khen thưởng", "quy hoạch", "miễn công tác", "miễn sinh hoạt", "bị kỷ luật",
              "đảng viên dự bị", "sinh hoạt tạm thời", "đề nghị", "đoàn viên", "không xếp loại", "xếp loại"),
    tab_names=("DSDV", "DS đảng viên", "Danh sách ĐV", "Danh sách đảng viên", "Đảng viên", "Dang vien", "DS ĐV"),
    natural=("personal_number", "card_number", "name", "birth"),
    as_of="as_at",
    groups=CELL_HEADINGS,
    evidence=_looks_like_a_roster,
)  # fmt: skip

MOVEMENT_KIND = Column(
    "kind",
    "Hình thức",
    (
        "Hình thức", "Loại biến động", "Biến động", "Hình thức biến động", "Nội dung biến động", "Lý do", "Loại",
        "Lý do biến động", "Tăng/giảm", "Tăng, giảm", "Lý do tăng, giảm", "Nội dung", "Diện", "Lý do tăng/giảm", "Diễn biến",
        "Tình trạng", "Trường hợp", "Loại hình biến động", "Hình thức tăng, giảm", "Dạng biến động",
    ),
    parse=MOVEMENT,
    required=True,
)  # fmt: skip
MOVEMENT_DAY = date_column(
    "on",
    "Ngày biến động",
    "Ngày", "Thời gian", "Thời điểm", "Ngày chuyển", "Ngày, tháng, năm", "Ngày tháng", "Thời gian biến động",
    "Ngày, tháng, năm biến động", "Thời điểm biến động", "Ngày chuyển sinh hoạt", "Ngày có hiệu lực", "Từ ngày", "Ngày hiệu lực",
    "Ngày tăng, giảm", "Ngày tăng/giảm", "Ngày thực hiện", "Ngày phát sinh",
    "Ngày quyết định",
    required=True,
)  # fmt: skip
COUNTERPART = text_column(
    "counterpart",
    "Nơi đi, nơi đến",
    "Nơi đi/nơi đến", "Nơi chuyển đến", "Nơi chuyển đi", "Nơi đến", "Nơi đi", "Chuyển từ", "Chuyển đến đâu",
    "Đảng bộ chuyển đến", "Nơi chuyển đi, chuyển đến", "Chuyển đến (đi)", "Chuyển đến/đi", "Từ đâu, đến đâu", "Đơn vị chuyển đi/đến", "Nơi chuyển đến/đi", "Tổ chức đảng nơi đi, nơi đến",
    typical=False,
)  # fmt: skip


def _looks_like_movements(rows: Rows, _titles: Sequence[str]) -> float:
    """The rows say how somebody came or went."""
    told = [row["kind"] for row in rows if row["kind"].raw]
    return min(1.0, 2 * sum(1 for cell in told if cell.value) / len(told)) if told else 0.5


MOVEMENTS = SheetKind(
    slug="movements",
    title="Tình hình biến động đảng viên",
    columns=(*IDENTITY, *DETAILS, CELL, JOINED, OFFICIAL, MOVEMENT_KIND, MOVEMENT_DAY, COUNTERPART),
    needs=("name", "kind", "on"),
    titles=("biến động đảng viên", "biến động", "tăng giảm đảng viên", "tăng, giảm đảng viên", "đảng viên tăng, giảm",
            "chuyển sinh hoạt đảng", "tình hình biến động đảng viên", "danh sách đảng viên biến động"),
    excludes=("đề nghị", "dự kiến"),
    tab_names=("Biến động", "Tăng giảm", "Bien dong", "BĐ", "Chuyển SH"),
    natural=("name", "birth", "kind", "on"),
    groups=CELL_HEADINGS,
    evidence=_looks_like_movements,
)  # fmt: skip

SHEETS: tuple[SheetKind, ...] = (ROSTER, MOVEMENTS)
