from __future__ import annotations

from datetime import date

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st
from tests.support import SmallBloc

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.periods import Period
from dangvu.indicators.queries import latest_period
from dangvu.web.errors import WrongRequest
from dangvu.web.periods import choices, chosen, latest
from dangvu.work.meetings.actions import NewMeeting, record_meetings

H1 = Period.parse("2023-H1")


@given(st.text(max_size=30))
def test_whatever_stands_in_the_address_is_a_period_or_a_plain_refusal(text: str) -> None:
    try:
        period = chosen(text, H1)
    except WrongRequest as error:
        assert "không đọc được" in str(error)
    else:
        assert 1930 <= period.start.year <= period.end.year <= 2100


@pytest.mark.parametrize(
    "code", ["0001", "9999-H2", "2023-H3", "2023-13", "2023-06-30..2023-01-01", "0001-01-01..9999-12-31"]
)
def test_a_period_that_nobody_means_is_refused(code: str) -> None:
    with pytest.raises(WrongRequest):
        chosen(code, H1)


def test_without_a_period_the_latest_half_year_with_records_is_shown(bloc: SmallBloc) -> None:
    root = bloc.node(bloc.root)
    assert chosen("", latest(OPERATOR, root)) == H1


def test_a_row_dated_into_the_next_half_year_does_not_move_the_page(bloc: SmallBloc) -> None:
    root = bloc.node(bloc.root)
    record = NewMeeting(bloc.first_cell, "chuyen_de", date(2023, 7, 2))
    many = [NewMeeting(bloc.first_cell, "chuyen_de", date(2023, 2, 2))] * 20
    record_meetings(actor=OPERATOR, organisation=bloc.root, meetings=[*many, record])
    assert latest_period(actor=OPERATOR, organisation=root) == H1
    record_meetings(actor=OPERATOR, organisation=bloc.root, meetings=[record] * 10)
    assert latest_period(actor=OPERATOR, organisation=root) == Period.parse("2023-H2")


def test_the_records_of_others_do_not_decide(bloc: SmallBloc) -> None:
    held = [NewMeeting(bloc.first_cell, "chuyen_de", date(2023, 9, 2))] * 50
    record_meetings(actor=OPERATOR, organisation=bloc.root, meetings=held)
    assert latest_period(actor=OPERATOR, organisation=bloc.node(bloc.first_unit)) == Period.parse("2023-H2")
    assert latest_period(actor=OPERATOR, organisation=bloc.node(bloc.second_unit)) == H1


def test_an_empty_house_shows_the_present_half_year(db: None, bloc: SmallBloc) -> None:
    with time_machine.travel("2022-03-01T09:00:00+07:00"):
        assert latest(OPERATOR, bloc.node(bloc.root)) == Period.parse("2022-H1")


@pytest.mark.parametrize("code", ["2023-H1", "2019-Q3", "2023-01-15..2023-03-31", "2090"])
def test_the_period_shown_is_always_among_the_choices(code: str, bloc: SmallBloc) -> None:
    marked = [c for _, periods in choices(H1, Period.parse(code)) for c, _, is_chosen in periods if is_chosen]
    assert marked == [code]
