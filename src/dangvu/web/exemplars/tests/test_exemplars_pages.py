"""The list of models and examples: written in one form, found by kind and unit, corrected and taken back with a reason."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client
from tests.support import SmallBloc

from dangvu.web.conftest import SignedIn
from dangvu.web.tests.hands import text, write
from dangvu.work.exemplars.models import Exemplar


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")


@pytest.fixture
def book(bloc: SmallBloc) -> str:
    return f"/o/{bloc.code(bloc.first_unit)}/dien-hinh/"


@pytest.fixture
def clerk(bloc: SmallBloc, signed_in: SignedIn) -> Client:
    return signed_in("co_so_to_chuc", at=bloc.first_unit)


def one(bloc: SmallBloc, **more: object) -> dict[str, object]:
    return {
        "kind": "guong_hoc_bac", "by": bloc.first_unit, "title": "Hiến máu cứu người", "member": "lý thị ẩm",
        "recognised_on": "19/05/2023", "level": "cap_tren", **more,
    }  # fmt: skip


def test_a_deed_is_written_for_a_member_found_by_name_and_counts_at_once(
    bloc: SmallBloc, book: str, clerk: Client
) -> None:
    assert write(clerk, book + "moi/", **one(bloc)) == f"{book}?ky=2023"
    page = text(clerk, f"{book}?ky=2023-H1")
    assert "Hiến máu cứu người" in page and "Lý Thị Ẩm" in page and "<b>1 mô hình, điển hình</b>" in page
    assert "Hiến máu cứu người" in text(clerk, f"/o/{bloc.code(bloc.first_unit)}/so-lieu/DH-02/?ky=2023-H1")
    chip = f"{book}?ky=2023-H1&loai=dan_van_kheo"
    assert "Chưa có mô hình" in text(clerk, chip)


def test_nobody_of_that_name_is_said_beside_the_field(bloc: SmallBloc, book: str, clerk: Client) -> None:
    page = write(clerk, book + "moi/", **one(bloc, member="Không Có Ai"))
    assert "Không có đảng viên nào tên như vậy" in page and not Exemplar.objects.exists()


def test_several_of_one_name_are_told_apart(bloc: SmallBloc, book: str, clerk: Client) -> None:
    page = write(clerk, book + "moi/", **one(bloc, member="thị"))
    assert "chọn một người" in page and "sinh năm" in page and not Exemplar.objects.exists()
    person = bloc.people["Lý Thị Ẩm"]
    assert write(clerk, book + "moi/", **one(bloc, member="thị", person=person)) == f"{book}?ky=2023"
    assert Exemplar.objects.get().person_id == person


def test_one_that_somebody_else_corrected_is_not_written_over(
    bloc: SmallBloc, book: str, clerk: Client
) -> None:
    write(clerk, book + "moi/", **one(bloc, member=""))
    first = Exemplar.objects.known().get().pk
    url = f"{book}{first}/sua/"
    token = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', text(clerk, url)))
    assert (
        write(clerk, url, **one(bloc, member="", title="Hiến máu 20 lần", reason="thiếu"))
        == f"{book}?ky=2023"
    )
    response = clerk.post(
        url, {**token, **one(bloc, member="", title="Hiến máu 30 lần", reason="thiếu"), "lan": "khac"}
    )
    assert response.status_code == 409 and "Hiến máu 20 lần" in unescape(response.content.decode())
    newer = Exemplar.objects.known().get().pk
    assert write(clerk, f"{book}{newer}/bo/", reason="ghi nhầm").startswith(book)
    assert not Exemplar.objects.known().exists() and Exemplar.objects.count() == 2


def test_who_may_not_read_names_sees_the_number_and_no_words(
    bloc: SmallBloc, book: str, clerk: Client, signed_in: SignedIn
) -> None:
    write(clerk, book + "moi/", **one(bloc))
    watcher = signed_in("theo_doi", at=bloc.first_unit)
    page = text(watcher, f"{book}?ky=2023-H1")
    assert "<b>1 mô hình, điển hình</b>" in page and "Hiến máu" not in page and "Lý Thị" not in page
    explained = text(watcher, f"/o/{bloc.code(bloc.first_unit)}/so-lieu/DH-02/?ky=2023-H1")
    assert "Hiến máu" not in explained
