"""The pages about ranking, beside one another, and the year that they are asked for."""

from __future__ import annotations

from collections.abc import Collection

from dangvu.foundation import clock
from dangvu.foundation.capabilities import READ_FIGURES, READ_NAMES
from dangvu.web.errors import WrongRequest
from dangvu.web.gate import Place

SECTION = "ranking"
_FIRST = 2018


def tabs(place: Place, here: str) -> list[tuple[str, str, bool]]:
    """[(title, address, whether it is open)], only doors that open."""
    pages = [("Xếp loại", "ranking", READ_FIGURES), ("Tổ chức đảng", "ranking_units", READ_FIGURES),
             ("Đảng viên", "ranking_members", READ_NAMES), ("Khen thưởng", "awards", READ_FIGURES), ("Huy hiệu Đảng", "badges", READ_NAMES), ("Đảng phí", "dues", READ_FIGURES)]  # fmt: skip
    return [(title, place.url(name), name == here) for title, name, right in pages if place.may(right)]


def year_of(asked: str) -> int:
    """The year asked for; without one the year that is ranked about now: this one from November on, else the last."""
    today = clock.today()
    if not asked:
        return today.year if today.month >= 11 else today.year - 1
    if not (asked.isascii() and asked.isdigit() and len(asked) == 4 and _FIRST <= int(asked) <= today.year):
        raise WrongRequest(f"Chọn một năm từ {_FIRST} đến {today.year}.")
    return int(asked)


def years(url: str, year: int, kept: Collection[int] = ()) -> list[tuple[str, str, bool]]:
    """[(year, address, whether it is open)]: the last four, the open one, and those of which something is ``kept``."""
    today = clock.today().year
    shown = sorted({year, *kept, *range(max(_FIRST, today - 3), today + 1)})
    return [(str(one), f"{url}&nam={one}", one == year) for one in shown]
