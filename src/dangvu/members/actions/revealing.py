"""Showing official numbers in full: allowed where the role needs it, and every time written down."""

from __future__ import annotations

from collections.abc import Sequence

from dangvu.foundation import bulk
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.capabilities import READ_IDENTIFIERS, READ_NAMES
from dangvu.foundation.refusals import Impossible
from dangvu.members.actions.correcting import belongs_to
from dangvu.members.models import NumbersShown, PersonProfile
from dangvu.members.queries.people import profiles
from dangvu.organisations.access import require


def reveal(*, actor: Actor, organisation: int, person: int, reason: str) -> PersonProfile:
    """The profile with its numbers, for one showing; who asked, when and why stays on record."""
    require(actor, READ_IDENTIFIERS, organisation)
    if len(reason.strip()) < 5:
        raise Impossible("Ghi lý do cần xem số đầy đủ, ví dụ: làm thủ tục đổi thẻ.", "reason")
    with act(actor, "members.reveal", reason) as opened:
        belongs_to(organisation, person)
        NumbersShown.objects.create(person_id=person, organisation_id=organisation, known_from_act=opened)
        record(opened, "members.reveal", count=1, organisation_id=organisation, people=[person])
    return profiles([person])[person]


def note_export(
    *, actor: Actor, organisation: int, people: Sequence[int], filters: str, columns: Sequence[str], full_numbers: bool,
    reason: str = "",
) -> None:  # fmt: skip
    """Write down that a list left the system: how many, by which filter, whether numbers were in full."""
    require(actor, READ_IDENTIFIERS if full_numbers else READ_NAMES, organisation)
    if full_numbers and len(reason.strip()) < 5:
        raise Impossible("Ghi lý do cần xuất số đầy đủ, ví dụ: đối chiếu với Công an cấp thẻ.", "reason")
    with act(actor, "members.export", reason) as opened:
        if full_numbers:
            bulk.insert(
                NumbersShown, ("person", "organisation", "known_from_act"),
                [(person, organisation, opened.number) for person in people],
            )  # fmt: skip
        record(opened, "members.export", count=len(people), organisation_id=organisation, filters=filters,
               columns=list(columns), full_numbers=full_numbers)  # fmt: skip
