"""What was concluded: points with who does them, what comes of it, and until when. Tasks are made of them above."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.audit.models import Act
from dangvu.foundation.capabilities import WRITE_WORK
from dangvu.foundation.refusals import Impossible
from dangvu.foundation.secrecy.typed import refuse_secret
from dangvu.foundation.vietnamese import key
from dangvu.organisations.access import require
from dangvu.organisations.queries import tree_on
from dangvu.work.conferences import rules
from dangvu.work.conferences.actions.gate import own
from dangvu.work.conferences.models import ConferenceState, Point, PointOwner
from dangvu.work.conferences.rules import PointKind


@dataclass(frozen=True, slots=True)
class NewPoint:
    """A point: what is to be done, by which units, with what to show for it, until when."""

    text: str
    owners: tuple[int, ...]
    due: date | None = None
    product: str = ""
    kind: str = PointKind.CONCLUSION


def write_points(
    *, actor: Actor, organisation: int, conference: int, points: Sequence[NewPoint]
) -> list[int]:
    """Write points down, each with the next number; their numbers.

    Raises Impossible for a point without anybody who does it, with a day before the conference, or written already.
    """
    require(actor, WRITE_WORK, organisation)
    with act(actor, "conferences.write_points") as opened:
        state = own(organisation, conference)
        last = Point.objects.filter(conference_id=conference).aggregate(last=Max("number"))["last"] or 0
        made = []
        for number, new in enumerate(points, start=last + 1):
            _check(state, new)
            _write(opened, conference, number, new)
            made.append(number)
        record(opened, "conferences.write_points", count=len(made), organisation_id=organisation)
    return made


def _check(state: ConferenceState, new: NewPoint, number: int | None = None) -> None:
    refuse_secret(text=new.text, product=new.product)
    field, wrong = rules.fault_of_point(on=state.on, due=new.due, owners=len(new.owners))
    if wrong:
        raise Impossible(wrong, field)
    if not set(new.owners) <= set(tree_on(clock.today()).descendants(state.organisation_id)):
        raise LookupError(new.owners)
    others = Point.objects.known().filter(conference_id=state.conference_id).exclude(number=number)
    if key(new.text) in {key(text) for text in others.values_list("text", flat=True)}:
        raise Impossible("Điểm này đã ghi rồi; mở trong danh sách để sửa.", "text")


def _write(opened: Act, conference: int, number: int, new: NewPoint) -> None:
    row = Point.objects.create(
        conference_id=conference, number=number, kind=new.kind, text=new.text, product=new.product, due=new.due,
        known_from_act=opened,
    )  # fmt: skip
    PointOwner.objects.bulk_create(
        PointOwner(point=row, organisation_id=owner, known_from_act=opened)
        for owner in dict.fromkeys(new.owners)
    )


def _close(opened: Act, conference: int, numbers: Collection[int]) -> int:
    rows = Point.objects.known().filter(conference_id=conference, number__in=numbers)
    ids = list(rows.values_list("pk", flat=True))
    if len(ids) != len(set(numbers)):
        raise LookupError(numbers)
    PointOwner.objects.known().filter(point_id__in=ids).update(known_to_act=opened)
    return rows.update(known_to_act=opened)


def correct_point(*, actor: Actor, organisation: int, conference: int, number: int, new: NewPoint) -> None:
    """Another wording, owner or day of a point; what it said before stays on record."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "conferences.correct_point") as opened:
        _check(own(organisation, conference), new, number)
        _close(opened, conference, [number])
        _write(opened, conference, number, new)
        record(opened, "conferences.correct_point", count=1, organisation_id=organisation)


def drop_points(*, actor: Actor, organisation: int, conference: int, numbers: Collection[int]) -> None:
    """These points were not concluded after all."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "conferences.drop_points") as opened:
        own(organisation, conference)
        count = _close(opened, conference, numbers)
        record(opened, "conferences.drop_points", count=count, organisation_id=organisation)
