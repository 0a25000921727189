"""A new document that sets several numbers at once: told once, its values beside those that hold now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from dangvu.accounts.actions.settings import enter_regulation, may_set_up
from dangvu.foundation import clock
from dangvu.foundation.capabilities import MANAGE_SETTINGS
from dangvu.foundation.parameters.actions import shape_for
from dangvu.foundation.parameters.queries import all_parameters
from dangvu.foundation.parameters.shapes import Shape
from dangvu.web.forms import DayField, TextField, at_times
from dangvu.web.gate import Place, at_organisation
from dangvu.web.pages import page
from dangvu.web.posts import is_stale, submit
from dangvu.web.settings.parameters import holding, printed
from dangvu.web.settings.titles import SUBJECTS, title_of
from dangvu.web.settings.values import initial_of, read, value_field

#: How the choice of what a document is about begins: the document that it replaces, or a subject.
_PAPER, _SUBJECT = "vb:", "nhom:"
_POINT = "|diem"


@dataclass(frozen=True, slots=True)
class Row:
    """A parameter that the document may set: what holds now, and how a value looks."""

    code: str
    title: str
    now: Any  # the row of the parameter that holds
    shape: Shape
    act: int

    @property
    def document(self) -> str:
        return str(self.now.document)

    @property
    def holds(self) -> str:
        point = f", {self.now.point}" if self.now.point else ""
        return f"Đang áp dụng: {printed(self.now.value)} {self.now.unit} ({self.now.document}{point})."


def _rows(today: date) -> list[Row]:
    """Every parameter that holds today and can be typed, in the order of the codes."""
    found = []
    for code, rows in all_parameters().items():
        now = holding(rows, today)
        shape = shape_for(code, [row.value for row in (now, *rows) if row])
        if now is not None and shape is not None:
            found.append(
                Row(code, title_of(code, now), now, shape, max(row.known_from_act_id for row in rows))
            )
    return found


class RegulationForm(forms.Form):
    """The document, and a value and a point for each parameter that it may set."""

    document = TextField("Số và tên văn bản", max_length=160, hint="Ví dụ: Quy định 294-QĐ/TW")
    issued_on = at_times(
        DayField("Ngày ban hành", required=False, hint="Ví dụ: 26/05/2025; chưa rõ thì để trống")
    )
    valid_from = DayField("Áp dụng từ ngày", hint="Ngày có hiệu lực. Ví dụ: 01/07/2025")
    reason = TextField("Lý do ghi", max_length=200, hint="Ví dụ: thay Quy định 24-QĐ/TW")

    def __init__(self, rows: Sequence[Row], data: Any = None) -> None:
        super().__init__(data)
        self.rows = rows
        self.fields["valid_from"].error_messages["required"] = "Chưa nhập ngày áp dụng."
        for row in rows:
            point = TextField("Điểm, điều", max_length=200, required=False)
            point.widget.attrs["aria-label"] = f"Điểm, điều: {row.title}"
            self.fields[row.code] = at_times(
                value_field(row.title, row.shape, required=False, hint=row.holds)
            )
            self.fields[row.code + _POINT] = at_times(point)
            self.fields[row.code].initial = initial_of(row.now.value, row.shape)
            point.initial = row.now.point

    def clean(self) -> dict[str, Any]:
        """Each value of its own shape, wrong ones told beside their fields; at least one of them."""
        told = super().clean() or {}
        self.values: dict[str, tuple[Any, str]] = {}
        for row in self.rows:
            value = told.get(row.code)
            if not value:
                continue
            try:
                self.values[row.code] = read(row.code, value, row.shape), told.get(row.code + _POINT, "")
            except forms.ValidationError as wrong:
                self.add_error(row.code, wrong)
        return told

    def pairs(self) -> Iterator[tuple[Any, Any]]:
        """The two fields of each parameter."""
        for row in self.rows:
            yield self[row.code], self[row.code + _POINT]


def _choices(rows: Sequence[Row]) -> list[tuple[str, list[tuple[str, str]]]]:
    """What a new document can be about: the documents in force, and the subjects, each with how many it sets."""
    papers: dict[str, int] = {}
    subjects: dict[str, int] = {}
    for row in rows:
        papers[row.document] = papers.get(row.document, 0) + 1
        subject = _subject(row.code)
        subjects[subject] = subjects.get(subject, 0) + 1
    return [
        ("Văn bản được thay", [(_PAPER + one, f"{one} ({n} giá trị)") for one, n in sorted(papers.items())]),
        ("Theo lĩnh vực", [(_SUBJECT + one, f"{one} ({n} giá trị)") for one, n in sorted(subjects.items())]),
    ]


def _subject(code: str) -> str:
    return SUBJECTS.get(code.partition(".")[0], "Khác")


def _asked(request: HttpRequest, rows: Sequence[Row], chosen: str) -> list[Row]:
    """The parameters of the page: those that it was shown with, or those of the choice."""
    if request.method == "POST":
        told = set(request.POST.get("ma", "").split())
        return [row for row in rows if row.code in told]
    if chosen.startswith(_PAPER):
        return [row for row in rows if row.document == chosen.removeprefix(_PAPER)]
    return [row for row in rows if chosen == _SUBJECT + _subject(row.code)]


@at_organisation(MANAGE_SETTINGS, post=MANAGE_SETTINGS)
def regulation(request: HttpRequest, place: Place) -> HttpResponse:
    """A new document and the values that it sets, written as one act or not at all."""
    every, chosen = _rows(clock.today()), request.GET.get("chon", "")
    rows, allowed = _asked(request, every, chosen), may_set_up(place.actor)
    form = RegulationForm(rows, request.POST if request.method == "POST" and allowed else None)
    seen = max((row.act for row in rows), default=0)
    stale = form.is_bound and bool(rows) and is_stale(request, seen)
    if form.is_bound and not stale and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("document", "issued_on", "valid_from", "reason")}
        answer = submit(
            request, place, "parameters.enter_regulation",
            lambda: enter_regulation(actor=place.actor, values=form.values, **told), then=place.url("settings"), form=form,
            reason=told["reason"],
            said=lambda n: f"Đã ghi {n} giá trị theo {told['document']}, áp dụng từ {told['valid_from']:%d/%m/%Y}. "
            "Việc có ngày trước đó giữ nguyên.",
        )  # fmt: skip
        if answer:
            return answer
    return page(
        request, "settings/regulation.html", place, "settings", form=form, choices=_choices(every), chosen=chosen, rows=rows,
        codes=" ".join(row.code for row in rows), seen=seen, allowed=allowed, stale=stale, status=409 if stale else 200,
    )  # fmt: skip
