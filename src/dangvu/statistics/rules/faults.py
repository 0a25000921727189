"""What is wrong with a form, row by row and column by column, each said so that it can be mended."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dangvu.statistics.rules.form import Form, Row
from dangvu.statistics.rules.words import (
    ATTRIBUTES,
    KINDS,
    OTHER,
    Attribute,
    Measure,
    Only,
    asks_names,
    fault_of,
)

MOST_ROWS, MOST_COLUMNS, MOST_CHECKS, MOST_PARTS, MOST_VALUES = 200, 20, 60, 80, 12
LONGEST_TITLE = 200
ROW_CODE = re.compile(r"[0-9A-ZĐ](?:[0-9A-Za-zĐđ.]{0,10}[0-9A-Za-zĐđ])?")
COLUMN_CODE = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,18}[a-z0-9])?")
FORM_CODE = re.compile(r"[0-9A-Z](?:[0-9A-Z-]{0,16}[0-9A-Z])?")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a definition: where (a row, a column, a check), in which field, and how to mend it."""

    where: str
    field: str
    text: str

    def __str__(self) -> str:
        return f"{self.where}: {self.text}" if self.where else self.text


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
