"""Probation considered in time, the pool, posts made whole, vetting: the value, and the rows behind it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.support import EVENING_BEFORE, HALF_YEAR, SmallBloc, small_bloc

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.audit.actions import act
from dangvu.foundation.partial_date import PartialDate
from dangvu.foundation.refusals import Impossible
from dangvu.indicators.catalogue import CATALOGUE
from dangvu.indicators.engine import Run
from dangvu.indicators.queries import explain, figures
from dangvu.members.actions import NewMovement, Profile, record_movements, register
from dangvu.members.models import Certificate, MovementKind, Status
from dangvu.work.admissions import actions as admissions
from dangvu.work.admissions.models import Recognition
from dangvu.work.officers.actions import NewSeat, leave_seats, take_seats
from dangvu.work.vetting.actions import NewPaper, record_papers

PROBATION = ("probations_ended", "probations_considered_on_time", "probations_considered_late",
             "probations_considered_not_told", "probations_considered_on_time_share")  # fmt: skip


@pytest.fixture
def bloc(db: None, monkeypatch: pytest.MonkeyPatch) -> SmallBloc:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")
    return small_bloc()


def told(bloc: SmallBloc, *names: str, at: int = 0) -> list[float | None]:
    table = figures(actor=OPERATOR, organisation=bloc.node(at or bloc.root), period=HALF_YEAR)
    return [table.figures[name].value for name in names]


def probationers(bloc: SmallBloc, *joined: PartialDate) -> list[int]:
    people = register(
        actor=OPERATOR, organisation=bloc.root,
        people=[Profile(name=f"Lường Văn Thứ {n}", joined=day) for n, day in enumerate(joined)],
    )  # fmt: skip
    stays = [NewMovement(p, bloc.third_cell, MovementKind.TAKEN_OVER, EVENING_BEFORE, Status.PROBATIONARY) for p in people]  # fmt: skip
    record_movements(actor=OPERATOR, organisation=bloc.root, movements=stays)
    return people


def recognise(bloc: SmallBloc, person: int, due: date, decided: date | None = None) -> None:
    new = admissions.NewRecognition(person, bloc.third_cell, due, decided_on=decided)
    admissions.recognise(actor=OPERATOR, organisation=bloc.root, recognitions=[new])


def test_whoever_was_considered_in_time_or_late_is_told_by_name(bloc: SmallBloc) -> None:
    before = told(bloc, *PROBATION)
    on_time, later, silent, waiting, running = probationers(
        bloc, PartialDate(2022, 3, 3), PartialDate(2022, 3, 4), PartialDate(2022, 3, 5), PartialDate(2022, 3, 6),
        PartialDate(2022, 6, 20),
    )  # fmt: skip
    recognise(bloc, on_time, date(2023, 3, 3), date(2023, 4, 10))
    recognise(bloc, later, date(2023, 3, 4), date(2023, 6, 10))
    recognise(bloc, silent, date(2023, 3, 5))
    found = told(bloc, *PROBATION)
    assert [int(now or 0) - int(was or 0) for now, was in zip(found[:4], before[:4], strict=True)] == [
        5,
        1,
        1,
        2,
    ]
    late = explain(
        actor=OPERATOR,
        name="probations_considered_late",
        organisation=bloc.node(bloc.third_cell),
        period=HALF_YEAR,
    )
    assert [(one.person, one.date) for one in late.records] == [(waiting, date(2023, 3, 6))]
    assert late.records[0].label == "Lường Văn Thứ 3"
    share = explain(actor=OPERATOR, name="CT-06", organisation=bloc.node(bloc.third_cell), period=HALF_YEAR)
    assert (share.figure.value, len(share.records), len(share.denominator_records)) == (50.0, 1, 2)
    assert running not in {one.person for one in late.records}


def test_a_decision_told_later_settles_what_was_not_told(bloc: SmallBloc) -> None:
    [person] = probationers(bloc, PartialDate(2022, 3, 3))
    recognise(bloc, person, date(2023, 3, 3))
    asked: dict[str, Any] = {"actor": OPERATOR, "organisation": bloc.root}
    here = bloc.third_cell
    assert told(bloc, *PROBATION[1:4], at=here) == [0, 0, 1]
    decision = admissions.ToldDecision(person, "812-QĐ/ĐUK", date(2023, 4, 10))
    with pytest.raises(Impossible):
        admissions.tell_decisions(
            **asked, decisions=[admissions.ToldDecision(person, " ", date(2023, 4, 10))]
        )
    with pytest.raises(Impossible):
        admissions.tell_decisions(**asked, decisions=[admissions.ToldDecision(person, "8", date(2023, 7, 6))])
    assert admissions.tell_decisions(**asked, decisions=[decision]) == 1
    assert admissions.tell_decisions(**asked, decisions=[decision]) == 0  # told twice is told once
    assert told(bloc, *PROBATION[1:4], at=here) == [1, 0, 0]
    assert Recognition.objects.filter(person_id=person).count() == 2


def test_the_day_of_the_limit_is_asked_once_whatever_the_number_of_people(bloc: SmallBloc) -> None:
    names = {"CT-03", "CT-04", "CT-05", "CT-06", "CT-07"}
    asked = [one for one in CATALOGUE if one.code in names]
    probationers(bloc, PartialDate(2022, 3, 3))

    def questions() -> int:
        with CaptureQueriesContext(connection) as made:
            Run(HALF_YEAR).figures(asked, [bloc.root])
        return len(made)

    few = questions()
    probationers(bloc, *(PartialDate(2022, 1 + n % 6, 1 + n) for n in range(24)))
    assert questions() <= few


def test_the_pool_holds_who_is_listed_and_no_member_and_whose_certificate_holds(bloc: SmallBloc) -> None:
    asked: dict[str, Any] = {"actor": OPERATOR, "organisation": bloc.root}

    def new(name: str, on: date) -> admissions.NewOutstanding:
        return admissions.NewOutstanding(bloc.first_cell, on, profile=Profile(name=name))

    listed = [new(f"Lèng Thị {n}", date(2023, 2, 1)) for n in range(4)]
    one, two, three, gone = admissions.list_outstanding(
        **asked, people=[*listed[:3], new("Lèng Thị Ra", date(2023, 2, 2))]
    )
    admissions.list_outstanding(**asked, people=[new("Lèng Thị Sau", date(2023, 7, 1))])
    admissions.end(**asked, endings=[admissions.Ending(gone, "thoi_xet", date(2023, 6, 1), "thôi xét")])
    with act(OPERATOR, "tests.certificates") as opened:
        for person, on, grade in (
            (one, date(2018, 6, 30), "kha"),
            (two, date(2018, 6, 29), "kha"),
            (three, date(2023, 3, 3), "khong_dat"),
        ):
            Certificate.objects.create(
                person_id=person, kind="nhan_thuc", issued_on=on, grade=grade, known_from_act=opened
            )
    assert told(bloc, "outstanding_people", "outstanding_people_certified") == [3, 1]
    held = explain(actor=OPERATOR, name="QC-02", organisation=bloc.node(bloc.first_unit), period=HALF_YEAR)
    assert [record.person for record in held.records] == [one]


def test_posts_taken_and_left_are_counted_by_how_and_the_end_of_a_term_is_no_change(bloc: SmallBloc) -> None:
    person = bloc.people["Tạ Thị Ngữ"]
    asked: dict[str, Any] = {"actor": OPERATOR, "organisation": bloc.first_unit}
    take_seats(**asked, seats=[NewSeat(person, "bi_thu", date(2023, 2, 3), "chi_dinh")])
    names = (
        "committee_posts_taken",
        "committee_posts_appointed",
        "committee_secretaries_taken",
        "committees_changed",
    )
    assert told(bloc, *names) == [1, 1, 1, 1]
    other: dict[str, Any] = {"actor": OPERATOR, "organisation": bloc.first_cell}
    seats = take_seats(**other, seats=[NewSeat(person, "pho_bi_thu", date(2023, 1, 2), "tiep_nhan")])
    assert told(bloc, *names) == [1, 1, 1, 1]  # the first list is no change
    leave_seats(**other, seats=seats, on=date(2023, 5, 5), ended="het_nhiem_ky")
    assert told(bloc, "committee_posts_left", "committees_changed") == [0, 1]
    seats = take_seats(**other, seats=[NewSeat(person, "pho_bi_thu", date(2023, 5, 6), "bo_sung")])
    leave_seats(**other, seats=seats, on=date(2023, 6, 6), ended="thoi")
    assert told(bloc, "committee_posts_left", "committee_deputies_taken", "committees_changed") == [1, 1, 2]
    opened = explain(actor=OPERATOR, name="CU-07", organisation=bloc.node(bloc.first_unit), period=HALF_YEAR)
    assert [record.label for record in opened.records] == ["Tạ Thị Ngữ: thôi Phó Bí thư"]


def test_papers_of_vetting_are_weighed_and_the_list_adds_up(bloc: SmallBloc) -> None:
    record_papers(
        actor=OPERATOR, organisation=bloc.root,
        papers=[NewPaper(bloc.root, date(2023, 2, 3), "tham_tra", 14, "1-CV"), NewPaper(bloc.first_unit, date(2023, 3, 3), "tham_tra", 2, "2-CV"),
                NewPaper(bloc.root, date(2023, 3, 3), "ket_luan", 60, "3-KL", "bo_nhiem"), NewPaper(bloc.root, date(2022, 12, 3), "tra_loi", 5, "4-CV")],
    )  # fmt: skip
    names = ("vetting_asked", "vetting_answered", "political_standard_conclusions")
    assert told(bloc, *names) == [16, 0, 60]
    listed = explain(actor=OPERATOR, name="BV-01", organisation=bloc.node(bloc.root), period=HALF_YEAR)
    assert sum(record.weight for record in listed.records) == 16
    assert {record.label for record in listed.records} == {"Đề nghị thẩm tra lý lịch: kết nạp đảng viên"}
