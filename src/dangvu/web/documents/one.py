"""One document: what it is, whether it holds, what is to be done with it here; and the small acts on it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from dangvu.foundation import clock
from dangvu.foundation.capabilities import READ_DOCUMENTS, WRITE_WORK
from dangvu.web.documents.forms import ReplaceForm, TextForm
from dangvu.web.documents.registers import tabs
from dangvu.web.errors import WrongRequest
from dangvu.web.forms import DayField
from dangvu.web.gate import Place, at_organisation
from dangvu.web.pages import page
from dangvu.web.posts import is_stale, submit
from dangvu.web.reasons import why
from dangvu.web.tasks.origins import born
from dangvu.work.documents import actions, queries
from dangvu.work.documents.queries.dissemination import STEPS
from dangvu.work.documents.rules import Status

_TOLD = ("title", "signer", "recipients", "copies", "archive", "effective_on", "expires_on", "note")


def view_of(place: Place, document: int) -> queries.DocumentView:
    return queries.document(
        actor=place.actor, organisation=place.node.id, tree=place.tree, document=document, on=clock.today()
    )


@at_organisation(READ_DOCUMENTS)
def document(request: HttpRequest, place: Place, document: int) -> HttpResponse:
    """The document with its state, its links and how far it came below."""
    view, may = view_of(place, document), place.may(WRITE_WORK)
    spread = queries.spread(actor=place.actor, organisation=place.node.id, tree=place.tree, document=document)
    names = (
        "document_step",
        "document_correct",
        "document_withdraw",
        "document_replace",
        "document_send",
        "document_plan",
        "document_attach",
        "document_file",
        "document_spread",
    )
    urls = {name.removeprefix("document_"): place.url_of(name, document=document) for name in names}
    below = len(place.tree.children(place.node.id))  # of a cell there is nothing to spread
    return page(
        request, "documents/one.html", place, "documents", tabs=tabs(place, ""), view=view, urls=urls, may=may,
        may_send=may and view.in_hand and below, may_plan=may and view.in_hand, may_change=may and view.own,
        can_withdraw=view.status is Status.ISSUED and not spread.count("da-gui"),
        is_issued=view.status is Status.ISSUED,
        session_url=f"{place.url('study_session_new')}&van-ban={document}",
        links=[(link, place.url_of("document", document=link.document) if link.opens else "") for link in view.replaces],
        by=[(link, place.url_of("document", document=link.document) if link.opens else "") for link in view.replaced_by],
        spread=spread if below else None, born=born(place, "van_ban", document),
        counts=[(title, spread.count(step), f"{urls['spread']}&buoc={step}") for step, title in STEPS],
        on_=clock.today(),
    )  # fmt: skip


class DayForm(forms.Form):
    """The day of a step; today where none was told."""

    on = DayField("Ngày", required=False)


_STEPS = {
    "nhan": ("documents.take_in", "Đã vào sổ văn bản đến."),
    "doc": ("documents.read", "Đã ghi: đã đọc."),
    "hoc": ("documents.mark_studied", "Đã ghi: chi bộ đã học."),
    "xong": ("documents.settle", "Đã ghi: giải quyết xong."),
}


@at_organisation(None, post=WRITE_WORK)
def step(request: HttpRequest, place: Place, document: int) -> HttpResponse:
    """Received, read, studied, settled: one press each."""
    view_of(place, document)
    back = place.url("documents_in") if "so" in request.POST else place.url_of("document", document=document)
    which = request.POST.get("buoc", "")
    if which not in _STEPS:
        raise WrongRequest("Không rõ việc cần ghi. Mở lại trang văn bản rồi bấm lại.")
    form = DayForm(request.POST)
    if not form.is_valid():
        raise WrongRequest(str(form.errors["on"][0]))
    on = form.cleaned_data["on"] or clock.today()
    kind, said = _STEPS[which]

    def do() -> Any:
        told: dict[str, Any] = {"actor": place.actor, "organisation": place.node.id, "on": on}
        if which in ("nhan", "xong"):
            return (actions.receive if which == "nhan" else actions.settle)(documents=[document], **told)
        return (actions.read if which == "doc" else actions.mark_studied)(document=document, **told)

    return submit(request, place, kind, do, then=back, said=said) or HttpResponseRedirect(back)


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def correct(request: HttpRequest, place: Place, document: int) -> HttpResponse:
    """Put right what the register says, with a reason; number and day stay."""
    view = view_of(place, document)
    _own(view)
    now = {name: getattr(view.state, name) for name in _TOLD}
    form = TextForm(request.POST or None, initial=now)
    back = place.url_of("document", document=document)
    if request.method == "POST" and is_stale(request, view.act):
        versions = [
            (form[name].label, form[name].field.prepare_value(now[name]) or "", form[name].value() or "")
            for name in _TOLD
        ]
        return page(request, "documents/correct.html", place, "documents", form=form, view=view, back=back, seen=view.act,
                    versions=[v for v in versions if v[1] != v[2]], status=409)  # fmt: skip
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        reason = told.pop("reason")
        answer = submit(
            request, place, "documents.correct",
            lambda: actions.correct(
                actor=place.actor, organisation=place.node.id, document=document, told=actions.Told(**told), reason=reason
            ),
            then=back, said="Đã đính chính.", form=form, reason=reason,
        )  # fmt: skip
        if answer:
            return answer
    return page(
        request, "documents/correct.html", place, "documents", form=form, view=view, back=back, seen=view.act
    )


def _own(view: queries.DocumentView) -> None:
    if not view.own:
        raise LookupError(view.id)


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def withdraw(request: HttpRequest, place: Place, document: int) -> HttpResponse:
    """The number is not used: kept with the reason, never given again."""
    view = view_of(place, document)
    _own(view)
    back = place.url_of("document", document=document)
    form, answer = why(
        request, place, "documents.withdraw_number",
        lambda reason: actions.withdraw_numbers(
            actor=place.actor, organisation=place.node.id, documents=[document], reason=reason
        ),
        then=back, said=f"Đã hủy số {view.state.symbol}; số vẫn giữ trong sổ.", hint="Ví dụ: văn bản không phát hành",
    )  # fmt: skip
    if answer:
        return answer
    return page(request, "documents/withdraw.html", place, "documents", form=form, view=view, back=back)


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def replace(request: HttpRequest, place: Place, document: int) -> HttpResponse:
    """This document takes the place of another of the registers here, or amends it."""
    view = view_of(place, document)
    choices = [
        one for one in queries.registered(actor=place.actor, organisation=place.node.id) if one[0] != document
    ]
    form = ReplaceForm(choices, request.POST or None, {"on": view.state.effective_on or view.state.issued_on})
    back = place.url_of("document", document=document)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        answer = submit(
            request, place, "documents.replace",
            lambda: actions.replace(
                actor=place.actor, organisation=place.node.id, document=document, replaced=int(told["replaced"]),
                on=told["on"], whole=told["whole"] == "1",
            ),
            then=back, said="Đã ghi việc thay thế.", form=form,
        )  # fmt: skip
        if answer:
            return answer
    return page(
        request,
        "documents/replace.html",
        place,
        "documents",
        form=form,
        view=view,
        back=back,
        choices=choices,
    )
