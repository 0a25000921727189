"""Papers of vetting: counted once, numbered, corrected by another row; nothing secret, nothing of a day to come."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.support import SmallBloc, small_bloc

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.refusals import Impossible
from dangvu.work.vetting import actions, queries
from dangvu.work.vetting.actions import NewPaper
from dangvu.work.vetting.models import VettingPaper
from dangvu.work.vetting.rules import fault

HALF = {"start": date(2023, 1, 1), "end": date(2023, 6, 30)}
RIGHT: dict[str, Any] = {
    "number": "45-CV/ĐU", "count": 1, "on": date(2023, 3, 1), "today": date(2023, 7, 5), "typed": True,
}  # fmt: skip


@pytest.fixture
def bloc(db: None, monkeypatch: pytest.MonkeyPatch) -> SmallBloc:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")
    return small_bloc()


def paper(bloc: SmallBloc, **more: Any) -> NewPaper:
    told: dict[str, Any] = {
        "organisation": bloc.first_unit, "on": date(2023, 3, 1), "kind": "tham_tra", "count": 4, "number": "45-CV/ĐU",
    }  # fmt: skip
    return NewPaper(**told | more)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({}, ""),
        ({"number": " "}, "number"),
        ({"number": "", "typed": False}, ""),
        ({"count": 0}, "count"),
        ({"on": date(2023, 7, 6)}, "on"),
    ],
)
def test_what_may_be_written(more: dict[str, Any], field: str) -> None:
    assert fault(**RIGHT | more)[0] == field


def test_a_paper_stands_once_in_the_book(bloc: SmallBloc) -> None:
    asked: dict[str, Any] = {"actor": OPERATOR, "organisation": bloc.root}
    assert actions.record_papers(**asked, papers=[paper(bloc)]) == 4
    with pytest.raises(Impossible, match="đã có trong sổ"):
        actions.record_papers(**asked, papers=[paper(bloc, number="45-cv/đu", count=5)])
    actions.record_papers(**asked, papers=[paper(bloc, kind="tra_loi"), paper(bloc, number="46-CV/ĐU")])
    assert len(queries.papers(**asked, **HALF)) == 3


def test_what_was_typed_wrongly_is_said_anew_and_the_earlier_words_stay(bloc: SmallBloc) -> None:
    asked: dict[str, Any] = {"actor": OPERATOR, "organisation": bloc.root}
    actions.record_papers(**asked, papers=[paper(bloc)])
    [row] = queries.papers(**asked, **HALF)
    actions.correct(**asked, paper=row.id, new=paper(bloc, count=7), reason="đếm sai")
    [new] = queries.papers(**asked, **HALF)
    assert (new.count, queries.instead_of(**asked, paper=row.id)) == (7, new)
    assert VettingPaper.objects.get(pk=row.id).known_to_act_id is not None
    with pytest.raises(Impossible):
        actions.correct(**asked, paper=row.id, new=paper(bloc, count=8), reason="đếm sai")
    actions.take_back(**asked, papers=[new.id], reason="ghi hai lần")
    assert queries.papers(**asked, **HALF) == []


def test_nothing_that_bears_a_mark_of_secrecy_is_written(bloc: SmallBloc) -> None:
    with pytest.raises(Impossible, match="dấu độ mật"):
        actions.record_papers(
            actor=OPERATOR, organisation=bloc.root, papers=[paper(bloc, number="45-CV/ĐU (MẬT)")]
        )
    assert not VettingPaper.objects.exists()
