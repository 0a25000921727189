"""Who may see the ranking of a year, and who may write it."""

from datetime import date
from typing import Any

from dangvu.foundation import capabilities as can
from dangvu.web.matrix import EVERYBODY, Page, holders


def _ranked(bloc: Any) -> int:
    """A member of the first unit who ranked their own year."""
    from dangvu.foundation.actor import OPERATOR
    from dangvu.work.ranking import actions, queries

    asked: dict[str, Any] = {"actor": OPERATOR, "organisation": bloc.first_unit, "year": 2022}
    lines = queries.member_lines(**asked, tree=bloc.tree)
    there = next((line for line in lines if line.steps), None)
    person = int((there or lines[0]).one.person or 0)
    if there is None:
        new = actions.NewRanking("htt", person=person)
        actions.rank(**asked, step="tu_danh_gia", on=date(2022, 12, 20), entries=[new])
    return person


_WRITE = holders(can.WRITE_WORK)
PAGES = (
    Page("ranking", "Xếp loại: tổng quan của năm", EVERYBODY),
    Page("ranking_units", "Xếp loại: danh sách tổ chức đảng", EVERYBODY),
    Page("ranking_members", "Xếp loại: danh sách đảng viên", holders(can.READ_NAMES)),
    Page("ranking_enter_units", "Xếp loại: ghi mức của tổ chức đảng", _WRITE, _WRITE),
    Page("ranking_enter_members", "Xếp loại: ghi mức của đảng viên", _WRITE, _WRITE),
    Page("ranking_round", "Xếp loại: mở đợt", _WRITE, _WRITE),
    Page("ranking_take_back", "Xếp loại: bỏ mức ghi nhầm", _WRITE, _WRITE,
         {"year": lambda bloc: 2022, "what": "nguoi", "piece": _ranked}),
)  # fmt: skip
