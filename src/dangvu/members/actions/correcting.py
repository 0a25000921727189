"""Correcting what is known about a person or a movement: superseded with a reason, both readable ever after."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.capabilities import WRITE_MEMBERS
from dangvu.foundation.refusals import Impossible
from dangvu.members import rules
from dangvu.members.actions.checked import must_fit
from dangvu.members.actions.movements import retire_movements
from dangvu.members.actions.profiles import Profile, correct_profiles
from dangvu.members.actions.settling import NewMovement, write_movements
from dangvu.members.models import Movement, MovementKind, PersonProfile, SearchEntry
from dangvu.members.queries.people import bare, profiles
from dangvu.organisations.access import require
from dangvu.organisations.queries import tree_on

_NUMBERS = ("personal_number", "card_number", "registry_number", "old_personal_number", "old_card_number")
#: Told by the pipeline of admission, and corrected there.
_OF_ADMISSION = frozenset({MovementKind.ADMITTED, MovementKind.RECOGNISED})


def correct(*, actor: Actor, organisation: int, person: int, profile: Profile, reason: str) -> list[str]:
    """Supersede what is known about one person; the names of the fields that changed.

    Numbers are checked for their form and for being someone else's; days for their order.
    """
    require(actor, WRITE_MEMBERS, organisation)
    if not reason.strip():
        raise Impossible("Ghi lý do đính chính, ví dụ: theo giấy khai sinh bản chính.", "reason")
    with act(actor, "members.correct", reason):
        belongs_to(organisation, person)
        before = Profile.on_record(profiles([person])[person])
        changed = [
            f.name for f in fields(Profile)
            if f.name not in ("unit_id", "source_row") and getattr(before, f.name) != getattr(profile, f.name)
        ]  # fmt: skip
        if not changed:
            raise Impossible("Chưa có gì khác với bản đang lưu.")
        for name in _NUMBERS:
            if name in changed and (fault := rules.identifier_fault(name, getattr(profile, name))):
                raise Impossible(fault, name)
        for name in ("personal_number", "card_number"):
            if name in changed:
                _must_be_free(name, getattr(profile, name), person)
        _must_follow(profile)
        correct_profiles(actor=actor, organisation=organisation, profiles={person: profile}, reason=reason)
    return changed


def belongs_to(organisation: int, person: int) -> None:
    """LookupError unless the person is, or was last, a member in ``organisation`` or below it."""
    entry = SearchEntry.objects.filter(person_id=person).first()
    if entry is None or organisation not in tree_on(clock.today()).path(entry.organisation_id or 0):
        raise LookupError(person)


def _must_be_free(field: str, number: str, person: int) -> None:
    if not number:
        return
    others = PersonProfile.objects.known().filter(
        **{f"{field}__in": {number, bare(number), f"0{bare(number)}"}}
    )
    if others.exclude(person_id=person).exists():
        raise Impossible(
            "Số này đã ghi cho một người khác. Kiểm tra lại; nếu là một người, gộp hai hồ sơ ở mục “Người trùng”.",
            field,
        )


def _must_follow(profile: Profile) -> None:
    today = clock.today()
    for name, day, label in (
        ("birth", profile.birth, "Ngày sinh"), ("joined", profile.joined, "Ngày vào Đảng"),
        ("official", profile.official, "Ngày chính thức"),
    ):  # fmt: skip
        if day is not None and day.first > today:
            raise Impossible(f"{label} {day} chưa đến; kiểm tra lại năm.", name)
    if profile.birth and profile.joined and profile.joined.last < profile.birth.first:
        raise Impossible(f"Ngày vào Đảng {profile.joined} trước ngày sinh {profile.birth}.", "joined")
    if profile.joined and profile.official and profile.official.last < profile.joined.first:
        raise Impossible(
            f"Ngày chính thức {profile.official} trước ngày vào Đảng {profile.joined}.", "official"
        )


@dataclass(frozen=True, slots=True)
class MovementCorrection:
    """What a movement should have said."""

    on: date
    decision_number: str = ""
    decided_on: date | None = None
    note: str = ""


def correct_movement(
    *, actor: Actor, organisation: int, movement: int, correction: MovementCorrection | None, reason: str
) -> None:
    """Supersede one movement, or take it back (``correction`` None); the two halves of an internal move together."""
    require(actor, WRITE_MEMBERS, organisation)
    if not reason.strip():
        raise Impossible("Ghi lý do, ví dụ: ghi nhầm ngày.", "reason")
    with act(actor, "members.correct_movement", reason) as opened:
        row = Movement.objects.known().filter(pk=movement, implied=False).first()
        if row is None:
            raise LookupError(movement)
        if row.kind in _OF_ADMISSION:
            raise Impossible("Kết nạp và công nhận chính thức được sửa ở hồ sơ kết nạp.")
        halves = _halves(row)
        if correction is not None and correction.on > clock.today():
            raise Impossible(f"Ngày {correction.on:%d/%m/%Y} chưa đến; chỉ ghi việc đã xảy ra.", "on")
        retire_movements(
            actor=actor, organisation=organisation, movements=[half.pk for half in halves], reason=reason
        )
        if correction is not None:
            write_movements(
                opened,
                [
                    NewMovement(half.person_id, half.organisation_id, half.kind, correction.on, half.status,
                                half.source_row_id, correction.decision_number, correction.decided_on,
                                correction.note if half.pk == row.pk and correction.note else half.note)
                    for half in halves
                ],
            )  # fmt: skip
        must_fit(opened, {row.person_id})
        record(
            opened, "members.correct_movement", count=1, organisation_id=organisation, people=[row.person_id]
        )


_PAIRS = {
    MovementKind.INTERNAL_IN: MovementKind.INTERNAL_OUT, MovementKind.INTERNAL_OUT: MovementKind.INTERNAL_IN,
    MovementKind.TRANSFERRED_IN: MovementKind.TRANSFERRED_OUT, MovementKind.TRANSFERRED_OUT: MovementKind.TRANSFERRED_IN,
}  # fmt: skip


def _halves(row: Movement) -> list[Movement]:
    """The movement and, where one act wrote both sides of a move, its other half."""
    other = _PAIRS.get(MovementKind(row.kind))
    if other is None:
        return [row]
    pair = Movement.objects.known().filter(
        person_id=row.person_id, kind=other, on=row.on, known_from_act=row.known_from_act_id, implied=False,
        source_row=None,
    )  # fmt: skip
    return [row, *pair]
