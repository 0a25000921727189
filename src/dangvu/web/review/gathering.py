"""'Tổng hợp nội dung': what the units below wrote, in groups that say the same, and what the office does with each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from dangvu.foundation.capabilities import ACCEPT_FIGURES, READ_REPORT
from dangvu.review.narrative import actions
from dangvu.review.narrative import queries as narrative
from dangvu.review.narrative.actions import GONE, Choice
from dangvu.review.narrative.queries import Gathered, Group, Tally
from dangvu.review.narrative.rules import FATES, MOST_CHARACTERS, Fate
from dangvu.review.sections import BY_KEY, Section
from dangvu.web import sent
from dangvu.web.errors import WrongRequest
from dangvu.web.forms import ChoiceField, TextField, at_times
from dangvu.web.gate import Place, at_organisation
from dangvu.web.pages import leaf, page
from dangvu.web.posts import submit

#: So many groups on a page: one form, sent as a whole.
GROUPS_ON_A_PAGE = 20
_LATER = ("", "Để xem sau")
#: What was chosen before stays unless something else is chosen.
_STAYS = ("", "Giữ như đã chọn")
_REST = (_LATER, (Fate.TAKE.value, "Lấy hết, như lời đang ghi"), (Fate.LEAVE.value, "Không lấy nhóm nào"))


class GroupsForm(forms.Form):
    """For each group what becomes of it, in which words, and why it is left out. A field bears the id of the group's
    first paragraph, so that a draft kept of one page fills nothing in on another."""

    def __init__(self, data: Any, section: Section, groups: list[Group]) -> None:
        super().__init__(data)
        self.groups = groups
        self.lost: list[str] = []  # words written for paragraphs that are no longer sent so
        for group in groups:
            first = _STAYS if group.fate and not group.new else _LATER
            fates = [
                (fate.value, _fate_title(fate, section)) for fate in Fate if _is_offered(fate, section, group)
            ]
            said = ", ".join(unit.name for unit in group.units[:2])
            choice = at_times(ChoiceField("Chọn", [first, *fates], required=False))
            choice.widget.attrs["aria-label"] = f"Chọn cho đoạn của {said}"
            text = at_times(
                TextField("Lời đưa vào dự thảo", lines=3, max_length=MOST_CHARACTERS, required=False)
            )
            text.initial = group.text
            text.widget.attrs["aria-label"] = f"Lời đưa vào dự thảo cho đoạn của {said}"
            self.fields[f"lam-{group.name}"] = choice
            self.fields[f"loi-{group.name}"] = text
            self.fields[f"ly-do-{group.name}"] = at_times(
                TextField("Lý do, nếu không lấy", max_length=500, required=False)
            )
            self.fields[f"doan-{group.name}"] = forms.CharField(
                required=False, widget=forms.HiddenInput, initial=",".join(str(id_) for id_ in group.ids)
            )

        if any(group.new for group in groups):
            self.fields["con-lai"] = at_times(
                ChoiceField("Nhóm chưa chọn trên trang này", _REST, required=False)
            )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        there = {str(group.name) for group in self.groups}
        gone = [
            name[4:]
            for name, value in self.data.items()
            if name.startswith("lam-") and value and name[4:] not in there
        ]
        if gone:
            self.add_error(None, GONE)
            self.lost = [text for name in gone if (text := self.data.get(f"loi-{name}", "").strip())]
        for group in self.groups:
            text, chosen = data.get(f"loi-{group.name}"), data.get(f"lam-{group.name}")
            if text is not None and not (chosen or self._rest(group)) and _words(text) != _words(group.text):
                self.add_error(
                    f"lam-{group.name}",
                    "Đã sửa lời nhưng chưa chọn lấy vào dự thảo; chọn lấy thì lời sửa mới được ghi.",
                )
        return data

    def _rest(self, group: Group) -> str:
        """What becomes of a group for which nothing was chosen, neither now nor before."""
        return str(self.cleaned_data.get("con-lai") or "") if group.new and not group.fate else ""

    def choices(self) -> list[Choice]:
        """What was chosen, for the very paragraphs that were shown."""
        found = []
        for group in self.groups:
            chosen = self.cleaned_data.get(f"lam-{group.name}") or self._rest(group)
            if not chosen:
                continue
            told = [sent.number(id_) for id_ in self.data.get(f"doan-{group.name}", "").split(",")]
            ids = tuple(id_ for id_ in told if id_ is not None)
            if len(ids) < len(told):
                raise WrongRequest("Đoạn đã chọn không đọc được. Tải lại trang tổng hợp nội dung.")
            text, reason = self.cleaned_data[f"loi-{group.name}"], self.cleaned_data[f"ly-do-{group.name}"]
            found.append(Choice(ids, Fate(chosen), text, reason))
        return found


def _words(text: str) -> str:
    return " ".join(text.split())


def _is_offered(fate: Fate, section: Section, group: Group) -> bool:
    if fate is Fate.ENTER:
        return section.proposals and group.entry is None
    return fate is not Fate.AGAIN or group.fate in (Fate.TAKE, Fate.LEAVE)


def _fate_title(fate: Fate, section: Section) -> str:
    if fate is Fate.TAKE and section.proposals:
        return "Lấy vào dự thảo và ghi sổ kiến nghị"
    return FATES[fate]


@dataclass(frozen=True)
class Card:
    """One group with its fields."""

    group: Group
    choice: BoundField
    text: BoundField
    reason: BoundField
    ids: BoundField
    said: str  # what was chosen, in words
    entry_url: str

    @property
    def is_folded(self) -> bool:
        """Chosen already, with nothing to mend: its fields are at hand, not in the way."""
        return bool(self.group.fate) and not self.group.new and not self.is_bad

    @property
    def is_bad(self) -> bool:
        return bool(self.choice.errors or self.text.errors or self.reason.errors)


@at_organisation(READ_REPORT)
def gathering(request: HttpRequest, place: Place) -> HttpResponse:
    """How far the office is, section by section."""
    found = narrative.tallies(actor=place.actor, receiver=place.node, period=place.period, tree=place.tree)
    return page(
        request, "review/gathering.html", place, "review", rows=_rows(place, [one for one in found or [] if one.paragraphs or one.draft]),
        silent=[one.section.title for one in found or [] if not one.paragraphs], asked=found is not None,
        new=sum(one.new for one in found or []), own_url=place.url("narrative"), board_url=place.url("review"),
        opinions_url=place.url("opinions"), report_url=place.url("report"),
    )  # fmt: skip


def _rows(place: Place, found: list[Tally]) -> list[tuple[Tally, str]]:
    return [(one, place.url_of("gathering_section", section=one.section.key)) for one in found]


@at_organisation(READ_REPORT, post=ACCEPT_FIGURES)
def gathering_section(request: HttpRequest, place: Place, section: str) -> HttpResponseBase:
    """One section: LookupError (404) for one that is not asked for."""
    asked = BY_KEY.get(section)
    if asked is None:
        raise LookupError(section)
    found = narrative.gathered(
        actor=place.actor, receiver=place.node, period=place.period, section=asked, tree=place.tree
    )
    if found is None:
        return redirect(place.url("gathering"))
    if request.POST.get("viec") == "bo":
        return _take_out(request, place, section)
    part = leaf(request, found.groups, most=GROUPS_ON_A_PAGE)
    posted = request.POST if request.method == "POST" else None
    # What comes back is read for the groups that were shown, wherever they stand by now.
    shown = list(part.items) if posted is None else [g for g in found.groups if f"doan-{g.name}" in posted]
    form = GroupsForm(posted, asked, shown)
    if request.method == "POST" and form.is_valid():
        answer = _chosen(request, place, found, form)
        if answer:
            return answer
    tallies = narrative.tallies(actor=place.actor, receiver=place.node, period=place.period, tree=place.tree)
    rest = form["con-lai"] if "con-lai" in form.fields else None
    return page(
        request, "review/gathering_section.html", place, "review", found=found, form=form, leaf=part,
        cards=[_card(place, form, group) for group in shown], can=place.may(ACCEPT_FIGURES), rest=rest,
        chips=_rows(place, [one for one in tallies or [] if one.paragraphs or one.section is asked]),
        here=place.url_of("gathering_section", section=section), back=place.url("gathering"), own_url=place.url("narrative"),
    )  # fmt: skip


def _card(place: Place, form: GroupsForm, group: Group) -> Card:
    said = {Fate.TAKE: "Đã lấy vào dự thảo", Fate.LEAVE: "Không lấy", Fate.ENTER: "Đã ghi sổ kiến nghị"}
    key = group.name
    return Card(
        group, form[f"lam-{key}"], form[f"loi-{key}"], form[f"ly-do-{key}"], form[f"doan-{key}"],
        said[group.fate] if group.fate else "",
        place.url_of("opinion", opinion=group.entry) if group.entry else "",
    )  # fmt: skip


def _chosen(request: HttpRequest, place: Place, found: Gathered, form: GroupsForm) -> HttpResponseBase | None:
    choices = form.choices()
    here = place.url_of("gathering_section", section=found.section.key)
    if not choices:
        messages.info(request, "Chưa chọn đoạn nào nên chưa ghi gì.")
        return redirect(here)
    return submit(
        request, place, "review.choose",
        lambda: actions.choose(
            actor=place.actor, receiver=place.node.id, period=place.period, section=found.section.key, choices=choices
        ),
        then=here, said=_said, form=form,
    )  # fmt: skip


def _said(done: dict[Fate, int]) -> str:
    words = {
        Fate.TAKE: "lấy vào dự thảo", Fate.ENTER: "ghi sổ kiến nghị", Fate.LEAVE: "không lấy", Fate.AGAIN: "chọn lại từ đầu",
    }  # fmt: skip
    return "Đã ghi: " + ", ".join(f"{count} nhóm {words[fate]}" for fate, count in done.items()) + "."


def _take_out(request: HttpRequest, place: Place, section: str) -> HttpResponseBase:
    asked = sent.number(request.POST.get("doan", ""))
    if asked is None:
        raise WrongRequest("Đoạn đã chọn không đọc được. Tải lại trang tổng hợp nội dung.")
    answer = submit(
        request, place, "review.take_out",
        lambda: actions.take_out(actor=place.actor, receiver=place.node.id, period=place.period, passage=asked),
        then=place.url_of("gathering_section", section=section), said="Đã bỏ đoạn ấy khỏi dự thảo.",
    )  # fmt: skip
    assert answer is not None  # without a form a refusal is said on the page that follows
    return answer
