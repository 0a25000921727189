"""What a statistical form may be made of, and what is wrong with one that is not. Pure: no database, no clock.

A row counts one of the catalogue's figures (perhaps narrowed by what is known about people), or adds and subtracts
other rows, or is a heading. Nothing that a person types is ever carried out: every word of it is looked up here.
Grounds: docs/adr/0701; the columns of forms 1 to 4-TCTW are unverified (domain §9.4).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from dangvu.foundation.vietnamese import clean, fold

MOST_ROWS, MOST_COLUMNS, MOST_CHECKS, MOST_PARTS, MOST_VALUES = 200, 20, 60, 80, 12
LONGEST_TITLE = 200
ROW_CODE = re.compile(r"[0-9A-ZĐ](?:[0-9A-Za-zĐđ.]{0,10}[0-9A-Za-zĐđ])?")
COLUMN_CODE = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,18}[a-z0-9])?")
FORM_CODE = re.compile(r"[0-9A-Z](?:[0-9A-Z-]{0,16}[0-9A-Z])?")
_RANGE = re.compile(r"(\d{1,4})?\s*[-–]\s*(\d{1,4})?")
_TERM = re.compile(r"\s*(?:([0-9A-Z][0-9A-Z-]*):)?([0-9A-ZĐ][0-9A-Za-zĐđ.]*)\s*")
_SIGN = re.compile(r"\s*([+−–-])\s*")

#: Of people of whom it is not on record, of those of whom it is, and of those that no other row of the form names.
NOT_TOLD, TOLD, OTHER = "chua_ghi", "da_ghi", "khac"


class Takes(StrEnum):
    """What an attribute is asked for by."""

    CHOICE = "choice"  # one or more of a list
    RANGE = "range"  # from … to, both included: 18-30, 61-, -17
    NAME = "name"  # a name as people's records have it: Tày, Công giáo


@dataclass(frozen=True, slots=True)
class Attribute:
    """Something known about people by which a row or a column can be narrowed."""

    slug: str
    title: str
    takes: Takes
    choices: Mapping[str, str] = field(default_factory=dict)
    stock: bool = False  # only of who is a member on a day
    recorded: bool = True  # False: dangvu keeps nothing of the kind yet, and says so


_MAY_LACK = {NOT_TOLD: "chưa ghi", TOLD: "đã ghi"}
_EDUCATION = {
    "pho_thong": "phổ thông", "so_cap": "sơ cấp", "trung_cap": "trung cấp", "cao_dang": "cao đẳng", "dai_hoc": "đại học",
    "thac_si": "thạc sĩ", "tien_si": "tiến sĩ",
}  # fmt: skip
_THEORY = {
    "so_cap": "sơ cấp", "trung_cap": "trung cấp", "cao_cap": "cao cấp", "cu_nhan": "cử nhân", "khong": "chưa học",
}  # fmt: skip
ATTRIBUTES: dict[str, Attribute] = {
    attribute.slug: attribute
    for attribute in (
        Attribute("sex", "Giới tính", Takes.CHOICE, {"nu": "nữ", "nam": "nam", **_MAY_LACK}),
        Attribute("status", "Tư cách đảng viên", Takes.CHOICE, {"du_bi": "dự bị", "chinh_thuc": "chính thức"}, stock=True),
        Attribute("ethnicity", "Dân tộc", Takes.NAME,
                  {"thieu_so": "thiểu số", OTHER: "khác", **_MAY_LACK}),
        Attribute("religion", "Tôn giáo", Takes.NAME, {"co_dao": "có đạo", "khong": "không", OTHER: "khác"}),
        Attribute("age", "Tuổi đời", Takes.RANGE, _MAY_LACK),
        Attribute("party_age", "Tuổi đảng", Takes.RANGE, _MAY_LACK, stock=True),
        Attribute("joined", "Năm vào Đảng", Takes.RANGE, _MAY_LACK),
        Attribute("education", "Trình độ chuyên môn", Takes.CHOICE, _EDUCATION | _MAY_LACK),
        Attribute("theory", "Lý luận chính trị", Takes.CHOICE, _THEORY | _MAY_LACK),
        Attribute("card", "Thẻ đảng viên", Takes.CHOICE, {"co_the": "có thẻ", "chua_co_the": "chưa có thẻ"}, stock=True),
        Attribute("exempt", "Miễn công tác và sinh hoạt", Takes.CHOICE, {"duoc_mien": "được miễn"}, stock=True),
        Attribute("schooling", "Trình độ học vấn", Takes.NAME, recorded=False),
        Attribute("occupation", "Nghề nghiệp", Takes.NAME, recorded=False),
        Attribute("academic_title", "Chức danh khoa học", Takes.NAME, recorded=False),
        Attribute("youth_union", "Đoàn viên thanh niên", Takes.NAME, recorded=False),
    )
}  # fmt: skip
#: The kinds of organisation by which rows and columns can be narrowed: whoever belongs to one of them or below it.
KINDS = {
    "dang_bo_co_so": "Đảng bộ cơ sở", "chi_bo_co_so": "Chi bộ cơ sở", "dang_bo_bo_phan": "Đảng bộ bộ phận",
    "chi_bo_truc_thuoc": "Chi bộ trực thuộc",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measure:
    """What a row may count: a figure of the catalogue. ``people``: it can be narrowed; ``stock``: of one day."""

    name: str
    title: str
    people: bool = False
    stock: bool = False
    additive: bool = True
    mean: bool = False


Only = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Term:
    """One row in a sum or in a check; ``form`` '' is the form itself."""

    row: str
    form: str = ""
    minus: bool = False

    @property
    def text(self) -> str:
        return f"{self.form}:{self.row}" if self.form else self.row


@dataclass(frozen=True, slots=True)
class Row:
    """A row: a figure (``counts``) narrowed by ``only`` and ``kinds``, a sum of other rows, or (neither) a heading."""

    code: str
    title: str
    level: int = 0
    counts: str = ""
    only: Only = ()
    kinds: tuple[str, ...] = ()
    total: tuple[Term, ...] = ()

    @property
    def is_heading(self) -> bool:
        return not self.counts and not self.total


@dataclass(frozen=True, slots=True)
class Column:
    """A column: everything, or what is narrowed by kind of organisation and by what is known about people."""

    code: str
    title: str
    only: Only = ()
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """Two sums of rows that must be equal; ``yearly``: for whole years only."""

    left: tuple[Term, ...]
    right: tuple[Term, ...]
    yearly: bool = False

    @property
    def text(self) -> str:
        return f"{expression(self.left)} = {expression(self.right)}"

    @property
    def forms(self) -> tuple[str, ...]:
        """The other forms that it looks at."""
        return tuple(dict.fromkeys(term.form for term in (*self.left, *self.right) if term.form))


@dataclass(frozen=True, slots=True)
class Form:
    """A whole form. ``carried``: the row of the start of the period and that of its end, which the next one begins with."""

    code: str
    title: str
    yearly: bool
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    checks: tuple[Check, ...] = ()
    carried: tuple[str, str] | None = None

    def row(self, code: str) -> Row:
        """LookupError where the form has none of this code."""
        for row in self.rows:
            if row.code == code:
                return row
        raise LookupError(code)

    def column(self, code: str) -> Column:
        """LookupError where the form has none of this code."""
        for column in self.columns:
            if column.code == code:
                return column
        raise LookupError(code)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a definition: where (a row, a column, a check), in which field, and how to mend it."""

    where: str
    field: str
    text: str

    def __str__(self) -> str:
        return f"{self.where}: {self.text}" if self.where else self.text


class NotAForm(ValueError):
    """The content can't be a form at all (not even read); the message is for the person."""


# -- reading and writing ---------------------------------------------------------------------------------


def expression(terms: Sequence[Term]) -> str:
    """'A + B − C'."""
    said = ""
    for place, term in enumerate(terms):
        sign = ("− " if term.minus else "") if not place else (" − " if term.minus else " + ")
        said += sign + term.text
    return said


def terms(text: str) -> tuple[Term, ...]:
    """'A + B − 1-TCTW:C' read; ValueError (for the person) where it is no sum of rows."""
    text = clean(text)
    found: list[Term] = []
    place, minus = 0, False
    first = _SIGN.match(text)
    if first:
        place, minus = first.end(), first[1] != "+"
    while True:
        term = _TERM.match(text, place)
        if not term:
            raise ValueError(
                f"không đọc được “{text[:60]}”; viết mã các dòng với dấu + hoặc −, ví dụ: A + B − C"
            )
        found.append(Term(term[2], term[1] or "", minus))
        place = term.end()
        if place == len(text):
            return tuple(found)
        sign = _SIGN.match(text, place)
        if not sign:
            raise ValueError(f"không đọc được “{text[:60]}”; giữa hai mã dòng phải có dấu + hoặc −")
        place, minus = sign.end(), sign[1] != "+"


def check_of(text: str) -> Check:
    """'2.1 + 2.2 = 2' or '1 = 1-TCTW:B1 (năm)' read; ValueError (for the person) where it is none."""
    text = clean(text)
    yearly = fold(text).endswith(" nam") and text.endswith("(năm)")
    left, equal, right = text.removesuffix("(năm)").partition("=")
    if not equal or "=" in right:
        raise ValueError(f"không đọc được “{text[:60]}”; viết hai vế với một dấu =, ví dụ: D = A + B − C")
    return Check(terms(left), terms(right), yearly)


def of_data(code: str, data: Any) -> Form:
    """A stored or seeded content as a form. NotAForm where it has another shape: nothing of it is guessed."""
    try:
        carried = data.get("carried")
        return Form(
            code=str(code), title=_text(data["title"]), yearly=bool(data.get("yearly", False)),
            rows=tuple(_row(row) for row in _list(data["rows"])),
            columns=tuple(
                Column(_text(one["code"]), _text(one["title"]), _only(one.get("only")), _texts(one.get("kinds")))
                for one in _list(data["columns"])
            ),
            checks=tuple(check_of(_text(one)) for one in _list(data.get("checks", []))),
            carried=(_text(carried[0]), _text(carried[1])) if carried else None,
        )  # fmt: skip
    except (KeyError, IndexError, TypeError, AttributeError) as error:
        raise NotAForm("Nội dung biểu thiếu hoặc sai phần tiêu đề, dòng, cột.") from error
    except ValueError as error:
        raise NotAForm(f"Nội dung biểu không đọc được: {error}.") from error


def _row(data: Any) -> Row:
    total = _text(data.get("sum", ""))
    return Row(
        _text(data["code"]), _text(data["title"]), int(data.get("level", 0)), _text(data.get("counts", "")),
        _only(data.get("only")), _texts(data.get("kinds")), terms(total) if total else (),
    )  # fmt: skip


def _text(value: Any) -> str:
    if not isinstance(value, str | int) or isinstance(value, bool):
        raise TypeError(value)
    return clean(str(value))


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError(value)
    return value


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(_text(one) for one in _list(value or []))


def _only(value: Any) -> Only:
    if not isinstance(value or {}, dict):
        raise TypeError(value)
    return tuple((_text(slug), _texts(values)) for slug, values in (value or {}).items())


def as_data(form: Form) -> dict[str, Any]:
    """The form as it is stored; ``of_data`` reads it back as the same."""
    data: dict[str, Any] = {
        "title": form.title, "yearly": form.yearly,
        "columns": [_bare(code=c.code, title=c.title, only=_as_dict(c.only), kinds=list(c.kinds)) for c in form.columns],
        "rows": [
            _bare(code=r.code, title=r.title, level=r.level, counts=r.counts, only=_as_dict(r.only),
                  kinds=list(r.kinds), sum=expression(r.total))
            for r in form.rows
        ],
        "checks": [one.text + (" (năm)" if one.yearly else "") for one in form.checks],
    }  # fmt: skip
    if form.carried:
        data["carried"] = list(form.carried)
    return data


def _bare(**said: Any) -> dict[str, Any]:
    return {name: value for name, value in said.items() if value or name in ("code", "title")}


def _as_dict(only: Only) -> dict[str, list[str]]:
    return {slug: list(values) for slug, values in only}


def band(text: str) -> tuple[int | None, int | None]:
    """'18-30' → (18, 30); '61-' → (61, None). ValueError for what is no such band."""
    found = _RANGE.fullmatch(text.strip())
    if not found or not (found[1] or found[2]):
        raise ValueError(text)
    low, high = (int(part) if part else None for part in (found[1], found[2]))
    if low is not None and high is not None and low > high:
        raise ValueError(text)
    return low, high


def values_of(attribute: Attribute, text: str) -> tuple[str, ...]:
    """What a person typed for an attribute, with semicolons between: 'Tày; Nùng', '18-30', 'thiểu số', 'chưa ghi'."""
    by_words = {fold(said): slug for slug, said in attribute.choices.items()}
    parts = (clean(part) for part in text.split(";"))
    return tuple(dict.fromkeys(by_words.get(fold(part), part) for part in parts if part))


def said_values(attribute: Attribute, values: Sequence[str]) -> str:
    """The values as a person reads (and types) them."""
    return "; ".join(attribute.choices.get(value, value) for value in values)


def meaning(only: Only, kinds: Sequence[str] = ()) -> str:
    """The narrowing in words: 'giới tính: nữ; tuổi đời: 18-30; thuộc đảng bộ cơ sở'."""
    told = [
        f"{ATTRIBUTES[slug].title.lower()}: {said_values(ATTRIBUTES[slug], values)}" for slug, values in only
    ]
    told += ["thuộc " + " hoặc ".join(KINDS[kind].lower() for kind in kinds)] if kinds else []
    return "; ".join(told)


# -- what must hold --------------------------------------------------------------------------------------


def faults(
    form: Form, measures: Mapping[str, Measure], others: Mapping[str, Collection[str]] | None = None
) -> list[Fault]:
    """Everything that is wrong with a form, each said with its row or column. ``others``: {form: its rows' codes}."""
    return [
        *_of_form(form), *_of_columns(form), *_of_rows(form, measures), *_of_names(form), *_of_sums(form, measures),
        *_of_checks(form, others or {}),
    ]  # fmt: skip


def _of_form(form: Form) -> Iterator[Fault]:
    if not FORM_CODE.fullmatch(form.code):
        yield Fault("", "code", f"Mã biểu “{form.code[:30]}” chỉ gồm chữ in, số và gạch nối, ví dụ: 1-TCTW.")
    if not form.title or len(form.title) > LONGEST_TITLE:
        yield Fault("", "title", f"Tên biểu phải có và không quá {LONGEST_TITLE} chữ.")
    for what, said, most in (
        (form.rows, "dòng", MOST_ROWS),
        (form.columns, "cột", MOST_COLUMNS),
    ):
        if not what or len(what) > most:
            yield Fault("", "", f"Biểu phải có từ 1 đến {most} {said}; đang có {len(what)}.")
    if len(form.checks) > MOST_CHECKS:
        yield Fault("", "checks", f"Biểu có nhiều nhất {MOST_CHECKS} phép đối chiếu.")


def _repeated(codes: Sequence[str]) -> set[str]:
    return {code for code in codes if codes.count(code) > 1}


def _of_columns(form: Form) -> Iterator[Fault]:
    twice = _repeated([column.code for column in form.columns])
    for column in form.columns:
        where = f"Cột “{column.title or column.code}”"
        if not COLUMN_CODE.fullmatch(column.code):
            yield Fault(where, "code", "mã cột chỉ gồm chữ thường không dấu, số, gạch nối, ví dụ: tong-so.")
        if column.code in twice:
            yield Fault(where, "code", f"mã cột “{column.code}” đã dùng cho một cột khác.")
        yield from _titled(where, column.title)
        yield from _narrowed(where, column.only, column.kinds)


def _of_rows(form: Form, measures: Mapping[str, Measure]) -> Iterator[Fault]:
    twice = _repeated([row.code for row in form.rows])
    for row in form.rows:
        where = f"Dòng {row.code}" if row.code else f"Dòng “{row.title[:60]}”"
        if not ROW_CODE.fullmatch(row.code):
            yield Fault(
                where,
                "code",
                "mã dòng bắt đầu bằng số hoặc chữ in, chỉ gồm chữ, số và dấu chấm, ví dụ: B1, 2.1.",
            )
        if row.code in twice:
            yield Fault(where, "code", f"mã dòng “{row.code}” đã dùng cho một dòng khác.")
        if not 0 <= row.level <= 3:
            yield Fault(where, "level", "bậc thụt vào của dòng từ 0 đến 3.")
        yield from _titled(where, row.title)
        yield from _narrowed(where, row.only, row.kinds)
        if row.counts and row.total:
            yield Fault(where, "sum", "một dòng hoặc đếm, hoặc cộng các dòng khác; bỏ một trong hai.")
        if row.counts and row.counts not in measures:
            yield Fault(where, "counts", "không có cách đếm này; chọn lại trong danh sách.")
        if (row.only or row.kinds) and not row.counts:
            yield Fault(where, "counts", "chỉ dòng đếm mới chọn được đặc điểm hoặc loại tổ chức.")
        measure = measures.get(row.counts)
        for slug, _ in row.only if measure else ():
            attribute = ATTRIBUTES.get(slug)
            if attribute and measure and (not measure.people or (attribute.stock and not measure.stock)):
                yield Fault(where, slug, f"“{measure.title}” không lọc được theo {attribute.title.lower()}.")


def _titled(where: str, title: str) -> Iterator[Fault]:
    if not title or len(title) > LONGEST_TITLE:
        yield Fault(where, "title", f"tên phải có và không quá {LONGEST_TITLE} chữ.")


def _narrowed(where: str, only: Only, kinds: tuple[str, ...]) -> Iterator[Fault]:
    for slug, values in only:
        attribute = ATTRIBUTES.get(slug)
        if attribute is None:
            yield Fault(where, "only", f"không có đặc điểm “{slug[:30]}”; chọn lại trong danh sách.")
            continue
        if not values or len(values) > MOST_VALUES:
            yield Fault(where, slug, f"{attribute.title}: chọn từ 1 đến {MOST_VALUES} giá trị.")
        if asks_names(slug, values) and any(v != OTHER and v in attribute.choices for v in values):
            yield Fault(
                where,
                slug,
                f"{attribute.title}: tên cụ thể không đi cùng “{_said(attribute, values)}”; tách thành hai dòng.",
            )
        for value in values:
            said = fault_of(attribute, value)
            if said:
                yield Fault(where, slug, f"{attribute.title}: {said}")
    for kind in kinds:
        if kind not in KINDS:
            yield Fault(where, "kinds", f"không có loại tổ chức “{kind[:30]}”; chọn lại trong danh sách.")


def asks_names(slug: str, values: tuple[str, ...]) -> bool:
    """Whether it asks for people by what their records have written, or for all whom no other row names."""
    attribute = ATTRIBUTES[slug]
    return (
        attribute.takes is Takes.NAME
        and attribute.recorded
        and any(value == OTHER or value not in attribute.choices for value in values)
    )


def _said(attribute: Attribute, values: tuple[str, ...]) -> str:
    return ", ".join(
        attribute.choices[value] for value in values if value in attribute.choices and value != OTHER
    )


def _of_names(form: Form) -> Iterator[Fault]:
    """Names of two kinds at once (people of one name and of another religion) are not counted."""
    for row in form.rows:
        for column in form.columns:
            named = [one for one in {*row.only, *column.only} if one[0] in ATTRIBUTES and asks_names(*one)]
            if len(named) > 1:
                yield Fault(f"Dòng {row.code}", "only",
                            f"dòng và cột “{column.title}” cùng hỏi theo tên hai lần (dân tộc, tôn giáo); chỉ để một.")  # fmt: skip


def fault_of(attribute: Attribute, value: str) -> str:
    """What is wrong with one value of an attribute; '' where nothing is."""
    if value in attribute.choices:
        return ""
    if attribute.takes is Takes.CHOICE:
        return f"không có giá trị “{value[:30]}”; chọn lại trong danh sách."
    if attribute.takes is Takes.RANGE:
        try:
            band(value)
        except ValueError:
            return f"“{value[:30]}” không đọc được; viết như 18-30, 61- (từ 61), -17 (đến 17)."
        return ""
    if not fold(value) or len(value) > 60:
        return "tên phải có chữ và không quá 60 chữ."
    return ""


def _of_sums(form: Form, measures: Mapping[str, Measure]) -> Iterator[Fault]:
    by_code = {row.code: row for row in form.rows}
    for row in form.rows:
        where = f"Dòng {row.code}"
        if len(row.total) > MOST_PARTS:
            yield Fault(where, "sum", f"cộng nhiều nhất {MOST_PARTS} dòng.")
        for term in row.total:
            if term.form:
                yield Fault(where, "sum", "tổng của một dòng chỉ cộng các dòng của chính biểu này.")
            elif term.row not in by_code:
                yield Fault(where, "sum", f"không có dòng “{term.row}” để cộng.")
            elif by_code[term.row].is_heading:
                yield Fault(where, "sum", f"dòng {term.row} chỉ là tiêu đề, không có số để cộng.")
            elif (measure := measures.get(by_code[term.row].counts)) and measure.mean:
                yield Fault(where, "sum", f"dòng {term.row} là số bình quân nên không cộng được.")
    for code in sorted(_circular(by_code)):
        yield Fault(f"Dòng {code}", "sum", "dòng này cộng vòng lại chính nó; sửa phần “Tổng của các dòng”.")


def _circular(rows: Mapping[str, Row]) -> set[str]:
    """The rows from which their own sums lead back to themselves."""
    return {code for code in rows if code in _below(rows, code)}


def _below(rows: Mapping[str, Row], code: str) -> set[str]:
    seen: set[str] = set()
    waiting = [term.row for term in rows[code].total]
    while waiting:
        one = waiting.pop()
        if one not in seen and one in rows:
            seen.add(one)
            waiting += [term.row for term in rows[one].total]
    return seen


def _of_checks(form: Form, others: Mapping[str, Collection[str]]) -> Iterator[Fault]:
    mine = {row.code for row in form.rows if not row.is_heading}
    for check in form.checks:
        where = f"Đối chiếu “{check.text}”"
        for term in (*check.left, *check.right):
            if term.form and term.form != form.code and term.form not in others:
                yield Fault(where, "checks", f"không có biểu “{term.form}”.")
            elif term.row not in (others[term.form] if term.form and term.form != form.code else mine):
                yield Fault(where, "checks", f"không có dòng “{term.text}” để đối chiếu.")
    for code in form.carried or ():
        if code not in mine:
            yield Fault("Đầu kỳ, cuối kỳ", "carried", f"không có dòng “{code}”.")
