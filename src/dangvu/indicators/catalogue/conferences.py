"""Conferences, and what was said to the committee (domain §9.2 J, 99). HN: hội nghị; YK: ý kiến, kiến nghị."""

from __future__ import annotations

from django.db.models import Q

from dangvu.indicators.definition import Indicator, Kind, Rows, Window
from dangvu.indicators.sources import DELEGATES, OPINIONS

BASIS = "Danh sách triệu tập và điểm danh hội nghị; quy chế làm việc của cấp ủy"
BOOK_BASIS = "Sổ kiến nghị của cấp ủy: nêu, chuyển, trả lời"
_UNKNOWN = "Hội nghị không điểm danh thì không tính; không hội nghị nào điểm danh thì chưa có số liệu."
_PROPOSAL = Q(kind="kien_nghi")


def _answered(window: Window) -> Q:
    return _PROPOSAL & Q(a__on__lte=window.period.end)


CALLED = Rows(DELEGATES)
PRESENT = Rows(DELEGATES, Q(c__state__in=("co_mat", "den_muon")))
PROPOSALS, ANSWERED = Rows(OPINIONS, _PROPOSAL), Rows(OPINIONS, _answered)

INDICATORS = (
    Indicator("HN-01", "conference_delegates", "Đại biểu được triệu tập dự hội nghị", "lượt", Kind.COUNT, CALLED,
              "Số lượt đại biểu (cấp ủy viên, đại biểu các đơn vị) được triệu tập đến các hội nghị có điểm danh trong kỳ; không kể khách mời",
              BASIS, missing=_UNKNOWN),
    Indicator("HN-02", "conference_delegates_present", "Đại biểu dự hội nghị", "lượt", Kind.COUNT, PRESENT,
              "Số lượt đại biểu được triệu tập đã có mặt, kể cả đến muộn; không kể khách mời", BASIS, missing=_UNKNOWN),
    Indicator("HN-03", "conference_delegates_present_share", "Tỷ lệ đại biểu dự hội nghị", "%", Kind.RATIO, PRESENT,
              "Số lượt đại biểu có mặt", BASIS, denominator=CALLED, denominator_text="Số lượt đại biểu được triệu tập",
              decimals=2, additive=False, missing=_UNKNOWN),
    Indicator("YK-01", "opinions_made", "Ý kiến, kiến nghị đã ghi sổ", "ý kiến", Kind.COUNT, Rows(OPINIONS),
              "Số ý kiến phát biểu, kiến nghị ghi trong sổ của cấp ủy, nêu trong kỳ; nhiều đơn vị cùng nêu là một", BOOK_BASIS),
    Indicator("YK-02", "proposals_made", "Kiến nghị chờ trả lời đã ghi sổ", "kiến nghị", Kind.COUNT, PROPOSALS,
              "Số kiến nghị, đề xuất ghi trong sổ, nêu trong kỳ; không kể ý kiến phát biểu không chờ trả lời", BOOK_BASIS),
    Indicator("YK-03", "opinions_answered", "Kiến nghị đã trả lời", "kiến nghị", Kind.COUNT, ANSWERED,
              "Số kiến nghị nêu trong kỳ đã có trả lời đến hết ngày cuối kỳ", BOOK_BASIS),
    Indicator("YK-04", "opinions_answered_share", "Tỷ lệ kiến nghị đã trả lời", "%", Kind.RATIO, ANSWERED,
              "Số kiến nghị nêu trong kỳ đã trả lời", BOOK_BASIS, denominator=PROPOSALS,
              denominator_text="Số kiến nghị nêu trong kỳ", decimals=2, additive=False),
)  # fmt: skip
