"""The forms as people read them: the list of them, one with its numbers, by unit, its checks, and a number's list."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from dangvu.foundation import clock
from dangvu.foundation.capabilities import MANAGE_SETTINGS, READ_FIGURES, READ_NAMES
from dangvu.foundation.periods import Period
from dangvu.statistics import checks, queries
from dangvu.statistics.counting import NOT_RECORDED, Cell
from dangvu.statistics.queries import Listed, Version
from dangvu.statistics.rules import Row, expression, meaning
from dangvu.web import pages
from dangvu.web.errors import WrongRequest
from dangvu.web.gate import Place, at_organisation
from dangvu.web.lists import Shown, workbook
from dangvu.web.pages import Leaf, page

SECTION = "statistics"


@dataclass(frozen=True, slots=True)
class Line:
    """One row as a page shows it."""

    row: Row
    cells: list[SafeString | str]
    url: str = ""


def asked(place: Place, form: str) -> tuple[Place, Version]:
    """The form of this code, and the place in its period. LookupError where there is none such.

    Without ``?ky=`` the last whole half-year (of a yearly form: year) that has records.
    """
    version = queries.form_on(form, place.period.start, place.known)
    if place.asked:
        return place, version
    there = replace(place, asked=(last_year if version.form.yearly else last_half)(place.latest).code)
    return there, queries.form_on(form, there.period.start, place.known)


def last_half(latest: Period) -> Period:
    """The latest half-year with records that has ended; the one before where it still runs."""
    if latest.end <= clock.today():
        return latest
    first = latest.start.month == 1
    return Period.months(latest.start.year - first, 7 if first else 1, 12 if first else 6)


def last_year(latest: Period) -> Period:
    """The last year that has ended, no later than the latest period with records."""
    ended = latest.end == latest.year.end and latest.end <= clock.today()
    return latest.year if ended else Period.months(latest.end.year - 1, 1, 12)


def told(
    place: Place, version: Version, row: Row, column: str, cell: Cell, code: str = ""
) -> SafeString | str:
    """A number that opens into its list; grey where it is none."""
    if row.is_heading:
        return ""
    if cell.value is None:
        return format_html('<span class="q s">{}</span>', cell.text)
    url = place.url_of("form_cell", code, form=version.form.code, row=row.code, column=column)
    return format_html('<a class="{}" href="{}">{}</a>', "n" if cell.value else "n z", url, cell.text)


def tabs(place: Place, version: Version, here: str) -> list[tuple[str, str, bool]]:
    """The pages of one form."""
    named = (("statistical_form", "Số liệu"), ("form_units", "Theo đơn vị"), ("form_checks", "Đối chiếu"))
    return [
        (title, place.url_of(name, form=version.form.code), name == here)
        for name, title in named
        if name != "form_units" or place.tree.children(place.node.id)
    ]


def _head(place: Place, version: Version, here: str) -> dict[str, Any]:
    form = version.form
    year = place.period.year
    return {
        "version": version, "tabs": tabs(place, version, here), "list_url": place.url("statistics"),
        "word": place.url_of("form_word", form=form.code), "excel": place.url_of("form_excel", form=form.code),
        "edit": place.url_of("form_versions", form=form.code) if place.may(MANAGE_SETTINGS) else "",
        "runs": place.period.end > clock.today(), "full": last_half(place.period), 
        "year_url": f"?ky={year.code}" if form.yearly and place.period != year else "", "year": year.label,
    }  # fmt: skip


@at_organisation(READ_FIGURES)
def statistics(request: HttpRequest, place: Place) -> HttpResponse:
    """The forms that hold for the period, each with what it says of its standing."""
    found = []
    for version in queries.forms_on(place.period.start, place.known).values():
        there = replace(place, asked=last_year(place.period).code) if version.form.yearly else place
        found.append(
            (version, there.url_of("statistical_form", form=version.form.code), there.period.label,
             there.url_of("form_checks", form=version.form.code))
        )  # fmt: skip
    return page(
        request, "statistics/list.html", place, SECTION, forms=found, word=place.url("statistics_word"),
        excel=place.url("statistics_excel"), settings=place.url_if(MANAGE_SETTINGS, "form_settings"),
        unconfirmed=any(not version.is_confirmed for version, *_ in found),
    )  # fmt: skip


@at_organisation(READ_FIGURES)
def form(request: HttpRequest, place: Place, form: str) -> HttpResponse:
    """One form with the organisation's numbers."""
    place, version = asked(place, form)
    filled = queries.fill(
        actor=place.actor, organisation=place.node, period=place.period, version=version, known=place.known
    )
    columns = version.form.columns
    units = bool(place.tree.children(place.node.id))
    lines = [
        Line(
            row, [told(place, version, row, column.code, filled.cells[row.code, column.code]) for column in columns],
            place.url_of("form_units", form=form) + f"&dong={row.code}" if units and not row.is_heading else "",
        )
        for row in version.form.rows
    ]  # fmt: skip
    lacking = any(cell.lack == NOT_RECORDED for cell in filled.cells.values())
    printing = "in" in request.GET
    return page(
        request, "statistics/form.html", place, SECTION, lines=lines, columns=columns, lacking=lacking, by_unit=units, printing=printing,
        print_url=place.url_of("statistical_form", form=form) + "&in=1", screen_url=place.url_of("statistical_form", form=form),
        **_head(place, version, "statistical_form"),
    )  # fmt: skip


@at_organisation(READ_FIGURES)
def form_units(request: HttpRequest, place: Place, form: str) -> HttpResponse:
    """One row (``?dong=``) for every unit directly below."""
    place, version = asked(place, form)
    rows = [row for row in version.form.rows if not row.is_heading]
    code = request.GET.get("dong", "") or rows[0].code
    row = next((one for one in rows if one.code == code), None)
    if row is None:
        raise WrongRequest(f"Biểu {form} không có dòng “{code[:20]}”. Chọn lại dòng trong danh sách.")
    filled = queries.fill(
        actor=place.actor, organisation=place.node, period=place.period, version=version, known=place.known,
        rows=[row.code], by_unit=True,
    )  # fmt: skip
    columns = version.form.columns

    def numbers(cells: Any, at: str = "", opens: bool = True) -> list[SafeString | str]:
        return [
            told(place, version, row, c.code, cells[row.code, c.code], at)
            if opens
            else cells[row.code, c.code].text
            for c in columns
        ]

    below = []
    for unit, cells in filled.units:
        there = unit.id in place.tree
        url = place.url_of("statistical_form", unit.code, form=form) if there else ""
        below.append((unit.name, url, numbers(cells, unit.code, there)))
    return page(
        request, "statistics/units.html", place, SECTION, rows=rows, row=row, columns=columns,
        total=numbers(filled.cells), units=below, **_head(place, version, "form_units"),
    )  # fmt: skip


@at_organisation(READ_FIGURES)
def form_checks(request: HttpRequest, place: Place, form: str) -> HttpResponse:
    """Every check of the form, those that fail first with what stands on one side only."""
    place, version = asked(place, form)
    found = checks.checked(
        actor=place.actor, organisation=place.node, period=place.period, version=version, known=place.known
    )
    return page(
        request, "statistics/checks.html", place, SECTION, wrong=[one for one in found if one.holds is False],
        right=[one for one in found if one.holds], undone=_undone(found), hidden=not place.may(READ_NAMES),
        **_head(place, version, "form_checks"),
    )  # fmt: skip


def _undone(found: list[checks.Result]) -> list[tuple[str, str]]:
    """The checks that could not be made, each once with why."""
    return list(dict.fromkeys((one.title, one.why) for one in found if one.holds is None))


@at_organisation(READ_FIGURES)
def form_cell(request: HttpRequest, place: Place, form: str, row: str, column: str) -> HttpResponse:
    """The list behind one number: as many entries as the number says. ``?tep=xlsx``: the same as a workbook."""
    place, version = asked(place, form)
    as_file = request.GET.get("tep") == "xlsx"
    current = _page_number(request)
    found = queries.cell_list(
        actor=place.actor, organisation=place.node, period=place.period, form=form, row=row, column=column,
        known=place.known, **({} if as_file else {"first": (current - 1) * pages.PER_PAGE, "most": pages.PER_PAGE}),
    )  # fmt: skip
    told_row, told_column = version.form.row(row), version.form.column(column)
    if as_file:
        return _workbook(place, version, told_row, found)
    last = max(1, -(-found.count // pages.PER_PAGE))
    if not 1 <= current <= last:
        raise WrongRequest(
            f"Danh sách này có {last} trang; không có trang “{request.GET.get('trang', '')[:20]}”."
        )
    base = place.url_of("form_cell", form=form, row=row, column=column)
    leaf = Leaf(
        found.entries, found.count, current, last, "trang", f"{base}&trang={current - 1}" if current > 1 else "",
        f"{base}&trang={current + 1}" if current < last else "",
    )  # fmt: skip
    parts = len({entry.row.code for entry in found.entries}) > 1 or bool(told_row.total)
    return page(
        request, "statistics/cell.html", place, SECTION, found=found, row=told_row, column=told_column, leaf=leaf,
        number=found.cell.text, plus=found.count - found.minus, parts=parts, back=place.url_of("statistical_form", form=form),
        file_url=f"{base}&tep=xlsx" if found.count else "", how=_how(told_row, version),
        people=place.url("members").partition("?")[0] if place.may(READ_NAMES) else "", **_head(place, version, ""),
    )  # fmt: skip


def _how(row: Row, version: Version) -> str:
    """What the row counts, in words."""
    if row.total:
        return f"{row.code} = {expression(row.total)}"
    measure = queries.measures_of()[row.counts]
    narrowed = meaning(row.only, row.kinds)
    return measure.title + (f"; {narrowed}" if narrowed else "")


def _page_number(request: HttpRequest) -> int:
    given = request.GET.get("trang", "1")
    return int(given) if given.isascii() and given.isdigit() and 0 < len(given) < 7 and int(given) > 0 else 1


def _workbook(place: Place, version: Version, row: Row, found: queries.CellList) -> HttpResponse:
    columns: tuple[Shown[Listed], ...] = (
        Shown("ten", "Họ và tên", lambda one: one.record.label, 34),
        Shown("ngay", "Ngày", lambda one: one.record.date, 14, "date"),
        Shown("to-chuc", "Tổ chức", lambda one: one.record.organisation, 48),
        Shown(
            "dong",
            "Dòng của biểu",
            lambda one: f"{'trừ ' if one.minus else ''}{one.row.code}. {one.row.title}",
            40,
        ),
    )
    lines = [
        place.node.name.upper(), f"Biểu {version.form.code}, dòng {row.code}: {row.title}",
        f"({place.period.label}; {found.count} bản ghi{', ẩn tên' if found.names_hidden else ''}; {version.label.lower()})",
    ]  # fmt: skip
    return workbook(
        f"{version.form.code}-{row.code}-{place.period.code}", lines, columns, list(found.entries)
    )
