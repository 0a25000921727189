"""What must hold for a person's movements, and what membership follows from them. Pure.

Source: Điều lệ Đảng, Điều 6 (a member belongs to one cell); Quy định 24-QĐ/TW and 294-QĐ/TW, điểm 6.3
(a person has exactly one official organisation on any day); case rules of counting.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date

_ENTER = frozenset(
    {"tiep_nhan_danh_sach", "ket_nap", "chuyen_den", "den_theo_to_chuc", "chuyen_noi_bo_den", "phuc_hoi", "ket_nap_lai"}
)  # fmt: skip
_LEAVE = frozenset(
    {"chuyen_di", "di_theo_to_chuc", "tu_tran", "xoa_ten", "khai_tru", "xin_ra", "chuyen_noi_bo_di"}
)
# Within one day: someone leaves one organisation before entering another, and is recognised in between.
_ORDER = {
    "tiep_nhan_danh_sach": 0, "ket_nap": 2, "chuyen_den": 2, "den_theo_to_chuc": 2, "chuyen_noi_bo_den": 2,
    "phuc_hoi": 2, "ket_nap_lai": 2, "chinh_thuc": 3,
}  # fmt: skip
_LEAVING_ORDER = 1

#: Why a movement is not counted.
ALREADY_MEMBER = "already_member"
NOT_A_MEMBER = "not_a_member"
DOUBLE_MEMBERSHIP = "double_membership"
ALREADY_OFFICIAL = "already_official"


@dataclass(frozen=True, slots=True)
class Moved:
    """One reported movement of one person. ``key`` names it."""

    key: int
    kind: str
    on: date
    organisation: int
    status: str = ""


@dataclass(frozen=True, slots=True)
class Stay:
    """Member of ``organisation`` with ``status`` from the evening of ``start`` until ``end`` (None: still)."""

    organisation: int
    status: str
    start: date
    end: date | None


@dataclass(frozen=True, slots=True)
class Implied:
    """A departure that nobody reported but that an arrival elsewhere implies."""

    organisation: int
    on: date


@dataclass(frozen=True, slots=True)
class Timeline:
    """What follows from a person's movements; ``breaches`` maps a movement's key to why it contradicts.

    ``places`` names the organisation in which a movement counts where another one of its unit reported it.
    """

    stays: tuple[Stay, ...]
    implied: tuple[Implied, ...]
    breaches: dict[int, str]
    uncounted: frozenset[int]
    places: dict[int, int]


def _order(moved: Moved) -> tuple[date, int, int, str, str, int]:
    """Facts of one day in an order that their content decides; the key only tells equals apart."""
    rank = _LEAVING_ORDER if moved.kind in _LEAVE else _ORDER[moved.kind]
    return (moved.on, rank, moved.organisation, moved.kind, moved.status, moved.key)


def timeline(movements: Sequence[Moved], unit: Callable[[int, date], int | None]) -> Timeline:
    """The stays that follow from ``movements``, whatever order they were reported in.

    ``unit`` tells in which grassroots organisation an organisation lies on a day: a member of one of its cells
    who is reported by another of its cells is the same member of the same grassroots organisation.

    One official membership on any day: an arrival elsewhere without a departure ends the earlier stay on that
    day (an implied departure, so that opening + in − out = closing still holds) and is a DOUBLE_MEMBERSHIP
    breach; entering where one is already, or leaving where one is not, is not counted. What another cell (or
    the committee) of the same grassroots organisation reports counts in the cell where the person is.

    Example: roster of A at 31/12/2022, transfer out of A on 13/1/2023 → one stay in A, [31/12/2022, 13/1/2023).
    """
    stays: list[Stay] = []
    implied: list[Implied] = []
    breaches: dict[int, str] = {}
    uncounted: set[int] = set()
    places: dict[int, int] = {}
    here: Moved | None = None
    since: date = date.min
    status = ""

    def close(end: date) -> None:
        if here is not None and since < end:
            stays.append(Stay(here.organisation, status, since, end))

    def in_the_same_unit(moved: Moved) -> bool:
        if here is None or here.organisation == moved.organisation:
            return here is not None
        return unit(here.organisation, moved.on) == unit(moved.organisation, moved.on)

    def elsewhere(moved: Moved) -> dict[int, int]:
        return (
            {} if here is None or here.organisation == moved.organisation else {moved.key: here.organisation}
        )

    for moved in sorted(movements, key=_order):
        if moved.kind in _ENTER:
            if in_the_same_unit(moved):
                breaches[moved.key] = ALREADY_MEMBER
                uncounted.add(moved.key)
                continue
            if here is not None:
                breaches[moved.key] = DOUBLE_MEMBERSHIP
                implied.append(Implied(here.organisation, moved.on))
                close(moved.on)
            here, since, status = moved, moved.on, moved.status or "chinh_thuc"
        elif not in_the_same_unit(moved):
            breaches[moved.key] = NOT_A_MEMBER
            uncounted.add(moved.key)
        elif moved.kind in _LEAVE:
            places.update(elsewhere(moved))
            close(moved.on)
            here = None
        elif status != "chinh_thuc":
            close(moved.on)
            places.update(elsewhere(moved))
            since, status = max(since, moved.on), "chinh_thuc"
        else:
            breaches[moved.key] = ALREADY_OFFICIAL
            uncounted.add(moved.key)
    if here is not None:
        stays.append(Stay(here.organisation, status, since, None))
    return Timeline(tuple(stays), tuple(implied), breaches, frozenset(uncounted), places)


# -- what may be recorded (domain §2, §13): each gives the first obstacle, or None -------------------------------


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why something can't be recorded, how to mend it, and the field it is about."""

    sentence: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Limit:
    """A number of a regulation on the day of the event, with where it stands."""

    value: int
    document: str
    point: str

    @property
    def source(self) -> str:
        return f"{self.document}, {self.point}" if self.point else self.document


def months_after(day: date, months: int) -> date:
    """The same day ``months`` later; the last of the month where there is none. 31/1/2023 + 1 → 28/2/2023."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def leaving(name: str, on: date, since: date | None, today: date) -> Obstacle | None:
    """A member leaves (or moves) on a day: not ahead of today, and not before they came."""
    if on > today:
        return Obstacle(
            f"Ngày {on:%d/%m/%Y} chưa đến; chỉ ghi việc đã xảy ra, đến hết ngày {today:%d/%m/%Y}.", "on"
        )
    if since is None:
        return Obstacle(
            f"Vào ngày {on:%d/%m/%Y}, {name} không phải là đảng viên của tổ chức này. Kiểm tra lại ngày.",
            "on",
        )
    if on <= since:
        return Obstacle(f"{name} có trong danh sách từ {since:%d/%m/%Y}; ngày ghi phải sau ngày đó.", "on")
    return None


def decided(number: str, decided_on: date | None, on: date) -> Obstacle | None:
    """A decision has its number and its day, and takes effect on that day or later."""
    if not number:
        return Obstacle("Chưa nhập số quyết định. Ví dụ: 812-QĐ/ĐU.", "decision_number")
    if decided_on is None:
        return Obstacle("Chưa nhập ngày quyết định. Ví dụ: 05/03/2023.", "decided_on")
    if on < decided_on:
        return Obstacle(
            f"Quyết định ngày {decided_on:%d/%m/%Y} không thể có hiệu lực từ {on:%d/%m/%Y} là ngày trước đó.",
            "on",
        )
    return None


def introduced_late(introduced_on: date, last_day: date, late_reason: str, limit: Limit) -> Obstacle | None:
    """The transfer is begun within 60 working days of the decision to move; later only with the reason on record."""
    if introduced_on > last_day and not late_reason:
        return Obstacle(
            f"Đã quá hạn làm thủ tục ({last_day:%d/%m/%Y}: {limit.value} ngày làm việc, {limit.source}). "
            "Vẫn ghi được khi nêu lý do làm muộn.",
            "late_reason",
        )
    return None


def received(on: date, introduced_on: date, due_on: date, late_reason: str, rule: str, today: date) -> Obstacle | None:  # fmt: skip
    """The paper is presented within 30 working days of introduction, or the reason is told.

    Introduced Monday 2/2/2026: by 16/3/2026 counting weekends only; Tết moves it later (domain §13.8).
    """
    if on > today:
        return Obstacle(f"Ngày tiếp nhận {on:%d/%m/%Y} chưa đến.", "on")
    if on < introduced_on:
        return Obstacle(f"Ngày tiếp nhận không thể trước ngày giới thiệu ({introduced_on:%d/%m/%Y}).", "on")
    if on > due_on and not late_reason:
        return Obstacle(
            f"Đã quá hạn nộp giấy giới thiệu ({due_on:%d/%m/%Y}{f', {rule}' if rule else ''}). "
            "Vẫn tiếp nhận được khi nêu lý do nộp muộn.",
            "reason",
        )
    return None


def temporary(start: date, until: date, least: Limit, most: Limit, *, study: bool) -> Obstacle | None:
    """A temporary transfer lasts from 3 months to less than 12 (work), or to 24 (study)."""
    if until < months_after(start, least.value):
        return Obstacle(
            f"Chuyển sinh hoạt tạm thời phải từ đủ {least.value} tháng ({least.source}); "
            f"nếu ngắn hơn thì không cần chuyển. Sớm nhất là đến {months_after(start, least.value):%d/%m/%Y}.",
            "until",
        )
    last = months_after(start, most.value)
    if until > last or (until == last and not study):
        what = f"không quá {most.value} tháng" if study else f"dưới {most.value} tháng"
        return Obstacle(
            f"Chuyển sinh hoạt tạm thời {'đi học' if study else 'đi công tác'} {what} ({most.source}); "
            "lâu hơn thì chuyển sinh hoạt chính thức.",
            "until",
        )
    return None


#: Grounds of exemption (12-HD/BTCTW; 24-QĐ/TW, 232-QĐ/TW, 294-QĐ/TW, điểm 7).
EXEMPTION_GROUNDS = {
    "tuoi_cao": "Tuổi cao, sức khỏe yếu, tự nguyện xin miễn",
    "chua_benh": "Chữa bệnh dài ngày",
    "nuoc_ngoai": "Ra nước ngoài theo diện cá nhân",
    "luu_dong": "Công tác lưu động, dưới một năm",
    "cho_huu": "Nghỉ trước khi nghỉ hưu",
    "thai_san": "Nghỉ thai sản",
}


def exempt(ground: str, start: date, until: date | None, mobile: Limit | None) -> Obstacle | None:
    """An exemption has a ground; for mobile work it ends within the year."""
    if ground not in EXEMPTION_GROUNDS:
        return Obstacle("Chọn một lý do miễn công tác và sinh hoạt đảng.", "ground")
    if until is not None and until <= start:
        return Obstacle("Ngày hết miễn phải sau ngày bắt đầu.", "until")
    if ground == "luu_dong" and mobile is not None:
        last = months_after(start, mobile.value)
        if until is None or until >= last:
            return Obstacle(
                f"Công tác lưu động chỉ được miễn dưới {mobile.value} tháng ({mobile.source}): "
                f"ghi ngày hết trước {last:%d/%m/%Y}.",
                "until",
            )
    return None


#: Grounds of striking off (Điều lệ Đảng, Điều 8; 24-QĐ/TW and 294-QĐ/TW, điểm 8).
STRIKING_GROUNDS = {
    "bo_sinh_hoat": "Bỏ sinh hoạt chi bộ không có lý do chính đáng",
    "khong_dong_phi": "Không đóng đảng phí không có lý do chính đáng",
    "tra_the": "Tự ý trả hoặc hủy thẻ đảng viên",
    "giam_sut": "Giảm sút ý chí phấn đấu, đã được giúp đỡ mà không tiến bộ",
    "hai_nam": "Hai năm liền không hoàn thành nhiệm vụ",
    "du_bi": "Đảng viên dự bị không đủ tư cách",
}


@dataclass(frozen=True, slots=True)
class StrikingFacts:
    """What the cell found: how many months of the year, since when helped, which years."""

    ground: str
    months: int | None = None
    helped_from: date | None = None
    years: tuple[int, ...] = ()


def struck_off(
    facts: StrikingFacts, status: str, on: date, months: Limit, help_: Limit, years: Limit
) -> Obstacle | None:
    """Three months in a year, twelve months of help without progress, two years running: each ground its condition.

    Two months of missed meetings → refused; helped from 10/5/2022, struck off 9/5/2023 → one day too early.
    """
    if facts.ground not in STRIKING_GROUNDS:
        return Obstacle("Chọn một lý do xóa tên.", "ground")
    if facts.ground in ("bo_sinh_hoat", "khong_dong_phi") and (facts.months or 0) < months.value:
        return Obstacle(
            f"Chỉ xóa tên khi đủ {months.value} tháng trong một năm ({months.source}); ghi số tháng đã xác định.",
            "months",
        )
    if facts.ground == "giam_sut":
        if facts.helped_from is None:
            return Obstacle("Ghi ngày chi bộ bắt đầu giúp đỡ.", "helped_from")
        if on < months_after(facts.helped_from, help_.value):
            return Obstacle(
                f"Phải qua {help_.value} tháng giúp đỡ ({help_.source}): sớm nhất là "
                f"{months_after(facts.helped_from, help_.value):%d/%m/%Y}.",
                "helped_from",
            )
    if facts.ground == "hai_nam" and not running(facts.years, years.value):
        return Obstacle(
            f"Cần {years.value} năm liền không hoàn thành nhiệm vụ ({years.source}); ghi các năm, ví dụ 2021, 2022.",
            "years",
        )
    if facts.ground == "du_bi" and status != "du_bi":
        return Obstacle(
            "Lý do này chỉ dùng cho đảng viên dự bị; người này là đảng viên chính thức.", "ground"
        )
    return None


def running(years: Collection[int], count: int) -> bool:
    """Whether so many years follow one another: 2021 and 2022 are two running, 2021 and 2023 are not."""
    found = set(years)
    return any(all(year + n in found for n in range(count)) for year in found)


def expelled(status: str) -> Obstacle | None:
    """Expulsion is a form of discipline for official members; a probationer who is unfit is struck off (domain §13.13)."""
    if status == "du_bi":
        return Obstacle(
            "Đảng viên dự bị không có hình thức khai trừ (chỉ khiển trách, cảnh cáo); nếu không đủ tư cách thì xóa tên.",
            "kind",
        )
    return None


def readmitted(name: str, left_on: date, on: date, times: int, wait: Limit, most: Limit) -> Obstacle | None:
    """Once only, and after 36 months outside."""
    if times >= most.value:
        return Obstacle(f"{name} đã được kết nạp lại {times} lần; chỉ được {most.value} lần ({most.source}).")
    first = months_after(left_on, wait.value)
    if on < first:
        return Obstacle(
            f"Phải đủ {wait.value} tháng kể từ khi ra khỏi Đảng ({wait.source}): sớm nhất là {first:%d/%m/%Y}.",
            "on",
        )
    return None


def card(status: str, number: str, digits: Limit) -> Obstacle | None:
    """A card is an official member's; eight digits, twelve since the exchange of 2025 (CT 51-CT/TW)."""
    if status != "chinh_thuc":
        return Obstacle("Đảng viên dự bị chưa có thẻ; phát thẻ sau khi công nhận chính thức.", "number")
    plain = number.replace(".", "").replace(" ", "")
    if not (plain.isascii() and plain.isdigit() and len(plain) == digits.value):
        example = "30.012345" if digits.value == 8 else "030098123456"
        return Obstacle(f"Số thẻ phải có {digits.value} chữ số ({digits.source}), ví dụ {example}.", "number")
    return None


_PATTERNS = {
    "personal_number": (r"\d{12}", "12 chữ số, ví dụ 030098123456"),
    "card_number": (r"\d{8}|\d{12}", "8 hoặc 12 chữ số, ví dụ 30012345"),
    "old_card_number": (r"\d{8}", "8 chữ số, ví dụ 30012345"),
    "old_personal_number": (r"\d{9}", "9 chữ số, ví dụ 090123456"),
    "registry_number": (r"\d{6} ?[A-ZĐ]{1,3}", "6 chữ số và 1 đến 3 chữ cái, ví dụ 012345 TN"),
}


def identifier_fault(field: str, text: str) -> str:
    """What is wrong with an official number, with a proposal where a zero was lost; '' where nothing is."""
    pattern, example = _PATTERNS[field]
    if not text or re.fullmatch(pattern, text):
        return ""
    if field == "personal_number" and re.fullmatch(r"\d{11}", text):
        return f"Số định danh có 11 chữ số, có thể mất số 0 ở đầu: 0{text}?"
    return f"Số này phải có {example}."
