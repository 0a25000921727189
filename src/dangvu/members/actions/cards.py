"""Member cards: issued, exchanged, reported lost, withdrawn, kept by the family."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dangvu.foundation import bulk, clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.capabilities import WRITE_MEMBERS
from dangvu.foundation.dated import retire
from dangvu.foundation.parameters.queries import Parameters
from dangvu.foundation.refusals import Impossible
from dangvu.members import rules
from dangvu.members.actions.checked import limit, refuse
from dangvu.members.actions.profiles import Profile, correct_profiles
from dangvu.members.models import CardEvent, Membership, PersonProfile
from dangvu.members.queries.people import profiles
from dangvu.organisations.access import require
from dangvu.organisations.queries import tree_on
from dangvu.organisations.typed import typed_rows

GIVES_NUMBER = frozenset({CardEvent.Kind.ISSUED, CardEvent.Kind.REISSUED, CardEvent.Kind.EXCHANGED})


@dataclass(frozen=True, slots=True)
class NewCardEvent:
    """What happened to someone's card on a day; a number where a card is given."""

    person: int
    kind: str
    on: date
    number: str = ""
    decision_number: str = ""
    reason: str = ""
    decided_on: date | None = None
    source_row: int | None = None


def record_cards(*, actor: Actor, organisation: int, events: Sequence[NewCardEvent]) -> int:
    """Record what happened to cards, so many of them; a card that is given becomes the person's number on record.

    One decision gives forty: where there are more than one, what is refused says of whom. Raises Impossible for a
    number of the wrong length on that day or of somebody else, a probationer, the same event told twice.
    """
    require(actor, WRITE_MEMBERS, organisation)
    with act(actor, "members.record_cards") as opened:
        checking = _Checking(organisation, events)
        numbers: dict[int, Profile] = {}
        rows = []
        for event in events:
            try:
                place, number = checking.place_of(event)
            except Impossible as refusal:
                if len(events) == 1:
                    raise
                raise Impossible(f"{checking.name(event.person)}: {refusal}") from refusal
            if event.kind in GIVES_NUMBER:
                numbers[event.person] = _with_card(Profile.on_record(checking.known[event.person]), number)
            rows.append(CardEvent(
                person_id=event.person, organisation_id=place, kind=event.kind, on=event.on,
                number=number or checking.known[event.person].card_number, decision_number=event.decision_number,
                decided_on=event.decided_on, reason=event.reason, source_row_id=event.source_row, known_from_act=opened,
            ))  # fmt: skip
        CardEvent.objects.bulk_create(rows)
        correct_profiles(
            actor=actor, organisation=organisation, profiles=numbers, reason="phát, đổi thẻ đảng viên"
        )
        record(
            opened,
            "members.record_cards",
            count=len(events),
            organisation_id=organisation,
            people=sorted({event.person for event in events}),
        )
    return len(events)


def card_faults(*, actor: Actor, organisation: int, events: Sequence[NewCardEvent]) -> dict[int, Impossible]:
    """{place in ``events``: why that one can't be recorded}, writing nothing: a list that is loaded keeps its other rows."""
    require(actor, WRITE_MEMBERS, organisation)
    checking, found = _Checking(organisation, events), {}
    for at, event in enumerate(events):
        try:
            checking.place_of(event)
        except Impossible as refusal:
            found[at] = refusal
    return found


class _Checking:
    """What several events are checked against, read once; numbers given by those already checked count."""

    def __init__(self, organisation: int, events: Sequence[NewCardEvent]) -> None:
        self.organisation, self.tree = organisation, tree_on(clock.today())
        people = sorted({event.person for event in events})
        self.known: Mapping[int, PersonProfile] = profiles(people)
        self.given: dict[str, int] = {}
        self.parameters = Parameters()
        self.stays: dict[int, list[Membership]] = {}
        for stay in Membership.objects.known().filter(person_id__among=people).order_by("valid_from", "pk"):
            self.stays.setdefault(stay.person_id, []).append(stay)
        numbers = {_plain(event.number) for event in events} - {""}
        self.held: dict[str, set[int]] = {}
        for some in bulk.chunks(sorted(numbers)):
            rows = PersonProfile.objects.known().filter(card_number__in=some)
            for number, person in rows.values_list("card_number", "person_id"):
                self.held.setdefault(number, set()).add(person)
        self.told = set(
            CardEvent.objects.known().filter(person_id__among=people).values_list("person_id", "kind", "on")
        )

    def name(self, person: int) -> str:
        return self.known[person].name if person in self.known else "Một người"

    def place_of(self, event: NewCardEvent) -> tuple[int, str]:
        """(where the holder is or was a member, the number without dots); Impossible where a rule is against it."""
        if event.on > clock.today():
            raise Impossible(f"Ngày {event.on:%d/%m/%Y} chưa đến; chỉ ghi việc đã xảy ra.", "on")
        if event.decided_on is not None and event.decided_on > event.on:
            raise Impossible(
                f"Ngày quyết định {event.decided_on:%d/%m/%Y} sau ngày {event.on:%d/%m/%Y} phát, đổi thẻ.",
                "decided_on",
            )
        if event.kind not in CardEvent.Kind.values:
            raise Impossible("Chọn một việc về thẻ.", "kind")
        place = self._last_place(event.person, event.on)
        if (event.person, event.kind, event.on) in self.told:
            raise Impossible(f"Việc này ngày {event.on:%d/%m/%Y} đã ghi rồi.", "on")
        number = _plain(event.number)
        if event.kind in GIVES_NUMBER:
            stay = next((one for one in self.stays.get(event.person, ()) if _covers(one, event.on)), None)
            digits = limit(self.parameters, "card.digits", event.on)
            refuse(rules.card(stay.status if stay else "", number, digits))
            self._must_be_unique(number, event.person)
        if event.kind in _WITH_REASON and not event.reason:
            raise Impossible(
                "Ghi thẻ bị mất hay hỏng."
                if event.kind == CardEvent.Kind.REISSUED
                else "Ghi lý do hoặc căn cứ, ví dụ: theo quyết định xóa tên.",
                "reason",
            )
        self.told.add((event.person, event.kind, event.on))
        return place, number

    def _must_be_unique(self, number: str, person: int) -> None:
        other = self.given.setdefault(number, person)
        if other != person or self.held.get(number, set()) - {person}:
            raise Impossible(
                "Số thẻ này đã ghi cho một người khác. Kiểm tra lại số; nếu là một người, gộp hai hồ sơ.",
                "number",
            )

    def _last_place(self, person: int, on: date) -> int:
        """Where someone is a member on a day, or was last: a card is withdrawn after its holder left."""
        stays = [one for one in self.stays.get(person, ()) if one.valid_from <= on]
        if not stays or self.organisation not in self.tree.path(stays[-1].organisation_id):
            raise Impossible("Người này không sinh hoạt ở tổ chức này vào ngày đó.", "on")
        return int(stays[-1].organisation_id)


_WITH_REASON = frozenset({CardEvent.Kind.REISSUED, CardEvent.Kind.WITHDRAWN, CardEvent.Kind.KEPT_BY_FAMILY})


def take_back_cards(*, actor: Actor, organisation: int, events: Collection[int], reason: str) -> None:
    """Events written down by mistake; the number that one of them gave is no longer the person's, the one before is."""
    require(actor, WRITE_MEMBERS, organisation)
    with act(actor, "members.take_back_cards", reason) as opened:
        _close(actor, organisation, typed_rows(CardEvent, events, organisation), opened.number, reason)
        record(opened, "members.take_back_cards", count=len(events), organisation_id=organisation)


def withdraw_cards(*, actor: Actor, organisation: int, source_rows: Collection[int], reason: str) -> None:
    """What these rows of a workbook said of cards is no longer said."""
    require(actor, WRITE_MEMBERS, organisation)
    with act(actor, "members.withdraw_cards", reason) as opened:
        rows = list(CardEvent.objects.known().filter(source_row_id__among=list(source_rows)))
        _close(actor, organisation, rows, opened.number, reason)
        retire(CardEvent, source_rows, opened.number)
        record(opened, "members.withdraw_cards", count=len(rows), organisation_id=organisation)


def _close(actor: Actor, organisation: int, rows: Sequence[CardEvent], number: int, reason: str) -> None:
    """Close events, and put back the number that each holder had before."""
    CardEvent.objects.filter(pk__in=[row.pk for row in rows]).update(known_to_act=number)
    known = profiles([row.person_id for row in rows])
    left = CardEvent.objects.known().filter(person_id__in=list(known), kind__in=GIVES_NUMBER)
    last = dict(left.order_by("on", "pk").values_list("person_id", "number"))
    back: dict[int, Profile] = {}
    for row in rows:
        profile = known.get(row.person_id)
        if row.kind in GIVES_NUMBER and profile is not None and profile.card_number == row.number:
            before = last.get(row.person_id) or profile.old_card_number
            old = "" if before == profile.old_card_number else profile.old_card_number
            back[row.person_id] = replace(Profile.on_record(profile), card_number=before, old_card_number=old)
    correct_profiles(actor=actor, organisation=organisation, profiles=back, reason=reason)


def _plain(number: str) -> str:
    return number.replace(".", "").replace(" ", "")


def _covers(stay: Membership, on: date) -> bool:
    return stay.valid_from <= on and (stay.valid_to is None or on < stay.valid_to)


def _with_card(profile: Profile, number: str) -> Profile:
    old = profile.card_number if len(profile.card_number) == 8 and profile.card_number != number else ""
    return replace(profile, card_number=number, old_card_number=old or profile.old_card_number)
