"""Each contradiction is found in a seeded record and not in a clean bloc; who is told; what it costs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.support import HALF_YEAR, SmallBloc, person, small_bloc

from dangvu.accounts.queries import actor_for
from dangvu.contradictions.catalogue import CATALOGUE, SUBJECTS
from dangvu.contradictions.kinds import Kind as Contradiction
from dangvu.contradictions.queries import contradictions, counts, total
from dangvu.contradictions.tests.seeds import HALF, LATER, SEEDS, seat
from dangvu.foundation.actor import OPERATOR, Actor
from dangvu.foundation.capabilities import READ_FIGURES, READ_INSPECTION, READ_NAMES, Refused
from dangvu.foundation.periods import Period
from dangvu.indicators.queries import HIDDEN_NAME
from dangvu.organisations.actions import found
from dangvu.organisations.models import Kind
from dangvu.work.meetings.models import CellMeeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def bloc() -> SmallBloc:
    """The small bloc, with the number present of its meetings as they can be: its workbooks tell 5 of 4 members."""
    made = small_bloc()
    CellMeeting.objects.update(attended=3)
    return made


def test_there_are_twenty_five_and_each_is_told_whole() -> None:
    assert len(CATALOGUE) >= 25
    assert len({kind.slug for kind in CATALOGUE}) == len({kind.title for kind in CATALOGUE}) == len(CATALOGUE)
    assert all(kind.why and kind.mend and kind.page for kind in CATALOGUE)
    assert set(SEEDS) == {kind.slug for kind in CATALOGUE}


@pytest.mark.parametrize("period", [HALF, LATER])
def test_a_clean_bloc_has_none(bloc: SmallBloc, period: str) -> None:
    lines = contradictions(
        actor=OPERATOR, organisation=bloc.root, tree=bloc.tree, period=Period.parse(period)
    )
    assert [(line.kind.slug, line.words) for line in lines] == []


@pytest.mark.parametrize("kinds", [kinds for _, kinds in SUBJECTS], ids=[title for title, _ in SUBJECTS])
def test_each_seeded_record_is_found_once(bloc: SmallBloc, kinds: Sequence[Contradiction]) -> None:
    assert {kind.slug: _found_in_its_record(bloc, kind) for kind in kinds} == {kind.slug: 1 for kind in kinds}


def _found_in_its_record(bloc: SmallBloc, kind: Contradiction) -> int:
    """How often the contradiction is found once its record was written; the record is taken back."""
    code, make = SEEDS[kind.slug]
    with transaction.atomic():
        make(bloc)
        asked = {
            "actor": OPERATOR,
            "organisation": bloc.root,
            "tree": bloc.tree,
            "period": Period.parse(code),
        }
        lines = contradictions(**asked, slug=kind.slug)
        assert all(line.kind is kind and line.place and line.words.endswith(".") for line in lines)
        told = {one.slug: count for subject in counts(**asked) for one, count in subject.kinds}
        assert told[kind.slug] == len(lines)
        assert total(**asked) == len(contradictions(**asked))
        transaction.set_rollback(True)
    return len(lines)


def test_a_unit_sees_its_own_only(bloc: SmallBloc) -> None:
    SEEDS["chuc-vu-la-du-bi"][1](bloc)
    asked = {"actor": OPERATOR, "organisation": bloc.root, "tree": bloc.tree, "period": HALF_YEAR}
    assert len(contradictions(**asked, unit=bloc.first_unit)) == 1
    assert contradictions(**asked, unit=bloc.second_unit) == []
    with pytest.raises(LookupError):
        contradictions(**asked | {"organisation": bloc.first_unit}, unit=bloc.second_unit)


def who(bloc: SmallBloc, *held: str) -> Actor:
    return Actor("Người thử", 1, {bloc.root: frozenset(held)})


def test_names_are_told_to_those_who_may_read_names(bloc: SmallBloc) -> None:
    SEEDS["chuc-vu-la-du-bi"][1](bloc)
    asked = {"organisation": bloc.root, "tree": bloc.tree, "period": HALF_YEAR, "slug": "chuc-vu-la-du-bi"}
    [named] = contradictions(actor=who(bloc, READ_FIGURES, READ_NAMES), **asked)
    assert named.name == "Trà Thị Mẫn"
    [masked] = contradictions(actor=who(bloc, READ_FIGURES), **asked)
    assert (masked.name, masked.person) == (HIDDEN_NAME, None)
    with pytest.raises(Refused):
        contradictions(actor=who(bloc, READ_NAMES), **asked)


def test_discipline_is_told_to_the_line_of_inspection_only_and_without_a_name(bloc: SmallBloc) -> None:
    SEEDS["ky-luat-ma-nhan-chuc"][1](bloc)
    asked = {
        "organisation": bloc.root,
        "tree": bloc.tree,
        "period": HALF_YEAR,
        "slug": "ky-luat-ma-nhan-chuc",
    }
    with pytest.raises(LookupError):
        contradictions(actor=who(bloc, READ_FIGURES, READ_NAMES), **asked)
    [line] = contradictions(actor=who(bloc, READ_FIGURES, READ_NAMES, READ_INSPECTION), **asked)
    assert "05-QĐ/UBKT" in line.words
    assert (line.name, line.person) == ("", None)
    inspector = actor_for(person(bloc.root, "cap_tren_kiem_tra"))
    assert len(contradictions(actor=inspector, **asked)) == 1
    clerk = actor_for(person(bloc.root, "cap_tren_to_chuc"))
    shown = counts(actor=clerk, organisation=bloc.root, tree=bloc.tree, period=HALF_YEAR)
    assert not any(kind.needs == READ_INSPECTION for subject in shown for kind, _ in subject.kinds)


def test_the_questions_do_not_grow_with_the_units(bloc: SmallBloc) -> None:
    seat(bloc, bloc.first_cell, "Trà Thị Mẫn")

    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            total(actor=OPERATOR, organisation=bloc.root, tree=bloc.tree, period=HALF_YEAR)
        return len(captured)

    def more(number: int) -> None:
        found(actor=OPERATOR, parent=bloc.root, name=f"Chi bộ mới {number}", kind=Kind.GRASSROOTS_CELL, on=date(2023, 2, 1))  # fmt: skip

    more(0)
    before = cost()
    for number in range(1, 12):
        more(number)
    assert cost() <= before
