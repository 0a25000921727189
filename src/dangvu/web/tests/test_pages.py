from __future__ import annotations

import pytest
from django.test import Client
from tests.support import SmallBloc

from dangvu.web.tests.conftest import SignedIn


def text(client: Client, url: str, status: int = 200) -> str:
    response = client.get(url)
    assert response.status_code == status, (url, response.status_code)
    return response.content.decode()


def test_the_organisation_page_shows_its_units_with_their_numbers(
    bloc: SmallBloc, signed_in: SignedIn
) -> None:
    page = text(signed_in("bi_thu"), f"/o/{bloc.code(bloc.root)}/")
    assert "<h1>Đảng bộ Khối thử nghiệm</h1>" in page
    assert "6 tháng đầu năm 2023" in page
    assert "60,00%" in page and "Chi bộ Hội Thứ Ba" in page


@pytest.mark.parametrize("name", ["admission_target_share", "KN-02", "kn-02"])
def test_a_figure_is_found_by_its_machine_name_and_its_printed_code(
    name: str, bloc: SmallBloc, signed_in: SignedIn
) -> None:
    page = text(signed_in("bi_thu"), f"/o/{bloc.code(bloc.root)}/so-lieu/{name}/?ky=2023-H1")
    assert "Tử số: 3 bản ghi" in page and "cộng lại 5" in page and "60,00%" in page
