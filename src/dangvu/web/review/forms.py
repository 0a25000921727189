"""What is asked for in a reporting period."""

from __future__ import annotations

from typing import Any

from django import forms

from dangvu.indicators.definition import Indicator
from dangvu.web.forms import ChoiceField, DayField, TextField, WholeNumberField

#: Numbers larger than this are a slip of the finger.
MOST = 10_000_000
#: A unit is given back at most so many figures at once; what is wrong in more is better said by telephone.
MORE_REMARKS = range(2, 9)
_LEVELS = (
    ("1", "Đơn vị trực thuộc gửi thẳng lên"),
    ("2", "Hai cấp: chi bộ gửi đảng ủy cơ sở, đảng ủy cơ sở gửi lên"),
    ("3", "Ba cấp"),
)


class OpenForm(forms.Form):
    """The days of a period; the days themselves are those of the period shown."""

    cut_off = DayField("Hạn gửi số liệu", hint="Ngày cuối cùng đơn vị trực thuộc gửi. Ví dụ: 07/07/2023")
    confirm_by = DayField("Ngày xác nhận", hint="Ngày cấp mình nhận xong và khóa kỳ. Ví dụ: 12/07/2023")
    levels = ChoiceField("Những cấp nào gửi", _LEVELS)
    lead_days = WholeNumberField(
        "Mỗi cấp dưới gửi sớm hơn (ngày làm việc)", least=0, most=30, required=False,
        hint="Chỉ dùng khi hai cấp trở lên gửi. Ví dụ: 2",
    )  # fmt: skip


class MoveForm(forms.Form):
    """Two new days and why."""

    cut_off = DayField("Hạn gửi mới", hint="Ví dụ: 10/07/2023")
    confirm_by = DayField("Ngày xác nhận mới", hint="Ví dụ: 14/07/2023")
    reason = TextField("Lý do dời hạn", max_length=500)


class ReasonForm(forms.Form):
    """Why a lock is to be opened. Its fields have ids of their own: another form of the page asks for a reason too."""

    reason = TextField("Lý do", max_length=500)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="mo-khoa-%s")


class DeclaringForm(forms.Form):
    """Why a unit keeps no records here, and from when (or until when)."""

    on = DayField("Từ ngày", hint="Ví dụ: 01/01/2023")
    why = TextField("Lý do", max_length=500, hint="Ví dụ: đơn vị dùng phần mềm riêng, chưa nhập danh sách.")


class WithoutForm(forms.Form):
    """Why it is done although some are missing."""

    without = TextField("Lý do làm khi còn đơn vị chưa được nhận", max_length=500, required=False)


class ExceptionForm(forms.Form):
    """Which unit may change after the lock, why, until when."""

    unit = ChoiceField("Đơn vị được sửa sau khóa", [])
    reason = TextField("Lý do", max_length=500)
    until = DayField("Đến hết ngày", hint="Ví dụ: 14/07/2023")

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = units  # type: ignore[attr-defined]


class RemarkForm(forms.Form):
    """What is said of which figures (the first, and as many more as there is room for), and the new day."""

    figure = ChoiceField("Số cần sửa", [])
    text = TextField("Ý kiến", lines=3, max_length=1000, hint="Ghi rõ sai ở đâu, cần gửi thêm gì.")
    due = DayField("Hạn gửi lại", hint="Để trống: giữ hạn cũ. Ví dụ: 06/07/2023", required=False)

    def __init__(self, *args: Any, figures: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["figure"].choices = [("", "Chọn số"), *figures]  # type: ignore[attr-defined]
        for number in MORE_REMARKS:
            self.fields[f"figure{number}"] = ChoiceField(
                f"Số cần sửa thứ {number}", [("", "Không có"), *figures], required=False
            )
            self.fields[f"text{number}"] = TextField(
                f"Ý kiến về số thứ {number}", lines=2, max_length=1000, required=False
            )

    @property
    def more(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The places for further remarks."""
        return [(self[f"figure{number}"], self[f"text{number}"]) for number in MORE_REMARKS]

    @property
    def says_more(self) -> bool:
        """Whether any of them was filled in."""
        return self.is_bound and any(figure.value() or text.value() for figure, text in self.more)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        for number in MORE_REMARKS:
            figure, text = data.get(f"figure{number}"), data.get(f"text{number}")
            if figure and not text:
                self.add_error(f"text{number}", f"Chưa ghi ý kiến về số thứ {number}.")
            if text and not figure:
                self.add_error(f"figure{number}", f"Chưa chọn số mà ý kiến thứ {number} nói đến.")
        return data

    def remarks(self) -> list[tuple[str, str]]:
        """[(code of the figure, what is said of it)], those of one figure together."""
        data = self.cleaned_data
        said: dict[str, list[str]] = {data["figure"]: [data["text"]]}
        for number in MORE_REMARKS:
            if data.get(f"figure{number}"):
                said.setdefault(data[f"figure{number}"], []).append(data[f"text{number}"])
        return [(figure, "\n".join(texts)) for figure, texts in said.items()]


class AdjustForm(forms.Form):
    """What is added by hand, and why."""

    value = WholeNumberField("Cộng thêm", least=-MOST, most=MOST, hint="Ví dụ: 2; bớt đi thì ghi dấu trừ: -1")
    reason = TextField(
        "Lý do", max_length=500, hint="Ví dụ: giấy tờ đến muộn, quyết định số 12-QĐ/ĐUK ngày 28/06/2023"
    )


class DeclareForm(forms.Form):
    """One number for each figure that a unit may declare; an empty one says nothing."""

    def __init__(self, *args: Any, figures: list[Indicator], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for indicator in figures:
            number = WholeNumberField(f"{indicator.title}, tự khai", least=0, most=MOST, required=False)
            number.widget.attrs |= {"class": "cell", "size": "6", "aria-label": f"{indicator.title}, tự khai"}
            self.fields[f"k-{indicator.code}"] = number


class AnswerForm(forms.Form):
    """What the unit answers to each remark, and why it sends without somebody."""

    without = TextField("Lý do gửi khi còn đơn vị bên dưới chưa được nhận", max_length=500, required=False)

    def __init__(self, *args: Any, remarks: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for remark in remarks:
            self.fields[f"answer{remark}"] = TextField(
                "Trả lời", lines=2, max_length=1000, required=False, hint="Sửa số rồi thì không cần trả lời."
            )

    def answers(self) -> dict[int, str]:
        return {
            int(name.removeprefix("answer")): value
            for name, value in self.cleaned_data.items()
            if name.startswith("answer") and value
        }
