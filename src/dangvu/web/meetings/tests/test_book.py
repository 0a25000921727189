"""The book of thematic meetings: written by the secretary in one form, counted at once, never twice."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from tests.support import SmallBloc

from dangvu.foundation.actor import OPERATOR
from dangvu.web.conftest import SignedIn
from dangvu.web.tests.hands import text, write
from dangvu.work.meetings.actions import NewMeeting, record_meetings
from dangvu.work.meetings.models import CellMeeting, MeetingKind


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")


@pytest.fixture
def book(bloc: SmallBloc) -> str:
    return f"/o/{bloc.code(bloc.first_cell)}/sinh-hoat/"


@pytest.fixture
def secretary(bloc: SmallBloc, signed_in: SignedIn) -> Client:
    return signed_in("chi_bo_bi_thu", at=bloc.first_cell)


def meeting(bloc: SmallBloc, on: str = "20/06/2023", **more: object) -> dict[str, object]:
    return {"cell": bloc.first_cell, "on": on, "topic": "Nêu gương", "attended": "3", **more}


def held(bloc: SmallBloc) -> list[tuple[str, bool]]:
    rows = CellMeeting.objects.known().filter(organisation_id=bloc.first_cell, on=date(2023, 6, 20))
    return [(row.topic, row.source_row_id is None) for row in rows]


def number(client: Client, bloc: SmallBloc) -> int:
    page = text(client, f"/o/{bloc.code(bloc.first_cell)}/so-lieu/CB-01/?ky=2023-H1")
    return int(re.findall(r"(\d+) bản ghi", page)[0])


def test_a_meeting_is_written_in_one_form_and_counts_at_once(
    bloc: SmallBloc, book: str, secretary: Client
) -> None:
    before = number(secretary, bloc)
    form = text(secretary, book + "moi/")
    assert f'<option value="{bloc.first_cell}"' in form and "Chọn chi bộ" not in form, "the own cell is known"
    then = write(secretary, book + "moi/", **meeting(bloc))
    assert then == f"{book}?ky=2023"
    page = text(secretary, then)
    assert "Nêu gương" in page and "20/06/2023" in page and "Quý III: <b>chưa có</b>" in page
    assert number(secretary, bloc) == before + 1


def test_what_cannot_be_is_said_beside_its_field_and_nothing_is_written(
    bloc: SmallBloc, book: str, secretary: Client
) -> None:
    before = CellMeeting.objects.count()
    for told, fields in (
        ("chưa đến", {"on": "06/07/2023"}), ("ít hơn 900", {"attended": "900"}),
        ("Chưa nhập chuyên đề", {"topic": ""}),
    ):  # fmt: skip
        assert told in write(secretary, book + "moi/", **(meeting(bloc) | fields))
    assert CellMeeting.objects.count() == before
    write(secretary, book + "moi/", **meeting(bloc))
    assert "đã ghi rồi" in write(secretary, book + "moi/", **meeting(bloc))


def test_a_row_of_a_workbook_takes_the_place_of_what_was_typed(
    bloc: SmallBloc, book: str, secretary: Client
) -> None:
    write(secretary, book + "moi/", **meeting(bloc))
    row = NewMeeting(
        bloc.first_cell, MeetingKind.THEMATIC, date(2023, 6, 20), "Theo biểu", 4, bloc.source_row
    )
    record_meetings(actor=OPERATOR, organisation=bloc.first_unit, meetings=[row])
    assert held(bloc) == [("Theo biểu", False)]


def test_a_meeting_written_by_mistake_is_taken_back_with_a_reason(
    bloc: SmallBloc, book: str, secretary: Client, signed_in: SignedIn
) -> None:
    write(secretary, book + "moi/", **meeting(bloc))
    mine = CellMeeting.objects.known().get(organisation_id=bloc.first_cell, on=date(2023, 6, 20))
    url = f"{book}{mine.pk}/bo/"
    assert "Chưa nhập lý do" in write(secretary, url, reason="")
    other = signed_in("chi_bo_bi_thu", at=bloc.third_cell)
    foreign = f"/o/{bloc.code(bloc.third_cell)}/sinh-hoat/{mine.pk}/bo/"
    assert other.get(foreign).status_code == 404
    assert other.post(foreign, {"reason": "x", "lan": "t"}).status_code == 404
    assert held(bloc) == [("Nêu gương", True)]
    write(secretary, url, reason="ghi nhầm ngày")
    assert held(bloc) == []
    assert secretary.get(url).status_code == 404


def test_what_a_workbook_said_is_not_taken_back_here(bloc: SmallBloc, book: str, secretary: Client) -> None:
    row = NewMeeting(
        bloc.first_cell, MeetingKind.THEMATIC, date(2023, 6, 20), "Theo biểu", 4, bloc.source_row
    )
    record_meetings(actor=OPERATOR, organisation=bloc.first_unit, meetings=[row])
    there = CellMeeting.objects.known().get(on=date(2023, 6, 20), organisation_id=bloc.first_cell)
    assert "/bo/" not in text(secretary, f"{book}?ky=2023-H1").partition("Theo biểu")[2].partition("</tr>")[0]
    assert "sửa trong tệp" in write(secretary, f"{book}{there.pk}/bo/", reason="thử")
