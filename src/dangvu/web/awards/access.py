"""Who may see the commendations, and who may write them."""

from datetime import date
from typing import Any

from dangvu.foundation import capabilities as can
from dangvu.web.matrix import EVERYBODY, Page, holders


def _award(bloc: Any) -> int:
    """A commendation of the first unit."""
    from dangvu.foundation.actor import OPERATOR
    from dangvu.foundation.periods import Period
    from dangvu.work.awards import actions, queries

    asked: dict[str, Any] = {"actor": OPERATOR, "organisation": bloc.first_unit}
    listed: dict[str, Any] = asked | {"tree": bloc.tree, "period": Period.parse("2023-H1")}
    if not queries.awards(**listed):
        told = actions.Decision("giay_khen", "cap_tren", "nam", "15-QĐ/ĐUK", date(2023, 2, 3))
        actions.record_awards(**asked, told=told, units=[bloc.first_unit])
    return queries.awards(**listed)[0].id


_WRITE = holders(can.WRITE_WORK)
PAGES = (
    Page("awards", "Khen thưởng: sổ", EVERYBODY),
    Page("award_new", "Khen thưởng: ghi quyết định", _WRITE, _WRITE),
    Page("award_take_back", "Khen thưởng: bỏ dòng ghi nhầm", _WRITE, _WRITE, {"award": _award}),
)
