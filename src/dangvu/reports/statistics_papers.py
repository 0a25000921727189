"""The statistical forms on paper: one, or all of them as the statistics of members. Word and Excel say the same.

Every form carries what it says of its standing: “mẫu chưa xác nhận” until a document confirms it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.periods import Period
from dangvu.organisations.queries import tree_on
from dangvu.organisations.tree import Node
from dangvu.statistics import queries as statistics
from dangvu.statistics.queries import Filled

from . import render
from .actions import Written
from .outlines import statistical_forms
from .outlines.statistical_forms import PrintedForm, PrintedRow
from .queries import head_of
from .xlsx_annex import AnnexColumn, AnnexTable, annex_workbook

#: What the command line calls all forms together.
MEMBER_STATISTICS = "member-statistics"


def filled_forms(
    *, actor: Actor, organisation: Node, period: Period, known: int | None = None, codes: Sequence[str] = ()
) -> list[Filled]:
    """The forms of these codes (all) with the organisation's numbers. LookupError for a code that there is not.

    All are counted in one run. A yearly form in a period that is no year is told as at the end of that period.
    """
    there = statistics.forms_on(period.start, known)
    run = statistics.new_run(organisation, period, known)
    return [
        statistics.fill(
            actor=actor, organisation=organisation, period=period, version=there[code], known=known, run=run
        )
        for code in codes or there
    ]


def word(
    *, actor: Actor, organisation: Node, period: Period, known: int | None = None, codes: Sequence[str] = ()
) -> tuple[bytes, str]:
    """The forms in one Word file, and a file name."""
    found = filled_forms(actor=actor, organisation=organisation, period=period, known=known, codes=codes)
    today = clock.today()
    at = datetime.combine(today, datetime.min.time(), clock.HERE)
    head = head_of(actor, tree_on(today), organisation, "BTK")
    document = statistical_forms.paper([_printed(one) for one in found], period, head, at)
    return render.docx(document), f"{_name(codes, organisation, period)}.docx"


def excel(
    *, actor: Actor, organisation: Node, period: Period, known: int | None = None, codes: Sequence[str] = ()
) -> tuple[bytes, str]:
    """The forms in one workbook, a sheet each, and a file name."""
    found = filled_forms(actor=actor, organisation=organisation, period=period, known=known, codes=codes)
    return annex_workbook([_sheet(one) for one in found]), f"{_name(codes, organisation, period)}.xlsx"


def written(*, actor: Actor, organisation: Node, period: Period) -> Written:
    """The statistics of members as files, as the command line writes them."""
    found = filled_forms(actor=actor, organisation=organisation, period=period)
    docx, _ = word(actor=actor, organisation=organisation, period=period)
    xlsx, _ = excel(actor=actor, organisation=organisation, period=period)
    figures = {
        f"{one.version.form.code}:{row}:{column}": {"value": cell.value, "printed": cell.text}
        for one in found
        for (row, column), cell in one.cells.items()
    }
    return Written(docx, xlsx, render.sha256(docx), "", figures)


def _name(codes: Sequence[str], organisation: Node, period: Period) -> str:
    what = f"bieu-{'-'.join(codes).lower()}" if codes else "thong-ke-dang-vien"
    return f"{what}-{organisation.code}-{period.code.replace('..', '_')}"


def _printed(filled: Filled) -> PrintedForm:
    form = filled.version.form
    rows = [
        PrintedRow(
            row.code, row.title, row.level, not row.level,
            tuple("" if row.is_heading else filled.cells[row.code, column.code].text for column in form.columns),
        )
        for row in form.rows
    ]  # fmt: skip
    return PrintedForm(
        form.code, form.title, filled.version.label, tuple(column.title for column in form.columns), tuple(rows),
        filled.version.document,
    )  # fmt: skip


def _sheet(filled: Filled) -> AnnexTable:
    form = filled.version.form

    def value(row: str, column: str) -> int | float | str | None:
        cell = filled.cells[row, column]
        return cell.value if cell.value is not None else cell.text

    return AnnexTable(
        form.code,
        (AnnexColumn("Mã", "text", 8), AnnexColumn("Chỉ tiêu", "text", 54),
         *(AnnexColumn(column.title, "integer", 16) for column in form.columns)),
        tuple(
            (row.code, "   " * row.level + row.title,
             *(None if row.is_heading else value(row.code, column.code) for column in form.columns))
            for row in form.rows
        ),
        (filled.organisation.name.upper(), f"BIỂU {form.code}: {form.title.upper()}",
         f"({filled.period.label}; {filled.version.label.lower()})"),
    )  # fmt: skip
