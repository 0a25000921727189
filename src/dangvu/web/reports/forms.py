"""What is filled in about templates."""

from __future__ import annotations

from typing import Any

from django import forms

from dangvu.reports.office.opening import MOST_BYTES
from dangvu.reports.office.tags import LEVELS, Form
from dangvu.reports.office.when import Of
from dangvu.web.forms import ChoiceField, DayField, TextField, at_times
from dangvu.web.intake.forms import GATE

_DAYS = (
    Of.SAME, Of.BEFORE, Of.TO_DATE, Of.YEAR, Of.LAST_YEAR, "quý I", "quý II", "quý III", "quý IV",
)  # fmt: skip


class TemplateForm(forms.Form):
    """A Word file to keep as a template."""

    tep = forms.FileField(
        label="Tệp Word (.docx)",
        error_messages={"required": "Chưa chọn tệp nào.", "empty": "Tệp trống, không có gì bên trong."},
        widget=forms.FileInput(
            attrs={"accept": ".docx", "data-choose": "Chọn tệp", "data-none": "Chưa chọn tệp nào"}
        ),
        help_text="Văn bản Word có thẻ như {{KN-02}} ở chỗ con số. Không quá 10 MB, không có macro.",
    )
    title = TextField(
        "Tên mẫu",
        required=False,
        max_length=150,
        hint="Ví dụ: Sơ kết 6 tháng, mẫu của Đảng ủy. Để trống thì lấy tên tệp.",
    )
    numbers = forms.BooleanField(
        label="Tệp là báo cáo đã xuất từ phần mềm này: đổi các con số thành thẻ giúp tôi", required=False
    )
    declared = forms.BooleanField(
        label=GATE.replace("các tệp này", "tệp này"),
        error_messages={"required": "Chưa đánh dấu ô cam kết không có bí mật nhà nước."},
    )

    def clean_tep(self) -> Any:
        sent = self.cleaned_data["tep"]
        if sent.size > MOST_BYTES:
            raise forms.ValidationError(
                f"Tệp nặng {sent.size // 2**20} MB, quá mức {MOST_BYTES // 2**20} MB. Bỏ ảnh thừa rồi lưu lại."
            )
        return sent


class UseForm(forms.Form):
    """From when a template is used, and by whom."""

    valid_from = DayField("Dùng cho báo cáo từ ngày", hint="Ngày của văn bản. Ví dụ: 01/07/2023")
    shared = forms.BooleanField(label="Cho các đơn vị bên dưới chưa có mẫu riêng dùng chung", required=False)


class PickerForm(forms.Form):
    """What a tag should print. Everything may stay as it is."""

    tim = at_times(TextField("Tìm số liệu", required=False, hint="Ví dụ: kết nạp nữ, KN-02"))
    thoi_ky = at_times(
        ChoiceField(
            "Kỳ của số", [("", "Kỳ báo cáo"), *((str(one), str(one)) for one in _DAYS)], required=False
        )
    )
    don_vi = at_times(TextField("Đơn vị", required=False, hint="Mã hoặc tên; để trống: cả đơn vị"))
    cap = at_times(
        ChoiceField(
            "Cộng theo cấp",
            [("", "Mọi cấp"), *((names[0], names[0]) for names in LEVELS.values())],
            required=False,
        )
    )
    dang = at_times(
        ChoiceField(
            "In ra",
            [("", "Giá trị"), *((str(one), str(one)) for one in Form if one is not Form.VALUE)],
            required=False,
        )
    )
    le = at_times(
        ChoiceField(
            "Số lẻ",
            [("", "Như báo cáo chuẩn"), *((str(n), f"{n} chữ số") for n in range(5))],
            required=False,
        )
    )
