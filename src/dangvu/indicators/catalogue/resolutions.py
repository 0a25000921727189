"""Tasks assigned by resolutions (domain §9.2 E). NV: nhiệm vụ được giao."""

from __future__ import annotations

from django.db.models import Q

from dangvu.indicators.definition import Indicator, Kind, Rows, Window
from dangvu.indicators.sources import PROGRESS

BASIS = "Hướng dẫn của cấp ủy về sơ kết giữa nhiệm kỳ thực hiện nghị quyết đại hội"
_MIDTERM = Q(task__kind="so_ket_giua_nhiem_ky")


def _done(window: Window) -> Q:
    return _MIDTERM & Q(done_on__lte=window.period.end)


DONE, REQUIRED = Rows(PROGRESS, _done), Rows(PROGRESS, _MIDTERM)

INDICATORS = (
    Indicator("NV-01", "midterm_reviews_done", "Đã sơ kết giữa nhiệm kỳ", "tổ chức", Kind.COUNT, DONE,
              "Số tổ chức đảng được giao đã tổ chức sơ kết giữa nhiệm kỳ đến hết ngày cuối kỳ", BASIS),
    Indicator("NV-02", "midterm_reviews_share", "Tỷ lệ tổ chức đã sơ kết giữa nhiệm kỳ", "%", Kind.RATIO, DONE,
              "Số tổ chức đã sơ kết giữa nhiệm kỳ", BASIS, denominator=REQUIRED,
              denominator_text="Số tổ chức phải sơ kết giữa nhiệm kỳ", decimals=2, additive=False),
    Indicator("NV-03", "midterm_reviews_required", "Phải sơ kết giữa nhiệm kỳ", "tổ chức", Kind.COUNT, REQUIRED,
              "Số tổ chức đảng phải tổ chức sơ kết giữa nhiệm kỳ theo danh sách được giao", BASIS),
)  # fmt: skip
