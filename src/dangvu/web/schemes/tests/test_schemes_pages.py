"""A scheme on its pages: kept, filled, measured, done, put right, taken back."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from tests.support import SmallBloc

from dangvu.foundation.actor import OPERATOR
from dangvu.web.conftest import SignedIn
from dangvu.web.tests.hands import text, write
from dangvu.work.schemes import queries


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")


@pytest.fixture
def above(bloc: SmallBloc, signed_in: SignedIn) -> Client:
    return signed_in("cap_tren_to_chuc")


@pytest.fixture
def url(bloc: SmallBloc, above: Client) -> str:
    base = f"/o/{bloc.code(bloc.root)}/de-an/"
    told = {"title": "Chuyển đổi số", "starts_on": "01/01/2022", "ends_on": "31/12/2025"}
    assert "trước ngày bắt đầu" in write(above, base + "moi/", **{**told, "ends_on": "31/12/2021"})
    write(above, base + "moi/", **told)
    (scheme,) = queries.schemes(actor=OPERATOR, organisation=bloc.root, tree=bloc.tree)
    return f"{base}{scheme.id}/"


def test_a_scheme_is_filled_piece_by_piece_and_stands_by_day(
    bloc: SmallBloc, above: Client, signed_in: SignedIn, url: str
) -> None:
    item = url + "them/hang-muc/"
    write(above, url + "them/giai-doan/", title="Giai đoạn 1", starts_on="01/01/2022", ends_on="31/12/2023")
    assert "phải nằm trong thời gian" in write(
        above, item, title="Muộn", kind="hang_muc", due_on="01/02/2026", unit=bloc.root
    )
    write(above, item, title="Ký số văn bản", kind="hang_muc", due_on="30/06/2023", unit=bloc.first_unit)
    write(above, item, title="Sơ kết năm", kind="so_ket", due_on="31/12/2023", unit=bloc.root)
    write(above, url + "them/chi-so/", title="Văn bản ký số", unit="%", on="31/12/2022", value="40,5")
    (measure,) = re.findall(r'<option value="(\d+)"', text(above, url + "them/so-do/"))
    assert "phải là một số" in write(
        above, url + "them/so-do/", measure=measure, on="30/06/2023", value="nhiều"
    )
    write(above, url + "them/so-do/", measure=measure, planned="", on="30/06/2023", value="38,5")
    page = text(above, url)
    assert "Chưa đạt kế hoạch" in page and "40,5" in page and "đang thực hiện" in page
    assert "Quá hạn 5 ngày" in page and "Hạng mục đề án quá hạn" in text(above, "/")
    unit = signed_in("co_so_to_chuc", at=bloc.first_unit)
    own = text(unit, url.replace(bloc.code(bloc.root), bloc.code(bloc.first_unit)))
    assert "Ký số văn bản" in own and "Sơ kết năm" not in own and "Chỉ số của đề án" not in own
    (done,) = re.findall(r'href="([^"]+/xong/[^"]*)"', own)
    write(unit, done, done_on="20/06/2023", paper="Báo cáo số 41-BC/ĐU")
    assert "Xong đúng hạn" in text(above, url) and "Hạng mục đề án quá hạn" not in text(above, "/")
    assert text(above, url + "?loc=xong").partition("<tbody>")[2].partition("</tbody>")[0].count("<tr") == 1


def test_what_a_scheme_is_is_put_right_but_not_over_someone_else(
    bloc: SmallBloc, above: Client, url: str
) -> None:
    told = {
        "title": "Chuyển đổi số",
        "document": "07-ĐA/ĐUK",
        "starts_on": "01/01/2022",
        "ends_on": "31/12/2024",
    }
    old = text(above, url + "sua/")
    write(above, url + "sua/", **told, reason="ghi nhầm năm")
    assert "07-ĐA/ĐUK" in text(above, url)
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', old))
    assert above.post(url + "sua/", {**hidden, **told, "reason": "khác"}).status_code == 409


def test_pieces_and_the_whole_are_taken_back_with_a_reason(bloc: SmallBloc, above: Client, url: str) -> None:
    write(above, url + "them/hang-muc/", title="Nhầm", kind="hang_muc", due_on="30/09/2023", unit=bloc.root)
    (drop,) = re.findall(r'href="([^"]+/hang-muc/\d+/bo/[^"]*)"', text(above, url))
    assert "Chưa nhập lý do" in write(above, drop, reason="")
    write(above, drop, reason="ghi nhầm")
    assert "Chưa ghi hạng mục nào" in text(above, url)
    assert above.get(drop).status_code == 404 and above.get(url + "them/khac/").status_code == 404
    write(above, url + "bo/", reason="ghi nhầm")
    assert above.get(url).status_code == 404


def test_only_the_keeper_writes_and_a_stranger_finds_nothing(
    bloc: SmallBloc, signed_in: SignedIn, url: str
) -> None:
    assert signed_in("theo_doi").get(url + "sua/").status_code == 403
    unit = signed_in("co_so_to_chuc", at=bloc.first_unit)
    own = url.replace(bloc.code(bloc.root), bloc.code(bloc.first_unit))
    assert unit.get(own).status_code == 404 and unit.get(own + "them/hang-muc/").status_code == 404
