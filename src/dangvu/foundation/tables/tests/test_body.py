from __future__ import annotations

import pytest

from dangvu.foundation.partial_date import PartialDate
from dangvu.foundation.tables import recognise, recognise_all
from dangvu.foundation.tables.tests.house import (
    KINDS,
    ROSTER_HEADER,
    ROSTER_ROWS,
    ROSTER_TITLES,
    Sheet,
    cell,
    column,
    read,
    roster,
    slug,
    values,
)

NAMES = ["Nguyễn Văn An", "Trần Thị Bình", "Lê Minh Châu"]
HEADER = ("TT", "Họ và tên", "Ngày sinh", "Chi bộ", "Ngày vào Đảng")
TITLE = ("DANH SÁCH ĐẢNG VIÊN",)
AN = (1, "Nguyễn Văn An", "05/03/1980", "Chi bộ Một", "01/07/2005")
BINH = (2, "Trần Thị Bình", "17/11/1975", "Chi bộ Một", "19/05/1999")
CHAU = (3, "Lê Minh Châu", "1990", "Chi bộ Hai", "03/02/2022")


def reasons(sheet: object) -> dict[int, str]:
    return {number: reason for number, _, reason in sheet.ignored}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "total",
    [
        (None, "Tổng cộng: 3"),
        ("Tổng cộng: 3",),
        ("Tổng số: 3 đồng chí",),
        (None, "Danh sách gồm có 3 đồng chí"),
        (None, "Cộng: 3 người."),
        (None, "Danh sách này có 3 đảng viên./."),
        ("TỔNG CỘNG 3",),
        ("Tổng cộng có 3 đảng viên",),
    ],
)
def test_a_total_is_no_record_and_its_count_is_kept(total: tuple[str | None, ...]) -> None:
    sheet = roster(*ROSTER_ROWS, total)
    assert column(sheet, "name") == NAMES
    assert sheet.declared_total == 3
    assert sheet.ignored[-1][2] == "total"


def test_a_bare_total_with_sums_beside_it_gives_no_count_of_rows() -> None:
    sheet = read(
        ("GIAO CHỈ TIÊU KẾT NẠP ĐẢNG VIÊN NĂM 2023",),
        ("TT", "Tổ chức đảng", "Chỉ tiêu"),
        (1, "Chi bộ Một", 2),
        (2, "Chi bộ Hai", 5),
        (None, "Tổng cộng", 7),
    )
    assert column(sheet, "target") == [2, 5]
    assert sheet.declared_total is None
    assert sheet.ignored == [(5, "Tổng cộng | 7", "total")]


def test_a_label_that_begins_like_a_total_is_a_record() -> None:
    sheet = read(
        ("Nội dung", "Đơn vị tính", "Số lượng"),
        ("Tổng số đảng viên đầu kỳ", "đảng viên", 40),
        ("Tổng số đảng viên", "đảng viên", 41),
        ("Số cuộc kiểm tra", "cuộc", 2),
    )
    assert column(sheet, "label") == ["members_start", "members_end", "inspections"]


def test_part_totals_add_up_and_a_grand_total_stands_alone() -> None:
    rows = (AN, BINH, (None, "Cộng: 2"), CHAU, (None, "Cộng: 1"))
    assert read(TITLE, HEADER, *rows).declared_total == 3
    assert read(TITLE, HEADER, *rows, (None, "Tổng cộng: 3")).declared_total == 3


@pytest.mark.parametrize(
    "footer",
    [
        [(None, "NGƯỜI LẬP BIỂU", None, None, "T/M CẤP ỦY")],
        [(None, None, None, "Thái Nguyên, ngày 05 tháng 7 năm 2023"), (None, "NGƯỜI LẬP", None, None, "BÍ THƯ"),
         (None, "(Ký, ghi rõ họ tên)"), (None,), (None, "Phạm Văn Dũng", None, None, "Hoàng Thị Em")],
        [(None, "Ghi chú: danh sách chưa đủ đảng viên mới chuyển đến")],
        [(None, None, None, "TM. CHI ỦY"), (None, None, None, "Hoàng Thị Em")],
        [("Nơi nhận:", None, None, "T/M ĐẢNG ỦY"), ("- Ban Tổ chức;",), ("- Lưu.",)],
    ],
)  # fmt: skip
def test_signatures_and_notes_below_a_table_are_no_records(footer: list[tuple[str | None, ...]]) -> None:
    sheet = read(TITLE, HEADER, AN, BINH, CHAU, (None,), *footer)
    assert column(sheet, "name") == NAMES
    assert set(reasons(sheet).values()) <= {"blank", "signature", "note"}
    assert [text for _, text, reason in sheet.ignored if reason != "blank"]


def test_rows_after_a_signature_are_still_read_when_they_are_records() -> None:
    sheet = read(TITLE, HEADER, AN, BINH, (None, "NGƯỜI LẬP BIỂU"), CHAU)
    assert column(sheet, "name") == NAMES


def test_a_note_in_the_middle_does_not_end_the_table() -> None:
    sheet = read(TITLE, HEADER, AN, (None, "Ghi chú: chuyển đến trong tháng 12"), BINH, CHAU)
    assert column(sheet, "name") == NAMES


@pytest.mark.parametrize(
    ("first", "second", "group"),
    [
        (("I. Chi bộ Phòng Tổng hợp",), ("II. Chi bộ Văn phòng",), "I. Chi bộ Phòng Tổng hợp"),
        (("I", "Chi bộ Phòng Tổng hợp"), ("II", "Chi bộ Văn phòng"), "Chi bộ Phòng Tổng hợp"),
        ((None, "Chi bộ Phòng Tổng hợp"), (None, "Chi bộ Văn phòng"), "Chi bộ Phòng Tổng hợp"),
        (("Chi bộ Phòng Tổng hợp",), ("Chi bộ Văn phòng",), "Chi bộ Phòng Tổng hợp"),
        (("A", "Chi bộ Phòng Tổng hợp"), ("B", "Chi bộ Văn phòng"), "Chi bộ Phòng Tổng hợp"),
        (
            ("Chi bộ Phòng Tổng hợp", None, None, "(2 đồng chí)"),
            ("Chi bộ Văn phòng",),
            "Chi bộ Phòng Tổng hợp",
        ),
    ],
)
def test_headings_group_the_rows_below_them(
    first: tuple[str, ...], second: tuple[str, ...], group: str
) -> None:
    header = ("TT", "Họ và tên", "Ngày sinh", "Ngày vào Đảng", "Ngày chính thức")
    rows = [(row[0], row[1], row[2], row[4], None) for row in (AN, BINH, CHAU)]
    sheet = read(TITLE, header, first, rows[0], rows[1], second, rows[2])
    assert [row.group for row in sheet.rows] == [
        group,
        group,
        group[: -len("Phòng Tổng hợp")].replace("I.", "II.", 1) + "Văn phòng",
    ]
    assert column(sheet, "name") == NAMES


def test_a_heading_that_is_the_same_numeral_twice_is_no_failure() -> None:
    header = ("TT", "Họ và tên", "Ngày sinh", "Ngày vào Đảng", "Ngày chính thức")
    rows = [(row[0], row[1], row[2], row[4], None) for row in (AN, BINH, CHAU)]
    sheet = read(TITLE, header, rows[0], rows[1], ("A", "A"), rows[2])
    assert [row.group for row in sheet.rows] == ["", "", "A"]


def test_a_cell_merged_over_its_rows_is_filled_down_within_the_merge_only() -> None:
    one, two, three = list(AN), list(BINH), list(CHAU)
    two[3] = three[3] = None
    sheet = read(TITLE, HEADER, one, two, three, merges=[(2, 3, 3, 3)])
    assert column(sheet, "cell") == ["Chi bộ Một", "Chi bộ Một", None]


def test_an_empty_row_inside_a_merge_stays_empty() -> None:
    one = list(AN)
    empty: list[object] = [None] * 5
    sheet = read(TITLE, HEADER, one, empty, BINH, merges=[(2, c, 3, c) for c in range(5)])  # type: ignore[arg-type]
    assert column(sheet, "name") == NAMES[:2]


def test_a_header_that_comes_again_is_passed_over() -> None:
    sheet = read(TITLE, HEADER, AN, BINH, HEADER, CHAU)
    assert column(sheet, "name") == NAMES
    assert reasons(sheet) == {5: "repeated_header"}


def test_stacked_tables_of_one_kind_are_all_read_each_with_its_own_columns() -> None:
    turned = [[row[i] for i in (0, 1, 4, 3, 2)] for row in (HEADER, CHAU)]
    sheet = read(
        TITLE, ("I. Chi bộ Một",), HEADER, ("(1)", "(2)", "(3)", "(4)", "(5)"), AN, BINH, (None, "Cộng: 2"), (None,),
        ("II. Chi bộ Hai",), *turned, (None, "Cộng: 1"),
    )  # fmt: skip
    assert column(sheet, "name") == NAMES
    assert column(sheet, "birth")[2] == PartialDate(1990)
    assert column(sheet, "joined")[2] == PartialDate(2022, 2, 3)
    assert sheet.rows[2].group == "II. Chi bộ Hai"
    assert sheet.declared_total == 3


def test_another_table_below_is_not_misread() -> None:
    sheet = read(TITLE, HEADER, AN, BINH, (None,), ("Chi bộ", "Ngày sinh"), ("Chi bộ Một", "03/02/2000"))
    assert column(sheet, "name") == NAMES[:2]
    assert sheet.further == 4


def test_lists_one_below_another_are_read_each_as_its_kind() -> None:
    meetings = (("KẾT QUẢ SINH HOẠT CHUYÊN ĐỀ",), ("TT", "Chi bộ", "Ngày sinh hoạt", "Chuyên đề"),
                (1, "Chi bộ Một", "03/02/2023", "Chuyển đổi số"))  # fmt: skip
    admissions = (
        ("DANH SÁCH ĐẢNG VIÊN MỚI KẾT NẠP",),
        HEADER,
        (1, "Mạc Văn Đạt", "01/02/1990", "Chi bộ Một", "05/03/2023"),
    )
    rows = [TITLE, HEADER, AN, BINH, (None, "Tổng cộng: 2"), *admissions, (None, "NGƯỜI LẬP BIỂU"), *meetings]
    found = recognise_all(Sheet(rows), KINDS)
    assert [slug(sheet) for sheet in found] == ["roster", "admissions", "thematic_meetings"]
    assert [[row.number for row in sheet.rows] for sheet in found] == [[3, 4], [8], [12]]
    assert found[1].title_lines == ["DANH SÁCH ĐẢNG VIÊN MỚI KẾT NẠP"]


def test_a_row_without_its_name_is_kept_with_a_problem() -> None:
    sheet = read(TITLE, HEADER, AN, (2, None, "17/11/1975", "Chi bộ Một", "19/05/1999"), CHAU)
    assert len(sheet.rows) == 3
    assert cell(sheet, "name", 1).problem == "missing_value"


def test_a_numbered_row_with_only_a_name_is_kept() -> None:
    sheet = read(TITLE, HEADER, AN, (2, "Trần Thị Bình", None, None, None), CHAU)
    assert column(sheet, "name") == NAMES


def test_a_missing_required_date_is_a_problem() -> None:
    sheet = read(
        ("DANH SÁCH ĐẢNG VIÊN MỚI KẾT NẠP",), HEADER,
        AN, (2, "Trần Thị Bình", "17/11/1995", "Chi bộ Một", None),
    )  # fmt: skip
    found = cell(sheet, "joined", 1)
    assert (found.value, found.problem) == (None, "missing_date")
    assert "Ngày vào Đảng" in (found.message or "")


def test_an_impossible_date_keeps_its_text() -> None:
    sheet = read(TITLE, HEADER, (*AN[:4], "31/02/2023"), BINH)
    found = cell(sheet, "joined")
    assert (found.text, found.raw, found.value, found.problem) == (
        "31/02/2023",
        "31/02/2023",
        None,
        "invalid_date",
    )


def test_a_broken_formula_is_said() -> None:
    sheet = read(TITLE, HEADER, (*AN[:4], "#REF!"), BINH)
    assert cell(sheet, "joined").problem == "formula_error"


def test_numbers_that_stand_for_identifiers_keep_their_digits() -> None:
    rows = ((*ROSTER_ROWS[0][:4], 19080000001.0, *ROSTER_ROWS[0][5:]), *ROSTER_ROWS[1:])
    found = cell(roster(*rows), "personal_number")
    assert (found.value, found.problem, found.raw) == ("19080000001", "lost_zero", "19080000001")


def test_blank_rows_between_and_columns_between_change_nothing() -> None:
    wide = [[row[0], None, *row[1:4], None, *row[4:]] for row in (ROSTER_HEADER, *ROSTER_ROWS)]
    blank: list[object] = [None] * 13
    sheet = read(*ROSTER_TITLES, wide[0], blank, wide[1], blank, blank, wide[2], wide[3])  # type: ignore[arg-type]
    assert values(sheet) == values(roster())
    assert slug(sheet) == "roster"


def test_spaces_count_as_nothing() -> None:
    sheet = read(TITLE, HEADER, AN, ("  ", " ", "", None, "\u00a0"), BINH, CHAU)
    assert column(sheet, "name") == NAMES


def test_every_row_is_a_record_or_listed_with_a_reason() -> None:
    rows = [
        TITLE,
        HEADER,
        AN,
        (None, "vô nghĩa"),
        BINH,
        (None,),
        (None, "Tổng cộng: 2"),
        (None, "NGƯỜI LẬP BIỂU"),
    ]
    sheet = read(*rows)
    seen = {row.number for row in sheet.rows} | {number for number, _, _ in sheet.ignored}
    assert seen == set(range(3, len(rows) + 1))


def test_errors_that_the_workbook_reports_are_said_where_they_stood() -> None:
    rows = (TITLE, HEADER, (*AN[:4], None), BINH)
    sheet = recognise(Sheet(rows, errors=[(2, 4, "#N/A")]), KINDS)
    assert cell(sheet, "joined").problem == "formula_error"
