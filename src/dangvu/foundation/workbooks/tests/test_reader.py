"""Reading: what an honest workbook holds arrives as it is, and nothing that a file does reaches the parent."""

import os
import signal
import threading
import time
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from dangvu.foundation.workbooks import Limits, Reader, Unreadable, Workbook
from dangvu.foundation.workbooks.received import safe_name
from dangvu.foundation.workbooks.tests import evil

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")


@pytest.fixture(scope="module")
def reader():
    with Reader() as reader:
        yield reader


def book_of(reader: Reader, path: Path) -> Workbook:
    result = reader.read(path)
    assert isinstance(result, Workbook), result
    return result


def refused(reader: Reader, path: Path) -> Unreadable:
    result = reader.read(path)
    assert isinstance(result, Unreadable), result
    return result


def test_every_evil_file_ends_as_expected_and_the_reader_goes_on(evils):
    with Reader() as reader:
        results = list(reader.read_many(evil.path for evil in evils))
        expected = {one.path.name: one.code for one in evils}
        assert {result.path.name: getattr(result, "code", None) for result in results} == expected
        assert isinstance(reader.read(evils[0].path), Workbook)


def test_every_refusal_is_one_vietnamese_sentence_that_names_the_file_and_how_to_mend_it(evils):
    with Reader() as reader:
        for result in reader.read_many(one.path for one in evils if one.code):
            assert isinstance(result, Unreadable)
            assert f"“{result.name}”" in result.message
            assert "Hãy " in result.message
            assert len(result.message) < 400


def test_names_are_safe_to_show_and_to_store(evils):
    with Reader() as reader:
        for result in reader.read_many(one.path for one in evils if one.code is None):
            assert (
                result.name.isprintable()
                and len(result.name) <= 200
                and result.name.endswith(result.path.suffix)
            )


@pytest.mark.parametrize(
    ("raw", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\a\\báo cáo.xlsx", "báo cáo.xlsx"),
        ("a\0b\u202e\n.xlsx", "ab.xlsx"),
        ("to\u0302\u0309.xlsx", "tổ.xlsx"),
        ("..", "khong-ten"),
        ("x" * 300 + ".xlsx", "x" * 195 + ".xlsx"),
        ("x" * 300, "x" * 200),
    ],
)
def test_a_file_name_loses_what_could_mislead(raw, safe):
    assert safe_name(raw) == safe


def test_cells_keep_their_kind_and_their_place(reader, tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet, hidden = book.add_worksheet("Một"), book.add_worksheet("Hai")
        hidden.hide()
        hidden.write(0, 0, "ẩn")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        hour = book.add_format({"num_format": "hh:mm"})
        long = book.add_format({"num_format": "[h]:mm"})
        for column, value in enumerate(["  NguyÔn V¨n A ", 1.0, 2.5, True, -3]):
            sheet.write(2, 1 + column, value)
        sheet.write_datetime(3, 1, datetime(1980, 2, 29), day)
        sheet.write_datetime(3, 2, datetime(1980, 2, 29, 13, 5), day)
        sheet.write_number(3, 3, 0.5, hour)
        sheet.write_number(3, 4, 1.5, long)
        sheet.merge_range("B6:C7", "Cộng")
        sheet.write_blank("J20", None, day)
    book = book_of(reader, path)
    assert [(sheet.name, sheet.hidden) for sheet in book.sheets] == [("Một", False), ("Hai", True)]
    sheet = book.sheets[0]
    empty = [None] * 6
    assert sheet.rows == [
        empty,
        empty,
        [None, "  NguyÔn V¨n A ", 1, 2.5, True, -3],
        [None, date(1980, 2, 29), datetime(1980, 2, 29, 13, 5), "12:00", "36:00", None],
        empty,
        [None, "Cộng", None, None, None, None],
    ]
    assert [type(value) for value in sheet.rows[2][1:]] == [str, int, float, bool, int]
    assert type(sheet.rows[3][1]) is date
    assert sheet.merges == [(5, 1, 6, 2)]
    assert (sheet.errors, book.remarks) == ([], [])
    assert book.size == path.stat().st_size


def test_the_1904_calendar_gives_the_same_day(reader, tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path, {"date_1904": True}) as book:
        book.add_worksheet().write_datetime(
            0, 0, datetime(2020, 1, 2), book.add_format({"num_format": "d/m/yyyy"})
        )
    assert book_of(reader, path).sheets[0].rows == [[date(2020, 1, 2)]]


def test_an_old_xls_gives_dates_merges_and_errors(reader, put):
    sheet = book_of(reader, put("a.xls", evil.xls())).sheets[0]
    assert sheet.rows == [
        ["Họ và tên", None, None],
        ["Nguyễn Văn A", date(1980, 2, 29), 12],
        [None, None, None],
        ["Cộng", None, None],
    ]
    assert (sheet.merges, sheet.errors) == ([(3, 0, 4, 1)], [(2, 1, "#REF!")])


def test_an_ods_gives_dates(reader, put):
    sheet = book_of(reader, put("a.ods", evil.ods())).sheets[0]
    assert sheet.rows == [["Họ và tên", "Ngày sinh"], ["Nguyễn Văn A", date(1980, 2, 29)]]


def test_an_ods_gives_merges_and_errors_at_their_places(reader, put):
    body = (
        '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row><table:table-row>'
        '<table:table-cell table:number-columns-repeated="3"/>'
        '<table:table-cell office:value-type="string" table:number-columns-spanned="2" '
        'table:number-rows-spanned="2"><text:p>Cộng</text:p></table:table-cell><table:covered-table-cell/>'
        '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" '
        'calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell></table:table-row>'
    )
    sheet = book_of(reader, put("a.ods", evil.ods_with_body(body))).sheets[0]
    assert sheet.rows[2][3] == "Cộng"
    assert (sheet.merges, sheet.errors) == ([(2, 3, 3, 4)], [(2, 5, "#DIV/0!")])


def test_formula_errors_are_named_and_left_empty(reader, put):
    sheet = book_of(reader, put("a.xlsx", evil.xlsx(evil.ERRORS))).sheets[0]
    assert sheet.errors == [(1, 2, "#DIV/0!"), (2, 1, "#REF!")]
    assert sheet.rows[1] == [5, None, None][: len(sheet.rows[1])]


def test_formulas_never_computed_are_remarked(reader, put):
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>A1+1</f><v></v></c><c r="C1" t="str"><f>X</f><v></v></c></row>'
    remarks = book_of(reader, put("a.xlsx", evil.xlsx(rows))).remarks
    assert len(remarks) == 1
    assert "1 công thức chưa có kết quả (đầu tiên ở ô B1)" in remarks[0]


def test_macros_are_passed_over_and_said_so(reader, put):
    book = book_of(reader, put("a.xlsm", evil.xlsx_with(**{"xl/vbaProject.bin": b"x"})))
    assert book.remarks == ["Tệp có macro; phần macro được bỏ qua, chỉ đọc số liệu."]


@pytest.mark.parametrize(
    ("name", "make", "kind"), [("a.xls", evil.xlsx, "xlsx"), ("a.xlsx", evil.xls, "xls")]
)
def test_a_wrong_extension_is_a_remark_not_a_refusal(reader, put, name, make, kind):
    assert book_of(reader, put(name, make())).remarks == [
        f"Tệp có đuôi .{name[2:]} nhưng bên trong là tệp .{kind}; vẫn đọc được."
    ]


def test_the_refusal_of_a_far_cell_names_the_sheet_and_the_cell(reader, put):
    message = refused(reader, put("a.xlsx", evil.xlsx(evil.FAR))).message
    assert "trang “Danh sách”" in message and "XFD1048576" in message


def test_the_hash_is_of_the_bytes_even_when_the_file_is_refused(reader, put):
    from hashlib import sha256

    for data in (evil.xlsx(), evil.xlsx()[:300]):
        assert reader.read(put("a.xlsx", data)).sha256 == sha256(data).hexdigest()


def test_limits_are_what_the_caller_says(put):
    rows = "".join(
        f'<row r="{n}"><c r="A{n}"><v>1</v></c><c r="B{n}"><v>1</v></c></row>' for n in range(1, 31)
    )
    path = put("a.xlsx", evil.xlsx(rows))
    for limits in (
        Limits(rows=29),
        Limits(cells=59),
        Limits(unpacked_bytes=500),
        Limits(parts=3),
        Limits(file_bytes=99),
    ):
        with Reader(limits) as reader:
            assert refused(reader, path).code == "qua_lon"
    with Reader(Limits(rows=30, cells=60)) as reader:
        assert len(book_of(reader, path).sheets[0].rows) == 30


def test_a_child_killed_while_reading_costs_one_file_only(put):
    slow, good = put("lâu.xlsx", evil.million_rows()), put("tốt.xlsx", evil.xlsx())
    with Reader(Limits(rows=2_000_000)) as reader:
        book_of(reader, good)
        pid = reader.child_pid
        assert pid
        killer = threading.Timer(0.1, os.kill, (pid, signal.SIGKILL))
        killer.start()
        lost, after = reader.read_many([slow, good])
        killer.join()
        assert isinstance(lost, Unreadable) and lost.code == "lam_dung_bo_doc" and lost.sha256
        assert isinstance(after, Workbook)
        assert reader.child_pid != pid


def test_a_child_that_takes_too_long_is_replaced(put):
    slow, good = put("lâu.xlsx", evil.million_rows()), put("tốt.xlsx", evil.xlsx())
    with Reader(Limits(rows=2_000_000, wall_seconds=0.4)) as reader:
        first, second = reader.read_many([slow, good])
        assert isinstance(first, Unreadable) and first.code == "qua_thoi_gian"
        assert isinstance(second, Workbook)


def test_a_stopped_child_is_not_waited_for_longer_than_the_limit(put):
    good = put("tốt.xlsx", evil.xlsx())
    with Reader(Limits(wall_seconds=0.5)) as reader:
        book_of(reader, good)
        os.kill(reader.child_pid or 0, signal.SIGSTOP)
        began = time.monotonic()
        assert refused(reader, good).code == "qua_thoi_gian"
        assert time.monotonic() - began < 3
        book_of(reader, good)


def test_a_child_that_grew_too_fat_is_replaced(put):
    good = put("tốt.xlsx", evil.xlsx())
    with Reader(Limits(retire_bytes=1)) as reader:
        pids = []
        for _ in range(3):
            book_of(reader, good)
            pids.append(reader.child_pid)
        assert len(set(pids)) == 3


def test_leaving_the_loop_early_leaves_no_stale_answer(put):
    paths = [put(f"{n}.xlsx", evil.xlsx(evil.TEXT_CELL.format(n))) for n in range(4)]
    with Reader() as reader:
        results = reader.read_many(paths)
        next(results)
        results.close()
        assert book_of(reader, paths[3]).sheets[0].rows == [["3"]]


def test_reading_within_the_loop_is_refused_clearly(put):
    path = put("a.xlsx", evil.xlsx())
    with Reader() as reader:
        results = reader.read_many([path, path, path])
        next(results)
        with pytest.raises(RuntimeError, match="one file at a time"):
            reader.read(path)
        assert len(list(results)) == 2


def test_closing_ends_the_child():
    reader = Reader()
    reader.read(__file__)
    pid = reader.child_pid
    reader.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid or 0, 0)


def test_no_files_need_no_child():
    with Reader() as reader:
        assert list(reader.read_many([])) == []
        assert refused(reader, Path("/khong/co.xlsx")).code == "khong_mo_duoc"
        assert reader.child_pid is None


def test_a_lying_child_costs_one_file_only(put, monkeypatch):
    from dangvu.foundation.workbooks import process

    paths = [put(f"{n}.xlsx", evil.xlsx(evil.TEXT_CELL.format(n))) for n in range(3)]
    honest, told = process.ReaderProcess.answer, []

    def answer(self):
        told.append(honest(self))
        return b"{}" if len(told) == 2 else told[-1]

    monkeypatch.setattr(process.ReaderProcess, "answer", answer)
    with Reader() as reader:
        first, second, third = reader.read_many(paths)
    assert isinstance(first, Workbook)
    assert isinstance(second, Unreadable) and second.code == "lam_dung_bo_doc"
    assert isinstance(third, Workbook) and third.sheets[0].rows == [["2"]]
