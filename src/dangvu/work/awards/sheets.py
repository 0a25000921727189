"""Commendations as offices list them: a row for each member, or (no name) for each collective."""

from __future__ import annotations

from dangvu.foundation.tables.columns import Choice, Column, text_column
from dangvu.foundation.tables.dates import date_column
from dangvu.foundation.tables.kinds import SheetKind
from dangvu.members import sheets as members

CELL = text_column(
    "cell",
    "Tập thể, chi bộ",
    "Tập thể", "Tên tập thể", "Chi bộ", "Tổ chức đảng", "Đơn vị", "Chi bộ, đảng bộ", "Đơn vị công tác", "Tập thể được khen",
)  # fmt: skip
KIND = Column(
    "kind",
    "Hình thức khen",
    ("Hình thức khen", "Hình thức khen thưởng", "Hình thức", "Danh hiệu, hình thức khen thưởng", "Khen thưởng"),
    parse=Choice({
        "giay_khen": ("Giấy khen",),
        "bang_khen": ("Bằng khen",),
        "ky_niem_chuong": ("Kỷ niệm chương",),
        "khac": ("Hình thức khác", "Khác", "Thư khen", "Biểu dương"),
    }),
    required=True,
)  # fmt: skip
LEVEL = Column(
    "level",
    "Cấp khen",
    ("Cấp khen", "Cấp khen thưởng", "Cơ quan khen thưởng", "Cấp quyết định khen thưởng", "Nơi khen"),
    parse=Choice({
        "co_so": ("Cấp ủy cơ sở", "Cơ sở", "Đảng ủy cơ sở", "Chi ủy"),
        "cap_tren": ("Cấp ủy cấp trên trực tiếp", "Cấp trên", "Đảng ủy Khối", "Khối", "Huyện ủy", "Đảng ủy cấp trên"),
        "tinh": ("Cấp tỉnh", "Tỉnh ủy", "Tỉnh", "Thành ủy", "UBND tỉnh"),
        "trung_uong": ("Trung ương", "Cấp Trung ương"),
    }),
)  # fmt: skip
OCCASION = Column(
    "occasion",
    "Thành tích",
    ("Thành tích", "Loại thành tích", "Loại khen thưởng", "Loại khen"),
    parse=Choice({
        "nam_nam": ("Thành tích 5 năm liền", "5 năm liền", "5 năm", "Năm năm liền"),
        "nam": ("Thành tích năm", "Thường xuyên", "Hằng năm", "Năm"),
        "chuyen_de": ("Chuyên đề, đợt thi đua", "Chuyên đề", "Đợt thi đua"),
        "dot_xuat": ("Đột xuất",),
    }),
    typical=False,
)  # fmt: skip
REASON = text_column(
    "reason", "Nội dung khen", "Nội dung khen thưởng", "Lý do khen thưởng", "Về việc", typical=False
)
DECISION = text_column(
    "decision",
    "Số quyết định",
    "Quyết định số",
    "Số QĐ",
    "Quyết định",
    "Quyết định khen thưởng",
    "Quyết định|Số",
)
ON = date_column("on", "Ngày quyết định", "Ngày ký", "Ngày QĐ", "Ngày khen", "Quyết định|Ngày", required=True)

AWARDS = SheetKind(
    slug="awards",
    title="Khen thưởng tập thể, đảng viên",
    columns=(
        members.NAME, members.FAMILY_NAME, members.GIVEN_NAME, members.BIRTH, CELL, KIND, LEVEL, OCCASION, REASON, DECISION, ON,
    ),
    needs=("kind", "on"),
    either=("name", "cell"),
    titles=("khen thưởng", "tập thể, cá nhân được khen thưởng", "danh sách khen thưởng", "kết quả khen thưởng",
            "đảng viên được khen thưởng", "tổ chức đảng được khen thưởng"),
    tells=("khen", "giấy khen", "bằng khen"),
    excludes=("kế hoạch", "dự kiến", "đề nghị", "kỷ luật"),
    tab_names=("Khen thưởng", "Khen thuong"),
    natural=("cell", "kind", "on", "decision"),
    about="people",
    groups=("chi bộ", "đảng bộ"),
)  # fmt: skip

SHEETS: tuple[SheetKind, ...] = (AWARDS,)
