"""'Cách tính': one figure, how it is computed, its parts, its split by unit, and the list behind it, page by page."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse

from dangvu.foundation.capabilities import READ_FIGURES, READ_FINDINGS, READ_IDENTIFIERS, READ_NAMES
from dangvu.indicators.catalogue import indicator as indicator_named
from dangvu.indicators.definition import Indicator, Kind
from dangvu.indicators.engine import Figure
from dangvu.indicators.kinds import AdjustmentView, adjustments, is_all_counted, reported_figure
from dangvu.indicators.opening import ALL, Listing, Opened, open_figure, source_row_of
from dangvu.indicators.parts import DIMENSIONS
from dangvu.indicators.queries import ExplainedRecord, printed
from dangvu.intake.completeness import kept_row, limits
from dangvu.web import pages
from dangvu.web.errors import WrongRequest
from dangvu.web.figures.compare import CHOICES, Comparison, comparison, difference
from dangvu.web.figures.why import reasons
from dangvu.web.gate import Place, at_organisation
from dangvu.web.lists import Shown, workbook
from dangvu.web.numbers import Number, number
from dangvu.web.pages import Leaf, page

log = logging.getLogger("dangvu.reads")

KINDS = {
    Kind.COUNT: "Số đếm: danh sách có bao nhiêu dòng thì số là bấy nhiêu.",
    Kind.SUM: "Số cộng: cộng cột “Số” của các dòng trong danh sách.",
    Kind.MEAN: "Số bình quân: tử số chia mẫu số.",
    Kind.RATIO: "Tỷ lệ phần trăm: tử số chia mẫu số.",
    Kind.REPORTED: "Số đơn vị báo cáo.",
}


@dataclass(frozen=True)
class RecordList:
    """A page of the rows behind one of the two numbers; ``total`` is that number, ``leaf.count`` the list's length."""

    leaf: Leaf[ExplainedRecord]
    total: float
    names_hidden: bool
    is_people: bool
    is_weighted: bool
    file_url: str
    members_url: str


@dataclass(frozen=True)
class Piece:
    """One part of the figure: its number opens into its own list."""

    title: str
    number: Number


@dataclass(frozen=True)
class Asked:
    """Which part of which figure an address asks for."""

    figure: str
    split: str = ""
    part: str = ""

    @property
    def more(self) -> str:
        return f"&tach={self.split}&phan={self.part}" if self.split else ""


def _asked(request: HttpRequest, figure: str) -> Asked:
    split, part = request.GET.get("tach", ""), request.GET.get("phan", "")
    if bool(split) != bool(part) or (split and split not in DIMENSIONS):
        raise WrongRequest("Phần của số liệu không đọc được. Mở lại từ bảng số liệu.")
    return Asked(figure, split, part)


def _open(place: Place, asked: Asked, first: tuple[int, int] = (0, 0), most: int = ALL) -> Opened:
    found = open_figure(
        actor=place.actor, name=asked.figure, organisation=place.node, period=place.period, known=place.known,
        by=place.by, split=asked.split, part=asked.part, first=first, most=most,
    )  # fmt: skip
    if found.indicator.sensitive:
        log.info("user %s read %s of %s", place.actor.user_id, found.indicator.code, place.node.code)
    return found


@at_organisation(READ_FIGURES)
def explain(request: HttpRequest, place: Place, figure: str) -> HttpResponse:
    """The figure of this machine name or printed code; LookupError (404) for an unknown one."""
    asked = _asked(request, figure)
    numbers = _page_number(request, "trang"), _page_number(request, "trang-mau")
    first, second = (max(0, n - 1) * pages.PER_PAGE for n in numbers)
    found = _open(place, asked, (first, second), pages.PER_PAGE)
    indicator, value = found.indicator, found.figure
    compared = comparison(request, place)
    code = indicator.code
    return page(
        request, "figures/explain.html", place, "figures",
        indicator=indicator, whole_indicator=found.whole, asked=asked, figure=value,
        printed=printed(indicator, value),
        whole=printed(indicator, value, decimals=0) if indicator.kind is Kind.RATIO else "",
        kind_text=KINDS[indicator.kind],
        figures_url=place.figures_url(),
        whole_url=place.figure_url(place.node.code, code),
        chart_url=place.figure_url(place.node.code, f"{code}/bieu-do"),
        source_base=place.figure_url(place.node.code, f"{code}/nguon").partition("?")[0] if place.may(READ_NAMES) else "",
        parts=_parts(place, found),
        units=_units(place, found, asked.more),
        why=None if asked.split else reasons(request, place, compared, indicator.name),
        compared=compared, compare_choices=CHOICES, versus=_versus(place, compared, found, asked),
        top=_listed(request, place, found.top, "trang", "#ds", numbers[0], asked, "tu-so"),
        bottom=_listed(request, place, found.bottom, "trang-mau", "#mau-so", numbers[1], asked, "mau-so")
        if found.bottom else None,
        three=None if asked.split or place.by else _three(place, indicator), adjustments=_adjustments(place, asked),
        limits=limits(actor=place.actor, organisation=place.node.id, tree=place.tree, period=place.period,
                      known=place.known),
        findings_url=place.url_if(READ_FINDINGS, "findings"),
        printing="in" in request.GET,
        print_url=place.figure_url(place.node.code, code) + asked.more + compared.query + "&in=1",
        screen_url=place.figure_url(place.node.code, code) + asked.more + compared.query,
    )  # fmt: skip


def _parts(place: Place, found: Opened) -> list[tuple[str, list[Piece]]]:
    """The splits of the figure; each part a link."""
    shown = []
    for dimension, parts in found.parts:
        pieces = [
            Piece(
                part.title,
                number(place, replace(found.whole, kind=Kind.COUNT, decimals=0), part.figure,
                       more=f"&tach={dimension.slug}&phan={part.slug}"),
            )
            for part in parts
        ]  # fmt: skip
        shown.append((dimension.title, pieces))
    return shown


def _units(
    place: Place, found: Opened, more: str
) -> list[tuple[str, str, Number, float | None, float | None]]:
    return [
        (node.name, place.figure_url(node.code, found.indicator.code) + more if node.id in place.tree else "",
         number(place, found.indicator, split, node, sign=False, more=more), split.numerator, split.denominator)
        for node, split in found.units
    ]  # fmt: skip


def _versus(
    place: Place, compared: Comparison, found: Opened, asked: Asked
) -> tuple[str, Number, str] | None:
    """The same figure at the other time: (what time, its number, the difference)."""
    if compared.other is None:
        return None
    if compared.is_of_reported and not asked.split:
        now, then = (_reported(at, found.indicator) for at in (place, compared.other))
        said, _ = difference(found.indicator, now, then)
        return compared.label, Number(printed(found.indicator, then), "", not then.value), said
    other = _open(compared.other, asked, (0, 0), 0)
    said, _ = difference(found.indicator, found.figure, other.figure)
    return compared.label, number(compared.other, found.indicator, other.figure, more=asked.more), said


def _reported(place: Place, indicator: Indicator) -> Figure:
    return reported_figure(
        actor=place.actor,
        name=indicator.name,
        organisation=place.node,
        period=place.period,
        known=place.known,
    ).figure


def _three(place: Place, indicator: Indicator) -> dict[str, str] | None:
    """The three kinds of number where the figure is not from records alone; None where it is."""
    if is_all_counted(place.period, place.known):
        return None
    one = reported_figure(
        actor=place.actor,
        name=indicator.name,
        organisation=place.node,
        period=place.period,
        known=place.known,
    )
    if not one.is_mixed and one.own is None:
        return None

    def text(value: float | None) -> str:
        return "–" if value is None else printed(indicator, Figure(value, value))

    return {
        "reported": printed(indicator, one.figure), "counted": text(one.counted),
        "units": "" if one.declared is None else text(one.declared), "own": "" if one.own is None else text(one.own),
        "adjusted": f"{'+' if one.adjusted > 0 else '−'}{text(abs(one.adjusted))}" if one.adjusted else "",
        "silent": str(len(one.silent)) if one.silent else "",
    }  # fmt: skip


def _adjustments(place: Place, asked: Asked) -> list[AdjustmentView]:
    if asked.split or is_all_counted(place.period, place.known):
        return []
    name = indicator_named(asked.figure).name
    return adjustments(
        actor=place.actor, organisation=place.node, period=place.period, known=place.known, names=[name]
    )


def _page_number(request: HttpRequest, parameter: str) -> int:
    """The page asked for; 0 for what is no number of a page: the list then says how many it has."""
    asked = request.GET.get(parameter, "1")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 0


def _listed(
    request: HttpRequest, place: Place, listing: Listing, parameter: str, anchor: str, current: int, asked: Asked,
    side: str,
) -> RecordList:  # fmt: skip
    last = max(1, -(-listing.count // pages.PER_PAGE))
    if not 1 <= current <= last:
        asked_page = request.GET.get(parameter, "")[:20]
        raise WrongRequest(f"Danh sách này có {last} trang; không có trang “{asked_page}”.")

    def url(number_: int) -> str:
        if not 1 <= number_ <= last:
            return ""
        query = request.GET.copy()
        query[parameter] = str(number_)
        return f"?{query.urlencode()}{anchor}"

    leaf = Leaf(listing.records, listing.count, current, last, parameter, url(current - 1), url(current + 1))
    file_url = place.figure_url(place.node.code, f"{asked.figure}/tai") + asked.more + f"&phia={side}"
    return RecordList(
        leaf, listing.total, listing.names_hidden, listing.is_people, listing.is_weighted, file_url,
        "" if listing.names_hidden or not place.may(READ_NAMES) else place.url("members").partition("?")[0],
    )  # fmt: skip


@at_organisation(READ_FIGURES)
def explain_file(request: HttpRequest, place: Place, figure: str) -> HttpResponse:
    """The list behind one of the two numbers as a workbook: the same rows, names hidden alike."""
    asked = _asked(request, figure)
    found = _open(place, asked)
    side = request.GET.get("phia", "tu-so")
    listing = found.bottom if side == "mau-so" else found.top
    if listing is None or side not in ("tu-so", "mau-so"):
        raise LookupError(side)
    indicator = found.indicator
    columns: list[Shown[ExplainedRecord]] = [
        Shown("ten", "Họ và tên" if listing.is_people else "Nội dung", lambda r: r.label, 34),
        Shown("ngay", "Ngày", lambda r: r.date, 14, "date"),
        Shown("to-chuc", "Tổ chức", lambda r: r.organisation, 48),
        *([Shown("so", "Số", lambda r: r.weight, 10)] if listing.is_weighted else []),
        Shown("nguon", "Nguồn", _place, 60),
    ]  # fmt: skip
    known = f"biết đến {place.known_day:%d/%m/%Y}" if place.known_day else "biết đến hôm nay"
    known += f", theo cây tổ chức ngày {place.by:%d/%m/%Y}" if place.by else ""
    hidden = ", ẩn tên" if listing.names_hidden else ""
    lines = [
        place.node.name.upper(), f"{indicator.code}. {indicator.title}".upper(),
        f"({place.period.label}, {known}; {listing.count} bản ghi{hidden})",
    ]  # fmt: skip
    return workbook(f"{indicator.code}-{place.period.code}", lines, columns, listing.records)


def _place(record: ExplainedRecord) -> str:
    source = record.source
    return f"{source.file}, trang {source.sheet}, dòng {source.row}" if source else "Không từ tệp"


@at_organisation(READ_NAMES)
def source(request: HttpRequest, place: Place, figure: str, row: int) -> HttpResponse:
    """The row of the workbook behind a record of the figure: every value that was kept of it."""
    indicator: Indicator = source_row_of(
        actor=place.actor,
        name=figure,
        organisation=place.node,
        period=place.period,
        row=row,
        known=place.known,
        by=place.by,
    )
    log.info("user %s opened source row %s of %s", place.actor.user_id, row, place.node.code)
    kept = kept_row(
        actor=place.actor, organisation=place.node.id, row=row, unmasked=place.may(READ_IDENTIFIERS)
    )
    return page(
        request, "figures/source.html", place, "figures", kept=kept, indicator=indicator,
        back=place.figure_url(place.node.code, indicator.code), masked=not place.may(READ_IDENTIFIERS),
    )  # fmt: skip
