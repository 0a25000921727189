"""From the list to the card: every step by its action, on two clocks, for several people at once."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest
from tests.support import SmallBloc, person, small_bloc

from dangvu.accounts.queries import actor_for
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.audit.queries import last_act
from dangvu.foundation.capabilities import Refused
from dangvu.foundation.partial_date import PartialDate
from dangvu.foundation.refusals import Impossible
from dangvu.members.actions import NewMovement, Profile, record_movements
from dangvu.members.models import Membership, MovementKind, PersonProfile
from dangvu.members.queries import profiles
from dangvu.work.admissions import queries
from dangvu.work.admissions.actions import (
    Ending,
    NewIntroduction,
    NewOutstanding,
    NewStep,
    amend,
    correct_step,
    end,
    introduce,
    list_outstanding,
    take_back_step,
)
from dangvu.work.admissions.models import Admission, DossierStep, OutstandingPerson, Recognition
from dangvu.work.admissions.queries.loading import Loader
from dangvu.work.admissions.rules.steps import MEMBER
from dangvu.work.admissions.rules.votes import Vote
from dangvu.work.admissions.tests import way
from dangvu.work.admissions.tests.way import certified, decided, listed, ready, step

pytestmark = pytest.mark.django_db
TODAY = date(2023, 7, 5)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")


@pytest.fixture
def bloc() -> SmallBloc:
    return small_bloc()


def at(monkeypatch: pytest.MonkeyPatch, day: str) -> None:
    monkeypatch.setenv("DANGVU_NOW", f"{day}T09:00:00")


def stage_of(one: int, bloc: SmallBloc, today: date = TODAY) -> str:
    return Loader(today, bloc.tree).of_people([one])[one].stage


def test_a_person_goes_the_whole_way(bloc: SmallBloc, monkeypatch: pytest.MonkeyPatch) -> None:
    (one,) = decided(bloc, bloc.first_cell)
    assert stage_of(one, bloc) == "le_ket_nap"
    step(bloc, "le_ket_nap", [one], TODAY)
    admission = Admission.objects.known().get(person_id=one)
    assert (admission.joined_on, admission.decision_number, admission.decided_on) == (
        TODAY, "812-QĐ/ĐUK", date(2023, 6, 20)
    )  # fmt: skip
    stay = Membership.objects.known().get(person_id=one)
    assert (stay.organisation_id, stay.status, stay.valid_from) == (bloc.first_cell, "du_bi", TODAY)

    at(monkeypatch, "2024-10-02")
    certified([one], "dang_vien_moi", date(2024, 3, 1))
    for slug, on in (("tu_kiem_diem", 1), ("nhan_xet", 2), ("tong_hop", 3)):
        step(bloc, slug, [one], date(2024, 8, on))
    step(bloc, "nghi_quyet_chi_bo_ct", [one], date(2024, 8, 10), vote=Vote(4, 4))
    step(bloc, "nghi_quyet_dang_uy_ct", [one], date(2024, 8, 20), vote=Vote(9, 9))
    step(bloc, "quyet_dinh_ct", [one], date(2024, 10, 2), number="901-QĐ/ĐUK")
    recognition = Recognition.objects.known().get(person_id=one)
    assert recognition.official_on == date(2024, 7, 5), (
        "the day the twelve months end, though decided on 2/10/2024"
    )
    assert (recognition.decision_number, recognition.decided_on) == ("901-QĐ/ĐUK", date(2024, 10, 2))
    now = Membership.objects.known().get(person_id=one, valid_to__isnull=True)
    assert (now.status, now.valid_from) == ("chinh_thuc", date(2024, 7, 5))
    view = queries.dossier(actor=OPERATOR, person=one)
    assert view.outcome == "Đã công nhận chính thức" and view.next is None


def days_on_file(one: int) -> tuple[str, date | None, str]:
    file = profiles([one])[one]
    return file.joined, file.decided, file.official


def test_what_the_steps_say_stands_in_the_file_of_the_member_as_well(
    bloc: SmallBloc, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the file of whoever was admitted here would ask for the day of joining, and count no Party age."""
    (one,) = decided(bloc, bloc.first_cell)
    assert days_on_file(one) == ("", None, "")
    step(bloc, "le_ket_nap", [one], TODAY)
    assert days_on_file(one) == ("2023-07-05", date(2023, 6, 20), "")
    assert profiles([one])[one].party_from == date(2023, 6, 20), "Party age runs from the decision"
    take_back_step(
        actor=OPERATOR, organisation=bloc.root, person=one, step="le_ket_nap", reason="ghi nhầm ngày"
    )
    assert days_on_file(one) == ("", None, "")
    step(bloc, "le_ket_nap", [one], TODAY)

    at(monkeypatch, "2024-10-02")
    certified([one], "dang_vien_moi", date(2024, 3, 1))
    for slug, on in (("tu_kiem_diem", 1), ("nhan_xet", 2), ("tong_hop", 3)):
        step(bloc, slug, [one], date(2024, 8, on))
    step(bloc, "nghi_quyet_chi_bo_ct", [one], date(2024, 8, 10), vote=Vote(4, 4))
    step(bloc, "nghi_quyet_dang_uy_ct", [one], date(2024, 8, 20), vote=Vote(9, 9))
    step(bloc, "quyet_dinh_ct", [one], date(2024, 10, 2), number="901-QĐ/ĐUK")
    assert days_on_file(one) == ("2023-07-05", date(2023, 6, 20), "2024-07-05")


def test_in_a_grassroots_cell_the_resolution_goes_straight_up(bloc: SmallBloc) -> None:
    (one,) = decided(bloc, bloc.lone_cell)
    with pytest.raises(Impossible, match="Chưa ghi được"):
        step(bloc, "nghi_quyet_dang_uy", [one], TODAY, vote=Vote(9, 9))
    step(bloc, "le_ket_nap", [one], TODAY)
    assert stage_of(one, bloc) == "du_bi"


@pytest.mark.parametrize("order", list(permutations(("don", "ly_lich", "tham_tra"))), ids="-".join)
def test_papers_out_of_order_are_refused_and_nothing_is_written(
    bloc: SmallBloc, order: tuple[str, ...]
) -> None:
    (one,) = listed(bloc, bloc.first_cell)
    right, written = ("don", "ly_lich", "tham_tra"), []
    for slug in order:
        if right.index(slug) == len(written):
            step(bloc, slug, [one], date(2023, 3, 1))
            written.append(slug)
        else:
            with pytest.raises(Impossible):
                step(bloc, slug, [one], date(2023, 3, 1))
    assert [row.step for row in DossierStep.objects.known().order_by("id")] == written


def test_one_closed_gate_stops_the_whole_list_and_names_the_person(bloc: SmallBloc) -> None:
    good = ready(bloc, bloc.first_cell)
    (bad,) = listed(bloc, bloc.first_cell, ["Hoàng Thị Ứng"])
    before = last_act()
    with pytest.raises(Impossible, match=r"Hoàng Thị Ứng.*chưa có"):
        step(bloc, "nghi_quyet_chi_bo", [*good, bad], date(2023, 5, 8), vote=Vote(4, 4))
    assert last_act() == before


def test_a_vote_that_misses_two_thirds_is_kept_and_moves_nothing(bloc: SmallBloc) -> None:
    (one,) = ready(bloc, bloc.first_cell)
    assert step(bloc, "nghi_quyet_chi_bo", [one], date(2023, 5, 8), vote=Vote(20, 11, 1, 1)) == 0
    assert stage_of(one, bloc) == "nghi_quyet_chi_bo"
    with pytest.raises(Impossible, match="không đủ phiếu"):
        step(bloc, "nghi_quyet_dang_uy", [one], date(2023, 5, 20), vote=Vote(9, 9))
    assert step(bloc, "nghi_quyet_chi_bo", [one], date(2023, 6, 8), vote=Vote(20, 12, 1, 1)) == 1
    assert stage_of(one, bloc) == "nghi_quyet_dang_uy"


def test_refusals_name_the_field(bloc: SmallBloc) -> None:
    (one,) = ready(bloc, bloc.first_cell)
    for more, field in (
        ({}, "votes_for"),
        ({"vote": Vote(4, 9)}, "votes_for"),
        ({"vote": Vote(4, 4), "received_on": date(2023, 5, 1)}, "received_on"),
    ):
        with pytest.raises(Impossible) as refusal:
            step(bloc, "nghi_quyet_chi_bo", [one], date(2023, 5, 8), **more)
        assert refusal.value.field == field
    with pytest.raises(Impossible) as refusal:
        step(bloc, "don", [one], date(2023, 7, 6))
    assert refusal.value.field == "on"


def test_a_correction_supersedes_and_what_was_known_before_stays_readable(bloc: SmallBloc) -> None:
    (one,) = ready(bloc, bloc.first_cell)
    before = last_act()
    entry = NewStep(one, date(2023, 4, 10))
    correct_step(actor=OPERATOR, organisation=bloc.root, step="tham_tra", entry=entry, reason="ghi nhầm ngày")
    known = [DossierStep.objects.known(at).get(step="tham_tra").on for at in (before, None)]
    assert known == [date(2023, 4, 3), date(2023, 4, 10)]


def test_a_correction_that_breaks_a_later_step_is_refused(bloc: SmallBloc) -> None:
    (one,) = decided(bloc, bloc.first_cell)
    before = last_act()
    for slug, entry, told in (
        ("tham_tra", NewStep(one, date(2023, 5, 20)), "sau"),
        ("nghi_quyet_chi_bo", NewStep(one, date(2023, 5, 8), vote=Vote(9, 2)), "không đủ phiếu"),
    ):
        with pytest.raises(Impossible, match=told):
            correct_step(actor=OPERATOR, organisation=bloc.root, step=slug, entry=entry, reason="thử")
    assert last_act() == before


def test_a_ceremony_recorded_by_mistake_takes_the_admission_back(bloc: SmallBloc) -> None:
    (one,) = decided(bloc, bloc.first_cell)
    with pytest.raises(Impossible, match="dựa vào"):
        take_back_step(
            actor=OPERATOR, organisation=bloc.root, person=one, step="nghi_quyet_chi_bo", reason="x"
        )
    step(bloc, "le_ket_nap", [one], TODAY)
    take_back_step(
        actor=OPERATOR, organisation=bloc.root, person=one, step="le_ket_nap", reason="ghi nhầm người"
    )
    assert not Membership.objects.known().filter(person_id=one).exists()
    assert not Admission.objects.known().filter(person_id=one).exists()
    assert stage_of(one, bloc) == "le_ket_nap"


def test_a_probationer_from_the_roster_is_taken_up_with_the_first_step(bloc: SmallBloc) -> None:
    one = bloc.people["Trà Thị Mẫn"]  # admitted on 3/2/2023
    step(bloc, "tu_kiem_diem", [one], date(2023, 7, 1))
    assert OutstandingPerson.objects.known().get(person_id=one).organisation_id == bloc.first_cell
    assert stage_of(one, bloc) == "du_bi"


def test_nobody_is_entered_twice(bloc: SmallBloc) -> None:
    (one,) = listed(bloc, bloc.first_cell)
    with pytest.raises(Impossible, match="Đã có Lục Thị Ươm"):
        listed(bloc, bloc.first_cell)
    with pytest.raises(Impossible, match="đã có trong danh sách"):
        list_outstanding(
            actor=OPERATOR,
            organisation=bloc.root,
            people=[NewOutstanding(bloc.first_cell, TODAY, person=one)],
        )
    member = bloc.people["Đỗ Ắng"]
    with pytest.raises(Impossible, match="đang là đảng viên"):
        list_outstanding(
            actor=OPERATOR,
            organisation=bloc.root,
            people=[NewOutstanding(bloc.first_cell, TODAY, person=member)],
        )
    assert PersonProfile.objects.known().filter(name="Lục Thị Ươm").count() == 1


def test_who_helps_is_official_and_a_change_keeps_what_stood_before(bloc: SmallBloc) -> None:
    (one,) = listed(bloc, bloc.first_cell)
    with pytest.raises(Impossible) as refusal:
        amend(actor=OPERATOR, organisation=bloc.root, people=[one], helper=bloc.people["Trà Thị Mẫn"])
    assert refusal.value.field == "helper"
    amend(actor=OPERATOR, organisation=bloc.root, people=[one], helper=bloc.people["Đỗ Ắng"])
    rows = OutstandingPerson.objects.filter(person_id=one).order_by("id")
    assert [row.helper_id for row in rows] == [None, bloc.people["Đỗ Ắng"]]
    assert rows[0].known_to_act_id == rows[1].known_from_act_id


def test_an_introducer_who_lately_came_is_told_by_the_gate(bloc: SmallBloc) -> None:
    (one,) = listed(bloc, bloc.lone_cell)
    certified([one])
    moved = bloc.people["Vi Văn Đẳng"]  # came to the third unit in April 2023
    introduce(
        actor=OPERATOR,
        organisation=bloc.root,
        introductions=[NewIntroduction(one, MEMBER, date(2023, 6, 1), moved)],
    )
    view = queries.dossier(actor=OPERATOR, person=one)
    assert view.next is not None
    with pytest.raises(Impossible, match="chưa đủ 12 tháng"):
        way.papers(bloc, [one])
        step(bloc, "nghi_quyet_chi_bo", [one], date(2023, 6, 20), vote=Vote(4, 4))


def test_a_way_ends_with_a_reason_and_may_begin_again(bloc: SmallBloc) -> None:
    (one,) = ready(bloc, bloc.first_cell)
    with pytest.raises(Impossible) as refusal:
        end(actor=OPERATOR, organisation=bloc.root, endings=[Ending(one, "thoi_xet", TODAY, " ")])
    assert refusal.value.field == "reason"
    with pytest.raises(Impossible, match="đảng viên dự bị"):
        end(
            actor=OPERATOR, organisation=bloc.root, endings=[Ending(one, "de_nghi_xoa_ten", TODAY, "vi phạm")]
        )
    end(actor=OPERATOR, organisation=bloc.root, endings=[Ending(one, "thoi_xet", TODAY, "chuyển công tác")])
    with pytest.raises(Impossible, match="không có hồ sơ"):
        step(bloc, "nghi_quyet_chi_bo", [one], TODAY, vote=Vote(4, 4))
    list_outstanding(
        actor=OPERATOR, organisation=bloc.root, people=[NewOutstanding(bloc.first_cell, TODAY, person=one)]
    )
    assert stage_of(one, bloc) == "don", "the certificate still stands, the papers are asked for again"
    assert queries.dossier(actor=OPERATOR, person=one).earlier == 1


def test_nobody_writes_for_another_unit(bloc: SmallBloc) -> None:
    (one,) = ready(bloc, bloc.first_cell)
    stranger = actor_for(person(bloc.second_unit, "co_so_to_chuc"))
    reader = actor_for(person(bloc.root, "theo_doi"))
    new = NewOutstanding(bloc.first_cell, TODAY, profile=Profile(name="Ai Đó", birth=PartialDate(1999)))
    attempts = [
        lambda actor, where: list_outstanding(actor=actor, organisation=where, people=[new]),
        lambda actor, where: amend(actor=actor, organisation=where, people=[one], schooling="thcs"),
        lambda actor, where: end(
            actor=actor, organisation=where, endings=[Ending(one, "thoi_xet", TODAY, "x")]
        ),
        lambda actor, where: introduce(
            actor=actor, organisation=where, introductions=[NewIntroduction(one, "cong_doan", TODAY)]
        ),
        lambda actor, where: way.record_step(
            actor=actor,
            organisation=where,
            step="nghi_quyet_chi_bo",
            entries=[NewStep(one, TODAY, vote=Vote(4, 4))],
        ),
        lambda actor, where: take_back_step(
            actor=actor, organisation=where, person=one, step="don", reason="x"
        ),
    ]
    before = last_act()
    for attempt in attempts:
        for actor, where in ((stranger, bloc.second_unit), (reader, bloc.root)):
            with pytest.raises(Refused):
                attempt(actor, where)
    assert last_act() == before
    with pytest.raises(LookupError):
        queries.dossier(actor=stranger, person=one)
    with pytest.raises(Refused):
        queries.dossier(actor=reader, person=one)


def test_whoever_left_the_party_is_no_longer_on_the_board(bloc: SmallBloc) -> None:
    one = bloc.people["Trà Thị Mẫn"]
    board = queries.board(actor=OPERATOR, organisation=bloc.root, today=TODAY)
    assert one in {line.person for line in board.lines}
    leave = NewMovement(one, bloc.first_cell, MovementKind.TRANSFERRED_OUT, date(2023, 6, 30))
    record_movements(actor=OPERATOR, organisation=bloc.root, movements=[leave])
    board = queries.board(actor=OPERATOR, organisation=bloc.root, today=TODAY)
    assert one not in {line.person for line in board.lines}
    assert profiles([one])
