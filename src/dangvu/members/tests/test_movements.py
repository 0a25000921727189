"""Every movement of domain §2 as an action: what it writes, what it refuses and how it says so."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support import SmallBloc, person

from dangvu.accounts.queries import actor_for
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.audit.models import Act
from dangvu.foundation.capabilities import Refused
from dangvu.foundation.refusals import Impossible
from dangvu.members.actions.absences import NewAbsence, end_absence, record_absences
from dangvu.members.actions.cards import NewCardEvent, record_cards
from dangvu.members.actions.leaving import Departure, Return, come_back, leave
from dangvu.members.actions.transfers import (
    Arrival,
    InternalMove,
    Introduction,
    Receipt,
    arrive_from_outside,
    cancel,
    confirm_outside,
    introduce,
    move_within,
    receive,
    send_back,
)
from dangvu.members.models import Absence, Membership, Movement, MovementKind, Status, Transfer
from dangvu.members.queries.standing import standing_on, voting_base
from dangvu.members.rules import StrikingFacts

MAY = date(2023, 5, 10)


def where(someone: int, on: date = date(2023, 7, 1), known: int | None = None) -> int | None:
    place = standing_on([someone], on, known).get(someone)
    return place.organisation if place else None


def out(bloc: SmallBloc, name: str, kind: str, on: date = MAY, **more: object) -> Departure:
    return Departure(bloc.people[name], kind, on, **{"decision_number": "12-QĐ/ĐU", "decided_on": on, **more})  # type: ignore[arg-type]


# -- leaving ------------------------------------------------------------------------------------------------


def test_a_death_needs_only_its_day(bloc: SmallBloc) -> None:
    someone = bloc.people["Tạ Thị Ngữ"]
    leave(
        actor=OPERATOR, organisation=bloc.first_unit, departures=[Departure(someone, MovementKind.DIED, MAY)]
    )
    assert where(someone, MAY - timedelta(days=1)) == bloc.first_cell
    assert where(someone, MAY) is None


def test_a_decision_is_needed_to_leave_in_any_other_way(bloc: SmallBloc) -> None:
    someone = bloc.people["Tạ Thị Ngữ"]
    for kind in (MovementKind.RESIGNED, MovementKind.EXPELLED, MovementKind.STRUCK_OFF):
        with pytest.raises(Impossible, match="số quyết định") as refused:
            leave(actor=OPERATOR, organisation=bloc.first_unit, departures=[Departure(someone, kind, MAY)])
        assert refused.value.field == "decision_number"
    leave(
        actor=OPERATOR,
        organisation=bloc.first_unit,
        departures=[out(bloc, "Tạ Thị Ngữ", MovementKind.RESIGNED)],
    )
    row = Movement.objects.known().get(person_id=someone, kind=MovementKind.RESIGNED)
    assert (row.decision_number, row.decided_on) == ("12-QĐ/ĐU", MAY)


def test_striking_off_keeps_its_ground_and_refuses_two_months(bloc: SmallBloc) -> None:
    two = out(bloc, "Tạ Thị Ngữ", MovementKind.STRUCK_OFF, striking=StrikingFacts("bo_sinh_hoat", months=2))
    with pytest.raises(Impossible, match="3 tháng trong một năm") as refused:
        leave(actor=OPERATOR, organisation=bloc.first_unit, departures=[two])
    assert refused.value.field == "months"
    three = out(bloc, "Tạ Thị Ngữ", MovementKind.STRUCK_OFF, striking=StrikingFacts("bo_sinh_hoat", months=3))
    leave(actor=OPERATOR, organisation=bloc.first_unit, departures=[three])
    note = Movement.objects.known().get(kind=MovementKind.STRUCK_OFF).note
    assert note == "Bỏ sinh hoạt chi bộ không có lý do chính đáng (3 tháng trong năm)"


def test_a_probationer_is_struck_off_and_never_expelled(bloc: SmallBloc) -> None:
    with pytest.raises(Impossible, match="dự bị"):
        leave(
            actor=OPERATOR,
            organisation=bloc.first_unit,
            departures=[out(bloc, "Trà Thị Mẫn", MovementKind.EXPELLED)],
        )


def test_nobody_leaves_before_coming_ahead_of_today_or_from_elsewhere(bloc: SmallBloc) -> None:
    cases = [
        (out(bloc, "Trà Thị Mẫn", MovementKind.DIED, date(2023, 2, 3)), "không phải là đảng viên"),
        (out(bloc, "Tạ Thị Ngữ", MovementKind.DIED, date(2023, 7, 6)), "chưa đến"),
        (out(bloc, "Lã Văn Ễnh", MovementKind.DIED), "không phải là đảng viên"),
        (out(bloc, "Tống Thị Ơn", MovementKind.DIED, date(2023, 6, 1)), "không phải là đảng viên"),
    ]
    before = Movement.objects.count()
    for departure, sentence in cases:
        with pytest.raises(Impossible, match=sentence):
            leave(actor=OPERATOR, organisation=bloc.first_unit, departures=[departure])
    assert Movement.objects.count() == before


def test_a_day_before_a_later_movement_is_refused_and_nothing_is_written(bloc: SmallBloc) -> None:
    """Vi Văn Đẳng moved to another unit on 10/4; dying on 1/4 contradicts it."""
    acts = Act.objects.count()
    with pytest.raises(Impossible, match="Không khớp với quá trình"):
        leave(
            actor=OPERATOR,
            organisation=bloc.root,
            departures=[out(bloc, "Vi Văn Đẳng", MovementKind.DIED, date(2023, 4, 1))],
        )
    assert Act.objects.count() == acts
    assert where(bloc.people["Vi Văn Đẳng"]) == bloc.lone_cell


def test_who_may_not_write_may_not_record(bloc: SmallBloc) -> None:
    secretary = actor_for(person(bloc.first_unit, "bi_thu"))
    clerk_of_another = actor_for(person(bloc.second_unit, "co_so_to_chuc"))
    for actor in (secretary, clerk_of_another):
        with pytest.raises(Refused):
            leave(
                actor=actor,
                organisation=bloc.first_unit,
                departures=[out(bloc, "Tạ Thị Ngữ", MovementKind.DIED)],
            )


def test_restored_after_a_wrongful_expulsion_with_the_standing_of_before(bloc: SmallBloc) -> None:
    someone = bloc.people["Tạ Thị Ngữ"]
    back = Return(
        someone, bloc.first_cell, MovementKind.RESTORED, date(2023, 6, 20), "15-QĐ/ĐU", date(2023, 6, 15)
    )
    with pytest.raises(Impossible, match="đang là đảng viên"):
        come_back(actor=OPERATOR, organisation=bloc.first_unit, returns=[back])
    leave(
        actor=OPERATOR,
        organisation=bloc.first_unit,
        departures=[out(bloc, "Tạ Thị Ngữ", MovementKind.EXPELLED)],
    )
    come_back(actor=OPERATOR, organisation=bloc.first_unit, returns=[back])
    place = standing_on([someone], date(2023, 6, 20))[someone]
    assert (place.organisation, place.status) == (bloc.first_cell, Status.OFFICIAL)


def test_admitted_again_waits_three_years(bloc: SmallBloc, monkeypatch: pytest.MonkeyPatch) -> None:
    someone = bloc.people["Tạ Thị Ngữ"]
    leave(
        actor=OPERATOR,
        organisation=bloc.first_unit,
        departures=[out(bloc, "Tạ Thị Ngữ", MovementKind.RESIGNED)],
    )
    monkeypatch.setenv("DANGVU_NOW", "2026-06-01T09:00:00")

    def again(on: date) -> None:
        back = Return(someone, bloc.first_cell, MovementKind.READMITTED, on, "20-QĐ/ĐU", on)
        come_back(actor=OPERATOR, organisation=bloc.first_unit, returns=[back])

    with pytest.raises(Impossible, match="10/05/2026"):
        again(date(2026, 5, 9))
    again(date(2026, 5, 10))
    assert standing_on([someone], date(2026, 5, 10))[someone].status == Status.PROBATIONARY


# -- transfers ----------------------------------------------------------------------------------------------


def begin(bloc: SmallBloc, **more: object) -> int:
    asked = {
        "person": bloc.people["Tạ Thị Ngữ"],
        "introduced_on": date(2023, 5, 8),
        "target": bloc.lone_cell,
        **more,
    }
    return introduce(actor=OPERATOR, organisation=bloc.first_unit, introductions=[Introduction(**asked)])[0]  # type: ignore[arg-type]


def test_until_received_a_person_counts_at_home_and_from_then_only_there(bloc: SmallBloc) -> None:
    someone = bloc.people["Tạ Thị Ngữ"]
    transfer = begin(bloc)
    assert where(someone) == bloc.first_cell
    receiver = actor_for(person(bloc.lone_cell, "co_so_to_chuc"))
    receive(
        actor=receiver,
        organisation=bloc.lone_cell,
        receipts=[Receipt(transfer, date(2023, 5, 20), bloc.lone_cell)],
    )
    assert where(someone, date(2023, 5, 19)) == bloc.first_cell
    assert where(someone, date(2023, 5, 20)) == bloc.lone_cell
    moved = Movement.objects.known().filter(person_id=someone, on=date(2023, 5, 20)).order_by("kind")
    assert [(m.kind, m.counts_in_id, m.counted) for m in moved] == [
        ("chuyen_den", bloc.lone_cell, True), ("chuyen_di", bloc.first_cell, True),
    ]  # fmt: skip


def test_the_deadline_of_presenting_counts_the_holidays(bloc: SmallBloc) -> None:
    begin(bloc, introduced_on=date(2023, 4, 24))
    transfer = Transfer.objects.get()
    assert transfer.due_on == date(2023, 6, 8)  # thirty working days, 1, 2 and 3 May being off
    assert transfer.rule == "Quy định 24-QĐ/TW, điểm 6.3"


def test_cancelled_or_sent_back_someone_stays_at_home(bloc: SmallBloc) -> None:
    someone = bloc.people["Tạ Thị Ngữ"]
    cancel(actor=OPERATOR, organisation=bloc.first_unit, transfers=[begin(bloc)], reason="đổi ý")
    second = begin(bloc)
    with pytest.raises(Impossible, match="lý do trả lại"):
        send_back(actor=OPERATOR, organisation=bloc.lone_cell, transfers=[second], reason=" ")
    send_back(actor=OPERATOR, organisation=bloc.lone_cell, transfers=[second], reason="ghi sai tên")
    assert where(someone) == bloc.first_cell
    with pytest.raises(Impossible, match="đã trả lại"):
        receive(
            actor=OPERATOR,
            organisation=bloc.lone_cell,
            receipts=[Receipt(second, date(2023, 5, 20), bloc.lone_cell)],
        )


def test_only_the_side_that_is_named_may_act(bloc: SmallBloc) -> None:
    transfer = begin(bloc)
    with pytest.raises(Impossible, match="không được giới thiệu đến"):
        receive(
            actor=OPERATOR,
            organisation=bloc.second_unit,
            receipts=[Receipt(transfer, date(2023, 5, 20), bloc.third_cell)],
        )
    with pytest.raises(Impossible, match="không do tổ chức này"):
        cancel(actor=OPERATOR, organisation=bloc.lone_cell, transfers=[transfer], reason="x")
    home = actor_for(person(bloc.first_unit, "co_so_to_chuc"))
    with pytest.raises(Refused):
        receive(
            actor=home,
            organisation=bloc.lone_cell,
            receipts=[Receipt(transfer, date(2023, 5, 20), bloc.lone_cell)],
        )


def test_one_introduction_at_a_time_and_none_inside_the_unit(bloc: SmallBloc) -> None:
    begin(bloc)
    with pytest.raises(Impossible, match="chưa được tiếp nhận"):
        begin(bloc)
    with pytest.raises(Impossible, match="nội bộ"):
        begin(bloc, person=bloc.people["Đỗ Ắng"], target=bloc.second_cell)
    with pytest.raises(Impossible, match="Chọn tổ chức nơi đến"):
        begin(bloc, person=bloc.people["Đỗ Ắng"], target=None)
    with pytest.raises(Impossible, match="chưa được tiếp nhận"):
        leave(
            actor=OPERATOR,
            organisation=bloc.first_unit,
            departures=[out(bloc, "Tạ Thị Ngữ", MovementKind.RESIGNED)],
        )


def test_begun_more_than_sixty_working_days_after_the_move_needs_a_reason(bloc: SmallBloc) -> None:
    with pytest.raises(Impossible, match="60 ngày làm việc") as refused:
        begin(bloc, moved_on=date(2023, 1, 3))
    assert refused.value.field == "late_reason"
    begin(bloc, moved_on=date(2023, 1, 3), late_reason="chờ quyết định của tỉnh")


def test_to_a_place_outside_home_records_that_it_has_received(bloc: SmallBloc) -> None:
    someone = bloc.people["Tạ Thị Ngữ"]
    transfer = begin(bloc, target=None, target_name="Đảng bộ phường bên")
    assert where(someone) == bloc.first_cell
    confirm_outside(actor=OPERATOR, organisation=bloc.first_unit, transfer=transfer, on=date(2023, 5, 30))
    assert where(someone, date(2023, 5, 30)) is None


def test_who_dies_on_the_way_is_no_longer_waited_for(bloc: SmallBloc) -> None:
    transfer = begin(bloc)
    leave(
        actor=OPERATOR, organisation=bloc.first_unit, departures=[out(bloc, "Tạ Thị Ngữ", MovementKind.DIED)]
    )
    with pytest.raises(Impossible, match="đã hủy"):
        receive(
            actor=OPERATOR,
            organisation=bloc.lone_cell,
            receipts=[Receipt(transfer, date(2023, 5, 20), bloc.lone_cell)],
        )


def test_an_internal_move_leaves_the_unit_as_it_is(bloc: SmallBloc) -> None:
    someone = bloc.people["Tạ Thị Ngữ"]
    move_within(
        actor=OPERATOR, organisation=bloc.first_unit, moves=[InternalMove(someone, bloc.second_cell, MAY)]
    )
    assert (where(someone, MAY - timedelta(days=1)), where(someone, MAY)) == (
        bloc.first_cell,
        bloc.second_cell,
    )
    kinds = set(Movement.objects.known().filter(person_id=someone, on=MAY).values_list("kind", "counted"))
    assert kinds == {("chuyen_noi_bo_di", True), ("chuyen_noi_bo_den", True)}
    with pytest.raises(Impossible, match="cơ sở khác"):
        move_within(
            actor=OPERATOR,
            organisation=bloc.first_unit,
            moves=[InternalMove(someone, bloc.lone_cell, date(2023, 6, 1))],
        )
    with pytest.raises(Impossible, match="chính chi bộ này"):
        move_within(
            actor=OPERATOR,
            organisation=bloc.first_unit,
            moves=[InternalMove(someone, bloc.second_cell, date(2023, 6, 1))],
        )


def test_from_outside_comes_whoever_is_not_here_yet(bloc: SmallBloc) -> None:
    gone = bloc.people["Tạ Thị Ngữ"]
    with pytest.raises(Impossible, match="Không khớp"):
        arrive_from_outside(
            actor=OPERATOR, organisation=bloc.second_unit,
            arrivals=[Arrival(gone, bloc.third_cell, MAY, Status.OFFICIAL, "Đảng bộ huyện bên")],
        )  # fmt: skip


STEPS = st.lists(
    st.tuples(
        st.sampled_from(("introduce", "receive", "cancel", "send_back", "internal", "die")),
        st.sampled_from(range(4)),
        st.integers(1, 9),
    ),
    max_size=10,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_at_every_moment_of_the_handshake_a_person_is_counted_once(
    bloc: SmallBloc, steps: list[tuple[str, int, int]]
) -> None:
    """Whatever the two sides do, in any order: one organisation on every day, as known after every act."""
    from django.db import transaction

    someone = bloc.people["Tạ Thị Ngữ"]
    cells = [bloc.first_cell, bloc.second_cell, bloc.third_cell, bloc.lone_cell]
    with transaction.atomic():
        day = date(2023, 3, 1)
        for what, cell, after in steps:
            day = min(day + timedelta(days=after), date(2023, 7, 5))
            home, target = where(someone, day), cells[cell]
            transfer = Transfer.objects.known().filter(person_id=someone).order_by("-pk").first()
            try:
                if what == "introduce":
                    introduce(
                        actor=OPERATOR,
                        organisation=bloc.root,
                        introductions=[Introduction(someone, day, target)],
                    )
                elif what == "internal":
                    move_within(
                        actor=OPERATOR, organisation=bloc.root, moves=[InternalMove(someone, target, day)]
                    )
                elif what == "die":
                    leave(
                        actor=OPERATOR,
                        organisation=bloc.root,
                        departures=[Departure(someone, MovementKind.DIED, day)],
                    )
                elif transfer is not None and what == "receive":
                    receive(actor=OPERATOR, organisation=bloc.root,
                            receipts=[Receipt(transfer.pk, day, transfer.target_id or 0, "muộn")])  # fmt: skip
                elif transfer is not None and what == "cancel":
                    cancel(actor=OPERATOR, organisation=bloc.root, transfers=[transfer.pk], reason="x")
                elif transfer is not None:
                    send_back(actor=OPERATOR, organisation=bloc.root, transfers=[transfer.pk], reason="x")
            except Impossible:
                assert where(someone, day) == home, "a refusal writes nothing"
        died = Movement.objects.known().filter(person_id=someone, kind=MovementKind.DIED).first()
        for known in Act.objects.values_list("number", flat=True):
            stays = list(Membership.objects.known(known).filter(person_id=someone))
            for on in (date(2023, 3, 1) + timedelta(days=n) for n in range(0, 127, 3)):
                count = sum(s.valid_from <= on and (s.valid_to is None or on < s.valid_to) for s in stays)
                is_dead = died is not None and on >= died.on and known >= died.known_from_act_id
                assert (
                    count == (0 if is_dead else 1)
                    or known
                    < Membership.objects.filter(person_id=someone)
                    .order_by("known_from_act_id")
                    .values_list("known_from_act_id", flat=True)[0]
                )
        transaction.set_rollback(True)


def test_the_balance_closes_in_every_cell_after_internal_moves_and_returns(bloc: SmallBloc) -> None:
    from dangvu.foundation.periods import Period
    from dangvu.indicators import queries as figures

    move_within(
        actor=OPERATOR, organisation=bloc.first_unit,
        moves=[InternalMove(bloc.people["Tạ Thị Ngữ"], bloc.second_cell, MAY)],
    )  # fmt: skip
    leave(
        actor=OPERATOR, organisation=bloc.first_unit, departures=[out(bloc, "Đỗ Ắng", MovementKind.EXPELLED)]
    )
    back = Return(
        bloc.people["Đỗ Ắng"],
        bloc.first_cell,
        MovementKind.RESTORED,
        date(2023, 6, 20),
        "15-QĐ/ĐU",
        date(2023, 6, 15),
    )
    come_back(actor=OPERATOR, organisation=bloc.first_unit, returns=[back])
    for organisation in (bloc.first_cell, bloc.second_cell, bloc.first_unit, bloc.root):
        found = figures.figures(
            actor=OPERATOR, organisation=bloc.node(organisation), period=Period.parse("2023-H1")
        ).figures
        f = {name: figure.value or 0 for name, figure in found.items()}
        came = ("admitted", "transferred_in", "moved_within_in", "restored", "readmitted")
        went = ("transferred_out", "moved_within_out", "died", "struck_off", "expelled", "resigned")
        assert f["members_start"] + sum(f[n] for n in came) - sum(f[n] for n in went) == f["members_end"]
    assert (f["moved_within_in"], f["moved_within_out"], f["restored"], f["expelled"]) == (1, 1, 1, 1)


# -- away, exempt, the base of a vote -------------------------------------------------------------------------


def test_away_and_exempt_members_stay_in_the_total_and_leave_the_voting_base(bloc: SmallBloc) -> None:
    """Domain §2.6: official members less those away for a time and those exempt and absent; merely absent stay."""
    away = NewAbsence(
        bloc.people["Tạ Thị Ngữ"],
        Absence.Kind.AWAY_WORK,
        date(2023, 2, 1),
        date(2023, 8, 1),
        "Đảng bộ Sở khác",
    )
    exempt = NewAbsence(bloc.people["Đỗ Ắng"], Absence.Kind.EXEMPT, date(2023, 2, 1), ground="tuoi_cao")
    before = voting_base(actor=OPERATOR, organisation=bloc.first_cell, on=MAY)
    record_absences(actor=OPERATOR, organisation=bloc.first_unit, absences=[away, exempt])
    after = voting_base(actor=OPERATOR, organisation=bloc.first_cell, on=MAY)
    assert (after.official, after.away, after.exempt_absent, after.base) == (
        before.official,
        1,
        1,
        before.official - 2,
    )
    came = voting_base(
        actor=OPERATOR, organisation=bloc.first_cell, on=MAY, exempt_present=[bloc.people["Đỗ Ắng"]]
    )
    assert came.base == before.official - 1
    assert where(bloc.people["Tạ Thị Ngữ"], MAY) == bloc.first_cell
    assert voting_base(actor=OPERATOR, organisation=bloc.first_cell, on=date(2023, 8, 1)).away == 0
    rule = Absence.objects.known().get(kind=Absence.Kind.EXEMPT).rule
    assert rule == "Quy định 24-QĐ/TW, điểm 7"


def test_an_absence_is_ended_and_not_doubled(bloc: SmallBloc) -> None:
    someone = bloc.people["Tạ Thị Ngữ"]
    exempt = NewAbsence(someone, Absence.Kind.EXEMPT, date(2023, 2, 1), ground="tuoi_cao")
    (first,) = record_absences(actor=OPERATOR, organisation=bloc.first_unit, absences=[exempt])
    with pytest.raises(Impossible, match="Kết thúc lần đó trước"):
        record_absences(actor=OPERATOR, organisation=bloc.first_unit, absences=[exempt])
    end_absence(actor=OPERATOR, organisation=bloc.first_unit, absence=first, on=MAY)
    assert Absence.objects.known().get().valid_to == MAY
    assert Absence.objects.count() == 2


@pytest.mark.parametrize(
    ("absence", "sentence"),
    [
        ({"kind": Absence.Kind.AWAY_WORK, "until": date(2023, 4, 1), "place": "x"}, "từ đủ 3 tháng"),
        ({"kind": Absence.Kind.AWAY_WORK, "until": date(2024, 2, 1), "place": "x"}, "dưới 12 tháng"),
        ({"kind": Absence.Kind.AWAY_STUDY, "until": date(2025, 3, 1), "place": "x"}, "không quá 24 tháng"),
        ({"kind": Absence.Kind.AWAY_WORK, "place": "x"}, "ngày trở về"),
        ({"kind": Absence.Kind.AWAY_WORK, "until": date(2023, 8, 1)}, "nơi đến"),
        ({"kind": Absence.Kind.EXEMPT}, "Chọn một lý do"),
        ({"kind": "khac"}, "Chọn đi công tác"),
    ],
)
def test_an_absence_that_the_rules_do_not_know_is_refused(
    bloc: SmallBloc, absence: dict[str, object], sentence: str
) -> None:
    asked = NewAbsence(person=bloc.people["Tạ Thị Ngữ"], start=date(2023, 2, 1), **absence)  # type: ignore[arg-type]
    with pytest.raises(Impossible, match=sentence):
        record_absences(actor=OPERATOR, organisation=bloc.first_unit, absences=[asked])


# -- cards ----------------------------------------------------------------------------------------------------


def test_a_card_is_issued_to_an_official_member_once(bloc: SmallBloc) -> None:
    def issue(name: str, number: str, on: date = MAY) -> None:
        event = NewCardEvent(bloc.people[name], "phat", on, number, "30-QĐ/ĐU")
        record_cards(actor=OPERATOR, organisation=bloc.first_unit, events=[event])

    issue("Tạ Thị Ngữ", "30.012345")
    with pytest.raises(Impossible, match="một người khác"):
        issue("Đỗ Ắng", "30.012345")
    with pytest.raises(Impossible, match="dự bị"):
        issue("Trà Thị Mẫn", "30.012346")
    with pytest.raises(Impossible, match="8 chữ số"):
        issue("Đỗ Ắng", "12345")
    from dangvu.members.queries import profiles

    assert profiles([bloc.people["Tạ Thị Ngữ"]])[bloc.people["Tạ Thị Ngữ"]].card_number == "30012345"


def test_a_withdrawn_card_has_its_reason_even_after_its_holder_left(bloc: SmallBloc) -> None:
    leave(
        actor=OPERATOR,
        organisation=bloc.first_unit,
        departures=[out(bloc, "Tạ Thị Ngữ", MovementKind.RESIGNED)],
    )
    event = {"person": bloc.people["Tạ Thị Ngữ"], "kind": "thu_hoi", "on": date(2023, 6, 1)}
    with pytest.raises(Impossible, match="lý do"):
        record_cards(actor=OPERATOR, organisation=bloc.first_unit, events=[NewCardEvent(**event)])  # type: ignore[arg-type]
    record_cards(
        actor=OPERATOR,
        organisation=bloc.first_unit,
        events=[NewCardEvent(**event, reason="xin ra khỏi Đảng")],
    )  # type: ignore[arg-type]
