"""Huy hiệu Đảng: the years that count, the day, the wait after discipline, each mark once."""

from __future__ import annotations

from datetime import date

import pytest
from tests.support import SmallBloc, small_bloc

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.refusals import Impossible
from dangvu.members.actions import correct_profiles
from dangvu.members.actions.badges import NewBadge, record_badges
from dangvu.members.actions.profiles import Profile
from dangvu.members.models import BadgeAward
from dangvu.members.queries.listing import MemberFilter, members
from dangvu.members.queries.people import profiles
from dangvu.members.queries.profile import person_on_record, timeline_of
from dangvu.members.rules import Limit
from dangvu.members.rules.badge import ILL, Badge, badge, next_mark, party_age, reaches

MARKS = (30, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90)
DAYS = ((2, 3), (5, 19), (9, 2), (11, 7))
EARLY = Limit(12, "Hướng dẫn 01-HD/TW", "mục 18")


def test_time_outside_the_party_does_not_count() -> None:
    since, outside = date(1993, 8, 10), [(date(2000, 1, 1), date(2002, 1, 1))]
    assert party_age(since, date(2023, 9, 2)) == 360
    assert party_age(since, date(2023, 9, 2), outside) == 336
    assert reaches(since, 30, outside) == date(2025, 8, 10)
    assert next_mark(since, date(2023, 9, 2), MARKS) == 40
    assert next_mark(since, date(2023, 9, 2), MARKS, outside) == 30
    assert next_mark(date(1930, 2, 3), date(2023, 9, 2), MARKS) is None


def refused(asked: Badge, since: date, wait: Limit | None = None) -> str:
    obstacle = badge(asked, since, (), MARKS, DAYS, EARLY, wait)
    return obstacle.sentence if obstacle else ""


def test_a_badge_needs_its_years_on_a_day_of_award_or_a_year_less_for_the_gravely_ill() -> None:
    since = date(1993, 8, 10)
    assert refused(Badge(30, date(2023, 9, 2)), since) == ""
    assert "đủ 30 năm từ 10/08/2023" in refused(Badge(30, date(2023, 5, 19)), since)
    assert "03/02, 19/05, 02/09, 07/11" in refused(Badge(30, date(2023, 9, 3)), since)
    assert refused(Badge(30, date(2022, 8, 10), ILL), since) == ""
    assert "sớm nhiều nhất 12 tháng" in refused(Badge(30, date(2022, 8, 9), ILL), since)
    assert "Chọn một mức" in refused(Badge(35, date(2030, 9, 2)), since)


def test_discipline_makes_it_wait() -> None:
    wait = Limit(9, "Quy định 24-QĐ/TW", "phần Huy hiệu Đảng")
    warned = Badge(30, date(2023, 11, 7), discipline="canh_cao", announced=date(2023, 4, 20))
    assert "sớm nhất là 20/01/2024" in refused(warned, date(1993, 8, 10), wait)
    later = Badge(30, date(2024, 2, 3), discipline="canh_cao", announced=date(2023, 4, 20))
    assert refused(later, date(1993, 8, 10), wait) == ""


@pytest.fixture
def bloc(db: None, monkeypatch: pytest.MonkeyPatch) -> SmallBloc:
    monkeypatch.setenv("DANGVU_NOW", "2023-09-05T09:00:00")
    return small_bloc()


def give(bloc: SmallBloc, name: str, mark: int = 30, on: date = date(2023, 9, 2), **more: object) -> None:
    new = NewBadge(bloc.people[name], Badge(mark, on, **more), "45-QĐ/TU", date(2023, 8, 15))  # type: ignore[arg-type]
    record_badges(actor=OPERATOR, organisation=bloc.first_unit, badges=[new])


def decided_in(bloc: SmallBloc, name: str, day: date) -> None:
    person = bloc.people[name]
    known = Profile.on_record(profiles([person])[person])
    told = {person: Profile(**{**{f: getattr(known, f) for f in known.__slots__}, "decided": day})}
    correct_profiles(actor=OPERATOR, organisation=bloc.first_unit, profiles=told, reason="thử")


def test_a_badge_is_recorded_once_and_stands_in_the_life_of_its_holder(bloc: SmallBloc) -> None:
    decided_in(bloc, "Tạ Thị Ngữ", date(1993, 8, 10))
    give(bloc, "Tạ Thị Ngữ")
    found = person_on_record(actor=OPERATOR, organisation=bloc.first_unit, person=bloc.people["Tạ Thị Ngữ"])
    event = next(e for e in timeline_of(found) if e.title == "Trao Huy hiệu 30 năm tuổi Đảng")
    assert (event.on, event.paper) == (date(2023, 9, 2), "Quyết định số 45-QĐ/TU ngày 15/08/2023")
    with pytest.raises(Impossible, match="đã được trao Huy hiệu 30 năm"):
        give(bloc, "Tạ Thị Ngữ")


def test_the_regulation_of_the_day_decides_and_a_refusal_writes_nothing(bloc: SmallBloc) -> None:
    with pytest.raises(Impossible, match="mới có 21 năm"):
        give(bloc, "Tạ Thị Ngữ")
    decided_in(bloc, "Tạ Thị Ngữ", date(1993, 8, 10))
    with pytest.raises(Impossible, match=r"cảnh cáo phải qua 9 tháng \(Quy định 24-QĐ/TW"):
        give(bloc, "Tạ Thị Ngữ", discipline="canh_cao", announced=date(2023, 4, 20))
    with pytest.raises(Impossible, match="không phải là đảng viên chính thức của tổ chức này"):
        give(bloc, "Ngụy Văn Uẩn")
    assert not BadgeAward.objects.exists()


def test_the_list_tells_who_has_the_years_of_a_mark_that_was_not_recorded(bloc: SmallBloc) -> None:
    def waiting(on: date) -> list[str]:
        asked = MemberFilter(on, badge="chua-trao")
        return [row.name for row in members(actor=OPERATOR, organisation=bloc.root, asked=asked)[:9]]

    assert waiting(date(2023, 9, 2)) == waiting(date(2010, 9, 2)) == []
    decided_in(bloc, "Tạ Thị Ngữ", date(1993, 8, 10))
    assert waiting(date(2023, 5, 19)) == []
    assert waiting(date(2023, 9, 2)) == ["Tạ Thị Ngữ"]
    give(bloc, "Tạ Thị Ngữ")
    assert waiting(date(2023, 9, 2)) == []
