"""A long invented report that exercises every kind of piece: eleven sections, 73 rows, 60 definitions."""

from __future__ import annotations

from datetime import UTC, date, datetime

from dangvu.reports.document import (
    Annex,
    Definition,
    Document,
    Letterhead,
    Paragraph,
    Run,
    Section,
    Table,
    TableColumn,
)

LETTERHEAD = Letterhead(
    upper_name="Đảng bộ tỉnh Sông Lam",
    issuer_name="Đảng ủy Khối các cơ quan tỉnh",
    place="Sông Lam",
    number="5",
    symbol="BC/ĐUK",
    signer_authority="T/M BAN THƯỜNG VỤ",
    signer_title="BÍ THƯ",
    signer_name="Nguyễn Thị Ngọc Diễm",
    recipients=(
        "Thường trực Tỉnh ủy (để báo cáo)",
        "Ban Tổ chức, Ban Tuyên giáo, Ủy ban Kiểm tra Tỉnh ủy",
        "Các đồng chí Ủy viên Ban Chấp hành Đảng bộ Khối",
        "Các chi, đảng bộ cơ sở trực thuộc",
    ),
    archive="Lưu Văn phòng Đảng ủy",
)

_LONG = (
    "Cấp ủy các cấp đã lãnh đạo cán bộ, đảng viên thực hiện nhiệm vụ chính trị của cơ quan, đơn vị; giữ nề nếp "
    "sinh hoạt chi bộ; sắp xếp lại những việc còn chậm từ quý trước và phân công người chịu trách nhiệm từng việc. "
)
_TITLES = (
    "Lãnh đạo thực hiện nhiệm vụ chính trị của các cơ quan, đơn vị",
    "Công tác xây dựng Đảng",
    "Lãnh đạo các đoàn thể",
    "Kết quả thực hiện chỉ tiêu nghị quyết",
)


def _text(*pieces: str | Run) -> Paragraph:
    return Paragraph(tuple(piece if isinstance(piece, Run) else Run(piece) for piece in pieces))


def _units_table(rows: int = 73) -> Table:
    columns = (
        TableColumn("TT", 10, "center"),
        TableColumn("Tổ chức đảng", 65),
        TableColumn("Chỉ tiêu năm", 22, "right"),
        TableColumn("Đã kết nạp", 22, "right"),
        TableColumn("Tỷ lệ %", 22, "right"),
        TableColumn("Ghi chú", 24),
    )
    kinds = ("Chi bộ Sở", "Đảng bộ Công ty cổ phần", "ĐẢNG BỘ TRƯỜNG CAO ĐẲNG KỸ THUẬT ẤẲỆỖ", "Chi bộ Hội")
    lines = tuple(
        (
            str(i),
            f"{kinds[i % 4]} Giả định số {i}",
            str(i % 5),
            str(i % 4),
            f"{i * 1.37 % 100:.2f}".replace(".", ","),
            "",
        )
        for i in range(1, rows + 1)
    )
    total = ("", "Cộng", "147", "88", "59,86", "")
    return Table(
        "Bảng 1. Kết nạp đảng viên theo tổ chức đảng",
        columns,
        lines,
        total,
        "Nguồn: sổ theo dõi của Văn phòng.",
    )


def _wide_table(rows: int = 30) -> Table:
    counted = (TableColumn(f"Chỉ số thứ {n}", 20, "right") for n in range(1, 9))
    columns = (TableColumn("TT", 10, "center"), TableColumn("Tổ chức đảng", 70), *counted)
    lines = tuple(
        (str(i), f"Đảng bộ cơ sở Giả định {i}", *(str(1000 + i * n) for n in range(8))) for i in range(rows)
    )
    return Table("Bảng 2. Các số liệu theo đơn vị", columns, lines, ("", "Cộng", *("12.345",) * 8))


def _definitions(count: int = 60) -> tuple[Definition, ...]:
    return tuple(
        Definition(
            f"KN-{i:02d}",
            f"Tỷ lệ kết nạp đảng viên so với chỉ tiêu, cách tính thứ {i}",
            f"{i} ÷ 147 = {i / 1.47:.2f}%".replace(".", ","),
            "Số đảng viên mới có ngày vào Đảng trong kỳ",
            "Chỉ tiêu cả năm đã giao cho các tổ chức đảng",
            "Danh sách kết nạp của 73 tổ chức, tính đến 30/6",
            "Nghị quyết năm của Đảng ủy, điểm 3" if i % 2 else "",
        )
        for i in range(1, count + 1)
    )


def sample(
    day: date = date(2023, 7, 5), *, draft: bool = False, letterhead: Letterhead = LETTERHEAD
) -> Document:
    """The report of that day."""
    prose = tuple(_text(_LONG * n) for n in (2, 1, 3))
    sections = (
        Section(0 + 2, "", (_text("Đến ngày 30/6, Đảng bộ Khối có ", Run("73", "TC-01"), " tổ chức cơ sở đảng. " + _LONG),)),
        Section(1, "Kết quả 6 tháng đầu năm 2023"),
        Section(2, _TITLES[0], prose),
        Section(2, _TITLES[1]),
        Section(3, "Công tác chính trị, tư tưởng", (Paragraph((Run("kết quả quán triệt văn bản"),), placeholder=True),)),
        Section(
            3,
            "Công tác đảng viên",
            (
                _text(
                    "Mở ", Run("02", "BD-01"), " lớp bồi dưỡng nhận thức về Đảng cho ", Run("137", "BD-02"),
                    " quần chúng ưu tú; kết nạp ", Run("88", "KN-01"), " đảng viên, đạt ", Run("60%", "KN-02"),
                    " chỉ tiêu năm (cùng kỳ ", Run("", "KN-01", missing=True), "). " + _LONG,
                ),
                _text("Tỷ lệ ", Run("60%", "KN-02"), " cao hơn cùng kỳ; ẤẲỆỖ ấẳệỗ, Ở ĐẢNG BỘ NÀO CŨNG CÓ. " + _LONG),
            ),
            (_units_table(),),
        ),
        Section(2, _TITLES[2], prose[:2]),
        Section(2, _TITLES[3], (Paragraph((), placeholder=True), *prose[:1])),
        Section(1, "Nhiệm vụ trọng tâm 6 tháng cuối năm 2023"),
        Section(2, "Nhiệm vụ chung", prose),
        Section(2, "Kiến nghị, đề xuất", prose[:2]),
    )  # fmt: skip
    return Document(
        type_name="BÁO CÁO",
        summary="sơ kết công tác xây dựng Đảng 6 tháng đầu năm 2023,\nnhiệm vụ trọng tâm 6 tháng cuối năm 2023",
        letterhead=letterhead,
        date=day,
        sections=sections,
        annexes=(
            Annex("Số liệu theo đơn vị", (_wide_table(),)),
            Annex("Cách tính các số liệu trong báo cáo", definitions=_definitions()),
        ),
        draft=draft,
        fixed_time=datetime(2023, 7, 5, 2, 0, tzinfo=UTC),
        closing_limits=(
            "03 dòng ngày vào Đảng không đọc được (xem danh sách cần sửa)",
            "01 người kết nạp khi chưa đủ 18 tuổi, đang chờ xác nhận.",
        ),
    )
