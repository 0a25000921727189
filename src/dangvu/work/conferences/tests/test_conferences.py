"""A conference on the small bloc: called, prepared, its roll and its floor, its points; and what is refused."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from tests.support import SmallBloc, person, small_bloc

from dangvu.accounts.queries import actor_for
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.capabilities import Refused
from dangvu.foundation.refusals import Impossible
from dangvu.work.conferences import actions, queries
from dangvu.work.conferences.actions import Item, NewConference, NewDelegate, NewPoint
from dangvu.work.conferences.models import (
    CheckIn,
    ConferenceState,
    Delegate,
    GroupPlace,
    ProgrammeItem,
    SpeakerTurn,
)
from dangvu.work.conferences.rules import DelegateKind, Presence, Turn

pytestmark = pytest.mark.django_db
DAY = date(2023, 7, 5)


@pytest.fixture
def bloc(db: None, monkeypatch: pytest.MonkeyPatch) -> SmallBloc:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T08:05:00")
    return small_bloc()


def told(bloc: SmallBloc, on: date = DAY, **more: Any) -> dict[str, Any]:
    """The review conference of the bloc, called for eight o'clock; what every action of it is asked with."""
    new = NewConference("Hội nghị sơ kết 6 tháng", on, starts_at=time(8), place="Hội trường tầng 3", **more)
    conference = actions.call(actor=OPERATOR, organisation=bloc.root, new=new, usual=True)
    return {"actor": OPERATOR, "organisation": bloc.root, "conference": conference}


def delegates(bloc: SmallBloc, asked: dict[str, Any]) -> list[int]:
    """Two members of the committee, the secretary of each unit, one guest: their ids in the order of calling."""
    people = bloc.people
    new = [
        NewDelegate("Bí thư", DelegateKind.COMMITTEE, bloc.root, people["Đỗ Ắng"]),
        NewDelegate("Phó Bí thư", DelegateKind.COMMITTEE, bloc.root, people["Mạc Thị Yến"]),
        *(NewDelegate("Bí thư", unit=unit) for unit in (bloc.first_unit, bloc.second_unit, bloc.lone_cell)),
        NewDelegate("Đại diện Ban Tổ chức Tỉnh ủy", DelegateKind.GUEST),
    ]
    assert actions.invite(**asked, delegates=new) == 6
    return list(Delegate.objects.known().order_by("pk").values_list("pk", flat=True))


def seen(bloc: SmallBloc, asked: dict[str, Any], at: int | None = None) -> dict[str, Any]:
    return {**asked, "organisation": at or asked["organisation"], "tree": bloc.tree}


def test_a_conference_begins_with_the_usual_programme_and_items_keep_their_number(bloc: SmallBloc) -> None:
    asked = told(bloc)
    view = queries.conference(**seen(bloc, asked))
    assert [item.at for item in view.items[:3]] == [time(8), time(8, 10), time(8, 35)]
    items = [Item(i.title, i.kind, i.minutes, i.speaker, i.number) for i in view.items]
    items = [items[1], items[0], *items[2:-1], Item("Trao Huy hiệu Đảng", "khen_thuong", 15)]
    actions.set_programme(**asked, items=items)
    view = queries.conference(**seen(bloc, asked))
    assert [(item.number, item.order) for item in view.items][:2] == [(2, 1), (1, 2)]
    assert view.items[-1].number == 8 and view.items[-1].title == "Trao Huy hiệu Đảng"
    assert ProgrammeItem.objects.count() == 7 + 3, "what stayed as it was is not written again"
    with pytest.raises(Impossible, match="người khác sửa"):
        actions.set_programme(**asked, items=[Item("Lạ", number=7)])


def test_nobody_is_called_twice_and_nobody_from_elsewhere(bloc: SmallBloc) -> None:
    asked = told(bloc)
    delegates(bloc, asked)
    again = [
        NewDelegate("bí thư", unit=bloc.first_unit),
        NewDelegate("Ủy viên", DelegateKind.COMMITTEE, bloc.root, bloc.people["Đỗ Ắng"]),
    ]
    assert actions.invite(**asked, delegates=again) == 0
    own = {**asked, "organisation": bloc.second_unit}
    with pytest.raises(LookupError):
        actions.invite(**own, delegates=again)
    mine = actions.call(
        actor=OPERATOR, organisation=bloc.second_unit, new=NewConference("Hội nghị đảng bộ", DAY)
    )
    for stranger in (
        NewDelegate("Bí thư", unit=bloc.first_unit),
        NewDelegate("Bí thư", person=bloc.people["Đỗ Ắng"]),
    ):
        with pytest.raises(LookupError):
            actions.invite(
                actor=OPERATOR, organisation=bloc.second_unit, conference=mine, delegates=[stranger]
            )


def test_the_roll_counts_who_has_to_come_and_pressing_twice_writes_once(
    bloc: SmallBloc, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = told(bloc)
    ids = delegates(bloc, asked)
    assert actions.check_in(**asked, delegates=ids[:2]) == 2
    assert actions.check_in(**asked, delegates=ids[:2]) == 0
    actions.check_in(**asked, delegates=ids[2:3], state=Presence.PRESENT)
    actions.check_in(**asked, delegates=ids[3:4], state=Presence.EXCUSED, note="họp tỉnh")
    actions.check_in(**asked, delegates=ids[5:])
    called = queries.roll(**seen(bloc, asked))
    assert [row.presence for row in called.rows] == [
        "den_muon",
        "den_muon",
        "co_mat",
        "vang_co_ly_do",
        "",
        "den_muon",
    ]
    assert (len(called.convened), len(called.there), len(called.guests)) == (5, 3, 1)
    assert called.quorum is not None and (called.quorum.present, called.quorum.needed, called.quorum.met) == (
        2,
        2,
        True,
    )
    assert [row.label for row in called.found("mac yen")] == ["Mạc Thị Yến"]
    assert actions.mark_rest_absent(**asked) == 1
    assert not queries.roll(**seen(bloc, asked)).marked("chua")
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")
    actions.check_in(**asked, delegates=ids[:1])
    mark = CheckIn.objects.known().get(delegate_id=ids[0])
    assert (mark.state, mark.at.hour, mark.at.minute) == ("den_muon", 1, 5), (
        "the first hour stands (8:05 here)"
    )
    actions.take_back_check_in(**asked, delegates=ids[:1])
    assert queries.roll(**seen(bloc, asked)).quorum.met is False  # type: ignore[union-attr]


def test_before_the_day_nobody_is_there_but_an_excuse_is_taken(bloc: SmallBloc) -> None:
    asked = told(bloc, on=date(2023, 7, 14))
    ids = delegates(bloc, asked)
    with pytest.raises(Impossible, match="đến ngày họp"):
        actions.check_in(**asked, delegates=ids[:1])
    assert actions.check_in(**asked, delegates=ids[:1], state=Presence.EXCUSED, note="đi công tác") == 1
    with pytest.raises(Impossible, match="đến ngày họp"):
        actions.begin_item(**asked, number=1)


def test_whoever_is_marked_or_waits_for_the_floor_stays_on_the_roll(bloc: SmallBloc) -> None:
    asked = told(bloc)
    ids = delegates(bloc, asked)
    actions.check_in(**asked, delegates=ids[:1])
    actions.ask_for_floor(**asked, delegates=ids[1:2])
    for one, why in ((ids[0], "đã điểm danh"), (ids[1], "đăng ký")):
        with pytest.raises(Impossible, match=why):
            actions.uninvite(**asked, delegates=[one])
    actions.uninvite(**asked, delegates=ids[2:3])
    assert len(queries.roll(**seen(bloc, asked)).rows) == 5


def test_the_floor_goes_from_one_to_the_next(bloc: SmallBloc, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = told(bloc)
    ids = delegates(bloc, asked)
    actions.begin_item(**asked, number=4)
    assert actions.ask_for_floor(**asked, delegates=[ids[3], ids[2], ids[4]]) == 3
    assert actions.ask_for_floor(**asked, delegates=[ids[3]]) == 0, "who waits does not wait twice"
    actions.call_speaker(**asked, number=1)
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T08:08:30")
    called = queries.roll(**seen(bloc, asked))
    floor = queries.floor(**seen(bloc, asked), called=called)
    assert floor.speaking is not None and (floor.speaking.who.id, floor.speaking.minutes) == (ids[3], 3)
    assert [turn.who.id for turn in floor.waiting] == [ids[2], ids[4]]
    for _ in range(2):
        actions.call_speaker(**asked, number=2)
    actions.withdraw_speaker(**asked, number=3)
    actions.begin_item(**asked, number=5)
    floor = queries.floor(**seen(bloc, asked), called=called)
    assert (floor.speaking, len(floor.waiting), [turn.who.id for turn in floor.spoken]) == (
        None,
        0,
        [ids[3], ids[2]],
    )
    assert SpeakerTurn.objects.filter(state=Turn.SPEAKING).count() == 2, "pressing twice calls once"
    with pytest.raises(Impossible, match="đã xong"):
        actions.call_speaker(**asked, number=1)
    view = queries.conference(**seen(bloc, asked))
    assert view.current is not None and (view.current.number, view.next.number) == (5, 6)  # type: ignore[union-attr]
    actions.begin_item(**asked, number=None)
    view = queries.conference(**seen(bloc, asked))
    assert view.is_over and all(item.is_done for item in view.items)


def test_a_unit_that_is_called_sees_its_own_and_asks_for_its_own(bloc: SmallBloc) -> None:
    asked = told(bloc)
    ids = delegates(bloc, asked)
    actions.ask_for_papers(
        **asked, units=[bloc.first_unit, bloc.second_unit], title="Sinh hoạt chuyên đề", due=DAY
    )
    clerk = actor_for(person(bloc.first_unit, "co_so_to_chuc"))
    mine = {"actor": clerk, "organisation": bloc.first_unit, "conference": asked["conference"]}
    look = {**mine, "tree": bloc.tree}
    assert not queries.conference(**look).is_own
    assert [row.id for row in queries.roll(**look).rows] == [ids[2]]
    assert [one.unit for one in queries.papers(**look)] == [bloc.first_unit]
    assert [
        one.is_own for one in queries.conferences(actor=clerk, organisation=bloc.first_unit, tree=bloc.tree)
    ] == [False]
    actions.ask_for_floor(**mine, delegates=[ids[2]])
    for _ in range(2):
        actions.receive_paper(**mine, unit=bloc.first_unit, on=DAY)
    for stranger in ([ids[3]], [ids[0]]):
        with pytest.raises(LookupError):
            actions.ask_for_floor(**mine, delegates=stranger)
    with pytest.raises(LookupError):
        actions.receive_paper(**mine, unit=bloc.second_unit, on=DAY)
    with pytest.raises(LookupError):
        actions.check_in(**mine, delegates=[ids[2]])
    with pytest.raises(Refused):
        actions.check_in(**{**asked, "actor": clerk}, delegates=[ids[2]])
    with pytest.raises(LookupError):
        queries.conference(
            actor=OPERATOR, organisation=bloc.third_cell, tree=bloc.tree, conference=asked["conference"]
        )
    assert queries.points(**look) == []


def test_groups_are_shared_out_and_described(bloc: SmallBloc) -> None:
    asked = told(bloc)
    delegates(bloc, asked)
    actions.make_groups(**asked, count=2)
    actions.describe_group(**asked, number=1, place="Phòng 201", leader="Phó Bí thư Đảng ủy", secretary="")
    groups = queries.groups(**seen(bloc, asked), called=queries.roll(**seen(bloc, asked)))
    assert sorted(len(group.rows) for group in groups) == [2, 3], "guests sit in no group"
    assert groups[0].leader == "Phó Bí thư Đảng ủy" and groups[0].rows
    actions.make_groups(**asked, count=0)
    assert not GroupPlace.objects.known().exists()
    with pytest.raises(Impossible, match="từ 0 đến 20"):
        actions.make_groups(**asked, count=21)


def test_points_are_written_corrected_and_dropped(bloc: SmallBloc) -> None:
    asked = told(bloc)
    new = NewPoint(
        "Rà soát nguồn kết nạp", (bloc.first_unit, bloc.second_unit), date(2023, 8, 31), "Danh sách nguồn"
    )
    assert actions.write_points(**asked, points=[new, NewPoint("Học nghị quyết", (bloc.root,))]) == [1, 2]
    with pytest.raises(Impossible, match="đã ghi rồi"):
        actions.write_points(**asked, points=[new])
    with pytest.raises(LookupError):
        actions.write_points(
            actor=OPERATOR, organisation=bloc.second_unit, points=[NewPoint("Khác", (bloc.second_unit,))],
            conference=asked["conference"],
        )  # fmt: skip
    actions.correct_point(**asked, number=1, new=NewPoint("Rà soát nguồn", (bloc.first_unit,), None))
    actions.drop_points(**asked, numbers=[2])
    (point,) = queries.points(**seen(bloc, asked))
    assert (point.text, [owner for owner, _ in point.owners], point.due) == (
        "Rà soát nguồn",
        [bloc.first_unit],
        None,
    )
    assert actions.write_points(**asked, points=[NewPoint("Học nghị quyết", (bloc.root,))]) == [3], (
        "no number twice"
    )


def test_what_bears_a_mark_of_secrecy_is_not_written(bloc: SmallBloc) -> None:
    with pytest.raises(Impossible, match="độ mật") as refused:
        actions.call(actor=OPERATOR, organisation=bloc.root, new=NewConference("Hội nghị (TỐI MẬT)", DAY))
    assert refused.value.field == "title" and not ConferenceState.objects.exists()
    asked = told(bloc)
    with pytest.raises(Impossible, match="độ mật"):
        actions.write_points(**asked, points=[NewPoint("Độ mật: MẬT", (bloc.root,))])


def test_a_conference_is_moved_or_cancelled_with_a_reason_and_not_once_it_was_held(bloc: SmallBloc) -> None:
    asked = told(bloc)
    new = NewConference("Hội nghị sơ kết 6 tháng", date(2023, 7, 14), place="Hội trường tầng 2")
    actions.correct(**asked, new=new, reason="lãnh đạo tỉnh bận")
    assert ConferenceState.objects.count() == 2 and ConferenceState.objects.known().get().on == date(
        2023, 7, 14
    )
    with pytest.raises(Impossible, match="hơn một năm"):
        actions.correct(**asked, new=NewConference("Hội nghị", date(2032, 7, 14)), reason="nhầm")
    actions.cancel(**asked, reason="gộp với hội nghị tháng 8")
    with pytest.raises(Impossible, match="đã hủy"):
        delegates(bloc, asked)
    (row,) = queries.conferences(actor=OPERATOR, organisation=bloc.root, tree=bloc.tree)
    assert row.is_cancelled
    asked = told(bloc)
    actions.check_in(**asked, delegates=delegates(bloc, asked)[-1:])
    with pytest.raises(Impossible, match="đã điểm danh"):
        actions.cancel(**asked, reason="nhầm")
