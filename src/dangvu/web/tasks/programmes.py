"""Programmes of a year's work: the list, one by quarter, a new one, one that was written by mistake."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from dangvu.foundation import clock
from dangvu.foundation.capabilities import READ_FIGURES, WRITE_WORK
from dangvu.web.gate import Place, at_organisation
from dangvu.web.pages import page
from dangvu.web.posts import submit
from dangvu.web.reasons import why
from dangvu.web.tasks.forms import ProgrammeForm
from dangvu.web.tasks.tabs import SECTION, tabs
from dangvu.work.resolutions import actions, queries
from dangvu.work.resolutions.rules.tasks import ROMAN


@at_organisation(READ_FIGURES)
def programmes(request: HttpRequest, place: Place) -> HttpResponse:
    """The organisation's programmes, with how many tasks stand in each and how many of their parts are overdue."""
    every = queries.programmes(actor=place.actor, organisation=place.node.id)
    given = queries.tasks(actor=place.actor, organisation=place.node.id)

    def row(one: queries.ProgrammeView) -> tuple[queries.ProgrammeView, str, int, int, int]:
        mine = [task for task in given if task.programme == one.id]
        parts, done = sum(len(task.progress) for task in mine), sum(task.done for task in mine)
        return (
            one,
            place.url_of("programme", programme=one.id),
            done,
            parts,
            sum(task.overdue for task in mine),
        )

    return page(
        request, "tasks/programmes.html", place, SECTION, tabs=tabs(place, "programmes"), rows=[row(one) for one in every],
        new=place.url("programme_new") if place.may(WRITE_WORK) else "",
    )  # fmt: skip


@at_organisation(READ_FIGURES)
def programme(request: HttpRequest, place: Place, programme: int) -> HttpResponse:
    """One programme: its tasks by quarter, as they stand."""
    found = queries.programme(actor=place.actor, organisation=place.node.id, programme=programme)
    mine = [
        one
        for one in queries.tasks(actor=place.actor, organisation=place.node.id)
        if one.programme == programme
    ]
    mine.sort(key=lambda one: (one.deadlines or (clock.today().max,), one.id))
    quarters = [(f"Quý {ROMAN[number]}", [one for one in mine if one.quarter == number]) for number in ROMAN]
    quarters.append(("Cả năm", [one for one in mine if one.quarter is None]))
    may = place.may(WRITE_WORK)
    return page(
        request, "tasks/programme.html", place, SECTION, programme=found, back=place.url("programmes"),
        quarters=[
            (title, [(one, place.url_of("task", task=one.id)) for one in rows]) for title, rows in quarters if rows
        ],
        new=f"{place.url('task_new')}&chuong-trinh={programme}" if may else "",
        drop=place.url_of("programme_take_back", programme=programme) if may and not mine else "",
        done=sum(one.done for one in mine), parts=sum(len(one.progress) for one in mine),
        overdue=sum(one.overdue for one in mine),
    )  # fmt: skip


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def new(request: HttpRequest, place: Place) -> HttpResponse:
    """A programme to which tasks are given afterwards."""
    form = ProgrammeForm(request.POST or None, initial={"year": clock.today().year})
    back = place.url("programmes")
    if request.method == "POST" and form.is_valid():
        told = actions.NewProgramme(**form.cleaned_data)
        answer = submit(
            request, place, "resolutions.programme",
            lambda: actions.keep_programmes(actor=place.actor, organisation=place.node.id, programmes=[told]),
            then=back, said="Đã ghi chương trình. Mở chương trình để giao nhiệm vụ theo quý.", form=form,
        )  # fmt: skip
        if answer:
            return answer
    return page(request, "tasks/programme_new.html", place, SECTION, form=form, back=back)


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def take_back(request: HttpRequest, place: Place, programme: int) -> HttpResponse:
    """An empty programme that was written by mistake."""
    back = place.url("programmes")
    form, answer = why(
        request, place, "resolutions.drop_programme",
        lambda reason: actions.take_back_programme(
            actor=place.actor, organisation=place.node.id, programme=programme, reason=reason
        ),
        then=back, said="Đã bỏ chương trình ghi nhầm.", hint="Ví dụ: ghi nhầm nhiệm vụ",
    )  # fmt: skip
    if answer:
        return answer
    found = queries.programme(actor=place.actor, organisation=place.node.id, programme=programme)
    return page(
        request, "tasks/programme_take_back.html", place, SECTION, form=form, programme=found, back=back
    )
