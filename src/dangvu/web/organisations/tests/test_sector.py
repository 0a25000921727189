"""The page on which somebody says of what kind a unit is."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from tests.support import SmallBloc

from dangvu.foundation.actor import OPERATOR
from dangvu.organisations.models import OrganisationState
from dangvu.organisations.queries import tree_on
from dangvu.organisations.sectors import NewSector, set_sectors
from dangvu.web.conftest import SignedIn
from dangvu.web.organisations.tests.test_screens import address, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-25T09:00:00")


def answers(client: Client, url: str, on: str = "", **chosen: str) -> dict[str, str]:
    """The form as it is shown, with other choices: ``o_3="tnhh"``."""
    shown = re.findall(r'<input type="hidden" name="(lan|initial-o_\d+)" value="([^"]*)"', text(client, url))
    kept = {name.removeprefix("initial-"): value for name, value in shown if name != "lan"}
    return {**dict(shown), **kept, "on": on, **chosen}


def test_a_unit_says_what_it_is_and_its_cells_follow(bloc: SmallBloc, signed_in: SignedIn) -> None:
    client, url = signed_in("cap_tren_to_chuc"), address(bloc, bloc.first_unit, "loai-hinh/")
    assert "Ghi loại hình đơn vị" in text(client, address(bloc, bloc.first_unit))
    sent = answers(client, url, **{f"o_{bloc.first_unit}": "tnhh"})
    done = client.post(url, sent, follow=True).content.decode()
    assert "Đã ghi loại hình đơn vị của 1 tổ chức." in done
    assert "Loại hình đơn vị: công ty trách nhiệm hữu hạn." in done and "Sửa loại hình đơn vị" in done
    cell = text(client, address(bloc, bloc.first_cell))
    assert "công ty trách nhiệm hữu hạn (theo tổ chức cấp trên)" in cell
    states = OrganisationState.objects.count()
    client.post(url, sent, follow=True)  # a double click
    assert OrganisationState.objects.count() == states
    again = answers(client, url, **{f"o_{bloc.first_unit}": ""})
    client.post(url, again)
    assert "Loại hình đơn vị:" not in text(client, address(bloc, bloc.first_unit))


def test_all_units_are_told_in_one_list_and_only_what_was_changed_is_written(
    bloc: SmallBloc, signed_in: SignedIn
) -> None:
    client, url = signed_in("cap_tren_to_chuc"), address(bloc, bloc.root, "loai-hinh/")
    shown = answers(client, url, **{f"o_{bloc.first_unit}": "su_nghiep", f"o_{bloc.lone_cell}": "fdi"})
    assert f"o_{bloc.root}" not in shown, "the bloc is no unit"
    set_sectors(
        actor=OPERATOR, organisation=bloc.root, told=[NewSector(bloc.second_unit, "dnnn")]
    )  # by somebody else, meanwhile
    done = client.post(url, shown, follow=True).content.decode()
    assert "Đã ghi loại hình đơn vị của 2 tổ chức." in done
    tree = tree_on(date(2023, 7, 25))
    assert [tree[one].sector for one in (bloc.first_unit, bloc.second_unit, bloc.lone_cell)] == [
        "su_nghiep", "dnnn", "fdi"
    ]  # fmt: skip


def test_what_can_not_be_is_said_and_nothing_is_written(bloc: SmallBloc, signed_in: SignedIn) -> None:
    client, url = signed_in("cap_tren_to_chuc"), address(bloc, bloc.first_unit, "loai-hinh/")
    assert "Chưa có gì khác" in client.post(url, answers(client, url)).content.decode()
    wrong = answers(client, url, "32/13/2023", **{f"o_{bloc.first_unit}": "tnhh"})
    page = client.post(url, wrong)
    assert page.status_code == 200 and 'value="32/13/2023"' in page.content.decode()
    assert not OrganisationState.objects.exclude(sector="").exists()


def test_whoever_does_not_reorganise_is_not_offered_it(bloc: SmallBloc, signed_in: SignedIn) -> None:
    client = signed_in("co_so_to_chuc", bloc.first_unit)
    assert "Ghi loại hình đơn vị" not in text(client, address(bloc, bloc.first_unit))
    assert client.get(address(bloc, bloc.first_unit, "loai-hinh/")).status_code == 403
