"""Sessions at which documents were studied, as units report them."""

from __future__ import annotations

from dangvu.foundation.tables.columns import Choice, Column, text_column, whole_number
from dangvu.foundation.tables.dates import date_column
from dangvu.foundation.tables.kinds import SheetKind

ORGANISATION = text_column(
    "organisation",
    "Đơn vị tổ chức",
    "Đơn vị", "Tổ chức đảng", "Nơi tổ chức", "Đơn vị tổ chức lớp", "Tổ chức đảng tổ chức", "Chi bộ, đảng bộ", "Tên tổ chức đảng",
    "Đơn vị mở lớp", "Chi, đảng bộ",
)  # fmt: skip
HELD = date_column(
    "on",
    "Ngày tổ chức",
    "Thời gian tổ chức", "Ngày học", "Ngày mở lớp", "Thời gian học", "Ngày học tập", "Ngày quán triệt", "Thời gian quán triệt",
    "Thời gian học tập", "Ngày, tháng tổ chức", "Ngày triển khai",
    required=True,
)  # fmt: skip
TITLE = text_column(
    "title",
    "Nội dung quán triệt",
    "Nội dung học tập", "Văn bản quán triệt", "Văn bản học tập", "Nghị quyết, văn bản", "Nội dung lớp học", "Tên văn bản",
    "Văn bản được quán triệt", "Nghị quyết được quán triệt", "Nội dung học tập, quán triệt", "Tên lớp, hội nghị",
)  # fmt: skip
MODE = Column(
    "mode",
    "Hình thức",
    ("Hình thức", "Hình thức tổ chức", "Hình thức học"),
    parse=Choice({
        "truc_tiep": ("Trực tiếp", "Tập trung"), "truc_tuyen": ("Trực tuyến", "Online"),
        "ket_hop": ("Kết hợp", "Trực tiếp và trực tuyến", "Trực tiếp kết hợp trực tuyến"),
    }),
)  # fmt: skip


def _count(name: str, *headers: str) -> Column:
    return Column(name, headers[0], headers, parse=whole_number)


OBLIGED = _count("obliged", "Đảng viên phải dự", "Số đảng viên phải học", "Số ĐV phải dự", "Tổng số đảng viên phải học",
                 "Đảng viên được triệu tập", "Số đảng viên phải dự", "Phải dự", "Số ĐV triệu tập", "Triệu tập")  # fmt: skip
PRESENT = _count("present", "Đảng viên có mặt", "Số đảng viên dự học", "Số ĐV dự học", "Đảng viên dự học", "Số đảng viên đã học",
                 "Số đảng viên tham gia học tập", "Có mặt", "Đã học", "Số ĐV có mặt", "Số đảng viên có mặt")  # fmt: skip
NON_MEMBERS = _count(
    "non_members", "Quần chúng dự", "Số quần chúng dự", "Quần chúng tham gia", "Số quần chúng", "Quần chúng"
)
NOTE = text_column("note", "Ghi chú", typical=False)

STUDY_SESSIONS = SheetKind(
    slug="study_sessions",
    title="Kết quả học tập, quán triệt văn bản",
    columns=(ORGANISATION, HELD, TITLE, MODE, OBLIGED, PRESENT, NON_MEMBERS, NOTE),
    needs=("on", "title"),
    either=("obliged", "present"),
    titles=("kết quả học tập, quán triệt", "học tập, quán triệt", "quán triệt nghị quyết", "quán triệt, triển khai", "quán triệt"),
    tells=("quán triệt", "học tập nghị quyết"),
    excludes=("kế hoạch", "dự kiến", "đăng ký", "chuyên đề"),
    tab_names=("Quán triệt", "Học tập NQ", "Hoc tap NQ", "Quan triet"),
    natural=("organisation", "on", "title"),
    about="organisations",
    groups=("chi bộ", "đảng bộ"),
)  # fmt: skip

SHEETS: tuple[SheetKind, ...] = (STUDY_SESSIONS,)
