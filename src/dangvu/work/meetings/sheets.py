"""Meetings of cells as units report them: thematic ones, and all of them with attendance and class."""

from __future__ import annotations

from dangvu.foundation.tables.columns import Choice, Column, text_column, whole_number
from dangvu.foundation.tables.dates import date_column
from dangvu.foundation.tables.kinds import SheetKind
from dangvu.members import sheets as members

CELL = text_column(
    "cell",
    "Chi bộ",
    "Chi bộ sinh hoạt", "Sinh hoạt tại chi bộ", "Tên chi bộ", "Đơn vị", "Tổ chức đảng", "Chi bộ tổ chức",
    "Tên tổ chức đảng", "Nơi sinh hoạt", "Đơn vị sinh hoạt", "Chi bộ, đảng bộ", "Chi bộ thực hiện",
    *members.CELL.headers[1:],
)  # fmt: skip
HELD = date_column(
    "on",
    "Ngày sinh hoạt",
    "Thời gian sinh hoạt", "Ngày tổ chức", "Thời gian", "Ngày", "Thời gian tổ chức", "Ngày họp", "Ngày, tháng, năm",
    "Ngày sinh hoạt chuyên đề", "Ngày, tháng", "Ngày tháng", "Ngày, tháng, năm sinh hoạt", "Ngày thực hiện", "Ngày, giờ",
    "Ngày tổ chức sinh hoạt chuyên đề", "Thời điểm sinh hoạt", "Ngày họp chi bộ",
    required=True,
)  # fmt: skip
TOPIC = text_column(
    "topic",
    "Chuyên đề",
    "Nội dung chuyên đề", "Tên chuyên đề", "Chủ đề", "Nội dung", "Nội dung sinh hoạt", "Chuyên đề sinh hoạt",
    "Chủ đề sinh hoạt", "Tên chuyên đề sinh hoạt", "Nội dung sinh hoạt chuyên đề", "Tên chủ đề", "Nội dung, chủ đề", "Chủ đề chuyên đề",
)  # fmt: skip
ATTENDED = Column(
    "attended",
    "Số đảng viên dự",
    (
        "Số đảng viên dự", "Số ĐV tham dự", "Số đảng viên tham dự", "Số người dự", "Số ĐV dự", "Số lượng tham dự",
        "Tham dự", "Số đảng viên tham gia", "Số lượng", "Đảng viên tham dự", "Số đảng viên có mặt", "Có mặt", "Đảng viên dự",
        "Số dự", "Số người tham dự", "Sĩ số", "Quân số",
        "Số ĐV tham gia",
    ),
    parse=whole_number,
)  # fmt: skip
NOTE = text_column("note", "Ghi chú", typical=False)

THEMATIC_MEETINGS = SheetKind(
    slug="thematic_meetings",
    title="Kết quả sinh hoạt chuyên đề",
    columns=(CELL, HELD, TOPIC, ATTENDED, NOTE),
    needs=("on", "topic"),
    titles=("sinh hoạt chuyên đề", "kết quả sinh hoạt chuyên đề", "sinh hoạt chi bộ theo chuyên đề", "chuyên đề"),
    tells=("chuyên đề", "sinh hoạt", "SHCD", "SHCĐ"),
    excludes=("kế hoạch", "dự kiến", "đăng ký"),
    tab_names=("SH chuyên đề", "SHCD", "Chuyên đề", "SHCĐ", "Sinh hoạt chuyên đề", "Chuyen de"),
    natural=("cell", "on", "topic"),
    about="organisations",
    groups=("chi bộ", "tổ đảng", "đảng bộ"),
)  # fmt: skip

KIND = Column(
    "kind",
    "Loại buổi",
    ("Loại buổi", "Loại sinh hoạt", "Loại hình sinh hoạt", "Hình thức sinh hoạt", "Loại", "Định kỳ/chuyên đề"),
    parse=Choice({
        "dinh_ky": ("Định kỳ", "Thường kỳ", "Sinh hoạt định kỳ"), "chuyen_de": ("Chuyên đề", "Sinh hoạt chuyên đề"),
        "ket_hop": ("Kết hợp", "Định kỳ kết hợp chuyên đề", "Định kỳ và chuyên đề"),
    }),
)  # fmt: skip
OBLIGED = Column(
    "obliged",
    "Đảng viên phải dự",
    ("Đảng viên phải dự", "Số đảng viên phải dự", "Phải dự", "Số ĐV phải dự", "Số đảng viên phải sinh hoạt", "Tổng số đảng viên phải dự"),
    parse=whole_number,
)  # fmt: skip
VISITORS = Column(
    "visitors",
    "Cấp ủy cấp trên dự",
    ("Cấp ủy cấp trên dự", "Cấp ủy dự", "Cấp trên dự", "Lượt cấp ủy dự", "Cấp ủy viên dự"),
    parse=whole_number,
    typical=False,
)
QUALITY = Column(
    "quality",
    "Xếp loại",
    ("Xếp loại", "Xếp loại chất lượng", "Chất lượng sinh hoạt", "Xếp loại buổi sinh hoạt", "Đánh giá chất lượng", "Kết quả xếp loại"),
    parse=Choice({
        "tot": ("Tốt",), "kha": ("Khá",), "trung_binh": ("Trung bình", "TB"), "yeu": ("Yếu", "Kém", "Yếu, kém"),
    }),
)  # fmt: skip

CELL_MEETINGS = SheetKind(
    slug="cell_meetings",
    title="Kết quả sinh hoạt chi bộ",
    columns=(CELL, HELD, KIND, TOPIC, OBLIGED, ATTENDED, VISITORS, QUALITY, NOTE),
    needs=("on",),
    either=("kind", "obliged", "quality"),
    titles=("kết quả sinh hoạt chi bộ", "theo dõi sinh hoạt chi bộ", "sinh hoạt chi bộ", "sinh hoạt định kỳ", "sinh hoạt thường kỳ"),
    tells=("sinh hoạt", "họp chi bộ"),
    excludes=("kế hoạch", "dự kiến", "đăng ký", "chuyên đề", "quán triệt"),
    tab_names=("Sinh hoạt chi bộ", "SHCB", "Sinh hoat chi bo", "Họp chi bộ"),
    natural=("cell", "on", "kind"),
    about="organisations",
    groups=("chi bộ", "tổ đảng", "đảng bộ"),
)  # fmt: skip

SHEETS: tuple[SheetKind, ...] = (THEMATIC_MEETINGS, CELL_MEETINGS)
