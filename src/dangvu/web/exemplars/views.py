"""What was recognised in a period; one more, one corrected, one taken back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from dangvu.foundation.capabilities import READ_FIGURES, WRITE_WORK
from dangvu.web.errors import WrongRequest
from dangvu.web.exemplars.forms import CorrectionForm, ExemplarForm
from dangvu.web.gate import Place, at_organisation
from dangvu.web.pages import leaf, page
from dangvu.web.posts import both_versions, submit
from dangvu.web.reasons import why
from dangvu.work.exemplars import actions, queries
from dangvu.work.exemplars.queries import ExemplarView

SECTION = "exemplars"


def _units(place: Place, rows: Iterable[ExemplarView]) -> list[tuple[str, str]]:
    """[(code, name)] of the direct units that have something in the list."""
    tree, here = place.tree, place.node.id
    below = {unit: set(tree.descendants(unit)) for unit in tree.children(here)}
    there = {row.organisation for row in rows}
    return [(tree[unit].code, tree[unit].name) for unit, inside in below.items() if inside & there]


@at_organisation(READ_FIGURES)
def exemplars(request: HttpRequest, place: Place) -> HttpResponse:
    """What holds in the period here and below, the latest first; by kind, and by unit."""
    every = queries.exemplars(
        actor=place.actor, organisation=place.node.id, start=place.period.start, end=place.period.end
    )
    kind, unit = request.GET.get("loai", ""), request.GET.get("don-vi", "")
    units = _units(place, every)
    if (kind and kind not in dict(queries.KINDS)) or (unit and unit not in dict(units)):
        raise WrongRequest(
            "Danh sách này không có loại hoặc đơn vị đó trong kỳ. Đề nghị chọn lại ở đầu trang."
        )
    if unit:
        inside = {o for child in place.tree.children(place.node.id) if place.tree[child].code == unit
                  for o in place.tree.descendants(child)}  # fmt: skip
        every = [one for one in every if one.organisation in inside]
    part = leaf(request, [one for one in every if kind in ("", one.kind)])
    may, book = place.may(WRITE_WORK), place.url("exemplars")
    return page(
        request, "exemplars/list.html", place, SECTION,
        leaf=part, new=place.url("exemplar_new") if may else "", book_url=book, kind=kind, unit=unit, units=units,
        figures_url=f"{place.url('figures')}&nhom=DH",
        upload_url=place.url_if(WRITE_WORK, "uploads"),
        chips=[("Tất cả", "", len(every)),
               *((title, slug, sum(one.kind == slug for one in every)) for slug, title in queries.KINDS)],
        rows=[
            (one, *(place.url_of(name, exemplar=one.id) if may and one.typed else ""
                    for name in ("exemplar_correct", "exemplar_take_back")))
            for one in part.items
        ],
    )  # fmt: skip


def _book_of(place: Place, year: int) -> str:
    return f"{place.url('exemplars').partition('?')[0]}?ky={year}"


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def new(request: HttpRequest, place: Place) -> HttpResponse:
    """One recognition is written down; it counts at once."""
    form = ExemplarForm(place, request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.told()
        answer = submit(
            request, place, "exemplars.tell",
            lambda: actions.tell(actor=place.actor, organisation=place.node.id, exemplars=[told]),
            then=place.url("exemplar_new") if "them" in request.POST else _book_of(place, told.recognised_on.year),
            said=f"Đã ghi “{told.said}”, công nhận ngày {told.recognised_on:%d/%m/%Y}.", form=form,
        )  # fmt: skip
        if answer:
            return answer
    return page(
        request, "exemplars/new.html", place, SECTION, form=form, back=place.url("exemplars"),
        upload_url=place.url_if(WRITE_WORK, "uploads"),
    )  # fmt: skip


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def correct(request: HttpRequest, place: Place, exemplar: int) -> HttpResponse:
    """What was typed wrongly is said anew, with a reason; the earlier words stay in the history."""
    asked: dict[str, Any] = {"actor": place.actor, "organisation": place.node.id}
    book, context = place.url("exemplars"), dict[str, Any]()
    newer = queries.instead_of(**asked, exemplar=exemplar)
    one = newer or queries.exemplar(**asked, exemplar=exemplar)
    form = CorrectionForm(place, request.POST or None, one)
    if request.method == "POST" and form.is_valid():
        told, reason = form.told(), form.cleaned_data["reason"]
        answer = submit(
            request, place, "exemplars.correct",
            lambda: actions.correct(**asked, exemplar=exemplar, new=told, reason=reason),
            then=_book_of(place, told.recognised_on.year), said="Đã sửa điều ghi nhầm.", form=form, reason=reason,
        )  # fmt: skip
        if answer:
            return answer
    if request.method == "POST" and newer is not None:
        context = {
            "versions": _versions(form, newer), "changed": "Điều này", "status": 409,
            "send_to": place.url_of("exemplar_correct", exemplar=newer.id),
        }  # fmt: skip
    return page(request, "exemplars/correct.html", place, SECTION, form=form, back=book, one=one, **context)


def _versions(form: CorrectionForm, newer: ExemplarView) -> list[tuple[str, str, str]]:
    """[(field, what was just written, what is being typed)]."""
    theirs = {
        "kind": newer.kind_title, "by": newer.place, "title": newer.title, "member": newer.name,
        "recognised_on": f"{newer.recognised_on:%d/%m/%Y}", "level": newer.level_title, "decision": newer.decision,
        "until": f"{newer.until:%d/%m/%Y}" if newer.until else "",
    }  # fmt: skip
    return both_versions(form, theirs)


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def take_back(request: HttpRequest, place: Place, exemplar: int) -> HttpResponse:
    """One typed in by mistake no longer counts; it stays in the history."""
    asked: dict[str, Any] = {"actor": place.actor, "organisation": place.node.id}
    book = place.url("exemplars")
    form, answer = why(
        request, place, "exemplars.take_back",
        lambda reason: actions.take_back(**asked, exemplars=[exemplar], reason=reason),
        then=book, said="Đã bỏ điều ghi nhầm.", hint="Ví dụ: ghi hai lần cùng một mô hình",
    )  # fmt: skip
    if answer:
        return answer
    if queries.instead_of(**asked, exemplar=exemplar):
        messages.error(request, "Dòng này vừa được người khác sửa. Xem bản mới trong danh sách.")
        return redirect(book)
    one = queries.exemplar(**asked, exemplar=exemplar)
    return page(
        request, "ask.html", place, SECTION, crumb="Mô hình, điển hình", form=form, back=book, title=f"Bỏ “{one.title}”",
        lead=f"{one.kind_title}, {one.place}, công nhận ngày {one.recognised_on:%d/%m/%Y}. Sẽ không còn tính, nhưng vẫn giữ trong nhật ký.",
        button="Bỏ điều này",
    )  # fmt: skip
