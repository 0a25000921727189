"""Entering people, and superseding what is known about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from dangvu.foundation import bulk
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.audit.models import Act
from dangvu.foundation.capabilities import WRITE_MEMBERS
from dangvu.foundation.partial_date import PartialDate
from dangvu.foundation.vietnamese import fold, order_key
from dangvu.members.actions.search import search_later
from dangvu.members.actions.settling import act_of
from dangvu.members.models import Person, PersonProfile
from dangvu.members.words import religion_told
from dangvu.organisations.access import require

#: Every people but the Kinh is a minority in the statistics of the organisation sector (domain §9.4).
MAJORITY = "kinh"


@dataclass(frozen=True, slots=True)
class Profile:
    """What a source says about a person; empty where it says nothing."""

    name: str
    unit_id: int | None = None
    sex: str = ""
    birth: PartialDate | None = None
    personal_number: str = ""
    card_number: str = ""
    registry_number: str = ""
    old_personal_number: str = ""
    old_card_number: str = ""
    ethnicity: str = ""
    religion: str = ""
    home: str = ""
    education: str = ""
    theory: str = ""
    schooling: str = ""
    occupation: str = ""
    position: str = ""
    union: str = ""
    joined: PartialDate | None = None
    official: PartialDate | None = None
    decided: date | None = None
    source_row: int | None = None

    def filled_from(self, other: Profile) -> Profile:
        """This profile, its empty places filled from ``other``."""
        values = {f.name: getattr(self, f.name) or getattr(other, f.name) for f in fields(self)}
        return Profile(**values)

    @classmethod
    def on_record(cls, row: PersonProfile) -> Profile:
        """What a row on record says."""
        return cls(
            name=row.name, unit_id=row.unit_id, sex=row.sex,
            birth=PartialDate.from_iso(row.birth) if row.birth else None,
            personal_number=row.personal_number, card_number=row.card_number,
            registry_number=row.registry_number, old_personal_number=row.old_personal_number,
            old_card_number=row.old_card_number, ethnicity=row.ethnicity, religion=row.religion, home=row.home,
            education=row.education, theory=row.theory, schooling=row.schooling, occupation=row.occupation,
            position=row.position, union=row.union,
            joined=PartialDate.from_iso(row.joined) if row.joined else None,
            official=PartialDate.from_iso(row.official) if row.official else None, decided=row.decided,
            source_row=row.source_row_id,
        )  # fmt: skip


_PROFILE_FIELDS = (
    "person", "unit", "name", "name_key", "order_key", "sex", "birth", "birth_first", "birth_year",
    "personal_number", "card_number", "registry_number", "old_personal_number", "old_card_number", "ethnicity", "is_minority", "religion", "home", "education", "theory",
    "schooling", "occupation", "position", "union", "joined", "joined_first", "official", "decided", "party_from", "party_from_estimated", "known_from_act", "source_row",
)  # fmt: skip


def _profile_row(person: int, profile: Profile, opened: Act) -> tuple[Any, ...]:
    return (
        person, profile.unit_id, profile.name, fold(profile.name), order_key(profile.name), profile.sex,
        profile.birth.iso() if profile.birth else "", profile.birth.first if profile.birth else None,
        profile.birth.year if profile.birth else None,
        profile.personal_number, profile.card_number, profile.registry_number, profile.old_personal_number,
        profile.old_card_number, profile.ethnicity,
        bool(profile.ethnicity) and fold(profile.ethnicity) != MAJORITY,
        religion_told(profile.religion),
        profile.home, profile.education, profile.theory,
        profile.schooling, profile.occupation, profile.position, profile.union,
        profile.joined.iso() if profile.joined else "", profile.joined.first if profile.joined else None,
        profile.official.iso() if profile.official else "", profile.decided,
        profile.decided or (profile.joined.first if profile.joined else None),
        profile.decided is None and profile.joined is not None, opened.number, profile.source_row,
    )  # fmt: skip


def register(*, actor: Actor, organisation: int, people: Sequence[Profile]) -> list[int]:
    """Enter people who are not on record yet; their ids, in order. Membership comes by movements."""
    require(actor, WRITE_MEMBERS, organisation)
    with act(actor, "members.register") as opened:
        ids = bulk.insert(Person, ("known_from_act",), [(opened.number,)] * len(people))
        bulk.insert(
            PersonProfile,
            _PROFILE_FIELDS,
            [_profile_row(person, profile, opened) for person, profile in zip(ids, people, strict=True)],
        )
        act_of(opened).fresh.update(ids)
        search_later(opened, ids, fresh=True)
        record(opened, "members.register", count=len(people), organisation_id=organisation)
    return list(ids)


def correct_profiles(
    *, actor: Actor, organisation: int, profiles: Mapping[int, Profile], reason: str = ""
) -> None:
    """Supersede what is known about people; what was known before stays readable as of then."""
    require(actor, WRITE_MEMBERS, organisation)
    if not profiles:
        return
    with act(actor, "members.correct_profiles", reason) as opened:
        for ids in bulk.chunks(profiles):
            PersonProfile.objects.known().filter(person_id__in=ids).update(known_to_act=opened)
        bulk.insert(
            PersonProfile,
            _PROFILE_FIELDS,
            [_profile_row(person, profile, opened) for person, profile in profiles.items()],
        )
        search_later(opened, profiles)
        record(opened, "members.correct_profiles", count=len(profiles), organisation_id=organisation)
