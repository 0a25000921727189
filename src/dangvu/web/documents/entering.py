"""Writing a document into a register by one form: the number is proposed, and given when it is written."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse

from dangvu.foundation import clock
from dangvu.foundation.capabilities import WRITE_WORK
from dangvu.foundation.parameters.queries import Parameters, calendar
from dangvu.web.documents.forms import InForm, OutForm, StubForm, first_body
from dangvu.web.gate import Place, at_organisation
from dangvu.web.pages import page
from dangvu.web.posts import submit
from dangvu.work.documents import actions, queries
from dangvu.work.documents.rules import usual_deadline


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def new(request: HttpRequest, place: Place) -> HttpResponse:
    """A document is issued: it takes the next number of its type."""
    proposals = queries.proposals(actor=place.actor, node=place.node, on=clock.today())
    form = OutForm(
        place, proposals, request.POST or None, {"issued_on": clock.today(), "body": first_body(place)}
    )
    if request.method == "POST" and form.is_valid():
        document = actions.NewDocument(**form.cleaned_data)
        answer = submit(
            request, place, "documents.issue",
            lambda: actions.issue(actor=place.actor, organisation=place.node.id, documents=[document]),
            then=place.url("document_new") if "them" in request.POST else place.url("documents"),
            said=lambda made: f"Đã ghi sổ và cấp số {made[0].symbol}.", form=form,
        )  # fmt: skip
        if answer:
            return answer
    return page(request, "documents/new.html", place, "documents", form=form, back=place.url("documents"),
                stub=place.url("document_stub"))  # fmt: skip


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def new_in(request: HttpRequest, place: Place) -> HttpResponse:
    """A document came from outside: it takes the next number of the year."""
    today = clock.today()
    form = InForm(
        request.POST or None,
        initial={"received_on": today, "type": "cong_van", "deadline": None},
    )
    form.fields[
        "deadline"
    ].help_text = f"Để trống: không đặt hạn. Thường {_days()} ngày, đến {_usual():%d/%m/%Y}."
    if request.method == "POST" and form.is_valid():
        document = actions.NewIncoming(**form.cleaned_data)
        answer = submit(
            request, place, "documents.receive",
            lambda: actions.receive_from_outside(
                actor=place.actor, organisation=place.node.id, documents=[document]
            ),
            then=place.url("document_new_in") if "them" in request.POST else place.url("documents_in"),
            said=f"Đã vào sổ văn bản {document.symbol}.", form=form,
        )  # fmt: skip
        if answer:
            return answer
    return page(
        request, "documents/new_in.html", place, "documents", form=form, back=place.url("documents_in")
    )


def _days() -> int:
    value = Parameters().if_known("documents.settle_within_days", clock.today())
    return int(value.value) if value else 10


def _usual() -> date:
    """The usual day; one that falls on a day off moves to the next working day."""
    return usual_deadline(clock.today(), _days(), calendar())


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def stub(request: HttpRequest, place: Place) -> HttpResponse:
    """A number whose paper is not kept here: number and day, nothing else."""
    proposals = queries.proposals(actor=place.actor, node=place.node, on=clock.today())
    form = StubForm(
        place, proposals, request.POST or None, {"issued_on": clock.today(), "body": first_body(place)}
    )
    if request.method == "POST" and form.is_valid():
        new_stub = actions.NewStub(**form.cleaned_data)
        answer = submit(
            request, place, "documents.keep_stub",
            lambda: actions.keep_stub(actor=place.actor, organisation=place.node.id, stub=new_stub),
            then=place.url("documents"), said=lambda made: f"Đã giữ số {made.symbol}, không có nội dung.", form=form,
        )  # fmt: skip
        if answer:
            return answer
    return page(request, "documents/stub.html", place, "documents", form=form, back=place.url("documents"))
