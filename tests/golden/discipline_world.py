"""What the world of the golden tests tells of inspection, discipline, petitions and anti-corruption."""

from __future__ import annotations

import random
from datetime import date
from typing import Any, Protocol

from dangvu.foundation.actor import OPERATOR
from dangvu.work.discipline.actions import NewDecision, record_decisions
from dangvu.work.discipline.rules import Form, Violation
from dangvu.work.inspection.actions import NewInspection, record_inspections
from dangvu.work.inspection.rules import Body, CaseKind, family
from dangvu.work.integrity import actions as integrity
from dangvu.work.integrity.rules import COUNTS
from dangvu.work.petitions.actions import NewPetitions, record_petitions
from dangvu.work.petitions.rules import Kind as PetitionKind
from dangvu.work.petitions.rules import Outcome


class Place(Protocol):
    """The world, with chances of its own."""

    random: random.Random
    root: int

    @property
    def organisations(self) -> list[int]: ...

    def day(self) -> date: ...


def discipline(here: Place) -> None:
    """Lines of cases by every body, decisions of every form, petitions and counts; its chances are its own."""
    rng = here.random
    asked: dict[str, Any] = {"actor": OPERATOR, "organisation": here.root}
    kinds = [kind for kind in CaseKind if family(kind)]
    checks = [
        NewInspection(
            rng.choice(here.organisations), family(kind), rng.choice(["to_chuc", "dang_vien"]), here.day(), "",
            rng.choice(["tot", "khuyet_diem", "vi_pham", "ky_luat"]), None, rng.choice(list(Body)), kind,
        )
        for kind in rng.choices(kinds, k=25)
    ]  # fmt: skip
    record_inspections(**asked, inspections=checks)
    decisions = [
        NewDecision(
            rng.choice(here.organisations), form, here.day(), None, of_organisation=form == Form.DISSOLUTION or rng.random() < 0.2,
            committee_member=rng.random() < 0.3, violation=rng.choice(["", *Violation]),
        )
        for form in rng.choices(list(Form), k=25)
    ]  # fmt: skip
    record_decisions(**asked, decisions=decisions)
    petitions = [
        NewPetitions(rng.choice(here.organisations), here.day(), rng.choice(list(PetitionKind)), outcome,
                     rng.randrange(1, 6), outcome == Outcome.ANONYMOUS)
        for outcome in rng.choices(list(Outcome), k=20)
    ]  # fmt: skip
    record_petitions(**asked, petitions=petitions)
    told = []
    for place in rng.sample(here.organisations, min(6, len(here.organisations))):
        due = rng.randrange(1, 20)
        counts = {name: rng.randrange(0, due) if name != "due" else due for name in COUNTS}
        counts["published"], counts["handed_over"] = min(counts["published"], counts["declared"]), 0
        told.append(integrity.NewCount(place, here.day(), counts))
    integrity.tell(**asked, counts=told)
