"""Targets shared out by organisation, and what organisations have done of an assigned task."""

from __future__ import annotations

from dangvu.foundation.tables.columns import Column, text_column, whole_number
from dangvu.foundation.tables.dates import date_column
from dangvu.foundation.tables.kinds import SheetKind

ORGANISATION = text_column(
    "organisation",
    "Tổ chức đảng",
    "Tên tổ chức đảng", "Đơn vị", "Tên đơn vị", "Chi bộ, đảng bộ", "Đảng bộ, chi bộ", "Tổ chức cơ sở đảng",
    "Tên chi bộ, đảng bộ", "Tên đảng bộ, chi bộ", "Chi bộ", "TCCSĐ", "Tên TCCSĐ", "Tên tổ chức cơ sở đảng",
    "Đảng bộ, chi bộ cơ sở", "Đảng bộ/Chi bộ", "Đơn vị được giao", "Đơn vị thực hiện", "Cấp ủy, tổ chức đảng", "Cơ sở đảng",
    "Tên cơ sở đảng", "Chi, đảng bộ", "Tên chi, đảng bộ", "Chi, đảng bộ cơ sở", "Tên đảng bộ", "Tên TCĐ", "Đơn vị nhận chỉ tiêu",
    "Chi bộ, đảng bộ trực thuộc", "Các chi bộ, đảng bộ", "Đơn vị tổ chức", "Cơ quan, đơn vị",
    required=True,
)  # fmt: skip
TARGET = Column(
    "target",
    "Chỉ tiêu kết nạp",
    (
        "Chỉ tiêu kết nạp", "Chỉ tiêu kết nạp đảng viên năm", "Chỉ tiêu", "Chỉ tiêu kết nạp đảng viên",
        "Chỉ tiêu giao", "Chỉ tiêu được giao", "Số lượng giao", "Chỉ tiêu năm", "Chỉ tiêu kết nạp năm",
        "Chỉ tiêu phát triển đảng viên", "Chỉ tiêu giao kết nạp", "Số đảng viên kết nạp", "Giao chỉ tiêu",
        "Chỉ tiêu kết nạp đảng viên mới", "Kế hoạch", "Kế hoạch giao", "Số được giao", "Kế hoạch năm", "Số chỉ tiêu", "Chỉ tiêu phân bổ",
        "Chỉ tiêu kết nạp mới", "Số lượng đảng viên kết nạp",
    ),
    parse=whole_number,
    required=True,
)  # fmt: skip
HELD = date_column(
    "on",
    "Ngày tổ chức",
    "Ngày tổ chức hội nghị", "Ngày tổ chức hội nghị sơ kết giữa nhiệm kỳ", "Ngày tổ chức sơ kết", "Ngày sơ kết",
    "Ngày hoàn thành", "Ngày thực hiện", "Thời gian tổ chức", "Thời gian", "Ngày", "Thời gian tổ chức hội nghị",
    "Ngày tổ chức hội nghị sơ kết", "Thời gian hoàn thành", "Ngày, tháng, năm tổ chức", "Thời gian thực hiện",
    "Ngày họp", "Ngày tổ chức hội nghị tổng kết", "Ngày tổ chức thực hiện", "Ngày hội nghị", "Ngày tiến hành", "Đã tổ chức ngày",
)  # fmt: skip
FORM = text_column(
    "form", "Hình thức", "Hình thức tổ chức", "Hình thức hội nghị", "Hình thức thực hiện", typical=False
)
NOTE = text_column("note", "Ghi chú", typical=False)

ADMISSION_TARGETS = SheetKind(
    slug="admission_targets",
    title="Giao chỉ tiêu kết nạp đảng viên",
    columns=(ORGANISATION, TARGET, NOTE),
    needs=("organisation", "target"),
    titles=("giao chỉ tiêu kết nạp đảng viên", "chỉ tiêu kết nạp đảng viên", "giao chỉ tiêu", "chỉ tiêu kết nạp",
            "phân bổ chỉ tiêu", "chỉ tiêu phát triển đảng viên", "kế hoạch kết nạp đảng viên"),
    tells=("chỉ tiêu",),
    tab_names=("Chỉ tiêu", "Giao chỉ tiêu", "CT kết nạp"),
    natural=("organisation",),
    as_of="year",
    about="organisations",
)  # fmt: skip

TASK_PROGRESS = SheetKind(
    slug="task_progress",
    title="Tiến độ thực hiện nhiệm vụ",
    columns=(ORGANISATION, HELD, FORM, NOTE),
    needs=("organisation", "on"),
    titles=("tiến độ sơ kết", "sơ kết giữa nhiệm kỳ", "tiến độ thực hiện", "tiến độ", "tiến độ tổ chức hội nghị",
            "tổng hợp tiến độ", "hội nghị sơ kết", "tiến độ sơ kết giữa nhiệm kỳ"),
    tells=("tiến độ", "sơ kết", "tổng kết", "hội nghị", "hoàn thành", "thực hiện"),
    tab_names=("Tiến độ", "Sơ kết", "Tiến độ sơ kết", "Tien do"),
    natural=("organisation",),
    about="organisations",
)  # fmt: skip

SHEETS: tuple[SheetKind, ...] = (ADMISSION_TARGETS, TASK_PROGRESS)
