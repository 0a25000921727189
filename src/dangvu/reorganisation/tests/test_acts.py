"""The six acts on the small bloc: who follows, what changes, what stays, and what is refused in which words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from tests.support import SmallBloc, person, small_bloc

from dangvu.accounts.queries import actor_for
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.audit.queries import last_act
from dangvu.foundation.capabilities import Refused
from dangvu.indicators.catalogue import CATALOGUE
from dangvu.indicators.engine import Run
from dangvu.members.models import Membership, Movement
from dangvu.organisations.actions import CannotReorganise, Decision
from dangvu.organisations.models import Reorganisation
from dangvu.organisations.queries import tree_on
from dangvu.reorganisation.actions import CHANGED_MEANWHILE, carry_out, rehearse
from dangvu.reorganisation.effects import Effects
from dangvu.reorganisation.plans import Dissolve, Found, Merge, Move, Part, Plan, Rename, Split
from dangvu.work.meetings.actions import NewMeeting, record_meetings
from dangvu.work.officers.actions import NewSeat, take_seats
from dangvu.work.officers.models import Seat
from dangvu.work.resolutions.actions import Progress, assign_task, record_progress

pytestmark = pytest.mark.django_db

ON = date(2023, 8, 1)
DECISION = Decision("214-QĐ/ĐUK", date(2023, 7, 20), "Đảng ủy Khối")
Make = Callable[[SmallBloc], Plan]


@pytest.fixture
def bloc(monkeypatch: pytest.MonkeyPatch) -> SmallBloc:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-25T09:00:00")
    return small_bloc()


def members_in(organisation: int, on: date = ON) -> set[int]:
    rows = Membership.objects.known().valid_on(on).filter(organisation_id=organisation)
    return set(rows.values_list("person_id", flat=True))


def two_of(bloc: SmallBloc, cell: int) -> frozenset[int]:
    return frozenset(sorted(members_in(cell))[:2])


PLANS: dict[str, Make] = {
    "move": lambda b: Move(organisation=b.lone_cell, parent=b.first_unit, on=ON),
    "merge of cells": lambda b: Merge(organisations=(b.second_cell,), into=b.first_cell, on=ON),
    "merge of committees": lambda b: Merge(organisations=(b.second_unit,), into=b.first_unit, on=ON),
    "cells into a committee": lambda b: Merge(organisations=(b.lone_cell,), into=b.first_unit, on=ON),
    "split of a cell": lambda b: Split(
        organisation=b.first_cell, parts=(Part("Chi bộ Văn phòng 2", two_of(b, b.first_cell)),), on=ON
    ),
    "split of a committee": lambda b: Split(
        organisation=b.first_unit,
        parts=(Part("Đảng bộ Sở Mới", frozenset(), frozenset({b.second_cell})),),
        on=ON,
    ),
    "rename": lambda b: Rename(organisation=b.first_unit, name="Đảng bộ Sở Tên Mới", on=ON),
    "dissolve": lambda b: Dissolve(organisation=b.second_cell, members_to=b.first_cell, on=ON),
    "found": lambda b: Found(
        parent=b.first_unit,
        name="Đảng bộ bộ phận Mới",
        kind="dang_bo_bo_phan",
        organisations=(b.first_cell,),
        on=ON,
    ),
}


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS.keys())
def test_a_rehearsal_writes_nothing_and_shows_what_the_commit_then_does(bloc: SmallBloc, plan: Make) -> None:
    asked = plan(bloc)
    counts = [m.objects.count() for m in (Movement, Membership, Reorganisation, Seat)]
    before, act, tree = figures(bloc), last_act(), tree_on(ON).nodes
    shown = rehearse(actor=OPERATOR, plan=asked)
    assert [m.objects.count() for m in (Movement, Membership, Reorganisation, Seat)] == counts
    assert (figures(bloc), last_act(), tree_on(ON).nodes) == (before, act, tree)
    assert rehearse(actor=OPERATOR, plan=asked) == shown
    done = carry_out(actor=OPERATOR, plan=replace(asked, decision=DECISION), seen=shown.fingerprint)
    assert done == shown
    assert last_act() == act + 1


def figures(bloc: SmallBloc, on: date = ON) -> object:
    return Run(bloc.period).figures(CATALOGUE, [bloc.root, bloc.first_unit, bloc.second_unit])


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS.keys())
def test_what_is_shown_is_what_the_records_say_afterwards(bloc: SmallBloc, plan: Make) -> None:
    shown = carry_out(actor=OPERATOR, plan=replace(plan(bloc), decision=DECISION))
    tree = tree_on(ON)
    in_the_tree = Membership.objects.known().valid_on(ON).filter(organisation_id__in=tree.nodes)
    assert in_the_tree.count() == Membership.objects.known().valid_on(ON).count()
    for row in shown.rows:
        name = row.what.removeprefix("Đảng viên, ")
        for node in tree:
            if name == tree.label(node.id) and row.what.startswith("Đảng viên, ") and row.after.isdigit():
                people = {p for below in tree.descendants(node.id) for p in members_in(below)}
                assert len(people) == int(row.after), row
    for follower in shown.followers:
        place = Membership.objects.known().valid_on(ON).get(person_id=follower.person).organisation_id
        assert tree[place].name == follower.target


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS.keys())
def test_totals_of_the_whole_do_not_change_and_reports_of_before_stay(bloc: SmallBloc, plan: Make) -> None:
    before = figures(bloc)
    shown = carry_out(actor=OPERATOR, plan=replace(plan(bloc), decision=DECISION))
    assert figures(bloc) == before, "the half-year before the day is as it was"
    totals = {row.what: row for row in shown.rows if row.total}
    for title in ("Đảng viên", "Đạt chỉ tiêu kết nạp"):
        row = totals[f"{title}, toàn Đảng bộ Khối thử nghiệm"]
        assert (row.before, row.why) == (row.after, "Không đổi")


def test_a_cell_moved_under_a_committee_becomes_attached_and_brings_its_target(bloc: SmallBloc) -> None:
    shown = carry_out(actor=OPERATOR, plan=replace(PLANS["move"](bloc), decision=DECISION))
    assert (
        shown.sentence
        == "Chuyển Chi bộ Hội Thứ Ba về trực thuộc Đảng bộ Sở Thứ Nhất, thành chi bộ trực thuộc"
    )
    said = {row.what: (row.before, row.after) for row in shown.rows}
    assert said["Loại hình, Chi bộ Hội Thứ Ba"] == ("Chi bộ cơ sở", "Chi bộ trực thuộc")
    assert said["Đảng viên, Đảng bộ Sở Thứ Nhất"] == ("8", "12")
    assert said["Chỉ tiêu kết nạp cả năm, Đảng bộ Sở Thứ Nhất"] == ("2", "3")
    assert said["Tổ chức cơ sở đảng, toàn Đảng bộ Khối thử nghiệm"] == ("3", "2")
    assert (shown.carried, shown.followers) == (4, ())
    assert tree_on(ON)[bloc.lone_cell].kind == "chi_bo_truc_thuoc"
    assert not Movement.objects.filter(on=ON).exists()


def test_members_of_a_merged_cell_follow_it_and_are_not_transferred(bloc: SmallBloc) -> None:
    people = members_in(bloc.second_cell, date(2023, 7, 31))
    shown = carry_out(actor=OPERATOR, plan=replace(PLANS["merge of cells"](bloc), decision=DECISION))
    assert {f.person for f in shown.followers} == people
    assert people <= members_in(bloc.first_cell)
    kinds = set(Movement.objects.known().filter(on=ON).values_list("kind", flat=True))
    assert kinds == {"di_theo_to_chuc", "den_theo_to_chuc"}
    run = Run(type(bloc.period)(date(2023, 7, 1), date(2023, 12, 31)))
    found = run.figures(CATALOGUE, [bloc.root])[bloc.root]
    assert found["transferred_in"].value == found["transferred_out"].value == 0


def test_open_tasks_and_targets_of_an_ended_organisation_pass_to_who_goes_on(bloc: SmallBloc) -> None:
    task = assign_task(
        actor=OPERATOR, organisation=bloc.root, kind="so_ket_giua_nhiem_ky", title="Sơ kết giữa nhiệm kỳ"
    )
    record_progress(
        actor=OPERATOR, organisation=bloc.root, task=task,
        progress=[Progress(bloc.second_unit, None), Progress(bloc.first_unit, date(2023, 6, 1))],
    )  # fmt: skip
    shown = rehearse(actor=OPERATOR, plan=PLANS["merge of committees"](bloc))
    assert shown.handed_over == (
        "Nhiệm vụ chưa xong của Đảng bộ Sở Thứ Hai: “Sơ kết giữa nhiệm kỳ”, Đảng bộ Sở Thứ Nhất làm tiếp.",
        "“Chỉ tiêu kết nạp năm 2023”: phần 2 đã giao cho Đảng bộ Sở Thứ Hai tính vào Đảng bộ Sở Thứ Nhất.",
    )


def test_posts_end_with_the_organisation_and_with_who_leaves_it(bloc: SmallBloc) -> None:
    official = [p for p in members_in(bloc.first_cell) if p in set(bloc.people.values())]
    official = sorted(
        Membership.objects.known().valid_on(ON).filter(person_id__in=official, status="chinh_thuc")
        .values_list("person_id", flat=True)
    )  # fmt: skip
    take_seats(
        actor=OPERATOR, organisation=bloc.first_cell,
        seats=[NewSeat(official[0], "bi_thu", date(2023, 7, 1)), NewSeat(official[1], "pho_bi_thu", date(2023, 7, 1))],
    )  # fmt: skip
    plan = Split(organisation=bloc.first_cell, parts=(Part("Chi bộ Mới", frozenset(official[:1])),), on=ON)
    assert [(p.person, p.post, p.why) for p in rehearse(actor=OPERATOR, plan=plan).posts] == [
        (official[0], "Bí thư", "Chuyển sang Chi bộ Mới")
    ]
    merged = Merge(organisations=(bloc.first_cell,), into=bloc.second_cell, on=ON, decision=DECISION)
    shown = carry_out(actor=OPERATOR, plan=merged)
    assert [p.post for p in shown.posts] == ["Bí thư", "Phó Bí thư"]
    ended = Seat.objects.known().filter(organisation_id=bloc.first_cell)
    assert {(s.ended, s.valid_to, s.ended_number) for s in ended} == {("to_chuc_cham_dut", ON, "214-QĐ/ĐUK")}


def test_a_commit_over_changed_records_is_refused_and_nothing_is_written(bloc: SmallBloc) -> None:
    plan = replace(PLANS["merge of cells"](bloc), decision=DECISION)
    seen = rehearse(actor=OPERATOR, plan=plan).fingerprint
    carry_out(actor=OPERATOR, plan=Rename(organisation=bloc.second_cell, name="Chi bộ Khác", on=date(2023, 7, 1),
                                          decision=replace(DECISION, date=date(2023, 6, 1))))  # fmt: skip
    act = last_act()
    with pytest.raises(CannotReorganise) as refusal:
        carry_out(actor=OPERATOR, plan=plan, seen=seen)
    assert str(refusal.value) == CHANGED_MEANWHILE
    assert last_act() == act


def refused(plan: Plan) -> tuple[str, str]:
    with pytest.raises(CannotReorganise) as refusal:
        rehearse(actor=OPERATOR, plan=plan)
    return refusal.value.field, str(refusal.value)


def test_each_refusal_says_what_and_how_to_mend(bloc: SmallBloc) -> None:
    b = bloc
    said = {
        "there": refused(Move(organisation=b.first_unit, parent=b.root, on=ON)),
        "level": refused(Move(organisation=b.first_unit, parent=b.lone_cell, on=ON)),
        "name": refused(Move(organisation=b.third_cell, parent=b.first_unit, on=ON)),
        "nobody": refused(Merge(organisations=(), into=b.first_unit, on=ON)),
        "itself": refused(Merge(organisations=(b.first_unit,), into=b.first_unit, on=ON)),
        "kinds": refused(Merge(organisations=(b.first_unit,), into=b.lone_cell, on=ON)),
        "nameless": refused(Split(organisation=b.first_cell, parts=(), on=ON)),
        "empty": refused(Split(organisation=b.first_cell, parts=(Part("Chi bộ Mới"),), on=ON)),
        "root": refused(Split(organisation=b.root, parts=(Part("Khối Mới"),), on=ON)),
        "all": refused(Split(organisation=b.lone_cell, on=ON,
                             parts=(Part("Chi bộ Mới", frozenset(members_in(b.lone_cell))),))),
        "same": refused(Rename(organisation=b.first_unit, name="Đảng bộ Sở Thứ Nhất", on=ON)),
        "taken": refused(Rename(organisation=b.first_unit, name="Đảng bộ Sở Thứ Hai", on=ON)),
        "children": refused(Dissolve(organisation=b.first_unit, on=ON)),
        "members": refused(Dissolve(organisation=b.second_cell, on=ON)),
        "not a cell": refused(Dissolve(organisation=b.second_cell, members_to=b.second_unit, on=ON)),
        "kind": refused(Found(parent=b.root, name="Chi bộ Mới", kind="chi_bo_truc_thuoc", on=ON)),
        "early": refused(Found(parent=b.root, name="Chi bộ Mới", kind="chi_bo_co_so", on=date(2020, 1, 1))),
    }  # fmt: skip
    assert said == {
        "there": ("parent", "Đảng bộ Sở Thứ Nhất đang trực thuộc Đảng bộ Khối thử nghiệm rồi."),
        "level": ("parent", "Đảng bộ cơ sở không trực thuộc chi bộ cơ sở được; chọn tổ chức cấp trên khác."),
        "name": (
            "parent",
            "Đảng bộ Sở Thứ Nhất đã có một tổ chức tên “Chi bộ Văn phòng”; đổi tên một trong hai trước.",
        ),
        "nobody": ("organisations", "Chưa chọn tổ chức nào để nhập."),
        "itself": ("organisations", "Tổ chức nhận không thể đồng thời là tổ chức được nhập."),
        "kinds": ("organisations", "Đảng bộ cơ sở không nhập vào chi bộ cơ sở được (Đảng bộ Sở Thứ Nhất)."),
        "nameless": ("name_1", "Chưa đặt tên cho tổ chức mới."),
        "empty": ("name_1", "“Chi bộ Mới” chưa có đảng viên nào; chọn ít nhất một."),
        "root": ("", "Không tách được tổ chức cao nhất của cây."),
        "all": (
            "",
            "Không còn đảng viên nào ở lại Chi bộ Hội Thứ Ba; để lại ít nhất một đồng chí, hoặc đổi tên.",
        ),
        "same": ("name", "Tên mới giống tên đang dùng."),
        "taken": ("name", "Đã có tổ chức tên “Đảng bộ Sở Thứ Hai” ở cùng cấp trên; đặt tên khác."),
        "children": (
            "",
            "Đảng bộ Sở Thứ Nhất còn 2 tổ chức trực thuộc; chuyển hoặc nhập các tổ chức đó trước.",
        ),
        "members": (
            "members_to",
            "Chi bộ Kế hoạch còn 4 đảng viên; chọn chi bộ mà các đồng chí đó chuyển đến.",
        ),
        "not a cell": ("members_to", "Đảng viên sinh hoạt ở chi bộ; chọn một chi bộ."),
        "kind": (
            "kind",
            "Chi bộ trực thuộc không trực thuộc đảng bộ cấp trên trực tiếp cơ sở được; chọn loại hình khác.",
        ),
        "early": ("on", "Ngày 01/01/2020 chưa có danh sách tổ chức; chọn ngày muộn hơn."),
    }


def test_a_decision_has_its_number_and_is_not_signed_after_the_day_it_takes_effect(bloc: SmallBloc) -> None:
    plan = PLANS["rename"](bloc)
    for decision, field in (
        (Decision(), "decision_number"),
        (Decision("1-QĐ"), "decision_date"),
        (Decision("1-QĐ", date(2023, 8, 2)), "decision_date"),
    ):
        with pytest.raises(CannotReorganise) as refusal:
            carry_out(actor=OPERATOR, plan=replace(plan, decision=decision))
        assert refusal.value.field == field


def test_an_organisation_does_not_end_before_what_is_on_record_for_it(bloc: SmallBloc) -> None:
    record_meetings(actor=OPERATOR, organisation=bloc.second_cell,
                    meetings=[NewMeeting(bloc.second_cell, "dinh_ky", date(2023, 8, 3))])  # fmt: skip
    assert refused(PLANS["merge of cells"](bloc)) == (
        "on",
        "Từ ngày 01/08/2023 trở đi Chi bộ Kế hoạch còn việc đã ghi: 1 buổi sinh hoạt. Chọn ngày hiệu lực muộn hơn, hoặc"
        " đính chính các việc đó trước.",
    )
    early = Split(organisation=bloc.first_cell, on=date(2023, 2, 20),
                  parts=(Part("Chi bộ Mới", frozenset({bloc.people["Lý Thị Ẩm"]})),))  # fmt: skip
    assert refused(early) == (
        "on",
        "Đồng chí Lý Thị Ẩm có biến động đã ghi từ ngày 01/03/2023, sau ngày hiệu lực 20/02/2023. Chọn ngày hiệu lực muộn"
        " hơn, hoặc đính chính biến động đó trước.",
    )


def test_the_office_of_the_bloc_may_and_the_unit_or_a_stranger_may_not(bloc: SmallBloc) -> None:
    office = actor_for(person(bloc.root, "cap_tren_to_chuc"))
    for plan in PLANS.values():
        assert isinstance(rehearse(actor=office, plan=plan(bloc)), Effects)
    for role, place in (("co_so_to_chuc", bloc.first_unit), ("bi_thu", bloc.root), ("quan_tri", bloc.root)):
        with pytest.raises(Refused):
            rehearse(actor=actor_for(person(place, role)), plan=PLANS["rename"](bloc))
    second = actor_for(person(bloc.second_unit, "cap_tren_to_chuc"))
    with pytest.raises(Refused):
        rehearse(actor=second, plan=PLANS["merge of committees"](bloc))


def test_a_reorganisation_of_a_day_to_come_is_carried_out_by_the_office_too(bloc: SmallBloc) -> None:
    office = actor_for(person(bloc.root, "cap_tren_to_chuc"))
    far = date(2024, 1, 1)
    for name in ("split of a cell", "found", "dissolve"):
        plan = replace(PLANS[name](bloc), on=far, decision=DECISION)
        shown = rehearse(actor=office, plan=plan)
        assert shown.left_behind == 0


def test_a_small_cell_and_a_committee_without_officers_are_pointed_out(bloc: SmallBloc) -> None:
    shown = rehearse(actor=OPERATOR, plan=PLANS["split of a cell"](bloc))
    assert any("dưới 3: không đủ để hoạt động (Điều lệ Đảng, Điều 21)" in said for said in shown.warnings)
    assert any(said.startswith("Chi bộ Văn phòng 2 chưa có cấp ủy") for said in shown.warnings)
