"""Ranking a whole list on one page: one choice for everybody, then only those who differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse

from dangvu.foundation.capabilities import WRITE_WORK
from dangvu.proceedings.actions import rank_units
from dangvu.proceedings.queries import tasks_of_year
from dangvu.web.errors import WrongRequest
from dangvu.web.gate import Place, at_organisation
from dangvu.web.pages import page
from dangvu.web.posts import is_stale, submit
from dangvu.web.ranking.forms import CHOICES, OUT, Entry, HeadingForm, as_sent, known
from dangvu.web.ranking.tabs import SECTION, year_of
from dangvu.work.ranking import actions, queries
from dangvu.work.ranking.limits import day_of, limits_on
from dangvu.work.ranking.queries import Line
from dangvu.work.ranking.rules import Step

#: So many lines on a page; a greater list is told cell by cell.
_MOST = 150


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def members(request: HttpRequest, place: Place) -> HttpResponse:
    """The members of a cell, or of a whole grassroots organisation cell by cell (``chi-bo``)."""
    year = year_of(request.GET.get("nam", ""))
    lines = queries.member_lines(actor=place.actor, organisation=place.node.id, tree=place.tree, year=year)
    cells = list(dict.fromkeys(line.one.organisation for line in lines))
    picked = request.GET.get("chi-bo", "")
    if picked:
        codes = {node.id: node.code for node in place.tree}
        lines = [line for line in lines if codes.get(line.one.organisation) == picked]
        if not lines:
            raise WrongRequest("Chi bộ này không có đảng viên để xếp loại. Chọn lại ở đầu trang.")
    step = _step(request, place)
    here = f"{place.url('ranking_enter_members')}&nam={year}&buoc={step.value}"
    groups = [
        (place.tree.label(cell), sum(line.one.organisation == cell for line in lines) if not picked else None,
         f"{here}&chi-bo={place.tree[cell].code}", place.tree[cell].code == picked)
        for cell in cells if cell in place.tree
    ]  # fmt: skip
    too_many = len(lines) > _MOST
    return _enter(request, place, year, step, [] if too_many else lines, False, groups if len(cells) > 1 else [], picked, too_many)  # fmt: skip


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def units(request: HttpRequest, place: Place) -> HttpResponse:
    """The organisations right below (and the own one, before it is decided on), with what is told of their year."""
    year = year_of(request.GET.get("nam", ""))
    step = _step(request, place)
    lines = queries.unit_lines(actor=place.actor, organisation=place.node.id, tree=place.tree, year=year)
    here = place.node.id
    parents = {node.id: node.parent for node in place.tree}
    near = [
        line for line in lines if parents.get(line.one.organisation) == here or line.one.organisation == here
    ]
    shown = [line for line in near if step is not Step.DECIDED or line.one.organisation != here]
    return _enter(request, place, year, step, shown, True, [], "", False)


def _step(request: HttpRequest, place: Place) -> Step:
    asked = request.GET.get("buoc", "")
    if not asked:
        return Step.PROPOSED if place.node.is_cell and not place.node.is_grassroots else Step.DECIDED
    if asked not in list(Step):
        raise WrongRequest("Chọn tự đánh giá, đề nghị hoặc quyết định ở đầu trang.")
    return Step(asked)


def _enter(
    request: HttpRequest, place: Place, year: int, step: Step, every: Sequence[Line], units: bool,
    groups: Sequence[Any], picked: str, too_many: bool,
) -> HttpResponse:  # fmt: skip
    lines = [line for line in every if not line.one.out]
    tasks = _tasks(place, year, lines) if units else {}
    before = [known(line, step, tasks.get(line.one.organisation)) for line in lines]
    told = request.POST if request.method == "POST" else None
    entries = as_sent(before, told) if told is not None else before
    form = HeadingForm(told, step, day_of(year), units)
    name = "ranking_enter_units" if units else "ranking_enter_members"
    seen = max((line.act for line in every), default=0)
    base = f"{place.url(name)}&nam={year}" + (f"&chi-bo={picked}" if picked else "")
    back = f"{place.url('ranking_units' if units else 'ranking_members')}&nam={year}"
    context: dict[str, Any] = {
        "form": form, "year": year, "step": step, "units": units, "choices": CHOICES, "back": back, "seen": seen, "groups": groups,
        "steps": [(one.label, f"{base}&buoc={one.value}", one is step) for one in Step if _open(place, one, units)],
        "out": [line for line in every if line.one.out], "limits": limits_on(day_of(year)), "too_many": too_many,
        "votes": step is Step.PROPOSED, "overview": f"{place.url('ranking')}&nam={year}",
    }  # fmt: skip
    if told is not None and is_stale(request, seen):
        versions = [
            (mine.line.name, _words(theirs.grade), _words(mine.grade))
            for theirs, mine in zip(before, entries, strict=True) if theirs.grade != mine.grade
        ]  # fmt: skip
        return page(
            request,
            "ranking/enter.html",
            place,
            SECTION,
            **context,
            entries=entries,
            versions=versions,
            status=409,
        )
    if told is not None and form.is_valid() and not any(one.error for one in entries):
        answer = _write(request, place, year, step, form, entries, units, back)
        if answer:
            return answer
    return page(request, "ranking/enter.html", place, SECTION, **context, entries=entries)


def _open(place: Place, step: Step, units: bool) -> bool:
    """A cell below a grassroots committee decides nothing; whoever has nobody below decides on no organisation."""
    if step is not Step.DECIDED:
        return True
    return not place.node.is_cell or (place.node.is_grassroots and not units)


def _tasks(place: Place, year: int, lines: Sequence[Line]) -> dict[int, tuple[int, int]]:
    ids = [line.one.organisation for line in lines]
    return tasks_of_year(actor=place.actor, organisation=place.node.id, units=ids, year=year)


def _words(slug: str) -> str:
    return dict(CHOICES).get(slug, "")


def _write(
    request: HttpRequest, place: Place, year: int, step: Step, form: HeadingForm, entries: Sequence[Entry], units: bool, back: str
) -> HttpResponse | None:  # fmt: skip
    d = form.cleaned_data
    filled = [replace(one, grade=one.grade or d["rest"]) for one in entries]
    ranked = [one for one in filled if one.grade and not one.grade.startswith(OUT)]
    out = [one for one in filled if one.grade.startswith(OUT)]
    if not ranked and not out:
        form.add_error(None, "Chưa ghi mức của ai. Chọn mức cho từng dòng, hoặc một mức chung ở trên.")
        return None
    asked: dict[str, Any] = {"actor": place.actor, "organisation": place.node.id, "year": year}

    def do() -> int:
        for ground in {one.grade.removeprefix(OUT) for one in out}:
            those = [one.key for one in out if one.grade == OUT + ground]
            which: dict[str, Any] = {"units" if units else "people": those}
            actions.leave_out(**asked, ground=ground, note=d["note"], **which)
        new = [one.new(d.get("voters")) for one in ranked]
        write = rank_units if units else actions.rank
        return (
            write(**asked, step=step, on=d["on"], entries=new, document=d.get("document", "")) if new else 0
        )

    return submit(
        request, place, "ranking.rank", do, then=back, form=form,
        said=lambda count: f"Đã ghi {step.label.lower()} của {count} trường hợp" + (f", {len(out)} không xếp loại." if out else "."),
    )  # fmt: skip
