"""How many will be admitted by the end of the year: from the pipeline, and from the pace. Pure; no regulation.

*Pipeline*: each dossier is expected on the day that the usual time of its remaining steps leads to; those still
before the cell's vote count with the share that got through in the past. *Pace*: what was admitted so far, divided
by the part of a year's admissions that earlier years had made by this day; without earlier years, evenly over the
year. Both give a low, a middle and a high number, and the assumptions are said beside them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import quantiles

from dangvu.work.admissions.rules.dates import months_after

#: The way to the ceremony, in order.
WAY = (
    "lop_nhan_thuc", "don", "ly_lich", "tham_tra", "gioi_thieu", "y_kien", "nghi_quyet_chi_bo",
    "nghi_quyet_dang_uy", "quyet_dinh", "le_ket_nap",
)  # fmt: skip
#: Days that a step is assumed to take (quick, usual, slow) while fewer than ENOUGH are on record.
ASSUMED: Mapping[str, tuple[int, int, int]] = {
    "lop_nhan_thuc": (60, 150, 300), "don": (7, 30, 90), "ly_lich": (7, 20, 45), "tham_tra": (15, 40, 60),
    "gioi_thieu": (5, 15, 30), "y_kien": (7, 20, 40), "nghi_quyet_chi_bo": (10, 30, 60),
    "nghi_quyet_dang_uy": (10, 30, 45), "quyet_dinh": (20, 50, 84), "le_ket_nap": (7, 20, 42),
}  # fmt: skip
ENOUGH = 5
#: Of those before the cell's vote, the share assumed to get through (low, middle, high) without a record.
ASSUMED_SHARE = (0.4, 0.6, 0.8)
#: Groups of the pipeline, as the page sets them out.
DECIDED, CONSIDERED, SOURCE = "da_quyet_dinh", "dang_xet", "nguon"


@dataclass(frozen=True, slots=True)
class Band:
    """A number that is not known: at least, most likely, at most."""

    low: int
    middle: int
    high: int

    def __post_init__(self) -> None:
        if not self.low <= self.middle <= self.high:
            raise ValueError(f"a band rises: {self.low}, {self.middle}, {self.high}")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A dossier on the way: what it waits for, and since when."""

    person: int
    stage: str
    since: date


@dataclass(frozen=True, slots=True)
class Pipeline:
    """The forecast from the dossiers: how many of each group, by when each is expected."""

    band: Band
    groups: Mapping[str, tuple[int, ...]]  # people expected this year at the usual pace, by group
    months: tuple[int, ...]  # expected in each month of the year, at the usual pace and before the share
    share: float
    recorded: Mapping[str, bool]  # which step times come from the records


@dataclass(frozen=True, slots=True)
class Pace:
    """The forecast from the pace; ``years`` are those whose shape was used, none: evenly."""

    band: Band
    years: tuple[int, ...]
    share: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """Both forecasts and what they agree on."""

    done: int
    today: date
    done_by_month: tuple[int, ...]
    pipeline: Pipeline
    pace: Pace
    target: int | None = None

    @property
    def band(self) -> Band:
        """From the lower of the lows to the higher of the highs; in the middle, half way between the middles."""
        one, other = self.pipeline.band, self.pace.band
        middle = (one.middle + other.middle + 1) // 2
        return Band(min(one.low, other.low), middle, max(one.high, other.high))

    @property
    def missing(self) -> int | None:
        """How many the middle falls short of the target; negative where it passes it; None without a target."""
        return None if self.target is None else self.target - self.band.middle


Times = Mapping[str, tuple[int, int, int]]


def step_times(
    observed: Mapping[str, Sequence[int]],
) -> tuple[dict[str, tuple[int, int, int]], dict[str, bool]]:
    """(quick, usual, slow) days of each step: the quartiles of what is on record, else what is assumed."""
    times, recorded = {}, {}
    for step in WAY:
        days = observed.get(step, ())
        recorded[step] = len(days) >= ENOUGH
        if recorded[step]:
            quick, usual, slow = (round(value) for value in quantiles(days, n=4, method="inclusive"))
            times[step] = (quick, usual, slow)
        else:
            times[step] = ASSUMED[step]
    return times, recorded


def expected_on(waiting: Waiting, today: date, times: Times, which: int = 1) -> date:
    """The day of the ceremony: what is left of this step and the steps after it. Never before today."""
    passed = (today - waiting.since).days
    left = max(times[waiting.stage][which] - passed, 0)
    after = WAY[WAY.index(waiting.stage) + 1 :]
    return today + timedelta(days=left + sum(times[step][which] for step in after))


def group_of(stage: str) -> str:
    """Decided already, past the cell's vote, or still before it."""
    if stage == "le_ket_nap":
        return DECIDED
    return CONSIDERED if WAY.index(stage) > WAY.index("nghi_quyet_chi_bo") else SOURCE


def pipeline(
    done: int,
    waiting: Sequence[Waiting],
    today: date,
    observed: Mapping[str, Sequence[int]],
    passed_share: float | None = None,
) -> Pipeline:
    """The year's admissions from the dossiers on the way."""
    times, recorded = step_times(observed)
    end = date(today.year, 12, 31)
    shares = (
        ASSUMED_SHARE
        if passed_share is None
        else (passed_share * 0.75, passed_share, min(passed_share * 1.25, 1))
    )
    numbers = []
    for which, share in zip((2, 1, 0), shares, strict=True):
        sure = source = 0
        for one in waiting:
            if expected_on(one, today, times, which) <= end:
                if group_of(one.stage) == SOURCE:
                    source += 1
                else:
                    sure += 1
        numbers.append(done + sure + round(source * share))
    groups: dict[str, list[int]] = {DECIDED: [], CONSIDERED: [], SOURCE: []}
    months = [0] * 12
    for one in waiting:
        day = expected_on(one, today, times)
        if day <= end:
            groups[group_of(one.stage)].append(one.person)
            months[day.month - 1] += 1
    return Pipeline(
        Band(*numbers), {name: tuple(people) for name, people in groups.items()}, tuple(months), shares[1], recorded
    )  # fmt: skip


def part_of_year(by_month: Sequence[int], today: date) -> float:
    """The part of a year's admissions made by this day of the year; months are taken evenly inside."""
    length = (months_after(today.replace(day=1), 1) - today.replace(day=1)).days
    made = sum(by_month[: today.month - 1]) + by_month[today.month - 1] * today.day / length
    return made / sum(by_month)


#: From so many admissions on, a quarter with less than this part of an even share says that the records stopped.
_MANY, _STOPPED = 20, 0.2


def is_whole(by_month: Sequence[int]) -> bool:
    """Whether a year's months tell how a year goes. 88 until June and 2 after it: its second half was not recorded."""
    total = sum(by_month)
    if total < _MANY:
        return total > 0
    return all(sum(by_month[start : start + 3]) >= total / 4 * _STOPPED for start in range(0, 12, 3))


def pace(done: int, today: date, history: Mapping[int, Sequence[int]]) -> Pace:
    """The year's admissions if the rest of the year goes as in earlier years, else evenly."""
    shapes = {year: months for year, months in history.items() if is_whole(months)}
    parts = {year: part_of_year(months, today) for year, months in shapes.items()}
    if not parts or min(parts.values()) <= 0:
        days = (date(today.year, 12, 31) - date(today.year, 1, 1)).days + 1
        part = ((today - date(today.year, 1, 1)).days + 1) / days
        rest = done / part - done
        band = Band(done + round(rest * 0.75), done + round(rest), done + round(rest * 1.25))
        return Pace(band, (), part)
    pooled = sum(part * sum(shapes[year]) for year, part in parts.items()) / sum(
        sum(months) for months in shapes.values()
    )
    low, middle, high = (done / part for part in (max(parts.values()), pooled, min(parts.values())))
    if len(parts) == 1:  # one year says nothing of how much years differ
        low, high = done + (middle - done) * 0.75, done + (middle - done) * 1.25
    return Pace(Band(round(low), round(middle), round(high)), tuple(sorted(parts)), pooled)
