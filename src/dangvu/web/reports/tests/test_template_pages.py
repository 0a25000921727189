"""The pages on which an office makes a template its own."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.support import SmallBloc

from dangvu.foundation.audit.models import Act
from dangvu.reports.models import OfficeTemplate
from dangvu.reports.office.tests.papers import Paper
from dangvu.reports.reading.word import read_figures
from dangvu.web.conftest import SignedIn
from dangvu.web.posts import new_token

KY = "?ky=2023-H1"


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")


@pytest.fixture
def base(bloc: SmallBloc) -> str:
    return f"/o/{bloc.code(bloc.root)}/bao-cao/"


@pytest.fixture
def office(signed_in: SignedIn) -> Client:
    return signed_in("cap_tren_to_chuc")


def sent(client: Client, base: str, content: bytes, **more: Any) -> Any:
    file = SimpleUploadedFile("mẫu của tôi.docx", content)
    return client.post(
        f"{base}mau/{KY}", {"lan": new_token(), "tep": file, "declared": "on", **more}, follow=True
    )


def test_a_broken_template_is_kept_as_a_draft_and_every_fault_is_told_with_its_place(
    office: Client, base: str
) -> None:
    answer = sent(office, base, Paper("Kết nạp {{KN-1}} người.", "Cuối {{kỳ.").bytes)
    page = answer.content.decode()
    assert "2 chỗ phải sửa" in page
    assert "Kết nạp {{KN-1}} người." in page and "Có phải KN-01 (Kết nạp đảng viên)?" in page
    assert "mẫu của tôi" in page, "the file's name is its title where none is given"
    assert "Dùng mẫu này" not in page


def test_a_good_one_is_tried_and_used_and_the_report_comes_in_its_words(office: Client, base: str) -> None:
    page = sent(office, base, Paper("Lời của ta: {{KN-01}}.").bytes, title="Mẫu ta").content.decode()
    assert "Mẫu dùng được cho 6 tháng đầu năm 2023" in page
    one = f"{base}mau/{OfficeTemplate.objects.get().pk}/"
    trial = office.get(f"{one}xem-thu/{KY}").content.decode()
    assert 'Lời của ta: <span class="dien">3</span>.' in " ".join(trial.split())
    assert read_figures(office.get(f"{one}xem-thu.docx{KY}").content) == [("KN-01", "3")]
    told = office.post(
        f"{one}{KY}", {"lan": new_token(), "valid_from": "05/07/2023"}, follow=True
    ).content.decode()
    assert "Đã dùng mẫu này cho báo cáo từ ngày 05/07/2023." in told
    assert read_figures(office.get(f"{base}du-thao.docx{KY}").content) == [("KN-01", "3")]
    assert "In theo mẫu “Mẫu ta”" in office.get(f"{base}{KY}").content.decode()
    office.post(f"{one}ngung/{KY}", {"lan": new_token()})
    assert "In theo mẫu chuẩn." in office.get(f"{base}{KY}").content.decode()


def test_what_is_wrong_is_red_in_the_trial_and_counted(office: Client, base: str) -> None:
    sent(office, base, Paper("Có {{KN-99}} và {{KN-01}}.").bytes)
    page = office.get(f"{base}mau/{OfficeTemplate.objects.get().pk}/xem-thu/{KY}").content.decode()
    assert "1 chỗ phải sửa; chỗ nào chưa điền được thì tô đỏ" in page
    assert '<strong class="sai"><span class="vh">chưa điền được: </span>{{KN-99}}</strong>' in page


def test_a_file_that_is_no_word_file_is_refused_beside_its_field_and_nothing_is_kept(
    office: Client, base: str
) -> None:
    acts = Act.objects.count()
    page = sent(office, base, b"%PDF-1.7 x").content.decode()
    assert "Tệp là PDF, không phải Word (.docx)" in page and 'href="#id_tep"' in page
    assert (OfficeTemplate.objects.count(), Act.objects.count()) == (0, acts)
    missing = office.post(f"{base}mau/{KY}", {"lan": new_token()}).content.decode()
    assert "Chưa chọn tệp nào." in missing and "cam kết" in missing


def test_a_form_that_is_sent_twice_keeps_one_file(office: Client, base: str) -> None:
    token, content = new_token(), Paper("{{KN-01}}").bytes
    for _ in range(2):
        sent(office, base, content, lan=token)
    assert OfficeTemplate.objects.count() == 1


def test_a_report_of_ours_is_made_a_template_at_one_tick(office: Client, base: str) -> None:
    report = office.get(f"{base}du-thao.docx{KY}").content
    page = sent(office, base, report).content.decode()
    assert "của báo cáo cũ" in page and "Mẫu không có thẻ nào" in page
    page = sent(office, base, report, numbers="on").content.decode()
    assert "Mẫu dùng được" in page and "của báo cáo cũ" not in page


def test_the_picker_gives_tags_out_with_what_they_print(office: Client, base: str) -> None:
    page = office.get(f"{base}the/{KY}&tim=ket+nap&thoi_ky=qu%C3%BD+I").content.decode()
    assert 'value="{{KN-01; kỳ: quý I}}"' in page
    assert "Tỷ lệ" in page
    assert "Nội dung các đơn vị viết" in page and 'value="{{đoạn: hạn chế, khuyết điểm}}"' in page
    nothing = office.get(f"{base}the/{KY}&tim=khong+co+gi").content.decode()
    assert "Không có số liệu nào có các chữ đó" in nothing
    assert office.get(f"{base}the/{KY}&don_vi=%7B%7B;;&cap=l%E1%BA%A1").status_code == 200


def test_the_template_to_start_from_can_be_sent_straight_back(office: Client, base: str) -> None:
    starter = office.get(f"{base}mau/khoi-dau.docx{KY}").content
    page = sent(office, base, starter).content.decode()
    assert "Mẫu dùng được cho 6 tháng đầu năm 2023" in page


def test_who_only_reads_sees_no_form(signed_in: SignedIn, office: Client, base: str) -> None:
    sent(office, base, Paper("{{KN-01}}").bytes)
    reader = signed_in("bi_thu")
    page = reader.get(f"{base}mau/{KY}").content.decode()
    assert "Tải lên và kiểm tra" not in page and "bản nháp" in page
    one = reader.get(f"{base}mau/{OfficeTemplate.objects.get().pk}/{KY}").content.decode()
    assert "Mẫu dùng được" in one and "Dùng mẫu này" not in one
    assert reader.get(f"{base}mau/99999/{KY}").status_code == 404


def test_a_template_that_no_longer_fits_is_told_before_anybody_issues(
    signed_in: SignedIn, office: Client, base: str
) -> None:
    sent(office, base, Paper("{{KN-01}}").bytes, title="Mẫu ta")
    one = OfficeTemplate.objects.get()
    office.post(f"{base}mau/{one.pk}/{KY}", {"lan": new_token(), "valid_from": "05/07/2023"})
    secretary = signed_in("bi_thu")
    assert "Ban hành báo cáo 6 tháng" in secretary.get(f"{base}{KY}").content.decode()
    OfficeTemplate.objects.update(content=Paper("{{KN-01}} {{KN-99}}").bytes)
    page = secretary.get(f"{base}{KY}").content.decode()
    assert "Mẫu “Mẫu ta” có 1 chỗ phải sửa cho kỳ này." in page
    assert "Ban hành báo cáo 6 tháng" not in page
