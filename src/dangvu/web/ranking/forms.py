"""What is asked for about ranking: the heading of a list, and its lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django import forms

from dangvu.foundation import clock
from dangvu.web import sent
from dangvu.web.forms import ChoiceField, DayField, DecimalField, TextField, WholeNumberField
from dangvu.work.ranking.actions import NewRanking
from dangvu.work.ranking.queries import Line
from dangvu.work.ranking.rules import Grade, Step, Without

#: What stands in the list beside the classes: left out, and why.
OUT = "khong-"
_SHORT = {
    Without.NEW: "mới, chưa đủ thời gian",
    Without.SUSPENDED: "đang bị đình chỉ",
    Without.OTHER: "lý do khác",
}
CHOICES = [("", "chưa ghi"), *((g.value, g.label) for g in Grade),
           *((OUT + slug, f"Không xếp: {said}") for slug, said in _SHORT.items())]  # fmt: skip


class HeadingForm(forms.Form):
    """What holds for the whole list."""

    on = DayField("Ngày", hint="Ví dụ: 20/12/2023")
    document = TextField(
        "Văn bản", max_length=200, required=False, hint="Ví dụ: Quyết định số 12-QĐ/ĐU ngày 20/12/2023"
    )
    rest = ChoiceField("Mức của những người còn để trống", [("", "để trống, ghi sau"), *((g.value, g.label) for g in Grade)],
                       required=False, hint="Chọn một lần cho mọi dòng chưa ghi")  # fmt: skip
    voters = WholeNumberField(
        "Số người bỏ phiếu", least=1, most=2000, required=False, hint="Để trống nếu không ghi phiếu"
    )
    note = TextField(
        "Lý do khác",
        max_length=200,
        required=False,
        hint="Chỉ ghi khi có dòng chọn “Không xếp: lý do khác”",
    )

    def __init__(self, data: Any, step: Step, on: Any, units: bool) -> None:
        super().__init__(data, initial={"on": min(on, clock.today())})
        if step is not Step.PROPOSED:
            del self.fields["voters"]
        if step is Step.SELF:
            del self.fields["document"]
        elif step is Step.DECIDED:
            self.fields["document"].required = True
            self.fields["document"].label = "Quyết định"
        else:
            self.fields["document"].help_text = "Ví dụ: Tờ trình số 08-TTr/ĐU ngày 10/12/2023"
        if units:
            self.fields["rest"].label = "Mức của những đơn vị còn để trống"


class RoundForm(forms.Form):
    """A round: which year by when."""

    year = WholeNumberField("Năm xếp loại", least=2018, most=2100, hint="Ví dụ: 2023")
    due_on = DayField("Hạn gửi kết quả", hint="Ví dụ: 31/12/2023")
    document = TextField(
        "Văn bản hướng dẫn",
        max_length=200,
        required=False,
        hint="Ví dụ: Hướng dẫn số 20-HD/ĐUK ngày 15/11/2023",
    )


@dataclass(frozen=True)
class Entry:
    """One line of the list as it stands in the form: as known, or as it was sent."""

    line: Line
    grade: str = ""
    points: str = ""
    agreed: str = ""
    tasks: str = ""
    late: str = ""
    exceeded: str = ""
    disciplined: bool = False
    error: str = ""
    known_tasks: tuple[int, int] | None = None  # (tasks, late) of the book of tasks

    @property
    def key(self) -> int:
        return self.line.one.person or self.line.one.organisation

    def new(self, voters: int | None) -> NewRanking:
        one = self.line.one
        who: dict[str, int | None] = (
            {"person": one.person} if one.person is not None else {"organisation": one.organisation}
        )
        return NewRanking(
            self.grade, **who, points=_points(self.points), agreed=sent.number(self.agreed),
            voters=voters if self.agreed else None, tasks=sent.number(self.tasks), late=sent.number(self.late),
            exceeded=sent.number(self.exceeded), disciplined=self.disciplined,
        )  # fmt: skip


def _points(text: str) -> Decimal | None:
    points: Decimal | None = DecimalField("Điểm", required=False).clean(text)
    return points


def known(line: Line, step: Step, tasks: tuple[int, int] | None) -> Entry:
    """What was told at this step; before that, what was told at the step before, so that only differences are typed."""
    row = line.steps.get(step)
    if row is None:
        before = [one for one in list(Step)[: list(Step).index(step)] if one in line.steps]
        row = line.steps[before[-1]] if before else None
    every, late = tasks or (None, None)
    if row is None:
        return Entry(line, tasks=_text(every), late=_text(late), known_tasks=tasks)
    told = step is Step(row.step)
    return Entry(
        line, row.grade, _text(row.points), _text(row.agreed) if told else "", _text(every if row.tasks is None else row.tasks),
        _text(late if row.late is None else row.late), _text(row.exceeded), row.disciplined, known_tasks=tasks,
    )  # fmt: skip


def _text(value: Any) -> str:
    if value is None:
        return ""
    return f"{value.normalize():f}".replace(".", ",") if isinstance(value, Decimal) else str(value)


def as_sent(entries: Sequence[Entry], data: Any) -> list[Entry]:
    """The lines as they were sent, each with what is wrong in it."""
    out = set(data.getlist("kl"))
    found = []
    for one in entries:
        key = str(one.key)
        text = {name: data.get(f"{field}-{key}", "").strip()[:20] for name, field in _FIELDS.items()}
        found.append(_checked(replace(one, **text, disciplined=key in out, error="")))
    return found


_FIELDS = {
    "grade": "muc",
    "points": "diem",
    "agreed": "phieu",
    "tasks": "nv",
    "late": "cham",
    "exceeded": "vuot",
}


def _checked(one: Entry) -> Entry:
    if one.grade not in dict(CHOICES):
        return replace(one, grade="", error="Chọn một mức trong danh sách.")
    try:
        _points(one.points)
    except forms.ValidationError:
        return replace(one, error="Điểm phải là một số từ 0 đến 100, ví dụ 92 hoặc 87,5.")
    for text, words in ((one.agreed, "Số phiếu"), (one.tasks, "Số nhiệm vụ"), (one.late, "Số nhiệm vụ chậm"), (one.exceeded, "Số nhiệm vụ vượt")):  # fmt: skip
        if text and (sent.number(text) is None or int(text) > 100_000):
            return replace(one, error=f"{words} phải là số nguyên, ví dụ 12.")
    return one
