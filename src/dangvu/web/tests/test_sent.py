"""Numbers of addresses and forms: whatever is sent, the answer is a number or none."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.support import person, small_bloc

from dangvu.web.sent import number


@pytest.mark.parametrize(("text", "read"), [("12", 12), ("0", 0), ("007", 7), ("9" * 15, 10**15 - 1)])
def test_a_whole_number_is_read(text: str, read: int) -> None:
    assert number(text) == read


@pytest.mark.parametrize("text", ["", "-1", "1.5", " 1", "²", "١٢", "1" * 16, "12a"])
def test_anything_else_is_none(text: str) -> None:
    assert number(text) is None


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["²", "1" * 40])
def test_a_hostile_number_is_answered_and_breaks_nothing(text: str) -> None:
    bloc = small_bloc()
    client, at = Client(), f"/o/{bloc.code(bloc.root)}"
    client.force_login(person(bloc.root, "cap_tren_to_chuc"))
    assert client.get(f"{at}/bao-cao/?kiem-tra={text}").status_code == 200, (
        "as if nothing was asked to be checked"
    )
    assert client.get(f"{at}/noi-dung/?ban={text}").status_code == 400
    assert client.post(f"{at}/dang-vien/bo-loc/", {"bo": text}).status_code in (302, 400), (
        "no filter is dropped"
    )
    client.force_login(person(bloc.first_unit, "co_so_to_chuc"))
    at = f"/o/{bloc.code(bloc.first_unit)}"
    assert client.get(f"{at}/nhiem-vu/theo-doi/?nguoi={text}").status_code == 400
    assert client.get(f"{at}/nhiem-vu/moi/?goc=van_ban-{text}").status_code == 404
    assert client.get(f"{at}/nhiem-vu/moi/").status_code == 200
