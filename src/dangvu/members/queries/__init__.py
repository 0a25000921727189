"""What may be asked about people; one file per question."""

from dangvu.members.queries.people import (
    bare,
    kept_people,
    members_on,
    profiles,
    profiles_from_elsewhere,
    profiles_numbered,
    profiles_told_by,
    stays_of,
    transfers_to_link,
)

__all__ = [
    "bare",
    "kept_people",
    "members_on",
    "profiles",
    "profiles_from_elsewhere",
    "profiles_numbered",
    "profiles_told_by",
    "stays_of",
    "transfers_to_link",
]
