"""What the sample workbooks do not tell of people and units: occupation, mass organisation, post, kind of unit.

Invented, and through the ordinary actions; the figures that the sample workbooks tell stay what they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dangvu.foundation import clock
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.audit.actions import act
from dangvu.foundation.periods import Period
from dangvu.foundation.vietnamese import fold
from dangvu.members.actions import Profile, correct_profiles
from dangvu.members.models import Movement, MovementKind
from dangvu.members.queries import members_on, profiles
from dangvu.organisations.sectors import NewSector, set_sectors
from dangvu.organisations.tree import Node, Tree

#: What units are, told by the words of their names; the first that fits. A cell of a park's office is of an enterprise.
_KINDS = (
    ("su_nghiep", ("truong", "benh vien", "trung tam", "thu vien", "bao tang", "dai phat thanh", "bao tinh", "du an")),
    ("dnnn", ("ngan hang", "quy dau tu")),
    ("khac", ("hoi ", "lien hiep", "lien minh", "mat tran", "lien doan", "tinh doan")),
)  # fmt: skip
_PARK = "khu cong nghiep"
_ENTERPRISES = ("tnhh", "fdi")
_OCCUPATIONS = {
    "co_quan": "cong_chuc", "su_nghiep": "vien_chuc", "dnnn": "khac", "tnhh": "cong_nhan", "fdi": "cong_nhan",
    "khac": "cong_chuc",
}  # fmt: skip
#: Of so many members one is not told, as lists are in life.
_NOT_TOLD = 9
#: Whoever is younger and was admitted is a student.
_STUDENT = 23


def invent_profiles(*, root: Node, tree: Tree, period: Period) -> int:
    """Say what the units are and what their people do; how many people."""
    units = tree.children(root.id)
    if clock.today() < period.end or len(units) < 3:
        return 0
    sectors = _sectors(tree, units)
    with act(OPERATOR, "organisations.set_sectors", "ví dụ của bản thử"):
        set_sectors(
            actor=OPERATOR,
            organisation=root.id,
            told=[NewSector(one, sector) for one, sector in sectors.items()],
        )
        stays = members_on(OPERATOR, period.end).filter(organisation_id__among=tree.descendants(root.id))
        places = dict(stays.values_list("person_id", "organisation_id"))
        told = _told(tree, sectors, places, _new(period), period.end.year)
        correct_profiles(actor=OPERATOR, organisation=root.id, profiles=told, reason="ví dụ của bản thử")
    return len(told)


def _sectors(tree: Tree, units: list[int]) -> dict[int, str]:
    found = {}
    for unit in units:
        name = f"{fold(tree[unit].name)} "
        found[unit] = next((kind for kind, words in _KINDS if any(word in name for word in words)), "co_quan")
        if _PARK in name:
            found |= dict(zip(tree.children(unit), _ENTERPRISES, strict=False))
    return found


def _new(period: Period) -> list[int]:
    """Who was admitted in the period."""
    rows = Movement.objects.known().filter(
        kind=MovementKind.ADMITTED, counted=True, on__gte=period.start, on__lte=period.end
    )
    return sorted(rows.values_list("person_id", flat=True))


def _told(
    tree: Tree, sectors: Mapping[int, str], places: Mapping[int, int], new: list[int], year: int
) -> dict[int, Profile]:
    """What is known of each once this is told; three of four who were admitted come from the youth union."""
    known = {person: Profile.on_record(row) for person, row in profiles([*places, *new]).items()}
    told = {}
    for at, (person, place) in enumerate(sorted(places.items())):
        sector = next((sectors[one] for one in tree.path(place) if one in sectors), "")
        if person in known and at % _NOT_TOLD and sector:
            told[person] = replace(known[person], occupation=_OCCUPATIONS[sector])
    for at, person in enumerate(new):
        if person in known:
            here = told.get(person, known[person])
            student = here.birth is not None and here.birth.year > year - _STUDENT
            told[person] = replace(
                here, schooling="thpt", union="cong_doan" if at % 4 == 1 else "doan_vien",
                position="Tổ trưởng" if at % 7 == 2 and not student else "",
                occupation="hoc_sinh" if student else here.occupation,
            )  # fmt: skip
    return told
