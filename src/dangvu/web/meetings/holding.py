"""A meeting as it is held, on a telephone: the roll by ticks, the votes, the minutes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

from dangvu.foundation.capabilities import WRITE_WORK
from dangvu.foundation.vietnamese import clean
from dangvu.web import sent
from dangvu.web.gate import Place, at_organisation
from dangvu.web.meetings.forms import MinutesForm, RollForm, VoteForm
from dangvu.web.meetings.sitting import view_of
from dangvu.web.pages import page
from dangvu.web.posts import is_stale, submit
from dangvu.work.meetings import actions, queries
from dangvu.work.meetings.queries import RollLine, RollView
from dangvu.work.meetings.rules import Duty, Mark, votes_needed


@dataclass
class Ticked:
    """One name of the roll as the form shows it."""

    line: RollLine
    late: bool
    absent: bool
    unexcused: bool
    reason: str
    there: bool  # of somebody exempt

    @property
    def error(self) -> str:
        return "Chọn một: đến muộn hoặc vắng." if self.late and self.absent else ""

    @property
    def mark(self) -> Mark:
        if self.absent:
            return Mark.UNEXCUSED if self.unexcused else Mark.EXCUSED
        return Mark.LATE if self.late else Mark.PRESENT


def _ticked(known: RollView, told: Any) -> list[Ticked]:
    """The roll as it stands, or as it was sent (``told``)."""
    sent = (
        {name: set(told.getlist(name)) for name in ("muon", "vang", "khong", "du")}
        if told is not None
        else {}
    )
    found = []
    for line in known.own:
        key = str(line.person)
        if told is not None:
            late, absent, unexcused = (key in sent[name] for name in ("muon", "vang", "khong"))
            reason, there = clean(told.get(f"ly-{key}", ""))[:200], key in sent["du"]
        else:
            obliged = line.duty is Duty.OBLIGED
            late, absent = line.mark is Mark.LATE, obliged and not line.mark.is_there
            unexcused = line.mark is Mark.UNEXCUSED
            reason, there = line.reason, not obliged and line.mark.is_there
        found.append(Ticked(line, late, absent, unexcused, reason, there))
    return found


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def roll(request: HttpRequest, place: Place, sitting: int) -> HttpResponse:
    """Everybody is present; who is not is ticked. Nothing else needs to be touched."""
    view, back = view_of(place, sitting), place.url_of("sitting", sitting=sitting)
    asked: dict[str, Any] = {"actor": place.actor, "organisation": place.node.id}
    known = queries.roll(**asked, tree=place.tree, sitting=sitting)
    told = request.POST if request.method == "POST" else None
    lines = _ticked(known, told)
    named = {"guests": "\n".join(known.guests), "visitors": "\n".join(known.visitors)}
    form = RollForm(told, initial=named)
    context: dict[str, Any] = {
        "view": view, "back": back, "form": form, "taken": known.taken, "every": len(known.own),
        "obliged": [one for one in lines if one.line.duty is Duty.OBLIGED],
        "exempt": [one for one in lines if one.line.duty is Duty.EXEMPT],
        "away": [one for one in lines if one.line.duty is Duty.AWAY],
    }  # fmt: skip
    if told is not None and is_stale(request, view.act):
        before = {one.line.person: one for one in _ticked(known, None)}
        versions = [
            (one.line.name, before[one.line.person].mark.label, one.mark.label)
            for one in lines
            if one.line.duty is Duty.OBLIGED and one.mark is not before[one.line.person].mark
        ]
        return page(request, "meetings/roll.html", place, "meetings", **context, seen=view.act, status=409,
                    changed="Buổi sinh hoạt này", versions=versions)  # fmt: skip
    if told is not None and form.is_valid() and not any(one.error for one in lines):
        new = actions.Roll(
            {one.line.person: (one.mark, one.reason if one.absent else "")
             for one in lines if one.line.duty is Duty.OBLIGED and one.mark is not Mark.PRESENT},
            [one.line.person for one in lines if one.line.duty is Duty.EXEMPT and one.there],
            _names(form.cleaned_data["guests"]), _names(form.cleaned_data["visitors"]),
        )  # fmt: skip
        answer = submit(
            request, place, "meetings.take_roll", lambda: actions.take_roll(**asked, sitting=sitting, roll=new), then=back,
            said=lambda count: f"Đã điểm danh: có mặt {count.present} trên {count.obliged} đảng viên phải dự.", form=form,
        )  # fmt: skip
        if answer:
            return answer
    return page(request, "meetings/roll.html", place, "meetings", **context, seen=view.act)


def _names(text: str) -> list[str]:
    return [line for line in text.splitlines() if line]


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def votes(request: HttpRequest, place: Place, sitting: int) -> HttpResponse:
    """What was voted on, with the base of the day; one more, or one taken back."""
    view, here = view_of(place, sitting), place.url_of("sitting_votes", sitting=sitting)
    asked: dict[str, Any] = {"actor": place.actor, "organisation": place.node.id, "sitting": sitting}
    drop = sent.number(request.POST.get("bo", ""))
    form = VoteForm(request.POST if request.method == "POST" and drop is None else None)
    if drop is not None:
        answer = submit(
            request, place, "meetings.drop_vote", lambda: actions.drop_vote(**asked, vote=drop), then=here,
            said="Đã bỏ lần biểu quyết ghi nhầm.",
        )  # fmt: skip
        if answer:
            return answer
    if form.is_bound and form.is_valid():
        vote = form.told()
        answer = submit(
            request, place, "meetings.vote", lambda: actions.record_vote(**asked, vote=vote), then=here,
            said=f"Đã ghi biểu quyết: {vote.agreed} tán thành.", form=form,
        )  # fmt: skip
        if answer:
            return answer
    needed = {}
    if view.count is not None:
        limits = view.limits
        for threshold in ("qua_nua", "hai_phan_ba"):
            needed[threshold] = votes_needed(view.count.base, threshold, limits.half, limits.two_thirds)
    return page(
        request, "meetings/votes.html", place, "meetings", view=view, form=form, needed=needed,
        back=place.url_of("sitting", sitting=sitting), roll_url=place.url_of("sitting_roll", sitting=sitting),
        minutes_url=place.url_of("sitting_minutes", sitting=sitting),
    )  # fmt: skip


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def minutes(request: HttpRequest, place: Place, sitting: int) -> HttpResponse:
    """The minutes; with them the meeting stands in the book."""
    view, back = view_of(place, sitting), place.url_of("sitting", sitting=sitting)
    asked: dict[str, Any] = {"actor": place.actor, "organisation": place.node.id}
    known = queries.roll(**asked, tree=place.tree, sitting=sitting)
    chairs = queries.chairs_of(**asked, tree=place.tree, cell=view.organisation)
    form = MinutesForm(view, chairs, request.POST or None)
    context: dict[str, Any] = {
        "view": view, "back": back, "form": form, "seen": view.act,
        "names": [one.name for one in known.own if one.mark.is_there],
        "roll_url": place.url_of("sitting_roll", sitting=sitting),
    }  # fmt: skip
    if request.method == "POST" and is_stale(request, view.act):
        shown = MinutesForm(view, chairs, None)
        versions = [
            (
                form[name].label,
                form.fields[name].prepare_value(shown.initial.get(name)) or "",
                form[name].value() or "",
            )
            for name in form.fields
        ]
        return page(request, "meetings/minutes.html", place, "meetings", **context, status=409,
                    changed="Buổi sinh hoạt này", versions=[one for one in versions if one[1] != one[2]])  # fmt: skip
    if request.method == "POST" and form.is_valid():
        written = form.told()
        answer = submit(
            request, place, "meetings.write_minutes",
            lambda: actions.write_minutes(**asked, sitting=sitting, written=written), then=back,
            said="Đã ghi biên bản; buổi họp đã vào sổ sinh hoạt và được tính ngay.", form=form,
        )  # fmt: skip
        if answer:
            return answer
    return page(request, "meetings/minutes.html", place, "meetings", **context)
