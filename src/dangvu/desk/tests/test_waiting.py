"""What waits: only what the person can do, each count the length of the list behind it."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from tests.support import HALF_YEAR, SmallBloc, person, small_bloc

from dangvu.accounts.queries import actor_for
from dangvu.desk.queries import Group, Waiting, group_of, waiting
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.audit.models import Act
from dangvu.intake.models import Finding, Severity
from dangvu.work.conferences.actions import NewConference, call
from dangvu.work.conferences.rules import ConferenceKind
from dangvu.work.meetings.actions import NewMeeting, record_meetings
from dangvu.work.meetings.models import MeetingKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def bloc(db: None) -> SmallBloc:
    return small_bloc()


def at(bloc: SmallBloc, organisation: int, role: str) -> list[Waiting]:
    actor = actor_for(person(organisation, role))
    return waiting(actor=actor, node=bloc.node(organisation), tree=bloc.tree, period=HALF_YEAR)


def found(bloc: SmallBloc, severity: str, organisation: int, name: str) -> None:
    Finding.objects.create(
        kind="under_18", severity=severity, organisation_id=organisation, file_name=name, message="Chưa đủ tuổi.",
        known_from_act=Act.objects.latest("number"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("deadline", "group"),
    [(date(2023, 7, 4), Group.OVERDUE), (date(2023, 7, 5), Group.TODAY), (date(2023, 7, 6), Group.THIS_WEEK),
     (date(2023, 7, 9), Group.THIS_WEEK), (date(2023, 7, 10), Group.LATER)],
)  # fmt: skip
def test_a_week_ends_on_sunday(deadline: date, group: Group) -> None:
    assert group_of(deadline, date(2023, 7, 5)) is group


def test_rows_to_mend_are_told_to_whoever_can_mend_them_and_only_theirs(bloc: SmallBloc) -> None:
    found(bloc, Severity.HOLD, bloc.first_unit, "A.xlsx")
    found(bloc, Severity.HOLD, bloc.first_cell, "A.xlsx")
    found(bloc, Severity.WAIT, bloc.second_unit, "B.xlsx")
    office = {row.title: row.count for row in at(bloc, bloc.root, "cap_tren_to_chuc")}
    assert office["Xử lý dòng chưa được tính"] == 2 and office["Khớp dòng còn chờ"] == 1
    unit = {row.title: row.count for row in at(bloc, bloc.first_unit, "co_so_to_chuc")}
    assert unit["Xử lý dòng chưa được tính"] == 2 and "Khớp dòng còn chờ" not in unit
    assert not [row for row in at(bloc, bloc.root, "theo_doi") if row.page == "findings"]


def test_the_next_plenum_is_told_a_month_ahead_until_it_is_called(
    bloc: SmallBloc, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told(today: str) -> list[tuple[date | None, Group]]:
        monkeypatch.setenv("DANGVU_NOW", f"{today}T09:00:00")
        rows = waiting(actor=OPERATOR, node=bloc.node(bloc.root), tree=bloc.tree, period=HALF_YEAR)
        return [
            (row.deadline, row.group) for row in rows if row.title == "Triệu tập hội nghị cấp ủy thường kỳ"
        ]

    def held(on: date) -> None:
        new = NewConference("Hội nghị Ban Chấp hành", on, kind=ConferenceKind.COMMITTEE)
        call(actor=OPERATOR, organisation=bloc.root, new=new)

    assert told("2023-07-05") == [], "no plenum is written here"
    held(date(2023, 7, 5))
    assert told("2023-08-31") == []
    assert told("2023-09-05") == [(date(2023, 10, 5), Group.LATER)]
    assert told("2023-10-06") == [(date(2023, 10, 5), Group.OVERDUE)]
    held(date(2023, 10, 20))
    assert told("2023-10-07") == []


def test_a_theme_is_asked_after_in_the_last_month_of_its_quarter(
    bloc: SmallBloc, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told(today: str) -> dict[str, tuple[int, date | None]]:
        monkeypatch.setenv("DANGVU_NOW", f"{today}T09:00:00")
        rows = waiting(actor=OPERATOR, node=bloc.node(bloc.root), tree=bloc.tree, period=HALF_YEAR)
        return {row.title: (row.count, row.deadline) for row in rows if row.page == "meetings_not_met"}

    monkeypatch.setenv("DANGVU_NOW", "2023-08-31T09:00:00")
    met = [NewMeeting(bloc.first_cell, MeetingKind.REGULAR, date(2023, 8, 3))]
    record_meetings(actor=OPERATOR, organisation=bloc.root, meetings=met)
    assert set(told("2023-08-31")) == {"Chi bộ chưa họp tháng này"}
    assert told("2023-09-10")["Chi bộ chưa sinh hoạt chuyên đề quý này"] == (4, date(2023, 9, 30))


def test_units_that_sent_nothing_are_waited_for(bloc: SmallBloc) -> None:
    (row,) = [row for row in at(bloc, bloc.root, "cap_tren_to_chuc") if row.page == "units_sent"]
    assert (row.count, row.group) == (3, Group.ELSEWHERE)


def test_every_count_is_the_length_of_the_list_that_its_link_opens(bloc: SmallBloc) -> None:
    for name in ("A.xlsx", "B.xlsx"):
        found(bloc, Severity.HOLD, bloc.first_unit, name)
    found(bloc, Severity.ERROR, bloc.first_unit, "C.xlsx")
    client = Client()
    client.force_login(person(bloc.root, "cap_tren_to_chuc"))
    page = client.get("/?ky=2023-H1").content.decode()
    rows = re.findall(
        r'<div class="c"><b>([\d.]+)</b>[^<]*</div>\s*<div><a href="([^"]+can-xu-ly[^"]+)"', page
    )
    assert len(rows) == 2
    for count, url in rows:
        assert f"{count} việc" in client.get(url.replace("&amp;", "&")).content.decode()


def test_whoever_has_nothing_to_do_is_told_so(bloc: SmallBloc) -> None:
    client = Client()
    client.force_login(person(bloc.root, "theo_doi"))
    assert "không có việc nào đang chờ" in client.get("/").content.decode()
