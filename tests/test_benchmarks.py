"""What the benchmarks compare with must come to the same numbers, or the comparison is worth nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from benchmarks import clerk, figures, figures_sql
from benchmarks.table import SAMPLE, expected

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.parameters.actions import seed
from dangvu.intake.actions import load_folder

pytestmark = pytest.mark.slow


@pytest.fixture
def sample(db: None) -> Iterator[None]:
    seed(actor=OPERATOR)
    load_folder(actor=OPERATOR, folder=SAMPLE)
    yield


@pytest.mark.engine_free
def test_the_clerks_script_comes_to_every_expected_total() -> None:
    found = clerk.totals(SAMPLE)
    assert {name: found.get(name) for name in expected()["total"]} == expected()["total"]


def test_the_sql_by_hand_equals_the_engine_for_the_root_and_every_unit(sample: None) -> None:
    period = expected()["period"]
    engine, by_hand = figures.both_ways(
        date.fromisoformat(period["start"]), date.fromisoformat(period["end"])
    )
    table = engine()
    told = [i for i in table.indicators if not i.code.startswith(figures_sql.NOT_IN_SAMPLE)]
    assert figures.compare(table, by_hand()) == len(told) - len(figures_sql.LEFT_OUT)


def test_a_wrong_number_by_hand_is_noticed(sample: None) -> None:
    period = expected()["period"]
    engine, by_hand = figures.both_ways(
        date.fromisoformat(period["start"]), date.fromisoformat(period["end"])
    )
    table, wrong = engine(), by_hand()
    wrong[table.units[-1][0].id]["members_end"] += 1
    with pytest.raises(AssertionError):
        figures.compare(table, wrong)
