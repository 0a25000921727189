"""The whole job on the sample case, through the command line as people and checkers use it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dangvu.cli.commands import run

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("sample case")]

SCOPE = ["--organisation", "Đảng bộ Khối các cơ quan tỉnh", "--period", "2023-H1"]


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    """The JSON that a command prints; nothing else may go to standard output."""
    capsys.readouterr()
    assert run([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_every_total_and_every_figure_of_every_unit_is_the_true_one(
    sample: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    found = answer(capsys, "figures", *SCOPE, "--by-unit")
    assert found["organisation"] == sample["organisation"]
    assert found["period"] == sample["period"]
    assert {name: found["figures"][name]["value"] for name in sample["total"]} == sample["total"]
    assert set(found["units"]) == set(sample["units"])
    for unit, figures in sample["units"].items():
        assert {name: found["units"][unit][name] for name in figures} == figures, unit


def test_every_planted_problem_is_found_and_nothing_else(
    sample: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    found = answer(capsys, "findings")
    places = {(f["kind"], f["file"], f["sheet"], f["row"], f["name"], f["figure"]) for f in found}
    planted = {
        (p["kind"], p["file"], p["sheet"], p["row"], p["name"], p.get("figure", ""))
        for p in sample["problems"]
    }
    assert places == planted
    assert all(len(f["message"]) > 20 and f["message"].endswith(".") for f in found)


def test_a_declared_difference_gives_both_numbers(
    sample: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    found = {
        (f["file"], f["figure"]): f for f in answer(capsys, "findings") if f["kind"] == "declared_differs"
    }
    for planted in sample["problems"]:
        if planted["kind"] == "declared_differs":
            shown = found[(planted["file"], planted["figure"])]
            assert (shown["declared"], shown["records"]) == (planted["declared"], planted["records"])


def test_explain_opens_sixty_per_cent_into_its_people_and_their_workbook_rows(
    sample: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    found = answer(capsys, "explain", "KN-02", *SCOPE)
    assert found["name"] == "admission_target_share"
    assert found["computation"] == "88 ÷ 147 = 59,86%"
    assert len(found["records"]) == 88
    assert sum(record["weight"] for record in found["denominator_records"]) == 147
    for record in found["records"]:
        assert record["source"]["file"].startswith(tuple("0123456789"))
        assert record["source"]["row"] >= 2
        assert record["date"].startswith("2023-")


@pytest.mark.parametrize(
    "name", ["members_start", "admitted", "cells", "cells_thematic_every_quarter", "inspections"]
)
def test_a_list_is_as_long_as_its_figure_for_the_whole_and_for_a_unit(
    sample: dict[str, Any], capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert len(answer(capsys, "explain", name, *SCOPE)["records"]) == sample["total"][name]
    unit = max(sample["units"], key=lambda unit: sample["units"][unit][name])
    found = answer(capsys, "explain", name, "--organisation", unit, "--period", "2023-H1")
    assert len(found["records"]) == sample["units"][unit][name] == found["value"]


def test_loading_the_same_files_again_changes_nothing(
    sample: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    from dangvu.foundation.audit.queries import last_act

    before = last_act()
    samples = Path(__file__).resolve().parents[2] / "samples"
    found = answer(capsys, "load", str(samples))
    assert (found["files"], found["already_loaded"]) == (0, 78)
    assert last_act() == before


def test_days_before_the_first_list_have_no_records_not_zero(
    sample: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["figures", "--organisation", SCOPE[1], "--period", "2021-H1", "--json"]) == 2
    assert "Không có tổ chức nào" in capsys.readouterr().err


def test_a_cell_whose_name_many_units_share_is_asked_with_its_parent(
    sample: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["figures", "--organisation", "Chi bộ Phòng Tổng hợp", "--period", "2023-H1", "--json"]) == 2
    error = capsys.readouterr().err
    assert "Đảng bộ Văn phòng Tỉnh ủy / Chi bộ Phòng Tổng hợp" in error
    named = "Đảng bộ Văn phòng Tỉnh ủy / Chi bộ Phòng Tổng hợp"
    assert (
        answer(capsys, "figures", "--organisation", named, "--period", "2023-H1")["figures"]["cells"]["value"]
        == 1
    )


@pytest.mark.slow
def test_every_count_of_every_unit_opens_into_exactly_that_many_rows(sample: dict[str, Any]) -> None:
    from dangvu.foundation.actor import OPERATOR
    from dangvu.foundation.periods import Period
    from dangvu.indicators.definition import Kind
    from dangvu.indicators.queries import explain, figures
    from dangvu.organisations.queries import find, tree_on

    period = Period.parse("2023-H1")
    root = find(SCOPE[1], tree_on(period.end))
    table = figures(actor=OPERATOR, organisation=root, period=period, by_unit=True)
    for unit, values in table.units:
        for indicator in table.indicators:
            if indicator.kind is Kind.COUNT:
                found = explain(actor=OPERATOR, name=indicator.name, organisation=unit, period=period)
                assert len(found.records) == values[indicator.name].value, (unit.name, indicator.name)


def test_what_was_not_known_before_the_load_is_a_late_entry_row_by_row(
    sample: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    found = answer(capsys, "difference", "admitted", *SCOPE, "--from-known", "2020-01-01")
    assert (found["from"], found["to"]) == (None, sample["total"]["admitted"])
    assert [(p["kind"], p["of"], p["value"]) for p in found["parts"]] == [
        ("late_entry", "numerator", sample["total"]["admitted"])
    ]
    assert len(found["parts"][0]["records"]) == sample["total"]["admitted"]
    assert all(record["source"]["row"] > 1 for record in found["parts"][0]["records"])


def test_figures_by_another_tree_and_the_way_there_agree(
    sample: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody was reorganised in the sample: its figures by the tree of the year's end are its figures."""
    figures = answer(capsys, "figures", *SCOPE, "--tree", "2023-12-31")["figures"]
    found = answer(capsys, "difference", "admitted", *SCOPE, "--to-tree", "2023-12-31")
    assert found["to"] == figures["admitted"]["value"] == sample["total"]["admitted"]
    assert found["parts"] == []
