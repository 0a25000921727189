import io
from datetime import UTC, datetime

import openpyxl
import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from dangvu.reports.xlsx_annex import AnnexColumn, AnnexTable, annex_workbook, column_letters

COLUMNS = (
    AnnexColumn("Tổ chức đảng", "text", 30),
    AnnexColumn("Chỉ tiêu"),
    AnnexColumn("Kết nạp"),
    AnnexColumn("Tỷ lệ", "percent", numerator=2, denominator=1),
)
ROWS = (("Chi bộ A", 5, 4, None), ("Đảng bộ B", 0, 1, None), ("Chi bộ C", None, None, None))
TABLE = AnnexTable("Kết nạp", COLUMNS, ROWS, ("KẾT NẠP 6 THÁNG",), total=("Cộng", 5, 5, None))


def cells(table: AnnexTable, *, values: bool) -> list[list[object]]:
    book = openpyxl.load_workbook(io.BytesIO(annex_workbook([table])), data_only=values)
    return [[cell.value for cell in row] for row in book.worksheets[0].iter_rows(min_row=4)]


def test_percentages_are_formulas_with_their_results() -> None:
    assert cells(TABLE, values=False)[0][3] == '=IF(AND(ISNUMBER(C4),N(B4)<>0),C4/B4,"")'
    assert cells(TABLE, values=True)[0][3] == 0.8


def test_where_there_is_nothing_to_divide_by_the_percentage_is_empty() -> None:
    assert [row[3] for row in cells(TABLE, values=True)[1:3]] == [None, None]


def test_totals_are_sums_and_their_percentage_a_division() -> None:
    assert cells(TABLE, values=False)[3][1:3] == ["=SUM(B4:B6)", "=SUM(C4:C6)"]
    assert cells(TABLE, values=True)[3] == ["Cộng", 5, 5, 1]


def test_a_total_that_is_not_the_sum_of_the_rows_is_written_as_the_figure_itself() -> None:
    table = AnnexTable("x", COLUMNS, ROWS, ("t",), total=("Cộng", 5, 4, None))
    assert cells(table, values=False)[3][1:3] == ["=SUM(B4:B6)", 4]
    assert cells(table, values=True)[3][3] == 0.8


def test_the_same_tables_give_the_same_bytes_at_another_time() -> None:
    with time_machine.travel(datetime(2026, 7, 1, tzinfo=UTC)):
        first = annex_workbook([TABLE, TABLE])
    with time_machine.travel(datetime(2026, 7, 1, 0, 0, 3, tzinfo=UTC)):
        assert annex_workbook([TABLE, TABLE]) == first


def test_a_percentage_without_its_two_columns_is_refused() -> None:
    with pytest.raises(ValueError, match="numerator"):
        AnnexColumn("Tỷ lệ", "percent")


@given(st.integers(0, 16_383))
def test_column_letters_are_those_of_a_spreadsheet(index: int) -> None:
    assert openpyxl.utils.column_index_from_string(column_letters(index)) == index + 1
