"""The sessions at which documents are studied: the book of them, one more, and one taken back."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse

from dangvu.foundation.capabilities import READ_DOCUMENTS, WRITE_WORK
from dangvu.web.documents.forms import SessionForm
from dangvu.web.documents.registers import tabs
from dangvu.web.gate import Place, at_organisation
from dangvu.web.pages import leaf, page
from dangvu.web.posts import submit
from dangvu.web.reasons import why
from dangvu.work.documents import actions, queries


@at_organisation(READ_DOCUMENTS)
def sessions(request: HttpRequest, place: Place) -> HttpResponse:
    """What was held in the period, here and below, the latest first, with its sums."""
    period, may = place.period, place.may(WRITE_WORK)
    held = queries.sessions(actor=place.actor, organisation=place.node.id, start=period.start, end=period.end)
    both = [one for one in held if one.obliged is not None and one.present is not None]
    part = leaf(request, held)
    return page(
        request, "documents/sessions.html", place, "documents", tabs=tabs(place, "study_sessions"), leaf=part,
        new=place.url("study_session_new") if may else "", obliged=sum(one.obliged or 0 for one in both),
        present=sum(one.present or 0 for one in both), told=len(both),
        rows=[
            (one, place.url_of("study_session_take_back", session=one.id) if may and one.typed else "")
            for one in part.items
        ],
    )  # fmt: skip


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def new(request: HttpRequest, place: Place) -> HttpResponse:
    """One session is written: its documents, and the cells that have studied by it."""
    asked = {"actor": place.actor, "organisation": place.node.id, "tree": place.tree}
    found = queries.to_study(**asked)  # type: ignore[arg-type]
    documents = [(str(pk), label) for pk, label, _ in found]
    cells = [
        (str(id_), place.tree.label(id_))
        for id_ in place.tree.descendants(place.node.id)
        if id_ != place.node.id and place.tree[id_].is_cell
    ]
    told = request.GET.get("van-ban", "")
    first = next((label for pk, label in documents if pk == told), "")
    initial = {
        "documents": [told],
        "title": f"Học tập, quán triệt {first.partition(':')[0]}" if first else "",
    }
    form = SessionForm(documents, cells, request.POST or None, initial)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        studied, by = (tuple(int(one) for one in data.pop(name, ())) for name in ("documents", "cells"))
        session = actions.NewSession(place.node.id, documents=studied, cells=by, **data)
        answer = submit(
            request, place, "documents.record_sessions",
            lambda: actions.record_sessions(actor=place.actor, organisation=place.node.id, sessions=[session]),
            then=f"{place.url('study_sessions').partition('?')[0]}?ky={_year(session.on)}",
            said=f"Đã ghi lớp học ngày {session.on:%d/%m/%Y}.", form=form,
        )  # fmt: skip
        if answer:
            return answer
    return page(request, "documents/session_new.html", place, "documents", form=form, back=place.url("study_sessions"),
                upload_url=place.url("uploads"))  # fmt: skip


def _year(on: date) -> str:
    return str(on.year)


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def take_back(request: HttpRequest, place: Place, session: int) -> HttpResponse:
    """A session typed in by mistake no longer counts; cells that studied only by it are open again."""
    back = place.url("study_sessions")
    form, answer = why(
        request, place, "documents.take_back_sessions",
        lambda reason: actions.take_back_sessions(
            actor=place.actor, organisation=place.node.id, sessions=[session], reason=reason
        ),
        then=back, said="Đã bỏ lớp học ghi nhầm.", hint="Ví dụ: văn bản không phát hành",
    )  # fmt: skip
    if answer:
        return answer
    one = queries.session(actor=place.actor, organisation=place.node.id, session=session)
    return page(
        request, "documents/session_take_back.html", place, "documents", form=form, back=back, one=one
    )
