"""The loads made here, each with its undo; and the column choices that are remembered."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from dangvu.foundation.capabilities import LOAD
from dangvu.intake.undo import undo
from dangvu.intake.upload import choices, queries
from dangvu.web.gate import Place, at_organisation
from dangvu.web.intake.uploads import at
from dangvu.web.pages import leaf, page
from dangvu.web.posts import submit
from dangvu.web.reasons import why


@at_organisation(LOAD)
def batches(request: HttpRequest, place: Place) -> HttpResponse:
    """The loads, the latest first."""
    found = queries.batches(actor=place.actor, organisation=place.node.id, tree=place.tree)
    shown = leaf(request, found)
    return page(
        request, "intake/batches.html", place, "uploads", leaf=shown, back=place.url("uploads"),
        rows=[(item, at(place, "batch", batch=item.id), _where(place, item.organisation)) for item in shown.items],
    )  # fmt: skip


def _where(place: Place, organisation: int | None) -> str:
    if organisation is None:
        return "Tại máy chủ"
    return place.tree.label(organisation) if organisation in place.tree else ""


@at_organisation(LOAD, post=LOAD)
def batch(request: HttpRequest, place: Place, batch: int) -> HttpResponse:
    """One load, and taking it back as a whole."""
    found = queries.batch(actor=place.actor, organisation=place.node.id, batch=batch, tree=place.tree)
    form, answer = why(
        request, place, "intake.undo", lambda reason: undo(actor=place.actor, batch=batch, reason=reason),
        then=at(place, "batch", batch=batch), hint="Ví dụ: Đơn vị gửi nhầm tệp của năm trước",
        said="Đã hoàn tác cả đợt: số liệu và các dòng cần xử lý trở lại như trước khi nạp.",
    )  # fmt: skip
    if answer:
        return answer
    return page(
        request, "intake/batch.html", place, "uploads", found=found, form=form, back=place.url("batches"),
        where=_where(place, found.item.organisation), total=sum(count for _, count in found.states),
    )  # fmt: skip


@at_organisation(LOAD, post=LOAD)
def column_choices(request: HttpRequest, place: Place) -> HttpResponse:
    """Which columns were said to be which, by sender; each can be forgotten."""
    inside = set(place.tree.descendants(place.node.id))
    found = choices.remembered(actor=place.actor, organisations=inside)
    asked = request.POST.get("bo", "")
    known = {str(choice.id): choice.id for choice in found}
    if request.method == "POST" and asked in known:
        answer = submit(
            request, place, "intake.forget_columns",
            lambda: choices.forget(actor=place.actor, choices=[known[asked]]),
            then=place.url("column_choices"), said="Đã thôi nhớ; các tệp sau được đọc như chưa chọn.",
        )  # fmt: skip
        if answer:
            return answer
    return page(
        request, "intake/columns.html", place, "uploads", back=place.url("uploads"),
        rows=[(choice, place.tree.label(choice.sender)) for choice in found if choice.sender in place.tree],
    )  # fmt: skip
