"""What must hold of a conference: its programme, its roll and quorum, its speakers, its conclusions; pure."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from math import ceil

from dangvu.foundation.labelled import Labelled


class ConferenceKind(Labelled):
    REVIEW = "so_ket", "Hội nghị sơ kết"
    FINAL = "tong_ket", "Hội nghị tổng kết"
    COMMITTEE = "cap_uy", "Hội nghị cấp ủy"
    STUDY = "quan_triet", "Hội nghị quán triệt, triển khai"
    OTHER = "khac", "Hội nghị khác"


class Status(Labelled):
    CALLED = "trieu_tap", "Được triệu tập"
    CANCELLED = "huy", "Đã hủy"


class ItemKind(Labelled):
    """What an item of the programme is."""

    OPENING = "khai_mac", "Khai mạc, điểm danh"
    REPORT = "bao_cao", "Báo cáo"
    PAPER = "tham_luan", "Tham luận"
    DISCUSSION = "thao_luan", "Thảo luận"
    STUDY = "quan_triet", "Quán triệt văn bản"
    DIRECTION = "chi_dao", "Ý kiến chỉ đạo của cấp trên"
    AWARDS = "khen_thuong", "Khen thưởng"
    CONCLUSION = "ket_luan", "Kết luận, bế mạc"
    OTHER = "khac", "Nội dung khác"


class DelegateKind(Labelled):
    COMMITTEE = "cap_uy_vien", "Cấp ủy viên"
    DELEGATE = "dai_bieu", "Đại biểu"
    GUEST = "khach_moi", "Khách mời"


#: Whoever has to come: the share present and its denominator are of these; guests are told apart.
CONVENED = (DelegateKind.COMMITTEE, DelegateKind.DELEGATE)


class Presence(Labelled):
    PRESENT = "co_mat", "Có mặt đúng giờ"
    LATE = "den_muon", "Đến muộn"
    EXCUSED = "vang_co_ly_do", "Vắng có lý do"
    ABSENT = "vang_khong_ly_do", "Vắng không lý do"


#: Who is in the hall.
THERE = (Presence.PRESENT, Presence.LATE)


class Turn(Labelled):
    """How far somebody who asked for the floor has come."""

    WAITING = "cho", "Chờ phát biểu"
    SPEAKING = "dang_noi", "Đang phát biểu"
    SPOKEN = "da_noi", "Đã phát biểu"
    WITHDRAWN = "thoi", "Thôi phát biểu"


class PointKind(Labelled):
    """Where a task of the notice comes from."""

    CONCLUSION = "ket_luan", "Kết luận hội nghị"
    DIRECTION = "chi_dao", "Ý kiến chỉ đạo của cấp trên"


#: The items of a review conference in their usual order, with minutes (domain §4.2).
USUAL: Sequence[tuple[ItemKind, str, int]] = (
    (ItemKind.OPENING, "Khai mạc, giới thiệu đại biểu, điểm danh", 10),
    (ItemKind.REPORT, "Báo cáo sơ kết, phương hướng nhiệm vụ", 25),
    (ItemKind.REPORT, "Báo cáo công tác kiểm tra, giám sát", 15),
    (ItemKind.DISCUSSION, "Thảo luận báo cáo, tham luận của các đơn vị", 60),
    (ItemKind.STUDY, "Quán triệt văn bản mới", 30),
    (ItemKind.DIRECTION, "Ý kiến chỉ đạo của cấp trên", 20),
    (ItemKind.CONCLUSION, "Tiếp thu, kết luận, bế mạc", 20),
)


def times(starts_at: time | None, minutes: Sequence[int | None]) -> list[time | None]:
    """When each item begins: where the one before it ends. None after an item whose length nobody told."""
    if starts_at is None:
        return [None] * len(minutes)
    at: datetime | None = datetime.combine(date(2000, 1, 1), starts_at)
    found: list[time | None] = []
    for length in minutes:
        found.append(at.time() if at else None)
        at = at + timedelta(minutes=length) if at and length is not None else None
    return found


def arrival(now: datetime, on: date, starts_at: time | None) -> Presence:
    """Whoever is checked in on the day after the opening hour came late; written down on another day: was there."""
    if starts_at is None or now.date() != on:
        return Presence.PRESENT
    return Presence.LATE if now.time() > starts_at else Presence.PRESENT


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many of those who have to be there for the conference to be valid are there."""

    present: int
    of: int
    needed: int

    @property
    def met(self) -> bool:
        return self.of > 0 and self.present >= self.needed


def quorum(present: int, of: int, share: str) -> Quorum:
    """``share`` is the parameter '2/3': of 31 members 21 are needed."""
    return Quorum(present, of, ceil(Fraction(share) * of))


def share_out(units: Sequence[int], groups: int) -> list[list[int]]:
    """Places (by number in ``units``) for each group: who comes from one unit stays together, groups as even as that allows.

    The largest units are placed first, each into the smallest group; the same input gives the same groups.
    """
    members: dict[int, list[int]] = {}
    for place, unit in enumerate(units):
        members.setdefault(unit, []).append(place)
    found: list[list[int]] = [[] for _ in range(groups)]
    for places in sorted(members.values(), key=lambda one: (-len(one), one)):
        min(found, key=len).extend(places)
    return [sorted(one) for one in found]


def fault_of_call(*, on: date, today: date) -> tuple[str, str]:
    """(field, sentence) of what is wrong with a conference's day; ('', '') where nothing is."""
    if (on - today).days > 366:
        return "on", "Ngày họp cách hôm nay hơn một năm; kiểm tra lại năm."
    return "", ""


def fault_of_point(*, on: date, due: date | None, owners: int) -> tuple[str, str]:
    """(field, sentence): a conclusion becomes a task only with somebody who does it and a day after the conference."""
    if not owners:
        return "owners", "Chọn ít nhất một đơn vị thực hiện."
    if due is not None and due < on:
        return "due", f"Hạn hoàn thành phải từ ngày họp ({on:%d/%m/%Y}) trở đi."
    return "", ""


def next_plenum(held: Collection[date], months: int) -> date | None:
    """By when the committee meets again: so many months after it last met; None where no plenum is on record.

    Met on 5/7/2023, every three months: by 5/10/2023.
    """
    if not held:
        return None
    last = max(held)
    year, month = divmod(last.year * 12 + last.month - 1 + months, 12)
    return date(year, month + 1, min(last.day, monthrange(year, month + 1)[1]))
