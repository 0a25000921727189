"""The pages about tasks, beside one another."""

from __future__ import annotations

from collections.abc import Iterable

from dangvu.foundation.due import TAGS, TITLES, Standing
from dangvu.web.gate import Place

SECTION = "task_parts"
#: [(slug, what it is called, its colour)] of how a part stands, the most pressing first.
STANDINGS = [(each.value, TITLES[each], TAGS[each]) for each in Standing]


def tabs(place: Place, here: str) -> list[tuple[str, str, bool]]:
    """[(title, address, whether it is open)]."""
    pages = [("Theo dõi", "task_parts"), ("Theo nhiệm vụ", "tasks"), ("Theo đơn vị", "task_units"),
             ("Chương trình công tác", "programmes"), ("Đề án", "schemes")]  # fmt: skip
    if place.node.is_cell:
        pages = [one for one in pages if one[1] != "task_units"]
    return [(title, place.url(name), name == here) for title, name in pages]


def counted(standings: Iterable[Standing]) -> list[tuple[str, str, int]]:
    """[(title, slug, how many)] of the standings that occur."""
    found = list(standings)
    return [(TITLES[each], each.value, found.count(each)) for each in Standing if each in found]
