"""Counts of petitions: anonymous ones are not resolved as denunciations; a state changes by another row."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.support import SmallBloc, small_bloc

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.refusals import Impossible
from dangvu.work.petitions import actions, queries
from dangvu.work.petitions.actions import NewPetitions
from dangvu.work.petitions.rules import fault

RIGHT: dict[str, Any] = {
    "kind": "to_cao", "anonymous": False, "outcome": "dang_giai_quyet", "count": 1, "on": date(2023, 3, 1),
    "outcome_on": None, "today": date(2023, 7, 5),
}  # fmt: skip


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({}, ""), ({"count": 0}, "count"), ({"on": date(2023, 7, 6)}, "on"), ({"anonymous": True}, "outcome"),
        ({"anonymous": True, "outcome": "nac_danh"}, ""), ({"outcome_on": date(2023, 2, 1)}, "outcome_on"),
        ({"anonymous": True, "kind": "kien_nghi"}, ""),
    ],
)  # fmt: skip
def test_what_may_be_counted(more: dict[str, Any], field: str) -> None:
    assert fault(**RIGHT | more)[0] == field


def test_what_became_of_them_is_told_later(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")
    bloc: SmallBloc = small_bloc()
    asked: dict[str, Any] = {"actor": OPERATOR, "organisation": bloc.root}
    new = NewPetitions(bloc.first_unit, date(2023, 3, 1), "khieu_nai", "dang_giai_quyet", 2)
    actions.record_petitions(**asked, petitions=[new])
    days = {"start": date(2023, 1, 1), "end": date(2023, 6, 30)}
    [row] = queries.petitions(**asked, **days)
    assert row.is_open and row.count == 2
    actions.settle(**asked, petition=row.id, outcome="da_giai_quyet", on=date(2023, 5, 1))
    [row] = queries.petitions(**asked, **days)
    assert row.outcome_title == "Đã giải quyết" and row.outcome_on == date(2023, 5, 1)
    with pytest.raises(Impossible):
        actions.settle(**asked, petition=row.id, outcome="trung", on=date(2023, 1, 1))
    actions.take_back(**asked, petitions=[row.id], reason="nhầm")
    assert queries.petitions(**asked, **days) == []
