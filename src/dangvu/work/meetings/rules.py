"""What must hold of a meeting from its plan to its minutes, and how far a proposal has come; pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from dangvu.foundation.labelled import Labelled
from dangvu.foundation.ratio import vietnamese


def fault(
    *, on: date, today: date, attended: int | None, members: int, obliged: int | None = None
) -> tuple[str, str]:
    """(the field, what is wrong with it and how to mend it); ('', '') where nothing is."""
    if on > today:
        return "on", f"Ngày {on:%d/%m/%Y} chưa đến; chỉ ghi buổi đã sinh hoạt."
    if attended is not None and members and attended > members:
        return (
            "attended",
            f"Chi bộ có {members} đảng viên vào ngày {on:%d/%m/%Y}, ít hơn {attended}; kiểm tra lại số dự.",
        )
    if attended is not None and obliged is not None and attended > obliged:
        return "attended", f"Số dự {attended} nhiều hơn số phải dự {obliged}; kiểm tra lại hai số."
    return "", ""


class OpinionState(StrEnum):
    """How far a proposal or an opinion has come."""

    NEW = "moi"
    ROUTED = "da_chuyen"
    ANSWERED = "da_tra_loi"


OPINION_STATES = {
    OpinionState.NEW: "Chưa chuyển",
    OpinionState.ROUTED: "Đã chuyển, chờ trả lời",
    OpinionState.ANSWERED: "Đã trả lời",
}


def opinion_state(*, routed: bool, answered: bool) -> OpinionState:
    """An answer ends it, also where nobody wrote down to whom it was sent."""
    if answered:
        return OpinionState.ANSWERED
    return OpinionState.ROUTED if routed else OpinionState.NEW


def days_late(state: OpinionState, due: date | None, today: date) -> int:
    """How many days an answer is overdue; 0: not, or no day was set."""
    if state is not OpinionState.ROUTED or due is None:
        return 0
    return max(0, (today - due).days)


# -- a meeting from its plan to its minutes ----------------------------------------------------------------
# Sources: Hướng dẫn 12-HD/BTCTW (06/7/2018), replaced by 42-HD/BTCTW (28/10/2025); Quy định 294-QĐ/TW, điểm 9.3.2
# (who is counted in a vote); Điều lệ Đảng, Điều 9.5 (more than half). The numbers are parameters: meetings.yaml.


class SittingKind(Labelled):
    """What a meeting is held for; both at once only where the guidance of its day allows it."""

    REGULAR = "dinh_ky", "Sinh hoạt định kỳ"
    THEMATIC = "chuyen_de", "Sinh hoạt chuyên đề"
    BOTH = "ket_hop", "Định kỳ kết hợp chuyên đề"

    @property
    def has_theme(self) -> bool:
        return self is not SittingKind.REGULAR


class Duty(Labelled):
    """Why somebody stands on the roll."""

    OBLIGED = "phai_du", "Phải dự"
    EXEMPT = "mien", "Được miễn sinh hoạt"
    AWAY = "noi_khac", "Sinh hoạt tạm thời nơi khác"
    GUEST = "tam_thoi_den", "Nơi khác đến sinh hoạt tạm thời"
    VISITOR = "cap_tren", "Cấp ủy cấp trên dự"


class Mark(Labelled):
    """Whether somebody came. ``NONE``: nobody waits for them (exempt or away, and not there)."""

    PRESENT = "co_mat", "Có mặt"
    LATE = "muon", "Đến muộn"
    EXCUSED = "co_ly_do", "Vắng có lý do"
    UNEXCUSED = "khong_ly_do", "Vắng không lý do"
    NONE = "", "Không phải dự"

    @property
    def is_there(self) -> bool:
        return self in (Mark.PRESENT, Mark.LATE)


@dataclass(frozen=True, slots=True)
class OnRoll:
    """One line of the roll, as far as it is counted."""

    duty: Duty
    mark: Mark
    official: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """A roll in numbers. Temporary members received and visitors stand beside the members, never among them."""

    official: int
    probationary: int
    exempt: int
    away: int
    obliged: int
    present: int
    late: int
    excused: int
    unexcused: int
    exempt_there: int
    guests: int
    visitors: int
    official_away: int
    official_exempt_absent: int
    official_there: int

    @property
    def listed(self) -> int:
        return self.official + self.probationary

    @property
    def base(self) -> int:
        """Who is counted in a vote (294-QĐ/TW, điểm 9.3.2): the official members, less those away for a time and
        those exempt who did not come. Whoever is merely absent stays in: 20 official, 3 absent → 20."""
        return self.official - self.official_away - self.official_exempt_absent


def counted(roll: Iterable[OnRoll]) -> Count:
    """The roll in numbers. 24 on the list, 2 exempt, 1 away, 1 received: 21 obliged, and 1 guest (domain §4.1)."""
    lines = list(roll)

    def of(*duties: Duty) -> list[OnRoll]:
        return [one for one in lines if one.duty in duties]

    own = of(Duty.OBLIGED, Duty.EXEMPT, Duty.AWAY)
    obliged, exempt, away = of(Duty.OBLIGED), of(Duty.EXEMPT), of(Duty.AWAY)
    return Count(
        official=sum(one.official for one in own), probationary=sum(not one.official for one in own),
        exempt=len(exempt), away=len(away), obliged=len(obliged),
        present=sum(one.mark.is_there for one in obliged), late=sum(one.mark is Mark.LATE for one in obliged),
        excused=sum(one.mark is Mark.EXCUSED for one in obliged),
        unexcused=sum(one.mark is Mark.UNEXCUSED for one in obliged),
        exempt_there=sum(one.mark.is_there for one in exempt), guests=len(of(Duty.GUEST)),
        visitors=len(of(Duty.VISITOR)), official_away=sum(one.official for one in away),
        official_exempt_absent=sum(one.official and not one.mark.is_there for one in exempt),
        official_there=sum(one.official and one.mark.is_there for one in (*obliged, *exempt)),
    )  # fmt: skip


class Threshold(Labelled):
    """How many votes carry a question."""

    HALF = "qua_nua", "Quá nửa"
    TWO_THIRDS = "hai_phan_ba", "Từ hai phần ba"


def more_than(base: int, share: Fraction) -> int:
    """The fewest that are more than a share of the base: more than half of 18 → 10."""
    return base * share.numerator // share.denominator + 1


def at_least(base: int, share: Fraction) -> int:
    """The fewest that reach a share of the base: two thirds of 18 → 12."""
    return -(-base * share.numerator // share.denominator)


def votes_needed(base: int, threshold: str, half: Fraction, two_thirds: Fraction) -> int:
    """How many must agree. 20 official, 1 away, 1 exempt and absent, 2 absent → base 18 → two thirds are 12."""
    return at_least(base, two_thirds) if threshold == Threshold.TWO_THIRDS else more_than(base, half)


def has_quorum(count: Count, share: Fraction) -> bool:
    """Whether enough official members are there to vote at all."""
    return count.base > 0 and count.official_there >= more_than(count.base, share)


def fault_of_vote(count: Count, agreed: int, against: int, other: int) -> tuple[str, str]:
    """(field, what is wrong) where a count of votes contradicts the roll; ('', '') where it does not."""
    if agreed + against + other > count.official_there:
        return "agreed", (
            f"Tổng số phiếu {agreed + against + other} nhiều hơn số đảng viên chính thức có mặt "
            f"({count.official_there}); kiểm tra lại điểm danh hoặc số phiếu."
        )
    if agreed + against + other == 0:
        return "agreed", "Ghi ít nhất một số phiếu, ví dụ tán thành 12."
    return "", ""


@dataclass(frozen=True, slots=True)
class Limits:
    """The numbers that the guidance of a meeting's day sets; None: none of that day is on record."""

    minimum_minutes: int | None = None
    combined_minutes: int | None = None  # 0: the two may not be held as one
    papers_days: int | None = None
    good_attendance: int | None = None
    excused_in_a_row: int | None = None
    quorum: Fraction = Fraction(1, 2)
    half: Fraction = Fraction(1, 2)
    two_thirds: Fraction = Fraction(2, 3)
    source: str = ""


@dataclass(frozen=True, slots=True)
class Least:
    """How many meetings are asked for at least, and where that stands."""

    count: int
    source: str


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that the guidance asks of a meeting, and whether it was so."""

    ok: bool
    text: str
    source: str = ""


def fault_of_kind(kind: str, limits: Limits) -> str:
    """Why a meeting of this kind may not be held on its day; '' where it may."""
    if kind == SittingKind.BOTH and limits.combined_minutes == 0:
        return (
            f"Theo {limits.source}, sinh hoạt chuyên đề không gộp với sinh hoạt định kỳ: lập hai buổi riêng, "
            "hoặc chọn một loại."
        )
    return ""


def check_length(kind: str, minutes: int, limits: Limits) -> Check | None:
    """At least 90 minutes; regular and thematic in one sitting at least 120 (from 28/10/2025)."""
    least = limits.combined_minutes if kind == SittingKind.BOTH else limits.minimum_minutes
    if not least:
        return None
    return Check(minutes >= least, f"Buổi họp dài {minutes} phút, phải từ {least} phút", limits.source)


def check_papers(sent: date | None, on: date, limits: Limits) -> Check | None:
    """Papers at least a day before (from 28/10/2025)."""
    if limits.papers_days is None:
        return None
    least = limits.papers_days
    if sent is None:
        return Check(False, f"Chưa ghi tài liệu gửi trước {least} ngày", limits.source)
    days = (on - sent).days
    return Check(
        days >= least, f"Tài liệu gửi trước {max(days, 0)} ngày, phải từ {least} ngày", limits.source
    )


def check_attendance(count: Count, limits: Limits) -> Check | None:
    """More than 85% of those obliged, and nobody absent without a reason: 17 of 21 → 81% → not 'tốt'."""
    if limits.good_attendance is None or not count.obliged:
        return None
    share = Fraction(count.present * 100, count.obliged)
    said = f"Dự {count.present} trên {count.obliged} ({vietnamese(float(share), 1)}%)"
    if count.unexcused:
        return Check(False, f"{said}; {count.unexcused} người vắng không lý do", limits.source)
    enough = share > limits.good_attendance
    return Check(enough, f"{said}, xếp loại tốt phải trên {limits.good_attendance}%", limits.source)


class Quality(Labelled):
    """The class of a meeting."""

    GOOD = "tot", "Tốt"
    FAIR = "kha", "Khá"
    AVERAGE = "trung_binh", "Trung bình"
    WEAK = "yeu", "Yếu"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of the province's sheet, and the most points it gives."""

    text: str
    points: int


def read_criteria(text: str) -> list[Criterion]:
    """The lines of a sheet as they are typed, 'Chuẩn bị nội dung: 20'; ValueError says which line can't be read."""
    found = []
    for number, line in enumerate(filter(None, map(str.strip, text.splitlines())), start=1):
        said, colon, points = line.rpartition(":")
        points = points.strip().removesuffix("điểm").strip()
        if not colon or not said.strip() or not points.isdecimal() or not 0 < int(points) <= 100:
            raise ValueError(
                f"Dòng {number} “{line[:40]}”: ghi nội dung, dấu hai chấm rồi số điểm, ví dụ “Chuẩn bị nội dung: 20”."
            )
        found.append(Criterion(said.strip()[:300], int(points)))
    total = sum(one.points for one in found)
    if total != 100:
        raise ValueError(f"Các dòng cộng lại được {total} điểm; mẫu chấm phải đủ 100 điểm.")
    return found


def quality_of(total: int, good: int, fair: int, average: int) -> Quality:
    """The class that the points reach on a sheet whose classes begin at these points."""
    if total >= good:
        return Quality.GOOD
    return Quality.FAIR if total >= fair else Quality.AVERAGE if total >= average else Quality.WEAK


def with_attendance(quality: Quality, attendance: Check | None) -> Quality:
    """Points alone do not make a meeting good: the guidance also asks for attendance."""
    falls = quality is Quality.GOOD and attendance is not None and not attendance.ok
    return Quality.FAIR if falls else quality


def months_of(start: date, end: date) -> list[date]:
    """The first days of the calendar months from one day to another."""
    first = start.year * 12 + start.month - 1
    last = end.year * 12 + end.month - 1
    return [date(month // 12, month % 12 + 1, 1) for month in range(first, last + 1)]


def months_without(held: Iterable[date], start: date, end: date, least: int = 1) -> list[date]:
    """The months with fewer meetings than ``least``. Regular on 3/4, 4/5, 5/6 of 2023 → none of the second quarter."""
    met = Counter((day.year, day.month) for day in held)
    return [month for month in months_of(start, end) if met[month.year, month.month] < least]


def too_few(held: Mapping[int, int], cells: Iterable[int], least: int) -> list[int]:
    """The cells that met fewer times than ``least`` in a month or a quarter: {cell: how often}."""
    return [cell for cell in cells if held.get(cell, 0) < least]
