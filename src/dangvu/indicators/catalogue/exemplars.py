"""What was recognised as an example (domain §9.2, figures 55, 69, 96). DH: điển hình; VD: dân vận."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.db.models import Q

from dangvu.indicators.catalogue.organisations import CELLS
from dangvu.indicators.definition import Indicator, Kind, Number, Organisations, Rows, Window
from dangvu.indicators.mass_sources import EXEMPLARS
from dangvu.organisations.tree import Node

LEARNING = "Chỉ thị 05-CT/TW (15/5/2016); Kết luận 01-KL/TW (18/5/2021)"
_OF_CELLS = ("chi_bo_bon_tot", "chi_bo_kieu_mau")
_CELL_BASIS = "Hướng dẫn của tỉnh về chi bộ “bốn tốt”, chi bộ kiểu mẫu"
_IN_FORCE = "; không ghi hết giá trị thì tính đến hết năm công nhận"


def _in_period(kind: str) -> Rows:
    def where(window: Window) -> Q:
        return Q(
            kind=kind, recognised_on__gte=window.period.start
        )  # none of the source is later than the end

    return Rows(EXEMPLARS, where)


def _in_force(*kinds: str) -> Callable[[Window], Mapping[str, Rows]]:
    def needs(window: Window) -> Mapping[str, Rows]:
        still = Q(until__isnull=True) | Q(until__gte=window.period.end)
        return {"recognised": Rows(EXEMPLARS, Q(kind__in=kinds) & still)}

    return needs


def _recognised(node: Node, own: Mapping[str, Number], rolled: Mapping[str, Number]) -> bool:
    return node.is_cell and bool(own["recognised"])


RECOGNISED = Organisations(_recognised, needs=_in_force(*_OF_CELLS))
MOBILISATION = Indicator(
    "VD-01", "skilful_mobilisation_models", "Mô hình “dân vận khéo”", "mô hình", Kind.COUNT, _in_period("dan_van_kheo"),
    "Số mô hình “dân vận khéo” được công nhận trong kỳ", "Chỉ thị, kế hoạch của tỉnh về phong trào thi đua “Dân vận khéo”",
)  # fmt: skip

INDICATORS = (
    Indicator("DH-01", "learning_models", "Mô hình học tập và làm theo Bác", "mô hình", Kind.COUNT,
              _in_period("mo_hinh_hoc_bac"), "Số mô hình học tập và làm theo Bác được công nhận trong kỳ", LEARNING),
    Indicator("DH-02", "learning_examples", "Gương điển hình học tập và làm theo Bác", "gương", Kind.COUNT,
              _in_period("guong_hoc_bac"), "Số gương điển hình học tập và làm theo Bác được công nhận trong kỳ", LEARNING),
    Indicator("DH-03", "cells_recognised", "Chi bộ “bốn tốt”, kiểu mẫu", "chi bộ", Kind.COUNT, RECOGNISED,
              f"Số chi bộ đang được công nhận “bốn tốt” hoặc kiểu mẫu vào ngày cuối kỳ, mỗi chi bộ tính một lần{_IN_FORCE}",
              _CELL_BASIS),
    Indicator("DH-04", "cells_recognised_share", "Tỷ lệ chi bộ “bốn tốt”, kiểu mẫu", "%", Kind.RATIO, RECOGNISED,
              "Số chi bộ đang được công nhận “bốn tốt” hoặc kiểu mẫu vào ngày cuối kỳ", _CELL_BASIS, denominator=CELLS,
              denominator_text="Số chi bộ", decimals=2, additive=False),
    MOBILISATION,
)  # fmt: skip
