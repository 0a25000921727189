"""From what is said and concluded at a conference to the books of other areas, each in one act."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from tests.support import SmallBloc, person, small_bloc

from dangvu.accounts.queries import actor_for
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.audit.models import Act
from dangvu.foundation.due import Standing
from dangvu.foundation.refusals import Impossible
from dangvu.proceedings import actions, queries
from dangvu.work.conferences import actions as conferences
from dangvu.work.conferences.actions import NewConference, NewPoint
from dangvu.work.conferences.models import Delegate
from dangvu.work.conferences.queries import points
from dangvu.work.conferences.rules import DelegateKind
from dangvu.work.documents.actions import NewDocument, issue, withdraw_numbers
from dangvu.work.documents.models import DocumentState
from dangvu.work.meetings.actions import answer_opinion
from dangvu.work.meetings.models import Opinion
from dangvu.work.meetings.rules import OpinionState
from dangvu.work.officers.actions import NewSeat, take_seats
from dangvu.work.resolutions.actions import say_done, take_back_task
from dangvu.work.resolutions.models import AssignedTask
from dangvu.work.resolutions.queries import tasks

pytestmark = pytest.mark.django_db
DAY = date(2023, 7, 5)


@pytest.fixture
def bloc(db: None, monkeypatch: pytest.MonkeyPatch) -> SmallBloc:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")
    return small_bloc()


def told(bloc: SmallBloc, on: date = DAY) -> dict[str, Any]:
    new = NewConference("Hội nghị sơ kết 6 tháng", on, starts_at=time(8))
    conference = conferences.call(actor=OPERATOR, organisation=bloc.root, new=new)
    return {"actor": OPERATOR, "organisation": bloc.root, "conference": conference}


def concluded(bloc: SmallBloc, asked: dict[str, Any]) -> None:
    units = (bloc.first_unit, bloc.lone_cell)
    new = [
        NewPoint("Rà soát nguồn kết nạp", units, date(2023, 7, 10), "Danh sách"),
        NewPoint("Hướng dẫn sinh hoạt chuyên đề", (bloc.root,), None),
    ]
    conferences.write_points(**asked, points=new)


def test_the_committee_and_the_holders_of_posts_are_called_from_the_officers(bloc: SmallBloc) -> None:
    asked = told(bloc)
    with pytest.raises(Impossible, match="Chưa ghi ai trong cấp ủy"):
        actions.call_delegates(**asked, committee=True)
    since = date(2023, 2, 1)
    seats = [
        ("Đỗ Ắng", "bi_thu"),
        ("Đỗ Ắng", "uy_vien_thuong_vu"),
        ("Mạc Thị Yến", "chu_nhiem_ubkt"),
        ("Kiều Văn Ỏn", "cap_uy_vien"),
    ]
    take_seats(actor=OPERATOR, organisation=bloc.root,
               seats=[NewSeat(bloc.people[name], post, since) for name, post in seats])  # fmt: skip
    take_seats(
        actor=OPERATOR,
        organisation=bloc.first_unit,
        seats=[NewSeat(bloc.people["Tạ Thị Ngữ"], "bi_thu", since)],
    )
    units = bloc.tree.children(bloc.root)
    made = actions.call_delegates(
        **asked, committee=True, units=units, posts=["bi_thu"], guests=["Phó Trưởng Ban Tổ chức Tỉnh ủy"]
    )
    assert made == 2 + 3 + 1
    rows = Delegate.objects.known()
    called = set(rows.filter(kind=DelegateKind.COMMITTEE).values_list("person_id", "post"))
    assert called == {(bloc.people["Đỗ Ắng"], "Bí thư"), (bloc.people["Kiều Văn Ỏn"], "Cấp ủy viên")}
    assert rows.get(unit_id=bloc.first_unit).person_id == bloc.people["Tạ Thị Ngữ"]
    assert rows.get(unit_id=bloc.second_unit).person_id is None, "a post nobody is on record for"
    assert actions.call_delegates(**asked, committee=True, units=units, posts=["bi_thu"]) == 0


def test_what_is_said_is_an_entry_of_the_book_sent_on_at_once(bloc: SmallBloc) -> None:
    asked = told(bloc)
    before = Act.objects.count()
    made = actions.hear(
        **asked, unit=bloc.first_unit, text="Mở thêm lớp bồi dưỡng", body="Ban Tổ chức", due=date(2023, 7, 31)
    )
    assert Act.objects.count() == before + 1
    actions.hear(**asked, unit=bloc.lone_cell, text="Nhất trí với báo cáo", is_proposal=False)
    found = queries.opinions_of(**asked, tree=bloc.tree)
    assert [(one.text, one.state) for one in found] == [
        ("Nhất trí với báo cáo", OpinionState.NEW),
        ("Mở thêm lớp bồi dưỡng", OpinionState.ROUTED),
    ]
    assert (
        found[1].occasion == "Hội nghị sơ kết 6 tháng" and found[1].voices[0].organisation == bloc.first_unit
    )
    answer_opinion(actor=OPERATOR, organisation=bloc.root, opinion=made, text="Mở trong quý III.", on=DAY)
    assert queries.opinions_of(**asked, tree=bloc.tree)[1].answered is not None
    with pytest.raises(Impossible, match="nơi trả lời"):
        actions.hear(**asked, unit=bloc.first_unit, text="Khác", due=date(2023, 7, 31))
    with pytest.raises(Impossible, match="Hạn trả lời"):
        actions.hear(**asked, unit=bloc.first_unit, text="Khác", body="Ban Tổ chức", due=date(2023, 7, 1))
    assert Opinion.objects.count() == 2, "what could not be sent on is not half written"


def test_nothing_is_said_before_the_day_and_nothing_by_strangers(bloc: SmallBloc) -> None:
    with pytest.raises(Impossible, match="đến ngày họp"):
        actions.hear(**told(bloc, date(2023, 7, 14)), unit=bloc.first_unit, text="Sớm")
    unit = conferences.call(
        actor=OPERATOR, organisation=bloc.first_unit, new=NewConference("Hội nghị đảng bộ", DAY)
    )
    with pytest.raises(LookupError):
        actions.hear(
            actor=OPERATOR, organisation=bloc.first_unit, conference=unit, unit=bloc.second_unit, text="Lạ"
        )


def test_the_notice_takes_its_number_and_its_points_become_tasks_in_one_act(bloc: SmallBloc) -> None:
    asked = told(bloc)
    with pytest.raises(Impossible, match="Chưa ghi điểm kết luận"):
        actions.issue_notice(**asked, on=DAY)
    concluded(bloc, asked)
    assert [one.points for one in queries.unassigned(actor=OPERATOR, organisation=bloc.root)] == [2]
    before = Act.objects.count()
    done = actions.issue_notice(**asked, on=DAY, signer="")
    assert (done.symbol, done.tasks, Act.objects.count()) == ("01-TB/ĐU", 2, before + 1)
    assert DocumentState.objects.known().get().title == "Kết luận hội nghị sơ kết 6 tháng"
    assert queries.unassigned(actor=OPERATOR, organisation=bloc.root) == []
    given = queries.tasks_of(**asked)
    assert [(number, len(one.progress)) for number, one in sorted(given.items())] == [(1, 2), (2, 1)]
    unit = tasks(actor=OPERATOR, organisation=bloc.first_unit)
    assert [one.title for one in unit] == ["Rà soát nguồn kết nạp"] and unit[0].waits_here
    with pytest.raises(Impossible, match="đã ban hành rồi"):
        actions.issue_notice(**asked, on=DAY)


def test_units_close_their_task_and_the_conference_tells_who_is_late(
    bloc: SmallBloc, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = told(bloc)
    concluded(bloc, asked)
    actions.assign_points(**asked)
    task = queries.tasks_of(**asked)[1].id
    monkeypatch.setenv("DANGVU_NOW", "2023-07-12T09:00:00")
    clerk = actor_for(person(bloc.first_unit, "co_so_to_chuc"))
    say_done(actor=clerk, organisation=bloc.first_unit, task=task, done_on=date(2023, 7, 9), paper="05-BC/ĐU")
    given = queries.tasks_of(**asked)[1]
    assert [one.standing for one in given.progress] == [Standing.IN_TIME, Standing.OVERDUE]
    assert (given.done, given.overdue, given.progress[0].paper) == (1, 1, "05-BC/ĐU")


def test_a_point_that_is_a_task_stays_until_the_task_is_taken_back(bloc: SmallBloc) -> None:
    asked = told(bloc)
    concluded(bloc, asked)
    actions.assign_points(**asked)
    new = NewPoint("Rà soát nguồn", (bloc.second_unit,))
    for refused in (
        lambda: actions.drop_point(**asked, number=1),
        lambda: actions.correct_point(**asked, number=1, new=new),
    ):
        with pytest.raises(Impossible, match="đã giao thành nhiệm vụ"):
            refused()
    task = queries.tasks_of(**asked)[1].id
    take_back_task(actor=OPERATOR, organisation=bloc.root, task=task, reason="giao nhầm")
    actions.correct_point(**asked, number=1, new=new)
    assert actions.assign_points(**asked) == 1
    assert AssignedTask.objects.known().count() == 2
    assert [one.text for one in points(**asked, tree=bloc.tree)] == [
        "Rà soát nguồn",
        "Hướng dẫn sinh hoạt chuyên đề",
    ]


def test_a_task_of_the_same_words_is_refused_and_nothing_of_the_notice_is_written(bloc: SmallBloc) -> None:
    asked = told(bloc)
    concluded(bloc, asked)
    actions.assign_points(**asked)
    again = {**told(bloc, date(2023, 7, 4))}
    conferences.write_points(**again, points=[NewPoint("rà soát nguồn kết nạp", (bloc.second_unit,))])
    with pytest.raises(Impossible, match="đã giao từ trước"):
        actions.issue_notice(**again, on=DAY)
    assert not DocumentState.objects.exists()


def test_a_withdrawn_number_leaves_the_conference_without_a_notice(bloc: SmallBloc) -> None:
    asked = told(bloc)
    concluded(bloc, asked)
    issue(
        actor=OPERATOR,
        organisation=bloc.root,
        documents=[NewDocument("thong_bao", DAY, "Thông báo khác", number=7)],
    )
    assert actions.issue_notice(**asked, on=DAY).symbol == "08-TB/ĐU"
    notice = queries.notice_of(**asked, tree=bloc.tree)
    assert notice is not None
    withdraw_numbers(actor=OPERATOR, organisation=bloc.root, documents=[notice.document], reason="in lại")
    assert queries.notice_of(**asked, tree=bloc.tree) is None
    assert actions.issue_notice(**asked, on=DAY) == actions.Noticed("09-TB/ĐU", 0)


def test_the_notice_is_for_whoever_holds_the_conference_or_is_called(bloc: SmallBloc) -> None:
    asked = told(bloc)
    concluded(bloc, asked)
    actions.issue_notice(**asked, on=DAY)
    with pytest.raises(LookupError):
        queries.notice_of(**{**asked, "organisation": bloc.lone_cell}, tree=bloc.tree)
