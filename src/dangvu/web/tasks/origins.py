"""What a task was born from, and where that thing is kept: the one place that knows both ends."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from dangvu.foundation import clock
from dangvu.foundation.capabilities import (
    READ_DOCUMENTS,
    READ_FIGURES,
    READ_INSPECTION,
    READ_NAMES,
    READ_REPORT,
    WRITE_WORK,
)
from dangvu.web import sent
from dangvu.web.gate import Place
from dangvu.work.conferences.queries import conference
from dangvu.work.documents.queries import document
from dangvu.work.inspection.queries import case_words, one_case
from dangvu.work.meetings.queries import opinion_at
from dangvu.work.resolutions import actions, queries
from dangvu.work.resolutions.queries import OriginView, TaskView
from dangvu.work.resolutions.rules.tasks import OriginKind
from dangvu.work.schemes.queries import scheme


@dataclass(frozen=True)
class Thing:
    """A kind of thing that tasks are born from: who may read it, its words, the name of its page."""

    capability: str
    words: Callable[[Place, int], str]
    page: str
    key: str = ""  # the part of the address that its number fills; '' where its page is a list


def _asked(place: Place) -> dict[str, Any]:
    return {"actor": place.actor, "organisation": place.node.id}


def _document(place: Place, pk: int) -> str:
    state = document(**_asked(place), tree=place.tree, document=pk, on=clock.today()).state
    return f"{state.symbol}: {state.title}" if state.title else state.symbol


def _resolution(place: Place, pk: int) -> str:
    one = next((one for one in queries.resolutions(**_asked(place)) if one.id == pk), None)
    if one is None:
        raise LookupError(pk)
    return f"Nghị quyết {one.label}{f': {one.title}' if one.title else ''}"


def _opinion(place: Place, pk: int) -> str:
    return opinion_at(**_asked(place), tree=place.tree, opinion=pk).text


def _scheme(place: Place, pk: int) -> str:
    return scheme(**_asked(place), tree=place.tree, scheme=pk).title


def _conference(place: Place, pk: int) -> str:
    return conference(**_asked(place), tree=place.tree, conference=pk).title


def _case(place: Place, pk: int) -> str:
    return case_words(one_case(**_asked(place), case=pk)[0])


#: Whatever else gives birth to tasks joins here with one line; its page includes ``tasks/born.html``.
THINGS: Mapping[str, Thing] = {
    OriginKind.DOCUMENT: Thing(READ_DOCUMENTS, _document, "document", "document"),
    OriginKind.RESOLUTION: Thing(READ_FIGURES, _resolution, "targets"),
    OriginKind.OPINION: Thing(READ_REPORT, _opinion, "opinion", "opinion"),
    OriginKind.CONCLUSION: Thing(READ_NAMES, _conference, "conference_points", "conference"),
    OriginKind.DIRECTION: Thing(READ_NAMES, _conference, "conference_points", "conference"),
    OriginKind.INSPECTION: Thing(READ_INSPECTION, _case, "inspection_cases"),
    OriginKind.SCHEME: Thing(READ_FIGURES, _scheme, "scheme", "scheme"),
}


def address(kind: str, pk: int) -> str:
    """What an address says of a thing: ``goc=van_ban-12``."""
    return f"&goc={kind}-{pk}"


def named(place: Place, asked: str) -> actions.Origin | None:
    """The thing that an address names (``van_ban-12``), where the person may read it here; LookupError otherwise."""
    if not asked:
        return None
    kind, _, number = asked.partition("-")
    thing = THINGS.get(kind)
    pk = sent.number(number)
    if thing is None or pk is None or not place.may(thing.capability):
        raise LookupError(asked)
    return actions.Origin(kind, thing.words(place, pk), pk)


def page_of(place: Place, origin: OriginView | None, given_here: bool) -> str:
    """Where the thing is read; '' where it is not kept here, or not for this person."""
    thing = THINGS.get(origin.kind) if origin else None
    if (
        origin is None
        or origin.id is None
        or thing is None
        or not given_here
        or not place.may(thing.capability)
    ):
        return ""
    try:
        thing.words(place, origin.id)
    except LookupError:
        return ""
    more: dict[str, Any] = {thing.key: origin.id} if thing.key else {}
    return place.url_of(thing.page, **more)


@dataclass(frozen=True)
class Born:
    """The tasks of one thing, for its page, and where one more is given."""

    tasks: list[tuple[TaskView, str]]
    new: str


def born(place: Place, kind: str, pk: int, new: str | None = None) -> Born:
    """The tasks that the organisation gave because of one thing. ``new``: where one more is given, if not as any task."""
    found = queries.born_from(**_asked(place), kind=kind, origin=pk)
    may = place.may(WRITE_WORK) and place.known is None
    return Born(
        [(one, place.url_of("task", task=one.id)) for one in found],
        new if new is not None else place.url("task_new") + address(kind, pk) if may else "",
    )
