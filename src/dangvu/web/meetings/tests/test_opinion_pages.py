"""The book of proposals on screen: sent on and answered by whoever may, told to whoever made it."""

from __future__ import annotations

from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client
from tests.support import SmallBloc

from dangvu.foundation.actor import OPERATOR
from dangvu.web.conftest import SignedIn
from dangvu.work.meetings.actions import NewOpinion, Voice, record_opinions, route_opinion


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")


@pytest.fixture
def entry(bloc: SmallBloc) -> int:
    voices = [Voice(bloc.first_unit, "Xin mở lớp"), Voice(bloc.lone_cell, "Đề nghị mở lớp")]
    new = NewOpinion("Đề nghị mở lớp", date(2023, 6, 30), "Báo cáo 6 tháng", voices)
    [made] = record_opinions(actor=OPERATOR, organisation=bloc.root, opinions=[new])
    return made


def page(client: Client, bloc: SmallBloc, at: int, path: str, **data: Any) -> str:
    url = f"/o/{bloc.code(at)}/kien-nghi/{path}"
    response = client.post(url, data, follow=True) if data else client.get(url)
    assert response.status_code == 200, response.status_code
    return unescape(response.content.decode())


def test_sent_to_a_unit_which_answers_and_the_one_that_asked_reads_it(
    bloc: SmallBloc, entry: int, signed_in: SignedIn
) -> None:
    office, unit = signed_in("cap_tren_to_chuc"), signed_in("co_so_to_chuc", at=bloc.second_unit)
    told = page(
        office,
        bloc,
        bloc.root,
        f"{entry}/",
        viec="chuyen",
        to=str(bloc.second_unit),
        body="",
        due="31/7/2023",
        note="",
    )
    assert "Đã chuyển, chờ trả lời" in told and "hạn trả lời 31/07/2023" in told
    assert "Trả lời kiến nghị được chuyển đến" in unit.get("/").content.decode()
    assert "Đề nghị mở lớp" in page(unit, bloc, bloc.second_unit, "?loc=duoc-chuyen")
    told = page(
        unit, bloc, bloc.second_unit, f"{entry}/", viec="tra-loi", text="Mở tháng 9.", on="5/7/2023", by=""
    )
    assert "Đã ghi trả lời." in told
    asked = page(signed_in("chi_bo_bi_thu", at=bloc.lone_cell), bloc, bloc.lone_cell, f"{entry}/")
    assert "Mở tháng 9." in asked and "Còn 1 đơn vị khác cùng nêu." in asked
    assert "Xin mở lớp" not in asked and 'value="chuyen"' not in asked


def test_errors_stand_at_their_field_and_nothing_is_written(
    bloc: SmallBloc, entry: int, signed_in: SignedIn
) -> None:
    office = signed_in("cap_tren_to_chuc")
    for data, said in (
        ({"viec": "chuyen", "to": "", "body": ""}, "Chưa chọn nơi trả lời"),
        ({"viec": "chuyen", "to": "", "body": "Ban Tổ chức", "due": "1/7/2023"}, "phải từ hôm nay trở đi"),
        ({"viec": "tra-loi", "text": "", "on": "5/7/2023"}, "Chưa nhập nội dung trả lời"),
        ({"viec": "tra-loi", "text": "Có.", "on": "6/7/2023"}, "không thể sau hôm nay"),
        ({"viec": "bo", "reason": ""}, "Chưa nhập lý do"),
        ({"viec": "gì đó"}, "Chưa rõ việc cần làm"),
    ):
        assert said in page(office, bloc, bloc.root, f"{entry}/", **data)
    assert "Chưa chuyển" in page(office, bloc, bloc.root, "")


def test_the_list_is_cut_by_state_and_by_unit_with_the_count_told(
    bloc: SmallBloc, entry: int, signed_in: SignedIn
) -> None:
    new = NewOpinion("Việc khác", date(2023, 6, 30), voices=[Voice(bloc.second_unit, "Việc khác")])
    [other] = record_opinions(actor=OPERATOR, organisation=bloc.root, opinions=[new])
    route_opinion(actor=OPERATOR, organisation=bloc.root, opinion=other, body="Ban Tổ chức Tỉnh ủy")
    office = signed_in("cap_tren_to_chuc")
    every = page(office, bloc, bloc.root, "")
    assert "Tất cả <b>2</b>" in every and "Chưa trả lời <b>2</b>" in every and "Chưa chuyển <b>1</b>" in every
    new_only = page(office, bloc, bloc.root, "?loc=chua-chuyen")
    assert "Đề nghị mở lớp" in new_only and "Việc khác" not in new_only
    of_unit = page(office, bloc, bloc.root, f"?dv={bloc.second_unit}")
    assert "Việc khác" in of_unit and "Đề nghị mở lớp" not in of_unit
    assert "Sổ kiến nghị" in page(office, bloc, bloc.root, "?dv=x")


def test_dropped_it_is_gone_and_a_strangers_page_is_unknown(
    bloc: SmallBloc, entry: int, signed_in: SignedIn
) -> None:
    cell = signed_in("chi_bo_bi_thu", at=bloc.third_cell)
    assert cell.get(f"/o/{bloc.code(bloc.third_cell)}/kien-nghi/{entry}/").status_code == 404
    told = page(signed_in("cap_tren_to_chuc"), bloc, bloc.root, f"{entry}/", viec="bo", reason="ghi nhầm")
    assert "Đã bỏ khỏi sổ" in told and "Chưa có kiến nghị nào." in told
