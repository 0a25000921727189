"""People who may be on record twice: side by side, merged with a trace, or said to be two."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from dangvu.foundation.capabilities import READ_NAMES, WRITE_MEMBERS
from dangvu.members.actions.merging import merge_people, say_distinct, unmerge_people
from dangvu.members.queries.duplicates import duplicates as pairs_of
from dangvu.members.queries.duplicates import merges
from dangvu.members.queries.listing import printed_date
from dangvu.members.queries.profile import PersonOnRecord, person_on_record, timeline_of
from dangvu.members.words import FIELDS, NUMBERS, said
from dangvu.web.forms import ChoiceField, TextField
from dangvu.web.gate import Place, at_organisation
from dangvu.web.pages import leaf, page
from dangvu.web.posts import submit
from dangvu.work.officers.actions import moving


@at_organisation(READ_NAMES)
def duplicates(request: HttpRequest, place: Place) -> HttpResponse:
    """Pairs that look like one person, the surest first; and the merges that stand."""
    found = pairs_of(actor=place.actor, organisation=place.node.id)
    shown = leaf(request, found)
    may = place.may(WRITE_MEMBERS)

    def label(organisation: int | None) -> str:
        if organisation is None or organisation not in place.tree:
            return "tổ chức đã kết thúc"
        return place.tree.label(organisation)

    return page(
        request, "members/duplicates.html", place, "members", leaf=shown, may_write=may,
        rows=[
            (pair.words, [(name, printed_date(birth), label(where)) for name, birth, where in
                          zip(pair.names, pair.births, pair.places, strict=True)],
             place.url_of("duplicate", one=pair.one, other=pair.other) if may else "")
            for pair in shown.items
        ],
        merges=[(m, place.member_url(m.kept), place.url_of("unmerge", person=m.person)) for m in
                merges(actor=place.actor, organisation=place.node.id)],
    )  # fmt: skip


class SameForm(forms.Form):
    """Which record is kept, or that they are two people."""

    what = ChoiceField("Kết luận", [], widget=forms.RadioSelect)
    reason = TextField("Lý do", max_length=300, hint="Ví dụ: cùng số thẻ, đã đối chiếu hồ sơ giấy")


@at_organisation(WRITE_MEMBERS, post=WRITE_MEMBERS)
def duplicate(request: HttpRequest, place: Place, one: int, other: int) -> HttpResponse:
    """Two records side by side; nothing is deleted by merging, and it can be undone."""
    first, second = _record(place, one), _record(place, other)
    if first.person == second.person:
        raise Http404
    form = SameForm(request.POST or None)
    form.fields["what"].choices = [  # type: ignore[attr-defined]
        (str(first.person), "Là một người, giữ hồ sơ thứ nhất"),
        (str(second.person), "Là một người, giữ hồ sơ thứ hai"),
        ("hai", "Là hai người khác nhau, không báo trùng nữa"),
    ]
    if request.method == "POST" and form.is_valid():
        what, reason = form.cleaned_data["what"], form.cleaned_data["reason"]
        asked: dict[str, Any] = {"actor": place.actor, "organisation": place.node.id, "reason": reason}
        kept, gone = (first, second) if what == str(first.person) else (second, first)

        def do() -> None:
            if what == "hai":
                say_distinct(one=first.person, other=second.person, **asked)
            else:
                merge_people(pairs={gone.person: kept.person}, **asked)

        said_ = (
            "Đã ghi là hai người khác nhau." if what == "hai" else f"Đã gộp vào hồ sơ {kept.profile.name}."
        )
        answer = submit(
            request,
            place,
            "members.duplicate",
            lambda: moving(place.actor, do),
            then=place.url("duplicates"),
            said=said_,
            form=form,
            reason=reason,
        )
        if answer:
            return answer
    return page(
        request, "members/duplicate.html", place, "members", form=form, rows=_side_by_side(first, second),
        first=first, second=second, urls=[place.member_url(first.person), place.member_url(second.person)],
        lines=[_lines(first), _lines(second)],
    )  # fmt: skip


def _record(place: Place, person: int) -> PersonOnRecord:
    """A record of the pair: here, or anywhere the person may see (the other of a pair may lie elsewhere)."""
    try:
        return person_on_record(actor=place.actor, organisation=place.node.id, person=person)
    except LookupError:
        for organisation in sorted(place.actor.grants):
            try:
                return person_on_record(actor=place.actor, organisation=organisation, person=person)
            except (LookupError, PermissionError):
                continue
        raise


def _side_by_side(first: PersonOnRecord, second: PersonOnRecord) -> list[tuple[str, str, str, bool]]:
    rows = []
    for name, label in FIELDS.items():
        values = [getattr(found.profile, name) for found in (first, second)]
        if not any(values):
            continue
        shown = [_told(found, name) for found in (first, second)]
        rows.append((label, shown[0], shown[1], bool(all(values) and values[0] != values[1])))
    return rows


def _told(found: PersonOnRecord, name: str) -> str:
    value = getattr(found.profile, name)
    if name in NUMBERS:
        return found.numbers[name]
    if name in ("birth", "joined", "official"):
        return printed_date(value)
    return f"{value:%d/%m/%Y}" if name == "decided" and value else said(name, value or "")


def _lines(found: PersonOnRecord) -> list[str]:
    events = [event for event in timeline_of(found) if not event.todo]
    return [
        f"{event.on:%d/%m/%Y}: {event.title}{f', {event.place}' if event.place else ''}"
        for event in events[:8]
    ]


@at_organisation(None, post=WRITE_MEMBERS)
def unmerge(request: HttpRequest, place: Place, person: int) -> HttpResponse:
    """Take a merge back: two records again, each with what was told of it."""
    then = place.url("duplicates")
    known = {m.person for m in merges(actor=place.actor, organisation=place.node.id)}
    if person not in known:
        return HttpResponseRedirect(then)
    answer = submit(
        request, place, "members.unmerge",
        lambda: moving(place.actor, lambda: unmerge_people(
            actor=place.actor, organisation=place.node.id, people=[person], reason="tách lại hồ sơ đã gộp"
        )),
        then=then, said="Đã tách lại thành hai hồ sơ.",
    )  # fmt: skip
    return answer or HttpResponseRedirect(then)
