"""A proposal is written down, sent to whoever is to answer, answered; each sees of it what concerns them."""

from __future__ import annotations

from datetime import date

import pytest
from tests.support import SmallBloc, person, small_bloc

from dangvu.accounts.queries import actor_for
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.capabilities import Refused
from dangvu.foundation.refusals import Impossible
from dangvu.organisations.models import ExternalBody
from dangvu.work.meetings.actions import (
    NewOpinion,
    Voice,
    answer_opinion,
    drop_opinions,
    record_opinions,
    route_opinion,
)
from dangvu.work.meetings.models import OpinionRouting
from dangvu.work.meetings.queries import OpinionView, opinion_at, opinions_at
from dangvu.work.meetings.rules import OpinionState, days_late, opinion_state

TODAY = date(2023, 7, 5)


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")


@pytest.fixture
def bloc(db: None) -> SmallBloc:
    return small_bloc()


def entered(bloc: SmallBloc, text: str = "Mở thêm lớp") -> int:
    voices = [Voice(bloc.first_unit, "Xin mở lớp"), Voice(bloc.lone_cell, "Mở thêm lớp")]
    [made] = record_opinions(
        actor=OPERATOR, organisation=bloc.root, opinions=[NewOpinion(text, date(2023, 6, 30), "Báo cáo", voices)]
    )  # fmt: skip
    return made


def at(bloc: SmallBloc, organisation: int, opinion: int) -> OpinionView:
    return opinion_at(actor=OPERATOR, organisation=organisation, opinion=opinion, tree=bloc.tree)


def test_from_new_to_sent_to_answered(bloc: SmallBloc) -> None:
    made = entered(bloc)
    assert at(bloc, bloc.root, made).state is OpinionState.NEW
    route_opinion(actor=OPERATOR, organisation=bloc.root, opinion=made, body="Ban Tổ chức Tỉnh ủy", due=TODAY)
    one = at(bloc, bloc.root, made)
    assert one.routed is not None
    assert (one.state, one.routed.name, one.routed.on) == (OpinionState.ROUTED, "Ban Tổ chức Tỉnh ủy", TODAY)
    answer_opinion(actor=OPERATOR, organisation=bloc.root, opinion=made, text="Mở trong quý III.", on=TODAY)
    one = at(bloc, bloc.lone_cell, made)
    assert one.answered is not None
    assert (one.state, one.answered.by) == (OpinionState.ANSWERED, "Ban Tổ chức Tỉnh ủy")
    with pytest.raises(Impossible, match="đã có trả lời"):
        route_opinion(actor=OPERATOR, organisation=bloc.root, opinion=made, to=bloc.first_unit)


def test_sent_elsewhere_both_ways_stay_on_record_and_one_body_has_one_name(bloc: SmallBloc) -> None:
    made = entered(bloc)
    for name in ("Ban Tổ chức Tỉnh ủy", "ban tổ chức  tỉnh ủy"):
        route_opinion(actor=OPERATOR, organisation=bloc.root, opinion=made, body=name)
    route_opinion(actor=OPERATOR, organisation=bloc.root, opinion=made, to=bloc.first_unit)
    assert ExternalBody.objects.count() == 1
    assert OpinionRouting.objects.filter(opinion=made).count() == 3
    one = at(bloc, bloc.root, made)
    assert one.is_sent_to(bloc.first_unit)
    assert len(one.before) == 2


def test_whoever_it_was_sent_to_answers_and_nobody_else_below(bloc: SmallBloc) -> None:
    made = entered(bloc)
    route_opinion(actor=OPERATOR, organisation=bloc.root, opinion=made, to=bloc.first_unit)
    clerk = actor_for(person(bloc.first_unit, "co_so_to_chuc"))
    cell = actor_for(person(bloc.lone_cell, "chi_bo_bi_thu"))
    with pytest.raises(LookupError):
        answer_opinion(actor=cell, organisation=bloc.lone_cell, opinion=made, text="Không.", on=TODAY)
    with pytest.raises(Refused):
        answer_opinion(actor=clerk, organisation=bloc.root, opinion=made, text="Không.", on=TODAY)
    answer_opinion(actor=clerk, organisation=bloc.first_unit, opinion=made, text="Đã mở.", on=TODAY)
    answer_opinion(actor=clerk, organisation=bloc.first_unit, opinion=made, text="Đã mở ngày 3/7.", on=TODAY)
    one = at(bloc, bloc.root, made)
    assert one.answered is not None
    assert (one.answered.text, one.answered.by) == ("Đã mở ngày 3/7.", "Đảng bộ Sở Thứ Nhất")
    assert len(one.before) == 1, "the answer before is kept"


def test_a_unit_sees_what_it_said_and_only_how_many_others_did(bloc: SmallBloc) -> None:
    made = entered(bloc)
    mine = at(bloc, bloc.lone_cell, made)
    assert ([voice.words for voice in mine.voices], mine.others) == (["Mở thêm lớp"], 1)
    assert len(at(bloc, bloc.root, made).voices) == 2
    for stranger in (bloc.second_unit, bloc.first_cell):
        assert opinions_at(actor=OPERATOR, organisation=stranger, tree=bloc.tree) == []


def test_wrong_days_and_missing_words_are_refused_at_their_field(bloc: SmallBloc) -> None:
    made = entered(bloc)
    for days, field in (
        ({"due": date(2023, 7, 4), "body": "X"}, "due"),
        ({}, "to"),
        ({"to": bloc.root, "body": "X"}, "body"),
    ):
        with pytest.raises(Impossible) as refused:
            route_opinion(actor=OPERATOR, organisation=bloc.root, opinion=made, **days)  # type: ignore[arg-type]
        assert refused.value.field == field
    for text, on, field in (
        ("", TODAY, "text"),
        ("Có.", date(2023, 7, 6), "on"),
        ("Có.", date(2023, 6, 1), "on"),
    ):
        with pytest.raises(Impossible) as refused:
            answer_opinion(actor=OPERATOR, organisation=bloc.root, opinion=made, text=text, on=on)
        assert refused.value.field == field
    with pytest.raises(Impossible, match="nội dung"):
        entered(bloc, "  ")


def test_an_entry_that_is_none_leaves_the_book_with_a_reason(bloc: SmallBloc) -> None:
    made = entered(bloc)
    with pytest.raises(Impossible, match="lý do"):
        drop_opinions(actor=OPERATOR, organisation=bloc.root, opinions=[made], reason=" ")
    with pytest.raises(LookupError):
        drop_opinions(actor=OPERATOR, organisation=bloc.first_unit, opinions=[made], reason="nhầm")
    drop_opinions(actor=OPERATOR, organisation=bloc.root, opinions=[made], reason="chỉ cảm ơn")
    assert opinions_at(actor=OPERATOR, organisation=bloc.root, tree=bloc.tree) == []


def test_an_answer_ends_it_and_only_what_was_sent_is_late() -> None:
    assert opinion_state(routed=False, answered=True) is OpinionState.ANSWERED
    assert opinion_state(routed=True, answered=False) is OpinionState.ROUTED
    assert days_late(OpinionState.ROUTED, date(2023, 7, 1), TODAY) == 4
    assert days_late(OpinionState.ROUTED, None, TODAY) == 0
    assert days_late(OpinionState.ANSWERED, date(2023, 7, 1), TODAY) == 0
