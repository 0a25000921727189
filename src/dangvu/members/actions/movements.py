"""Recording movements, taking them back, and following an organisation that moves."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from dangvu.foundation import bulk
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.capabilities import WRITE_MEMBERS
from dangvu.members.actions.settling import NewMovement, settle_later, settle_now, write_movements
from dangvu.members.models import Membership, Movement, MovementKind
from dangvu.organisations.access import require, require_rows
from dangvu.organisations.queries import TreesThroughTime


def record_movements(
    *,
    actor: Actor,
    organisation: int,
    movements: Sequence[NewMovement],
    trees: TreesThroughTime | None = None,
) -> list[int]:
    """Record movements of people of ``organisation`` and settle their membership; the movements' ids.

    Taking over a roster is this action with TAKEN_OVER movements dated the evening of the list.
    """
    require_rows(actor, WRITE_MEMBERS, organisation, (m.organisation for m in movements))
    if not movements:
        return []
    with act(actor, "members.record_movements") as opened:
        ids = write_movements(opened, movements, trees)
        record(opened, "members.record_movements", count=len(movements), organisation_id=organisation)
    return ids


def retire_movements(
    *, actor: Actor, organisation: int, movements: Collection[int], reason: str,
    trees: TreesThroughTime | None = None,
) -> None:  # fmt: skip
    """Movements that are no longer said to have happened; they stay readable as of before."""
    require(actor, WRITE_MEMBERS, organisation)
    if not movements:
        return
    with act(actor, "members.retire_movements", reason) as opened:
        people: set[int] = set()
        for ids in bulk.chunks(movements):
            rows = Movement.objects.known().filter(pk__in=ids)
            told_by = rows.order_by().values_list("organisation_id", flat=True).distinct()
            require_rows(actor, WRITE_MEMBERS, organisation, told_by)
            people.update(rows.values_list("person_id", flat=True))
            rows.update(known_to_act=opened)
        settle_later(opened, people, trees)
        record(opened, "members.retire_movements", count=len(movements), organisation_id=organisation)


def follow(
    *, actor: Actor, people: Collection[int], source: int, target: int, on: date, reason: str = ""
) -> int:
    """Members follow their organisation: from ``source`` to ``target`` on ``on``, as a mass movement of its own kind.

    Not many transfers: it counts as moved with the organisation (domain §1.4). Returns how many moved.
    """
    require(actor, WRITE_MEMBERS, source)
    require(actor, WRITE_MEMBERS, target)
    with act(actor, "members.follow", reason) as opened:
        settle_now(opened)
        stays = Membership.objects.known().valid_on(on).filter(organisation_id=source, person_id__in=people)
        moved = list(stays.values_list("person_id", "status"))
        write_movements(
            opened,
            [
                NewMovement(person, place, kind, on, standing)
                for person, status in moved
                for place, kind, standing in (
                    (source, MovementKind.WITH_ORGANISATION_OUT.value, ""),
                    (target, MovementKind.WITH_ORGANISATION_IN.value, status),
                )
            ],
        )
        record(opened, "members.follow", count=len(moved), organisation_id=source, target=target)
    return len(moved)
