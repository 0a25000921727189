"""Decisions on recognition told after the list: many at once, once however often they are sent."""

from __future__ import annotations

import pytest
from tests.support import SmallBloc

from dangvu.web.conftest import SignedIn
from dangvu.web.tests.hands import text, write
from dangvu.work.admissions.models import Recognition


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")


def test_one_decision_is_told_of_many_and_the_figure_follows(bloc: SmallBloc, signed_in: SignedIn) -> None:
    clerk, base = signed_in("co_so_to_chuc", at=bloc.first_unit), f"/o/{bloc.code(bloc.first_unit)}/"
    url, who = f"{base}ket-nap/quyet-dinh-cong-nhan/?ky=2023-H1", bloc.people["Lý Thị Ẩm"]
    page = text(clerk, url)
    assert "Lý Thị Ẩm, Chi bộ Văn phòng" in page and "1 đảng viên" in page
    assert "Lý Thị Ẩm" in text(clerk, f"{base}so-lieu/CT-07/?ky=2023-H1")
    assert "Chưa chọn đảng viên" in write(clerk, url, number="8-QĐ/ĐUK", decided_on="10/03/2023")
    told = {"number": "8-QĐ/ĐUK", "decided_on": "10/03/2023", "people": who}
    assert "chưa đến" in write(clerk, url, **told | {"decided_on": "06/07/2023"})
    assert write(clerk, url, **told) == url
    assert str(Recognition.objects.known().get(person_id=who).decided_on) == "2023-03-10"
    assert "đều đã có quyết định" in text(clerk, url)
    assert "Lý Thị Ẩm" in text(clerk, f"{base}so-lieu/CT-04/?ky=2023-H1")


def test_the_pages_lead_there_only_for_who_may_write(bloc: SmallBloc, signed_in: SignedIn) -> None:
    board = f"/o/{bloc.code(bloc.first_unit)}/ket-nap/"
    assert "quyet-dinh-cong-nhan" in text(signed_in("co_so_to_chuc", at=bloc.first_unit), board)
    assert "quyet-dinh-cong-nhan" not in text(signed_in("bi_thu"), board)
