"""The rows behind the narrative, read the same way by what writes and by what shows.

What a unit sent is what was known when its figures were frozen; what an office chose is remembered by the words, so that
a unit that sends the same words again is not asked about twice, and one that changes them is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from dangvu.foundation.vietnamese import key
from dangvu.review.models import LeftOut, Passage, PassageSource, ProposalEntry
from dangvu.review.standing import Cycle
from dangvu.work.meetings.queries import known_opinions

#: (organisation, section, words): what a choice is remembered by.
Words = tuple[int, str, str]


def words_of(row: Passage) -> Words:
    return int(row.organisation_id), row.section, key(row.text)


def own_rows(cycle: Cycle, organisation: int, known: int | None = None) -> list[Passage]:
    """The organisation's paragraphs, in the order of its draft; ``is_taken``: it speaks for units below."""
    rows = Passage.objects.known(known).filter(period=cycle.row, organisation_id=organisation)
    rows = rows.annotate(is_taken=Exists(PassageSource.objects.filter(passage=OuterRef("pk"))))
    return list(rows.order_by("section", "position", "pk"))


def sent_rows(cycle: Cycle, units: Collection[int]) -> list[Passage]:
    """The paragraphs that these units sent last, whatever they have written since; in the order of the units' list."""
    versions = {
        unit: version.known_at
        for unit in units
        if unit in cycle.states and (version := cycle.states[unit].version) is not None
    }
    if not versions:
        return []
    rows = Passage.objects.filter(
        period=cycle.row, organisation_id__in=list(versions), known_from_act__lte=max(versions.values())
    )
    order = {unit: at for at, unit in enumerate(units)}
    found = [row for row in rows if _was_known(row, versions[row.organisation_id])]
    return sorted(found, key=lambda row: (order[row.organisation_id], row.section, row.position, row.pk))


def _was_known(row: Passage, at: int) -> bool:
    return row.known_from_act_id <= at and (row.known_to_act_id is None or row.known_to_act_id > at)


@dataclass(frozen=True)
class Marks:
    """What an office has chosen for the paragraphs of a section (of all: ``section`` None), by their words."""

    taken: Mapping[Words, Passage]
    left: Mapping[Words, list[LeftOut]]
    entered: Mapping[Words, int]  # the entry in its book

    def is_done(self, row: Passage) -> bool:
        words = words_of(row)
        return words in self.taken or words in self.left or words in self.entered


def marks_of(cycle: Cycle, receiver: int, section: str | None = None) -> Marks:
    """What the office has chosen in this period so far."""
    of = {} if section is None else {"section": section}
    sources = PassageSource.objects.filter(
        passage__period=cycle.row, passage__organisation_id=receiver, passage__known_to_act__isnull=True,
        **{f"passage__{name}": value for name, value in of.items()},
    )  # fmt: skip
    taken = {words_of(row.source): row.passage for row in sources.select_related("passage", "source")}
    rows = LeftOut.objects.known().filter(receiver_id=receiver, passage__period=cycle.row)
    left: dict[Words, list[LeftOut]] = {}
    for row in rows.select_related("passage"):
        left.setdefault(words_of(row.passage), []).append(row)
    entries = list(
        ProposalEntry.objects.filter(
            passage__period=cycle.row, opinion__organisation_id=receiver
        ).select_related("passage")
    )
    open_ = known_opinions([row.opinion_id for row in entries])
    entered = {words_of(row.passage): int(row.opinion_id) for row in entries if row.opinion_id in open_}
    return Marks(taken, left, entered)


def origins(passages: Iterable[int]) -> dict[int, list[Passage]]:
    """{paragraph: the paragraphs that it speaks for, down to those who wrote them}; none for one that was written so."""
    found: dict[int, list[Passage]] = {passage: [] for passage in passages}
    waiting: dict[int, set[int]] = {passage: {passage} for passage in found}
    while waiting:
        rows = PassageSource.objects.filter(passage_id__in=list(waiting)).select_related("source")
        next_: dict[int, set[int]] = {}
        for row in rows.order_by("pk"):
            for first in waiting[row.passage_id]:
                if row.source not in found[first]:
                    found[first].append(row.source)
                    next_.setdefault(row.source_id, set()).add(first)
        waiting = next_
    return found
