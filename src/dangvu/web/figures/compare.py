"""A number beside the same number elsewhere: the same days last year, the days before, as known earlier, in another tree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from dangvu.foundation.audit.queries import last_act
from dangvu.foundation.clock import HERE
from dangvu.foundation.periods import Period
from dangvu.foundation.ratio import vietnamese
from dangvu.indicators.definition import Indicator, Kind
from dangvu.indicators.engine import Figure
from dangvu.review.queries import versions_of
from dangvu.web import periods
from dangvu.web.errors import WrongRequest
from dangvu.web.gate import Place
from dangvu.web.numbers import Number

CHOICES = (
    ("", "Không so sánh"),
    ("cung-ky", "Cùng kỳ năm trước"),
    ("ky-truoc", "Kỳ liền trước"),
    ("ngay", "Ngày biết đến khác"),
    ("cay", "Cây tổ chức của ngày khác"),
    ("chot", "Số đã chốt khi gửi, khóa kỳ"),
)
#: These need a day beside them (``so-ngay``).
BY_DAY = ("ngay", "cay")

#: The moment at which a Word file was printed: asked for by the page that reads it back, never chosen from the list.
PRINTED = "luot"


@dataclass(frozen=True)
class Comparison:
    """With what numbers are compared: another place in time. ``how`` is empty where nothing is compared."""

    how: str = ""
    other: Place | None = None
    day: str = ""

    @property
    def label(self) -> str:
        if self.other is None:
            return ""
        if self.how == "cay" and self.other.by:
            return f"số theo cây tổ chức ngày {self.other.by:%d/%m/%Y}"
        if self.how == "chot":
            return f"số đã chốt {self.day}"
        if self.how == PRINTED:
            return f"lúc in tệp Word (lượt ghi số {self.day})"
        if self.how == "ngay":
            return f"biết đến {self.other.known_day:%d/%m/%Y}" if self.other.known_day else "biết đến hôm nay"
        return self.other.period.label

    @property
    def is_of_reported(self) -> bool:
        """Whether what is compared was reported: declared and adjusted numbers are in it."""
        return self.how in ("chot", PRINTED)

    @property
    def query(self) -> str:
        """What the address says of it."""
        day = f"&so-ngay={self.day}" if self.day and self.how in BY_DAY else ""
        day = f"&luot={self.day}" if self.how == PRINTED else day
        return f"&so={self.how}{day}" if self.how else ""


def comparison(request: HttpRequest, place: Place) -> Comparison:
    """What the address asks for (``?so=``); WrongRequest where it cannot be read."""
    how = request.GET.get("so", "")
    if how == PRINTED and not place.by:  # a file prints by the tree of its period
        return _when_printed(request.GET.get("luot", ""), place)
    if how not in dict(CHOICES):
        raise WrongRequest(f"Không có cách so sánh “{how[:40]}”. Chọn lại trong ô “So với”.")
    if how == "cung-ky":
        return Comparison(how, replace(place, asked=a_year_before(place.period).code))
    if how == "ky-truoc":
        return Comparison(how, replace(place, asked=before(place.period).code))
    if how == "chot" and place.by:
        raise WrongRequest("Số đã chốt theo cây tổ chức của kỳ. Bỏ “cây tổ chức của ngày khác” rồi so lại.")
    if how == "chot":
        versions = versions_of(actor=place.actor, organisation=place.node.id, period=place.period)
        if not versions:
            raise WrongRequest(
                f"Số liệu {place.period.label} của {place.node.name} chưa chốt lần nào nên chưa có gì để so."
            )
        last = versions[0]
        frozen = replace(place, asked=place.period.code, asked_known="", asked_act=last.known_at)
        return Comparison(how, frozen, f"{last.at.astimezone(HERE):%H:%M %d/%m/%Y}")
    if how in BY_DAY:
        day = request.GET.get("so-ngay", "").strip()
        if not day:
            what = "của cây tổ chức" if how == "cay" else "biết đến"
            raise WrongRequest(f"Chưa nhập ngày {what} để so, ví dụ 30/06/2023.")
        if how == "cay":
            there = replace(place, asked_tree=day)
            return Comparison(how, there, there.by.isoformat() if there.by else day)
        known = periods.known_day(day)
        code = known.isoformat() if known else ""
        return Comparison(how, replace(place, asked=place.period.code, asked_known=code), code or day)
    return Comparison()


def _when_printed(act: str, place: Place) -> Comparison:
    """The same number as known after the act that a Word file names: what it printed."""
    if not (act.isascii() and act.isdigit() and len(act) < 12 and 0 < int(act) <= last_act()):
        raise WrongRequest("Lượt ghi của tệp không có ở đây. Mở lại từ trang “Đọc lại bản đã sửa”.")
    return Comparison(
        PRINTED, replace(place, asked=place.period.code, asked_known="", asked_act=int(act)), act
    )


def _earlier(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)


def a_year_before(period: Period) -> Period:
    """The same days of the year before."""
    end = _earlier(period.after) - timedelta(days=1)  # the end of February stays the end of February
    return Period(_earlier(period.start), end)


def before(period: Period) -> Period:
    """As many whole months (or days) as the period has, right before it."""
    months = (period.after.year - period.start.year) * 12 + period.after.month - period.start.month
    if period.start.day == 1 and period.after.day == 1 and months:
        first = period.start.year * 12 + period.start.month - 1 - months
        return Period(date(first // 12, first % 12 + 1, 1), period.start - timedelta(days=1))
    return Period(period.start - (period.after - period.start), period.start - timedelta(days=1))


def difference(indicator: Indicator, now: Figure, then: Figure) -> tuple[str, float | None]:
    """('+3', 3): the difference with its sign; shares differ in points."""
    if now.value is None or then.value is None:
        return ("" if now.value == then.value else "không so được"), None
    gap = round(float(now.value) - float(then.value), 4)
    if not gap:
        return "không đổi", 0
    said = vietnamese(abs(gap), indicator.decimals) if indicator.decimals else vietnamese(abs(gap))
    return ("+" if gap > 0 else "−") + said + (" điểm" if indicator.kind is Kind.RATIO else ""), gap


@dataclass(frozen=True, slots=True)
class Cell:
    """A number, and the same at the other time where there is a comparison. Both open."""

    now: Number
    then: Number | None = None
    gap: str = ""
    differs: bool = False

    @property
    def html(self) -> SafeString:
        if self.then is None or not self.differs:
            return self.now.html
        return format_html(
            '{}<small class="so"><b>{}</b> so với {}</small>', self.now.html, self.gap, self.then.html
        )


@dataclass(frozen=True, slots=True)
class Changed:
    """One cell that differs, for the panel of differences."""

    unit: str
    title: str
    cell: Cell
    gap: float


def changed(
    rows: Sequence[tuple[str, Sequence[Cell], Mapping[str, Figure], Mapping[str, Figure]]],
    columns: Sequence[Indicator],
) -> list[Changed]:
    """Every cell that differs, the largest difference first."""
    found = [
        Changed(
            unit,
            indicator.title,
            cell,
            abs(difference(indicator, now[indicator.name], then[indicator.name])[1] or 0),
        )
        for unit, cells, now, then in rows
        for indicator, cell in zip(columns, cells, strict=True)
        if cell.differs
    ]
    return sorted(found, key=lambda c: -c.gap)
