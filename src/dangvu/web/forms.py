"""Fields as this desk reads them: days in Vietnamese, numbers with dots, names in NFC, errors that say how to mend."""

from __future__ import annotations

import re
from datetime import date, time
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from dangvu.foundation.partial_date import PartialDate
from dangvu.foundation.tables.dates import as_day, parse_text
from dangvu.foundation.vietnamese import clean

DAY_HINT = "Ví dụ: 05/07/2023"
PARTIAL_HINT = "Ví dụ: 05/03/1980; nếu chỉ biết tháng hoặc năm: 03/1980, 1980"
_SHORT_YEAR = re.compile(r"^\d{1,2}\D+(?:\d{1,2}\D+)?\d{2}$")
_HOUR = re.compile(r"^(\d{1,2})\s*(?:(?::|h|g|giờ|\.)\s*(\d{1,2})?(?:\s*(?:p|phút))?)?$")
_WHOLE = re.compile(r"^-?(?:\d{1,3}(?:\.\d{3})+|\d+)$")
_DECIMAL = re.compile(r"^-?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d{1,2})?$")


def _whole_year(text: str, hint: str) -> str:
    """What was typed, with a whole year: a list of old may be read with 68, but whoever types is asked."""
    if _SHORT_YEAR.match(text):
        raise forms.ValidationError(
            f"Ngày “{text[:20]}” ghi năm hai chữ số nên không rõ thế kỷ; ghi đủ bốn chữ số. {hint}.",
            code="day",
        )
    return text


def at_times(field: forms.Field) -> forms.Field:
    """A field that is needed in some cases, as its hint or its neighbours say: it is not called optional."""
    field.at_times = True  # type: ignore[attr-defined]
    return field


def _required(label: str) -> dict[str, str]:
    return {"required": f"Chưa nhập {label[:1].lower()}{label[1:]}."}


class TextField(forms.CharField):
    """A line of text, NFC and single-spaced; ``lines`` more than one makes a box."""

    def __init__(
        self, label: str, *, lines: int = 1, max_length: int = 300, hint: str = "", **kwargs: Any
    ) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": lines}) if lines > 1 else forms.TextInput)
        messages = _required(label) | {"max_length": f"{label} dài quá {max_length} chữ, đề nghị rút gọn."}
        super().__init__(
            label=label, max_length=max_length, help_text=hint, error_messages=messages, **kwargs
        )
        self.lines = lines

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        if self.lines == 1:
            return clean(text)
        return "\n".join(clean(line) for line in text.splitlines()).strip()


class DayField(forms.Field):
    """A full day: 5/3/1980, 05-03-1980, 05031980 …; never the month first, never two digits of a year."""

    def __init__(self, label: str, *, hint: str = DAY_HINT, **kwargs: Any) -> None:
        attributes = {"inputmode": "numeric", "autocomplete": "off", "size": "12", "class": "day"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attributes))
        super().__init__(label=label, help_text=hint, error_messages=_required(label), **kwargs)

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values or isinstance(value, date):
            return value or None
        parsed = parse_text(_whole_year(str(value).strip(), DAY_HINT))
        day = as_day(parsed.value)
        if day is None:
            raise forms.ValidationError(
                parsed.message or f"{self.label} phải có đủ ngày, tháng, năm. {DAY_HINT}.", code="day"
            )
        return day

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%d/%m/%Y}" if isinstance(value, date) else value


class PartialDateField(forms.Field):
    """A day of stated precision: a full day, a month of a year, or a year."""

    def __init__(self, label: str, *, hint: str = PARTIAL_HINT, **kwargs: Any) -> None:
        attributes = {"autocomplete": "off", "size": "12", "class": "day"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attributes))
        super().__init__(label=label, help_text=hint, error_messages=_required(label), **kwargs)

    def to_python(self, value: Any) -> PartialDate | None:
        if value in self.empty_values or isinstance(value, PartialDate):
            return value or None
        parsed = parse_text(_whole_year(str(value).strip(), PARTIAL_HINT))
        if not isinstance(parsed.value, PartialDate):
            raise forms.ValidationError(
                parsed.message or f"{self.label} không đọc được. {PARTIAL_HINT}.", code="day"
            )
        return parsed.value

    def prepare_value(self, value: Any) -> Any:
        return str(value) if isinstance(value, PartialDate) else value


class HourField(forms.Field):
    """A time of the day as people write it: 14:00, 14h30, 14 giờ 30, 8."""

    def __init__(self, label: str, *, hint: str = "Ví dụ: 14:00", **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off", "size": "8"}))
        super().__init__(label=label, help_text=hint, error_messages=_required(label), **kwargs)

    def to_python(self, value: Any) -> time | None:
        if value in self.empty_values or isinstance(value, time):
            return value or None
        found = _HOUR.match(clean(str(value)).casefold())
        hour, minute = (int(found[1]), int(found[2] or 0)) if found else (24, 0)
        if hour > 23 or minute > 59:
            raise forms.ValidationError(f"{self.label} không đọc được. Ví dụ: 14:00.", code="hour")
        return time(hour, minute)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H:%M}" if isinstance(value, time) else value


class WholeNumberField(forms.Field):
    """A whole number as Vietnamese write it: 1.234. Neither 12.5 nor 1,234 is one."""

    def __init__(
        self, label: str, *, least: int | None = None, most: int | None = None, hint: str = "", **kwargs: Any
    ) -> None:
        kwargs.setdefault(
            "widget", forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": "8"})
        )
        super().__init__(label=label, help_text=hint, error_messages=_required(label), **kwargs)
        self.least, self.most = least, most

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values or isinstance(value, int):
            return None if value in self.empty_values else value
        text = str(value).strip()
        if not _WHOLE.match(text) or len(text) > 15:
            raise forms.ValidationError(
                f"{self.label} phải là số nguyên, ví dụ 25 hoặc 1.234.", code="number"
            )
        return int(text.replace(".", ""))

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None and self.least is not None and value < self.least:
            raise forms.ValidationError(f"{self.label} không được nhỏ hơn {self.least}.", code="least")
        if value is not None and self.most is not None and value > self.most:
            raise forms.ValidationError(f"{self.label} không được lớn hơn {self.most}.", code="most")


class DecimalField(forms.Field):
    """A number as Vietnamese write it, with at most two decimals: 1.234,5."""

    def __init__(self, label: str, *, hint: str = "", **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "size": "10"})
        super().__init__(
            label=label, help_text=hint, widget=widget, error_messages=_required(label), **kwargs
        )

    def to_python(self, value: Any) -> Decimal | None:
        if value in self.empty_values or isinstance(value, Decimal):
            return value or None
        text = str(value).strip().removesuffix("%").strip()
        if not _DECIMAL.match(text) or len(text) > 14:
            raise forms.ValidationError(f"{self.label} phải là một số, ví dụ 147 hoặc 3,5.", code="number")
        return Decimal(text.replace(".", "").replace(",", "."))


class Choices(forms.Select):
    """A list to choose from, put together here: a template for each of a thousand organisations takes too long."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        every = [(("" if slug is None else slug), label) for slug, label in self.choices]
        if any(isinstance(label, list | tuple) for _, label in every):  # in groups
            return super().render(name, value, attrs, renderer)
        chosen = set(self.format_value(value))
        options = format_html_join(
            "\n", '<option value="{}"{}>{}</option>',
            ((slug, mark_safe(" selected") if str(slug) in chosen else "", label) for slug, label in every),
        )  # fmt: skip
        given = flatatt({"name": name} | self.build_attrs(self.attrs, attrs))
        return format_html("<select{}>\n{}\n</select>", given, options)


class ChoiceField(forms.ChoiceField):
    """One of a few; an unknown answer means that the page is old."""

    widget = Choices

    def __init__(self, label: str, choices: Any, *, hint: str = "", **kwargs: Any) -> None:
        messages = {
            "required": f"Chưa chọn {label[:1].lower()}{label[1:]}.",
            "invalid_choice": f"{label} không có lựa chọn này; đề nghị tải lại trang rồi chọn lại.",
        }
        super().__init__(label=label, choices=choices, help_text=hint, error_messages=messages, **kwargs)


class TicksField(forms.MultipleChoiceField):
    """Any number of a few."""

    def __init__(self, label: str, choices: Any, *, hint: str = "", **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        messages = {
            "required": f"Chưa chọn {label[:1].lower()}{label[1:]}.",
            "invalid_choice": f"{label} không có lựa chọn này; đề nghị tải lại trang rồi chọn lại.",
            "invalid_list": f"{label} không đọc được; đề nghị tải lại trang rồi chọn lại.",
        }
        super().__init__(label=label, choices=choices, help_text=hint, error_messages=messages, **kwargs)


class AddressField(TextField):
    """Where letters that remind go; nobody has to have one. The action says whether it can be an address."""

    def __init__(self, **kwargs: Any) -> None:
        attributes = {
            "inputmode": "email",
            "autocomplete": "off",
            "autocapitalize": "none",
            "spellcheck": "false",
        }
        super().__init__(
            "Thư điện tử", max_length=150, required=False, widget=forms.TextInput(attrs=attributes),
            hint="Chỉ để nhận thư nhắc việc, nếu máy chủ thư đã được đặt. Ví dụ: hoa.nt@tinh.gov.vn", **kwargs,
        )  # fmt: skip
