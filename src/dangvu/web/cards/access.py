"""Who may open the pages about cards, temporary transfers and the electronic handbook."""

from __future__ import annotations

from datetime import date
from typing import Any

from dangvu.foundation import capabilities as can
from dangvu.foundation.actor import OPERATOR
from dangvu.web.matrix import EVERYBODY, Page, holders

_READERS, _WRITERS, _WORK = holders(can.READ_NAMES), holders(can.WRITE_MEMBERS), holders(can.WRITE_WORK)
_ON = date(2023, 5, 19)

# Ids that exist only in the small bloc of the tests.


def _event(bloc: Any) -> int:
    from dangvu.members.actions.cards import NewCardEvent, record_cards
    from dangvu.members.queries.cards import card_events

    asked: dict[str, Any] = {"actor": OPERATOR, "organisation": bloc.first_unit}
    if not card_events(**asked, start=_ON, end=_ON):
        event = NewCardEvent(int(bloc.people["Đỗ Ắng"]), "phat", _ON, "30.012345", "30-QĐ/ĐU")
        record_cards(**asked, events=[event])
    return card_events(**asked, start=_ON, end=_ON)[0].id


def _guest(bloc: Any) -> int:
    from dangvu.members.actions.guests import NewGuest, receive_guests
    from dangvu.members.queries.guests import guests

    asked: dict[str, Any] = {"actor": OPERATOR, "organisation": bloc.first_unit}
    if not guests(**asked, on=_ON):
        new = NewGuest(
            bloc.first_cell, "Lục Thị Khách", "Đảng bộ khác", "tam_thoi_cong_tac", _ON, date(2023, 9, 1)
        )
        receive_guests(**asked, guests=[new])
    return guests(**asked, on=_ON)[0].id


def _count(bloc: Any) -> int:
    from dangvu.members.actions.handbook import NewCount, report
    from dangvu.members.queries.handbook import reports

    asked: dict[str, Any] = {"actor": OPERATOR, "organisation": bloc.first_unit}
    if not reports(**asked, start=_ON, end=_ON):
        report(**asked, counts=[NewCount(bloc.first_unit, _ON, 2)])
    return reports(**asked, start=_ON, end=_ON)[0].id


PAGES = (
    Page("cards", "Thẻ đảng viên: sổ", _READERS),
    Page("card_new", "Thẻ đảng viên: ghi theo quyết định", _WRITERS, _WRITERS),
    Page("card_take_back", "Thẻ đảng viên: bỏ dòng ghi nhầm", _WRITERS, _WRITERS, {"event": _event}),
    Page("temporary", "Sinh hoạt tạm thời, miễn sinh hoạt", _READERS),
    Page("guest_new", "Sinh hoạt tạm thời: tiếp nhận", _WRITERS, _WRITERS),
    Page("guest_end", "Sinh hoạt tạm thời: kết thúc", _WRITERS, _WRITERS, {"guest": _guest}),
    Page("guest_take_back", "Sinh hoạt tạm thời: bỏ dòng ghi nhầm", _WRITERS, _WRITERS, {"guest": _guest}),
    Page("handbook", "Sổ tay đảng viên điện tử", EVERYBODY),
    Page("handbook_new", "Sổ tay đảng viên điện tử: ghi số báo cáo", _WORK, _WORK),
    Page("handbook_take_back", "Sổ tay đảng viên điện tử: bỏ số ghi nhầm", _WORK, _WORK, {"count": _count}),
)
