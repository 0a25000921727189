"""Cell meetings (domain §9.2 F). CB: sinh hoạt chi bộ."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from django.db.models import Q

from dangvu.indicators.catalogue.organisations import CELLS
from dangvu.indicators.definition import Indicator, Kind, Number, Organisations, Rows, Window
from dangvu.indicators.sources import MEETINGS
from dangvu.organisations.tree import Node

BASIS = "Hướng dẫn 12-HD/BTCTW (06/7/2018), thay bằng 42-HD/BTCTW (28/10/2025)"
SCORED_BASIS = "Mẫu chấm điểm của tỉnh; Hướng dẫn 12-HD/BTCTW (06/7/2018), thay bằng 42-HD/BTCTW (28/10/2025)"
_THEMATIC, _REGULAR = Q(kind="chuyen_de"), Q(kind="dinh_ky")
_BOTH = Q(attended__isnull=False, obliged__isnull=False)
_NOT_WRITTEN = "Chi bộ không ghi buổi định kỳ nào vào sổ thì tính là chưa họp."
_NOT_TOLD = "Buổi không ghi đủ số phải dự và số có mặt thì không tính vào tỷ lệ; không buổi nào ghi đủ thì chưa có số liệu."
_NOT_SCORED = "Buổi chưa chấm điểm thì không tính; chưa buổi nào chấm thì chưa có số liệu."


def _by_quarter(window: Window) -> dict[str, Rows]:
    """The thematic meetings of each quarter of the period."""
    return {
        f"quarter {number}": Rows(MEETINGS, _THEMATIC & Q(on__gte=quarter.start, on__lte=quarter.end))
        for number, quarter in enumerate(window.period.quarters())
    }


def _by_month(window: Window) -> dict[str, Rows]:
    """The regular meetings of each calendar month of the period."""
    found, day, end = {}, window.period.start, window.period.end
    while day <= end:
        after = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
        found[f"month {day:%Y-%m}"] = Rows(MEETINGS, _REGULAR & Q(on__gte=day, on__lt=after, on__lte=end))
        day = after
    return found


def _every(node: Node, own: Mapping[str, Number], rolled: Mapping[str, Number]) -> bool:
    return node.is_cell and all(own.values())


def _some_missing(node: Node, own: Mapping[str, Number], rolled: Mapping[str, Number]) -> bool:
    return node.is_cell and not all(own.values())


EVERY_QUARTER = Organisations(_every, needs=_by_quarter)
EVERY_MONTH = Organisations(_every, needs=_by_month)
TOLD = Rows(MEETINGS, _THEMATIC & Q(attended__isnull=False))
PRESENT, OBLIGED = Rows(MEETINGS, _BOTH, weight="attended"), Rows(MEETINGS, _BOTH, weight="obliged")
SCORED, GOOD = Rows(MEETINGS, ~Q(quality="")), Rows(MEETINGS, Q(quality="tot"))


def _of_class(code: str, name: str, title: str, quality: str) -> Indicator:
    return Indicator(code, name, f"Buổi sinh hoạt xếp loại {title}", "buổi", Kind.COUNT, Rows(MEETINGS, Q(quality=quality)),
                     f"Số buổi sinh hoạt trong kỳ được xếp loại {title}; cấp trên chấm thì lấy theo cấp trên", SCORED_BASIS,
                     missing=_NOT_SCORED)  # fmt: skip


INDICATORS = (
    Indicator("CB-01", "thematic_meetings", "Buổi sinh hoạt chuyên đề", "buổi", Kind.COUNT, Rows(MEETINGS, _THEMATIC),
              "Số buổi sinh hoạt chuyên đề của các chi bộ trong kỳ", BASIS),
    Indicator("CB-02", "cells_thematic_every_quarter", "Chi bộ quý nào cũng sinh hoạt chuyên đề", "chi bộ", Kind.COUNT,
              EVERY_QUARTER, "Số chi bộ có ít nhất một buổi sinh hoạt chuyên đề trong mỗi quý của kỳ", BASIS),
    Indicator("CB-03", "cells_thematic_every_quarter_share", "Tỷ lệ chi bộ quý nào cũng sinh hoạt chuyên đề", "%",
              Kind.RATIO, EVERY_QUARTER, "Số chi bộ có sinh hoạt chuyên đề trong mỗi quý của kỳ", BASIS,
              denominator=CELLS, denominator_text="Số chi bộ", decimals=2, additive=False),
    Indicator("CB-04", "cells_without_thematic", "Chi bộ chưa sinh hoạt chuyên đề", "chi bộ", Kind.COUNT,
              Organisations(lambda node, own, rolled: node.is_cell and not any(own.values()), needs=_by_quarter),
              "Số chi bộ không có buổi sinh hoạt chuyên đề nào trong kỳ", BASIS),
    Indicator("CB-05", "thematic_attendances", "Lượt đảng viên dự sinh hoạt chuyên đề", "lượt", Kind.SUM,
              Rows(MEETINGS, _THEMATIC & Q(attended__isnull=False), weight="attended"),
              "Tổng số đảng viên dự các buổi sinh hoạt chuyên đề trong kỳ", BASIS),
    Indicator("CB-06", "thematic_mean_attendance", "Số đảng viên dự bình quân một buổi chuyên đề", "đảng viên", Kind.MEAN,
              Rows(MEETINGS, _THEMATIC & Q(attended__isnull=False), weight="attended"),
              "Tổng số đảng viên dự", BASIS, denominator=TOLD,
              denominator_text="Số buổi chuyên đề có ghi số người dự", decimals=1, additive=False),
    Indicator("CB-07", "cell_meetings_regular", "Buổi sinh hoạt định kỳ", "buổi", Kind.COUNT, Rows(MEETINGS, _REGULAR),
              "Số buổi sinh hoạt định kỳ của các chi bộ trong kỳ", BASIS),
    Indicator("CB-08", "cells_meeting_monthly", "Chi bộ họp đủ định kỳ", "chi bộ", Kind.COUNT, EVERY_MONTH,
              "Số chi bộ có ít nhất một buổi sinh hoạt định kỳ trong mỗi tháng của kỳ", BASIS, missing=_NOT_WRITTEN),
    Indicator("CB-09", "cell_meetings_monthly_share", "Tỷ lệ chi bộ họp đủ định kỳ", "%", Kind.RATIO, EVERY_MONTH,
              "Số chi bộ có sinh hoạt định kỳ trong mỗi tháng của kỳ", BASIS, denominator=CELLS,
              denominator_text="Số chi bộ", decimals=2, additive=False, missing=_NOT_WRITTEN),
    Indicator("CB-10", "cells_missing_a_month", "Chi bộ có tháng chưa họp định kỳ", "chi bộ", Kind.COUNT,
              Organisations(_some_missing, needs=_by_month),
              "Số chi bộ có ít nhất một tháng của kỳ không ghi buổi sinh hoạt định kỳ nào", BASIS, missing=_NOT_WRITTEN),
    Indicator("CB-11", "cell_meetings_present", "Lượt đảng viên dự sinh hoạt", "lượt", Kind.SUM, PRESENT,
              "Tổng số đảng viên có mặt ở các buổi sinh hoạt có ghi đủ số phải dự và số có mặt", BASIS, missing=_NOT_TOLD),
    Indicator("CB-12", "cell_meetings_obliged", "Lượt đảng viên phải dự sinh hoạt", "lượt", Kind.SUM, OBLIGED,
              "Tổng số đảng viên phải dự (không kể miễn, sinh hoạt tạm thời nơi khác) ở các buổi sinh hoạt có ghi đủ hai số",
              BASIS, missing=_NOT_TOLD),
    Indicator("CB-13", "cell_meetings_attendance_share", "Tỷ lệ đảng viên dự sinh hoạt bình quân", "%", Kind.RATIO, PRESENT,
              "Lượt đảng viên có mặt", BASIS, denominator=OBLIGED, denominator_text="Lượt đảng viên phải dự các buổi ấy",
              decimals=2, additive=False, missing=_NOT_TOLD),
    Indicator("CB-14", "cell_meetings_scored", "Buổi sinh hoạt đã chấm chất lượng", "buổi", Kind.COUNT, SCORED,
              "Số buổi sinh hoạt trong kỳ đã xếp loại", SCORED_BASIS, missing=_NOT_SCORED),
    _of_class("CB-15", "cell_meetings_good", "tốt", "tot"),
    _of_class("CB-16", "cell_meetings_fair", "khá", "kha"),
    _of_class("CB-17", "cell_meetings_average", "trung bình", "trung_binh"),
    _of_class("CB-18", "cell_meetings_weak", "yếu", "yeu"),
    Indicator("CB-19", "cell_meetings_good_share", "Tỷ lệ buổi sinh hoạt xếp loại tốt", "%", Kind.RATIO, GOOD,
              "Số buổi sinh hoạt xếp loại tốt", SCORED_BASIS, denominator=SCORED, denominator_text="Số buổi đã xếp loại",
              decimals=2, additive=False, missing=_NOT_SCORED),
    Indicator("CB-20", "committee_attendances", "Lượt cấp ủy cấp trên dự sinh hoạt chi bộ", "lượt", Kind.SUM,
              Rows(MEETINGS, Q(visitors__isnull=False), weight="visitors"),
              "Tổng số lượt cấp ủy viên cấp trên dự các buổi sinh hoạt trong kỳ", BASIS),
)  # fmt: skip
