"""The book of cards: what was given in the period, one decision and everybody it gives a card, taking back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from dangvu.foundation.capabilities import READ_NAMES, WRITE_MEMBERS
from dangvu.members.actions import cards as actions
from dangvu.members.actions.cards import NewCardEvent
from dangvu.members.queries import cards as queries
from dangvu.members.queries.cards import CardView, Holder
from dangvu.web.cards.tabs import SECTION, asked, tabs
from dangvu.web.errors import WrongRequest
from dangvu.web.forms import DayField, TextField
from dangvu.web.gate import Place, at_organisation
from dangvu.web.lists import Shown, workbook
from dangvu.web.pages import leaf, page
from dangvu.web.posts import submit
from dangvu.web.reasons import why

#: So many members stand on one page; a greater organisation gives its cards in its cells, or loads the list.
_MOST = 200
KINDS = {"phat": "Phát thẻ", "doi": "Đổi thẻ", "phat_lai": "Cấp lại thẻ"}


@at_organisation(READ_NAMES)
def cards(request: HttpRequest, place: Place) -> HttpResponse:
    """What happened to cards in the period; ``loai``: only of one kind."""
    every = queries.card_events(**asked(place), start=place.period.start, end=place.period.end)
    wanted, base = request.GET.get("loai", ""), place.url("cards")
    groups = {"": every, **{slug: [one for one in every if one.kind == slug] for slug in KINDS},
              "khac": [one for one in every if one.kind not in KINDS]}  # fmt: skip
    if wanted not in groups:
        raise WrongRequest("Sổ thẻ không có cách lọc này. Đề nghị chọn lại ở đầu trang.")
    if request.GET.get("tep") == "xlsx":
        return workbook("The-dang-vien", ["Sổ thẻ đảng viên", place.node.name, place.period.label], _COLUMNS, groups[wanted])  # fmt: skip
    titles = {"": "Tất cả", **KINDS, "khac": "Mất, thu hồi"}
    part, writes = leaf(request, groups[wanted]), place.may(WRITE_MEMBERS)
    return page(
        request, "cards/list.html", place, SECTION, tabs=tabs(place, "cards"), leaf=part, excel=f"{base}&loai={wanted}&tep=xlsx",
        chips=[(titles[slug], len(rows), f"{base}&loai={slug}", slug == wanted) for slug, rows in groups.items()],
        rows=[(one, place.member_url(one.person), place.url_of("card_take_back", event=one.id) if writes and one.typed else "")
              for one in part.items],
        new=place.url("card_new") if writes else "",
    )  # fmt: skip


_COLUMNS: tuple[Shown[CardView], ...] = (
    Shown("ten", "Họ và tên", lambda one: one.name, 28),
    Shown("noi", "Chi bộ", lambda one: one.place, 34),
    Shown("viec", "Việc", lambda one: one.kind_title, 18),
    Shown("so", "Số thẻ (che)", lambda one: one.number, 18),
    Shown("ngay", "Ngày", lambda one: one.on, 12, "date"),
    Shown("qd", "Số quyết định", lambda one: one.decision_number, 18),
    Shown("ngayqd", "Ngày quyết định", lambda one: one.decided_on, 14, "date"),
    Shown("ly", "Lý do", lambda one: one.reason, 30),
)


class DecisionForm(forms.Form):
    """What holds for every card of one decision."""

    on = DayField("Ngày phát, đổi thẻ")
    decision_number = TextField("Số quyết định", max_length=60, hint="Ví dụ: 30-QĐ/ĐU")
    decided_on = DayField("Ngày quyết định")
    reason = TextField("Lý do cấp lại", hint="Mất hay hỏng. Ví dụ: thẻ bị hỏng")

    def __init__(self, kind: str, data: Any) -> None:
        super().__init__(data)
        if kind != "phat_lai":
            del self.fields["reason"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A member's line: the number as typed, and what is wrong with it."""

    holder: Holder
    number: str
    error: str = ""


@at_organisation(WRITE_MEMBERS, post=WRITE_MEMBERS)
def new(request: HttpRequest, place: Place) -> HttpResponse:
    """One decision: a number beside everybody who gets a card; who has none is left as they are."""
    kind, base, back = request.GET.get("viec", "phat"), place.url("card_new"), place.url("cards")
    if kind not in KINDS:
        raise WrongRequest("Chọn phát, đổi hay cấp lại thẻ ở đầu trang.")
    here = queries.holders(**asked(place), tree=place.tree, kind=kind)
    holders = here if len(here) <= _MOST else []
    form = DecisionForm(kind, request.POST or None)
    entries = [Entry(one, request.POST.get(f"so-{one.person}", "").strip()[:20]) for one in holders]
    if request.method == "POST" and form.is_valid():
        entries, answer = _give(request, place, form, kind, entries, back)
        if answer:
            return answer
    cells = [(place.tree.label(one), f"{place.url('card_new', place.tree[one].code)}&viec={kind}") for one in place.tree.children(place.node.id)]  # fmt: skip
    return page(
        request, "cards/new.html", place, SECTION, form=form, back=back, entries=entries, many=len(here) - len(holders),
        cells=cells if len(here) > _MOST else [], most=_MOST, kind=KINDS[kind], first=kind == "phat",
        kinds=[(title, f"{base}&viec={slug}", slug == kind) for slug, title in KINDS.items()],
    )  # fmt: skip


def _give(
    request: HttpRequest, place: Place, form: DecisionForm, kind: str, entries: list[Entry], back: str
) -> tuple[list[Entry], HttpResponse | None]:
    """The lines with what is wrong with each, and the answer where nothing is."""
    d, told = form.cleaned_data, [one for one in entries if one.number]
    if not told:
        form.add_error(None, "Chưa ghi số thẻ nào: ghi số thẻ ở dòng của từng đảng viên.")
        return entries, None
    events = [
        NewCardEvent(one.holder.person, kind, d["on"], one.number, d["decision_number"], d.get("reason", ""), d["decided_on"])
        for one in told
    ]  # fmt: skip
    faults = actions.card_faults(**asked(place), events=events)
    said_of = {(str(fault), fault.field) for fault in faults.values()}
    if len(said_of) == 1 and len(faults) == len(events):  # of the decision, the same for everybody
        ((words, field),) = said_of
        if field in form.fields:
            form.add_error(field, words)
            return entries, None
    if faults:
        said = {told[at].holder.person: str(fault) for at, fault in faults.items()}
        form.add_error(None, f"{len(said)} dòng chưa ghi được; xem câu báo ở từng dòng. Chưa có gì được ghi.")
        return [Entry(e.holder, e.number, said.get(e.holder.person, "")) for e in entries], None
    answer = submit(
        request, place, "members.record_cards", lambda: actions.record_cards(**asked(place), events=events), then=back, form=form,
        said=lambda count: f"Đã ghi {KINDS[kind].lower()} cho {count} đảng viên.",
    )  # fmt: skip
    return entries, answer


@at_organisation(WRITE_MEMBERS, post=WRITE_MEMBERS)
def take_back(request: HttpRequest, place: Place, event: int) -> HttpResponse:
    """What was written of a card by mistake."""
    back, one = place.url("cards"), queries.card_event(**asked(place), event=event)
    do: Any = lambda reason: actions.take_back_cards(**asked(place), events=[event], reason=reason)  # noqa: E731
    form, answer = why(
        request, place, "members.take_back_cards", do, then=back, said="Đã bỏ việc về thẻ ghi nhầm."
    )
    said = f"{one.kind_title} ngày {one.on:%d/%m/%Y} của {one.name}. Số thẻ trong hồ sơ trở lại như trước."
    return answer or page(request, "ask.html", place, SECTION, form=form, back=back, crumb="Thẻ đảng viên",
                          title="Bỏ việc về thẻ ghi nhầm", lead=said, button="Bỏ dòng này")  # fmt: skip
