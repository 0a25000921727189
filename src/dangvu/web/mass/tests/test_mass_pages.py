"""The pages of mass organisations: written in few steps, counted at once, names for those who may read them."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client
from tests.support import SmallBloc

from dangvu.web.conftest import SignedIn
from dangvu.web.tests.hands import text, write
from dangvu.work.mass.models import MassActivity, MassCount, MassMembership, MassPerson, MassUnitState


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")


@pytest.fixture
def here(bloc: SmallBloc) -> str:
    return f"/o/{bloc.code(bloc.first_unit)}/"


@pytest.fixture
def clerk(bloc: SmallBloc, signed_in: SignedIn) -> Client:
    return signed_in("co_so_to_chuc", at=bloc.first_unit)


def units(client: Client, bloc: SmallBloc, here: str) -> list[int]:
    """Two units with one person in both."""
    for kind, name in (("cong_doan", "Công đoàn cơ sở Sở"), ("hoi_phu_nu", "Ban nữ công Sở")):
        sent = {"kind": kind, "by": bloc.first_unit, "name": name}
        assert write(client, here + "doan-the/moi/", **sent).startswith(here + "doan-the/")
    made = list(MassUnitState.objects.known().order_by("pk").values_list("unit_id", flat=True))
    for unit in made:
        sent = {
            "name": "Trần Thị Bưởi",
            "birth_year": "1990",
            "number": "030098123456",
            "since": "01/03/2023",
        }
        assert write(client, f"{here}doan-the/{unit}/them/", **sent).startswith(f"{here}doan-the/{unit}/")
    return made


def test_one_person_in_two_units_is_one_person_and_two_memberships_on_every_page(
    bloc: SmallBloc, here: str, clerk: Client
) -> None:
    first, _ = units(clerk, bloc, here)
    page = text(clerk, here + "doan-the/?ky=2023-H1")
    assert "<b>1 người</b>" in page and "<b>2 lượt</b>" in page
    assert "1 nơi" in text(clerk, f"{here}doan-the/{first}/?ky=2023-H1")
    for code, count in (("MT-02", 1), ("MT-03", 2)):
        explained = text(clerk, f"{here}so-lieu/{code}/?ky=2023-H1")
        assert re.findall(r"(\d+) bản ghi", explained)[0] == str(count)
    assert MassPerson.objects.count() == 1


def test_no_page_shows_a_whole_number_and_none_shows_a_name_without_the_right(
    bloc: SmallBloc, here: str, clerk: Client, signed_in: SignedIn
) -> None:
    first, _ = units(clerk, bloc, here)
    shown = text(clerk, f"{here}doan-the/{first}/?ky=2023-H1")
    assert "•••• •••• 3456" in shown and "030098123456" not in shown and "Trần Thị Bưởi" in shown
    watcher = signed_in("theo_doi", at=bloc.first_unit)
    hidden = text(watcher, f"{here}doan-the/{first}/?ky=2023-H1")
    assert "Trần Thị Bưởi" not in hidden and "1990" not in hidden and "3456" not in hidden
    assert "1 đoàn viên, hội viên" in hidden
    assert "Trần Thị Bưởi" not in text(watcher, f"{here}so-lieu/MT-02/?ky=2023-H1")


def test_reported_numbers_stand_beside_and_the_difference_is_told(
    bloc: SmallBloc, here: str, clerk: Client
) -> None:
    units(clerk, bloc, here)
    sent = {
        "by": bloc.first_unit,
        "on": "30/06/2023",
        "cong_doan-memberships": "40",
        "cong_doan-eligible": "50",
        "people": "45",
    }
    page = write(clerk, here + "doan-the/bao-cao/moi/", **sent)
    assert "Tỷ lệ" not in page and MassCount.objects.count() == 2
    page = text(clerk, here + "doan-the/?ky=2023-H1")
    assert "+39" in page and "80,0%" in page and "chưa có" in page
    refused = write(clerk, here + "doan-the/bao-cao/moi/", **{**sent, "cong_doan-eligible": "30"})
    assert "nhiều hơn số thuộc diện tập hợp" in refused
    drop = MassCount.objects.known().first()
    assert drop is not None
    assert write(clerk, f"{here}doan-the/bao-cao/{drop.pk}/bo/", reason="nhầm").startswith(here)
    assert MassCount.objects.known().count() == 1


def test_a_person_leaves_and_one_entered_by_mistake_is_taken_back(
    bloc: SmallBloc, here: str, clerk: Client
) -> None:
    units(clerk, bloc, here)
    one, other = MassMembership.objects.known().order_by("pk").values_list("pk", flat=True)
    write(clerk, f"{here}doan-the/nguoi/{one}/thoi/", on="01/06/2023")
    write(clerk, f"{here}doan-the/nguoi/{other}/bo/", reason="nhầm")
    page = text(clerk, here + "doan-the/?ky=2023-H1")
    assert "<b>0 người</b>" in page and "<b>0 lượt</b>" in page


def test_a_dialogue_is_written_and_taken_back(bloc: SmallBloc, here: str, clerk: Client) -> None:
    sent = {
        "kind": "doi_thoai",
        "by": bloc.first_unit,
        "on": "01/06/2023",
        "title": "Đối thoại với thanh niên",
        "attended": "80",
    }
    then = write(clerk, here + "dan-van/moi/", **sent)
    assert then == f"{here}dan-van/?ky=2023" and "Đối thoại với thanh niên" in text(clerk, then)
    made = MassActivity.objects.get().pk
    write(clerk, f"{here}dan-van/{made}/bo/", reason="nhầm")
    assert "Chưa ghi việc nào" in text(clerk, f"{here}dan-van/?ky=2023")


def test_a_unit_changed_meanwhile_is_not_written_over(bloc: SmallBloc, here: str, clerk: Client) -> None:
    first, _ = units(clerk, bloc, here)
    url = f"{here}doan-the/{first}/sua/"
    token = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', text(clerk, url)))
    sent = {"kind": "cong_doan", "by": bloc.first_unit, "name": "Công đoàn Sở", "reason": "đổi tên"}
    assert write(clerk, url, **sent).startswith(f"{here}doan-the/{first}/")
    response = clerk.post(url, {**token, **sent, "name": "Công đoàn khác", "lan": "khac"})
    assert response.status_code == 409 and "Công đoàn Sở" in unescape(response.content.decode())
