"""Tasks: given by the level above, said to be done by each unit, taken back when it was a slip."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from tests.support import SmallBloc

from dangvu.foundation.actor import OPERATOR
from dangvu.web.conftest import SignedIn
from dangvu.web.tests.hands import text, write
from dangvu.work.resolutions import queries
from dangvu.work.resolutions.actions import Progress, record_progress, withdraw
from dangvu.work.resolutions.models import TaskProgress

PAPER = "Biên bản hội nghị số 05-BB/ĐU ngày 12/06/2023"


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")


@pytest.fixture
def above(bloc: SmallBloc, signed_in: SignedIn) -> Client:
    return signed_in("cap_tren_to_chuc")


@pytest.fixture
def unit(bloc: SmallBloc, signed_in: SignedIn) -> Client:
    return signed_in("co_so_to_chuc", at=bloc.first_unit)


def at(bloc: SmallBloc, organisation: int) -> str:
    return f"/o/{bloc.code(organisation)}/nhiem-vu/"


@pytest.fixture
def task(bloc: SmallBloc, above: Client) -> int:
    """The mid-term review, given by the bloc to its three units."""
    url = at(bloc, bloc.root)
    assert "Mọi tổ chức trực tiếp bên dưới (3)" in text(above, url + "moi/")
    then = write(above, url + "moi/", title="Sơ kết giữa nhiệm kỳ", kind="so_ket_giua_nhiem_ky", to="moi-noi")
    assert then.startswith(url)
    return queries.tasks(actor=OPERATOR, organisation=bloc.root)[0].id


def figure(client: Client, bloc: SmallBloc, code: str) -> int:
    page = text(client, f"/o/{bloc.code(bloc.root)}/so-lieu/{code}/?ky=2023-H1")
    return int(re.findall(r"(\d+) bản ghi", page)[0])


def told(task: int) -> list[tuple[int, date | None]]:
    return sorted(TaskProgress.objects.known().filter(task_id=task).values_list("organisation_id", "done_on"))


def test_a_unit_finds_its_task_on_the_first_page_and_says_that_it_is_done(
    bloc: SmallBloc, above: Client, unit: Client, task: int
) -> None:
    assert figure(above, bloc, "NV-03") == 3 and figure(above, bloc, "NV-01") == 0
    home = text(unit, "/")
    assert "Báo kết quả nhiệm vụ được giao" in home and "Sơ kết giữa nhiệm kỳ" in home
    url = at(bloc, bloc.first_unit)
    assert text(unit, f"{url}?loc=chua").count("Báo đã làm") == 1
    then = write(unit, f"{url}{task}/xong/", done_on="12/06/2023", form="Trực tiếp", paper=PAPER)
    assert PAPER in text(unit, then)
    assert "Báo kết quả nhiệm vụ" not in text(unit, "/")
    assert figure(above, bloc, "NV-01") == 1 and figure(above, bloc, "NV-03") == 3
    page = text(above, f"{at(bloc, bloc.root)}{task}/?loc=chua")
    assert page.count("<tr><th") - 1 == 2 and "Sở Thứ Nhất" not in page.partition("<tbody>")[2]
    assert "(còn 2 tổ chức)" in text(above, "/")


def test_what_cannot_be_is_said_beside_its_field(bloc: SmallBloc, unit: Client, task: int) -> None:
    url = f"{at(bloc, bloc.first_unit)}{task}/xong/"
    before = told(task)
    assert "chưa đến" in write(unit, url, done_on="06/07/2023", paper=PAPER)
    assert "Chưa nhập văn bản chứng minh" in write(unit, url, done_on="12/06/2023", paper=" ")
    assert told(task) == before
    write(unit, url, done_on="12/06/2023", paper=PAPER)
    assert "đã ghi là làm xong ngày 12/06/2023" in write(unit, url, done_on="13/06/2023", paper=PAPER)


def test_what_was_said_by_mistake_is_taken_back_with_a_reason(
    bloc: SmallBloc, unit: Client, task: int
) -> None:
    url = f"{at(bloc, bloc.first_unit)}{task}/"
    write(unit, f"{url}xong/", done_on="12/06/2023", paper=PAPER)
    assert "Chưa nhập lý do" in write(unit, f"{url}chua-xong/", reason="")
    write(unit, f"{url}chua-xong/", reason="nhầm nhiệm vụ")
    assert told(task) == [(bloc.first_unit, None), (bloc.second_unit, None), (bloc.lone_cell, None)]


def test_a_unit_says_nothing_for_another_and_nothing_of_a_task_that_it_does_not_have(
    bloc: SmallBloc, unit: Client, signed_in: SignedIn, task: int
) -> None:
    assert unit.get(f"{at(bloc, bloc.second_unit)}{task}/xong/").status_code == 404
    cell = f"{at(bloc, bloc.first_cell)}{task}/xong/"
    assert unit.get(cell).status_code == 404
    given = {"done_on": "12/06/2023", "paper": PAPER, "lan": "một"}
    assert unit.post(cell, given).status_code == 404
    assert (
        unit.post(f"{at(bloc, bloc.first_unit)}{task}/bo/", {"reason": "x", "lan": "hai"}).status_code == 404
    )
    assert signed_in("theo_doi").get(f"{at(bloc, bloc.root)}{task}/xong/").status_code == 403
    assert {day for _, day in told(task)} == {None}


def test_a_task_given_by_mistake_is_nobodys_any_more(bloc: SmallBloc, above: Client, task: int) -> None:
    url = at(bloc, bloc.root)
    again = write(above, url + "moi/", title="Sơ kết giữa nhiệm kỳ", kind="khac", units=[bloc.first_unit])
    assert "đã giao rồi" in again
    assert "Chưa chọn đơn vị phải làm" in write(above, url + "moi/", title="Việc khác", kind="khac")
    write(above, f"{url}{task}/bo/", reason="giao nhầm")
    assert told(task) == [] and figure(above, bloc, "NV-03") == 0
    assert above.get(f"{url}{task}/").status_code == 404


@pytest.mark.parametrize(("day", "stands"), [(date(2023, 6, 1), date(2023, 6, 1)), (None, date(2023, 6, 12))])
def test_a_workbook_that_tells_a_day_takes_the_place_of_what_was_said_one_without_leaves_it(
    bloc: SmallBloc, unit: Client, task: int, day: date | None, stands: date
) -> None:
    url = f"{at(bloc, bloc.first_unit)}{task}/"
    write(unit, f"{url}xong/", done_on="12/06/2023", paper=PAPER)
    row = Progress(bloc.first_unit, day, source_row=bloc.source_row)
    record_progress(actor=OPERATOR, organisation=bloc.root, task=task, progress=[row])
    assert [on for organisation, on in told(task) if organisation == bloc.first_unit] == [stands]
    if day is not None:
        assert "sửa trong tệp" in write(unit, f"{url}chua-xong/", reason="thử")


def test_a_task_of_a_workbook_is_said_to_be_done_and_taken_back_as_the_workbook_told_it(
    bloc: SmallBloc, unit: Client, task: int
) -> None:
    row = Progress(bloc.first_unit, None, source_row=bloc.source_row)
    record_progress(actor=OPERATOR, organisation=bloc.root, task=task, progress=[row])
    url = f"{at(bloc, bloc.first_unit)}{task}/"
    write(unit, f"{url}xong/", done_on="12/06/2023", paper=PAPER)
    write(unit, f"{url}chua-xong/", reason="nhầm")
    there = TaskProgress.objects.known().get(task_id=task, organisation_id=bloc.first_unit)
    assert (there.done_on, there.source_row_id) == (None, bloc.source_row)
    withdraw(actor=OPERATOR, organisation=bloc.root, source_rows=[bloc.source_row], reason="rút tệp")
    assert bloc.first_unit not in dict(told(task))
