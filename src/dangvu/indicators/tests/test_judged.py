"""Targets as figures (domain §9.2 no. 97): reached, exceeded, not reached, each with the targets behind it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.support import SmallBloc, small_bloc

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.periods import Period
from dangvu.indicators.catalogue import BY_NAME
from dangvu.indicators.queries import explain, figures
from dangvu.indicators.targets import measurable
from dangvu.work.resolutions.actions import NewTarget, set_targets
from dangvu.work.resolutions.rules.targets import TargetKind

pytestmark = pytest.mark.django_db
HALF = Period.parse("2023-H1")
NAMES = (
    "targets_judged", "targets_reached", "targets_exceeded", "targets_not_reached", "targets_reached_share",
)  # fmt: skip


def _values(bloc: SmallBloc, organisation: int, period: Period = HALF) -> list[float | None]:
    table = figures(actor=OPERATOR, organisation=bloc.node(organisation), period=period, names=NAMES)
    return [table.figures[name].value for name in NAMES]


def _labels(bloc: SmallBloc, name: str, organisation: int) -> list[str]:
    found = explain(actor=OPERATOR, name=name, organisation=bloc.node(organisation), period=HALF)
    assert len(found.records) == found.figure.numerator
    return [record.label for record in found.records]


@pytest.fixture
def bloc() -> SmallBloc:
    """Three admitted of five; and what the bloc asks for besides."""
    bloc = small_bloc()
    set_targets(
        actor=OPERATOR, organisation=bloc.root,
        targets=[
            NewTarget("Kết nạp so với đầu năm", 2023, TargetKind.RATE, "admitted", Decimal(3), base_on=date(2022, 12, 31)),
            NewTarget("Giữ số cuộc có khuyết điểm", 2023, TargetKind.CEILING, "inspections_with_fault", Decimal(1)),
            NewTarget("Giảm khuyết điểm", 2023, TargetKind.TREND, "inspections_with_fault"),
        ],
    )  # fmt: skip
    return bloc


def test_of_three_judged_two_are_reached_and_one_of_them_exceeded(bloc: SmallBloc) -> None:
    assert _values(bloc, bloc.root) == [3, 2, 1, 1, 66.67]


def test_each_number_opens_the_targets_behind_it(bloc: SmallBloc) -> None:
    assert _labels(bloc, "targets_exceeded", bloc.root) == ["Kết nạp so với đầu năm, năm 2023: Vượt 2"]
    assert (
        _labels(bloc, "targets_reached", bloc.root)[1]
        == "Giữ số cuộc có khuyết điểm, năm 2023: Trong mức cho phép"
    )
    assert len(_labels(bloc, "targets_not_reached", bloc.root)) == 1


def test_a_unit_answers_for_its_part_and_nothing_is_added_up_over_units(bloc: SmallBloc) -> None:
    """The units have parts 1, 3 and 1 of the admissions; the bloc has its own five."""
    by_unit = figures(
        actor=OPERATOR, organisation=bloc.node(bloc.root), period=HALF, names=NAMES, by_unit=True
    ).units
    assert [unit["targets_reached"].value for _, unit in by_unit] == [1, 0, 1]
    assert [unit["targets_judged"].value for _, unit in by_unit] == [1, 1, 1]


def test_the_second_quarter_judges_what_was_reached_since_january(bloc: SmallBloc) -> None:
    assert _values(bloc, bloc.root, Period.parse("2023-Q2")) == _values(bloc, bloc.root)


def test_another_year_has_no_targets(bloc: SmallBloc) -> None:
    assert _values(bloc, bloc.root, Period.parse("2024-H1")) == [0, 0, 0, 0, None]


def test_no_target_can_be_measured_by_figures_about_targets(bloc: SmallBloc) -> None:
    names = {i.name for i in measurable(OPERATOR, bloc.root)}
    assert not names & set(NAMES)
    assert names <= set(BY_NAME)
