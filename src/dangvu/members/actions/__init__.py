"""What may be done to people and their membership, always on a list of them; one file per noun or verb."""

from dangvu.members.actions.merging import merge_people, say_distinct, unmerge_people
from dangvu.members.actions.movements import follow, record_movements, retire_movements
from dangvu.members.actions.profiles import Profile, correct_profiles, register
from dangvu.members.actions.settling import NewMovement, settle, settle_now

__all__ = [
    "NewMovement",
    "Profile",
    "correct_profiles",
    "follow",
    "merge_people",
    "record_movements",
    "register",
    "retire_movements",
    "say_distinct",
    "settle",
    "settle_now",
    "unmerge_people",
]
