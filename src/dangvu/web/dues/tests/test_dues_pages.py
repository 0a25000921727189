"""The pages of dues, badges and commendations: a month in one press, sums that open, lists as files."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client
from openpyxl import load_workbook
from tests.support import SmallBloc, person, small_bloc

from dangvu.foundation.actor import OPERATOR
from dangvu.members.actions import correct_profiles
from dangvu.members.actions.profiles import Profile
from dangvu.members.models import BadgeAward
from dangvu.members.queries import profiles
from dangvu.work.awards.models import Award
from dangvu.work.dues.models import DuesMonth


@pytest.fixture
def bloc(db: None, monkeypatch: pytest.MonkeyPatch) -> SmallBloc:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")
    return small_bloc()


@pytest.fixture
def clerk(bloc: SmallBloc) -> Client:
    client = Client()
    client.force_login(person(bloc.root, "cap_tren_to_chuc"))
    return client


def tell(client: Client, bloc: SmallBloc, month: str, lan: str, **told: Any) -> Any:
    address = f"/o/{bloc.code(bloc.first_cell)}/dang-phi/thang/?thang={month}"
    shown = client.get(address)
    data = {f"dien-{one.line.person}": one.payer for one in shown.context["entries"]}
    data |= {f"luong-{one.line.person}": one.base for one in shown.context["entries"]}
    return client.post(
        address, data | {"lan": lan, "da_biet": str(shown.context["seen"]), "wage": "", **told}
    )


def test_a_month_is_one_press_and_the_next_begins_with_it(bloc: SmallBloc, clerk: Client) -> None:
    assert "để tính đảng phí" in tell(clerk, bloc, "2023-02", "a" * 20).content.decode()
    assert tell(clerk, bloc, "2023-02", "b" * 20, wage="10.000.000").status_code == 302
    owing = DuesMonth.objects.known().order_by("pk")[0].person_id
    for at, month in enumerate(("2023-04", "2023-05", "2023-06")):
        assert tell(clerk, bloc, month, str(at) * 20, chua=[str(owing)]).status_code == 302
    assert DuesMonth.objects.known().filter(paid=0).count() == 3
    page = clerk.get(f"/o/{bloc.code(bloc.root)}/dang-phi/?ky=2023-H1").content.decode()
    assert "1 đảng viên" in page and "Đảng bộ Sở Thứ Nhất" in page
    listed = clerk.get(f"/o/{bloc.code(bloc.first_unit)}/dang-phi/chua-dong/?nam=2023").content.decode()
    assert "04/2023" in listed and "30/06/2023" in listed and "xem xét" in listed
    assert clerk.get(f"/o/{bloc.code(bloc.root)}/dang-phi/?ky=2023-H1&tep=xlsx").content[:2] == b"PK"
    assert (
        "phải là số nguyên"
        in tell(clerk, bloc, "2023-06", "z" * 20, **{f"luong-{owing}": "mười"}).content.decode()
    )


def test_a_month_written_by_mistake_is_taken_back_whole_and_can_be_written_anew(
    bloc: SmallBloc, clerk: Client
) -> None:
    base = f"/o/{bloc.code(bloc.first_cell)}/dang-phi/thang/"
    assert "không có gì để bỏ" in clerk.get(f"{base}bo/?thang=2023-02").content.decode()
    tell(clerk, bloc, "2023-02", "a" * 20, wage="10.000.000")
    assert f"{base}bo/" in clerk.get(f"{base}?thang=2023-02").content.decode()
    count = DuesMonth.objects.known().count()
    assert count and f"{count} dòng" in clerk.get(f"{base}bo/?thang=2023-02").content.decode()
    told = {"reason": "ghi nhầm tháng", "lan": "b" * 20}
    assert clerk.post(f"{base}bo/?thang=2023-02", told).status_code == 302
    assert not DuesMonth.objects.known().exists() and DuesMonth.objects.count() == count
    assert tell(clerk, bloc, "2023-02", "c" * 20, wage="9.000.000").status_code == 302
    assert DuesMonth.objects.known().count() == count


def test_a_strange_month_or_day_of_award_is_answered_plainly(bloc: SmallBloc, clerk: Client) -> None:
    code = bloc.code(bloc.first_cell)
    for rest in ("dang-phi/thang/?thang=²023-01", "dang-phi/thang/?thang=2023-13", "dang-phi/thang/?thang=2024-01",
                 "huy-hieu-dang/?dot=2023-09-03", "dang-phi/chua-dong/?nam=x"):  # fmt: skip
        assert clerk.get(f"/o/{code}/{rest}").status_code == 400, rest


def test_candidates_for_badges_are_a_page_and_two_files(bloc: SmallBloc, clerk: Client) -> None:
    base = f"/o/{bloc.code(bloc.root)}/huy-hieu-dang"
    assert "đợt 02/09/2023" in clerk.get(f"{base}/").content.decode()
    assert clerk.get(f"{base}/?dot=2023-05-19&tep=xlsx").content[:2] == b"PK"
    assert clerk.get(f"{base}.docx?dot=2023-05-19").content[:2] == b"PK"


def test_each_group_of_the_badge_list_is_kept_as_it_is_shown_and_the_paper_prints_no_earlier_day(
    bloc: SmallBloc, clerk: Client
) -> None:
    someone = bloc.people["Lý Thị Ẩm"]
    known = Profile.on_record(profiles([someone])[someone])
    told = Profile(
        **{**{name: getattr(known, name) for name in known.__slots__}, "decided": date(1990, 1, 5)}
    )
    correct_profiles(actor=OPERATOR, organisation=bloc.root, profiles={someone: told})
    base = f"/o/{bloc.code(bloc.root)}/huy-hieu-dang"
    page = clerk.get(f"{base}/?dot=2023-09-02&loc=tu-truoc").content.decode()
    assert "Lý Thị Ẩm" in page

    def names(group: str) -> list[object]:
        content = clerk.get(f"{base}/?dot=2023-09-02&loc={group}&tep=xlsx").content
        return [row[0] for row in load_workbook(BytesIO(content)).active.values]

    assert "Lý Thị Ẩm" in names("tu-truoc") and "Lý Thị Ẩm" not in names("")
    with ZipFile(BytesIO(clerk.get(f"{base}.docx?dot=2023-09-02").content)) as package:
        printed = package.read("word/document.xml").decode()
    assert "Lý Thị Ẩm" not in printed and "1 đảng viên đủ năm từ đợt trước" in printed
    assert clerk.get(f"{base}/?loc=x").status_code == 400


def test_the_badges_of_a_day_are_given_by_one_decision_to_whoever_is_ticked(
    bloc: SmallBloc, clerk: Client
) -> None:
    two = [bloc.people["Lý Thị Ẩm"], bloc.people["Đỗ Ắng"]]
    for someone in two:
        known = Profile.on_record(profiles([someone])[someone])
        told = {name: getattr(known, name) for name in known.__slots__} | {"decided": date(1993, 3, 5)}
        correct_profiles(actor=OPERATOR, organisation=bloc.root, profiles={someone: Profile(**told)})
    base = f"/o/{bloc.code(bloc.root)}/huy-hieu-dang/"
    assert "chưa đến" in clerk.get(f"{base}da-trao/?dot=2023-09-02").content.decode()
    day = f"{base}da-trao/?dot=2023-05-19"
    assert f"{day}" in clerk.get(f"{base}?dot=2023-05-19").content.decode().replace("ky=2023-H1&amp;", "")
    assert "2 người đủ năm" in clerk.get(day).content.decode()
    decision = {"decision_number": "105-QĐ/TU", "decided_on": "05/05/2023", "lan": "k" * 20}
    assert clerk.post(day, decision).status_code == 200, "nobody is ticked"
    assert clerk.post(day, decision | {"people": [str(two[0]), "999999"]}).status_code == 200
    assert not BadgeAward.objects.exists()
    assert clerk.post(day, decision | {"people": [str(two[0])]}).status_code == 302
    assert [(one.person_id, one.mark) for one in BadgeAward.objects.known()] == [(two[0], 30)]
    assert "1 người đủ năm" in clerk.get(day).content.decode()


def test_one_decision_commends_whoever_is_ticked(bloc: SmallBloc, clerk: Client) -> None:
    base = f"/o/{bloc.code(bloc.first_unit)}/khen-thuong/"
    told = {"decision": "15-QĐ/ĐUK", "on": "03/02/2023", "kind": "giay_khen", "level": "cap_tren", "occasion": "nam", "reason": "",
            "units": [str(bloc.first_unit)], "people": [str(bloc.people["Lý Thị Ẩm"])], "lan": "k" * 20}  # fmt: skip
    assert clerk.post(f"{base}moi/", told).status_code == 302
    page = clerk.get(f"{base}?ky=2023-H1").content.decode()
    assert "2 lượt" in page and "Lý Thị Ẩm" in page
    one = Award.objects.filter(person=None).get()
    assert clerk.post(f"{base}{one.pk}/bo/", {"reason": "ghi nhầm", "lan": "m" * 20}).status_code == 302
    assert "1 lượt" in clerk.get(f"{base}?ky=2023-H1").content.decode()
    assert clerk.get(f"{base}?ky=2023-H1&tep=xlsx").content[:2] == b"PK"
