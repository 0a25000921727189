"""What is typed about meetings of cells."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from dangvu.web.forms import (
    ChoiceField,
    DayField,
    HourField,
    TextField,
    TicksField,
    WholeNumberField,
    at_times,
)
from dangvu.web.gate import Place
from dangvu.work.meetings import actions, rules
from dangvu.work.meetings.queries import SheetView, SittingLine, SittingView
from dangvu.work.meetings.rules import Quality, SittingKind, Threshold

_LONG = 20_000
_KINDS = [(one.value, one.label) for one in SittingKind]
#: So many themes of a year have room on the form of its plan; more are called one by one.
THEMES = 6


class MeetingForm(forms.Form):
    """One meeting that was held, without its minutes."""

    kind = ChoiceField(
        "Loại", _KINDS[:2], widget=forms.RadioSelect, required=False, initial=SittingKind.THEMATIC.value
    )
    cell = ChoiceField("Chi bộ", [])
    on = DayField("Ngày sinh hoạt", hint="Ví dụ: 05/07/2023")
    topic = at_times(
        TextField(
            "Chuyên đề", max_length=500, required=False,
            hint="Khi là sinh hoạt chuyên đề. Ví dụ: Học tập và làm theo tư tưởng Hồ Chí Minh về nêu gương",
        )
    )  # fmt: skip
    attended = WholeNumberField("Số đảng viên dự", least=0, most=9_999, required=False)
    obliged = WholeNumberField(
        "Số đảng viên phải dự",
        least=0,
        most=9_999,
        required=False,
        hint="Để trống: lấy theo danh sách đảng viên ngày ấy, trừ người được miễn và đi tạm thời nơi khác.",
    )

    def __init__(self, place: Place, data: Any) -> None:
        super().__init__(data)
        tree = place.tree
        cells = [tree[id_] for id_ in tree.descendants(place.node.id) if tree[id_].is_cell]
        label = tree.label if len(cells) > 1 else lambda id_: tree[id_].name
        choices = [(str(node.id), label(node.id)) for node in cells]
        self.fields["cell"].choices = choices if len(cells) == 1 else [("", "Chọn chi bộ"), *choices]  # type: ignore[attr-defined]
        self.fields["kind"].at_times = True  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        told["kind"] = told.get("kind") or SittingKind.THEMATIC.value
        if told["kind"] == SittingKind.THEMATIC and not told.get("topic") and "topic" not in self.errors:
            self.add_error("topic", "Chưa nhập chuyên đề.")
        return told

    def told(self) -> actions.NewMeeting:
        d = self.cleaned_data
        topic = d["topic"] if d["kind"] == SittingKind.THEMATIC else ""
        return actions.NewMeeting(
            int(d["cell"]), d["kind"], d["on"], topic, d["attended"], obliged=d["obliged"]
        )


class PlanForm(forms.Form):
    """A cell's year: the day of the regular meetings, and the themes with their months."""

    begins = ChoiceField("Sinh hoạt định kỳ mỗi tháng, từ", [])
    day = WholeNumberField(
        "Ngày họp trong tháng", least=1, most=28, required=False,
        hint="Ví dụ: 3. Để trống nếu mỗi tháng một ngày khác nhau.",
    )  # fmt: skip

    def __init__(
        self, year: int, first: int, day: int | None, lines: Sequence[SittingLine], data: Any
    ) -> None:
        initial: dict[str, Any] = {"begins": str(first), "day": day}
        quarters = (2, 5, 8, 11)
        for number in range(THEMES):
            line = lines[number] if number < len(lines) else None
            month = line.month.month if line else quarters[number] if number < len(quarters) else 12
            initial |= {f"month{number}": str(month), f"theme{number}": line.theme if line else "",
                        f"who{number}": line.prepares if line else ""}  # fmt: skip
        super().__init__(data, initial=initial)
        months = [(str(month), f"Tháng {month}") for month in range(1, 13)]
        self.year = year
        self.fields["begins"].choices = months  # type: ignore[attr-defined]
        for number in range(THEMES):
            title = f"Chuyên đề {number + 1}"
            self.fields[f"theme{number}"] = at_times(TextField(title, max_length=500, required=False))
            self.fields[f"month{number}"] = ChoiceField(f"Tháng của chuyên đề {number + 1}", months)
            self.fields[f"who{number}"] = at_times(
                TextField("Người chuẩn bị", max_length=200, required=False)
            )

    @property
    def themes(self) -> list[tuple[Any, Any, Any]]:
        return [(self[f"theme{n}"], self[f"month{n}"], self[f"who{n}"]) for n in range(THEMES)]

    def told(self) -> list[actions.Planned]:
        d = self.cleaned_data
        months = [date(self.year, month, 1) for month in range(int(d["begins"]), 13)]
        regular = [actions.Planned(one, on=one.replace(day=d["day"]) if d["day"] else None) for one in months]
        return regular + [
            actions.Planned(
                date(self.year, int(d[f"month{n}"]), 1), SittingKind.THEMATIC, d[f"theme{n}"], d[f"who{n}"]
            )
            for n in range(THEMES)
            if d[f"theme{n}"]
        ]


class CallForm(forms.Form):
    """When, where and for what the cell is called together."""

    kind = ChoiceField("Loại buổi", _KINDS, widget=forms.RadioSelect)
    on = DayField("Ngày họp", hint="Ví dụ: 05/07/2023")
    starts = HourField("Giờ họp", required=False)
    place = TextField("Địa điểm", required=False, hint="Ví dụ: Phòng họp tầng 2")
    theme = at_times(
        TextField("Chuyên đề", max_length=500, required=False, hint="Khi có sinh hoạt chuyên đề.")
    )
    agenda = TextField("Nội dung họp", lines=5, max_length=_LONG, required=False, hint="Mỗi dòng một việc.")
    papers = TextField("Tài liệu gửi đảng viên", lines=3, max_length=_LONG, required=False,
                       hint="Mỗi dòng một tài liệu. Ví dụ: Dự thảo nghị quyết tháng 7")  # fmt: skip
    papers_on = DayField(
        "Ngày gửi tài liệu",
        required=False,
        hint="Để trống: hôm nay. Từ 28/10/2025 phải gửi trước ít nhất 1 ngày.",
    )

    def __init__(self, view: SittingView | None, data: Any, initial: dict[str, Any] | None = None) -> None:
        names = ("kind", "on", "starts", "place", "theme", "agenda", "papers", "papers_on")
        told = {name: getattr(view.state, name) for name in names} if view else {"kind": "dinh_ky"}
        super().__init__(data, initial=told | (initial or {}))

    def told(self) -> actions.Call:
        return actions.Call(**self.cleaned_data)


class RollForm(forms.Form):
    """Who is not a member of the cell and was there; the members themselves are ticked one by one."""

    guests = TextField(
        "Đảng viên nơi khác đang sinh hoạt tạm thời ở đây", lines=2, max_length=_LONG, required=False,
        hint="Mỗi dòng một người.",
    )  # fmt: skip
    visitors = TextField(
        "Cấp ủy cấp trên dự", lines=2, max_length=_LONG, required=False,
        hint="Mỗi dòng một người, ví dụ: Nguyễn Văn A, Ủy viên Ban Thường vụ Đảng ủy",
    )  # fmt: skip


class VoteForm(forms.Form):
    """One question and its votes."""

    question = TextField("Nội dung biểu quyết", max_length=500, hint="Ví dụ: Thông qua nghị quyết tháng 7")
    threshold = ChoiceField(
        "Mức thông qua", [(one.value, one.label) for one in Threshold], widget=forms.RadioSelect
    )
    agreed = WholeNumberField("Tán thành", least=0)
    against = WholeNumberField("Không tán thành", least=0, required=False)
    other = WholeNumberField("Ý kiến khác", least=0, required=False)
    secret = TicksField("Hình thức", [("1", "Bỏ phiếu kín")], required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data, initial={"threshold": Threshold.HALF.value})
        for name in ("against", "other", "secret"):
            at_times(self.fields[name])

    def told(self) -> actions.NewVote:
        d = self.cleaned_data
        return actions.NewVote(
            d["question"], d["agreed"], d["against"] or 0, d["other"] or 0, d["threshold"], bool(d["secret"])
        )


class MinutesForm(forms.Form):
    """The minutes: who led, what was said, what was resolved."""

    began = HourField("Bắt đầu")
    ended = HourField("Kết thúc", hint="Ví dụ: 15:40")
    chair = TextField("Chủ trì", max_length=200)
    secretary = TextField("Thư ký", max_length=200)
    content = TextField("Nội dung đã làm", lines=6, max_length=_LONG)
    speeches = TextField("Ý kiến phát biểu", lines=4, max_length=_LONG, required=False,
                         hint="Mỗi dòng một người. Ví dụ: Lý Thị Một: đề nghị phân công người giúp đỡ quần chúng")  # fmt: skip
    conclusion = TextField("Kết luận của chủ trì", lines=3, max_length=_LONG, required=False)
    resolution = TextField("Nghị quyết của chi bộ", lines=4, max_length=_LONG, required=False)

    def __init__(self, view: SittingView, chairs: tuple[str, str], data: Any) -> None:
        if view.minutes is not None:
            told = {name: getattr(view.minutes, name) for name in self.base_fields}
        else:
            told = {
                "began": view.state.starts,
                "content": view.state.agenda,
                "chair": chairs[0],
                "secretary": chairs[1],
            }
        super().__init__(data, initial=told)
        for name in ("chair", "secretary"):
            self.fields[name].widget.attrs["list"] = "co-mat"

    def told(self) -> actions.Written:
        return actions.Written(**self.cleaned_data)


class ScoreForm(forms.Form):
    """The points of each line of the sheet."""

    def __init__(self, sheet: SheetView, given: Sequence[int], note: str, data: Any) -> None:
        initial: dict[str, Any] = {f"p{n}": points for n, points in enumerate(given)}
        super().__init__(data, initial=initial | {"note": note})
        self.lines = len(sheet.criteria)
        for number, (text, most) in enumerate(sheet.criteria):
            self.fields[f"p{number}"] = WholeNumberField(
                text, least=0, most=most, hint=f"Nhiều nhất {most} điểm"
            )
        self.fields["note"] = TextField("Nhận xét", max_length=500, required=False)

    def told(self) -> list[int]:
        return [self.cleaned_data[f"p{number}"] for number in range(self.lines)]


class SheetForm(forms.Form):
    """The province's own sheet, as it is printed in its document."""

    document = TextField(
        "Văn bản ban hành mẫu", max_length=200, hint="Ví dụ: Quy định 27-QĐ/TU ngày 30/10/2023"
    )
    begins = DayField("Áp dụng từ ngày", hint="Ví dụ: 01/01/2024")
    kind = ChoiceField("Dùng cho", [("", "Mọi buổi sinh hoạt"), *_KINDS[:2]], required=False)
    criteria = TextField(
        "Các tiêu chí", lines=9, max_length=_LONG,
        hint="Mỗi dòng: nội dung, dấu hai chấm, điểm cao nhất; cộng lại đủ 100. Ví dụ: Đảng viên dự họp đầy đủ: 10",
    )  # fmt: skip
    good = WholeNumberField("Tốt từ", least=1, most=100)
    fair = WholeNumberField("Khá từ", least=1, most=100)
    average = WholeNumberField("Trung bình từ", least=0, most=100, hint="Dưới mức này là yếu.")

    def __init__(self, data: Any) -> None:
        super().__init__(data, initial={"good": 90, "fair": 70, "average": 50})
        at_times(self.fields["kind"])

    def clean_criteria(self) -> list[rules.Criterion]:
        try:
            return rules.read_criteria(self.cleaned_data["criteria"])
        except ValueError as error:
            raise forms.ValidationError(str(error), code="criteria") from error

    def told(self) -> actions.NewSheet:
        return actions.NewSheet(**self.cleaned_data)


QUALITIES = [(one.value, one.label) for one in Quality]
