"""The forms on which an administrator changes a statistical form: text fields, and lists of the words there are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django import forms
from django.forms import BoundField

from dangvu.foundation.vietnamese import fold
from dangvu.statistics import queries
from dangvu.statistics.queries import Version
from dangvu.statistics.rules import (
    ATTRIBUTES,
    KINDS,
    Attribute,
    Column,
    Form,
    Only,
    Row,
    Takes,
    check_of,
    expression,
    meaning,
    said_values,
    terms,
    values_of,
)
from dangvu.web.forms import ChoiceField, TextField, TicksField

_HINTS = {
    Takes.RANGE: "Từ – đến, kể cả hai đầu; cách nhau dấu chấm phẩy. Ví dụ: 18-30; 61- (từ 61); chưa ghi",
    Takes.NAME: "Như ghi trong hồ sơ; cách nhau dấu chấm phẩy. Ví dụ: ",
}
_YEARS = "Từ năm – đến năm, cách nhau dấu chấm phẩy. Ví dụ: 1986-2000; 2021- (từ 2021); chưa ghi"
_EXAMPLES = {"ethnicity": "Tày; Nùng; thiểu số; khác; chưa ghi", "religion": "Công giáo; có đạo; khác"}


class WholeForm(forms.Form):
    """What belongs to no single row: the title, the ground, the checks."""

    title = TextField("Tên biểu", max_length=200)
    document = TextField("Căn cứ của mẫu", max_length=300, hint="Ví dụ: Hướng dẫn 11-HD/BTCTW (2021)")
    yearly = ChoiceField("Lập cho", [("", "6 tháng và cả năm"), ("nam", "Cả năm")], required=False)
    carried = TextField("Dòng đầu kỳ; dòng cuối kỳ", max_length=30, required=False,
                        hint="Để đối chiếu số đầu kỳ này với cuối kỳ trước. Ví dụ: A; D")  # fmt: skip
    checks = TextField(
        "Các phép đối chiếu", lines=5, max_length=6000, required=False,
        hint="Mỗi dòng một phép, hai vế với dấu =. Dòng của biểu khác ghi kèm mã biểu. Ví dụ: D = A + B − C; 1 = 1-TCTW:B1; "
        "chỉ đối chiếu cả năm thì ghi thêm (năm) ở cuối",
    )  # fmt: skip

    @staticmethod
    def of(version: Version) -> dict[str, str]:
        form = version.form
        return {
            "title": form.title, "document": version.document, "yearly": "nam" if form.yearly else "",
            "carried": "; ".join(form.carried or ()),
            "checks": "\n".join(one.text + (" (năm)" if one.yearly else "") for one in form.checks),
        }  # fmt: skip

    def clean_checks(self) -> tuple[Any, ...]:
        found = []
        for number, line in enumerate(self.cleaned_data["checks"].splitlines(), start=1):
            if line.strip():
                try:
                    found.append(check_of(line))
                except ValueError as error:
                    raise forms.ValidationError(f"Phép đối chiếu thứ {number}: {error}.") from error
        return tuple(found)

    def clean_carried(self) -> tuple[str, str] | None:
        parts = [part.strip() for part in self.cleaned_data["carried"].split(";") if part.strip()]
        if parts and len(parts) != 2:
            raise forms.ValidationError("Ghi hai mã dòng, cách nhau dấu chấm phẩy. Ví dụ: A; D.")
        return (parts[0], parts[1]) if parts else None

    def changed(self, form: Form) -> Form:
        d = self.cleaned_data
        return replace(
            form, title=d["title"], yearly=bool(d["yearly"]), checks=d["checks"], carried=d["carried"]
        )

    @staticmethod
    def how(row: Row) -> str:
        """What a row counts, in words."""
        if row.total:
            return expression(row.total)
        if not row.counts:
            return "tiêu đề"
        narrowed = meaning(row.only, row.kinds)
        return queries.measures_of()[row.counts].title + (f"; {narrowed}" if narrowed else "")

    @staticmethod
    def narrowing(column: Column) -> str:
        return meaning(column.only, column.kinds) or "tất cả"


class _Narrowing(forms.Form):
    """A field for each thing known about people, and the kinds of organisation."""

    first: tuple[str, ...] = ("code", "title", "after")

    def _narrow(self, only: Only, kinds: tuple[str, ...]) -> None:
        told = dict(only)
        for attribute in ATTRIBUTES.values():
            values = told.get(attribute.slug, ())
            self.fields[attribute.slug] = _field(attribute)
            if attribute.takes is Takes.CHOICE:
                self.initial[attribute.slug] = list(values)
            else:
                self.initial[attribute.slug] = said_values(attribute, values)
        self.fields["kinds"] = TicksField("Thuộc loại tổ chức", list(KINDS.items()), required=False)
        self.initial["kinds"] = list(kinds)

    def _only(self) -> Only:
        found = []
        for attribute in ATTRIBUTES.values():
            told = self.cleaned_data[attribute.slug]
            values = tuple(told) if attribute.takes is Takes.CHOICE else values_of(attribute, told)
            if values:
                found.append((attribute.slug, values))
        return tuple(found)

    def _after(self, among: Any, old: Any, said: str) -> None:
        rest = [one for one in among if one is not old]
        choices = [
            ("", f"Ở đầu, trước mọi {said}"),
            *((one.code, f"Sau {said} {one.code}. {one.title}") for one in rest),
        ]
        before = list(among).index(old) - 1 if old is not None else len(rest) - 1
        self.fields["after"] = ChoiceField("Vị trí", choices, required=False)
        self.initial["after"] = among[before].code if before >= 0 else ""

    def groups(self) -> Iterator[tuple[str, list[BoundField], bool]]:
        """(title, fields, whether it stands open): what it is, and by what it is narrowed."""
        yield "", [self[name] for name in self.first], True
        known = [self[slug] for slug, one in ATTRIBUTES.items() if one.recorded]
        unknown = [self[slug] for slug, one in ATTRIBUTES.items() if not one.recorded]
        yield (
            "Chỉ tính trong loại tổ chức, người có đặc điểm",
            [self["kinds"], *known],
            any(map(_is_told, (self["kinds"], *known))),
        )
        yield "Đặc điểm hồ sơ chưa có (biểu in “chưa có dữ liệu”)", unknown, any(map(_is_told, unknown))


def _is_told(bound: BoundField) -> bool:
    return bool(bound.value() or bound.errors)


def _field(attribute: Attribute) -> forms.Field:
    if attribute.takes is Takes.CHOICE:
        choices = [(slug, said[:1].upper() + said[1:]) for slug, said in attribute.choices.items()]
        return TicksField(attribute.title, choices, required=False)
    hint = _HINTS[attribute.takes] if attribute.slug != "joined" else _YEARS
    if attribute.takes is Takes.NAME:
        hint += _EXAMPLES.get(attribute.slug, "Công nhân" if attribute.slug == "occupation" else "ghi tên")
    return TextField(attribute.title, max_length=600, required=False, hint=hint)


class RowForm(_Narrowing):
    """One row."""

    first = ("code", "title", "after", "level", "counts", "total")
    code = TextField("Mã dòng", max_length=12, hint="In trước tên dòng. Ví dụ: B1, 2.1")
    title = TextField("Tên dòng", max_length=200)
    level = ChoiceField(
        "Thụt vào", [("0", "Không, dòng chính"), ("1", "Một bậc"), ("2", "Hai bậc"), ("3", "Ba bậc")]
    )
    counts = ChoiceField("Dòng này đếm", [], required=False,
                         hint="Để trống nếu dòng là tiêu đề, hoặc là tổng của các dòng khác")  # fmt: skip
    total = TextField("Tổng của các dòng", max_length=600, required=False,
                      hint="Mã các dòng với dấu + hoặc −. Ví dụ: B1 + B2 − B3")  # fmt: skip

    def __init__(self, form: Form, old: Row | None, data: Any = None) -> None:
        super().__init__(data)
        self.initial.update(
            {"code": old.code, "title": old.title, "level": str(old.level), "counts": old.counts, "total": expression(old.total)}
            if old else {"level": "1"}
        )  # fmt: skip
        measures = queries.measures_of().values()
        figures = [("", "Không đếm (tiêu đề hoặc tổng)"), *((m.name, m.title) for m in measures)]
        self.fields["counts"].choices = figures  # type: ignore[attr-defined]
        self._after(form.rows, old, "dòng")
        self._narrow(old.only if old else (), old.kinds if old else ())

    def clean_total(self) -> Any:
        told = self.cleaned_data["total"]
        try:
            return terms(told) if told else ()
        except ValueError as error:
            raise forms.ValidationError(f"Tổng của các dòng: {error}.") from error

    def row(self) -> Row:
        """The row as typed; only of a form that is valid."""
        d = self.cleaned_data
        return Row(
            d["code"], d["title"], int(d["level"]), d["counts"], self._only(), tuple(d["kinds"]), d["total"]
        )


class ColumnForm(_Narrowing):
    """One column."""

    first = ("title", "after")
    title = TextField("Tên cột", max_length=200)

    def __init__(self, form: Form, old: Column | None, data: Any = None) -> None:
        super().__init__(data)
        self._old, self._taken = old, {one.code for one in form.columns if one is not old}
        if old:
            self.initial["title"] = old.title
        self._after(form.columns, old, "cột")
        self._narrow(old.only if old else (), old.kinds if old else ())

    def column(self) -> Column:
        """The column as typed; its code, which addresses use, is made from its title once and then stays."""
        d = self.cleaned_data
        if self._old is not None:
            code = self._old.code
        else:
            base = fold(d["title"]).replace(" ", "-")[:16].strip("-") or "cot"
            code = next(
                c for n in range(1, 99) if (c := base if n == 1 else f"{base}-{n}") not in self._taken
            )
        return Column(code, d["title"], self._only(), tuple(d["kinds"]))
