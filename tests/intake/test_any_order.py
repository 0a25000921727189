"""The order in which files come does not matter, and nothing of them is lost."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from tests.cases.compare import differences
from tests.intake.support import everything, load, states_of_rows

pytestmark = pytest.mark.usefixtures("parameters")
Case = tuple[Path, dict[str, Any]]


def test_a_whole_load_gives_the_expected_figures(uneven: Case) -> None:
    folder, expected = uneven
    load(folder)
    assert differences(expected) == []


@pytest.mark.parametrize("order", [1, 2])
def test_files_loaded_one_by_one_in_any_order_give_the_same_figures(uneven: Case, order: int) -> None:
    folder, expected = uneven
    files = [path for path in sorted(folder.rglob("*.*")) if path.is_file()]
    random.Random(order).shuffle(files)
    for path in files:
        load(path)
    assert differences(expected) == []


def test_rows_wait_for_the_list_of_organisations_and_settle_when_it_comes(plain: Case) -> None:
    folder, expected = plain
    tree = folder / "To chuc dang truc thuoc.xlsx"
    load(*(path for path in folder.rglob("*.*") if path != tree))
    assert all(set(states) == {"WAITING"} for _, states in states_of_rows().values())
    load(tree)
    assert differences(expected) == []


def test_loading_the_same_files_again_changes_nothing(uneven: Case) -> None:
    folder, _ = uneven
    load(folder)
    before = everything()
    load(folder)
    assert everything() == before


def test_every_row_of_every_file_is_accepted_held_waiting_or_a_repetition(uneven: Case) -> None:
    folder, _ = uneven
    load(folder)
    rows = states_of_rows()
    assert rows
    for name, (count, states) in rows.items():
        assert sum(states.values()) == count, name


def test_what_waited_is_accounted_for_as_well(uneven: Case) -> None:
    folder, _ = uneven
    load(folder / "units" if (folder / "units").exists() else folder)
    for name, (count, states) in states_of_rows().items():
        assert sum(states.values()) == count, name
