"""What can't be true together waits for whoever keeps the books, as many as the list behind it has."""

from __future__ import annotations

import pytest
from tests.support import FIRST_DAY, HALF_YEAR, SmallBloc, person, small_bloc

from dangvu.accounts.queries import actor_for
from dangvu.contradictions.queries import contradictions
from dangvu.desk.queries import Waiting, waiting
from dangvu.foundation.actor import OPERATOR
from dangvu.organisations.actions import found
from dangvu.organisations.models import Kind

pytestmark = pytest.mark.django_db


@pytest.fixture
def bloc() -> SmallBloc:
    return small_bloc()


def rows(bloc: SmallBloc, organisation: int, role: str) -> list[Waiting]:
    actor = actor_for(person(organisation, role))
    every = waiting(actor=actor, node=bloc.node(organisation), tree=bloc.tree, period=HALF_YEAR)
    return [row for row in every if row.page == "contradictions_list"]


def test_the_count_is_that_of_the_list(bloc: SmallBloc) -> None:
    """The bloc's workbooks tell 5 present of 4 members, twice, once in a unit's cell."""
    for organisation, role in ((bloc.root, "cap_tren_to_chuc"), (bloc.first_unit, "co_so_to_chuc")):
        (row,) = rows(bloc, organisation, role)
        listed = contradictions(actor=OPERATOR, organisation=organisation, tree=bloc.tree, period=HALF_YEAR)
        assert row.count == len(listed) > 0
    assert rows(bloc, bloc.root, "theo_doi") == []


def test_a_committee_above_other_upper_ones_keeps_none_of_these_books(bloc: SmallBloc) -> None:
    found(
        actor=OPERATOR, parent=bloc.root, name="Đảng bộ Khối thứ hai", kind=Kind.UPPER_COMMITTEE, on=FIRST_DAY
    )
    assert rows(bloc, bloc.root, "cap_tren_to_chuc") == []
