"""Cell meetings (domain §9.2 F). CB: sinh hoạt chi bộ."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Q

from dangvu.indicators.catalogue.organisations import CELLS
from dangvu.indicators.definition import Indicator, Kind, Number, Organisations, Rows, Window
from dangvu.indicators.sources import MEETINGS
from dangvu.organisations.tree import Node

BASIS = "Hướng dẫn 12-HD/BTCTW (06/7/2018), thay bằng 42-HD/BTCTW (28/10/2025)"
_THEMATIC = Q(kind="chuyen_de")


def _by_quarter(window: Window) -> dict[str, Rows]:
    """The thematic meetings of each quarter of the period."""
    return {
        f"quarter {number}": Rows(MEETINGS, _THEMATIC & Q(on__gte=quarter.start, on__lte=quarter.end))
        for number, quarter in enumerate(window.period.quarters())
    }


def _every_quarter(node: Node, own: Mapping[str, Number], rolled: Mapping[str, Number]) -> bool:
    return node.is_cell and all(own.values())


EVERY_QUARTER = Organisations(_every_quarter, needs=_by_quarter)
TOLD = Rows(MEETINGS, _THEMATIC & Q(attended__isnull=False))

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
)  # fmt: skip
