"""Numbers set by regulations: chosen by the day of the event, seeded once, the administrator's word last."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dangvu.foundation.actor import OPERATOR, Actor
from dangvu.foundation.audit.queries import last_act
from dangvu.foundation.capabilities import Refused
from dangvu.foundation.parameters.actions import enter, read_seeds, seed
from dangvu.foundation.parameters.models import Parameter
from dangvu.foundation.parameters.queries import NoSuchParameter, Parameters

pytestmark = pytest.mark.django_db
AGE = "admission.maximum_age"


@pytest.fixture(autouse=True)
def seeds() -> None:
    seed(actor=OPERATOR)


@pytest.mark.parametrize(
    ("day", "document"),
    [
        (date(2021, 7, 29), "Quy định 29-QĐ/TW"),
        (date(2021, 7, 30), "Quy định 24-QĐ/TW"),
        (date(2025, 1, 19), "Quy định 24-QĐ/TW"),
        (date(2025, 1, 20), "Quy định 232-QĐ/TW"),
        (date(2025, 6, 30), "Quy định 232-QĐ/TW"),
        (date(2025, 7, 1), "Quy định 294-QĐ/TW"),
    ],
)
def test_the_day_of_the_event_chooses_the_regulation(day: date, document: str) -> None:
    assert Parameters().on(AGE, day).document == document


def test_every_seeded_value_holds_on_its_first_day_and_not_on_the_day_after_its_last() -> None:
    parameters = Parameters()
    for row in read_seeds():
        found = parameters.on(row["code"], row["from"])
        assert (found.value, found.document) == (row["value"], row["document"])
        if row.get("to"):
            before = parameters.on(row["code"], row["to"] - timedelta(days=1))
            assert before.document == row["document"]


def test_before_the_first_regulation_there_is_no_number() -> None:
    with pytest.raises(NoSuchParameter, match="18/01/2011"):
        Parameters().on("admission.minimum_age", date(2011, 1, 18))


def test_seeding_again_adds_nothing() -> None:
    rows = Parameter.objects.count()
    assert seed(actor=OPERATOR) == 0
    assert Parameter.objects.count() == rows


def test_the_administrators_value_wins_for_its_days_and_survives_an_upgrade() -> None:
    enter(
        actor=OPERATOR,
        code=AGE,
        value=65,
        valid_from=date(2023, 3, 1),
        valid_to=date(2023, 4, 1),
        document="Công văn thử",
    )
    seed(actor=OPERATOR)
    parameters = Parameters()
    days = {date(2023, 2, 28): 60, date(2023, 3, 1): 65, date(2023, 3, 31): 65, date(2023, 4, 1): 60}
    assert {day: parameters.on(AGE, day).value for day in days} == days


def test_a_corrected_value_leaves_the_earlier_answer_readable() -> None:
    day = date(2023, 3, 1)
    enter(actor=OPERATOR, code=AGE, value=65, valid_from=day, document="Công văn thử")
    before = last_act()
    enter(actor=OPERATOR, code=AGE, value=62, valid_from=day, document="Công văn thử")
    assert Parameters().on(AGE, day).value == 62
    assert Parameters(before).on(AGE, day).value == 65
    assert Parameters(before - 1).on(AGE, day).value == 60


def test_a_parameter_brought_by_an_upgrade_answers_for_what_was_known_earlier() -> None:
    assert Parameters(0).on(AGE, date(2023, 3, 1)).value == 60


def test_only_the_operator_enters_a_value_and_names_its_document() -> None:
    with pytest.raises(Refused):
        enter(actor=Actor("ai đó"), code=AGE, value=1, valid_from=date(2023, 1, 1), document="x")
    with pytest.raises(ValueError):
        enter(actor=OPERATOR, code=AGE, value=1, valid_from=date(2023, 1, 1), document=" ")
