"""Classes, learners, results and certificates, as entered by hand."""

from __future__ import annotations

from datetime import date

import pytest
from tests.support import SmallBloc, person, small_bloc

from dangvu.accounts.queries import actor_for
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.audit.queries import last_act
from dangvu.foundation.capabilities import Refused
from dangvu.foundation.refusals import Impossible
from dangvu.members.models import Certificate
from dangvu.work.training import queries
from dangvu.work.training.actions import Graded, NewLearner, drop, enrol_people, enter_class, grade
from dangvu.work.training.models import Learner

pytestmark = pytest.mark.django_db
CLOSED = date(2023, 5, 20)


@pytest.fixture
def bloc() -> SmallBloc:
    return small_bloc()


def held(bloc: SmallBloc, *names: str) -> int:
    made = enter_class(
        actor=OPERATOR, organisation=bloc.root, kind="nhan_thuc", title="Lớp số 1", closed_on=CLOSED,
        opened_on=date(2023, 5, 15),
    )  # fmt: skip
    learners = [NewLearner(bloc.people[name], bloc.first_cell) for name in names]
    enrol_people(actor=OPERATOR, organisation=bloc.root, training_class=made, learners=learners)
    return made


def results(bloc: SmallBloc, made: int, **grades: str) -> int:
    names = {"a": "Lý Thị Ẩm", "b": "Đỗ Ắng"}
    told = [Graded(bloc.people[names[key]], value) for key, value in grades.items()]
    return grade(actor=OPERATOR, organisation=bloc.root, training_class=made, results=told)


def certificates(bloc: SmallBloc, name: str) -> list[str]:
    return list(
        Certificate.objects.known().filter(person_id=bloc.people[name]).values_list("grade", flat=True)
    )


def test_a_result_brings_the_certificate_and_a_correction_supersedes_both(bloc: SmallBloc) -> None:
    made = held(bloc, "Lý Thị Ẩm", "Đỗ Ắng")
    assert certificates(bloc, "Lý Thị Ẩm") == []
    assert results(bloc, made, a="gioi", b="kha") == 2
    assert (certificates(bloc, "Lý Thị Ẩm"), certificates(bloc, "Đỗ Ắng")) == (["gioi"], ["kha"])
    before = last_act()
    assert results(bloc, made, a="khong_dat", b="kha") == 1
    assert certificates(bloc, "Lý Thị Ẩm") == [], "who failed has no certificate"
    assert Certificate.objects.known(before).get(person_id=bloc.people["Lý Thị Ẩm"]).grade == "gioi"
    assert Learner.objects.known(before).get(person_id=bloc.people["Lý Thị Ẩm"]).grade == "gioi"


def test_the_list_of_a_class_adds_up(bloc: SmallBloc) -> None:
    made = held(bloc, "Lý Thị Ẩm", "Đỗ Ắng")
    results(bloc, made, a="gioi")
    view = queries.training_class(actor=OPERATOR, organisation=bloc.root, pk=made)
    assert sum(count for _, count in view.by_grade) == view.line.learners == len(view.learners) == 2
    assert (view.line.graded, view.line.ungraded) == (1, 1)
    assert len(queries.learners_of(view, "chua")) == 1
    (line,) = [one for one in queries.classes(actor=OPERATOR, organisation=bloc.root) if one.id == made]
    assert (line.learners, line.graded) == (2, 1)


def test_who_did_not_attend_leaves_the_list_with_a_reason(bloc: SmallBloc) -> None:
    made = held(bloc, "Lý Thị Ẩm", "Đỗ Ắng")
    results(bloc, made, a="gioi")
    people = [bloc.people["Lý Thị Ẩm"]]
    with pytest.raises(Impossible) as refusal:
        drop(actor=OPERATOR, organisation=bloc.root, training_class=made, people=people, reason=" ")
    assert refusal.value.field == "reason"
    assert (
        drop(
            actor=OPERATOR, organisation=bloc.root, training_class=made, people=people, reason="không dự lớp"
        )
        == 1
    )
    assert certificates(bloc, "Lý Thị Ẩm") == []


def test_nobody_sits_twice_in_a_class_and_no_class_is_held_twice(bloc: SmallBloc) -> None:
    made = held(bloc, "Đỗ Ắng")
    again = [
        NewLearner(bloc.people["Đỗ Ắng"], bloc.first_cell),
        NewLearner(bloc.people["Lý Thị Ẩm"], bloc.first_cell),
    ]
    assert enrol_people(actor=OPERATOR, organisation=bloc.root, training_class=made, learners=again) == 1
    with pytest.raises(Impossible, match="đều có"):
        enrol_people(actor=OPERATOR, organisation=bloc.root, training_class=made, learners=again)
    with pytest.raises(Impossible, match="cùng tên"):
        held(bloc)
    with pytest.raises(Impossible, match="khai giảng"):
        enter_class(actor=OPERATOR, organisation=bloc.root, kind="nhan_thuc", title="x", closed_on=CLOSED,
                    opened_on=date(2023, 6, 1))  # fmt: skip


def test_only_whoever_writes_at_the_organisation_of_the_class_may_grade(bloc: SmallBloc) -> None:
    made = held(bloc, "Đỗ Ắng")
    told = [Graded(bloc.people["Đỗ Ắng"], "gioi")]
    unit = actor_for(person(bloc.first_unit, "co_so_to_chuc"))
    with pytest.raises(Refused):
        grade(actor=unit, organisation=bloc.root, training_class=made, results=told)
    with pytest.raises(Impossible):
        grade(actor=unit, organisation=bloc.first_unit, training_class=made, results=told)
    with pytest.raises(Impossible, match="không có trong danh sách"):
        grade(
            actor=OPERATOR,
            organisation=bloc.root,
            training_class=made,
            results=[Graded(told[0].person, "tuyet")],
        )


def test_names_are_hidden_from_whoever_may_only_count(bloc: SmallBloc) -> None:
    made = held(bloc, "Đỗ Ắng")
    view = queries.training_class(
        actor=actor_for(person(bloc.root, "theo_doi")), organisation=bloc.root, pk=made
    )
    assert view.names_hidden and [line.name for line in view.learners] == [queries.HIDDEN_NAME]
    with pytest.raises(LookupError):
        queries.training_class(actor=OPERATOR, organisation=bloc.first_unit, pk=made)
