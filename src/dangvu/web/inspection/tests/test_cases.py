"""Cases and decisions on the screen: entered without a list of members, listed without names, opened for a reason."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.support import SmallBloc

from dangvu.foundation.audit.models import Act
from dangvu.web.conftest import SignedIn
from dangvu.web.tests.hands import text, write
from dangvu.work.discipline.models import DecisionState
from dangvu.work.inspection.models import CaseState, CaseSubject

WHO = "Đỗ Ắng"


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")


@pytest.fixture
def book(bloc: SmallBloc) -> str:
    return f"/o/{bloc.code(bloc.first_unit)}/kiem-tra/"


@pytest.fixture
def inspector(bloc: SmallBloc, signed_in: SignedIn) -> Client:
    return signed_in("co_so_kiem_tra", at=bloc.first_unit)


def a_case(bloc: SmallBloc, **more: Any) -> dict[str, Any]:
    return {
        "code": "12-QĐ/UBKT", "by": bloc.first_unit, "body": "ubkt", "kind": "kt_dau_hieu", "opened_on": "01/03/2023",
        "members": WHO, "place": bloc.first_unit, "published": "on", **more,
    }  # fmt: skip


def a_decision(bloc: SmallBloc, **more: Any) -> dict[str, Any]:
    return {
        "code": "05-QĐ/ĐU", "by": bloc.first_unit, "body": "cap_uy", "member": WHO, "place": bloc.first_unit,
        "form": "khien_trach", "decided_on": "10/04/2023", "published_on": "20/04/2023", **more,
    }  # fmt: skip


def test_a_case_is_entered_led_on_and_concluded_and_the_list_names_nobody(
    bloc: SmallBloc, book: str, inspector: Client
) -> None:
    assert "chưa công bố" in write(inspector, f"{book}cuoc/moi/", **a_case(bloc, published=""))
    assert "không có đảng viên" in write(inspector, f"{book}cuoc/moi/", **a_case(bloc, members="Cù Thị Ẻo"))
    write(inspector, f"{book}cuoc/moi/", **a_case(bloc))
    case = CaseState.objects.get().case_id
    page = text(inspector, f"{book}cuoc/?ky=2023-H1")
    assert "12-QĐ/UBKT" in page and "1 đảng viên" in page and WHO not in page
    write(inspector, f"{book}cuoc/{case}/buoc/", step="thong_bao", on="05/03/2023")
    write(inspector, f"{book}cuoc/{case}/ket-luan/", result="ky_luat", on="20/04/2023")
    assert "Cuộc đã kết luận" in text(inspector, f"{book}?ky=2023-H1")
    figures = f"/o/{bloc.code(bloc.first_unit)}/so-lieu/KT-16/?ky=2023-H1"
    assert "1 bản ghi" in text(inspector, figures) and WHO not in text(inspector, figures)


def test_no_name_that_is_typed_lies_about_as_a_draft(book: str, inspector: Client) -> None:
    for url in ("cuoc/moi/", "ky-luat/moi/"):
        assert "data-no-draft" in text(inspector, book + url)


def test_whose_a_case_is_comes_after_a_reason_once_and_is_kept(
    bloc: SmallBloc, book: str, inspector: Client
) -> None:
    write(inspector, f"{book}cuoc/moi/", **a_case(bloc))
    url = f"{book}cuoc/{CaseSubject.objects.get().case_id}/"
    assert WHO not in text(inspector, url)
    assert WHO not in write(inspector, url, reason="")
    page = write(inspector, url, reason="soạn thông báo")
    assert WHO in page and "Công bố kết luận" in page
    last = Act.objects.order_by("number").last()
    assert last is not None and (last.kind, last.reason) == ("inspection.open_case", "soạn thông báo")
    assert WHO not in text(inspector, url)


def test_the_secretary_sees_the_same_numbers_and_lists_and_no_name(
    bloc: SmallBloc, book: str, inspector: Client, signed_in: SignedIn
) -> None:
    write(inspector, f"{book}ky-luat/moi/", **a_decision(bloc))
    decision = DecisionState.objects.get().decision_id
    secretary, clerk = signed_in("bi_thu"), signed_in("cap_tren_to_chuc")
    figure = f"/o/{bloc.code(bloc.first_unit)}/so-lieu/disciplined_members/?ky=2023-H1"
    for client in (inspector, secretary):
        assert "1 bản ghi" in text(client, figure) and WHO not in text(client, figure)
        assert "Khiển trách" in text(client, f"{book}ky-luat/?ky=2023-H1")
    assert secretary.get(f"{book}ky-luat/{decision}/").status_code == 403
    for url in (figure, f"{book}ky-luat/", f"{book}cuoc/"):
        assert clerk.get(url).status_code == 403
    assert WHO in write(inspector, f"{book}ky-luat/{decision}/", reason="đối chiếu hồ sơ")
    assert inspector.get(f"/o/{bloc.code(bloc.first_unit)}/dang-vien/").status_code == 403


def test_a_form_that_is_not_allowed_is_said_beside_it(bloc: SmallBloc, book: str, inspector: Client) -> None:
    url = f"{book}ky-luat/moi/"
    assert "giữ chức vụ" in write(inspector, url, **a_decision(bloc, form="cach_chuc"))
    barred = write(inspector, url, **a_decision(bloc, act_ended_on="01/03/2016", discovered_on="10/04/2021"))
    assert "Hết thời hiệu khiển trách từ 01/03/2021" in barred
    write(
        inspector,
        url,
        **a_decision(bloc, form="canh_cao", act_ended_on="01/03/2016", discovered_on="10/04/2021"),
    )
    assert DecisionState.objects.get().act_ended_on == date(2016, 3, 1)


def test_counts_of_petitions_and_declarations_are_written_and_summed(
    bloc: SmallBloc, book: str, inspector: Client
) -> None:
    told = {
        "by": bloc.first_unit,
        "kind": "to_cao",
        "count": 4,
        "on": "31/03/2023",
        "outcome": "dang_giai_quyet",
    }
    assert "nặc danh" in write(inspector, f"{book}don-thu/moi/", **told, anonymous="on")
    write(inspector, f"{book}don-thu/moi/", **told | {"outcome": "nac_danh"}, anonymous="on")
    assert "<b>4 đơn</b>" in text(inspector, f"{book}don-thu/?ky=2023-H1")
    url = f"{book}phong-chong-tham-nhung/"
    counts = {"by": bloc.first_unit, "on": "31/03/2023", "due": 5}
    assert "không thể nhiều hơn" in write(inspector, f"{url}moi/", **counts, declared=6)
    write(inspector, f"{url}moi/", **counts, declared=5)
    assert "<b>5</b>" in text(inspector, f"{url}?ky=2023-H1")


def test_a_line_of_the_programme_is_planned_and_shown_as_not_done(
    bloc: SmallBloc, book: str, inspector: Client
) -> None:
    url = f"{book}chuong-trinh/"
    write(inspector, f"{url}moi/?ky=2023-H1", body="cap_uy", kind="kt_chuyen_de", quarter=2, organisations=2)
    page = text(inspector, f"{url}?ky=2023-H1")
    assert "Chưa thực hiện" in page and "0 trên 1 dòng" in page


def test_what_has_to_be_put_right_is_given_from_the_case_and_stands_on_both_pages(
    bloc: SmallBloc, book: str, inspector: Client, signed_in: SignedIn
) -> None:
    write(inspector, f"{book}cuoc/moi/", **a_case(bloc))
    case = CaseState.objects.get().case_id
    assert "Giao việc khắc phục" not in text(inspector, f"{book}cuoc/?ky=2023-H1")
    write(inspector, f"{book}cuoc/{case}/ket-luan/", result="khuyet_diem", on="20/04/2023")
    assert "Giao việc khắc phục" in text(inspector, f"{book}cuoc/?ky=2023-H1")
    told = {"title": "Bổ sung chương trình kiểm tra", "unit": bloc.first_cell, "due_on": "31/07/2023"}
    write(inspector, f"{book}cuoc/{case}/khac-phuc/", **told)
    opened = write(inspector, f"{book}cuoc/{case}/", reason="Xem việc khắc phục")
    assert "Bổ sung chương trình kiểm tra" in opened
    task = re.search(r'href="([^"]*/nhiem-vu/\d+/[^"]*)"', opened)
    assert task is not None
    page = text(inspector, task[1])
    assert "Cuộc kiểm tra, giám sát 12-QĐ/UBKT ngày 01/03/2023" in page and WHO not in page
    assert "/kiem-tra/cuoc/" in page
    assert "/kiem-tra/cuoc/" not in text(signed_in("co_so_to_chuc", at=bloc.first_unit), task[1])
