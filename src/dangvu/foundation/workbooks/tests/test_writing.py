"""Writing: what is written reads back, prints as asked, and is the same bytes every time."""

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from dangvu.foundation.workbooks import ColumnSpec, Formula, Reader, SheetSpec, Workbook, write_workbook
from dangvu.foundation.workbooks.writing import sheet_names

COLUMNS = [
    ColumnSpec("Đơn vị", 30),
    ColumnSpec("Kết nạp", 10, "integer"),
    ColumnSpec("Chỉ tiêu", 10, "integer"),
    ColumnSpec("Tỷ lệ", 10, "percent"),
    ColumnSpec("Ngày", 12, "date"),
]
ROWS = [["Chi bộ A", 3, 6, Formula("=B5/C5", 0.5), date(2023, 6, 30)], ["=1+1", 0, None, None, None]]


def spec(**changes) -> SheetSpec:
    return SheetSpec(
        **{"name": "Kết nạp", "columns": COLUMNS, "rows": ROWS, "title_lines": ["BÁO CÁO"], **changes}
    )


def opened(*sheets: SheetSpec):
    return openpyxl.load_workbook(io.BytesIO(write_workbook(sheets)))


def test_the_same_sheets_give_the_same_bytes():
    assert write_workbook([spec()]) == write_workbook([spec()])


def test_text_that_begins_with_an_equals_sign_stays_text():
    cell = opened(spec())["Kết nạp"]["A5"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_a_link_in_a_text_makes_no_hyperlink():
    book = opened(spec(rows=[["https://example.org", 1, 1, 1, None]]))
    assert book["Kết nạp"]["A4"].hyperlink is None


def test_a_formula_carries_its_result_for_readers_that_do_not_calculate(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(write_workbook([spec()]))
    with Reader() as reader:
        book = reader.read(path)
    assert isinstance(book, Workbook)
    assert book.sheets[0].rows == [
        ["BÁO CÁO", None, None, None, None],
        [None] * 5,
        ["Đơn vị", "Kết nạp", "Chỉ tiêu", "Tỷ lệ", "Ngày"],
        ["Chi bộ A", 3, 6, 0.5, date(2023, 6, 30)],
        ["=1+1", 0, None, None, None],
    ]
    assert book.remarks == []
    assert opened(spec())["Kết nạp"]["D4"].value == "=B5/C5"


def test_the_first_row_is_told_to_those_who_write_formulas():
    assert spec().first_row == 4
    assert spec(title_lines=[]).first_row == 2
    assert spec(group_header=[("", 1), ("Số", 3), ("", 1)]).first_row == 5


def test_two_header_rows_merge_across_a_group_and_down_a_lone_column():
    sheet = opened(spec(group_header=[("", 1), ("Số liệu", 3), ("", 1)]))["Kết nạp"]
    assert {str(merged) for merged in sheet.merged_cells.ranges} == {"A1:E1", "A3:A4", "B3:D3", "E3:E4"}
    assert (sheet["A3"].value, sheet["B3"].value, sheet["C4"].value) == ("Đơn vị", "Số liệu", "Chỉ tiêu")


def test_a_group_over_one_column_keeps_both_titles():
    sheet = opened(spec(group_header=[("Tên", 1), ("Số liệu", 4)]))["Kết nạp"]
    assert (sheet["A3"].value, sheet["A4"].value) == ("Tên", "Đơn vị")


def test_the_page_is_a4_fits_the_width_and_repeats_its_header():
    sheet = opened(spec())["Kết nạp"]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) in ((1, 0), (None, 0))
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.freeze_panes == "A4"
    assert opened(spec(landscape=False))["Kết nạp"].page_setup.orientation == "portrait"


def test_cells_are_bordered_in_times_new_roman_twelve():
    sheet = opened(spec(total_row=["Cộng", 3, 6, 0.5, None]))["Kết nạp"]
    for place in ("A4", "B4", "D4", "E4", "E5", "A6"):
        cell = sheet[place]
        assert (cell.font.name, cell.font.sz, cell.border.left.style) == ("Times New Roman", 12, "thin")
    assert sheet["A6"].font.b and not sheet["A4"].font.b
    assert (sheet["D4"].number_format, sheet["E4"].number_format) == ("0.0%", "dd/mm/yyyy")


def test_a_day_before_excel_s_calendar_is_written_as_text():
    assert opened(spec(rows=[["A", 1, 1, 1, date(1899, 5, 3)]]))["Kết nạp"]["E4"].value == "03/05/1899"


def test_a_moment_is_written_as_a_date():
    assert opened(spec(rows=[["A", 1, 1, 1, datetime(2023, 5, 3, 8)]]))["Kết nạp"]["E4"].value.day == 3


def test_sheet_names_are_made_fit_for_excel():
    assert sheet_names(["a/b:c", "A b c", "'", "x" * 40, "x" * 50]) == [
        "a b c", "A b c (2)", "Trang", "x" * 31, "x" * 27 + " (2)",
    ]  # fmt: skip


@pytest.mark.parametrize("wrong", [{"rows": [["A"]]}, {"columns": []}, {"group_header": [("x", 2)]}])
def test_a_sheet_that_does_not_fit_its_columns_is_refused(wrong):
    with pytest.raises(ValueError):
        spec(**wrong)


def test_no_text_is_cut_in_silence():
    with pytest.raises(ValueError, match="row 4"):
        write_workbook([spec(rows=[["x" * 40_000, 1, 1, 1, None]])])


def test_the_file_says_nothing_of_the_clock():
    archive = zipfile.ZipFile(io.BytesIO(write_workbook([spec()])))
    assert b"2000-01-01" in archive.read("docProps/core.xml")
    assert {info.date_time[0] for info in archive.infolist()} == {1980}


def test_the_second_workbook_of_a_process_is_the_first_byte_for_byte() -> None:
    """The library takes its options apart; a fresh process gave other styles than a warm one."""
    import subprocess
    import sys

    program = (
        "from dangvu.foundation.workbooks import ColumnSpec, SheetSpec, write_workbook as w;"
        "s = [SheetSpec('A', [ColumnSpec('x'), ColumnSpec('n', 9, 'integer')], rows=[('a', 1)])];"
        "print(w(s) == w(s))"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "True"
