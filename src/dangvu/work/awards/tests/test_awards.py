"""Commendations: by one decision for many, each once, figures and book alike."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.support import HALF_YEAR, SmallBloc, person, small_bloc

from dangvu.accounts.queries import actor_for
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.capabilities import Refused
from dangvu.foundation.refusals import Impossible
from dangvu.work.awards import actions, queries
from dangvu.work.awards.actions import Decision

TOLD = Decision("giay_khen", "cap_tren", "nam", "15-QĐ/ĐUK", date(2023, 2, 3), "Thành tích năm 2022")


@pytest.fixture
def bloc(db: None, monkeypatch: pytest.MonkeyPatch) -> SmallBloc:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")
    return small_bloc()


def give(bloc: SmallBloc, told: Decision = TOLD, **more: Any) -> int:
    asked: dict[str, Any] = {"people": [bloc.people["Lý Thị Ẩm"]], "units": [bloc.first_unit]} | more
    return actions.record_awards(actor=OPERATOR, organisation=bloc.root, told=told, **asked)


def test_one_decision_commends_many_and_each_once(bloc: SmallBloc) -> None:
    assert (give(bloc), give(bloc)) == (2, 0)
    assert (
        give(bloc, Decision("bang_khen", "tinh", "chuyen_de", "900-QĐ/UBND", date(2023, 5, 19)), people=[])
        == 1
    )


def test_the_book_shows_names_only_to_those_who_may_read_them(bloc: SmallBloc) -> None:
    give(bloc)
    asked: dict[str, Any] = {"organisation": bloc.root, "tree": bloc.tree, "period": HALF_YEAR}
    assert {one.name for one in queries.awards(actor=OPERATOR, **asked)} == {"", "Lý Thị Ẩm"}
    reader = actor_for(person(bloc.root, "theo_doi"))
    assert {one.name for one in queries.awards(actor=reader, **asked)} == {""}
    with pytest.raises(Refused):
        actions.record_awards(actor=reader, organisation=bloc.root, told=TOLD, units=[bloc.first_unit])


def test_what_is_missing_or_strange_is_refused_and_a_mistake_taken_back(bloc: SmallBloc) -> None:
    with pytest.raises(Impossible, match="Ghi số quyết định"):
        give(bloc, Decision("giay_khen", "cap_tren", "nam", " ", date(2023, 2, 3)))
    with pytest.raises(Impossible, match="chưa đến"):
        give(bloc, Decision("giay_khen", "cap_tren", "nam", "1-QĐ", date(2023, 8, 3)))
    with pytest.raises(Impossible, match="ít nhất một"):
        give(bloc, people=[], units=[])
    with pytest.raises(LookupError):
        actions.record_awards(
            actor=OPERATOR, organisation=bloc.first_unit, told=TOLD, units=[bloc.second_unit]
        )
    give(bloc)
    asked: dict[str, Any] = {"actor": OPERATOR, "organisation": bloc.root}
    there = [one.id for one in queries.awards(**asked, tree=bloc.tree, period=HALF_YEAR)]
    actions.take_back(**asked, awards=there, reason="ghi nhầm")
    assert queries.awards(**asked, tree=bloc.tree, period=HALF_YEAR) == []
