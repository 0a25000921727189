"""The history of an organisation tells what befell it and those right under it, in the words of that day."""

from __future__ import annotations

from datetime import date

import pytest
from tests.support import SmallBloc, small_bloc

from dangvu.foundation.actor import OPERATOR
from dangvu.organisations.actions import Decision, dissolve, found, merge, move, rename, split
from dangvu.organisations.queries import history, tree_on

pytestmark = pytest.mark.django_db

DECISION = Decision("7-QĐ/ĐUK", date(2023, 7, 1), "Đảng ủy Khối")


@pytest.fixture
def bloc() -> SmallBloc:
    return small_bloc()


def told(organisation: int) -> list[str]:
    return [event.text for event in history(organisation, tree_on(date(2024, 1, 1)))]


def test_a_quiet_organisation_has_no_history(bloc: SmallBloc) -> None:
    assert told(bloc.first_unit) == told(bloc.root) == []


def test_each_act_is_a_sentence_on_the_page_of_everybody_in_it_and_just_above(bloc: SmallBloc) -> None:
    b = bloc
    rename(
        actor=OPERATOR,
        organisation=b.second_unit,
        name="Đảng bộ Sở Mới",
        on=date(2023, 8, 1),
        decision=DECISION,
    )
    move(actor=OPERATOR, organisation=b.third_cell, parent=b.first_unit, on=date(2023, 8, 2))
    merge(actor=OPERATOR, organisations=[b.second_cell], into=b.first_cell, on=date(2023, 8, 3))
    (new,) = split(actor=OPERATOR, organisation=b.first_cell, names=["Chi bộ Tách"], on=date(2023, 8, 4))
    made = found(
        actor=OPERATOR, parent=b.first_unit, name="Chi bộ Lập", kind="chi_bo_truc_thuoc", on=date(2023, 8, 5)
    )
    dissolve(actor=OPERATOR, organisation=made, on=date(2023, 8, 6))
    assert told(b.first_unit) == [
        "Giải thể “Chi bộ Lập”",
        "Thành lập “Chi bộ Lập”",
        "Tách “Chi bộ Văn phòng”, lập “Chi bộ Tách”",
        "Sáp nhập “Chi bộ Kế hoạch” vào “Chi bộ Văn phòng”",
        "Chuyển “Chi bộ Văn phòng” từ “Đảng bộ Sở Mới” về “Đảng bộ Sở Thứ Nhất”",
    ]
    assert told(b.second_unit) == [
        "Chuyển “Chi bộ Văn phòng” từ “Đảng bộ Sở Mới” về “Đảng bộ Sở Thứ Nhất”",
        "Đổi tên từ “Đảng bộ Sở Thứ Hai” thành “Đảng bộ Sở Mới”",
    ]
    assert told(b.first_cell)[1] == "Nhận sáp nhập “Chi bộ Kế hoạch”"
    assert told(new) == ["Tách “Chi bộ Văn phòng”, lập “Chi bộ Tách”"]
    assert told(b.root) == [], "what happens two levels below stands on the page there"
    (event,) = [e for e in history(b.second_unit, tree_on(date(2024, 1, 1))) if e.kind == "doi_ten"]
    assert event.decision == "Quyết định số 7-QĐ/ĐUK ngày 01/07/2023 của Đảng ủy Khối"


def test_a_history_costs_the_same_however_long(
    bloc: SmallBloc, django_assert_max_num_queries: object
) -> None:
    for day in range(1, 15):
        rename(actor=OPERATOR, organisation=bloc.first_unit, name=f"Đảng bộ {day}", on=date(2023, 8, day))
    tree = tree_on(date(2024, 1, 1))
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        assert len(history(bloc.first_unit, tree)) == 14
