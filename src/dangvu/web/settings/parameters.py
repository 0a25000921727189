"""Numbers set by regulations: what holds now, what held before, and a new value from a day on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from dangvu.accounts.actions.settings import enter_parameter, may_set_up
from dangvu.foundation import clock
from dangvu.foundation.capabilities import MANAGE_SETTINGS
from dangvu.foundation.parameters.actions import shape_for
from dangvu.foundation.parameters.queries import all_parameters, history
from dangvu.foundation.parameters.shapes import Shape
from dangvu.foundation.ratio import vietnamese
from dangvu.web.forms import DayField, TextField
from dangvu.web.gate import Place, at_organisation
from dangvu.web.pages import page
from dangvu.web.posts import is_stale, submit
from dangvu.web.settings.titles import SUBJECTS, title_of
from dangvu.web.settings.values import initial_of, read, value_field


@dataclass(frozen=True, slots=True)
class Line:
    """One value of a parameter, as a person reads it."""

    value: str
    unit: str
    valid_from: date
    last_day: date | None
    document: str
    point: str
    note: str
    entered: bool
    holds: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """A parameter with the value that holds today."""

    code: str
    title: str
    now: Line | None
    count: int


def _line(row: Any, holds: bool) -> Line:
    return Line(
        printed(row.value), row.unit, row.valid_from,
        row.valid_to - timedelta(days=1) if row.valid_to else None, row.document, row.point, row.note,
        row.origin == row.ADMINISTRATOR, holds,
    )  # fmt: skip


def printed(value: Any) -> str:
    """A value as people print it."""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, int | float):
        return vietnamese(value)
    if isinstance(value, list):
        return "; ".join(printed(one) for one in value)
    if isinstance(value, dict):
        return "; ".join(f"{key}: {printed(one)}" for key, one in value.items())
    return str(value)


def holding(rows: list[Any], day: date) -> Any:
    """The row that the rules choose on the day: an administrator's before a seeded one."""
    there = [row for row in rows if row.valid_from <= day and (row.valid_to is None or day < row.valid_to)]
    return min(there, key=lambda row: (row.origin, -row.valid_from.toordinal(), -row.pk), default=None)


@at_organisation(MANAGE_SETTINGS)
def parameters(request: HttpRequest, place: Place) -> HttpResponse:
    """Every parameter with today's value, by subject."""
    today = clock.today()
    groups: dict[str, list[Listed]] = {}
    for code, rows in all_parameters().items():
        now = holding(rows, today)
        line = _line(now, True) if now else None
        subject = code.partition(".")[0]
        groups.setdefault(SUBJECTS.get(subject, "Khác"), []).append(
            Listed(code, title_of(code, now), line, len(rows))
        )
    return page(request, "settings/parameters.html", place, "settings", groups=sorted(groups.items()))


class ValueForm(forms.Form):
    """A new value with the document that sets it."""

    value: forms.Field = TextField("Giá trị mới", max_length=300)
    valid_from = DayField("Áp dụng từ ngày", hint="Ngày văn bản có hiệu lực. Ví dụ: 01/07/2026")
    document = TextField("Văn bản quy định", max_length=200, hint="Ví dụ: Quy định 294-QĐ/TW")
    point = TextField("Điểm, điều", max_length=200, required=False, hint="Ví dụ: điểm 3.2")

    def __init__(self, code: str, shape: Shape | None, data: Any = None) -> None:
        super().__init__(data)
        self.code, self.shape = code, shape
        self.fields["valid_from"].error_messages["required"] = "Chưa nhập ngày áp dụng."
        if shape is not None:
            hint = (
                ""
                if shape.choices or shape.several
                else f"Viết như giá trị đang dùng. Ví dụ: {shape.example}"
            )
            self.fields["value"] = value_field("Giá trị mới", shape, required=True, hint=hint)
            if shape.several:
                self.fields["value"].initial = initial_of(shape.example, shape)

    def clean_value(self) -> int | str:
        """Of the same shape as what holds; wrong is told beside the field."""
        return read(self.code, self.cleaned_data["value"], self.shape) if self.shape else ""


def _said(until: date | None) -> str:
    """What was written, and until when it holds where a later regulation stands already."""
    if until is None:
        return "Đã ghi giá trị mới. Việc có ngày từ ngày áp dụng trở đi tính theo giá trị này; việc trước đó giữ nguyên."
    return (
        f"Đã ghi giá trị mới, dùng đến hết ngày {until - timedelta(days=1):%d/%m/%Y}: từ ngày {until:%d/%m/%Y} đã có giá trị "
        "của quy định sau."
    )


def _versions(row: Any, form: ValueForm) -> list[tuple[str, str, str]]:
    """The value that somebody else entered meanwhile, and the one being typed."""
    theirs = (printed(row.value), f"{row.valid_from:%d/%m/%Y}", row.document, row.point)
    names = ("value", "valid_from", "document", "point")
    form.is_valid()  # what can be read is shown as it would be written

    def mine(name: str) -> str:
        told = form.cleaned_data.get(name, form.data.get(name, ""))
        return f"{told:%d/%m/%Y}" if isinstance(told, date) else printed(told)

    return [
        (str(form.fields[name].label), said, mine(name)) for name, said in zip(names, theirs, strict=True)
    ]


@at_organisation(MANAGE_SETTINGS, post=MANAGE_SETTINGS)
def parameter(request: HttpRequest, place: Place, parameter: str) -> HttpResponse:
    """One parameter: its values through time with their documents, and a new one."""
    rows = history(parameter)
    if not rows:
        raise LookupError(parameter)
    now = holding(rows, clock.today())
    shape = shape_for(parameter, [row.value for row in (now, *rows) if row])
    allowed = shape is not None and may_set_up(place.actor)
    form = ValueForm(parameter, shape, request.POST if request.method == "POST" and allowed else None)
    seen = max(row.known_from_act_id for row in rows)
    stale = form.is_bound and is_stale(request, seen)
    if not stale and form.is_valid():
        answer = submit(
            request, place, "parameters.enter",
            lambda: enter_parameter(actor=place.actor, code=parameter, **form.cleaned_data),
            then=request.get_full_path(), form=form,
            said=_said,
        )  # fmt: skip
        if answer:
            return answer
    lines = [_line(row, row is now) for row in rows]
    return page(
        request, "settings/parameter.html", place, "settings", title=title_of(parameter, rows[0]), lines=lines,
        form=form, allowed=allowed, typed=shape is not None, code_of=parameter, seen=seen, status=409 if stale else 200,
        versions=_versions(max(rows, key=lambda row: row.known_from_act_id), form) if stale else None,
    )  # fmt: skip
