"""Types and who may issue them, numbers over a term, what is in force, what must hold of a session. Pure.

Sources: Quy định 66-QĐ/TW (06/02/2017) with Hướng dẫn 36-HD/VPTW (03/4/2018), replaced by Quy định 399-QĐ/TW
(09/01/2026) with Hướng dẫn 05-HD/VPTW (27/5/2026).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dangvu.foundation.labelled import Labelled
from dangvu.foundation.working_days import Calendar

#: Without a term on record a series runs from the beginning.
NO_TERM = date(1930, 2, 3)
#: Where an organisation's own numbers begin to be copied from paper, this many may have gone before.
MOST_ON_PAPER = 99_999
_NUMBERED = re.compile(r"^(\d{1,6})\s*[-–]\s*([A-ZĐa-z]{1,4})\s*/\s*([\wĐ.\-/]{1,30})$")


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A type of document: what it is called, and the letters of its numbers (one series for each)."""

    slug: str
    title: str
    series: str


TYPES: Mapping[str, DocumentType] = {
    slug: DocumentType(slug, title, series)
    for slug, title, series in (
        ("nghi_quyet", "Nghị quyết", "NQ"), ("quyet_dinh", "Quyết định", "QĐ"), ("chi_thi", "Chỉ thị", "CT"),
        ("ket_luan", "Kết luận", "KL"), ("quy_che", "Quy chế", "QC"), ("quy_dinh", "Quy định", "QĐ"),
        ("thong_tri", "Thông tri", "TT"), ("huong_dan", "Hướng dẫn", "HD"), ("thong_bao", "Thông báo", "TB"),
        ("bao_cao", "Báo cáo", "BC"), ("ke_hoach", "Kế hoạch", "KH"), ("quy_hoach", "Quy hoạch", "QH"),
        ("chuong_trinh", "Chương trình", "CTr"), ("de_an", "Đề án", "ĐA"), ("phuong_an", "Phương án", "PA"),
        ("to_trinh", "Tờ trình", "TTr"), ("cong_van", "Công văn", "CV"), ("bien_ban", "Biên bản", "BB"),
        ("giay_moi", "Giấy mời", "GM"),
    )
}  # fmt: skip
OTHER = DocumentType("khac", "Loại khác", "")
#: Office papers, which every body writes: no regulation lists who may.
_OF_THE_OFFICE = frozenset({"giay_moi"})


def type_of(slug: str) -> DocumentType:
    """The type of this slug; 'Loại khác' for what no longer has one."""
    return TYPES.get(slug, OTHER)


class Body(Labelled):
    """Whose document it is."""

    COMMITTEE = "cap_uy", "Ban chấp hành (cấp ủy)"
    STANDING = "ban_thuong_vu", "Ban thường vụ"
    CELL = "chi_bo", "Chi bộ"


class Status(Labelled):
    """What became of a number."""

    ISSUED = "da_ban_hanh", "Đã ban hành"
    WITHDRAWN = "huy_so", "Đã hủy số"
    STUB = (
        "khong_quan_ly",
        "Không quản lý trên hệ thống",
    )  # a number without content: its paper is not kept here


class SessionKind(Labelled):
    """What a session was held for."""

    STUDY = "quan_triet", "Học tập, quán triệt văn bản"
    NEWS = "thoi_su", "Thông tin thời sự"
    REFLECTION = "tu_soi_tu_sua", "Sinh hoạt chính trị “tự soi, tự sửa”"


class Mode(Labelled):
    """How people took part."""

    TOGETHER = "truc_tiep", "Trực tiếp"
    ONLINE = "truc_tuyen", "Trực tuyến"
    BOTH = "ket_hop", "Trực tiếp và trực tuyến"


# -- authority -----------------------------------------------------------------------------------------


def bodies_of(is_cell: bool) -> tuple[Body, ...]:
    """The bodies that issue documents in an organisation."""
    return (Body.CELL,) if is_cell else (Body.COMMITTEE, Body.STANDING)


def authority_of(body: Body, is_upper: bool) -> str:
    """The parameter that lists what a body may issue."""
    if body is Body.CELL:
        return "documents.types_cell"
    level = "upper" if is_upper else "grassroots"
    return f"documents.types_{level}_{'committee' if body is Body.COMMITTEE else 'standing'}"


def listed(value: str) -> frozenset[str]:
    """The slugs of the types that a parameter names: 'nghị quyết, quyết định, báo cáo'."""
    wanted = {name.strip().casefold() for name in value.split(",")}
    return frozenset(one.slug for one in TYPES.values() if one.title.casefold() in wanted)


def may_issue(type_: str, allowed: str | None) -> bool:
    """Whether a body may issue a type under the list of the document's day; None: no list of that day is on record."""
    return allowed is None or type_ in _OF_THE_OFFICE or type_ in listed(allowed)


# -- numbers -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Last:
    """Where a series stands: its last number (0: none yet), that document's day, and whether it is kept here."""

    number: int = 0
    on: date | None = None
    is_empty: bool = (
        True  # no document of the series is on record here; ``number`` may have been told for the paper
    )


def symbol_of(number: int, series: str, organisation: str) -> str:
    """'05-KH/ĐUK': numbers below ten carry a zero (Hướng dẫn 36-HD/VPTW)."""
    return f"{number:02d}-{series}/{organisation}"


def number_in(symbol: str) -> int | None:
    """The number in front of a number and symbol as typed ('119-BC/ĐUK' or '119'); None where there is none."""
    found = _NUMBERED.match(symbol.strip()) or re.match(r"^(\d{1,6})$", symbol.strip())
    return int(found[1]) if found else None


def fault_of_number(last: Last, number: int, on: date, series: str) -> tuple[str, str]:
    """(field, what is wrong with a number that is to be given); ('', '') where it is the next one.

    One series for each type, continuous over the committee's term, without gaps, doubles or a day that goes back
    (domain §6.2, §13.15). Only a series that has no document here yet may begin at another number: those before it
    were given on paper.
    """
    following = last.number + 1
    if last.on is not None and on < last.on:
        return "issued_on", (
            f"Số {last.number:02d}-{series} đã cấp ngày {last.on:%d/%m/%Y}; số sau không thể mang ngày sớm hơn. Ghi ngày"
            f" từ {last.on:%d/%m/%Y} trở đi."
        )
    if last.is_empty and last.number == 0:
        if number > MOST_ON_PAPER:
            return "number", f"Số {number} quá lớn; kiểm tra lại số vừa nhập."
        return ("", "") if number >= 1 else ("number", "Số phải từ 01 trở lên.")
    if number == following:
        return "", ""
    if number < following:
        return (
            "number",
            f"Số {number:02d}-{series} đã cấp trong nhiệm kỳ này; số tiếp theo là {following:02d}.",
        )
    return "number", (
        f"Số tiếp theo là {following:02d}, không bỏ cách số. Nếu số {following:02d} đã dùng cho văn bản không quản lý ở"
        " đây, ghi số đó bằng “Ghi số không quản lý” trước."
    )


def gaps(numbers: Iterable[int], opened_at: int = 0) -> list[int]:
    """The numbers that are missing between the first of a series and its last; none in a sound register."""
    there = set(numbers)
    return [n for n in range(opened_at + 1, max(there, default=opened_at) + 1) if n not in there]


# -- what is in force ----------------------------------------------------------------------------------


class Force(StrEnum):
    """Whether a document holds on a day."""

    NOT_YET = "chưa có hiệu lực"
    IN_FORCE = "còn hiệu lực"
    REPLACED = "đã được thay thế"
    EXPIRED = "hết hiệu lực"
    WITHDRAWN = "đã hủy số"


def in_force(
    *, on: date, issued_on: date, effective_on: date | None, expires_on: date | None, replaced_on: Collection[date],
    withdrawn: bool = False,
) -> Force:  # fmt: skip
    """Whether a document holds on a day: from its first day, until it expires or is replaced as a whole."""
    if withdrawn:
        return Force.WITHDRAWN
    if on < (effective_on or issued_on):
        return Force.NOT_YET
    if any(day <= on for day in replaced_on):
        return Force.REPLACED
    if expires_on is not None and expires_on <= on:
        return Force.EXPIRED
    return Force.IN_FORCE


def usual_deadline(received: date, days: int, calendar: Calendar) -> date:
    """By when a document that names no deadline is usually settled; a day off moves it to the next working day.

    Received on Thursday 6/7/2023, ten days: Sunday 16/7, so Monday 17/7/2023 (domain §6.4).
    """
    return calendar.add(received + timedelta(days=days - 1), 1)


# -- sessions ------------------------------------------------------------------------------------------


def fault_of_session(*, on: date, today: date, obliged: int | None, present: int | None) -> tuple[str, str]:
    """(field, what is wrong with a session and how to mend it); ('', '') where nothing is."""
    if on > today:
        return "on", f"Ngày {on:%d/%m/%Y} chưa đến; chỉ ghi lớp đã tổ chức."
    if obliged is not None and present is not None and present > obliged:
        return "present", (
            f"Có mặt {present} mà phải dự chỉ {obliged}; đảng viên dự ngoài danh sách thì tính vào số phải dự, quần"
            " chúng ghi ở ô riêng."
        )
    return "", ""


def fault_of_day(on: date, today: date, not_before: date | None = None, what: str = "") -> str:
    """What is wrong with the day of a step; '' where nothing is."""
    if on > today:
        return f"Ngày {on:%d/%m/%Y} chưa đến; ghi ngày đã làm."
    if not_before is not None and on < not_before:
        return f"Ngày {on:%d/%m/%Y} trước ngày {what} ({not_before:%d/%m/%Y}); kiểm tra lại ngày."
    return ""
