"""The list of members: filtered, its columns chosen, kept under a name, and the same as a workbook."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict

from dangvu.foundation.audit.actions import act
from dangvu.foundation.capabilities import READ_IDENTIFIERS, READ_NAMES, WRITE_MEMBERS
from dangvu.foundation.refusals import AlreadyDone, Impossible
from dangvu.members.actions.filters import drop_filter, save_filter
from dangvu.members.actions.revealing import note_export
from dangvu.members.queries.filters import saved_filters
from dangvu.members.queries.listing import MemberFilter, MemberRow
from dangvu.members.queries.listing import members as members_of
from dangvu.web import sent
from dangvu.web.forms import TextField
from dangvu.web.gate import Place, at_organisation
from dangvu.web.lists import Shown, chosen, workbook
from dangvu.web.members.filters import COLUMNS, LACKING, in_words, read
from dangvu.web.pages import leaf, page
from dangvu.web.posts import TOKEN, submit

#: What is no part of a filter.
_ASIDE = ("trang", "ky")
#: Columns whose values may take two lines.
_LONG = ("to-chuc", "que-quan", "ho-ten", "con-thieu")


class SaveForm(forms.Form):
    """A name for the filter on the screen."""

    name = TextField("Tên bộ lọc", max_length=80, hint="Ví dụ: Nữ dưới 30 tuổi")


class ExportForm(forms.Form):
    """Full numbers only where the person says why."""

    full = forms.BooleanField(label="Ghi đủ số định danh, số thẻ (không che)", required=False)
    reason = TextField(
        "Lý do cần số đầy đủ", required=False, hint="Chỉ cần khi ghi đủ số. Việc xuất được ghi vào nhật ký."
    )


@at_organisation(READ_NAMES)
def members(request: HttpRequest, place: Place) -> HttpResponse:
    """Who is a member here on a day, in the order of given names."""
    return _list(request, place)


def _list(
    request: HttpRequest, place: Place, export: ExportForm | None = None, status: int = 200
) -> HttpResponse:
    form, asked = read(request, place, request.GET)
    columns = _columns(request, asked)
    found = members_of(actor=place.actor, organisation=place.node.id, asked=asked)
    shown = leaf(request, cast(Any, found))
    query = _query(request)
    return page(
        request, "members/list.html", place, "members", status=status,
        form=form, words=in_words(place, asked), leaf=shown, query=query,
        is_filtered=any(name in form.fields and value for name, value in request.GET.items()),
        columns=[(column.slug, column.title, column in columns) for column in COLUMNS],
        heads=[(column.title, _look(column)) for column in columns],
        rows=[
            (place.member_url(row.person), [(column.title, column.value(row), _look(column)) for column in columns])
            for row in shown.items
        ],
        saved=[(s.pk, s.name, f"?{s.query}") for s in saved_filters(actor=place.actor, organisation=place.node.id)],
        save=SaveForm(auto_id="luu-%s"), export=export or ExportForm(auto_id="xuat-%s"),
        may_full=place.may(READ_IDENTIFIERS), may_write=place.may(WRITE_MEMBERS),
    )  # fmt: skip


def _columns(request: HttpRequest, asked: MemberFilter) -> list[Shown[MemberRow]]:
    """The columns asked for; a list of what is missing says at first what that is."""
    if asked.missing and "cot" not in request.GET:
        return [column for column in COLUMNS if column.slug in LACKING]
    return chosen(request, COLUMNS)


def _look(column: Shown[Any]) -> str:
    """How a cell is set: numbers to the right, short values on one line."""
    if column.kind == "integer":
        return "r"
    return "" if column.slug in _LONG else "nw"


def _query(request: HttpRequest) -> str:
    """The filter and the columns, without the page that is shown."""
    kept = request.GET.copy()
    for name in _ASIDE:
        kept.pop(name, None)
    for name in [name for name, value in kept.items() if not value]:
        del kept[name]
    return kept.urlencode()


@at_organisation(None, post=READ_NAMES)
def export(request: HttpRequest, place: Place) -> HttpResponse:
    """Exactly the list that is shown, as a workbook; who took it is written down."""
    request.GET = QueryDict(request.POST.get("loc", "")[:1000], mutable=True)  # type: ignore[assignment]
    form = ExportForm(request.POST, auto_id="xuat-%s")
    form.full_clean()
    full = bool(form.cleaned_data.get("full")) and place.may(READ_IDENTIFIERS)
    _, asked = read(request, place, request.GET)
    columns = _columns(request, asked)
    found = members_of(actor=place.actor, organisation=place.node.id, asked=asked, full_numbers=full)
    rows, words = found[:], in_words(place, asked)
    try:
        with act(place.actor, "members.export", request=request.POST.get(TOKEN, "")[:64] or None):
            note_export(
                actor=place.actor, organisation=place.node.id, people=[row.person for row in rows], filters=words,
                columns=[column.title for column in columns], full_numbers=full,
                reason=form.cleaned_data.get("reason", ""),
            )  # fmt: skip
    except Impossible as refusal:
        form.add_error(refusal.field or None, str(refusal))
        return _list(request, place, form, status=400)
    except AlreadyDone:
        pass  # the same file once more: it was written down
    title = [words.partition(":")[0].upper(), words.partition(": ")[2] or f"{len(rows)} đảng viên"]
    return workbook("Danh sách đảng viên", title, columns, rows)


@at_organisation(None, post=READ_NAMES)
def keep_filter(request: HttpRequest, place: Place) -> HttpResponse:
    """Keep the filter on the screen under a name, or no longer offer one."""
    query = request.POST.get("loc", "")[:1000]
    then = f"{place.url('members').partition('?')[0]}?{query}"
    dropped = sent.number(request.POST.get("bo", ""))
    if dropped is not None:
        answer = submit(
            request, place, "members.drop_filter",
            lambda: drop_filter(actor=place.actor, organisation=place.node.id, saved=dropped),
            then=then, said="Đã bỏ bộ lọc.",
        )  # fmt: skip
        return answer or HttpResponseRedirect(then)
    form = SaveForm(request.POST)
    name = form.cleaned_data["name"] if form.is_valid() else ""
    answer = submit(
        request, place, "members.save_filter",
        lambda: save_filter(actor=place.actor, organisation=place.node.id, name=name, query=query),
        then=then, said=f"Đã lưu bộ lọc “{name}”.",
    )  # fmt: skip
    return answer or HttpResponseRedirect(then)
