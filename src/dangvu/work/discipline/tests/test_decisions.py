"""A decision is entered with its member on record, stands without the name, and is opened for a reason."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.support import SmallBloc, person, small_bloc

from dangvu.accounts.queries import actor_for
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.audit.models import Act
from dangvu.foundation.capabilities import Refused
from dangvu.foundation.refusals import Impossible
from dangvu.foundation.sealed import Unreadable
from dangvu.members.sealed import seal_person, unseal_person
from dangvu.work.discipline import actions, queries
from dangvu.work.discipline.actions import NewDecision
from dangvu.work.discipline.models import DecisionState

WHO = "Đỗ Ắng"


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")


@pytest.fixture
def bloc(db: None) -> SmallBloc:
    return small_bloc()


def new(bloc: SmallBloc, **more: Any) -> NewDecision:
    told: dict[str, Any] = {
        "organisation": bloc.first_unit, "form": "khien_trach", "decided_on": date(2023, 4, 10),
        "published_on": date(2023, 4, 20), "code": "05-QĐ/ĐU", "body": "cap_uy", "member": WHO,
    }  # fmt: skip
    return NewDecision(**told | more)


def entered(bloc: SmallBloc, **more: Any) -> int:
    return actions.enter(actor=OPERATOR, organisation=bloc.root, new=new(bloc, **more))


def test_the_row_names_nobody_and_the_opening_names_and_is_kept(bloc: SmallBloc) -> None:
    decision = entered(bloc)
    row = DecisionState.objects.get(decision_id=decision)
    told = " ".join(str(getattr(row, field.attname)) for field in row._meta.concrete_fields)
    assert WHO not in told and row.sealed and str(bloc.people[WHO]) not in row.sealed.split()
    inspector = actor_for(person(bloc.first_unit, "co_so_kiem_tra"))
    said = actions.open_decision(
        actor=inspector, organisation=bloc.first_unit, decision=decision, reason="kiểm hồ sơ"
    )
    last = Act.objects.order_by("number").last()
    assert (
        said == WHO
        and last is not None
        and (last.kind, last.reason) == ("inspection.open_decision", "kiểm hồ sơ")
    )
    with pytest.raises(Impossible):
        actions.open_decision(actor=inspector, organisation=bloc.first_unit, decision=decision, reason=" ")


def test_who_sees_the_number_does_not_see_the_name(bloc: SmallBloc) -> None:
    decision = entered(bloc)
    secretary = actor_for(person(bloc.root, "bi_thu"))
    asked = {"organisation": bloc.root, "start": date(2023, 1, 1), "end": date(2023, 6, 30)}
    assert (
        len(queries.decisions(actor=secretary, **asked))
        == len(queries.decisions(actor=OPERATOR, **asked))
        == 1
    )
    with pytest.raises(Refused):
        actions.open_decision(actor=secretary, organisation=bloc.root, decision=decision, reason="xem")
    clerk = actor_for(person(bloc.root, "cap_tren_to_chuc"))
    with pytest.raises(Refused):
        queries.decisions(actor=clerk, **asked)
    other = actor_for(person(bloc.second_unit, "co_so_kiem_tra"))
    with pytest.raises(LookupError):
        actions.open_decision(actor=other, organisation=bloc.second_unit, decision=decision, reason="xem")


def test_a_sealed_number_moved_to_another_record_is_refused() -> None:
    sealed = seal_person(7, "decision:1")
    with pytest.raises(Unreadable):
        unseal_person(sealed, "decision:2", merged=False)
    assert unseal_person(sealed, "decision:1", merged=False) == 7


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"form": "cach_chuc"}, "form"),
        ({"member": "Trà Thị Mẫn", "form": "khai_tru"}, "form"),
        ({"member": "Người Không Có"}, "member"),
        ({"published_on": None}, "published_on"),
        ({"act_ended_on": date(2016, 3, 1), "discovered_on": date(2021, 4, 10)}, "form"),
        ({"body": "chi_bo"}, "body"),
        ({"code": ""}, "code"),
    ],
    ids=["no post", "a probationer", "not on record", "not announced", "limitation", "body", "no code"],
)
def test_what_cannot_be_is_said_at_its_field(bloc: SmallBloc, more: dict[str, Any], field: str) -> None:
    with pytest.raises(Impossible) as told:
        entered(bloc, **more)
    assert told.value.field == field and not DecisionState.objects.exists()


def test_a_warning_is_still_possible_where_a_reprimand_is_barred(bloc: SmallBloc) -> None:
    assert entered(bloc, form="canh_cao", act_ended_on=date(2016, 3, 1), discovered_on=date(2021, 4, 10))


def test_deadlines_follow_the_regulation_of_the_day(bloc: SmallBloc, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANGVU_NOW", "2025-08-01T09:00:00")
    rules = {}
    for day in (date(2025, 5, 29), date(2025, 5, 30)):
        one = queries.one_decision(
            actor=OPERATOR, organisation=bloc.root, decision=entered(bloc, decided_on=day, published_on=day)
        )
        [publish, complain] = one.deadlines
        assert (
            (publish.due_on - day).days == 15
            and not publish.late
            and complain.due_on == date(2025, 6, day.day)
        )
        rules[day] = publish.rule
    assert "22-QĐ/TW" in rules[date(2025, 5, 29)] and "296-QĐ/TW" in rules[date(2025, 5, 30)]
    cell = entered(bloc, organisation=bloc.first_cell, body="chi_bo", decided_on=date(2025, 6, 2),
                   written_on=date(2025, 6, 13), published_on=date(2025, 6, 2))  # fmt: skip
    written = queries.one_decision(actor=OPERATOR, organisation=bloc.root, decision=cell).deadlines[0]
    assert written.due_on == date(2025, 6, 12) and written.late


def test_effect_waits_for_a_complaint_and_for_a_repeat(bloc: SmallBloc) -> None:
    asked: dict[str, Any] = {"actor": OPERATOR, "organisation": bloc.root}
    first = entered(bloc)
    assert queries.one_decision(**asked, decision=first).effect_ends == date(2024, 4, 20)
    actions.say_complaint(**asked, decision=first, complaint="dang_xet", on=date(2023, 5, 2))
    assert queries.one_decision(**asked, decision=first).effect_ends is None
    actions.say_complaint(**asked, decision=first, complaint="giu_nguyen", on=date(2023, 6, 2))
    one = queries.one_decision(**asked, decision=first)
    assert one.effect_ends == date(2024, 4, 20) and one.complaint_title == "Giữ nguyên quyết định"
    entered(
        bloc, code="09-QĐ/ĐU", form="canh_cao", decided_on=date(2023, 6, 20), published_on=date(2023, 6, 21)
    )
    assert queries.one_decision(**asked, decision=first).effect_ends is None


def test_a_slip_is_taken_back(bloc: SmallBloc) -> None:
    decision = entered(bloc)
    actions.take_back(actor=OPERATOR, organisation=bloc.root, decision=decision, reason="ghi nhầm")
    with pytest.raises(LookupError):
        queries.one_decision(actor=OPERATOR, organisation=bloc.root, decision=decision)
