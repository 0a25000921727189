"""The pages beside the list of members, and what they share."""

from __future__ import annotations

from typing import Any

from dangvu.foundation.capabilities import READ_FIGURES, READ_NAMES
from dangvu.web.gate import Place

SECTION = "members"


def tabs(place: Place, here: str) -> list[tuple[str, str, bool]]:
    """[(title, address, whether it is open)], only doors that open."""
    pages = [("Danh sách đảng viên", "members", READ_NAMES), ("Thẻ đảng viên", "cards", READ_NAMES),
             ("Tạm thời, miễn sinh hoạt", "temporary", READ_NAMES), ("Sổ tay điện tử", "handbook", READ_FIGURES)]  # fmt: skip
    return [(title, place.url(name), name == here) for title, name, right in pages if place.may(right)]


def asked(place: Place) -> dict[str, Any]:
    """Who asks, and where."""
    return {"actor": place.actor, "organisation": place.node.id}
