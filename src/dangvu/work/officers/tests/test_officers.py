"""Filling and vacating posts: who may sit where, what is refused, and what a term ends."""

from __future__ import annotations

from datetime import date

import pytest
from tests.support import SmallBloc, person, small_bloc

from dangvu.accounts.queries import actor_for
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.audit.queries import last_act
from dangvu.foundation.capabilities import Refused
from dangvu.members.actions.absences import NewAbsence, record_absences
from dangvu.members.actions.correcting import correct_movement
from dangvu.members.actions.leaving import Departure, leave
from dangvu.members.actions.transfers import (
    InternalMove,
    Introduction,
    Receipt,
    introduce,
    move_within,
    receive,
)
from dangvu.members.models import Movement
from dangvu.organisations.actions import CannotReorganise, Decision, NewTerm
from dangvu.organisations.queries import history, terms, tree_on
from dangvu.work.officers import rules
from dangvu.work.officers.actions import CannotSeat, NewSeat, begin_term, leave_seats, moving, take_seats
from dangvu.work.officers.models import Post, Seat
from dangvu.work.officers.queries import (
    HIDDEN_NAME,
    candidates,
    concerns,
    former_officers,
    officers,
    posts_for,
)

pytestmark = pytest.mark.django_db

DAY = date(2023, 7, 1)


@pytest.fixture
def bloc(monkeypatch: pytest.MonkeyPatch) -> SmallBloc:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-25T09:00:00")
    return small_bloc()


def seat(bloc: SmallBloc, name: str, post: str, on: date = DAY, organisation: int | None = None) -> int:
    where = organisation or bloc.first_cell
    return take_seats(actor=OPERATOR, organisation=where, seats=[NewSeat(bloc.people[name], post, on)])[0]


def refused(bloc: SmallBloc, name: str, post: str, on: date = DAY, organisation: int | None = None) -> str:
    with pytest.raises(CannotSeat) as refusal:
        seat(bloc, name, post, on, organisation)
    return str(refusal.value)


def test_posts_are_read_out_in_their_order_with_names_only_for_who_may_read_them(bloc: SmallBloc) -> None:
    seat(bloc, "Tạ Thị Ngữ", "pho_bi_thu")
    seat(bloc, "Lý Thị Ẩm", "bi_thu")
    found = officers(actor=OPERATOR, organisation=bloc.first_cell)
    assert [(o.post_label, o.name) for o in found] == [("Bí thư", "Lý Thị Ẩm"), ("Phó Bí thư", "Tạ Thị Ngữ")]
    watcher = actor_for(person(bloc.root, "theo_doi"))
    hidden = officers(actor=watcher, organisation=bloc.first_cell)
    assert [(o.post_label, o.name, o.person) for o in hidden] == [
        ("Bí thư", HIDDEN_NAME, None), ("Phó Bí thư", HIDDEN_NAME, None)]  # fmt: skip


def test_who_may_not_sit_is_told_why_and_how_to_mend(bloc: SmallBloc) -> None:
    seat(bloc, "Lý Thị Ẩm", "bi_thu")
    assert "không sinh hoạt ở Chi bộ Văn phòng; ghi việc chuyển" in refused(bloc, "Mạc Thị Yến", "pho_bi_thu")
    assert "còn là đảng viên dự bị" in refused(bloc, "Trà Thị Mẫn", "pho_bi_thu")
    assert refused(bloc, "Tạ Thị Ngữ", "bi_thu") == (
        "Đồng chí Lý Thị Ẩm đang giữ chức Bí thư từ ngày 01/07/2023; ghi việc thôi giữ chức của đồng chí đó trước."
    )
    assert "đang giữ chức Bí thư" in refused(bloc, "Lý Thị Ẩm", "pho_bi_thu")
    assert "không có chức vụ Ủy viên Ban Thường vụ" in refused(bloc, "Tạ Thị Ngữ", "uy_vien_thuong_vu")
    assert "chưa có hoặc không còn" in refused(bloc, "Tạ Thị Ngữ", "bi_thu", date(2020, 1, 1))


def test_a_member_of_a_cell_sits_in_the_committee_above_it(bloc: SmallBloc) -> None:
    seat(bloc, "Mạc Thị Yến", "bi_thu", organisation=bloc.first_unit)
    seat(bloc, "Mạc Thị Yến", "uy_vien_thuong_vu", organisation=bloc.first_unit)
    found = officers(actor=OPERATOR, organisation=bloc.first_unit)
    assert [o.post for o in found] == ["bi_thu", "uy_vien_thuong_vu"]
    assert rules.committee_size([(1, "bi_thu"), (1, "uy_vien_thuong_vu"), (2, "cap_uy_vien")]) == 2


def test_leaving_a_post_is_a_row_and_what_was_known_before_stays(bloc: SmallBloc) -> None:
    made, before = seat(bloc, "Lý Thị Ẩm", "bi_thu"), last_act()
    leave_seats(
        actor=OPERATOR, organisation=bloc.first_cell, seats=[made], on=date(2023, 7, 20), ended="mien_nhiem",
        decision=Decision("30-QĐ/ĐU", date(2023, 7, 18)),
    )  # fmt: skip
    assert officers(actor=OPERATOR, organisation=bloc.first_cell) == []
    assert [o.post for o in officers(actor=OPERATOR, organisation=bloc.first_cell, on=date(2023, 7, 19))] == [
        "bi_thu"
    ]
    assert len(officers(actor=OPERATOR, organisation=bloc.first_cell, known=before)) == 1
    (gone,) = former_officers(actor=OPERATOR, organisation=bloc.first_cell)
    assert (gone.ended, gone.end_decision) == ("Miễn nhiệm", "Quyết định số 30-QĐ/ĐU ngày 18/07/2023")
    with pytest.raises(CannotSeat, match="đã được sửa"):
        leave_seats(
            actor=OPERATOR, organisation=bloc.first_cell, seats=[made], on=date(2023, 7, 21), ended="thoi"
        )
    seat(bloc, "Tạ Thị Ngữ", "bi_thu", date(2023, 7, 20))


def test_nobody_leaves_a_post_before_taking_it(bloc: SmallBloc) -> None:
    made = seat(bloc, "Lý Thị Ẩm", "bi_thu")
    with pytest.raises(CannotSeat, match="phải sau ngày nhận chức"):
        leave_seats(actor=OPERATOR, organisation=bloc.first_cell, seats=[made], on=DAY, ended="thoi")


def test_a_congress_ends_the_posts_of_the_term_before(bloc: SmallBloc) -> None:
    seat(bloc, "Lý Thị Ẩm", "bi_thu", date(2023, 6, 1))
    ended = begin_term(
        actor=OPERATOR, organisation=bloc.first_cell, term=NewTerm(2023, 2025, 12, DAY), on=DAY
    )
    assert ended == 1
    seat(bloc, "Tạ Thị Ngữ", "bi_thu")
    corrected = begin_term(
        actor=OPERATOR, organisation=bloc.first_cell, term=NewTerm(2023, 2026, 12, DAY), on=DAY
    )
    assert corrected == 0
    assert [t.years for t in terms(bloc.first_cell)] == ["2023 - 2026"]
    assert set(Seat.objects.known().values_list("post", "ended")) == {
        ("bi_thu", "het_nhiem_ky"),
        ("bi_thu", ""),
    }
    assert [e.text for e in history(bloc.first_cell, tree_on(DAY))] == [
        "Đại hội lần thứ 12, nhiệm kỳ 2023 - 2026"
    ]
    with pytest.raises(CannotReorganise, match="sau ngày"):
        begin_term(
            actor=OPERATOR, organisation=bloc.first_cell, term=NewTerm(2022, 2023), on=date(2023, 6, 1)
        )
    with pytest.raises(CannotReorganise, match="phải sau năm đầu"):
        begin_term(actor=OPERATOR, organisation=bloc.first_cell, term=NewTerm(2023, 2020), on=DAY)


def test_a_person_is_found_by_some_words_of_the_name_inside_the_organisation(bloc: SmallBloc) -> None:
    def ask(name: str, organisation: int) -> list[str]:
        return [c.name for c in candidates(actor=OPERATOR, organisation=organisation, name=name, on=DAY)]

    assert ask("thị", bloc.first_cell) == ["Lý Thị Ẩm", "Trà Thị Mẫn", "Tạ Thị Ngữ"]
    assert ask("yen", bloc.first_unit) == ["Mạc Thị Yến"]
    assert ask("yen", bloc.first_cell) == ask("", bloc.first_unit) == []
    with pytest.raises(Refused):
        candidates(actor=actor_for(person(bloc.root, "theo_doi")), organisation=bloc.root, name="yen", on=DAY)


def test_concerns_name_what_is_missing_with_the_document(bloc: SmallBloc) -> None:
    tree = tree_on(DAY)
    said = concerns(actor=OPERATOR, organisation=bloc.first_cell, official=2, on=DAY, tree=tree)
    assert said[0] == "Chưa ghi bí thư."
    assert "2 đảng viên chính thức, dưới 3" in said[1] and "Điều lệ Đảng, Điều 21" in said[1]
    seat(bloc, "Lý Thị Ẩm", "bi_thu")
    said = concerns(actor=OPERATOR, organisation=bloc.first_cell, official=12, on=DAY, tree=tree)
    assert said == [
        "Chi bộ có 12 đảng viên chính thức (từ 9 trở lên) thì bầu chi ủy (Điều lệ Đảng, Điều 24)."
    ]
    begin_term(actor=OPERATOR, organisation=bloc.first_cell, term=NewTerm(2023, 2025, None, DAY), on=DAY)
    later = date(2026, 1, 1)
    said = concerns(actor=OPERATOR, organisation=bloc.first_cell, official=4, on=later, tree=tree)
    assert said == [
        "Nhiệm kỳ 2023 - 2025 đã hết từ ngày 01/01/2026: chưa ghi đại hội mới; được lùi đến 01/07/2026 khi cấp ủy cấp trên"
        " đồng ý (Quy định 24-QĐ/TW).",
    ]
    for official, small in ((29, True), (30, False)):
        said = concerns(actor=OPERATOR, organisation=bloc.first_unit, official=official, on=DAY, tree=tree)
        assert any("dưới 30" in one and "Điều lệ Đảng, Điều 21" in one for one in said) is small


def test_every_kind_has_its_posts_and_they_have_labels() -> None:
    assert set(rules.ORDER) == set(Post.values)
    assert posts_for("to_dang") == [("to_truong", "Tổ trưởng tổ đảng"), ("to_pho", "Tổ phó tổ đảng")]
    assert "chu_nhiem_ubkt" not in dict(posts_for("chi_bo_co_so"))
    assert "chu_nhiem_ubkt" in dict(posts_for("dang_bo_co_so"))


def test_the_post_of_a_foreign_organisation_is_refused(bloc: SmallBloc) -> None:
    office = actor_for(person(bloc.first_unit, "co_so_to_chuc"))
    with pytest.raises(Refused):
        take_seats(actor=office, organisation=bloc.second_unit, seats=[])
    made = seat(bloc, "Lý Thị Ẩm", "bi_thu")
    other = actor_for(person(bloc.second_unit, "co_so_to_chuc"))
    with pytest.raises(CannotSeat):
        leave_seats(
            actor=other, organisation=bloc.second_unit, seats=[made], on=date(2023, 7, 20), ended="thoi"
        )


def receive_elsewhere(bloc: SmallBloc, name: str, on: date = date(2023, 7, 20)) -> None:
    asked = Introduction(bloc.people[name], date(2023, 7, 10), bloc.lone_cell, paper_number="15-GT/ĐU")
    (transfer,) = introduce(actor=OPERATOR, organisation=bloc.first_unit, introductions=[asked])
    receipt = Receipt(transfer, on, bloc.lone_cell)
    moving(OPERATOR, lambda: receive(actor=OPERATOR, organisation=bloc.lone_cell, receipts=[receipt]))


def depart(bloc: SmallBloc, name: str, kind: str, **more: object) -> None:
    gone = Departure(bloc.people[name], kind, date(2023, 7, 20), **more)  # type: ignore[arg-type]
    moving(OPERATOR, lambda: leave(actor=OPERATOR, organisation=bloc.first_unit, departures=[gone]))


def test_a_member_who_was_received_elsewhere_no_longer_holds_a_post_here(bloc: SmallBloc) -> None:
    seat(bloc, "Tạ Thị Ngữ", "bi_thu")
    receive_elsewhere(bloc, "Tạ Thị Ngữ")
    assert officers(actor=OPERATOR, organisation=bloc.first_cell) == []
    (former,) = former_officers(actor=OPERATOR, organisation=bloc.first_cell)
    assert (former.until, former.ended) == (date(2023, 7, 20), "Chuyển sinh hoạt, nghỉ hưu")
    assert former.end_decision == "Quyết định số 15-GT/ĐU"


def test_who_moves_between_cells_keeps_the_post_in_the_committee_above_both(bloc: SmallBloc) -> None:
    seat(bloc, "Tạ Thị Ngữ", "bi_thu")
    seat(bloc, "Tạ Thị Ngữ", "cap_uy_vien", organisation=bloc.first_unit)
    move = InternalMove(bloc.people["Tạ Thị Ngữ"], bloc.second_cell, date(2023, 7, 20))
    moving(OPERATOR, lambda: move_within(actor=OPERATOR, organisation=bloc.first_unit, moves=[move]))
    assert officers(actor=OPERATOR, organisation=bloc.first_cell) == []
    assert [o.post for o in officers(actor=OPERATOR, organisation=bloc.first_unit)] == ["cap_uy_vien"]


@pytest.mark.parametrize(
    ("kind", "how", "paper"),
    [("tu_tran", "Từ trần", ""), ("khai_tru", "Ra khỏi Đảng", "Quyết định số 12-QĐ/ĐU ngày 18/07/2023")],
)
def test_death_and_expulsion_end_a_post_with_their_reason(bloc: SmallBloc, kind: str, how: str, paper: str) -> None:  # fmt: skip
    seat(bloc, "Tạ Thị Ngữ", "bi_thu")
    decided = {"decision_number": "12-QĐ/ĐU", "decided_on": date(2023, 7, 18)} if paper else {}
    depart(bloc, "Tạ Thị Ngữ", kind, **decided)
    (former,) = former_officers(actor=OPERATOR, organisation=bloc.first_cell)
    assert (former.ended, former.end_decision) == (how, paper)


def test_a_movement_that_is_taken_back_puts_the_post_right_again(bloc: SmallBloc) -> None:
    seat(bloc, "Tạ Thị Ngữ", "bi_thu")
    depart(bloc, "Tạ Thị Ngữ", "tu_tran")
    died = Movement.objects.known().get(person_id=bloc.people["Tạ Thị Ngữ"], kind="tu_tran")
    moving(
        OPERATOR,
        lambda: correct_movement(
            actor=OPERATOR, organisation=bloc.first_unit, movement=died.pk, correction=None, reason="ghi nhầm người"
        ),
    )  # fmt: skip
    assert [(o.name, o.until) for o in officers(actor=OPERATOR, organisation=bloc.first_cell)] == [("Tạ Thị Ngữ", None)]  # fmt: skip


def test_a_post_that_a_decision_ended_is_left_as_it_was_decided(bloc: SmallBloc) -> None:
    taken = seat(bloc, "Tạ Thị Ngữ", "bi_thu")
    leave_seats(
        actor=OPERATOR, organisation=bloc.first_cell, seats=[taken], on=date(2023, 7, 15), ended="thoi"
    )
    receive_elsewhere(bloc, "Tạ Thị Ngữ")
    (former,) = former_officers(actor=OPERATOR, organisation=bloc.first_cell)
    assert (former.until, former.ended) == (date(2023, 7, 15), "Thôi giữ chức")


def test_who_is_only_away_for_a_time_keeps_the_post(bloc: SmallBloc) -> None:
    seat(bloc, "Tạ Thị Ngữ", "bi_thu")
    away = NewAbsence(
        bloc.people["Tạ Thị Ngữ"], "tam_thoi_hoc_tap", date(2023, 7, 10), date(2024, 7, 10), "Học viện"
    )
    moving(OPERATOR, lambda: record_absences(actor=OPERATOR, organisation=bloc.first_unit, absences=[away]))
    assert len(officers(actor=OPERATOR, organisation=bloc.first_cell)) == 1
