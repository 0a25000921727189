"""Schemes on the small bloc: items and reviews by day, values against the plan, who sees and says what."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.support import SmallBloc, person, small_bloc

from dangvu.accounts.queries import actor_for
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.capabilities import Refused
from dangvu.foundation.due import Standing
from dangvu.foundation.refusals import Impossible
from dangvu.work.schemes import actions, queries
from dangvu.work.schemes.actions import NewItem, NewMeasure, NewPhase, NewScheme, NewValue
from dangvu.work.schemes.queries import SchemeView
from dangvu.work.schemes.rules import ItemKind, Point, Reached, next_planned, planned_by, reached

pytestmark = pytest.mark.django_db
PAPER = "Báo cáo số 41-BC/ĐUK ngày 20/06/2023"


@pytest.fixture
def bloc(monkeypatch: pytest.MonkeyPatch) -> SmallBloc:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")
    return small_bloc()


def kept(bloc: SmallBloc) -> int:
    new = NewScheme(
        "Đề án chuyển đổi số", date(2022, 1, 1), date(2025, 12, 31), "Đề án số 07-ĐA/ĐUK", "Ngân sách đảng",
        phases=(NewPhase("Giai đoạn 1", date(2022, 1, 1), date(2023, 12, 31)),),
        items=(
            NewItem("Ban hành kế hoạch", date(2022, 3, 31)),
            NewItem("Ký số văn bản", date(2023, 6, 30), organisation=bloc.first_unit),
            NewItem("Sơ kết năm thứ hai", date(2023, 12, 31), ItemKind.INTERIM),
        ),
        measures=(NewMeasure("Văn bản ký số", "%", plan=((date(2022, 12, 31), Decimal(40)), (date(2023, 12, 31), Decimal(70)))),),
    )  # fmt: skip
    return actions.keep_schemes(actor=OPERATOR, organisation=bloc.root, schemes=[new])[0]


def seen(bloc: SmallBloc, scheme: int, at: int = 0) -> SchemeView:
    return queries.scheme(actor=OPERATOR, organisation=at or bloc.root, tree=bloc.tree, scheme=scheme)


def test_a_measured_value_is_held_against_the_last_milestone_not_after_its_day() -> None:
    plan = [Point(date(2022, 12, 31), Decimal(40)), Point(date(2023, 12, 31), Decimal(70))]
    half = Point(date(2023, 6, 30), Decimal(55))
    assert planned_by(plan, half.on) == plan[0] and next_planned(plan, half.on) == plan[1]
    assert reached(plan, half) is Reached.YES
    assert reached(plan, Point(date(2023, 12, 31), Decimal(55))) is Reached.NO
    assert reached(plan, Point(date(2022, 6, 30), Decimal(5))) is Reached.NOT_DUE
    assert reached(plan, None) is Reached.NOT_MEASURED
    assert reached(plan, half, falling=True) is Reached.NO, "less is better: 55 is more than 40"


def test_items_are_done_on_a_day_by_whoever_does_them(bloc: SmallBloc) -> None:
    scheme = kept(bloc)
    view = seen(bloc, scheme)
    assert (view.due, view.done, view.overdue, view.share) == (2, 0, 2, 0)
    assert view.phase and view.phase.title == "Giai đoạn 1" and view.running
    unit = actor_for(person(bloc.first_unit, "co_so_to_chuc"))
    own = seen(bloc, scheme, bloc.first_unit).items
    assert [one.title for one in own] == ["Ký số văn bản"], "who takes part sees its own items"
    actions.say_items_done(
        actor=unit, organisation=bloc.first_unit, items=[own[0].id], done_on=date(2023, 6, 20), paper=PAPER
    )
    assert [one.standing for one in seen(bloc, scheme).items] == [
        Standing.OVERDUE,
        Standing.IN_TIME,
        Standing.OPEN,
    ]
    other = view.items[0].id
    with pytest.raises(LookupError):
        actions.say_items_done(
            actor=unit, organisation=bloc.first_unit, items=[other], done_on=date(2023, 6, 20), paper=PAPER
        )
    done = seen(bloc, scheme).items[1]
    with pytest.raises(Impossible, match="Đã ghi là xong ngày 20/06/2023"):
        actions.say_items_done(
            actor=unit, organisation=bloc.first_unit, items=[done.id], done_on=date(2023, 6, 21), paper=PAPER
        )
    actions.take_back_items_done(actor=unit, organisation=bloc.first_unit, items=[done.id], reason="nhầm")
    assert seen(bloc, scheme).done == 0


def test_values_stand_by_day_and_the_one_told_last_stands(bloc: SmallBloc) -> None:
    scheme = kept(bloc)
    (measure,) = seen(bloc, scheme).measures
    assert measure.state is Reached.NOT_MEASURED and measure.due and measure.due.value == 40
    for value in (35, 55):
        actions.record_values(
            actor=OPERATOR, organisation=bloc.root, scheme=scheme,
            values=[NewValue(measure.id, date(2023, 6, 30), Decimal(value), basis="báo cáo của đơn vị")],
        )  # fmt: skip
    (measure,) = seen(bloc, scheme).measures
    assert [one.value for one in measure.found] == [55] and measure.state is Reached.YES
    assert measure.next and measure.next.value == 70
    with pytest.raises(Impossible, match="chưa đo được"):
        actions.record_values(
            actor=OPERATOR, organisation=bloc.root, scheme=scheme, values=[NewValue(measure.id, date(2023, 7, 6), Decimal(1))]
        )  # fmt: skip
    assert seen(bloc, scheme, bloc.first_unit).measures == (), "values are of whoever keeps the scheme"


def test_what_a_scheme_is_can_be_put_right_but_not_so_that_its_items_fall_out(bloc: SmallBloc) -> None:
    scheme = kept(bloc)
    told = NewScheme("Đề án 07", date(2022, 1, 1), date(2025, 6, 30))
    actions.correct_scheme(
        actor=OPERATOR, organisation=bloc.root, scheme=scheme, told=told, reason="ghi nhầm năm"
    )
    assert seen(bloc, scheme).title == "Đề án 07" and len(seen(bloc, scheme).items) == 3
    short = NewScheme("Đề án 07", date(2022, 1, 1), date(2022, 12, 31))
    with pytest.raises(Impossible, match="phải nằm trong thời gian"):
        actions.correct_scheme(
            actor=OPERATOR, organisation=bloc.root, scheme=scheme, told=short, reason="thử"
        )
    with pytest.raises(Impossible, match="phải nằm trong thời gian"):
        actions.add_items(
            actor=OPERATOR, organisation=bloc.root, scheme=scheme, items=[NewItem("Muộn", date(2026, 1, 1))]
        )
    with pytest.raises(Impossible, match="Đã có đề án"):
        actions.keep_schemes(actor=OPERATOR, organisation=bloc.root, schemes=[told])


def test_what_was_written_by_mistake_is_taken_back(bloc: SmallBloc) -> None:
    scheme = kept(bloc)
    view = seen(bloc, scheme)
    asked = {"actor": OPERATOR, "organisation": bloc.root, "scheme": scheme, "reason": "nhầm"}
    actions.take_back_items(items=[view.items[2].id], **asked)
    actions.take_back_phases(phases=[view.phases[0].id], **asked)
    actions.take_back_values(values=[view.measures[0].plan[1].id], **asked)
    now = seen(bloc, scheme)
    assert (len(now.items), len(now.phases), len(now.measures[0].plan)) == (2, 0, 1)
    with pytest.raises(Impossible, match="đã được bỏ"):
        actions.take_back_items(items=[view.items[2].id], **asked)
    actions.take_back_measures(measures=[view.measures[0].id], **asked)
    actions.take_back_scheme(**asked)
    assert queries.schemes(actor=OPERATOR, organisation=bloc.root, tree=bloc.tree) == []


def test_only_whoever_keeps_a_scheme_changes_it(bloc: SmallBloc) -> None:
    scheme, unit = kept(bloc), actor_for(person(bloc.first_unit, "co_so_to_chuc"))
    with pytest.raises(Refused):
        actions.take_back_scheme(actor=unit, organisation=bloc.root, scheme=scheme, reason="x")
    with pytest.raises(LookupError):
        actions.take_back_scheme(actor=unit, organisation=bloc.first_unit, scheme=scheme, reason="x")
    with pytest.raises(LookupError):
        seen(bloc, scheme, bloc.second_unit)
