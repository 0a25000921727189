"""What the pages of one conference share: the conference itself, whose it is, and the way between its pages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from dangvu.foundation.handed_in import FileView
from dangvu.web.gate import Place
from dangvu.work.conferences import queries
from dangvu.work.conferences.queries import ConferenceView, Files, PaperView

SECTION = "conferences"
_TABS = (
    ("conference", "Điều hành"), ("conference_roll", "Đại biểu"), ("conference_groups", "Tổ thảo luận"),
    ("conference_papers", "Tài liệu, tham luận"), ("conference_points", "Kết luận"),
)  # fmt: skip


def asked(place: Place, conference: int) -> dict[str, Any]:
    """What every question about the conference is asked with."""
    return {"actor": place.actor, "organisation": place.node.id, "tree": place.tree, "conference": conference}


def told(place: Place, conference: int) -> dict[str, Any]:
    """What every action on the conference is told."""
    return {"actor": place.actor, "organisation": place.node.id, "conference": conference}


def view_of(place: Place, conference: int) -> ConferenceView:
    """The conference where the organisation holds it or is called to it; else 404."""
    return queries.conference(**asked(place, conference))


def own(place: Place, conference: int) -> ConferenceView:
    """The conference that the organisation itself holds; else 404."""
    view = view_of(place, conference)
    if not view.is_own:
        raise LookupError(conference)
    return view


def tabs(place: Place, view: ConferenceView, open_: str) -> list[tuple[str, str, bool]]:
    """The pages of a conference of one's own."""
    return [(title, place.url_of(name, conference=view.id), name == open_) for name, title in _TABS]


def kept(place: Place, conference: int, files: Iterable[FileView]) -> list[tuple[FileView, str, str]]:
    """Each paper with where it is read and where it is taken away."""
    return [
        (one, url(place, "file", conference, file=one.id), url(place, "file_drop", conference, file=one.id))
        for one in files
    ]


def paper_rows(
    place: Place, conference: int, papers: Iterable[PaperView], files: Files, today: date
) -> list[tuple[PaperView, bool, str, str]]:
    """What each unit was asked for: whether it is late, where its file is read ('': none), where it is handed in."""
    return [
        (
            paper,
            paper.is_late(today),
            url(place, "file", conference, file=there.id)
            if (there := files.of_units.get(paper.unit))
            else "",
            f"{url(place, 'attach', conference)}&don-vi={paper.unit}",
        )
        for paper in papers
    ]


def url(place: Place, name: str, conference: int, **more: Any) -> str:
    return place.url_of(f"conference_{name}" if name else "conference", conference=conference, **more)
