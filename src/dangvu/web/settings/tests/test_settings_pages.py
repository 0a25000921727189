"""Setting up without a shell."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.support import SmallBloc

from dangvu.foundation.backup.queries import Backup
from dangvu.foundation.parameters.actions import read_seeds, titles
from dangvu.foundation.parameters.queries import Parameters
from dangvu.foundation.refusals import Impossible
from dangvu.web.conftest import SignedIn
from dangvu.web.posts import new_token
from dangvu.web.settings import system


@pytest.fixture
def base(bloc: SmallBloc) -> str:
    return f"/o/{bloc.code(bloc.root)}/quan-tri/"


@pytest.fixture
def office(signed_in: SignedIn) -> Client:
    return signed_in("quan_tri")


def test_every_parameter_has_a_name_that_people_read() -> None:
    assert [code for code in {row["code"] for row in read_seeds()} if not titles().get(code)] == []


def test_the_list_tells_what_holds_today_and_where_it_is_written(office: Client, base: str) -> None:
    page = office.get(base).content.decode()
    assert "Tuổi thấp nhất khi vào Đảng" in page
    assert "Điều lệ Đảng, Điều 1" in page
    assert ">admission.minimum_age<" not in page


def test_a_new_value_holds_from_its_day_and_the_old_one_before(office: Client, base: str) -> None:
    url = f"{base}tham-so/admission.minimum_age/"
    sent = {"value": "20", "valid_from": "01/01/2030", "document": "Quy định 1-QĐ/TW", "point": "điểm 2", "da_biet": "999999",
            "lan": new_token()}  # fmt: skip
    page = office.post(url, sent, follow=True).content.decode()
    assert "Đã ghi giá trị mới" in page and "do quản trị ghi" in page
    assert "01/01/2030" in page and "Quy định 1-QĐ/TW, điểm 2" in page
    assert Parameters().on("admission.minimum_age", date(2029, 12, 31)).value == 18
    assert Parameters().on("admission.minimum_age", date(2030, 1, 1)).value == 20


def test_a_value_without_a_document_is_refused_beside_its_field(office: Client, base: str) -> None:
    sent = {
        "value": "12.5",
        "valid_from": "1/13/2030",
        "document": "",
        "da_biet": "999999",
        "lan": new_token(),
    }
    page = office.post(f"{base}tham-so/admission.minimum_age/", sent).content.decode()
    assert "phải là số nguyên" in page and "Chưa nhập văn bản quy định" in page
    assert Parameters().on("admission.minimum_age", date(2030, 2, 1)).value == 18


def test_below_the_root_values_are_read_only(bloc: SmallBloc, signed_in: SignedIn) -> None:
    client = signed_in("quan_tri", bloc.first_unit)
    url = f"/o/{bloc.code(bloc.first_unit)}/quan-tri/tham-so/admission.minimum_age/"
    assert "Ghi giá trị mới" not in client.get(url).content.decode()
    sent = {
        "value": "20",
        "valid_from": "01/01/2030",
        "document": "QĐ",
        "da_biet": "999999",
        "lan": new_token(),
    }
    client.post(url, sent)
    assert Parameters().on("admission.minimum_age", date(2030, 1, 1)).value == 18


def test_an_unknown_parameter_is_not_found(office: Client, base: str) -> None:
    assert office.get(f"{base}tham-so/khong.co/").status_code == 404


def test_templates_are_listed_by_their_guidance_and_can_be_looked_at(office: Client, base: str) -> None:
    page = office.get(f"{base}mau/").content.decode()
    assert "36-HD/VPTW" in page and "đang dùng" in page
    file = office.get(f"{base}mau/report-36-hd-2018.docx")
    assert file.content[:2] == b"PK"
    assert office.get(f"{base}mau/khac.docx").status_code == 404


def test_no_backup_yet_is_said_plainly(office: Client, base: str, settings: Any, tmp_path: Any) -> None:
    settings.VAR_DIR = tmp_path
    assert "Chưa có bản sao lưu nào" in office.get(f"{base}sao-luu/").content.decode()


def made(at: str) -> Backup:
    return Backup("dangvu-1.sqlite3", at, "sqlite", 4096, "ab" * 32, 7, {"x": 1234}, at, 0.4)


def test_the_age_of_the_last_backup_and_its_trial_are_told(
    office: Client, base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dangvu.foundation import clock

    monkeypatch.setattr(system, "backups", lambda: [made(clock.now().isoformat())])
    page = office.get(f"{base}sao-luu/").content.decode()
    assert "vừa xong" in page and "đã khôi phục thử được" in page and "1.234" in page
    monkeypatch.setattr(system, "backups", lambda: [made("2026-01-01T00:00:00+07:00")])
    assert "Bản sao lưu gần nhất đã cũ" in office.get(f"{base}sao-luu/").content.decode()


def test_a_backup_is_made_on_request_or_the_reason_is_told(
    office: Client, base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system, "back_up", lambda **_: made("2026-01-01T00:00:00+07:00"))
    assert "Đã sao lưu ra tệp" in office.post(f"{base}sao-luu/", follow=True).content.decode()

    def refuse(**_: Any) -> Backup:
        raise Impossible("Chưa sao lưu được. Ổ đĩa đã đầy.")

    monkeypatch.setattr(system, "back_up", refuse)
    assert "Ổ đĩa đã đầy" in office.post(f"{base}sao-luu/", follow=True).content.decode()


def test_a_backup_below_the_root_is_refused_in_words(bloc: SmallBloc, signed_in: SignedIn) -> None:
    client = signed_in("quan_tri", bloc.first_unit)
    url = f"/o/{bloc.code(bloc.first_unit)}/quan-tri/sao-luu/"
    assert "ở tổ chức cao nhất" in client.post(url, follow=True).content.decode()


def test_the_calendar_of_a_year_is_told_and_changed(office: Client, base: str) -> None:
    url = f"{base}ngay-nghi/?nam=2031"
    assert "Chưa có ngày nào của năm này" in office.get(url).content.decode()
    sent = {"viec": "them", "day": "20/01/2031", "last_day": "24/01/2031", "name": "Tết Nguyên đán",
            "document": "Thông báo 1/TB-BNV", "lan": new_token()}  # fmt: skip
    page = office.post(url, sent, follow=True).content.decode()
    assert "5 ngày" in page and "20/01/2031, thứ Hai" in page and "Thông báo 1/TB-BNV" in page
    gone = {"viec": "bo", "day": "24/01/2031", "reason": "thông báo đã thay", "lan": new_token()}
    assert "4 ngày" in office.post(url, gone, follow=True).content.decode()


def test_a_run_of_days_backwards_is_told_beside_its_field(office: Client, base: str) -> None:
    sent = {"viec": "them", "day": "24/01/2031", "last_day": "20/01/2031", "name": "Tết", "document": "TB",
            "lan": new_token()}  # fmt: skip
    page = office.post(f"{base}ngay-nghi/?nam=2031", sent).content.decode()
    assert "Ngày cuối phải sau ngày đầu" in page
    assert office.get(f"{base}ngay-nghi/?nam=hai").status_code == 400
