"""Invented cases of many layouts, encodings, sizes and mistakes are read aright: every figure, every problem, no more."""

from __future__ import annotations

from pathlib import Path

import pytest

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.parameters.actions import seed as seed_parameters
from dangvu.intake.actions import load_folder
from tests.cases import generate
from tests.cases.compare import differences

pytestmark = pytest.mark.django_db


def _read(folder: Path, seed: int, **options: object) -> list[str]:
    seed_parameters(actor=OPERATOR)
    expected = generate(folder, seed, **options)
    load_folder(actor=OPERATOR, folder=folder)
    return differences(expected)


@pytest.mark.parametrize("seed", range(1, 7))
def test_a_small_case_is_read_aright(seed: int, tmp_path: Path) -> None:
    assert _read(tmp_path, seed, units=4, members=(3, 6)) == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 160))
def test_a_case_of_any_size_is_read_aright(seed: int, tmp_path: Path) -> None:
    assert _read(tmp_path, seed) == []


@pytest.mark.slow
def test_a_bloc_of_a_hundred_and_twenty_units_is_read_aright(tmp_path: Path) -> None:
    assert _read(tmp_path, 7, units=120) == []


def test_the_expected_figures_of_a_seed_are_always_the_same(tmp_path: Path) -> None:
    one, other = (generate(tmp_path / name, 5, units=3, members=(3, 4)) for name in ("one", "other"))
    assert one == other
