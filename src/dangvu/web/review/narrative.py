"""'Nội dung báo cáo': a unit's own paragraphs, section by section, and what it sent of them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from dangvu.foundation.capabilities import READ_REPORT, SEND_FIGURES
from dangvu.review import queries
from dangvu.review.narrative import actions
from dangvu.review.narrative import queries as narrative
from dangvu.review.narrative.queries import Draft, Written
from dangvu.review.narrative.rules import MOST_PASTED, fault, paragraphs
from dangvu.review.sections import SECTIONS
from dangvu.web import sent
from dangvu.web.errors import WrongRequest
from dangvu.web.forms import at_times
from dangvu.web.gate import Place, at_organisation
from dangvu.web.pages import page
from dangvu.web.posts import is_stale, submit


class PassagesField(forms.CharField):
    """Paragraphs as they are pasted: nothing is taken away before the lines are read (a soft hyphen may be a letter)."""

    def __init__(self, label: str, hint: str, rows: int) -> None:
        super().__init__(
            label=label, help_text=hint, required=False, strip=False, max_length=MOST_PASTED,
            widget=forms.Textarea(attrs={"rows": rows}),
            error_messages={"max_length": f"{label} dài quá, đề nghị rút gọn."},
        )  # fmt: skip

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\x00", "")

    def validate(self, value: Any) -> None:
        super().validate(value)
        if wrong := fault(paragraphs(value)):
            raise forms.ValidationError(wrong)


class NarrativeForm(forms.Form):
    """One box for each section; its name bears the period, as a draft kept of another must not be put in here."""

    def __init__(self, data: Any, draft: Draft, period: str) -> None:
        super().__init__(data, prefix=period, initial={one.section.key: one.text for one in draft.sections})
        for section in SECTIONS:
            self.fields[section.key] = at_times(
                PassagesField(section.title, section.hint, 4 if section.main else 3)
            )

    def texts(self) -> dict[str, str]:
        """The sections whose box came back otherwise than it was shown; one that did not come back is not touched."""
        return {
            key: text for key, text in self.cleaned_data.items()
            if self.add_prefix(key) in self.data and _lines(text) != _lines(self.initial[key])
        }  # fmt: skip


def _lines(text: str) -> list[str]:
    return text.splitlines()


@at_organisation(READ_REPORT, post=SEND_FIGURES)
def narrative_page(request: HttpRequest, place: Place) -> HttpResponse:
    """The boxes while they may be changed; what was sent (``?ban=``: in an earlier sending) always."""
    asked: dict[str, Any] = {
        "actor": place.actor,
        "node": place.node,
        "period": place.period,
        "tree": place.tree,
    }
    side = queries.own_side(**asked)
    version = _version(request)
    draft = narrative.draft(**asked, version=version)
    if side is None or draft is None:
        return page(request, "review/nothing.html", place, "review", open_url="")
    can = place.may(SEND_FIGURES) and side.may_change and version is None
    form = NarrativeForm(request.POST if request.method == "POST" else None, draft, place.period.code)
    versions: list[tuple[str, str, str]] = []
    if request.method == "POST" and form.is_valid():
        texts = form.texts()
        if not texts:
            messages.info(request, "Nội dung không đổi nên chưa ghi gì.")
            return redirect(place.url("narrative"))
        if is_stale(request, draft.last):
            versions = _versions(draft, texts)
        else:
            answer = submit(
                request, place, "review.write",
                lambda: actions.write(actor=place.actor, organisation=place.node.id, period=place.period, texts=texts),
                then=place.url("narrative"),
                said=lambda count: f"Đã ghi {count} mục nội dung. Chưa gửi." if count else "Nội dung không đổi nên chưa ghi gì.",
                form=form,
            )  # fmt: skip
            if answer:
                return answer
    shown = next((one for one in side.versions if one.id == version), None)
    if version is not None and shown is None:  # of another period
        raise LookupError(version)
    fields = [(one, form[one.section.key]) for one in draft.sections]
    return page(
        request, "review/narrative.html", place, "review", side=side, draft=draft, form=form, can=can, shown=shown,
        main=[pair for pair in fields if pair[0].section.main],
        more=[pair for pair in fields if not pair[0].section.main],
        more_open=any(not one.is_empty or field.errors for one, field in fields if not one.section.main),
        written=[one for one in draft.sections if not one.is_empty],
        versions=versions, stale=bool(versions), here=place.url("narrative"),
        sendings=[(one, f"{place.url('narrative')}&ban={one.id}") for one in side.versions],
        sending_url=place.url("sending"), gathering_url=place.url("gathering") if side.cycle.asked(place.node.id) else "",
        status=409 if versions else 200,
    )  # fmt: skip


def _version(request: HttpRequest) -> int | None:
    asked = request.GET.get("ban", "")
    version = sent.number(asked)
    if asked and version is None:
        raise WrongRequest("Lần gửi không đọc được. Mở lại trang nội dung báo cáo.")
    return version


def _versions(draft: Draft, texts: dict[str, str]) -> list[tuple[str, str, str]]:
    """[(section, as somebody wrote it meanwhile, as it is being typed)] of what differs."""
    by_key: dict[str, Written] = {one.section.key: one for one in draft.sections}
    return [(by_key[key].section.title, by_key[key].text, text) for key, text in texts.items()]
