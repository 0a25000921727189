"""A question of the engine is written out once: what made it is in its key, facts among it where they make it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.support import HALF_YEAR, SmallBloc, small_bloc

from dangvu.accounts.actions.settings import enter_parameter
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.audit.queries import last_act
from dangvu.foundation.periods import Period
from dangvu.foundation.reading import one_computation
from dangvu.indicators import questions
from dangvu.indicators.catalogue import CATALOGUE
from dangvu.indicators.engine import Run
from dangvu.indicators.queries import figures
from dangvu.members.actions import merge_people
from dangvu.work.training.actions import NewLearner, enrol_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def bloc(db: None, monkeypatch: pytest.MonkeyPatch) -> SmallBloc:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")
    return small_bloc()


@pytest.fixture(autouse=True)
def _nothing_written() -> Iterator[None]:
    questions._QUESTIONS.clear()
    yield
    questions._QUESTIONS.clear()


def value(bloc: SmallBloc, name: str, period: Period = HALF_YEAR) -> Any:
    return figures(actor=OPERATOR, organisation=bloc.node(bloc.root), period=period).figures[name].value


def test_to_write_the_questions_out_asks_the_database_nothing(bloc: SmallBloc) -> None:
    run = Run(HALF_YEAR)
    run.window.parameters.mark  # noqa: B018 - read before
    for indicator in CATALOGUE:
        for numerator in (indicator.numerator, indicator.denominator):
            run.want(numerator)
    assert len(run._wanted) > 25
    with one_computation():
        for source in run._wanted:
            source.facts(run.window)
        with CaptureQueriesContext(connection) as asked:
            for source, wanted in run._wanted.items():
                groups = [source.owner, *([source.setter] if source.setter else [])]
                str(run._counts(source, groups, wanted).query)
    assert [each["sql"] for each in asked] == []


def test_a_second_computation_writes_nothing_anew_and_tells_what_was_written_meanwhile(
    bloc: SmallBloc,
) -> None:
    before = value(bloc, "admitted")
    written = dict(questions._QUESTIONS)
    assert written and value(bloc, "admitted") == before == 3
    assert written == questions._QUESTIONS
    assert value(bloc, "admitted", Period.parse("2023-Q1")) == 2, "other days are another question"
    assert len(questions._QUESTIONS) > len(written)


def test_a_new_value_of_a_regulation_is_another_question(bloc: SmallBloc) -> None:
    overdue = next(one for one in CATALOGUE if one.code == "CT-02").name
    probation = "recognition.probation_months"
    before = value(bloc, overdue)
    enter_parameter(
        actor=OPERATOR,
        code=probation,
        value=1,
        valid_from=date(2023, 6, 1),
        document="Quy định thử",
        point="1",
    )
    assert value(bloc, overdue) == before + 3, "the three admitted in spring are due after one month"


def test_two_learners_found_to_be_one_are_counted_once_from_then_on_and_not_as_known_before(
    bloc: SmallBloc,
) -> None:
    one, other = bloc.people["Lý Thị Ẩm"], bloc.people["Vi Văn Đẳng"]
    learners = [NewLearner(person, bloc.first_unit) for person in (one, other)]
    asked: dict[str, Any] = {"actor": OPERATOR, "organisation": bloc.first_unit}
    enrol_people(**asked, training_class=bloc.training_class, learners=learners)
    before = last_act()
    assert value(bloc, "committee_learners") == 2
    merge_people(actor=OPERATOR, organisation=bloc.root, pairs={other: one}, reason="cùng số thẻ")
    assert value(bloc, "committee_learners") == 1
    root = bloc.node(bloc.root)
    then = figures(actor=OPERATOR, organisation=root, period=HALF_YEAR, known=before)
    assert then.figures["committee_learners"].value == 2


def test_only_so_many_questions_are_kept(bloc: SmallBloc, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(questions, "_MOST_QUESTIONS", 3)
    first = value(bloc, "admitted")
    for month in ("2023-01", "2023-02", "2023-03", "2023-04"):
        value(bloc, "admitted", Period.parse(month))
    assert len(questions._QUESTIONS) <= 3
    assert value(bloc, "admitted") == first
