"""The pages of cards, temporary transfers and the handbook: forty in one press, nothing typed lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.support import SmallBloc, person, small_bloc

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.periods import Period
from dangvu.indicators.queries import figures
from dangvu.members.models import CardEvent, Guest, HandbookCount


@pytest.fixture
def bloc(db: None, monkeypatch: pytest.MonkeyPatch) -> SmallBloc:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")
    return small_bloc()


@pytest.fixture
def clerk(bloc: SmallBloc) -> Client:
    client = Client()
    client.force_login(person(bloc.root, "cap_tren_to_chuc"))
    return client


def figure(bloc: SmallBloc, name: str, at: int | None = None) -> float | None:
    table = figures(actor=OPERATOR, organisation=bloc.node(at or bloc.root), period=Period.parse("2023-H1"))
    return table.figures[name].value


_DECISION = {
    "on": "19/05/2023",
    "decision_number": "30-QĐ/ĐU",
    "decided_on": "10/05/2023",
    "reason": "",
}


def test_the_cards_of_one_decision_are_one_press(bloc: SmallBloc, clerk: Client) -> None:
    address = f"/o/{bloc.code(bloc.root)}/the-dang-vien/moi/?viec=phat"
    entries = clerk.get(address).context["entries"]
    first, second, *_ = [one.holder.person for one in entries]
    wrong = {f"so-{first}": "30.012345", f"so-{second}": "123"}
    shown = clerk.post(address, {**_DECISION, **wrong, "lan": "a" * 20})
    said = shown.content.decode()
    assert (
        "1 dòng chưa ghi được" in said and "Số thẻ phải có 8 chữ số" in said and 'value="30.012345"' in said
    )
    assert not CardEvent.objects.exists()
    answer = clerk.post(
        address, {**_DECISION, f"so-{first}": "30.012345", f"so-{second}": "30.012346", "lan": "b" * 20}
    )
    assert answer.status_code == 302 and figure(bloc, "cards_issued") == 2
    book = f"/o/{bloc.code(bloc.root)}/the-dang-vien/?ky=2023-H1"
    listed = clerk.get(book).content.decode()
    assert "30-QĐ/ĐU" in listed and "30012345" not in listed
    assert clerk.get(f"{book}&loai=phat&tep=xlsx").content[:2] == b"PK"
    assert first not in [one.holder.person for one in clerk.get(address).context["entries"]]


def test_what_is_wrong_with_the_decision_is_said_once(bloc: SmallBloc, clerk: Client) -> None:
    address = f"/o/{bloc.code(bloc.first_unit)}/the-dang-vien/moi/"
    one = clerk.get(address).context["entries"][0].holder.person
    late = {**_DECISION, "on": "01/12/2023", f"so-{one}": "30.012345", "lan": "a" * 20}
    assert "chưa đến" in clerk.post(address, late).content.decode()
    assert "Chưa ghi số thẻ nào" in clerk.post(address, {**_DECISION, "lan": "b" * 20}).content.decode()


def test_a_card_written_by_mistake_is_taken_back_with_a_reason(bloc: SmallBloc, clerk: Client) -> None:
    address = f"/o/{bloc.code(bloc.first_unit)}/the-dang-vien/moi/"
    one = clerk.get(address).context["entries"][0].holder.person
    clerk.post(address, {**_DECISION, f"so-{one}": "30.012345", "lan": "a" * 20})
    event = CardEvent.objects.known().get().pk
    drop = f"/o/{bloc.code(bloc.first_unit)}/the-dang-vien/{event}/bo/"
    assert clerk.post(drop, {"reason": "nhầm người", "lan": "b" * 20}).status_code == 302
    assert figure(bloc, "cards_issued") == 0
    assert clerk.get(drop).status_code == 404


def test_a_guest_is_in_the_book_and_in_no_total(bloc: SmallBloc, clerk: Client) -> None:
    before, base = figure(bloc, "members_end"), f"/o/{bloc.code(bloc.first_unit)}/tam-thoi/"
    told: dict[str, Any] = {
        "name": "Lục Thị Khách", "home": "Đảng bộ tỉnh khác", "cell": str(bloc.first_cell), "kind": "tam_thoi_cong_tac",
        "start": "01/04/2023", "until": "01/12/2023", "paper_number": "16-GT/ĐU",
    }  # fmt: skip
    assert clerk.post(f"{base}moi/", {**told, "lan": "a" * 20}).status_code == 302
    assert (figure(bloc, "guests_temporarily"), figure(bloc, "received_temporarily")) == (1, 1)
    assert figure(bloc, "members_end") == before
    page = clerk.get(f"{base}?ky=2023-H1&loai=den").content.decode()
    assert "Lục Thị Khách" in page and "Đảng bộ tỉnh khác" in page
    guest = Guest.objects.known().get().pk
    assert clerk.post(f"{base}{guest}/", {"on": "01/06/2023", "lan": "b" * 20}).status_code == 302
    assert (figure(bloc, "guests_temporarily"), figure(bloc, "received_temporarily")) == (0, 1)


def test_a_member_away_is_written_at_the_member_and_stands_in_both_books(
    bloc: SmallBloc, clerk: Client
) -> None:
    who = bloc.people["Tạ Thị Ngữ"]
    act = f"/o/{bloc.code(bloc.first_unit)}/dang-vien/{who}/ghi/tam-thoi/"
    told = {"kind": "tam_thoi_hoc_tap", "host": str(bloc.lone_cell), "place": "", "start": "01/02/2023",
            "until": "01/02/2024", "decision_number": "", "decided_on": "", "lan": "a" * 20}  # fmt: skip
    assert clerk.post(act, told).status_code == 302
    assert (figure(bloc, "away_temporarily"), figure(bloc, "guests_temporarily")) == (1, 1)
    assert figure(bloc, "guests_temporarily", bloc.lone_cell) == 1
    away = clerk.get(f"/o/{bloc.code(bloc.root)}/tam-thoi/?ky=2023-H1").content.decode()
    assert "Tạ Thị Ngữ" in away


def test_an_exempt_member_is_counted_and_listed(bloc: SmallBloc, clerk: Client) -> None:
    who = bloc.people["Tạ Thị Ngữ"]
    act = f"/o/{bloc.code(bloc.first_unit)}/dang-vien/{who}/ghi/mien/"
    told = {"ground": "tuoi_cao", "start": "01/02/2023", "until": "", "decision_number": "", "decided_on": ""}
    assert clerk.post(act, {**told, "lan": "a" * 20}).status_code == 302
    assert figure(bloc, "members_exempt") == 1
    page = clerk.get(f"/o/{bloc.code(bloc.root)}/tam-thoi/?ky=2023-H1&loai=mien").content.decode()
    assert "Tạ Thị Ngữ" in page and "Tuổi cao" in page


def test_units_report_the_handbook_on_one_page(bloc: SmallBloc, clerk: Client) -> None:
    address = f"/o/{bloc.code(bloc.root)}/so-tay/moi/"
    first, second = bloc.first_unit, bloc.second_unit
    wrong = {
        "on": "30/06/2023", f"cai-{first}": "999", f"dung-{first}": "", f"cai-{second}": "2", "lan": "a" * 20
    }  # fmt: skip
    said = clerk.post(address, wrong).content.decode()
    assert "nhiều hơn số đảng viên" in said and not HandbookCount.objects.exists()
    members = figure(bloc, "members_end", first)
    right = {**wrong, f"cai-{first}": str(int(members or 0)), f"dung-{first}": "1", "lan": "b" * 20}
    assert clerk.post(address, right).status_code == 302
    assert figure(bloc, "handbook_installed") == (members or 0) + 2 and figure(bloc, "handbook_using") == 1
    assert (
        figure(bloc, "handbook_units_above_most", first)
        == figure(bloc, "handbook_units_above_half", first)
        == 1
    )
    assert (
        "Đảng bộ Sở Thứ Nhất" in clerk.get(f"/o/{bloc.code(bloc.root)}/so-tay/?ky=2023-H1").content.decode()
    )
