"""Counts of anti-corruption work: none larger than what it is part of; told again, the later telling stands."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.support import small_bloc

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.refusals import Impossible
from dangvu.work.integrity import actions, queries
from dangvu.work.integrity.actions import NewCount


def test_counts_are_told_and_told_again(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")
    bloc = small_bloc()
    asked: dict[str, Any] = {"actor": OPERATOR, "organisation": bloc.root}
    on = date(2023, 3, 31)

    def tell(**counts: int) -> None:
        actions.tell(**asked, counts=[NewCount(bloc.first_unit, on, counts)])

    for wrong, field in (({"due": 3, "declared": 4}, "declared"), ({}, "due"), ({"due": 2, "declared": 1, "published": 2}, "published")):  # fmt: skip
        with pytest.raises(Impossible) as told:
            tell(**wrong)
        assert told.value.field == field
    tell(due=5, declared=4)
    tell(due=5, declared=5, published=5)
    [row] = queries.counts(**asked, start=on, end=on)
    assert row.values == (5, 5, 5, 0, 0, 0, 0)
    actions.take_back(**asked, counts=[row.id], reason="nhầm")
    assert queries.counts(**asked, start=on, end=on) == []
