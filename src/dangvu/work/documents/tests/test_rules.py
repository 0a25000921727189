"""Types and authority by date, numbers over a term, what is in force: with their worked examples."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangvu.foundation.parameters.actions import read_seeds, shape_for
from dangvu.foundation.working_days import Calendar
from dangvu.work.documents import rules
from dangvu.work.documents.rules import Body, Force, Last

pytestmark = pytest.mark.engine_free


def allowed(body: Body, is_upper: bool, on: date) -> str | None:
    code = rules.authority_of(body, is_upper)
    for seed in read_seeds():
        if seed["code"] == code and seed["from"] <= on and (not seed.get("to") or on < seed["to"]):
            return str(seed["value"])
    return None


BEFORE, AFTER = date(2026, 1, 8), date(2026, 1, 9)


@pytest.mark.parametrize(("body", "is_upper", "type_", "before", "after"), [
    (Body.CELL, False, "quy_che", False, True),  # a cell may issue quy chế under 399-QĐ/TW only
    (Body.CELL, False, "thong_bao", False, True),
    (Body.CELL, False, "ket_luan", False, True),
    (Body.CELL, False, "quy_dinh", False, False),
    (Body.STANDING, False, "quy_che", True, False),  # the standing committee no longer
    (Body.COMMITTEE, False, "quy_che", True, True),
    (Body.STANDING, False, "chi_thi", False, False),  # none at grassroots
    (Body.STANDING, True, "chi_thi", True, True),
    (Body.STANDING, False, "huong_dan", True, True),
    (Body.CELL, False, "nghi_quyet", True, True),
    (Body.CELL, False, "giay_moi", True, True),
])  # fmt: skip
def test_who_may_issue_what_on_either_side_of_the_change(
    body: Body, is_upper: bool, type_: str, before: bool, after: bool
) -> None:
    assert rules.may_issue(type_, allowed(body, is_upper, BEFORE)) is before
    assert rules.may_issue(type_, allowed(body, is_upper, AFTER)) is after


def test_every_type_that_a_parameter_names_is_known() -> None:
    for seed in read_seeds():
        if seed["code"].startswith("documents.types_"):
            assert len(rules.listed(seed["value"])) == len(seed["value"].split(",")), seed["code"]


def test_what_an_administrator_may_choose_is_every_type_that_a_list_can_name() -> None:
    shape = shape_for("documents.types_cell", [""])
    assert shape is not None
    offered = {word.casefold() for word, _ in shape.choices}
    known = {one.title.casefold() for slug, one in rules.TYPES.items() if slug != "giay_moi"}
    assert offered == known, "office papers need no list"


def test_before_the_first_list_on_record_nothing_is_checked() -> None:
    assert allowed(Body.CELL, False, date(2016, 1, 1)) is None
    assert rules.may_issue("quy_che", None)


def test_the_worked_example_of_the_number() -> None:
    """§13.15: last report 118-BC/ĐUK of 28/6/2023; the next is 119, although the calendar year changed twice."""
    last = Last(118, date(2023, 6, 28), is_empty=False)
    assert rules.fault_of_number(last, 119, date(2023, 7, 5), "BC") == ("", "")
    assert rules.fault_of_number(last, 120, date(2023, 7, 5), "BC")[0] == "number"
    assert "119" in rules.fault_of_number(last, 120, date(2023, 7, 5), "BC")[1]
    assert rules.fault_of_number(last, 119, date(2023, 6, 20), "BC")[0] == "issued_on"
    assert rules.fault_of_number(last, 118, date(2023, 7, 5), "BC")[0] == "number"
    assert rules.symbol_of(119, "BC", "ĐUK") == "119-BC/ĐUK"
    assert rules.symbol_of(1, "BC", "ĐU") == "01-BC/ĐU"


def test_ten_days_are_usual_and_a_day_off_moves_the_last() -> None:
    plain, off = Calendar(), Calendar(frozenset({date(2023, 7, 17)}))
    assert rules.usual_deadline(date(2023, 7, 6), 10, plain) == date(2023, 7, 17), "the 16th is a Sunday"
    assert rules.usual_deadline(date(2023, 7, 3), 10, plain) == date(2023, 7, 13)
    assert rules.usual_deadline(date(2023, 7, 6), 10, off) == date(2023, 7, 18)


def test_an_empty_register_may_begin_where_the_paper_one_ended() -> None:
    assert rules.fault_of_number(Last(), 119, date(2023, 7, 5), "BC") == ("", "")
    assert rules.fault_of_number(Last(118), 120, date(2023, 7, 5), "BC")[0] == "number"
    assert rules.fault_of_number(Last(), 0, date(2023, 7, 5), "BC")[0] == "number"


@given(st.lists(st.integers(1, 30), max_size=40), st.integers(0, 20))
def test_only_the_next_number_is_ever_taken_so_no_gap_and_no_double(wishes: list[int], paper: int) -> None:
    given_, day = [], date(2023, 1, 1)
    last = Last(paper)
    for wish in wishes:
        if rules.fault_of_number(last, wish, day, "BC") == ("", ""):
            given_.append(wish)
            last = Last(wish, day, is_empty=False)
    assert len(set(given_)) == len(given_)
    assert rules.gaps(given_, given_[0] - 1 if given_ else 0) == []


@pytest.mark.parametrize(
    ("symbol", "number"), [("119-BC/ĐUK", 119), ("05 - KH/ĐU", 5), ("7", 7), ("BC/ĐUK", None), ("", None)]
)
def test_the_number_in_a_symbol(symbol: str, number: int | None) -> None:
    assert rules.number_in(symbol) == number


@pytest.mark.parametrize(("on", "force"), [
    (date(2023, 1, 9), Force.NOT_YET), (date(2023, 1, 10), Force.IN_FORCE), (date(2024, 5, 31), Force.IN_FORCE),
    (date(2024, 6, 1), Force.REPLACED),
])  # fmt: skip
def test_what_is_in_force_on_a_day(on: date, force: Force) -> None:
    told = {
        "issued_on": date(2023, 1, 5),
        "effective_on": date(2023, 1, 10),
        "expires_on": date(2024, 12, 31),
    }
    assert rules.in_force(on=on, replaced_on=[date(2024, 6, 1)], **told) is force
    assert rules.in_force(on=date(2024, 12, 31), replaced_on=[], **told) is Force.EXPIRED
    assert rules.in_force(on=on, replaced_on=[], withdrawn=True, **told) is Force.WITHDRAWN


def test_more_present_than_obliged_is_refused_and_a_session_to_come_too() -> None:
    day = date(2023, 5, 5)
    assert rules.fault_of_session(on=day, today=day, obliged=10, present=11)[0] == "present"
    assert rules.fault_of_session(on=day, today=date(2023, 5, 4), obliged=None, present=None)[0] == "on"
    assert rules.fault_of_session(on=day, today=day, obliged=10, present=10) == ("", "")
