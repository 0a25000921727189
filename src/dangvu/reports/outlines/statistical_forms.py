"""The statistical forms as a document: a part for each form, its standing above its table. Plain values, no database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dangvu.foundation.periods import Period

from ..document import Annex, Document, Letterhead, Paragraph, Run, Section, Table, TableColumn

_CODE_MM, _NUMBER_MM, _WHOLE_MM, _LANDSCAPE_MM = 15.0, 26.0, 165.0, 247.0
_LEAST_TITLE_MM = 55.0
_LEGEND = "Ghi chú: “chưa có dữ liệu” là phần mềm không có thông tin này trong hồ sơ; “×” là không đếm theo cột này."


@dataclass(frozen=True)
class PrintedRow:
    """One row: its code, its title, how far it is moved in, whether it is a main one, its numbers as texts."""

    code: str
    title: str
    level: int
    is_main: bool
    cells: tuple[str, ...]


@dataclass(frozen=True)
class PrintedForm:
    """One form as it is printed."""

    code: str
    title: str
    standing: str
    columns: tuple[str, ...]
    rows: tuple[PrintedRow, ...]
    basis: str


def paper(forms: Sequence[PrintedForm], period: Period, letterhead: Letterhead, at: datetime) -> Document:
    """The forms in their order; those too wide for an upright page stand as annexes."""
    sections, annexes = [], []
    for form in forms:
        title = f"Biểu {form.code}: {form.title}"
        table = _table(form)
        said = (
            f"{form.standing}. Số liệu {period.label}, từ {period.start:%d/%m/%Y} đến {period.end:%d/%m/%Y}."
        )
        if sum(column.width_mm for column in table.columns) > _WHOLE_MM:
            sections.append(Section(2, title, (Paragraph((Run(f"{said} Bảng ở phụ lục."),)),)))
            annexes.append(Annex(title, (table,), note=f"Căn cứ: {form.basis}."))
        else:
            note = Paragraph((Run(f"Căn cứ: {form.basis}."),))
            sections.append(Section(2, title, (Paragraph((Run(said),)), note), (table,)))
    sections.append(Section(2, "", (Paragraph((Run(_LEGEND),)),)))
    alone = forms[0] if len(forms) == 1 else None
    kind = f"BIỂU {alone.code}" if alone else "THỐNG KÊ ĐẢNG VIÊN"
    about = f"{alone.title}, {period.label}" if alone else f"Các biểu thống kê đảng viên, {period.label}"
    return Document(kind, about, letterhead, at.date(), tuple(sections), tuple(annexes), False, at)


def _table(form: PrintedForm) -> Table:
    numbers = len(form.columns) * _NUMBER_MM
    title = _WHOLE_MM - _CODE_MM - numbers
    if title < _LEAST_TITLE_MM:
        title = max(_LEAST_TITLE_MM, _LANDSCAPE_MM - _CODE_MM - numbers)
    columns = (
        TableColumn("Mã", _CODE_MM), TableColumn("Chỉ tiêu", title),
        *(TableColumn(said, _NUMBER_MM, "right") for said in form.columns),
    )  # fmt: skip
    return Table(
        "", columns, tuple((row.code, "– " * row.level + row.title, *row.cells) for row in form.rows)
    )
