"""Changing a form: its title and checks, one row, one column. A change holds for periods that begin from its day on.

Each change is written at once as the version of its day; before that its numbers can be looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse

from dangvu.accounts.actions.settings import may_set_up
from dangvu.foundation import clock
from dangvu.foundation.capabilities import MANAGE_SETTINGS
from dangvu.foundation.tables.dates import as_day, parse_text
from dangvu.statistics import actions, queries
from dangvu.statistics.queries import Version
from dangvu.statistics.rules import Column, Form, Row, faults
from dangvu.web import sent
from dangvu.web.errors import WrongRequest
from dangvu.web.gate import Place, at_organisation
from dangvu.web.pages import page
from dangvu.web.posts import submit
from dangvu.web.statistics.fields import ColumnForm, RowForm, WholeForm
from dangvu.web.statistics.settings import SECTION, next_month


def _start(request: HttpRequest) -> date:
    """From which day the change holds (``?tu=``); the first of the next month where nothing is asked."""
    given = request.GET.get("tu", "").strip()
    if not given:
        return next_month(clock.today())
    day = as_day(parse_text(given).value)
    if day is None or not 1930 <= day.year <= 2100:
        raise WrongRequest(
            f"Ngày áp dụng “{given[:20]}” không đọc được. Viết đủ ngày, tháng, năm, ví dụ 01/07/2026."
        )
    return day


def _base(form: str, start: date) -> Version:
    """What the change is made to: the version that holds on its first day, else the earliest there is."""
    try:
        return queries.form_on(form, start)
    except LookupError:
        return queries.versions(form)[-1]


def _urls(place: Place, form: str, start: date) -> dict[str, Any]:
    day = f"&tu={start.isoformat()}"
    return {
        "start": start, "back": place.url_of("form_versions", form=form), "edit": place.url_of("form_edit", form=form) + day,
        "row_url": place.url_of("form_row", form=form) + day, "column_url": place.url_of("form_column", form=form) + day,
        "allowed": may_set_up(place.actor), "code_of": form,
    }  # fmt: skip


@at_organisation(MANAGE_SETTINGS, post=MANAGE_SETTINGS)
def form_edit(request: HttpRequest, place: Place, form: str) -> HttpResponse:
    """The form as it will hold from the day: its rows and columns to choose, its title and checks to change."""
    start = _start(request)
    version, urls = _base(form, start), _urls(place, form, start)
    asked = WholeForm(
        request.POST if request.method == "POST" and urls["allowed"] else None, initial=WholeForm.of(version)
    )
    if asked.is_valid():
        answer = _write(
            request,
            place,
            asked,
            version,
            start,
            lambda: asked.changed(version.form),
            urls["edit"],
            "Đã ghi phần chung của biểu",
        )
        if answer:
            return answer
    return page(
        request, "statistics/edit.html", place, SECTION, version=version, form=asked, seen=version.id,
        rows=[(row, asked.how(row)) for row in version.form.rows],
        columns=[(column, asked.narrowing(column)) for column in version.form.columns],
        is_new=not (version.entered and version.valid_from == start), **urls,
    )  # fmt: skip


@at_organisation(MANAGE_SETTINGS, post=MANAGE_SETTINGS)
def row_edit(request: HttpRequest, place: Place, form: str) -> HttpResponse:
    """One row (``?dong=``; none: a new one): what it counts, where it stands; taking it out."""
    start = _start(request)
    version, urls = _base(form, start), _urls(place, form, start)
    code = request.GET.get("dong", "")
    old = version.form.row(code) if code else None
    asked = RowForm(version.form, old, request.POST if request.method == "POST" and urls["allowed"] else None)

    def changed() -> Form:
        row = asked.row()
        return replace(version.form, rows=_placed(version.form.rows, old, row, asked.cleaned_data["after"]))

    def without() -> Form:
        return replace(version.form, rows=tuple(one for one in version.form.rows if one is not old))

    answer, preview = _handled(
        request, place, asked, version, start, changed, without, urls["edit"], old, "dòng"
    )
    return answer or page(
        request, "statistics/one.html", place, SECTION, version=version, form=asked, preview=preview, seen=version.id,
        what="dòng", title=f"Dòng {old.code}: {old.title}" if old else "Thêm dòng", removable=old is not None,
        groups=asked.groups(), **urls,
    )  # fmt: skip


@at_organisation(MANAGE_SETTINGS, post=MANAGE_SETTINGS)
def column_edit(request: HttpRequest, place: Place, form: str) -> HttpResponse:
    """One column (``?cot=``; none: a new one): what it narrows, where it stands; taking it out."""
    start = _start(request)
    version, urls = _base(form, start), _urls(place, form, start)
    code = request.GET.get("cot", "")
    old = version.form.column(code) if code else None
    asked = ColumnForm(
        version.form, old, request.POST if request.method == "POST" and urls["allowed"] else None
    )

    def changed() -> Form:
        column = asked.column()
        return replace(
            version.form, columns=_placed(version.form.columns, old, column, asked.cleaned_data["after"])
        )

    def without() -> Form:
        return replace(version.form, columns=tuple(one for one in version.form.columns if one is not old))

    answer, preview = _handled(
        request, place, asked, version, start, changed, without, urls["edit"], old, "cột"
    )
    return answer or page(
        request, "statistics/one.html", place, SECTION, version=version, form=asked, preview=preview, seen=version.id,
        what="cột", title=f"Cột “{old.title}”" if old else "Thêm cột", removable=old is not None,
        groups=asked.groups(), **urls,
    )  # fmt: skip


def _placed(among: Sequence[Any], old: Any, new: Any, after: str) -> tuple[Any, ...]:
    """``new`` after the one of this code ('': first), instead of ``old``."""
    rest = [one for one in among if one is not old]
    place = next((number for number, one in enumerate(rest, start=1) if one.code == after), 0)
    return (*rest[:place], new, *rest[place:])


def _handled(
    request: HttpRequest, place: Place, asked: Any, version: Version, start: date, changed: Callable[[], Form],
    without: Callable[[], Form], then: str, old: Row | Column | None, what: str,
) -> tuple[HttpResponse | None, list[tuple[str, list[tuple[str, str, str]]]]]:  # fmt: skip
    """Carry out what the page's buttons ask: take out, look at the numbers, write."""
    wanted = request.POST.get("viec", "")
    if not asked.is_bound:
        return None, []
    if wanted == "bo" and old is not None:
        told = f"Đã bỏ {what} “{old.title}”"
        return _write(request, place, asked, version, start, without, then, told), []
    if not asked.is_valid():
        return None, []
    if wanted == "xem-thu":
        return None, _preview(place, asked, version, changed(), old)
    told = f"Đã ghi {what} “{asked.cleaned_data['title']}”"
    return _write(request, place, asked, version, start, changed, then, told), []


def _write(
    request: HttpRequest, place: Place, asked: Any, version: Version, start: date, make: Callable[[], Form], then: str,
    told: str,
) -> HttpResponse | None:  # fmt: skip
    seen = sent.number(request.POST.get("ban", "")) or version.id
    document = asked.cleaned_data.get("document") if hasattr(asked, "cleaned_data") else ""
    return submit(
        request, place, "statistics.enter_version",
        lambda: actions.enter_version(
            actor=place.actor, form=make(), valid_from=start, document=document or version.document, over=seen
        ),
        then=then, form=asked,
        said=f"{told}. Kỳ bắt đầu từ {start:%d/%m/%Y} trở đi theo bản này; kỳ trước giữ nguyên mẫu cũ.",
    )  # fmt: skip


def _preview(
    place: Place, asked: Any, version: Version, new: Form, old: Row | Column | None
) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """The numbers of what is being changed, now and as they would be: [(row, [(column, now, then)])]."""
    wrong = faults(new, queries.measures_of(), queries.rows_of_others(version.valid_from))
    if wrong:
        for one in wrong[:8]:
            asked.add_error(one.field if one.field in asked.fields else None, str(one))
        return []
    told: dict[str, Any] = {"actor": place.actor, "organisation": place.node, "period": place.period}
    if isinstance(old, Column) or hasattr(asked, "column"):
        rows = [row.code for row in new.rows if not row.is_heading][:12]
        columns = [asked.column().code]
    else:
        rows, columns = [asked.row().code], [column.code for column in new.columns]
    rows = [code for code in rows if not new.row(code).is_heading]
    then = queries.fill(version=replace(version, form=new), rows=rows, **told).cells
    kept = [code for code in rows if any(one.code == code for one in version.form.rows)]
    now = queries.fill(version=version, rows=kept, **told).cells
    return [
        (f"{code}. {new.row(code).title}",
         [(new.column(column).title, now[code, column].text if (code, column) in now else "chưa có", then[code, column].text)
          for column in columns])
        for code in rows
    ]  # fmt: skip
