from __future__ import annotations

from datetime import date

import pytest

from dangvu.foundation.periods import Period
from dangvu.foundation.tables import recognise
from dangvu.foundation.tables.tests.house import (
    KINDS,
    ROSTER_TITLES,
    Sheet,
    cell,
    column,
    read,
    roster,
    slug,
    values,
)
from dangvu.foundation.vietnamese import encode

PEOPLE = (
    "TT",
    "Họ và tên",
    "Giới tính",
    "Ngày sinh",
    "Chi bộ",
    "Ngày vào Đảng",
    "Ngày chính thức",
    "Ghi chú",
)


def people(*dates: tuple[str, str | None]) -> list[tuple[object, ...]]:
    names = ("Nguyễn Văn An", "Trần Thị Bình", "Lê Minh Châu", "Phạm Văn Dũng", "Hoàng Thị Em")
    return [
        (i, names[i % 5], "Nam", f"0{i + 1}/03/1985", "Chi bộ Một", joined, official, None)
        for i, (joined, official) in enumerate(dates)
    ]


def test_a_roster_spreads_over_decades_and_recognitions_do_not() -> None:
    roster_rows = people(
        ("01/07/1999", "01/07/2000"), ("19/05/2008", "19/05/2009"), ("03/02/2017", "03/02/2018")
    )
    recognised = people(
        ("04/01/2022", "04/01/2023"), ("19/03/2022", "19/03/2023"), ("25/04/2022", "25/04/2023")
    )
    assert slug(read(PEOPLE, *roster_rows)) == "roster"  # type: ignore[arg-type]
    assert slug(read(PEOPLE, *recognised)) == "recognitions"  # type: ignore[arg-type]


def test_the_name_of_the_tab_does_not_outweigh_contents() -> None:
    rows = people(("01/07/1999", "01/07/2000"), ("19/05/2008", "19/05/2009"), ("03/02/2017", "03/02/2018"))
    assert slug(read(PEOPLE, *rows, name="Chuyển CT")) == "roster"  # type: ignore[arg-type]


def test_two_kinds_too_close_are_no_answer() -> None:
    rows = people(("01/09/2022", None), ("19/08/2010", None))
    sheet = read(PEOPLE, *rows)  # type: ignore[arg-type]
    assert sheet.kind is None
    assert sheet.state == "ambiguous"
    assert "Danh sách chuyển đảng chính thức" in sheet.reason
    assert "Danh sách đảng viên" in sheet.reason


def test_whoever_is_official_was_not_admitted_just_now() -> None:
    rows = people(("01/09/2022", "15/03/2023"), ("19/08/2022", "19/05/2023"))
    sheet = read(PEOPLE, *rows)  # type: ignore[arg-type]
    assert sheet.kind is not None
    assert sheet.kind.slug == "recognitions"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("DANH SÁCH ĐẢNG VIÊN", "roster"),
        ("DANH SÁCH ĐẢNG VIÊN CHI BỘ SỞ X", "roster"),
        ("DANH SÁCH CHUYỂN ĐẢNG CHÍNH THỨC", "recognitions"),
        ("DANH SÁCH ĐẢNG VIÊN ĐƯỢC CÔNG NHẬN CHÍNH THỨC", "recognitions"),
        ("danh sach chuyen dang chinh thuc", "recognitions"),
    ],
)
def test_the_title_tells_the_kind(title: str, kind: str) -> None:
    sheet = read((title,), PEOPLE, *people(("04/01/2022", "04/01/2023")))  # type: ignore[arg-type]
    assert slug(sheet) == kind


def test_an_empty_table_is_told_by_its_title_and_header() -> None:
    sheet = read(
        ("DANH SÁCH CHUYỂN ĐẢNG CHÍNH THỨC",), PEOPLE, (None, "Tổng cộng: 0"), (None, "NGƯỜI LẬP BIỂU")
    )
    assert slug(sheet) == "recognitions"
    assert (sheet.rows, sheet.declared_total) == ([], 0)


TABLES: dict[str, tuple[tuple[object, ...], ...]] = {
    "organisations": (
        ("TT", "Tên tổ chức đảng", "Loại hình", "Trực thuộc", "Ngày thành lập"),
        (1, "Đảng bộ Khối X", "Đảng bộ cấp trên trực tiếp cơ sở", None, "01/03/1991"),
        (2, "Chi bộ Sở Y", "Chi bộ cơ sở", "Đảng bộ Khối X", 1995),
        (3, "Đảng bộ Sở Z", "Đảng bộ cơ sở", "Đảng bộ Khối X", None),
        (4, "Chi bộ Một", "chi bo truc thuoc", "Đảng bộ Sở Z", None),
        (5, "Tổ đảng Hai", "Tổ đảng", "Chi bộ Một", None),
        (6, "Đảng bộ bộ phận Ba", "ĐẢNG BỘ BỘ PHẬN", "Đảng bộ Sở Z", None),
    ),
    "movements": (
        ("TT", "Họ và tên", "Giới tính", "Ngày sinh", "Chi bộ", "Ngày vào Đảng", "Hình thức", "Ngày"),
        (1, "Nguyễn Văn An", "Nam", "05/03/1980", "Chi bộ Một", "01/07/2005", "Chuyển đến", "23/01/2023"),
        (2, "Trần Thị Bình", "Nữ", "06/04/1981", "Chi bộ Một", "01/07/2006", "Từ trần", "24/02/2023"),
    ),
    "learners": (
        ("TT", "Họ và tên", "Nam", "Nữ", "Dân tộc", "Trình độ", "Tổ chức đảng giới thiệu", "Kết quả"),
        (1, "Nguyễn Văn An", "05/03/1995", None, "Kinh", "Đại học", "Chi bộ Một", "Giỏi"),
        (2, "Trần Thị Bình", None, "06/04/1996", "Tày", "Cao đẳng", "Chi bộ Hai", "Xuất sắc"),
    ),
    "admissions": (
        ("TT", "Họ và tên", "Nữ", "Ngày sinh", "Dân tộc", "Chi bộ", "Ngày vào Đảng", "Số QĐ", "Ngày QĐ"),
        (1, "Nguyễn Văn An", None, "05/03/1995", "Kinh", "Chi bộ Một", "03/02/2023", "12-QĐ/ĐU", "01/02/2023"),
        (2, "Trần Thị Bình", "x", "06/04/1996", "Tày", "Chi bộ Hai", "19/05/2023", "13-QĐ/ĐU", "15/05/2023"),
    ),
    "admission_targets": (
        ("TT", "Tổ chức đảng", "Chỉ tiêu kết nạp đảng viên năm", "Ghi chú"),
        (1, "Chi bộ Một", 2, None),
        (2, "Chi bộ Hai", 0, None),
    ),
    "task_progress": (
        ("TT", "Tổ chức đảng", "Ngày tổ chức hội nghị sơ kết", "Hình thức"),
        (1, "Chi bộ Một", "24/03/2023", "Trực tiếp"),
        (2, "Chi bộ Hai", None, None),
    ),
    "thematic_meetings": (
        ("TT", "Chi bộ", "Ngày sinh hoạt", "Chuyên đề", "Số đảng viên dự"),
        (1, "Chi bộ Một", "29/01/2023", "Cải cách hành chính", 16),
        (2, "Chi bộ Hai", "30/01/2023", "Nêu gương", "12 đồng chí"),
    ),
    "inspections": (
        ("TT", "Loại", "Đối tượng", None, "Ngày kết luận", "Kết quả", "Nội dung vi phạm"),
        (None, None, "Tổ chức đảng/đảng viên", "Tên", None, None, None),
        (1, "Giám sát", "Đảng viên", "Nguyễn Văn An", "15/05/2023", "Chấp hành tốt", None),
        (2, "Kiểm tra", "Tổ chức đảng", "Chi bộ Một", "16/05/2023", "Vi phạm, khiển trách vì nợ tiền", "nợ tiền"),
        (3, "Kiểm tra", "Đảng viên", "Trần Thị Bình", "17/05/2023", "chuyện riêng tư", None),
    ),
    "declared_figures": (
        ("STT", "Nội dung", "Đơn vị tính", "Số lượng"),
        (1, "Tổng số đảng viên đầu kỳ", "đảng viên", 19),
        (2, "Số đảng viên kết nạp mới", "đảng viên", 0),
        (3, "Số máy tính được cấp", "chiếc", 4),
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", TABLES)
def test_every_kind_is_told_by_columns_and_contents_alone(kind: str) -> None:
    sheet = read(*TABLES[kind])  # type: ignore[arg-type]
    assert slug(sheet) == kind
    assert sheet.confidence > 0.6
    assert not [found for row in sheet.rows for found in row.cells.values() if found.problem]


@pytest.mark.parametrize("kind", TABLES)
@pytest.mark.parametrize("encoding", ["tcvn3", "vni", "decomposed"])
def test_every_kind_is_read_the_same_in_legacy_encodings(kind: str, encoding: str) -> None:
    rows = [
        [encode(value, encoding) if isinstance(value, str) else value for value in row]  # type: ignore[arg-type]
        for row in TABLES[kind]
    ]
    sheet = read(*rows)  # type: ignore[arg-type]
    assert slug(sheet) == kind
    assert values(sheet) == values(read(*TABLES[kind]))  # type: ignore[arg-type]
    assert sheet.encodings == (encoding,)


def test_organisation_kinds_become_slugs() -> None:
    assert column(read(*TABLES["organisations"]), "kind") == [  # type: ignore[arg-type]
        "dang_bo_cap_tren", "chi_bo_co_so", "dang_bo_co_so", "chi_bo_truc_thuoc", "to_dang", "dang_bo_bo_phan",
    ]  # fmt: skip


def test_nothing_of_an_inspection_is_kept_but_its_class() -> None:
    sheet = read(*TABLES["inspections"])  # type: ignore[arg-type]
    assert column(sheet, "kind") == ["supervision", "inspection", "inspection"]
    assert column(sheet, "subject_kind") == ["member", "organisation", "member"]
    assert column(sheet, "result") == ["no_fault", "violation_disciplined", "unstated"]
    assert column(sheet, "subject")[1] == "Chi bộ Một"
    kept = repr([row.cells for row in sheet.rows])
    assert "nợ tiền" not in kept
    assert "riêng tư" not in kept
    assert sheet.dropped_columns == ["Nội dung vi phạm"]


def test_declared_labels_become_figures_and_unknown_ones_are_kept() -> None:
    sheet = read(*TABLES["declared_figures"])  # type: ignore[arg-type]
    assert column(sheet, "label") == ["members_start", "admitted", None]
    assert cell(sheet, "label", 2).text == "Số máy tính được cấp"


def test_titles_give_day_period_and_class() -> None:
    assert roster().as_at == date(2022, 12, 31)
    assert roster().title_lines == [row[0] for row in ROSTER_TITLES]
    sheet = read(("KẾT QUẢ SINH HOẠT CHUYÊN ĐỀ\n6 tháng đầu năm 2023",), *TABLES["thematic_meetings"])  # type: ignore[arg-type]
    assert sheet.period == Period.parse("2023-H1")
    assert sheet.title_lines == ["KẾT QUẢ SINH HOẠT CHUYÊN ĐỀ", "6 tháng đầu năm 2023"]
    sheet = read(("Khóa 2: từ ngày 08/04/2023 đến ngày 12/04/2023",), *TABLES["learners"])  # type: ignore[arg-type]
    assert (sheet.ordinal, sheet.dates) == (2, (date(2023, 4, 8), date(2023, 4, 12)))


def test_an_empty_sheet_says_so() -> None:
    for sheet in (read(), read((None, " "), ())):
        assert (sheet.kind, sheet.state) == (None, "empty")
        assert sheet.reason


def test_a_letter_is_no_table() -> None:
    sheet = read(("Kính gửi: Đảng ủy Khối",), ("Chi bộ xin gửi báo cáo.",), ("Trân trọng!",))
    assert (sheet.kind, sheet.state) == (None, "prose")
    assert "Không thấy dòng tiêu đề cột" in sheet.reason


def test_an_unknown_table_says_what_was_read_and_what_is_missing() -> None:
    sheet = read(("TT", "Tên đơn vị", "Ghi chú", "Máy tính"), (1, "Phòng A", None, 4))
    assert sheet.kind is None
    assert "“Tên đơn vị”" in sheet.reason
    assert "thiếu cột" in sheet.reason


def test_a_hidden_sheet_is_read_and_said() -> None:
    assert recognise(Sheet(TABLES["organisations"], hidden=True), KINDS).hidden  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Chuyển đến", "transferred_in"), ("chuyển sinh hoạt đảng đến", "transferred_in"), ("Tiếp nhận", "transferred_in"),
        ("Chuyển sinh hoạt đi nơi khác", "transferred_out"), ("Chuyển đi", "transferred_out"), ("Từ trần", "died"),
        ("Chết", "died"), ("Mất", "died"), ("Xoá tên", "struck_off"), ("Xóa tên", "struck_off"), ("Khai trừ", "expelled"),
        ("Xin ra khỏi Đảng", "resigned"), ("Xin ra", "resigned"), ("chuyen di", "transferred_out"),
        ("CHUYỂN ĐẾN TỪ ĐẢNG BỘ X", "transferred_in"),
    ],
)  # fmt: skip
def test_movements_are_known_by_their_words(words: str, kind: str) -> None:
    rows = [list(row) for row in TABLES["movements"]]
    rows[1][6] = words
    assert column(read(*rows), "kind")[0] == kind  # type: ignore[arg-type]


def test_an_unknown_movement_is_a_problem() -> None:
    rows = [list(row) for row in TABLES["movements"]]
    rows[1][6] = "Nghỉ hưu"
    assert cell(read(*rows), "kind").problem == "unknown_choice"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "result"),
    [
        ("Chấp hành tốt", "no_fault"), ("Không vi phạm", "no_fault"), ("Chưa phát hiện vi phạm", "no_fault"),
        ("Có khuyết điểm, rút kinh nghiệm", "fault"), ("Vi phạm, khiển trách", "violation_disciplined"),
        ("Vi phạm, cảnh cáo", "violation_disciplined"), ("Có vi phạm", "violation"), ("Xem biên bản", "unstated"),
    ],
)  # fmt: skip
def test_results_are_kept_as_classes(words: str, result: str) -> None:
    rows = [list(row) for row in TABLES["inspections"]]
    rows[2][5] = words
    found = cell(read(*rows), "result")  # type: ignore[arg-type]
    assert found.value == result
    assert found.raw == ""


def test_no_religion_has_no_value_and_a_religion_is_kept_as_printed() -> None:
    sheet = read(
        ("DANH SÁCH ĐẢNG VIÊN",),
        ("TT", "Họ và tên", "Ngày sinh", "Tôn giáo", "Ngày vào Đảng"),
        (1, "Nguyễn Văn An", "05/03/1980", "Không", "01/07/2005"),
        (2, "Trần Thị Bình", "06/04/1981", "Công giáo", "01/07/2006"),
    )
    assert column(sheet, "religion") == [None, "Công giáo"]
    assert cell(sheet, "religion").text == "Không"


def test_names_lose_forms_of_address_and_capitals() -> None:
    sheet = roster(
        (
            1,
            "Đ/c NGUYỄN VĂN AN",
            "Nam",
            "05/03/1980",
            None,
            "Kinh",
            "Chi bộ Một",
            "01/07/2005",
            None,
            None,
            None,
        )
    )
    assert column(sheet, "name") == ["Nguyễn Văn An"]
    assert cell(sheet, "name").text == "Đ/c NGUYỄN VĂN AN"


MEMBERS = ("TT", "Họ và tên", "Ngày sinh", "Đơn vị", "Ngày vào Đảng", "Ngày chính thức")
MEMBER_ROWS = (
    (1, "Nguyễn Văn An", "05/03/1980", "Chi bộ Một", "01/07/2005", "01/07/2006"),
    (2, "Trần Thị Bình", "17/11/1975", "Chi bộ Một", "19/05/1999", "19/05/2000"),
    (3, "Lê Minh Châu", "01/01/1990", "Chi bộ Hai", "03/02/2012", "03/02/2013"),
)


@pytest.mark.parametrize(
    "title",
    ["DANH SÁCH CẤP ỦY VIÊN", "DANH SÁCH ĐẢNG VIÊN ĐƯỢC TẶNG HUY HIỆU ĐẢNG", "DANH SÁCH QUẦN CHÚNG ƯU TÚ",
     "DANH SÁCH ĐẢNG VIÊN DỰ BỊ", "TÌNH HÌNH NỘP ĐẢNG PHÍ CỦA ĐẢNG VIÊN"],
)  # fmt: skip
def test_a_list_of_some_members_is_never_taken_for_the_roster(title: str) -> None:
    assert slug(read((title,), MEMBERS, *MEMBER_ROWS)) != "roster"
    assert slug(read(("DANH SÁCH TỔNG HỢP ĐẢNG VIÊN",), MEMBERS, *MEMBER_ROWS)) == "roster"


@pytest.mark.parametrize(
    "rows",
    [
        (("TT", "Họ và tên", "Giới tính", "Ngày sinh", "Dân tộc", "Trình độ", "Đơn vị"),
         (1, "Nguyễn Văn An", "Nam", "05/03/1995", "Kinh", "Đại học", "Phòng A")),
        (("TT", "Nội dung", "Thời gian", "Đơn vị"), (1, "Họp giao ban", "05/03/2023", "Phòng A")),
        (("TT", "Đơn vị", "Ngày"), (1, "Phòng A", "05/03/2023")),
        (("STT", "Nội dung", "ĐVT", "Số lượng"), (1, "Giấy A4", "ram", 20), (2, "Bút bi", "cái", 40)),
        (("TT", "Họ và tên", "Ngày sinh", "Lý do", "Ngày"), (1, "Nguyễn Văn An", 1980, "Ốm", "05/03/2023")),
        (("DANH SÁCH CÁN BỘ, CÔNG CHỨC",),
         ("TT", "Họ và tên", "Ngày sinh", "Chức vụ", "Ngạch", "Hệ số lương", "Ngày vào Đảng"),
         (1, "Nguyễn Văn An", "05/03/1980", "Chuyên viên", "01.003", "3,33", "01/07/2005")),
        (("KẾ HOẠCH SINH HOẠT CHUYÊN ĐỀ NĂM 2023",), ("TT", "Chi bộ", "Thời gian", "Chuyên đề"),
         (1, "Chi bộ Một", "05/03/2023", "Nêu gương")),
    ],
)  # fmt: skip
def test_other_lists_of_an_office_are_not_taken_for_ours(rows: tuple[tuple[object, ...], ...]) -> None:
    sheet = read(*rows)  # type: ignore[arg-type]
    assert sheet.kind is None
    assert sheet.reason


def test_the_name_of_an_organisation_never_rules_out_a_kind() -> None:
    for title in ("CHI BỘ SỞ KẾ HOẠCH VÀ ĐẦU TƯ", "KẾT QUẢ SINH HOẠT CHUYÊN ĐỀ CHI BỘ SỞ KẾ HOẠCH VÀ ĐẦU TƯ"):
        assert slug(read((title,), *TABLES["thematic_meetings"])) == "thematic_meetings"  # type: ignore[arg-type]
