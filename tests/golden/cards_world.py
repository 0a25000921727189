"""What the golden world holds of cards, temporary transfers, exemptions and the electronic handbook: see world."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.refusals import Impossible
from dangvu.members.actions.absences import NewAbsence, record_absences
from dangvu.members.actions.cards import NewCardEvent, record_cards
from dangvu.members.actions.guests import NewGuest, receive_guests
from dangvu.members.actions.handbook import NewCount, report

if TYPE_CHECKING:
    from tests.golden.world import World


def make_cards(here: World) -> None:
    """Whatever the rules let through of many chances, all of them its own."""
    rng, root = here.random, here.root
    for number, person in enumerate(here.people):
        kind = rng.choice(["phat", "phat", "doi", "phat_lai"])
        card = NewCardEvent(person, kind, here.day(), f"30{number:06}", "30-QĐ/ĐU", "bị hỏng")
        with suppress(Impossible):
            record_cards(actor=OPERATOR, organisation=root, events=[card])
        start = here.day()
        host = rng.choice([None, *here.organisations])
        away = [
            NewAbsence(person, "mien", start, rng.choice([None, start + timedelta(days=40)]), ground="tuoi_cao"),
            NewAbsence(person, "tam_thoi_cong_tac", start, start + timedelta(days=100), "Nơi khác", host=host),
            NewAbsence(person, "tam_thoi_hoc_tap", start, start + timedelta(days=400), "Trường", host=host),
        ]  # fmt: skip
        with suppress(Impossible):
            record_absences(actor=OPERATOR, organisation=root, absences=[rng.choice(away)])
    for number, place in enumerate(here.organisations):
        start = here.day()
        guest = NewGuest(
            place, f"Lục Thị {number}", "Đảng bộ khác", "tam_thoi_cong_tac", start, start + timedelta(days=120)
        )  # fmt: skip
        receive_guests(actor=OPERATOR, organisation=root, guests=[guest])
        for _ in range(2 if place != root else 0):
            installed = rng.randrange(6)
            with suppress(Impossible):
                told = NewCount(place, here.day(), installed, rng.choice([None, installed // 2]))
                report(actor=OPERATOR, organisation=root, counts=[told])
