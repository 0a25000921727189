"""The day of whoever gives targets: a resolution, a target, the grid that adds up, an adjustment by decision."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client
from tests.support import SmallBloc

from dangvu.foundation.audit.queries import last_act
from dangvu.web.conftest import SignedIn
from dangvu.work.resolutions.models import Resolution, Target, TargetAllocation


def text(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, (url, response.status_code)
    return unescape(response.content.decode())


@pytest.fixture
def base(bloc: SmallBloc) -> str:
    return f"/o/{bloc.code(bloc.root)}/chi-tieu/"


@pytest.fixture
def client(signed_in: SignedIn) -> Client:
    return signed_in("cap_tren_to_chuc")


@pytest.fixture
def grid(bloc: SmallBloc, base: str) -> str:
    return f"{base}{Target.objects.known().get().pk}/phan-bo/?ky=2023-H1"


def sent(client: Client, url: str, **fields: object) -> dict[str, object]:
    """What the form carries, with these fields filled in."""
    page = text(client, url)
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page))
    return {**hidden, **fields}


def parts(bloc: SmallBloc, first: int, second: int, lone: int) -> dict[str, int]:
    return {f"p{bloc.first_unit}": first, f"p{bloc.second_unit}": second, f"p{bloc.lone_cell}": lone}


def given() -> list[int]:
    return sorted(TargetAllocation.objects.known().values_list("value", flat=True))


def test_a_resolution_and_its_target_are_set_down_once(bloc: SmallBloc, base: str, client: Client) -> None:
    fields = sent(
        client,
        base + "nghi-quyet/?ky=2023-H1",
        number="15-NQ/ĐUK",
        issued_on="05/01/2023",
        issuer="Đảng ủy Khối",
    )
    for _ in range(2):  # a double click
        assert client.post(base + "nghi-quyet/?ky=2023-H1", fields).status_code == 302
    [resolution] = Resolution.objects.known()
    fields = sent(
        client, base + "them/?ky=2023-H1", title="Tổ chức có kết nạp", year="2023", kind="ty_le_to_chuc",
        indicator="units_with_admissions_share", value="80", resolution=str(resolution.pk), article="mục II",
    )  # fmt: skip
    assert client.post(base + "them/?ky=2023-H1", fields).status_code == 302
    page = text(client, base + "?ky=2023-H1")
    assert "Nghị quyết số 15-NQ/ĐUK ngày 05/01/2023, mục II" in page and "ít nhất 80%" in page
    assert "Chưa đạt" in page and "2 trên 3" in page


def test_what_a_figure_cannot_measure_is_said_beside_the_field(base: str, client: Client) -> None:
    fields = sent(
        client, base + "them/?ky=2023-H1", title="Sai", year="2023", kind="ty_le_to_chuc", indicator="admitted",
        value="80",
    )  # fmt: skip
    response = client.post(base + "them/?ky=2023-H1", fields)
    assert "cần đo bằng một tỷ lệ" in unescape(response.content.decode())
    assert Target.objects.known().count() == 1


def test_the_list_and_the_target_show_both_numbers_and_the_state_in_words(
    bloc: SmallBloc, base: str, client: Client
) -> None:
    page = text(client, base + "?ky=2023-H1")
    assert "60%" in page or "60,00%" in page
    assert "Đúng nhịp" in page and "so-lieu/KN-01/?ky=2023-H1" in page
    page = text(client, f"{base}{Target.objects.known().get().pk}/?ky=2023-H1")
    assert "3 trên 5" in page and "Dự báo cả năm" in page and "giao lần đầu" in page
    assert "Có thể thiếu 2" in page  # the second unit has nothing yet


def test_adding_up_writes_nothing_and_says_what_is_left(bloc: SmallBloc, grid: str, client: Client) -> None:
    fields = sent(client, grid, whole="7", reserve="1", thu="1", **parts(bloc, 2, 2, 1))
    before = last_act()
    page = unescape(client.post(grid, fields).content.decode())
    assert "Đã giao 5 trên 7, dự phòng 1: còn 1 chưa giao" in page
    part = client.post(grid + "&thu=1", fields, headers={"HX-Request": "true"})
    assert 'id="can-doi"' in part.content.decode() and "<html" not in part.content.decode()
    assert last_act() == before


def test_a_grid_that_does_not_add_up_is_refused_with_the_way_out(
    bloc: SmallBloc, grid: str, client: Client
) -> None:
    fields = sent(client, grid, whole="7", correction="Sửa", **parts(bloc, 2, 2, 1))
    response = client.post(grid, fields)
    page = unescape(response.content.decode())
    assert response.status_code == 200 and "ghi 2 vào ô Dự phòng" in page
    assert given() == [1, 2, 2]


def test_an_adjustment_needs_its_decision_and_both_versions_stay(
    bloc: SmallBloc, base: str, grid: str, client: Client
) -> None:
    refused = client.post(grid, sent(client, grid, **parts(bloc, 3, 1, 1)))
    assert "quyết định điều chỉnh" in unescape(refused.content.decode()) and given() == [1, 2, 2]
    fields = sent(
        client, grid, whole="5", decision_number="21-QĐ/ĐUK", decided_on="15/05/2023", reason="Giảm biên chế",
        **parts(bloc, 3, 1, 1),
    )  # fmt: skip
    for _ in range(2):
        assert client.post(grid, fields).status_code == 302
    assert given() == [1, 1, 3]
    page = text(client, f"{base}{Target.objects.known().get().pk}/?ky=2023-H1")
    assert "quyết định số 21-QĐ/ĐUK ngày 15/05/2023" in page and "giao lần đầu" in page
    assert "Đã giao 5 trên 5, khớp." in page


def test_a_form_filled_in_over_an_older_version_is_answered_with_both(
    bloc: SmallBloc, grid: str, client: Client
) -> None:
    mine = sent(client, grid, correction="Sửa một", **parts(bloc, 1, 3, 1))
    theirs = sent(client, grid, correction="Sửa hai", **parts(bloc, 3, 1, 1))
    assert client.post(grid, theirs).status_code == 302
    response = client.post(grid, mine)
    page = unescape(response.content.decode())
    assert response.status_code == 409 and "vừa được người khác sửa" in page and given() == [1, 1, 3]


def test_the_trial_moves_what_may_be_missed_and_writes_nothing(
    bloc: SmallBloc, grid: str, client: Client
) -> None:
    before = last_act()
    page = text(client, grid + "&chia-lai=1")
    assert "Chưa ghi gì" in page and "Chuyển 2 từ đơn vị có thể thiếu" in page and last_act() == before


def test_a_unit_sees_what_it_was_given_and_its_own(bloc: SmallBloc, signed_in: SignedIn) -> None:
    url = f"/o/{bloc.code(bloc.first_unit)}/chi-tieu/"
    page = text(signed_in("co_so_to_chuc", at=bloc.first_unit), url + "?ky=2023-H1")
    assert "Cấp trên giao" in page and "01-NQ/ĐU" in page and "Đạt" in page
    theirs = Target.objects.known().get().pk
    assert signed_in("theo_doi", at=bloc.first_unit).get(f"{url}{theirs}/").status_code == 404


def test_a_target_set_by_mistake_is_withdrawn_with_a_reason(
    bloc: SmallBloc, base: str, client: Client
) -> None:
    url = f"{base}{Target.objects.known().get().pk}/"
    fields = sent(client, url + "?ky=2023-H1")
    client.post(url + "bo/", {**fields, "reason": ""})
    assert Target.objects.known().count() == 1
    fields = sent(client, url + "?ky=2023-H1")
    assert client.post(url + "bo/", {**fields, "reason": "Lập nhầm năm"}).status_code == 302
    assert Target.objects.known().count() == 0
    assert "Năm 2023 chưa đặt chỉ tiêu nào." in text(client, base + "?ky=2023-H1")


def test_a_target_of_a_period_that_is_not_over_is_measured_until_today_and_years_lead_to_one_another(
    client: Client, base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DANGVU_NOW", "2023-09-05T09:00:00")
    page = text(client, f"{base}?ky=2023-H2")
    assert "tính đến 05/09/2023" in page
    other = text(client, f"{base}?ky=2024-H1")
    assert "ky=2023-H2" in other and "Năm 2023" in other
