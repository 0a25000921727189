from __future__ import annotations

from datetime import date

import pytest

from dangvu.foundation.partial_date import PartialDate
from dangvu.foundation.tables.tests.house import (
    ROSTER_HEADER,
    ROSTER_ROWS,
    ROSTER_TITLES,
    cell,
    column,
    read,
    roster,
    slug,
    values,
)

NAMES = ["Nguyễn Văn An", "Trần Thị Bình", "Lê Minh Châu"]


@pytest.mark.parametrize("above", [0, 1, 8, 30])
@pytest.mark.parametrize("left", [0, 1, 3])
def test_a_table_is_found_wherever_it_stands(above: int, left: int) -> None:
    rows = [[None] * left + list(row) for row in (ROSTER_HEADER, *ROSTER_ROWS)]
    sheet = read(*ROSTER_TITLES, *[[None]] * above, *rows)
    assert slug(sheet) == "roster"
    assert sheet.header_rows == (4 + above, 4 + above)
    assert column(sheet, "name") == NAMES
    assert [row.number for row in sheet.rows] == [5 + above, 6 + above, 7 + above]


TWO_ROWS = (
    ("TT", "Họ và tên", "Ngày, tháng, năm sinh", None, "Dân tộc", "Trình độ", None, "Chi bộ", "Ngày vào Đảng",
     "Quyết định kết nạp", None),
    (None, None, "Nam", "Nữ", None, "Chuyên môn", "LLCT", None, None, "Số", "Ngày"),
)  # fmt: skip
TWO_ROW_DATA = (
    (1, "Nguyễn Văn An", "05/03/1995", None, "Kinh", "Đại học", "Sơ cấp", "Chi bộ Một", "03/02/2023", "12-QĐ/ĐU", "01/02/2023"),
    (2, "Trần Thị Bình", None, date(1996, 4, 6), "Tày", "Thạc sĩ", None, "Chi bộ Hai", "19/05/2023", "13-QĐ/ĐU", "15/05/2023"),
)  # fmt: skip
MERGES = [(0, 2, 0, 3), (0, 5, 0, 6), (0, 9, 0, 10), *((0, c, 1, c) for c in (0, 1, 4, 7, 8))]


@pytest.mark.parametrize("merges", [[], MERGES])
def test_sub_headers_are_read_below_their_parents(merges: list[tuple[int, int, int, int]]) -> None:
    sheet = read(*TWO_ROWS, *TWO_ROW_DATA, merges=merges)
    assert slug(sheet) == "admissions"
    assert sheet.header_rows == (1, 2)
    assert values(sheet)[0] == {
        "name": "Nguyễn Văn An", "sex": "nam", "birth": PartialDate(1995, 3, 5), "ethnicity": "Kinh",
        "education": "dai_hoc", "theory": "so_cap", "cell": "Chi bộ Một", "joined": PartialDate(2023, 2, 3),
        "decision_number": "12-QĐ/ĐU", "decision_date": PartialDate(2023, 2, 1),
    }  # fmt: skip
    assert column(sheet, "sex") == ["nam", "nu"]
    assert column(sheet, "birth")[1] == PartialDate(1996, 4, 6)


def test_three_header_rows_are_read() -> None:
    sheet = read(
        (
            "TT",
            "Họ và tên",
            "Ngày, tháng, năm sinh",
            None,
            "Chi bộ",
            "Quyết định kết nạp",
            None,
            "Ngày vào Đảng",
        ),
        (None, None, "Nam", "Nữ", None, "Số", "Ngày", None),
        ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"),
        (1, "Nguyễn Văn An", 1995, None, "Chi bộ Một", "12", "01/02/2023", "03/02/2023"),
    )
    assert sheet.header_rows == (1, 2)
    assert [reason for _, _, reason in sheet.ignored] == ["numbering"]
    assert column(sheet, "birth") == [PartialDate(1995)]


def test_parents_without_the_other_headers_beside_them_are_part_of_the_header() -> None:
    sheet = read(
        ("DANH SÁCH ĐẢNG VIÊN MỚI KẾT NẠP",),
        (None, None, "Ngày, tháng, năm sinh", None, None, "Trình độ", None, None),
        ("TT", "Họ và tên", "Nam", "Nữ", "Dân tộc", "Chuyên môn", "LLCT", "Ngày vào Đảng"),
        (1, "Trần Thị Bình", None, "06/04/1996", "Tày", "Thạc sĩ", "Trung cấp", "19/05/2023"),
    )
    assert sheet.header_rows == (2, 3)
    assert values(sheet) == [
        {
            "name": "Trần Thị Bình", "sex": "nu", "birth": PartialDate(1996, 4, 6), "ethnicity": "Tày",
            "education": "thac_si", "theory": "trung_cap", "joined": PartialDate(2023, 5, 19),
        }
    ]  # fmt: skip


def test_a_header_broken_over_two_rows_is_joined() -> None:
    sheet = read(
        ("DANH SÁCH ĐẢNG VIÊN",),
        ("TT", "Họ và tên", "Ngày sinh", "Ngày vào", "Ngày"),
        (None, None, None, "Đảng", "chính thức"),
        (1, "Nguyễn Văn An", "05/03/1980", "01/07/2005", "01/07/2006"),
    )
    assert sheet.header_rows == (2, 3)
    assert column(sheet, "joined") == [PartialDate(2005, 7, 1)]
    assert column(sheet, "official") == [PartialDate(2006, 7, 1)]


@pytest.mark.parametrize("numbering", [
    ("(1)", "(2)", "(3)", "(4)"), (1, 2, 3, 4), ("A", "B", 1, 2), ("A", "B", "C", "D"), ("1", "2", "3", "4=2+3"),
])  # fmt: skip
def test_a_row_that_numbers_the_columns_is_no_record(numbering: tuple[object, ...]) -> None:
    sheet = read(
        ("STT", "Nội dung", "Đơn vị tính", "Số lượng"),
        numbering,  # type: ignore[arg-type]
        (1, "Số đảng viên chuyển đến", "đảng viên", 4),
    )
    assert column(sheet, "value") == [4]
    assert sheet.ignored[0][2] == "numbering"


def test_a_first_record_of_numbers_is_no_numbering() -> None:
    sheet = read(("Nội dung", "Số lượng"), ("Số đảng viên chuyển đến", 4), ("Số đảng viên chuyển đi", 5))
    assert column(sheet, "value") == [4, 5]


def test_a_record_above_what_looks_like_numbering_is_kept() -> None:
    sheet = read(
        ("STT", "Nội dung", "Đơn vị tính", "Số lượng"),
        (1, "Số đảng viên chuyển đến", "đảng viên", 4),
        (1, 2, 3, 4),
        (2, "Số đảng viên chuyển đi", "đảng viên", 5),
    )
    assert column(sheet, "value") == [4, 5]
    assert [(row, reason) for row, _, reason in sheet.ignored] == [(3, "numbering")]


def test_headers_forgive_notes_stars_case_line_breaks_and_missing_marks() -> None:
    header = ("Stt", "HỌ VÀ TÊN (*)", "GIỚI\nTÍNH", "Ngày, tháng,\nnăm sinh (dd/mm/yyyy)", "so cccd", "DAN TOC",
              "Chi  bộ*", "NGÀY VÀO ĐẢNG", "Ngày chính thức (nếu có)", "Số thẻ đảng viên:", "Ghi chú")  # fmt: skip
    assert values(roster(header=header)) == values(roster())


def test_a_longer_header_is_known_by_the_words_in_it_and_its_contents() -> None:
    header = list(ROSTER_HEADER)
    header[7] = "Ngày vào Đảng Cộng sản"
    sheet = roster(header=header)
    assert column(sheet, "joined")[0] == PartialDate(2005, 7, 1)
    words = [(*row[:7], "không rõ", *row[8:]) for row in ROSTER_ROWS]
    assert "joined" not in roster(*words, header=header).rows[0].cells


def test_unknown_columns_are_kept_under_their_headers() -> None:
    header = (*ROSTER_HEADER, "Nhóm máu", None)
    sheet = roster((*ROSTER_ROWS[0], "O", "tự thêm"), header=header)
    assert cell(sheet, "extra:Nhóm máu").text == "O"
    assert cell(sheet, "extra:cột M").text == "tự thêm"


def test_a_name_in_two_columns_is_joined() -> None:
    for header in (("Họ và tên đệm", "Tên"), ("Họ và tên", None), ("Họ đệm", "Tên")):
        sheet = read(
            ("DANH SÁCH ĐẢNG VIÊN",),
            ("TT", *header, "Ngày sinh", "Ngày vào Đảng"),
            (1, "Nguyễn Văn", "An", "05/03/1980", "01/07/2005"),
            (2, "Trần Thị", "Bình", "06/04/1981", "01/07/2006"),
        )
        assert column(sheet, "name") == ["Nguyễn Văn An", "Trần Thị Bình"], header


def test_a_name_below_a_merged_header_is_joined() -> None:
    sheet = read(
        ("DANH SÁCH ĐẢNG VIÊN",),
        ("TT", "Họ và tên", None, "Ngày sinh", "Ngày vào Đảng", "Ngày chính thức", "Số thẻ đảng viên"),
        (None, None, None, None, None, None, None),
        (1, "Nguyễn Văn", "An", "05/03/1980", "01/07/2005", "01/07/2006", "12345678"),
        merges=[(1, 1, 2, 2), *((1, c, 2, c) for c in (0, 3, 4, 5, 6))],
    )
    assert column(sheet, "name") == ["Nguyễn Văn An"]
    assert cell(sheet, "name").raw == "Nguyễn Văn An"


@pytest.mark.parametrize(
    ("header", "first", "second"),
    [
        (("Nữ",), ("x",), (None,)),
        (("Nữ",), ("X",), ("",)),
        (("Nữ",), ("1",), ("0",)),
        (("Nữ",), (True,), (None,)),
        (("Nam",), (None,), ("x",)),
        (("Nam", "Nữ"), (None, "x"), ("✓", None)),
        (("Giới tính",), ("NỮ",), ("nam",)),
        (("Giới tính",), ("f",), ("M",)),
        (("Nam/Nữ",), ("nu",), ("Nam",)),
    ],
)
def test_sex_is_read_from_words_and_crosses(
    header: tuple[str, ...], first: tuple[object, ...], second: tuple[object, ...]
) -> None:
    sheet = read(
        ("DANH SÁCH ĐẢNG VIÊN",),
        ("TT", "Họ và tên", *header, "Ngày sinh", "Ngày vào Đảng"),
        (1, "Trần Thị Bình", *first, "06/04/1981", "01/07/2006"),  # type: ignore[arg-type]
        (2, "Nguyễn Văn An", *second, "05/03/1980", "01/07/2005"),  # type: ignore[arg-type]
    )
    assert column(sheet, "sex") == ["nu", "nam"]


def test_columns_nam_and_nu_with_years_in_them_are_birth_columns() -> None:
    sheet = read(
        ("DANH SÁCH ĐẢNG VIÊN",),
        ("TT", "Họ và tên", "Nam", "Nữ", "Ngày vào Đảng"),
        (1, "Trần Thị Bình", None, 1981, "01/07/2006"),
        (2, "Nguyễn Văn An", "1980", None, "01/07/2005"),
    )
    assert column(sheet, "sex") == ["nu", "nam"]
    assert column(sheet, "birth") == [PartialDate(1981), PartialDate(1980)]


def test_a_birth_date_in_both_columns_is_a_problem_where_they_differ() -> None:
    sheet = read(*TWO_ROWS, (1, "Nguyễn Văn An", "05/03/1995", "06/03/1995", *TWO_ROW_DATA[0][4:]))
    assert cell(sheet, "birth").problem == "conflicting_values"
    assert cell(sheet, "birth").value is None


def test_columns_in_another_order_say_the_same() -> None:
    order = (7, 3, 10, 1, 5, 2, 8, 0, 9, 6, 4)
    turned = [[row[i] for i in order] for row in (ROSTER_HEADER, *ROSTER_ROWS)]
    assert values(read(*ROSTER_TITLES, *turned)) == values(roster())


def test_a_list_without_running_numbers_is_read() -> None:
    rows = [row[1:] for row in (ROSTER_HEADER, *ROSTER_ROWS)]
    assert values(read(*ROSTER_TITLES, *rows)) == values(roster())


@pytest.mark.parametrize(
    ("header", "name"),
    [("Sinh ngày, tháng, năm", "birth"), ("Ngày được kết nạp", "joined"), ("Chi bộ hiện đang sinh hoạt", "cell"),
     ("Thời gian vào Đảng", "joined"), ("Ngày được công nhận ĐV chính thức", "official"), ("Tên ĐV", "name")],
)  # fmt: skip
def test_a_header_is_told_by_its_words_in_whatever_order_and_form(header: str, name: str) -> None:
    heads = {
        "name": "Họ và tên",
        "birth": "Ngày sinh",
        "cell": "Chi bộ",
        "joined": "Ngày vào Đảng",
        "official": "Chính thức",
    }
    heads[name] = header
    sheet = read(
        ("DANH SÁCH ĐẢNG VIÊN",), ("TT", *heads.values()),
        (1, "Ông Văn An", "05/03/1980", "Chi bộ Một", "01/07/2005", "01/07/2006"),
        (2, "Chử Thị Bình", "17/11/1975", "Chi bộ Một", "19/05/1999", "19/05/2000"),
    )  # fmt: skip
    assert slug(sheet) == "roster"
    assert all(value is not None for value in column(sheet, name))


@pytest.mark.parametrize(
    "headers",
    [
        (("Ngày, tháng, năm sinh", None, None), ("Ngày", "Tháng", "Năm")),
        (("Ngày sinh", "Tháng sinh", "Năm sinh"),),
    ],
)
def test_a_date_may_be_spread_over_day_month_and_year(headers: tuple[tuple[str | None, ...], ...]) -> None:
    tops = [("TT" if n == 0 else None, "Họ và tên" if n == 0 else None, *three, *(("Ngày vào Đảng",) if n == 0 else (None,)))
            for n, three in enumerate(headers)]  # fmt: skip
    sheet = read(
        ("DANH SÁCH ĐẢNG VIÊN",), *tops, (1, "Ông Văn An", 5, 3, 1980, "01/07/2005"),
        (2, "Chử Thị Bình", None, None, 1975, "19/05/1999"), (3, "Mạc Thị Chi", "31", "02", "1990", "03/02/2022"),
    )  # fmt: skip
    assert column(sheet, "birth") == [PartialDate(1980, 3, 5), PartialDate(1975), None]
    assert [row.cells["birth"].problem for row in sheet.rows] == [None, None, "invalid_date"]


def test_a_column_of_nam_and_nu_is_the_sex_whatever_its_header() -> None:
    sheet = read(
        ("DANH SÁCH ĐẢNG VIÊN",), ("TT", "Họ và tên", "Ngày sinh", "N/N", "Ngày vào Đảng"),
        (1, "Ông Văn An", "05/03/1980", "Nam", "01/07/2005"), (2, "Chử Thị Bình", "17/11/1975", "Nữ", "19/05/1999"),
    )  # fmt: skip
    assert column(sheet, "sex") == ["nam", "nu"]


def test_a_header_that_only_makes_sense_in_an_old_encoding_is_read_so() -> None:
    sheet = read(
        ("KẾT QUẢ SINH HOẠT CHUYÊN ĐỀ",), ("TT", "Chi bé", "Ngày sinh hoạt", "Chuyên đề"),
        (1, "Chi bộ Một", "03/02/2023", "Chuyển đổi số"), (2, "Chi bộ Hai", "04/02/2023", "Chuyển đổi số"),
    )  # fmt: skip
    assert column(sheet, "cell") == ["Chi bộ Một", "Chi bộ Hai"]
