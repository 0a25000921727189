"""One person's page: what is known, what happened, what comes next, what may be done, who may see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from dangvu.accounts.queries import may_ask_who_sees, who_may_see
from dangvu.foundation import clock
from dangvu.foundation.capabilities import READ_IDENTIFIERS, READ_NAMES, WRITE_MEMBERS
from dangvu.foundation.partial_date import PartialDate
from dangvu.members.actions.revealing import reveal
from dangvu.members.queries.history import changes, readings
from dangvu.members.queries.profile import PersonOnRecord, person_on_record, probation_ends, timeline_of
from dangvu.members.words import FIELDS, said
from dangvu.web.forms import TextField
from dangvu.web.gate import Place, at_organisation
from dangvu.web.members.acts import menu_of
from dangvu.web.pages import page
from dangvu.web.reasons import opened


@at_organisation(READ_NAMES)
def member(request: HttpRequest, place: Place, person: int) -> HttpResponse:
    """The profile, numbers masked."""
    found = person_on_record(actor=place.actor, organisation=place.node.id, person=person)
    if found.person != person:  # merged into another, whose page this is
        return HttpResponseRedirect(place.member_url(found.person))
    return page(
        request, "members/profile.html", place, "members", **about(place, found),
        facts=facts(found), events=timeline_of(found), next_steps=_next(place, found),
        may_reveal=place.may(READ_IDENTIFIERS), may_write=place.may(WRITE_MEMBERS),
        acts=menu_of(place, found) if place.may(WRITE_MEMBERS) else [],
        may_ask=may_ask_who_sees(place.actor, found.organisation, place.tree),
        changed=len(changes(actor=place.actor, organisation=place.node.id, found=found)),
    )  # fmt: skip


def about(place: Place, found: PersonOnRecord) -> dict[str, object]:
    """What every page about a person shows above: who, where, as what."""
    tree = place.tree
    path = [tree[id_] for id_ in reversed(tree.path(found.organisation)) if place.node.id in tree.path(id_)]
    return {
        "person": found, "name": found.profile.name, "member_url": place.member_url(found.person),
        "crumbs": [(node.name, place.url("members", node.code)) for node in path],
        "state": f"Đảng viên {found.status.lower()}" if found.stay else "Không còn hoặc chưa là đảng viên",
        "since": found.stay.since if found.stay else None,
        "joined": str(PartialDate.from_iso(found.profile.joined)) if found.profile.joined else "",
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of what is known; ``number`` for those that are shown masked."""

    label: str
    text: str
    number: bool = False


def facts(found: PersonOnRecord) -> list[Fact]:
    """What is known, in the order of the member's file; what is missing says so."""
    p, today = found.profile, clock.today()
    birth = str(PartialDate.from_iso(p.birth)) if p.birth else ""
    if p.birth_first and len(p.birth) == 10:
        age = (
            today.year
            - p.birth_first.year
            - ((today.month, today.day) < (p.birth_first.month, p.birth_first.day))
        )
        birth += f" ({age} tuổi)"
    told = ", ".join(filter(None, (
        said("sex", p.sex), f"dân tộc {p.ethnicity}" if p.ethnicity else "",
        f"tôn giáo {p.religion}" if p.religion else "",
    )))  # fmt: skip
    trained = "; ".join(filter(None, (
        said("education", p.education), f"học vấn {said('schooling', p.schooling).lower()}" if p.schooling else "",
        f"lý luận chính trị {said('theory', p.theory).lower()}" if p.theory else "",
    )))  # fmt: skip
    work = "; ".join(filter(None, (said("occupation", p.occupation), p.position)))
    lines = [
        Fact("Ngày sinh", birth), Fact("Giới tính, dân tộc", told), Fact("Quê quán", p.home), Fact("Trình độ", trained),
        *([Fact("Nghề nghiệp, chức vụ", work)] if work else []),
        Fact("Ngày vào Đảng", _day(p.joined)), Fact("Ngày chính thức", _day(p.official)),
        *([Fact("Đoàn thể khi kết nạp", said("union", p.union))] if p.union else []),
    ]  # fmt: skip
    if p.party_from:
        years = (
            today.year
            - p.party_from.year
            - ((today.month, today.day) < (p.party_from.month, p.party_from.day))
        )
        counted = f"{max(years, 0)} năm, tính từ {p.party_from:%d/%m/%Y}"
        lines.append(
            Fact(
                "Tuổi đảng", f"{counted}, ước tính theo ngày vào Đảng" if p.party_from_estimated else counted
            )
        )
    lines += [
        Fact(FIELDS[name], found.numbers[name], number=True)
        for name in (
            "personal_number",
            "card_number",
            "registry_number",
            "old_card_number",
            "old_personal_number",
        )
        if found.numbers[name] or name in ("personal_number", "card_number")
    ]
    return lines


def _day(iso: str) -> str:
    return str(PartialDate.from_iso(iso)) if iso else ""


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do next; ``url`` leads to it where it is done here."""

    text: str
    why: str = ""
    url: str = ""
    link: str = ""
    urgent: bool = False


def _next(place: Place, found: PersonOnRecord) -> list[Step]:
    """What the record asks for next; nothing is a good answer."""
    steps, today, p = [], clock.today(), found.profile
    if found.transfer is not None:
        steps.append(
            Step(f"Chờ {found.transfer.target_name} tiếp nhận, hạn {found.transfer.due_on:%d/%m/%Y}", found.transfer.rule,
                 place.url_of("transfer", transfer=found.transfer.pk), "Mở lần giới thiệu này",
                 urgent=found.transfer.due_on < today)
        )  # fmt: skip
    if found.stay is not None and found.stay.status == "du_bi":
        due = probation_ends(found)
        if due is None:
            steps.append(Step("Chưa biết đủ ngày vào Đảng nên chưa tính được hạn công nhận chính thức"))
        else:
            steps.append(
                Step(
                    f"Hết thời gian dự bị ngày {due:%d/%m/%Y}: chi bộ xét công nhận chính thức",
                    url=place.url_of("dossier", person=found.person),
                    link="Mở hồ sơ kết nạp",
                    urgent=due < today,
                )
            )
    may = place.may(WRITE_MEMBERS)
    card = place.url_of("member_act", person=found.person, act="the") if may else ""
    if found.stay is not None and found.stay.status == "chinh_thuc" and not p.card_number:
        steps.append(
            Step(
                "Chưa ghi số thẻ đảng viên",
                "Thẻ được phát sau khi công nhận chính thức.",
                card,
                "Ghi phát thẻ",
            )
        )
    lacking = [label for label, value in (
        ("ngày sinh đầy đủ", len(p.birth) == 10), ("giới tính", p.sex), ("dân tộc", p.ethnicity), ("quê quán", p.home),
        ("số định danh 12 chữ số", len(p.personal_number) == 12), ("trình độ", p.education),
        ("lý luận chính trị", p.theory), ("ngày vào Đảng", p.joined),
    ) if not value]  # fmt: skip
    if lacking:
        url = place.url_of("member_correct", person=found.person) if may else ""
        steps.append(Step(f"Còn thiếu: {', '.join(lacking)}", "", url, "Bổ sung"))
    return steps


@at_organisation(READ_NAMES)
def history(request: HttpRequest, place: Place, person: int) -> HttpResponse:
    """What was changed, by whom and why; who saw the numbers in full."""
    found = person_on_record(actor=place.actor, organisation=place.node.id, person=person)
    asked: dict[str, Any] = {"actor": place.actor, "organisation": place.node.id, "found": found}
    return page(
        request, "members/history.html", place, "members", **about(place, found),
        changes=changes(**asked), readings=readings(**asked),
    )  # fmt: skip


@at_organisation(READ_NAMES)
def access(request: HttpRequest, place: Place, person: int) -> HttpResponse:
    """Who may see this record today, through which role, and for whom the numbers open."""
    found = person_on_record(actor=place.actor, organisation=place.node.id, person=person)
    if not may_ask_who_sees(place.actor, found.organisation, place.tree):
        raise PermissionDenied("Phần này dành cho bí thư và người phụ trách tài khoản.")
    asked: dict[str, Any] = {"actor": place.actor, "organisation": found.organisation}
    seeing, in_full, writing = (
        who_may_see(**asked, capability=can) for can in (READ_NAMES, READ_IDENTIFIERS, WRITE_MEMBERS)
    )
    rows = [(row, row in in_full, row in writing) for row in seeing]
    return page(
        request, "members/access.html", place, "members", **about(place, found), rows=rows,
        people=len({row.user for row in seeing}),
    )  # fmt: skip


class RevealForm(forms.Form):
    """Why the numbers are needed."""

    reason = TextField("Lý do cần xem số đầy đủ", hint="Ví dụ: làm thủ tục đổi thẻ cho đồng chí này")


@at_organisation(READ_IDENTIFIERS, post=READ_IDENTIFIERS)
def numbers(request: HttpRequest, place: Place, person: int) -> HttpResponse:
    """The numbers in full, once, for a reason that is written down; the answer is not kept anywhere."""
    found = person_on_record(actor=place.actor, organisation=place.node.id, person=person)
    form = RevealForm(request.POST or None)
    row = opened(
        request, place, form, "members.reveal",
        lambda reason: reveal(actor=place.actor, organisation=place.node.id, person=found.person, reason=reason),
    )  # fmt: skip
    shown = [
        Fact(FIELDS[name], getattr(row, name), number=True)
        for name in (found.numbers if row is not None else ())
        if getattr(row, name)
    ]
    return page(
        request, "members/numbers.html", place, "members", **about(place, found), form=form, shown=shown,
    )  # fmt: skip
