"""Setting up without a shell."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.support import SmallBloc

from dangvu.accounts.actions.settings import enter_parameter
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.audit.models import Act
from dangvu.foundation.backup.queries import Backup
from dangvu.foundation.parameters.actions import read_seeds, titles
from dangvu.foundation.parameters.models import Parameter
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


def test_a_value_put_right_for_an_earlier_regulation_leaves_the_later_ones_alone(
    office: Client, base: str
) -> None:
    code = "transfer.present_within_working_days"
    sent = {
        "value": "45",
        "valid_from": "30/07/2021",
        "document": "Quy định 24-QĐ/TW",
        "da_biet": "999999",
        "lan": new_token(),
    }
    page = office.post(f"{base}tham-so/{code}/", sent, follow=True).content.decode()
    assert "dùng đến hết ngày 19/01/2025" in page
    days = (date(2021, 7, 29), date(2021, 7, 30), date(2025, 1, 19), date(2025, 1, 20), date(2026, 11, 1))
    assert [Parameters().on(code, on).value for on in days] == [30, 45, 45, 30, 30]


STATUTE = "Quy định 294-QĐ/TW"


def _regulation(**more: object) -> dict[str, object]:
    codes = "transfer.present_within_working_days transfer.start_within_working_days documents.types_cell session.idle_minutes"
    return {
        "ma": codes, "document": "Quy định 999-QĐ/TW", "issued_on": "20/12/2029", "valid_from": "01/01/2030",
        "reason": "thay Quy định 294-QĐ/TW", "da_biet": "999999", "lan": new_token(), **more,
    }  # fmt: skip


def test_a_document_is_offered_with_the_values_it_would_replace(office: Client, base: str) -> None:
    page = office.get(f"{base}van-ban-moi/", {"chon": f"vb:{STATUTE}"}).content.decode()
    assert "Thời hạn nộp giấy giới thiệu sinh hoạt đảng" in page and "Đang áp dụng: 30 ngày làm việc" in page
    assert 'name="transfer.present_within_working_days" value="30"' in page
    assert "admission.minimum_age" not in page, "that one rests on the Statute itself"
    assert (
        "Loại văn bản chi bộ được ban hành"
        in office.get(f"{base}van-ban-moi/", {"chon": "nhom:Văn bản"}).content.decode()
    )
    assert (
        "Ghi văn bản mới" not in office.get(f"{base}van-ban-moi/", {"chon": "nhom:Không có"}).content.decode()
    )


def test_several_values_of_one_document_are_one_act_and_a_blank_changes_nothing(
    office: Client, base: str
) -> None:
    sent = _regulation(**{
        "transfer.present_within_working_days": "20", "transfer.present_within_working_days|diem": "điểm 7",
        "transfer.start_within_working_days": "", "documents.types_cell": ["nghị quyết", "báo cáo"],
        "session.idle_minutes": "15",
    })  # fmt: skip
    for _ in range(2):  # a second click
        page = office.post(f"{base}van-ban-moi/", sent, follow=True).content.decode()
    last = Act.objects.order_by("number").last()
    assert "Tham số của các quy định" in page and last is not None
    assert (last.kind, last.reason) == ("parameters.enter_regulation", "thay Quy định 294-QĐ/TW")
    assert Parameter.objects.filter(known_from_act=last).count() == 3
    assert Parameter.objects.filter(origin=Parameter.ADMINISTRATOR).count() == 3
    known, first = Parameters(), date(2030, 1, 1)
    present = known.on("transfer.present_within_working_days", first)
    assert (present.value, present.source) == (20, "Quy định 999-QĐ/TW ngày 20/12/2029, điểm 7")
    assert known.on("transfer.present_within_working_days", date(2029, 12, 31)).document == STATUTE
    assert known.on("transfer.start_within_working_days", first).document == STATUTE
    assert known.on("documents.types_cell", first).value == "nghị quyết, báo cáo"
    assert known.on("session.idle_minutes", first).document.startswith("Quy định 999-QĐ/TW")


def test_one_wrong_value_is_told_beside_its_field_and_nothing_is_written(office: Client, base: str) -> None:
    sent = _regulation(**{
        "transfer.present_within_working_days": "hai mươi", "transfer.start_within_working_days": "50",
        "session.idle_minutes": "600", "document": "",
    })  # fmt: skip
    page = office.post(f"{base}van-ban-moi/", sent).content.decode()
    assert (
        "phải là số nguyên" in page
        and "phải từ 3 đến 60 phút" in page
        and "Chưa nhập số và tên văn bản" in page
    )
    assert 'value="hai mươi"' in page and 'value="50"' in page, "what was typed is still there"
    assert not Parameter.objects.filter(origin=Parameter.ADMINISTRATOR).exists()
    nothing = office.post(f"{base}van-ban-moi/", _regulation()).content.decode()
    assert "ghi ít nhất một giá trị" in nothing
    assert not Parameter.objects.filter(origin=Parameter.ADMINISTRATOR).exists()


def test_somebody_else_s_value_is_not_written_over(office: Client, base: str) -> None:
    code = "transfer.present_within_working_days"
    seen = max(row.known_from_act_id for row in Parameter.objects.filter(code=code))
    enter_parameter(
        actor=OPERATOR, code=code, value=25, valid_from=date(2029, 1, 1), document="Quy định 500-QĐ/TW"
    )
    answer = office.post(f"{base}van-ban-moi/", _regulation(ma=code, da_biet=str(seen), **{code: "20"}))
    assert answer.status_code == 409 and "vừa được người khác sửa" in answer.content.decode()
    assert Parameters().on(code, date(2030, 1, 1)).value == 25


def test_below_the_root_no_document_is_entered(bloc: SmallBloc, signed_in: SignedIn) -> None:
    client = signed_in("quan_tri", bloc.first_unit)
    url = f"/o/{bloc.code(bloc.first_unit)}/quan-tri/van-ban-moi/"
    assert "ở tổ chức cao nhất ghi" in client.get(url).content.decode()
    client.post(url, _regulation(**{"session.idle_minutes": "20"}))
    assert not Parameter.objects.filter(origin=Parameter.ADMINISTRATOR).exists()


def test_a_list_of_words_is_ticked_and_a_list_of_names_is_typed(office: Client, base: str) -> None:
    page = office.get(f"{base}tham-so/documents.types_cell/").content.decode()
    assert page.count('type="checkbox"') >= 18 and 'value="nghị quyết"' in page
    sent = {"valid_from": "01/01/2030", "document": "Quy định 1-QĐ/TW", "da_biet": "999999"}
    office.post(
        f"{base}tham-so/documents.types_cell/",
        sent | {"value": ["nghị quyết", "kế hoạch"], "lan": new_token()},
    )
    told = sent | {"value": "Công đoàn\nHội Chữ thập đỏ", "lan": new_token()}
    office.post(f"{base}tham-so/mass.kinds/", told)
    office.post(
        f"{base}tham-so/ranking.excellent_cap_base/", sent | {"value": "danh_gia", "lan": new_token()}
    )
    known, on = Parameters(), date(2030, 1, 1)
    assert known.on("documents.types_cell", on).value == "nghị quyết, kế hoạch"
    assert known.on("mass.kinds", on).value == "Công đoàn, Hội Chữ thập đỏ"
    assert known.on("ranking.excellent_cap_base", on).value == "danh_gia"
    wrong = office.post(f"{base}tham-so/mass.kinds/", sent | {"value": "123", "lan": new_token()})
    assert "không phải là một tên" in wrong.content.decode()


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
