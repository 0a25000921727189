"""The hall: which item is on, who waits for the floor, who has it."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Max

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.audit.models import Act
from dangvu.foundation.capabilities import WRITE_WORK
from dangvu.foundation.refusals import Impossible
from dangvu.organisations.access import require
from dangvu.organisations.queries import tree_on
from dangvu.work.conferences.actions.gate import own, restate
from dangvu.work.conferences.models import ConferenceState, CurrentItem, Delegate, ProgrammeItem, SpeakerTurn
from dangvu.work.conferences.rules import Status, Turn


def begin_item(*, actor: Actor, organisation: int, conference: int, number: int | None) -> None:
    """The hall goes on to an item; None: the conference is over. Whoever has the floor has spoken."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "conferences.begin_item") as opened:
        state = own(organisation, conference)
        if state.on > clock.today():
            raise Impossible(f"Hội nghị họp ngày {state.on:%d/%m/%Y}: đến ngày họp mới điều hành.")
        items = ProgrammeItem.objects.known().filter(conference_id=conference)
        if number is not None and not items.filter(number=number).exists():
            raise LookupError(number)
        now = CurrentItem.objects.known().filter(conference_id=conference)
        current = now.first()
        if current is not None and current.number == number:
            return  # pressed twice
        _end_speaking(opened, conference)
        now.update(known_to_act=opened)
        CurrentItem.objects.create(
            conference_id=conference, number=number, at=clock.now(), known_from_act=opened
        )
        record(opened, "conferences.begin_item", count=1, organisation_id=organisation, number=number or "")


def ask_for_floor(*, actor: Actor, organisation: int, conference: int, delegates: Sequence[int]) -> int:
    """Delegates ask for the floor; they wait in the order of asking. How many are new.

    Said by whoever holds the conference, or by the unit of the delegates itself.
    """
    require(actor, WRITE_WORK, organisation)
    with act(actor, "conferences.ask_for_floor") as opened:
        rows = list(Delegate.objects.known().filter(conference_id=conference, pk__in=delegates))
        state = ConferenceState.objects.known().filter(conference_id=conference).first()
        if state is None or len(rows) != len(set(delegates)):
            raise LookupError(delegates)
        inside = set(tree_on(clock.today()).descendants(organisation))
        if state.organisation_id != organisation and any(row.unit_id not in inside for row in rows):
            raise LookupError(delegates)
        if state.status == Status.CANCELLED:
            raise Impossible("Hội nghị này đã hủy.")
        turns = SpeakerTurn.objects.known().filter(conference_id=conference)
        waits = set(
            turns.filter(state__in=(Turn.WAITING, Turn.SPEAKING)).values_list("delegate_id", flat=True)
        )
        new = [one for one in dict.fromkeys(delegates) if one not in waits]
        last = SpeakerTurn.objects.filter(conference_id=conference).aggregate(last=Max("number"))["last"] or 0
        SpeakerTurn.objects.bulk_create(
            SpeakerTurn(
                conference_id=conference,
                number=number,
                delegate_id=one,
                at=clock.now(),
                known_from_act=opened,
            )
            for number, one in enumerate(new, start=last + 1)
        )
        if new:
            record(opened, "conferences.ask_for_floor", count=len(new), organisation_id=organisation)
    return len(new)


def call_speaker(*, actor: Actor, organisation: int, conference: int, number: int) -> None:
    """Give the floor to somebody who waits; whoever had it has spoken."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "conferences.call_speaker") as opened:
        own(organisation, conference)
        turn = _turn(conference, number)
        if turn.state == Turn.SPEAKING:
            return  # pressed twice
        if turn.state != Turn.WAITING:
            raise Impossible("Lượt phát biểu này đã xong hoặc đã thôi; chọn người đang chờ.")
        _end_speaking(opened, conference)
        restate(opened, turn, state=Turn.SPEAKING, at=clock.now())
        record(opened, "conferences.call_speaker", count=1, organisation_id=organisation)


def end_speaking(*, actor: Actor, organisation: int, conference: int) -> None:
    """Whoever has the floor has spoken; nobody has it now."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "conferences.end_speaking") as opened:
        own(organisation, conference)
        count = _end_speaking(opened, conference)
        record(opened, "conferences.end_speaking", count=count, organisation_id=organisation)


def withdraw_speaker(*, actor: Actor, organisation: int, conference: int, number: int) -> None:
    """Somebody who waited does not speak after all."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "conferences.withdraw_speaker") as opened:
        own(organisation, conference)
        turn = _turn(conference, number)
        if turn.state == Turn.WAITING:
            restate(opened, turn, state=Turn.WITHDRAWN, at=clock.now())
            record(opened, "conferences.withdraw_speaker", count=1, organisation_id=organisation)


def _turn(conference: int, number: int) -> SpeakerTurn:
    turn: SpeakerTurn | None = (
        SpeakerTurn.objects.known().filter(conference_id=conference, number=number).first()
    )
    if turn is None:
        raise LookupError(number)
    return turn


def _end_speaking(opened: Act, conference: int) -> int:
    turns = list(SpeakerTurn.objects.known().filter(conference_id=conference, state=Turn.SPEAKING))
    for turn in turns:
        restate(opened, turn, state=Turn.SPOKEN, at=clock.now())
    return len(turns)
