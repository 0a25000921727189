"""Dues of one month as a cell lists them: of what class each member pays, on what base, what was paid."""

from __future__ import annotations

from dangvu.foundation.tables.columns import Choice, Column, text_column, whole_number
from dangvu.foundation.tables.kinds import SheetKind
from dangvu.members import sheets as members
from dangvu.work.dues.rules import Payer

PAYER = Column(
    "payer",
    "Diện đóng",
    ("Diện đóng", "Diện đóng đảng phí", "Đối tượng đóng", "Đối tượng đóng đảng phí", "Loại đối tượng", "Nhóm đối tượng"),
    parse=Choice({
        Payer.SALARY.value: (Payer.SALARY.label, "Hưởng lương", "Lương", "Tiền công", "Cán bộ, công chức"),
        Payer.BENEFIT.value: (Payer.BENEFIT.label, "Trợ cấp ốm đau", "Thai sản", "Trợ cấp"),
        Payer.PENSION.value: (Payer.PENSION.label, "Lương hưu", "Hưu trí"),
        Payer.OLDER.value: (Payer.OLDER.label, "Ngoài độ tuổi lao động", "Ngoài tuổi lao động", "Hết tuổi lao động"),
        Payer.OTHER.value: (Payer.OTHER.label, "Trong độ tuổi lao động", "Khác"),
        Payer.STUDENT.value: (Payer.STUDENT.label, "Học sinh", "Sinh viên"),
        Payer.EXEMPT.value: (Payer.EXEMPT.label, "Được miễn", "Miễn", "Miễn đóng"),
    }),
    required=True,
)  # fmt: skip
BASE = Column(
    "base",
    "Căn cứ tính, đồng",
    ("Căn cứ tính, đồng", "Căn cứ tính", "Tiền lương", "Mức lương", "Tổng tiền lương", "Thu nhập", "Lương, phụ cấp", "Mức lương tính đảng phí"),
    parse=whole_number,
)  # fmt: skip
PAID = Column(
    "paid",
    "Đã đóng, đồng",
    ("Đã đóng, đồng", "Đã đóng", "Số tiền đã đóng", "Số tiền đóng", "Đảng phí đã đóng", "Đã nộp", "Số tiền", "Thực đóng"),
    parse=whole_number,
)  # fmt: skip
REASON = text_column(
    "reason", "Lý do chưa đóng", "Lý do chưa đóng đủ", "Lý do", "Lý do không đóng", typical=False
)

DUES = SheetKind(
    slug="dues",
    title="Đảng phí của chi bộ trong tháng",
    columns=(
        members.NAME, members.FAMILY_NAME, members.GIVEN_NAME, members.BIRTH, members.CELL, PAYER, BASE, PAID, REASON,
    ),
    needs=("name", "payer"),
    either=("base", "paid"),
    titles=("thu đảng phí", "đóng đảng phí", "đảng phí", "danh sách đóng đảng phí", "thu, nộp đảng phí"),
    tells=("đảng phí",),
    excludes=("kế hoạch", "dự toán", "dự kiến"),
    tab_names=("Đảng phí", "Dang phi"),
    natural=("name", "birth"),
    about="people",
    groups=("chi bộ",),
)  # fmt: skip

SHEETS: tuple[SheetKind, ...] = (DUES,)
