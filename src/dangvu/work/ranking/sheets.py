"""Results of the yearly ranking as units report them: organisations, and members."""

from __future__ import annotations

from dangvu.foundation.tables.columns import Choice, Column, text_column
from dangvu.foundation.tables.dates import date_column
from dangvu.foundation.tables.kinds import SheetKind
from dangvu.members import sheets as members

ORGANISATION = text_column(
    "organisation",
    "Tổ chức đảng",
    "Tên tổ chức đảng", "Đơn vị", "Chi bộ, đảng bộ", "Chi, đảng bộ", "Tên đơn vị", "Tên chi bộ, đảng bộ", "Tổ chức cơ sở đảng",
)  # fmt: skip
GRADE = Column(
    "grade",
    "Mức xếp loại",
    ("Mức xếp loại", "Xếp loại", "Kết quả xếp loại", "Xếp loại chất lượng", "Mức chất lượng", "Kết quả đánh giá, xếp loại",
     "Quyết định xếp loại", "Mức độ hoàn thành", "Mức độ hoàn thành nhiệm vụ"),
    parse=Choice({
        "htxs": ("Hoàn thành xuất sắc nhiệm vụ", "Hoàn thành xuất sắc", "HTXSNV", "HTXS", "Xuất sắc"),
        "htt": ("Hoàn thành tốt nhiệm vụ", "Hoàn thành tốt", "HTTNV", "HTT", "Tốt"),
        "htnv": ("Hoàn thành nhiệm vụ", "Hoàn thành", "HTNV"),
        "kht": ("Không hoàn thành nhiệm vụ", "Không hoàn thành", "KHTNV", "KHT"),
    }),
)  # fmt: skip
DECIDED = date_column(
    "decided", "Ngày quyết định", "Ngày, tháng quyết định", "Ngày QĐ", "Ngày ký quyết định", typical=False
)  # fmt: skip
NUMBER = text_column("decision", "Số quyết định", "Số QĐ", "Quyết định số", "Văn bản", typical=False)
NOTE = text_column("note", "Ghi chú", typical=False)
_TELLS = ("xếp loại", "đánh giá chất lượng", "hoàn thành xuất sắc")
_EXCLUDES = ("sinh hoạt", "học viên", "lớp", "tự đánh giá", "đề nghị", "dự kiến", "cán bộ", "công chức")

RANKED_ORGANISATIONS = SheetKind(
    slug="ranked_organisations",
    title="Kết quả xếp loại tổ chức đảng",
    columns=(ORGANISATION, GRADE, NUMBER, DECIDED, NOTE),
    needs=("grade", "organisation"),
    titles=("xếp loại tổ chức đảng", "xếp loại chất lượng tổ chức đảng", "đánh giá, xếp loại tổ chức", "xếp loại chi bộ, đảng bộ",
            "xếp loại tổ chức cơ sở đảng"),
    tells=_TELLS,
    excludes=(*_EXCLUDES, "đảng viên"),
    tab_names=("Xếp loại tổ chức", "XL tổ chức", "Xếp loại TCCSĐ"),
    natural=("organisation",),
    as_of="year",
    about="organisations",
    groups=("đảng bộ", "chi bộ"),
)  # fmt: skip

RANKED_MEMBERS = SheetKind(
    slug="ranked_members",
    title="Kết quả xếp loại đảng viên",
    columns=(*members.IDENTITY, members.CELL, GRADE, NUMBER, DECIDED),
    needs=("name", "grade"),
    titles=("xếp loại đảng viên", "xếp loại chất lượng đảng viên", "đánh giá, xếp loại chất lượng đảng viên", "đánh giá đảng viên"),
    tells=_TELLS,
    excludes=_EXCLUDES,
    tab_names=("Xếp loại đảng viên", "XL đảng viên"),
    natural=("name", "birth"),
    as_of="year",
    groups=("chi bộ", "đảng bộ", "tổ đảng"),
)  # fmt: skip

SHEETS: tuple[SheetKind, ...] = (RANKED_ORGANISATIONS, RANKED_MEMBERS)
