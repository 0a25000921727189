"""Committees made whole (kiện toàn; domain §9.2 E, 59). CU: cấp ủy."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Q

from dangvu.indicators.definition import Indicator, Kind, Number, Organisations, Rows, Window
from dangvu.indicators.growth_sources import SEATS_BEGUN, SEATS_ENDED
from dangvu.organisations.tree import Node
from dangvu.work.officers.models import Begun, Ended, Post

BASIS = "Điều lệ Đảng, Điều 13; Quy định 24-QĐ/TW (30/7/2021), thay bằng 294-QĐ/TW từ 01/7/2025; quyết định bổ sung, chỉ định"
#: Posts of the committee itself: those of the inspection committee and of a Party group are not.
_COMMITTEE = Q(
    post__in=(Post.SECRETARY, Post.STANDING_DEPUTY, Post.DEPUTY, Post.STANDING_MEMBER, Post.MEMBER)
)
_SECRETARY, _DEPUTY = Q(post=Post.SECRETARY), Q(post__in=(Post.STANDING_DEPUTY, Post.DEPUTY))
_MID_TERM = _COMMITTEE & ~Q(ended__in=(Ended.TERM_OVER, Ended.ORGANISATION_ENDED))
BEGUN, ENDED = Rows(SEATS_BEGUN, _COMMITTEE), Rows(SEATS_ENDED, _MID_TERM)


def _begun(code: str, name: str, title: str, where: Q, text: str) -> Indicator:
    return Indicator(
        code, name, title, "chức vụ", Kind.COUNT, Rows(SEATS_BEGUN, _COMMITTEE & where), text, BASIS
    )


def _changes(window: Window) -> Mapping[str, Rows]:
    return {"begun": BEGUN, "ended": ENDED}


def _changed(node: Node, own: Mapping[str, Number], rolled: Mapping[str, Number]) -> bool:
    return bool(own["begun"] or own["ended"])


INDICATORS = (
    Indicator("CU-01", "committee_posts_taken", "Chức vụ cấp ủy kiện toàn", "chức vụ", Kind.COUNT, BEGUN,
              "Số chức vụ trong cấp ủy có người nhận trong kỳ do bầu, bầu bổ sung, chỉ định; không kể danh sách ban đầu, chức vụ"
              " ủy ban kiểm tra, tổ đảng", BASIS),
    _begun("CU-02", "committee_posts_supplemented", "Kiện toàn cấp ủy: bầu bổ sung", Q(begun=Begun.SUPPLEMENTED),
           "Số chức vụ trong cấp ủy nhận trong kỳ do bầu bổ sung"),
    _begun("CU-03", "committee_posts_appointed", "Kiện toàn cấp ủy: chỉ định", Q(begun=Begun.APPOINTED),
           "Số chức vụ trong cấp ủy nhận trong kỳ do cấp trên chỉ định"),
    _begun("CU-04", "committee_posts_elected", "Kiện toàn cấp ủy: bầu", Q(begun=Begun.ELECTED),
           "Số chức vụ trong cấp ủy nhận trong kỳ do đại hội, hội nghị bầu"),
    _begun("CU-05", "committee_secretaries_taken", "Kiện toàn cấp ủy: bí thư", _SECRETARY, "Số bí thư nhận chức trong kỳ"),
    _begun("CU-06", "committee_deputies_taken", "Kiện toàn cấp ủy: phó bí thư", _DEPUTY,
           "Số phó bí thư (cả phó bí thư thường trực) nhận chức trong kỳ"),
    Indicator("CU-07", "committee_posts_left", "Chức vụ cấp ủy thôi giữ", "chức vụ", Kind.COUNT, ENDED,
              "Số chức vụ trong cấp ủy có người thôi giữ trong kỳ; không kể hết nhiệm kỳ, tổ chức chấm dứt", BASIS),
    Indicator("CU-08", "committees_changed", "Tổ chức kiện toàn cấp ủy", "tổ chức", Kind.COUNT,
              Organisations(_changed, needs=_changes),
              "Số tổ chức đảng có chức vụ cấp ủy mới nhận hoặc thôi giữ trong kỳ", BASIS),
)  # fmt: skip
