"""A document on its way down: sending it, the plan that carries it out, and who is still missing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from dangvu.foundation import clock
from dangvu.foundation.capabilities import READ_DOCUMENTS, WRITE_WORK
from dangvu.web.documents.forms import PlanForm, SendForm
from dangvu.web.documents.one import view_of
from dangvu.web.documents.registers import tabs
from dangvu.web.errors import WrongRequest
from dangvu.web.gate import Place, at_organisation
from dangvu.web.pages import leaf, page
from dangvu.web.posts import submit
from dangvu.work.documents import actions, queries
from dangvu.work.documents.queries.dissemination import STEPS


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def send(request: HttpRequest, place: Place, document: int) -> HttpResponse:
    """Send the document to the organisations right below; those that have it are told, not offered."""
    view, tree = view_of(place, document), place.tree
    rows = queries.spread(actor=place.actor, organisation=place.node.id, tree=tree, document=document).rows
    there = {row.organisation for row in rows if row.sent_on}
    units = [(str(unit), tree[unit].name) for unit in tree.children(place.node.id) if unit not in there]
    due = view.sent.study_by if view.sent and view.sent.study_by else None
    due = due if due and due >= clock.today() else None  # what is over stays the duty of the cells as it is
    form = SendForm(
        units, request.POST or None, {"to": [unit for unit, _ in units], "on": clock.today(), "study_by": due}
    )
    back = place.url_of("document", document=document)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        answer = submit(
            request, place, "documents.send",
            lambda: actions.send(
                actor=place.actor, organisation=place.node.id, document=document, to=[int(one) for one in told["to"]],
                on=told["on"], study_by=told["study_by"],
            ),
            then=back, said=lambda count: f"Đã gửi cho {count} tổ chức.", form=form,
        )  # fmt: skip
        if answer:
            return answer
    return page(request, "documents/send.html", place, "documents", form=form, view=view, back=back, units=units,
                there=[tree[unit].name for unit in tree.children(place.node.id) if unit in there])  # fmt: skip


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def plan(request: HttpRequest, place: Place, document: int) -> HttpResponse:
    """The organisation has issued its plan to carry the document out."""
    view = view_of(place, document)
    now = {"symbol": view.plan.symbol, "on": view.plan.on} if view.plan else {}
    form, back = PlanForm(request.POST or None, initial=now), place.url_of("document", document=document)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        answer = submit(
            request, place, "documents.plan",
            lambda: actions.plan(actor=place.actor, organisation=place.node.id, document=document, **told),
            then=back, said="Đã ghi kế hoạch thực hiện.", form=form,
        )  # fmt: skip
        if answer:
            return answer
    return page(request, "documents/plan.html", place, "documents", form=form, view=view, back=back)


@at_organisation(READ_DOCUMENTS)
def spread(request: HttpRequest, place: Place, document: int) -> HttpResponse:
    """Per organisation: sent, received, read, passed on, studied; a count opens its list."""
    step = request.GET.get("buoc", "")
    if step not in ("", *(slug for slug, _ in STEPS)):
        raise WrongRequest(f"Không có danh sách “{step[:30]}” của văn bản này. Chọn lại ở trên bảng.")
    view = view_of(place, document)
    found = queries.spread(actor=place.actor, organisation=place.node.id, tree=place.tree, document=document)
    rows, here = found.within(step), place.url_of("document_spread", document=document)
    chips = [("", "Tất cả", len(found.rows))] + [(slug, title, found.count(slug)) for slug, title in STEPS]
    return page(
        request, "documents/spread.html", place, "documents", view=view, spread=found, step=step,
        back=place.url_of("document", document=document), today_=clock.today(),
        chips=[(title, count, f"{here}&buoc={slug}" if slug else here, slug == step) for slug, title, count in chips if count or not slug],
        title=next((title for slug, title in STEPS if slug == step), ""),
        leaf=(part := leaf(request, rows)), rows=[(row, _own_page(place, row, document), range(row.depth - 1) if not step else ()) for row in part.items],
    )  # fmt: skip


def _own_page(place: Place, row: queries.SpreadRow, document: int) -> str:
    """The document's page in that organisation, where it has been sent."""
    code = place.tree[row.organisation].code
    return place.url_of("document", code, document=document) if row.sent_on else ""


@at_organisation(READ_DOCUMENTS)
def study(request: HttpRequest, place: Place) -> HttpResponse:
    """The documents that cells here have to study, and the cells that are late."""
    asked = {"actor": place.actor, "organisation": place.node.id, "tree": place.tree, "today": clock.today()}
    only = request.GET.get("loc", "")
    if only not in ("", "qua-han"):
        raise WrongRequest("Trang này chỉ có danh sách “quá hạn”. Mở lại từ mục Văn bản.")
    late = queries.overdue(**asked)  # type: ignore[arg-type]
    documents = queries.studied(**asked) if not only else []  # type: ignore[arg-type]
    mine = {pk for pk, _ in queries.registered(actor=place.actor, organisation=place.node.id)} | {
        one.document
        for one in queries.waiting(actor=place.actor, organisation=place.node.id, tree=place.tree)
    }
    return page(
        request, "documents/study.html", place, "documents", tabs=tabs(place, "study"), only=only,
        documents=[(one, place.url_of("document_spread", document=one.document) if one.document in mine else "") for one in documents],
        leaf=(part := leaf(request, late)),
        late=[(one, place.url_of("document", place.tree[one.organisation].code, document=one.document)) for one in part.items],
        may=place.may(WRITE_WORK), new=place.url("study_session_new"),
        late_url=f"{place.url('study')}&loc=qua-han", every=place.url("study"),
    )  # fmt: skip
