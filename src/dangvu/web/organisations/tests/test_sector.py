"""The page on which somebody says of what kind a unit is."""

from __future__ import annotations

import pytest
from tests.support import SmallBloc

from dangvu.web.conftest import SignedIn
from dangvu.web.organisations.tests.test_screens import address, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-25T09:00:00")


def test_a_unit_says_what_it_is_and_its_cells_follow(bloc: SmallBloc, signed_in: SignedIn) -> None:
    client, url = signed_in("cap_tren_to_chuc"), address(bloc, bloc.first_unit, "loai-hinh/")
    assert "Ghi loại hình đơn vị" in text(client, address(bloc, bloc.first_unit))
    done = client.post(url, {"sector": "tnhh", "on": ""}, follow=True).content.decode()
    assert "Đã ghi loại hình đơn vị." in done
    assert "Loại hình đơn vị: công ty trách nhiệm hữu hạn." in done and "Sửa loại hình đơn vị" in done
    assert "công ty trách nhiệm hữu hạn (theo tổ chức cấp trên)" in text(
        client, address(bloc, bloc.first_cell)
    )
    again = client.post(url, {"sector": "tnhh", "on": "01/03/2023"}, follow=True).content.decode()
    assert "Loại hình này đã được ghi từ trước." in again


@pytest.mark.parametrize(
    ("answers", "told"),
    [({"sector": "", "on": ""}, "loại hình đơn vị"), ({"sector": "tnhh", "on": "32/13/2023"}, "ngày")],
)
def test_what_can_not_be_is_said_beside_its_field(
    bloc: SmallBloc, signed_in: SignedIn, answers: dict[str, str], told: str
) -> None:
    page = signed_in("cap_tren_to_chuc").post(address(bloc, bloc.first_unit, "loai-hinh/"), answers)
    assert page.status_code == 200 and told in page.content.decode()


def test_whoever_does_not_reorganise_is_not_offered_it(bloc: SmallBloc, signed_in: SignedIn) -> None:
    client = signed_in("co_so_to_chuc", bloc.first_unit)
    assert "Ghi loại hình đơn vị" not in text(client, address(bloc, bloc.first_unit))
    assert client.get(address(bloc, bloc.first_unit, "loai-hinh/")).status_code == 403
