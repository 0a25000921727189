"""The inspections and supervisions of a period; one more of them, one corrected, one taken back."""

from __future__ import annotations

import logging
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from dangvu.foundation.capabilities import READ_INSPECTION, WRITE_INSPECTION
from dangvu.web.errors import WrongRequest
from dangvu.web.forms import ChoiceField, DayField, TextField
from dangvu.web.gate import Place, at_organisation
from dangvu.web.inspection.pages import tabs
from dangvu.web.pages import leaf, page
from dangvu.web.posts import both_versions, submit
from dangvu.web.reasons import why
from dangvu.work.inspection import actions, queries, rules
from dangvu.work.inspection.queries import Concluded

log = logging.getLogger("dangvu.reads")


@at_organisation(READ_INSPECTION)
def inspections(request: HttpRequest, place: Place) -> HttpResponse:
    """What was concluded in the period, the latest first. Every reading is written down."""
    period, may = place.period, place.may(WRITE_INSPECTION)
    asked: dict[str, Any] = {"actor": place.actor, "organisation": place.node.id}
    every = queries.book(**asked, start=period.start, end=period.end)
    log.info(
        "user %s read the book of inspections of %s, %s", place.actor.user_id, place.node.code, period.code
    )
    kind = request.GET.get("loai", "")
    if kind and kind not in dict(queries.KINDS):
        raise WrongRequest("Sổ này không có loại đó. Đề nghị chọn lại ở đầu trang.")
    part = leaf(request, [one for one in every if kind in ("", one.kind)])
    return page(
        request, "inspection/list.html", place, "inspections",
        tabs=tabs(place, "inspections"), leaf=part, new=place.url("inspection_new") if may else "", upload_url=place.url_if(WRITE_INSPECTION, "uploads"),
        kind=kind, book_url=place.url("inspections"), figures_url=f"{place.url('figures')}&nhom=KT",
        chips=[("Tất cả", "", len(every)),
               *((title, slug, sum(one.kind == slug for one in every)) for slug, title in queries.KINDS)],
        rows=[
            (one, *(place.url_of(name, inspection=one.id) if may and one.typed else ""
                    for name in ("inspection_correct", "inspection_take_back")))
            for one in part.items
        ],
    )  # fmt: skip


class InspectionForm(forms.Form):
    """One inspection or supervision. There is no room for what the case was about, and there is to be none."""

    kind = ChoiceField("Loại cuộc", queries.KINDS, widget=forms.RadioSelect)
    by = ChoiceField("Đơn vị tiến hành", [])
    subject_kind = ChoiceField("Đối tượng", queries.SUBJECT_KINDS, widget=forms.RadioSelect)
    subject = TextField(
        "Tên tổ chức hoặc họ tên",
        max_length=rules.LONGEST_SUBJECT,
        hint="Ví dụ: Chi bộ Văn phòng. Không ghi nội dung vụ việc",
    )
    on = DayField("Ngày kết luận", hint="Ngày ký thông báo kết luận. Ví dụ: 05/07/2023")
    result = ChoiceField("Kết quả", [("", "Chọn kết quả"), *queries.RESULTS])

    def __init__(self, place: Place, data: Any, one: Concluded | None = None) -> None:
        initial: dict[str, Any] = {"by": str(place.node.id)}
        if one is not None:
            initial = {
                "kind": one.kind, "by": str(one.organisation), "subject_kind": one.subject_kind, "on": one.on,
                "subject": one.subject, "result": one.result,
            }  # fmt: skip
        super().__init__(data, initial=initial)
        tree = place.tree
        below = tree.descendants(place.node.id)
        choices = [(str(id_), tree.label(id_) if id_ != place.node.id else place.node.name) for id_ in below]
        self.fields["by"].choices = choices  # type: ignore[attr-defined]

    def told(self) -> actions.NewInspection:
        d = self.cleaned_data
        return actions.NewInspection(
            int(d["by"]), d["kind"], d["subject_kind"], d["on"], d["subject"], d["result"]
        )


class CorrectionForm(InspectionForm):
    reason = TextField("Lý do sửa", hint="Ví dụ: ghi nhầm ngày kết luận")


@at_organisation(WRITE_INSPECTION, post=WRITE_INSPECTION)
def new(request: HttpRequest, place: Place) -> HttpResponse:
    """One inspection or supervision is written into the book; it counts at once."""
    form = InspectionForm(place, request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.told()
        book = f"{place.url('inspections').partition('?')[0]}?ky={told.on.year}"
        answer = submit(
            request, place, "inspection.enter",
            lambda: actions.enter(actor=place.actor, organisation=place.node.id, new=told),
            then=place.url("inspection_new") if "them" in request.POST else book,
            said=f"Đã ghi cuộc {dict(queries.KINDS)[told.kind].lower()} kết luận ngày {told.on:%d/%m/%Y}.", form=form,
        )  # fmt: skip
        if answer:
            return answer
    return page(
        request, "inspection/new.html", place, "inspections", form=form, back=place.url("inspections"),
        upload_url=place.url("uploads"),
    )  # fmt: skip


@at_organisation(WRITE_INSPECTION, post=WRITE_INSPECTION)
def correct(request: HttpRequest, place: Place, inspection: int) -> HttpResponse:
    """What was typed wrongly is said anew, with a reason; the earlier words stay in the history."""
    asked: dict[str, Any] = {"actor": place.actor, "organisation": place.node.id}
    book, context = place.url("inspections"), dict[str, Any]()
    if request.method == "POST":
        form = CorrectionForm(place, request.POST)
        if form.is_valid():
            told, reason = form.told(), form.cleaned_data["reason"]
            answer = submit(
                request, place, "inspection.mend",
                lambda: actions.correct(**asked, inspection=inspection, new=told, reason=reason),
                then=f"{book.partition('?')[0]}?ky={told.on.year}", said="Đã sửa cuộc ghi nhầm.", form=form,
                reason=reason,
            )  # fmt: skip
            if answer:
                return answer
        newer = queries.instead_of(**asked, inspection=inspection)
        if newer is not None:
            context = {
                "versions": _versions(form, newer), "changed": "Cuộc này", "status": 409,
                "send_to": place.url_of("inspection_correct", inspection=newer.id),
            }  # fmt: skip
        one = newer or queries.one(**asked, inspection=inspection)
    else:
        one = queries.one(**asked, inspection=inspection)
        form = CorrectionForm(place, None, one)
    return page(
        request, "inspection/correct.html", place, "inspections", form=form, back=book, one=one, **context
    )


def _versions(form: CorrectionForm, newer: Concluded) -> list[tuple[str, str, str]]:
    """[(field, what was just written, what is being typed)]."""
    theirs = {
        "kind": newer.kind_title, "by": newer.place, "subject_kind": newer.subject_title, "subject": newer.subject,
        "on": f"{newer.on:%d/%m/%Y}", "result": newer.result_title,
    }  # fmt: skip
    return both_versions(form, theirs)


@at_organisation(WRITE_INSPECTION, post=WRITE_INSPECTION)
def take_back(request: HttpRequest, place: Place, inspection: int) -> HttpResponse:
    """One typed in by mistake no longer counts; it stays in the history."""
    asked: dict[str, Any] = {"actor": place.actor, "organisation": place.node.id}
    book = place.url("inspections")
    form, answer = why(
        request, place, "inspection.drop",
        lambda reason: actions.take_back(**asked, inspections=[inspection], reason=reason),
        then=book, said="Đã bỏ cuộc ghi nhầm.", hint="Ví dụ: ghi hai lần cùng một cuộc",
    )  # fmt: skip
    if answer:
        return answer
        if queries.instead_of(**asked, inspection=inspection):
            messages.error(request, str(form.non_field_errors()[0]))
            return redirect(book)
    one = queries.one(**asked, inspection=inspection)
    return page(request, "inspection/take_back.html", place, "inspections", form=form, back=book, one=one)
