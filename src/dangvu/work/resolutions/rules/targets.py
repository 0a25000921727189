"""Targets: what each kind asks for, whether parts add up to the whole, and how far a year has come. Pure.

Sources: domain §3 (kinds seen in real resolutions) and rule 11 (both numbers shown; Σ assigned ≥ own target).
"""

from __future__ import annotations

import calendar
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from dangvu.foundation import ratio
from dangvu.foundation.periods import Period


class TargetKind(StrEnum):
    """What a target asks for."""

    COUNT = "so_luong"
    RATE = "ty_le_tren_co_so"
    ORGANISATION_SHARE = "ty_le_to_chuc"
    CEILING = "tran"
    YES_NO = "thuc_hien"
    SESSIONS = "so_lan"
    TREND = "xu_huong"


KIND_TITLES: Mapping[TargetKind, str] = {
    TargetKind.COUNT: "Số lượng, ít nhất",
    TargetKind.RATE: "Tỷ lệ trên một số gốc, ít nhất",
    TargetKind.ORGANISATION_SHARE: "Tỷ lệ tổ chức, ít nhất",
    TargetKind.CEILING: "Không vượt quá",
    TargetKind.YES_NO: "Tất cả đều thực hiện",
    TargetKind.SESSIONS: "Số lần trong mỗi kỳ",
    TargetKind.TREND: "Tăng hoặc giảm so với năm trước",
}

#: Only what is counted can be shared out: parts of a rate or of a ceiling don't add up to anything.
SHARED_OUT = frozenset({TargetKind.COUNT})

#: How many months each ``per`` has.
MONTHS: Mapping[str, int] = {"thang": 1, "quy": 3, "nua_nam": 6, "nam": 12}
PER_TITLES: Mapping[str, str] = {
    "thang": "mỗi tháng", "quy": "mỗi quý", "nua_nam": "mỗi 6 tháng", "nam": "mỗi năm",
}  # fmt: skip


class State(StrEnum):
    """How it stands, in one word; :func:`words` says it."""

    REACHED = "dat"
    ON_PACE = "dung_nhip"
    BEHIND = "cham_nhip"
    MISSED = "chua_dat"
    WITHIN = "trong_muc"
    OVER = "vuot_muc"
    NO_RESULT = "chua_co"
    NOT_SET = "khong_giao"


@dataclass(frozen=True, slots=True)
class Asked:
    """A target as it has to be judged."""

    kind: TargetKind
    value: Decimal | None
    per: str = ""
    falling: bool = True


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a target has come: the result, what it is held against, the share reached, the pace, the state."""

    state: State
    result: float | None = None
    against: float | None = None
    share: float | None = None
    due: float | None = None
    missing: float = 0

    @property
    def is_good(self) -> bool:
        return self.state in (State.REACHED, State.ON_PACE, State.WITHIN)

    @property
    def is_reached(self) -> bool:
        """Reached, or not passed where it must not be: what a report counts as "đạt"."""
        return self.state in (State.REACHED, State.WITHIN)

    @property
    def is_exceeded(self) -> bool:
        """More was done than asked. A share that reached its level is reached, whatever it is above it."""
        return self.state is State.REACHED and (self.share or 0) > 100

    @property
    def is_judged(self) -> bool:
        """Whether there is a number to reach and a result to hold against it."""
        return self.state not in (State.NOT_SET, State.NO_RESULT)


# -- the year and its pace --------------------------------------------------------------------------


def months_gone(year: int, on: date) -> Decimal:
    """How many months of ``year`` are over at the end of ``on``: 30 June is six, 15 April is three and a half."""
    if on.year < year:
        return Decimal(0)
    if on.year > year:
        return Decimal(12)
    last = calendar.monthrange(on.year, on.month)[1]
    return Decimal(on.month - 1) + Decimal(on.day) / Decimal(last)


def share_gone(year: int, on: date) -> Decimal:
    """The part of the year that is over at the end of ``on``."""
    return months_gone(year, on) / 12


def to_date(year: int, on: date) -> Period:
    """From 1 January of ``year`` to ``on``, inside the year: the days whose result counts."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    return Period(first, min(max(on, first), last))


# -- how it stands ----------------------------------------------------------------------------------


def standing(
    asked: Asked,
    numerator: float | None,
    denominator: float | None,
    gone: Decimal,
    before: float | None = None,
) -> Standing:
    """How a target stands when ``gone`` of its year is over. ``before`` is last year's result (trend)."""
    if asked.value is None and asked.kind in (TargetKind.COUNT, TargetKind.RATE, TargetKind.SESSIONS):
        return Standing(State.NOT_SET, numerator)
    if numerator is None:
        return Standing(State.NO_RESULT)
    match asked.kind:
        case TargetKind.COUNT:
            return _counted(numerator, float(asked.value or 0), gone)
        case TargetKind.RATE:
            return _rate(numerator, denominator, asked.value or Decimal(0), gone)
        case TargetKind.SESSIONS:
            return _sessions(numerator, asked, gone)
        case TargetKind.ORGANISATION_SHARE | TargetKind.CEILING:
            return _level(asked, numerator, denominator)
        case TargetKind.YES_NO:
            return _all_did(numerator, denominator, gone)
        case TargetKind.TREND:
            return _trend(numerator, denominator, before, asked.falling)


def _counted(result: float, target: float, gone: Decimal) -> Standing:
    if target <= 0:
        return Standing(State.NOT_SET, result)
    due = round(float(Decimal(str(target)) * gone), 1)
    share = ratio.share(result, target, 2)
    if result >= target:
        return Standing(State.REACHED, result, target, share, due)
    state = State.MISSED if gone >= 1 else State.ON_PACE if result >= due else State.BEHIND
    return Standing(state, result, target, share, due, target - result)


def _rate(result: float, base: float | None, target: Decimal, gone: Decimal) -> Standing:
    """A rate over a base is the number that reaches it: 3% of 5.356 is 161 people."""
    if not base:
        return Standing(State.NO_RESULT, result)
    return _counted(result, needed(target, base), gone)


def needed(rate: Decimal, base: float) -> int:
    """The least whole number that reaches ``rate`` per cent of ``base``."""
    return math.ceil(rate * Decimal(str(base)) / 100)


def _sessions(result: float, asked: Asked, gone: Decimal) -> Standing:
    """So many in each whole period that is over; the period that still runs is not yet due."""
    over = int(gone * 12) // MONTHS.get(asked.per, 12)
    due = float((asked.value or 0) * over)
    whole = float((asked.value or 0) * 12 / MONTHS.get(asked.per, 12))
    share = ratio.share(result, whole, 2)
    if result >= whole:
        return Standing(State.REACHED, result, whole, share, due)
    state = State.MISSED if gone >= 1 else State.ON_PACE if result >= due else State.BEHIND
    return Standing(state, result, whole, share, due, max(due - result, 0))


def _level(asked: Asked, numerator: float, denominator: float | None) -> Standing:
    """A share that must reach a level, or must not pass it. Without a denominator the number itself is held
    against the level."""
    level = float(asked.value or 0)
    if denominator is not None and not denominator:
        return Standing(State.NO_RESULT, None, level)
    share = numerator if denominator is None else ratio.share(numerator, denominator, 2)
    if share is None:
        return Standing(State.NO_RESULT, None, level)
    if asked.kind is TargetKind.CEILING:
        state = State.WITHIN if share <= level else State.OVER
        return Standing(state, share, level, share, missing=max(share - level, 0))
    state = State.REACHED if share >= level else State.MISSED
    return Standing(state, share, level, share, missing=max(level - share, 0))


def _all_did(numerator: float, denominator: float | None, gone: Decimal) -> Standing:
    against = 1 if denominator is None else denominator
    if not against:
        return Standing(State.NO_RESULT, numerator, against)
    if numerator >= against:  # a plain number may be above it: nobody does more than all
        return Standing(State.REACHED, numerator, against, 100)
    share = ratio.share(numerator, against, 2)
    state = State.MISSED if gone >= 1 else State.BEHIND
    return Standing(state, numerator, against, share, missing=against - numerator)


def _trend(numerator: float, denominator: float | None, before: float | None, falling: bool) -> Standing:
    now = numerator if denominator is None else ratio.share(numerator, denominator, 2)
    if now is None or before is None:
        return Standing(State.NO_RESULT, now, before)
    reached = now < before if falling else now > before
    return Standing(State.REACHED if reached else State.MISSED, now, before, None, missing=abs(now - before))


def words(standing_: Standing) -> str:
    """The state as a person reads it."""
    match standing_.state:
        case State.REACHED:
            over = (standing_.result or 0) - (standing_.against or 0)
            return f"Vượt {ratio.vietnamese(over)}" if standing_.is_exceeded else "Đạt"
        case State.ON_PACE:
            return "Đúng nhịp"
        case State.BEHIND:
            return f"Chậm nhịp, còn thiếu {ratio.vietnamese(standing_.missing)}"
        case State.MISSED:
            return "Chưa đạt"
        case State.WITHIN:
            return "Trong mức cho phép"
        case State.OVER:
            return "Vượt mức cho phép"
        case State.NO_RESULT:
            return "Chưa có kết quả"
        case State.NOT_SET:
            return "Không giao"


# -- parts and the whole ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Balance:
    """Parts against the whole. ``whole`` None: the committee has not stated its own number."""

    whole: int | None
    parts: int
    reserve: int = 0

    @property
    def over(self) -> int:
        """What is given beyond the whole."""
        return max(0, self.parts - self.whole) if self.whole is not None else 0

    @property
    def left(self) -> int:
        """What is neither given nor held in reserve."""
        return max(0, self.whole - self.parts - self.reserve) if self.whole is not None else 0

    @property
    def is_right(self) -> bool:
        """Parts and reserve make the whole; or parts alone exceed it, and nothing is held back."""
        if self.whole is None:
            return self.reserve == 0
        return self.parts + self.reserve - self.over == self.whole

    @property
    def sentence(self) -> str:
        """How it adds up, and what to do where it does not."""
        if self.whole is None:
            return f"Đã giao {ratio.vietnamese(self.parts)}. Chưa ghi chỉ tiêu chung của cấp ủy nên chưa đối chiếu được."
        given = f"Đã giao {ratio.vietnamese(self.parts)} trên {ratio.vietnamese(self.whole)}"
        if self.left:
            return (
                f"{given}, dự phòng {ratio.vietnamese(self.reserve)}: còn {ratio.vietnamese(self.left)} chưa giao. "
                f"Tăng phần của đơn vị, hoặc ghi {ratio.vietnamese(self.left + self.reserve)} vào ô Dự phòng."
            )
        if self.over:
            tail = f"vượt {ratio.vietnamese(self.over)} so với chỉ tiêu chung"
            if self.reserve:
                return f"{given}, {tail}: không còn gì để dự phòng. Xóa số ở ô Dự phòng, hoặc giảm phần của đơn vị."
            return f"{given}, {tail}."
        if not self.is_right:
            spare = (self.whole or 0) - self.parts
            return (
                f"{given}: chỉ còn {ratio.vietnamese(spare)} để dự phòng, không phải {ratio.vietnamese(self.reserve)}. "
                f"Ghi {ratio.vietnamese(spare)} vào ô Dự phòng."
            )
        if self.reserve:
            return f"{given}, dự phòng {ratio.vietnamese(self.reserve)}, khớp."
        return f"{given}, khớp."


# -- forecast and what-if ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a year may come to: the middle, and the range that four years in five fall into."""

    middle: int
    low: int
    high: int


#: Four in five of a normal spread lie within this many standard deviations.
_FOUR_IN_FIVE = 1.28


def forecast_by_pace(result: float, gone: Decimal) -> Forecast | None:
    """The year at the pace so far. None before a month is over: there is no pace yet.

    The rest of the year is as uncertain as counts are (variance of the rest, and of the pace it is told from).
    """
    part = float(gone)
    if part * 12 < 1:
        return None
    if part >= 1:
        return Forecast(int(result), int(result), int(result))
    rest = result * (1 - part) / part
    spread = _FOUR_IN_FIVE * math.sqrt(rest / part)
    return Forecast(
        round(result + rest),
        max(int(result), math.floor(result + rest - spread)),
        math.ceil(result + rest + spread),
    )


@dataclass(frozen=True, slots=True)
class Redistribution:
    """A trial: the new parts, and what nobody can carry. Nothing is written."""

    parts: dict[int, int] = field(default_factory=dict)
    moved: int = 0
    uncarried: int = 0


def redistribute(parts: Mapping[int, int], expected: Mapping[int, int]) -> Redistribution:
    """Take from whoever is expected to fall short and give to whoever is expected to pass their own part.

    Whoever passes gets no more than they are expected to have to spare; the shares go by what is spare, whole
    numbers by largest remainder. What is left over stays with whom it was: parts always add up as before.
    """
    short = {o: part - expected.get(o, part) for o, part in parts.items() if expected.get(o, part) < part}
    spare = {o: expected[o] - part for o, part in parts.items() if expected.get(o, part) > part}
    wanted, carried = sum(short.values()), sum(spare.values())
    moved = min(wanted, carried)
    new = dict(parts)
    for organisation, share in _shares(short, moved).items():
        new[organisation] -= share
    for organisation, share in _shares(spare, moved).items():
        new[organisation] += share
    return Redistribution(new, moved, wanted - moved)


def _shares(weights: Mapping[int, int], total: int) -> dict[int, int]:
    """``total`` in whole numbers by weight, nobody more than their weight; largest remainder first."""
    whole = sum(weights.values())
    if not whole or not total:
        return {}
    shares = {o: weight * total // whole for o, weight in weights.items()}
    rest = total - sum(shares.values())
    order: Sequence[int] = sorted(weights, key=lambda o: (-(weights[o] * total % whole), o))
    for organisation in order[:rest]:
        shares[organisation] += 1
    return shares
