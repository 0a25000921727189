"""Which form may be imposed on whom, until when, and when its effect ends."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangvu.work.discipline import rules
from dangvu.work.discipline.rules import Form

ENDED, DISCOVERED = date(2016, 3, 1), date(2021, 4, 10)


def test_the_worked_example_of_limitation() -> None:
    assert rules.barred_from(ENDED, 5) == date(2021, 3, 1)
    assert rules.is_barred(act_ended_on=ENDED, discovered_on=DISCOVERED, years=5)
    assert rules.barred_from(ENDED, 10) == date(2026, 3, 1)
    assert not rules.is_barred(act_ended_on=ENDED, discovered_on=DISCOVERED, years=10)
    assert not rules.is_barred(act_ended_on=ENDED, discovered_on=date(2026, 2, 28), years=10)
    assert rules.is_barred(act_ended_on=ENDED, discovered_on=date(2026, 3, 1), years=10)
    assert not rules.is_barred(act_ended_on=ENDED, discovered_on=DISCOVERED, years=None)


@pytest.mark.parametrize("form", list(Form))
def test_a_probationer_is_only_reprimanded_or_warned(form: Form) -> None:
    wrong = rules.form_fault(form=form, of_organisation=False, status="du_bi", in_post=True, by_cell=False)
    assert bool(wrong) is (form not in (Form.REPRIMAND, Form.WARNING, Form.SUSPENDED))


def test_only_who_holds_a_post_is_dismissed_from_it() -> None:
    asked = {"form": Form.DISMISSAL, "of_organisation": False, "status": "chinh_thuc", "by_cell": False}
    assert "giữ chức vụ" in rules.form_fault(**asked, in_post=False)
    assert rules.form_fault(**asked, in_post=True) == ""


def test_an_organisation_is_reprimanded_warned_or_dissolved_and_a_cell_expels_nobody() -> None:
    assert rules.allowed(of_organisation=True) == (Form.REPRIMAND, Form.WARNING, Form.DISSOLUTION)
    assert rules.form_fault(form="khai_tru", of_organisation=True, status="", in_post=False, by_cell=False)
    wrong = rules.form_fault(
        form="khai_tru", of_organisation=False, status="chinh_thuc", in_post=False, by_cell=True
    )
    assert "cấp trên" in wrong


def test_the_effect_ends_twelve_months_after_the_announcement() -> None:
    asked = {"published_on": date(2023, 4, 20), "months": 12, "complained": False, "repeated": False}
    assert rules.effect_ends(form="canh_cao", **asked) == date(2024, 4, 20)
    assert rules.effect_ends(form="khai_tru", **asked) is None
    assert rules.effect_ends(form="canh_cao", **asked | {"complained": True}) is None
    assert rules.effect_ends(form="canh_cao", **asked | {"repeated": True}) is None


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.integers(0, 200))
def test_months_after_never_goes_back_and_never_past_the_next_month(day: date, months: int) -> None:
    later = rules.months_after(day, months)
    assert later >= day and abs((later.year * 12 + later.month) - (day.year * 12 + day.month) - months) <= 1
    assert later.day in (day.day, 1)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"published_on": None}, "published_on"), ({"published_on": date(2023, 4, 9)}, "published_on"),
        ({"decided_on": date(2023, 7, 6)}, "decided_on"), ({"discovered_on": date(2023, 4, 11)}, "discovered_on"),
        ({"act_ended_on": date(2023, 1, 2), "discovered_on": date(2023, 1, 1)}, "act_ended_on"), ({}, ""),
    ],
)  # fmt: skip
def test_days_stand_in_their_order(more: dict[str, date | None], field: str) -> None:
    right: dict[str, date | None] = {
        "decided_on": date(2023, 4, 10), "act_ended_on": None, "discovered_on": None,
        "published_on": date(2023, 4, 10) + timedelta(days=3),
    }  # fmt: skip
    told, why = rules.days_fault(today=date(2023, 7, 5), **(right | more))  # type: ignore[arg-type]
    assert told == field and bool(why) is bool(field)
