"""Following tasks: a number is its list, a programme, an extension, one person's work, what a thing gave birth to."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook
from tests.support import SmallBloc

from dangvu.foundation.actor import OPERATOR
from dangvu.organisations.actions import Decision
from dangvu.reorganisation.actions import carry_out
from dangvu.reorganisation.plans import Merge
from dangvu.web.conftest import SignedIn
from dangvu.web.tests.hands import text, write
from dangvu.work.documents import actions as documents
from dangvu.work.resolutions import actions, queries
from dangvu.work.resolutions.actions import NewTask


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")


@pytest.fixture
def above(bloc: SmallBloc, signed_in: SignedIn) -> Client:
    return signed_in("cap_tren_to_chuc")


def at(bloc: SmallBloc, organisation: int, page: str = "") -> str:
    return f"/o/{bloc.code(organisation)}/nhiem-vu/{page}"


def rows(page: str) -> int:
    return page.partition("<tbody>")[2].partition("</tbody>")[0].count("<tr")


@pytest.fixture
def task(bloc: SmallBloc) -> int:
    units = (bloc.first_unit, bloc.second_unit, bloc.lone_cell)
    new = NewTask("Báo cáo chuyển đổi số", units, given_on=date(2023, 3, 1), due_on=date(2023, 6, 30))
    (made,) = actions.give_tasks(actor=OPERATOR, organisation=bloc.root, tasks=[new])
    actions.say_done(
        actor=OPERATOR, organisation=bloc.first_unit, task=made, done_on=date(2023, 7, 2), paper="Báo cáo"
    )
    return made


def test_what_is_overdue_stands_on_the_first_page_and_opens_as_many_lines(
    bloc: SmallBloc, above: Client, signed_in: SignedIn, task: int
) -> None:
    for client in (above, signed_in("bi_thu")):
        home = text(client, "/")
        assert "Nhiệm vụ quá hạn" in home and "Lâu nhất quá hạn 5 ngày" in home
    assert rows(text(above, at(bloc, bloc.root, "theo-doi/?loc=qua-han"))) == 2
    page = text(above, at(bloc, bloc.root, "theo-doi/"))
    assert re.findall(r"(Tất cả|Quá hạn|Xong chậm) <b>(\d+)</b>", page) == [
        ("Tất cả", "3"), ("Quá hạn", "2"), ("Xong chậm", "1"),
    ]  # fmt: skip
    assert "không có cách lọc này" in above.get(at(bloc, bloc.root, "theo-doi/?loc=x")).content.decode()


def test_the_same_rows_are_kept_as_a_workbook_and_names_only_for_whoever_may_read_them(
    bloc: SmallBloc, above: Client, signed_in: SignedIn, task: int
) -> None:
    write(above, at(bloc, bloc.second_unit, f"{task}/phan-cong/"), in_charge="đ/c Phó Bí thư")

    def sheet(client: Client, asked: str = "") -> list[tuple[object, ...]]:
        answer = client.get(at(bloc, bloc.root, f"theo-doi/xuat/{asked}"))
        return list(load_workbook(BytesIO(answer.content)).active.values)

    heads = next(row for row in sheet(above) if row[0] == "Nhiệm vụ")
    every = sheet(above)[sheet(above).index(heads) + 1 :]
    assert len(every) == 3 and "đ/c Phó Bí thư" in {row[heads.index("Phụ trách")] for row in every}
    late = [row for row in sheet(above, "?loc=qua-han") if row[0] == "Báo cáo chuyển đổi số"]
    assert len(late) == 2
    assert "Phụ trách" not in next(row for row in sheet(signed_in("theo_doi")) if row[0] == "Nhiệm vụ")


def test_each_number_of_a_unit_opens_its_list(bloc: SmallBloc, above: Client, task: int) -> None:
    page = text(above, at(bloc, bloc.root, "don-vi/"))
    links = re.findall(r'<a class="n[^"]*" href="([^"]+)">(\d+)', page)
    assert len(links) > 5
    for url, count in links:
        assert rows(text(above, url)) == int(count), url


def test_a_deadline_is_put_off_on_the_page_and_that_can_be_taken_back(
    bloc: SmallBloc, above: Client, task: int
) -> None:
    url = at(bloc, bloc.root, f"{task}/gia-han/")
    assert text(above, url).count('name="units"') == 2, "whoever is done is not asked"
    wrong = write(above, url, to="30/06/2023", reason="chờ hướng dẫn", units=[bloc.second_unit])
    assert "phải sau hạn đang có" in wrong
    write(above, url, to="20/07/2023", reason="chờ hướng dẫn", units=[bloc.second_unit])
    page = text(above, at(bloc, bloc.root, f"{task}/"))
    assert "Đã gia hạn 1 lần" in page and "chờ hướng dẫn" in page
    write(above, at(bloc, bloc.root, f"{task}/gia-han/{bloc.second_unit}/bo/"), reason="nhầm đơn vị")
    assert "Đã gia hạn" not in text(above, at(bloc, bloc.root, f"{task}/"))


def test_one_persons_work_is_found_without_a_name_in_the_address(
    bloc: SmallBloc, above: Client, signed_in: SignedIn, task: int
) -> None:
    write(above, at(bloc, bloc.second_unit, f"{task}/phan-cong/"), in_charge="đ/c Phó Bí thư")
    page = text(above, at(bloc, bloc.root, "theo-doi/"))
    (number,) = re.findall(r'<option value="(\d+)">đ/c Phó Bí thư \(1\)', page)
    mine = text(above, at(bloc, bloc.root, f"theo-doi/?nguoi={number}"))
    assert rows(mine) == 1 and "Việc của <b>đ/c Phó Bí thư</b>" in mine
    watcher = signed_in("theo_doi")
    assert "Phó Bí thư" not in text(watcher, at(bloc, bloc.root, "theo-doi/"))
    assert watcher.get(at(bloc, bloc.root, f"theo-doi/?nguoi={number}")).status_code == 400


def test_a_result_by_day_is_written_seen_above_and_taken_back(
    bloc: SmallBloc, above: Client, task: int
) -> None:
    url = at(bloc, bloc.second_unit, f"{task}/ket-qua/")
    assert "không được lớn hơn 100" in write(above, url, on="04/07/2023", percent="120", text="x")
    write(above, url, on="04/07/2023", percent="60", text="Đã có dự thảo")
    assert "Đã có dự thảo" in text(above, at(bloc, bloc.root, "theo-doi/"))
    (undo,) = re.findall(
        r'href="([^"]+/ket-qua/\d+/bo/[^"]*)"', text(above, at(bloc, bloc.second_unit, f"{task}/"))
    )
    write(above, undo, reason="nhầm nhiệm vụ")
    assert "Đã có dự thảo" not in text(above, at(bloc, bloc.root, "theo-doi/"))


def test_a_programme_is_kept_filled_by_quarter_and_only_dropped_empty(bloc: SmallBloc, above: Client) -> None:
    url = at(bloc, bloc.root, "chuong-trinh/")
    write(above, url + "moi/", year="2023", title="Chương trình công tác", document="05-CTr/ĐUK")
    (programme,) = queries.programmes(actor=OPERATOR, organisation=bloc.root)
    new = at(bloc, bloc.root, f"moi/?chuong-trinh={programme.id}")
    told = {"kind": "khac", "to": "tu-lam", "due_on": "20/09/2023", "programme": programme.id, "quarter": ""}
    write(above, new, title="Hội thi bí thư giỏi", in_charge="Ban Tuyên giáo", **told)
    page = text(above, f"{url}{programme.id}/")
    assert "Quý III: 1 nhiệm vụ" in page and "Hội thi bí thư giỏi" in page and "Bỏ chương trình" not in page
    wrong = write(above, new, title="Việc khác", **{**told, "quarter": "1"})
    assert "thuộc quý III, không thuộc quý I" in wrong


def test_a_task_of_so_many_working_days_says_how_it_was_counted(bloc: SmallBloc, above: Client) -> None:
    told = {"title": "Góp ý dự thảo", "kind": "khac", "to": "moi-noi", "given_on": "26/04/2023"}
    assert "Chỉ ghi một cách" in write(
        above, at(bloc, bloc.root, "moi/"), **told, working_days="5", due_on="10/05/2023"
    )
    write(above, at(bloc, bloc.root, "moi/"), **told, working_days="5")
    (task,) = queries.tasks(actor=OPERATOR, organisation=bloc.root)
    page = text(above, at(bloc, bloc.root, f"{task.id}/"))
    assert "08/05/2023" in page and "5 ngày làm việc kể từ ngày giao 26/04/2023" in page
    assert len(task.progress) == 3


def test_a_document_gives_birth_to_a_task_and_both_know_it(bloc: SmallBloc, above: Client) -> None:
    new = documents.NewDocument("nghi_quyet", date(2023, 5, 4), "Nghị quyết về chuyển đổi số")
    (made,) = documents.issue(actor=OPERATOR, organisation=bloc.root, documents=[new])
    page = text(above, f"/o/{bloc.code(bloc.root)}/van-ban/{made.id}/")
    assert "Chưa giao nhiệm vụ nào" in page
    (give,) = re.findall(r'href="([^"]*/nhiem-vu/moi/[^"]*goc=van_ban-\d+)"', page)
    assert "Nghị quyết về chuyển đổi số" in text(above, give)
    write(above, give, title="Xây dựng kế hoạch", kind="khac", to="moi-noi", due_on="31/07/2023")
    (task,) = queries.tasks(actor=OPERATOR, organisation=bloc.root)
    assert "0 trên 3 tổ chức đã làm" in text(above, f"/o/{bloc.code(bloc.root)}/van-ban/{made.id}/")
    page = text(above, at(bloc, bloc.root, f"{task.id}/"))
    assert f"/van-ban/{made.id}/" in page and "Nghị quyết về chuyển đổi số" in page
    assert rows(text(above, at(bloc, bloc.root, f"?goc=van_ban-{made.id}"))) == 1
    for wrong in ("van_ban-999", "van_ban-x", "khac-1"):
        assert above.get(at(bloc, bloc.root, f"?goc={wrong}")).status_code == 404


def test_the_part_of_an_organisation_that_is_no_more_is_settled_by_whoever_gave_the_task(
    bloc: SmallBloc, above: Client, task: int
) -> None:
    merge = Merge(organisations=(bloc.second_unit,), into=bloc.first_unit, on=date(2023, 7, 3))
    decision = Decision("21-QĐ/ĐUK", date(2023, 7, 1), "Đảng ủy Khối")
    carry_out(actor=OPERATOR, plan=replace(merge, decision=decision))
    page = text(above, at(bloc, bloc.root, "theo-doi/?loc=qua-han"))
    assert rows(page) == 2 and "Đảng bộ Sở Thứ Hai (đã kết thúc)" in page
    for url, count in re.findall(
        r'<a class="n[^"]*" href="([^"]+)">(\d+)', text(above, at(bloc, bloc.root, "don-vi/"))
    ):
        assert rows(text(above, url)) == int(count), url
    (done,) = re.findall(r'href="([^"]+/xong/[^"]*noi=\d+)"', text(above, at(bloc, bloc.root, f"{task}/")))
    assert "Đảng bộ Sở Thứ Hai (đã kết thúc)" in text(above, done)
    write(above, done, done_on="02/07/2023", paper="Báo cáo bàn giao")
    assert rows(text(above, at(bloc, bloc.root, "theo-doi/?loc=qua-han"))) == 1
    assert above.get(at(bloc, bloc.root, f"{task}/xong/?noi={bloc.lone_cell}")).status_code == 404
