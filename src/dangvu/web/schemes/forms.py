"""What is asked for about schemes."""

from __future__ import annotations

from typing import Any

from django import forms

from dangvu.foundation import clock
from dangvu.web.forms import ChoiceField, DayField, DecimalField, TextField
from dangvu.web.gate import Place
from dangvu.work.schemes.queries import SchemeView
from dangvu.work.schemes.rules import ITEM_TITLES

_DAY = "Ví dụ: 31/12/2025"


class SchemeForm(forms.Form):
    title = TextField(
        "Tên đề án", lines=2, hint="Ví dụ: Chuyển đổi số trong các cơ quan đảng. Không ghi đề án mật"
    )
    document = TextField(
        "Văn bản ban hành", max_length=200, required=False, hint="Ví dụ: Đề án số 07-ĐA/ĐUK ngày 10/01/2022"
    )
    starts_on = DayField("Từ ngày", hint="Ví dụ: 01/01/2022")
    ends_on = DayField("Đến ngày", hint=_DAY)
    budget = TextField(
        "Kinh phí (ghi chú)", max_length=200, required=False, hint="Ví dụ: ngân sách đảng, lồng ghép"
    )


class CorrectForm(SchemeForm):
    reason = TextField("Lý do sửa", hint="Ví dụ: ghi nhầm ngày kết thúc")


class PhaseForm(forms.Form):
    title = TextField("Giai đoạn", max_length=200, hint="Ví dụ: Giai đoạn 1: trang bị, đào tạo")
    starts_on = DayField("Từ ngày", hint="Ví dụ: 01/01/2022")
    ends_on = DayField("Đến ngày", hint=_DAY)

    def __init__(self, place: Place, view: SchemeView, data: Any) -> None:
        super().__init__(data)


class ItemForm(forms.Form):
    title = TextField("Nội dung", lines=2, hint="Ví dụ: Ban hành kế hoạch thực hiện đề án")
    kind = ChoiceField(
        "Loại", [(kind.value, title) for kind, title in ITEM_TITLES.items()], widget=forms.RadioSelect
    )
    due_on = DayField("Hạn", hint=_DAY)
    unit = ChoiceField("Đơn vị thực hiện", [])

    def __init__(self, place: Place, view: SchemeView, data: Any) -> None:
        super().__init__(data, initial={"kind": "hang_muc", "unit": str(place.node.id)})
        tree, here = place.tree, place.node.id
        choices = [
            (str(id_), tree.label(id_) if id_ != here else place.node.name) for id_ in tree.descendants(here)
        ]
        self.fields["unit"].choices = choices  # type: ignore[attr-defined]


class MeasureForm(forms.Form):
    title = TextField("Chỉ số", max_length=200, hint="Ví dụ: Văn bản điện tử được ký số")
    unit = TextField("Đơn vị tính", max_length=30, hint="Ví dụ: %, máy, người")
    falling = forms.BooleanField(label="Càng ít càng tốt", required=False)
    on = DayField("Mốc kế hoạch", required=False, hint=f"{_DAY}. Thêm mốc khác sau cũng được")
    value = DecimalField("Phải đạt", required=False, hint="Ví dụ: 70")

    def __init__(self, place: Place, view: SchemeView, data: Any) -> None:
        super().__init__(data)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if (told.get("on") is None) != (told.get("value") is None) and not self.errors:
            self.add_error("value" if told.get("on") else "on", "Mốc kế hoạch cần cả ngày và số phải đạt.")
        return told


class ValueForm(forms.Form):
    measure = ChoiceField("Chỉ số", [])
    planned = ChoiceField(
        "Loại số", [("", "Số đo được"), ("1", "Mốc kế hoạch")], required=False, widget=forms.RadioSelect
    )
    on = DayField("Ngày", hint="Ví dụ: 30/06/2023")
    value = DecimalField("Giá trị", hint="Ví dụ: 62,5")
    basis = TextField(
        "Nguồn", max_length=200, required=False, hint="Ví dụ: Báo cáo số 41-BC/ĐUK ngày 20/06/2023"
    )

    def __init__(self, place: Place, view: SchemeView, data: Any) -> None:
        super().__init__(data, initial={"on": clock.today(), "planned": ""})
        choices = [(str(one.id), f"{one.title} ({one.unit})") for one in view.measures]
        self.fields["measure"].choices = choices  # type: ignore[attr-defined]


class DoneForm(forms.Form):
    done_on = DayField("Ngày xong", hint="Ví dụ: 20/06/2023")
    paper = TextField(
        "Văn bản chứng minh",
        max_length=200,
        hint="Ví dụ: Báo cáo số 41-BC/ĐUK ngày 20/06/2023. Không ghi văn bản mật",
    )
    note = TextField(
        "Kết quả", max_length=500, lines=3, required=False, hint="Ví dụ: khen thưởng 3 tập thể, 5 cá nhân"
    )
