"""What real reports print is answered: each number of the catalogue of reports by figures that exist."""

from __future__ import annotations

from dangvu.indicators.catalogue import BY_CODE
from dangvu.indicators.catalogue.reported import REPORTED, answered


def test_every_number_of_the_catalogue_of_reports_is_there_once_but_the_planning_of_committees() -> None:
    assert [line.number for line in REPORTED] == [number for number in range(1, 101) if number != 62]


def test_each_is_answered_by_figures_that_exist() -> None:
    assert {
        line.number: set(line.codes) - set(BY_CODE)
        for line in REPORTED
        if not set(line.codes) <= set(BY_CODE)
    } == {}
    assert all(line.codes for line in REPORTED)


def test_a_line_is_answered_where_one_of_its_figures_is_told_and_not_nought() -> None:
    assert answered({"TC-01": 0, "TC-02": None}, {}) == []
    assert [line.number for line in answered({"TC-02": 35}, {})] == [2]


def test_a_comparison_needs_the_year_before() -> None:
    assert [line.number for line in answered({"KN-01": 88}, {})] == [20]
    assert [line.number for line in answered({"KN-01": 88}, {"KN-01": 70})] == [20, 22]
