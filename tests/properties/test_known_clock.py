"""What was known at a moment stays so, whatever happens later."""

from __future__ import annotations

import pytest

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.audit.queries import last_act
from dangvu.indicators.catalogue import CATALOGUE
from dangvu.indicators.engine import Figure, Run
from dangvu.members import actions as members
from dangvu.members.models import Membership, Movement
from dangvu.organisations.models import Organisation
from tests.golden.world import HALF, World, _corrections, _movements, _work, reorganise

pytestmark = pytest.mark.django_db


def as_known(known: int | None) -> dict[int, dict[str, Figure]]:
    everywhere = list(Organisation.objects.order_by("pk").values_list("pk", flat=True))
    return Run(HALF, known=known).figures(CATALOGUE, everywhere)


def test_what_was_known_never_changes_whatever_happens_later(undone: World) -> None:
    before = {known: as_known(known) for known in (1, last_act() // 2, last_act())}
    for _ in range(3):
        reorganise(undone)
        _movements(undone, 8)
        _corrections(undone)
    _work(undone)
    some = list(
        Movement.objects.known().filter(implied=False).order_by("pk").values_list("pk", flat=True)[::3]
    )
    members.retire_movements(actor=OPERATOR, organisation=undone.root, movements=some, reason="ghi nhầm")
    for known, figures in before.items():
        later = as_known(known)
        assert {o: later[o] for o in figures} == figures


def test_now_and_as_known_after_the_last_act_are_the_same(world: World) -> None:
    assert as_known(None) == as_known(last_act())


def test_a_superseded_row_still_answers_for_the_time_before(undone: World) -> None:
    person = (
        Membership.objects.known().valid_on(HALF.end).order_by("pk").values_list("person_id", flat=True)[0]
    )
    profile = members.Profile(name="Nghiêm Thị An", sex="nu")
    members.correct_profiles(actor=OPERATOR, organisation=undone.root, profiles={person: profile})
    act, counted = last_act(), as_known(None)[undone.root]["members_female"].value
    members.correct_profiles(
        actor=OPERATOR, organisation=undone.root, reason="ghi nhầm giới tính",
        profiles={person: members.Profile(name="Nghiêm Văn An", sex="nam")},
    )  # fmt: skip
    assert counted is not None
    assert as_known(None)[undone.root]["members_female"].value == counted - 1
    assert as_known(act)[undone.root]["members_female"].value == counted
