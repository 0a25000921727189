"""The book of vetting on the screen: numbers only, written, corrected and taken back."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from tests.support import SmallBloc

from dangvu.web.conftest import SignedIn
from dangvu.web.tests.hands import text, write
from dangvu.work.vetting.models import VettingPaper


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")


@pytest.fixture
def book(bloc: SmallBloc) -> str:
    return f"/o/{bloc.code(bloc.first_unit)}/tham-tra/"


@pytest.fixture
def clerk(bloc: SmallBloc, signed_in: SignedIn) -> Client:
    return signed_in("co_so_to_chuc", at=bloc.first_unit)


def one(bloc: SmallBloc, **more: object) -> dict[str, object]:
    return {
        "kind": "tham_tra", "by": bloc.first_unit, "number": "45-CV/ĐU", "on": "15/02/2023", "purpose": "ket_nap",
        "count": 4, **more,
    }  # fmt: skip


def test_a_paper_is_written_and_counts_at_once(bloc: SmallBloc, book: str, clerk: Client) -> None:
    assert write(clerk, book + "moi/", **one(bloc)) == f"{book}?ky=2023"
    write(clerk, book + "moi/", **one(bloc, kind="ket_luan", number="12-KL/ĐU", count=3))
    page = text(clerk, f"{book}?ky=2023-H1")
    assert (
        "<b>2 văn bản</b>" in page
        and "Đề nghị thẩm tra lý lịch: <b>4</b> hồ sơ" in page
        and "45-CV/ĐU" in page
        and "không có họ tên" in page
    )
    only = text(clerk, f"{book}?ky=2023-H1&loai=ket_luan")
    assert "45-CV/ĐU" not in only and "Kết luận tiêu chuẩn chính trị: <b>3</b> trường hợp." in only
    listed = text(clerk, f"/o/{bloc.code(bloc.first_unit)}/so-lieu/BV-01/?ky=2023-H1")
    assert "Đề nghị thẩm tra lý lịch: kết nạp đảng viên" in listed and "45-CV" not in listed


def test_a_form_that_is_sent_twice_and_a_paper_typed_twice_are_one(
    bloc: SmallBloc, book: str, clerk: Client
) -> None:
    shown = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', text(clerk, book + "moi/"))
    for _ in range(2):
        clerk.post(book + "moi/", dict(shown) | one(bloc))
    assert VettingPaper.objects.count() == 1
    assert "đã có trong sổ" in write(clerk, book + "moi/", **one(bloc, count=9))


def test_what_was_typed_wrongly_is_corrected_and_taken_back_with_a_reason(
    bloc: SmallBloc, book: str, clerk: Client
) -> None:
    write(clerk, book + "moi/", **one(bloc))
    row = VettingPaper.objects.get()
    assert write(clerk, f"{book}{row.pk}/sua/", **one(bloc, count=6), reason="đếm sai") == f"{book}?ky=2023"
    newer = VettingPaper.objects.known().get()
    assert newer.count == 6
    stale = write(clerk, f"{book}{row.pk}/sua/", **one(bloc, count=8), reason="đếm sai")
    assert "vừa được người khác sửa" in stale and VettingPaper.objects.known().get().count == 6
    assert write(clerk, f"{book}{newer.pk}/bo/", reason="ghi hai lần").startswith(book)
    assert "Chưa ghi văn bản nào" in text(clerk, f"{book}?ky=2023-H1")


def test_whoever_only_follows_the_numbers_has_no_door_to_the_book(
    bloc: SmallBloc, book: str, signed_in: SignedIn
) -> None:
    watcher = signed_in("theo_doi", at=bloc.first_unit)
    assert watcher.get(book).status_code == 403
    assert "Thẩm tra lý lịch</a>" not in text(watcher, f"/o/{bloc.code(bloc.first_unit)}/ket-nap/")


def test_the_list_is_a_workbook_as_well(bloc: SmallBloc, book: str, clerk: Client) -> None:
    write(clerk, book + "moi/", **one(bloc))
    answer = clerk.get(f"{book}?ky=2023-H1&loai=&tep=xlsx")
    assert answer.status_code == 200 and "Tham-tra" in answer["Content-Disposition"]
