"""What was changed about a person: every superseded version in plain sentences, with who, when and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.models import Act
from dangvu.foundation.capabilities import READ_NAMES
from dangvu.members.masking import masked
from dangvu.members.models import Movement, NumbersShown, PersonMerge, PersonProfile
from dangvu.members.queries.listing import printed_date
from dangvu.members.queries.profile import PersonOnRecord
from dangvu.members.words import FIELDS, NUMBERS, said
from dangvu.organisations.access import require


@dataclass(frozen=True, slots=True)
class Change:
    """One act's changes to a person, each a sentence."""

    act: int
    at: datetime
    by: str
    reason: str
    sentences: list[str]


@dataclass(frozen=True, slots=True)
class Difference:
    """One field before and after, as people read it; numbers masked."""

    label: str
    before: str
    after: str


def differences(old: PersonProfile, new: PersonProfile) -> list[Difference]:
    """What differs between two versions of a profile."""
    found = []
    for name, label in FIELDS.items():
        before, after = (_told(name, getattr(row, name)) for row in (old, new))
        if getattr(old, name) != getattr(new, name):
            found.append(Difference(label, before, after))
    return found


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]


def _told(name: str, value: object) -> str:
    if name in NUMBERS:
        return masked(str(value or ""))
    if name in ("birth", "joined", "official"):
        return printed_date(str(value or ""))
    if name == "decided":
        return f"{value:%d/%m/%Y}" if value else ""
    return said(name, str(value or ""))


def changes(*, actor: Actor, organisation: int, found: PersonOnRecord) -> list[Change]:
    """Everything that superseded something about this person, the latest first."""
    require(actor, READ_NAMES, organisation)
    people = [found.person, *(other for other, _ in found.merged)]
    said_by: dict[int, list[str]] = {}
    for person in people:
        versions = list(PersonProfile.objects.filter(person_id=person).order_by("known_from_act_id", "pk"))
        for old, new in pairwise(versions):
            lines = said_by.setdefault(new.known_from_act_id, [])
            for d in differences(old, new):
                if d.before == d.after:
                    lines.append(f"Đính chính {_lower(d.label)} (số đã che, khác ở phần không hiện).")
                elif not d.before:
                    lines.append(f"Bổ sung {_lower(d.label)}: {d.after}.")
                else:
                    lines.append(f"Đính chính {_lower(d.label)}: {d.before} thành {d.after or '(để trống)'}.")
    closed = Movement.objects.filter(person_id__in=people, implied=False, known_to_act__isnull=False)
    alive = set(Movement.objects.known().filter(person_id__in=people).values_list("kind", "on"))
    for row in closed.order_by("pk"):
        if (row.kind, row.on) not in alive:
            line = f"Không còn ghi việc “{row.get_kind_display().lower()}” ngày {row.on:%d/%m/%Y}."
            said_by.setdefault(row.known_to_act_id or 0, []).append(line)
    for merge in PersonMerge.objects.filter(kept_id=found.person):
        said_by.setdefault(merge.known_from_act_id, []).append("Gộp một hồ sơ trùng vào hồ sơ này.")
        if merge.known_to_act_id:
            said_by.setdefault(merge.known_to_act_id, []).append("Tách lại hồ sơ đã gộp.")
    acts = Act.objects.in_bulk(said_by)
    return [
        Change(number, acts[number].at, acts[number].actor, acts[number].reason, list(dict.fromkeys(lines)))
        for number, lines in sorted(said_by.items(), reverse=True)
        if lines and number in acts
    ]


@dataclass(frozen=True, slots=True)
class Reading:
    """Someone saw a person's numbers in full."""

    at: datetime
    by: str
    reason: str


def readings(*, actor: Actor, organisation: int, found: PersonOnRecord) -> list[Reading]:
    """Who saw this person's numbers in full, when and why; the latest first."""
    require(actor, READ_NAMES, organisation)
    rows = (
        NumbersShown.objects.filter(person_id=found.person).select_related("known_from_act").order_by("-pk")
    )
    return [
        Reading(row.known_from_act.at, row.known_from_act.actor, row.known_from_act.reason) for row in rows
    ]
