"""The pages about mass organisations, beside one another."""

from __future__ import annotations

from dangvu.web.gate import Place

SECTION = "mass"
CRUMB = "Đoàn thể, dân vận"


def tabs(place: Place, here: str) -> list[tuple[str, str, bool]]:
    """[(title, address, whether it is open)]."""
    pages = [
        ("Cơ sở đoàn thể", "mass"),
        ("Số đơn vị báo cáo", "mass_counts"),
        ("Dân vận, dân chủ ở cơ sở", "mass_activities"),
    ]
    return [(title, place.url(name), name == here) for title, name in pages]


def places(place: Place) -> list[tuple[str, str]]:
    """[(id, name)] of the organisation and those below it, to choose from."""
    tree, here = place.tree, place.node.id
    return [(str(o), tree.label(o) if o != here else place.node.name) for o in tree.descendants(here)]
