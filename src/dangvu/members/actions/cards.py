"""Member cards: issued, exchanged, reported lost, withdrawn, kept by the family."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.capabilities import WRITE_MEMBERS
from dangvu.foundation.parameters.queries import Parameters
from dangvu.foundation.refusals import Impossible
from dangvu.members import rules
from dangvu.members.actions.checked import limit, refuse
from dangvu.members.actions.profiles import Profile, correct_profiles
from dangvu.members.models import CardEvent, Membership, PersonProfile
from dangvu.members.queries.people import profiles
from dangvu.members.queries.standing import standing_on
from dangvu.organisations.access import require
from dangvu.organisations.queries import tree_on

_GIVES_NUMBER = frozenset({CardEvent.Kind.ISSUED, CardEvent.Kind.REISSUED, CardEvent.Kind.EXCHANGED})


@dataclass(frozen=True, slots=True)
class NewCardEvent:
    """What happened to someone's card on a day; a number where a card is given."""

    person: int
    kind: str
    on: date
    number: str = ""
    decision_number: str = ""
    reason: str = ""


def record_cards(*, actor: Actor, organisation: int, events: Sequence[NewCardEvent]) -> None:
    """Record what happened to cards; a card that is given becomes the person's number on record."""
    require(actor, WRITE_MEMBERS, organisation)
    with act(actor, "members.record_cards") as opened:
        parameters, tree = Parameters(), tree_on(clock.today())
        known = profiles([e.person for e in events])
        numbers: dict[int, Profile] = {}
        for event in events:
            if event.on > clock.today():
                raise Impossible(f"Ngày {event.on:%d/%m/%Y} chưa đến; chỉ ghi việc đã xảy ra.", "on")
            if event.kind not in CardEvent.Kind.values:
                raise Impossible("Chọn một việc về thẻ.", "kind")
            place = _last_place(event.person, event.on)
            if place is None or organisation not in tree.path(place):
                raise Impossible("Người này không sinh hoạt ở tổ chức này vào ngày đó.", "on")
            number = event.number.replace(".", "").replace(" ", "")
            if event.kind in _GIVES_NUMBER:
                stay = standing_on([event.person], event.on).get(event.person)
                refuse(
                    rules.card(
                        stay.status if stay else "", number, limit(parameters, "card.digits", event.on)
                    )
                )
                _must_be_unique(number, event.person)
                numbers[event.person] = _with_card(Profile.on_record(known[event.person]), number)
            elif event.kind != CardEvent.Kind.LOST and not event.reason:
                raise Impossible("Ghi lý do hoặc căn cứ, ví dụ: theo quyết định xóa tên.", "reason")
            CardEvent.objects.create(
                person_id=event.person, organisation_id=place, kind=event.kind, on=event.on,
                number=number or known[event.person].card_number, decision_number=event.decision_number,
                reason=event.reason, known_from_act=opened,
            )  # fmt: skip
        correct_profiles(
            actor=actor, organisation=organisation, profiles=numbers, reason="phát, đổi thẻ đảng viên"
        )
        record(opened, "members.record_cards", count=len(events), organisation_id=organisation)


def _last_place(person: int, on: date) -> int | None:
    """Where someone is a member on a day, or was last: a card is withdrawn after its holder left."""
    stays = Membership.objects.known().filter(person_id=person, valid_from__lte=on).order_by("-valid_from")
    return stays.values_list("organisation_id", flat=True).first()


def _with_card(profile: Profile, number: str) -> Profile:
    old = profile.card_number if len(profile.card_number) == 8 and profile.card_number != number else ""
    return replace(profile, card_number=number, old_card_number=old or profile.old_card_number)


def _must_be_unique(number: str, person: int) -> None:
    if PersonProfile.objects.known().filter(card_number=number).exclude(person_id=person).exists():
        raise Impossible(
            "Số thẻ này đã ghi cho một người khác. Kiểm tra lại số; nếu là một người, gộp hai hồ sơ.",
            "number",
        )
