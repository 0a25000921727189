"""The figures that a unit declares itself; they are compared with its records, never added to anything."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dangvu.foundation.tables.columns import Cell, Choice, Column, Parsed, ReadCell, number, text_column
from dangvu.foundation.tables.kinds import SheetKind
from dangvu.members.sheets import Rows

FIGURES: dict[str, tuple[str, ...]] = {
    "members_start": (
        "Tổng số đảng viên đầu kỳ", "Số đảng viên đầu kỳ", "Đảng viên đầu kỳ", "Tổng số đảng viên đầu năm",
        "Số đảng viên có đến đầu kỳ", "Đảng viên có mặt đầu kỳ", "Số đảng viên đầu năm",
    ),
    "members_end": (
        "Tổng số đảng viên cuối kỳ", "Số đảng viên cuối kỳ", "Đảng viên cuối kỳ", "Tổng số đảng viên",
        "Tổng số đảng viên hiện có", "Số đảng viên hiện có", "Tổng số đảng viên đến cuối kỳ", "Đảng viên hiện có",
        "Đảng viên có đến cuối kỳ", "Số đảng viên có đến cuối kỳ", "Đảng viên có mặt cuối kỳ",
        "Tổng số đảng viên cuối năm",
    ),
    "admitted": (
        "Số đảng viên kết nạp mới", "Số đảng viên mới kết nạp", "Kết nạp đảng viên mới", "Đảng viên mới kết nạp",
        "Kết nạp đảng viên", "Kết nạp mới", "Số đảng viên kết nạp", "Kết nạp", "Số đảng viên được kết nạp",
    ),
    "admitted_female": (
        "Kết nạp nữ", "Số đảng viên nữ kết nạp mới", "Kết nạp mới là nữ", "Số đảng viên mới kết nạp là nữ",
        "Số đảng viên kết nạp mới là nữ", "Nữ kết nạp mới",
    ),
    "admitted_ethnic_minority": (
        "Kết nạp dân tộc thiểu số", "Số đảng viên kết nạp mới là người dân tộc thiểu số",
        "Số đảng viên kết nạp mới là dân tộc thiểu số", "Kết nạp mới là người dân tộc thiểu số",
        "Số đảng viên mới kết nạp là người dân tộc thiểu số",
    ),
    "admitted_religious": (
        "Kết nạp người có đạo", "Số đảng viên kết nạp mới có đạo", "Số đảng viên kết nạp mới là người có đạo",
        "Kết nạp mới là người có đạo", "Kết nạp mới có tôn giáo",
    ),
    "made_official": (
        "Số đảng viên chuyển chính thức", "Chuyển đảng chính thức", "Chuyển chính thức", "Công nhận chính thức",
        "Số đảng viên được công nhận chính thức", "Công nhận đảng viên chính thức", "Số đảng viên công nhận chính thức",
        "Số đảng viên chuyển đảng chính thức", "Đảng viên dự bị chuyển chính thức",
    ),
    "transferred_in": (
        "Số đảng viên chuyển đến", "Đảng viên chuyển đến", "Chuyển đến", "Chuyển sinh hoạt đến",
        "Số đảng viên chuyển sinh hoạt đến", "Tiếp nhận đảng viên chuyển đến", "Tiếp nhận đảng viên",
    ),
    "transferred_out": (
        "Số đảng viên chuyển đi", "Đảng viên chuyển đi", "Chuyển đi", "Chuyển sinh hoạt đi",
        "Số đảng viên chuyển sinh hoạt đi",
    ),
    "died": ("Số đảng viên từ trần", "Đảng viên từ trần", "Từ trần", "Số đảng viên chết", "Số đảng viên mất"),
    "struck_off": ("Số đảng viên bị xóa tên", "Số đảng viên xóa tên", "Xóa tên", "Xóa tên đảng viên",
                   "Đảng viên bị xóa tên"),
    "expelled": ("Số đảng viên bị khai trừ", "Khai trừ", "Số đảng viên khai trừ", "Đảng viên bị khai trừ"),
    "resigned": ("Số đảng viên xin ra khỏi Đảng", "Xin ra khỏi Đảng", "Đảng viên xin ra khỏi Đảng", "Xin ra Đảng",
                 "Số đảng viên xin ra Đảng"),
    "thematic_meetings": (
        "Số buổi sinh hoạt chuyên đề", "Sinh hoạt chuyên đề", "Số cuộc sinh hoạt chuyên đề", "Số lần sinh hoạt chuyên đề",
        "Tổng số buổi sinh hoạt chuyên đề", "Số kỳ sinh hoạt chuyên đề", "Số chuyên đề sinh hoạt",
    ),
    "inspections": ("Số cuộc kiểm tra", "Kiểm tra", "Tổng số cuộc kiểm tra", "Số lượt kiểm tra"),
    "supervisions": ("Số cuộc giám sát", "Giám sát", "Tổng số cuộc giám sát", "Số lượt giám sát"),
    "inspected_organisations": ("Số tổ chức đảng được kiểm tra", "Số lượt tổ chức đảng được kiểm tra",
                                "Tổ chức đảng được kiểm tra"),
    "inspected_members": ("Số đảng viên được kiểm tra", "Số lượt đảng viên được kiểm tra", "Đảng viên được kiểm tra"),
    "admission_target": ("Chỉ tiêu kết nạp", "Chỉ tiêu kết nạp đảng viên", "Chỉ tiêu kết nạp đảng viên năm",
                         "Chỉ tiêu kết nạp được giao", "Chỉ tiêu kết nạp trong năm"),
    "awareness_classes": ("Số lớp bồi dưỡng nhận thức về Đảng", "Số lớp nhận thức về Đảng"),
    "awareness_learners": ("Số học viên lớp bồi dưỡng nhận thức về Đảng", "Số quần chúng học lớp nhận thức về Đảng",
                           "Số quần chúng dự lớp bồi dưỡng nhận thức về Đảng"),
    "cells": ("Số chi bộ", "Tổng số chi bộ"),
}  # fmt: skip
"""Figure → the labels that forms print for it. Data: add a label here to have it read."""

_FIGURE = Choice(FIGURES, contains=False)
_NUMBER_BEFORE = " -–+*•."
_COUNTED = re.compile(r"^(?:tổng số|tổng|số lượng|số lượt|số)\s+", re.IGNORECASE)


def figure(_cell: Cell, text: str) -> Parsed:
    """The name of the figure that a label stands for; an unknown label is kept without a value."""
    label = text.split(":")[0].strip(_NUMBER_BEFORE)
    while label[:1].isdigit():
        label = label.lstrip("0123456789").lstrip(_NUMBER_BEFORE + ")/")
    label = label.removesuffix("trong kỳ").rstrip().removesuffix("trong năm").strip()
    return Parsed(_FIGURE.find(text) or _FIGURE.find(label) or _FIGURE.find(_COUNTED.sub("", label)))


LABEL = Column(
    "label",
    "Chỉ tiêu báo cáo",
    (
        "Chỉ tiêu báo cáo", "Nội dung", "Chỉ tiêu", "Nội dung báo cáo", "Tên chỉ tiêu", "Danh mục", "Chỉ số",
        "Nội dung chỉ tiêu", "Chỉ tiêu thống kê", "Tiêu chí", "Nội dung công việc", "Danh mục chỉ tiêu", "Nội dung thống kê", "Diễn giải",
    ),
    parse=figure,
    required=True,
)  # fmt: skip
UNIT = text_column("unit", "Đơn vị tính", "ĐVT", "Đơn vị", "Đv tính", typical=False)
VALUE = Column(
    "value",
    "Số liệu",
    (
        "Số liệu", "Số lượng", "Kết quả", "Giá trị", "Tổng số", "Số", "Kết quả thực hiện", "Thực hiện",
        "Số liệu báo cáo", "Số liệu thực hiện", "Thực hiện trong kỳ", "SL", "Số báo cáo", "Số thực hiện", "Kỳ báo cáo", "Đạt được", "Con số",
    ),
    parse=number,
)  # fmt: skip
NOTE = text_column("note", "Ghi chú", typical=False)


def _known(cell: ReadCell) -> bool:
    return cell.value is not None


def _looks_like_figures(rows: Rows, titles: Sequence[str]) -> float:
    """Labels of figures stand in the rows; a table of other things must at least be called one of figures."""
    if not rows:
        return 0.5
    share = sum(1 for row in rows if _known(row["label"])) / len(rows)
    if share == 0 and not any("số liệu" in line.casefold() for line in titles):
        return 0.0
    return 0.5 + 0.5 * share


DECLARED_FIGURES = SheetKind(
    slug="declared_figures",
    title="Biểu tổng hợp số liệu",
    columns=(LABEL, UNIT, VALUE, NOTE),
    needs=("label", "value"),
    titles=("biểu tổng hợp số liệu", "tổng hợp số liệu", "biểu số liệu", "báo cáo số liệu", "số liệu báo cáo",
            "biểu tổng hợp", "phụ lục số liệu", "thống kê số liệu"),
    tab_names=("Biểu số liệu", "TH", "Tổng hợp", "Số liệu", "Bieu so lieu", "Biểu tổng hợp", "Phụ lục"),
    natural=("label",),
    about="figures",
    evidence=_looks_like_figures,
)  # fmt: skip

SHEETS: tuple[SheetKind, ...] = (DECLARED_FIGURES,)
