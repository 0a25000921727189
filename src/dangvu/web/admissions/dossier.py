"""One person's way: what is next, its gate, and the forms of each step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django import forms
from django.http import Http404, HttpRequest, HttpResponse

from dangvu.foundation import clock
from dangvu.foundation.capabilities import READ_NAMES, WRITE_WORK
from dangvu.foundation.partial_date import PartialDate
from dangvu.members.actions import Profile
from dangvu.reports.outlines.dossier import UNCONFIRMED
from dangvu.web.admissions import papers
from dangvu.web.admissions.addresses import TAGS, address, here
from dangvu.web.admissions.forms import (
    AmendForm,
    EndForm,
    IntroductionForm,
    OutstandingForm,
    StepForm,
    asks_ground,
)
from dangvu.web.gate import Place, at_organisation
from dangvu.web.pages import page
from dangvu.web.posts import both_versions, is_stale, submit, yes_or_no
from dangvu.web.reasons import ReasonForm
from dangvu.work.admissions import actions, queries
from dangvu.work.admissions.queries import DossierView
from dangvu.work.admissions.rules.gates import SCHOOLING
from dangvu.work.admissions.rules.steps import BY_SLUG, CELL, INTRODUCERS, Step


@dataclass(frozen=True)
class Event:
    """A line of the timeline: on the left when it happened, under it who recorded it."""

    on: date
    title: str
    said: str = ""
    recorded: str = ""
    todo: bool = False
    correct: str = ""
    take_back: str = ""


@at_organisation(READ_NAMES)
def dossier(request: HttpRequest, place: Place, person: int) -> HttpResponse:
    """The page of one person's way."""
    view = here(place, person)
    writes = place.may(WRITE_WORK) and not view.case.ended
    return page(
        request, "admissions/dossier.html", place, "admissions",
        view=view, case=view.case, file=view.case.file,
        schooling=SCHOOLING.get(view.case.file.schooling, ""),
        writes=writes,
        events=_events(place, view, writes),
        next=view.next, checks=[(check, _mend(place, view, check.mend)) for check in view.next.checks] if view.next else [],
        next_url=address(place, "dossier_step", person=person, step=view.next.step.slug) if view.next else "",
        others=[
            (step, address(place, "dossier_step", person=person, step=step.slug))
            for step in view.possible
            if not (view.next and view.next.open and step.slug == view.next.step.slug)
        ],
        terms=[(term, words, TAGS.get(state, "act")) for term, words, state in view.terms if _spoken_of(term.kind, view, state)],
        introduce=address(place, "introduction", person=person),
        introductions=[
            (one, address(place, "introduction_withdraw", person=person, kind=one.kind, by=one.by or 0) if writes else "")
            for one in view.introductions
        ],
        amend=address(place, "dossier_amend", person=person),
        end=address(place, "dossier_end", person=person),
        papers=papers.menu(place, view),
        board=address(place, "admissions"),
        stage=BY_SLUG[view.case.stage],
    )  # fmt: skip


def _spoken_of(kind: str, view: DossierView, state: str) -> bool:
    """A certificate good for years is no deadline to speak of at the top."""
    return (
        kind != "chung_nhan"
        or bool(TAGS.get(state))
        or any(t.kind == kind and (t.deadline.on - view.today).days <= 90 for t, _, _ in view.terms)
    )


def _mend(place: Place, view: DossierView, mend: str) -> tuple[str, str]:
    """(address, words) of where a missing thing is brought; empty where the person can do nothing here."""
    person = view.case.person
    if mend.startswith("buoc:"):
        step = BY_SLUG[mend[5:]]
        if step in view.possible:
            return address(place, "dossier_step", person=person, step=step.slug), f"Ghi {_lower(step.title)}"
    if mend == "nguoi_gioi_thieu":
        return address(place, "introduction", person=person), "Thêm giấy giới thiệu"
    if mend == "lop":
        return address(place, "classes"), "Mở danh sách lớp"
    if mend == "ho_so":
        return address(place, "dossier_amend", person=person), "Bổ sung thông tin"
    return "", ""


def _lower(title: str) -> str:
    return title[:1].lower() + title[1:]


def _events(place: Place, view: DossierView, writes: bool) -> list[Event]:
    """Everything that happened and every term that runs, the latest first."""
    person, file = view.case.person, view.case.file
    found = [
        Event(
            t.deadline.on,
            f"Hạn: {_lower(t.title)}",
            f"{words}. {t.deadline.source}",
            t.deadline.caution,
            todo=True,
        )
        for t, words, _ in view.terms
        if t.kind != "chung_nhan"
    ]
    for line in view.steps:
        parts = [f"Số {line.number}" if line.number else "", line.votes]
        parts.append("" if line.passed else "không đủ phiếu")
        parts.append(f"nhận ngày {line.received_on:%d/%m/%Y}" if line.received_on else "")
        form = f" ({line.step.form})" if line.step.form else ""
        made = {"person": person, "step": line.step.slug}
        joined = line.step.slug == "le_ket_nap"
        found.append(
            Event(
                line.on, f"{line.step.title}{form}", "; ".join([p for p in (*parts, line.note) if p]), line.recorded,
                correct=address(place, "dossier_step", **made) if writes and line.passed and not joined else "",
                take_back=address(place, "step_take_back", **made) if writes else "",
            )
        )  # fmt: skip
    for paper in file.papers:
        title = (
            "Giấy chứng nhận lớp bồi dưỡng nhận thức về Đảng"
            if paper.kind == "nhan_thuc"
            else "Giấy chứng nhận lớp bồi dưỡng"
        )
        title = "Giấy chứng nhận lớp bồi dưỡng đảng viên mới" if paper.kind == "dang_vien_moi" else title
        found.append(Event(paper.issued_on, title))
    for told in view.introductions:
        found.append(
            Event(told.on, "Giấy giới thiệu", f"{told.title}{': ' + told.name if told.name else ''}")
        )
    if file.listed_on:
        found.append(Event(file.listed_on, "Chi bộ đưa vào danh sách quần chúng ưu tú"))
    if file.joined and not file.done("le_ket_nap"):
        found.append(Event(file.joined.last, f"Vào Đảng {file.joined}", "Theo danh sách đảng viên"))
    standing = view.case.standing
    if standing and standing.ended_on:
        found.append(Event(standing.ended_on, view.outcome, standing.reason))
    return sorted(found, key=lambda event: event.on, reverse=True)


@at_organisation(READ_NAMES, post=WRITE_WORK)
def step(request: HttpRequest, place: Place, person: int, step: str) -> HttpResponse:
    """The form of one step: recorded for the first time, or corrected with a reason."""
    view, wanted = here(place, person), _entered(step)
    done = view.case.file.done(step)
    form = StepForm(
        request.POST or None, step=wanted, listed=_listed(place, view, wanted), correcting=done is not None,
        ask_ground=asks_ground(view.case.file.schooling), initial=_as_recorded(view, wanted),
    )  # fmt: skip
    back = address(place, "dossier", person=person)
    stale = request.method == "POST" and is_stale(request, view.case.last_act)
    if request.method == "POST" and not stale and form.is_valid():
        entry = form.entry(person)
        do: Callable[[], object]
        if done is None:

            def do() -> int:
                return actions.record_step(
                    actor=place.actor, organisation=place.node.id, step=step, entries=[entry]
                )
        else:

            def do() -> None:
                actions.correct_step(
                    actor=place.actor, organisation=place.node.id, step=step, entry=entry,
                    reason=form.cleaned_data["reason"],
                )  # fmt: skip

        answer = submit(
            request, place, "admissions.step", do, then=back, form=form,
            said=lambda passed: _said(wanted, view.case.name, passed),
        )  # fmt: skip
        if answer:
            return answer
    checks = [] if done else _gate_of(view, wanted)
    return page(
        request, "admissions/step.html", place, "admissions",
        form=form, view=view, step=wanted, correcting=done is not None, checks=checks, back=back,
        paper=papers.draft_of(place, view, step), unconfirmed=UNCONFIRMED,
        seen=view.case.last_act, versions=_versions(view, wanted, form) if stale else None,
        status=409 if stale else 200,
    )  # fmt: skip


def _entered(slug: str) -> Step:
    step = BY_SLUG.get(slug)
    if step is None or not step.entered:
        raise Http404
    return step


def _gate_of(view: DossierView, step: Step) -> Sequence[object]:
    return view.next.checks if view.next and view.next.step.slug == step.slug else ()


def _listed(place: Place, view: DossierView, step: Step) -> int | None:
    """How many official members the cell has: what is known is not asked for again."""
    if step.votes != CELL:
        return None
    cell = view.case.organisation
    return queries.official_counts(actor=place.actor, organisations=[cell]).get(cell)


def _as_recorded(view: DossierView, step: Step) -> dict[str, object]:
    done = view.case.file.done(step.slug)
    if done is None:
        return {}
    told: dict[str, object] = {
        "on": done.on, "number": done.number, "received_on": done.received_on, "consent": done.consent,
        "ground": done.ground, "note": done.note, "extra_days": done.extra_days or None, "abroad": done.abroad,
    }  # fmt: skip
    if done.vote:
        told |= {
            "listed": done.vote.listed, "away": done.vote.away, "exempt_absent": done.vote.exempt_absent,
            "votes_for": done.vote.votes_for,
        }  # fmt: skip
    return told


def _versions(view: DossierView, step: Step, form: StepForm) -> list[tuple[str, str, str]]:
    """What was recorded meanwhile beside what is being entered."""
    theirs = _as_recorded(view, step)

    def shown(value: object) -> str:
        if isinstance(value, bool):
            return yes_or_no(value)
        return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value or "")

    return both_versions(form, {name: shown(theirs.get(name)) for name in form.fields if name != "reason"})


def _said(step: Step, name: str, passed: object) -> str:
    if passed == 0:
        return f"Đã ghi kết quả biểu quyết của {name}: không đủ phiếu, hồ sơ vẫn chờ bước này."
    return f"Đã ghi “{step.title}” của {name}."


@at_organisation(READ_NAMES, post=WRITE_WORK)
def take_back(request: HttpRequest, place: Place, person: int, step: str) -> HttpResponse:
    """A step that was recorded by mistake is taken back, with the reason."""
    view, wanted = here(place, person), _entered(step)
    form = ReasonForm(request.POST or None, "Ví dụ: ghi nhầm người.")
    return _ask(
        request, place, view, form,
        lambda: actions.take_back_step(
            actor=place.actor, organisation=place.node.id, person=person, step=step, reason=form.cleaned_data["reason"]
        ),
        title=f"Gỡ bước “{wanted.title}”",
        lead="Bước đã ghi sẽ không còn tính, nhưng vẫn giữ trong lịch sử sửa đổi."
        + (" Người này sẽ không còn là đảng viên dự bị." if step == "le_ket_nap" else ""),
        button="Gỡ bước này", said=f"Đã gỡ “{wanted.title}”.",
    )  # fmt: skip


@at_organisation(READ_NAMES, post=WRITE_WORK)
def introduction(request: HttpRequest, place: Place, person: int) -> HttpResponse:
    """A paper of introduction is added."""
    view = here(place, person)
    members = queries.official_members(actor=place.actor, organisation=view.case.organisation)
    form = IntroductionForm(request.POST or None, members=members)

    def do() -> None:
        told = form.cleaned_data
        new = actions.NewIntroduction(
            person, told["kind"], told["on"], int(told["by"]) if told["by"] else None,
            told["document_number"], told["together_from"],
        )  # fmt: skip
        actions.introduce(actor=place.actor, organisation=place.node.id, introductions=[new])

    return _ask(
        request, place, view, form, do, title="Thêm giấy giới thiệu",
        lead="Cần hai đảng viên chính thức, hoặc một đảng viên chính thức và nghị quyết của đoàn thanh niên hoặc công đoàn cơ sở.",
        button="Ghi giấy giới thiệu", said="Đã ghi giấy giới thiệu.", told=[(i.title, i.name, i.on) for i in view.introductions],
    )  # fmt: skip


@at_organisation(READ_NAMES, post=WRITE_WORK)
def withdraw_introduction(
    request: HttpRequest, place: Place, person: int, kind: str, by: int
) -> HttpResponse:
    """A paper of introduction that was recorded by mistake, or is withdrawn; ``by`` 0: a body, not a member."""
    view = here(place, person)
    told = next((one for one in view.introductions if (one.kind, one.by or 0) == (kind, by)), None)
    if told is None and request.method != "POST":  # sent again, it is answered as the first time
        raise Http404
    form = ReasonForm(request.POST or None, "Ví dụ: ghi nhầm người.")

    def do() -> None:
        actions.withdraw_introductions(
            actor=place.actor, organisation=place.node.id, person=person, kind=kind, by=by or None,
            reason=form.cleaned_data["reason"],
        )  # fmt: skip

    called = f"{told.name or told.title}, ngày {told.on:%d/%m/%Y}" if told else "Giấy giới thiệu"
    return _ask(
        request, place, view, form, do, title="Bỏ giấy giới thiệu",
        lead=f"{called}. Giấy sẽ không còn tính, nhưng vẫn giữ trong lịch sử sửa đổi.",
        button="Bỏ giấy giới thiệu này", said="Đã bỏ giấy giới thiệu.",
    )  # fmt: skip


@at_organisation(READ_NAMES, post=WRITE_WORK)
def amend(request: HttpRequest, place: Place, person: int) -> HttpResponse:
    """Who helps, what schooling."""
    view = here(place, person)
    members = [
        m
        for m in queries.official_members(actor=place.actor, organisation=view.case.organisation)
        if m.person != person
    ]
    first = {"schooling": view.case.file.schooling, "helper": str(view.case.helper or "")}
    form = AmendForm(request.POST or None, members=members, initial=first)

    def do() -> None:
        told = form.cleaned_data
        actions.amend(
            actor=place.actor, organisation=place.node.id, people=[person], schooling=told["schooling"] or None,
            helper=int(told["helper"]) if told["helper"] else None,
        )  # fmt: skip

    return _ask(
        request, place, view, form, do, title="Bổ sung thông tin hồ sơ", lead="Ngày sinh, họ tên sửa ở hồ sơ của người.",
        button="Ghi thông tin", said="Đã ghi thông tin.",
    )  # fmt: skip


@at_organisation(READ_NAMES, post=WRITE_WORK)
def end(request: HttpRequest, place: Place, person: int) -> HttpResponse:
    """A way ends before its goal, with the reason."""
    view = here(place, person)
    form = EndForm(request.POST or None, probationer=view.case.file.is_probationer)

    def do() -> None:
        told = form.cleaned_data
        ending = actions.Ending(person, told["outcome"], told["on"], told["reason"])
        actions.end(actor=place.actor, organisation=place.node.id, endings=[ending])

    return _ask(
        request, place, view, form, do, title="Kết thúc hồ sơ",
        lead="Hồ sơ được đóng lại với lý do; có thể lập hồ sơ mới sau này. Việc xóa tên do cấp có thẩm quyền quyết định và ghi ở biến động đảng viên.",
        button="Kết thúc hồ sơ", said="Đã kết thúc hồ sơ.",
    )  # fmt: skip


def _ask(
    request: HttpRequest, place: Place, view: DossierView, form: forms.Form, do: Callable[[], object], *,
    title: str, lead: str, button: str, said: str, told: Sequence[tuple[str, str, date]] = (),
) -> HttpResponse:  # fmt: skip
    """A short form about one person: shown, or done once and back to the dossier."""
    back = address(place, "dossier", person=view.case.person)
    if request.method == "POST" and form.is_valid():
        answer = submit(request, place, "admissions.dossier", do, then=back, said=said, form=form)
        if answer:
            return answer
    return page(
        request, "admissions/ask.html", place, "admissions",
        form=form, view=view, title=title, lead=lead, button=button, back=back, told=told, introducers=INTRODUCERS,
    )  # fmt: skip


@at_organisation(READ_NAMES, post=WRITE_WORK)
def outstanding(request: HttpRequest, place: Place) -> HttpResponse:
    """A person is put on the list of a cell; the next one can be entered at once."""
    cells = [(i, place.tree.label(i)) for i in place.tree.descendants(place.node.id) if place.tree[i].is_cell]
    cells = cells or [(place.node.id, place.node.name)]
    lone = cells[0][0] if len(cells) == 1 else None
    members = queries.official_members(actor=place.actor, organisation=lone) if lone else []
    form = OutstandingForm(request.POST or None, cells=cells, members=members)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        cell = lone or int(told["cell"])
        new = actions.NewOutstanding(
            cell, told["listed_on"], profile=_profile(told, place.tree.unit_of(cell) or cell),
            schooling=told["schooling"], helper=int(told["helper"]) if told.get("helper") else None,
            document_number=told["document_number"],
        )  # fmt: skip
        again = "them" in request.POST
        then = address(place, "outstanding_new" if again else "admissions")
        answer = submit(
            request, place, "admissions.outstanding",
            lambda: actions.list_outstanding(actor=place.actor, organisation=place.node.id, people=[new]),
            then=then, said=f"Đã đưa {told['name']} vào danh sách quần chúng ưu tú.", form=form,
        )  # fmt: skip
        if answer:
            return answer
    return page(
        request, "admissions/outstanding.html", place, "admissions", form=form, back=address(place, "admissions"),
        today=clock.today(),
    )  # fmt: skip


def _profile(told: dict[str, object], unit: int) -> Profile:
    birth = told["birth"]
    return Profile(
        name=str(told["name"]), unit_id=unit, sex=str(told["sex"] or ""),
        birth=birth if isinstance(birth, PartialDate) else None, ethnicity=str(told["ethnicity"] or ""),
        occupation=str(told["occupation"] or ""), position=str(told["position"] or ""), union=str(told["union"] or ""),
    )  # fmt: skip
