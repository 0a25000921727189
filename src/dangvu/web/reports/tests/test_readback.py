"""The page that reads an edited report back: what it shows, what it writes, whose file it is."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.support import HALF_YEAR, SmallBloc

from dangvu.foundation.actor import OPERATOR
from dangvu.reports.actions import write_half_year_review
from dangvu.reports.identity import PROPERTIES, with_new_record
from dangvu.reports.jobs import WORD
from dangvu.reports.office.actions import keep_template, use_template
from dangvu.reports.office.tests.papers import Paper
from dangvu.reports.package import write_parts
from dangvu.reports.reading.tests.paper import typed_over
from dangvu.reports.reading.tests.test_read_back import someone_died
from dangvu.reports.reading.word import read_word
from dangvu.web.conftest import SignedIn


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")


@pytest.fixture
def office(signed_in: SignedIn) -> Client:
    return signed_in("bi_thu")


def url(bloc: SmallBloc, more: str = "") -> str:
    return f"/o/{bloc.code(bloc.root)}/bao-cao/doc-lai/{more}?ky=2023-H1"


def bring(client: Client, bloc: SmallBloc, data: bytes, name: str = "sua.docx") -> str:
    file = SimpleUploadedFile(name, data, WORD)
    return client.post(url(bloc), {"viec": "doc", "tep": file}, follow=True).content.decode()


def edited(bloc: SmallBloc) -> bytes:
    written = write_half_year_review(actor=OPERATOR, organisation=bloc.node(bloc.root), period=HALF_YEAR)
    return typed_over(written.docx, "dv_KN_01_1", "4")


def ticked(html: str) -> list[str]:
    return re.findall(r'name="so" value="([^"]+)" checked', html)


def test_the_way_of_a_file_from_the_secretary_back_to_the_clerk(bloc: SmallBloc, office: Client) -> None:
    out = edited(bloc)
    someone_died(bloc)
    html = bring(office, bloc, out)
    assert "Sửa tay, khác sổ" in html and "<mark>4</mark>" in html and "Sổ đã đổi" in html
    assert "so=luot&amp;luot=" in html
    spots = ticked(html)
    assert spots and "KN-01#1" not in spots
    html = office.post(url(bloc), {"viec": "cap-nhat", "so": spots}, follow=True).content.decode()
    assert f"Đã đưa {len(spots)} số trong sổ vào tệp." in html
    answer = office.get(url(bloc, "tep/"))
    assert (
        answer["Content-Disposition"].startswith("attachment")
        and "sua-cap-nhat.docx" in answer["Content-Disposition"]
    )
    texts = {bound.place: bound.text for bound in read_word(answer.content).bound}
    assert texts["KN-01", 1] == "4" and texts["GD-01", 1] != "1"


def test_every_count_opens_a_list_of_that_length(bloc: SmallBloc, office: Client) -> None:
    out = edited(bloc)
    someone_died(bloc)
    html = bring(office, bloc, out)
    chips = re.findall(r'<a href="([^"]+loai=[^"#]+)[^"]*"[^>]*>([^<]+) <b>([\d.]+)</b>', html)
    assert len(chips) >= 3
    for address, label, count in chips:
        page = office.get(address.replace("&amp;", "&")).content.decode()
        assert f"{label}: {count} số" in page


def test_the_reason_of_a_difference_opens_from_the_moment_of_printing(
    bloc: SmallBloc, office: Client
) -> None:
    out = edited(bloc)
    someone_died(bloc)
    html = bring(office, bloc, out)
    address = re.search(r'href="([^"]*/DV-02/[^"]*so=luot[^"#]*)', html)
    assert address is not None
    page = office.get(address[1].replace("&amp;", "&")).content.decode()
    assert "lúc in tệp Word" in page and "Vì sao khác" in page
    assert (
        office.get(f"/o/{bloc.code(bloc.root)}/so-lieu/DV-02/?ky=2023-H1&so=luot&luot=99999").status_code
        == 400
    )


def test_a_broken_file_is_said_beside_the_field_and_the_one_before_stays(
    bloc: SmallBloc, office: Client
) -> None:
    bring(office, bloc, edited(bloc), "truoc.docx")
    html = bring(office, bloc, b"PK\x03\x04 hong")
    assert "Tệp bị hỏng" in html and "truoc.docx" in html
    assert "Chưa chọn tệp nào." in office.post(url(bloc), {"viec": "doc"}).content.decode()


def test_a_file_that_we_did_not_make_is_only_read_as_prose(bloc: SmallBloc, office: Client) -> None:
    html = bring(office, bloc, "Toàn Đảng bộ kết nạp 9 đảng viên.".encode(), "loi.txt")
    assert "không mang dấu số nào" in html and "<mark>9</mark>" in html and "Khác sổ" in html


def test_a_file_belongs_to_whoever_brought_it(bloc: SmallBloc, office: Client, signed_in: SignedIn) -> None:
    bring(office, bloc, edited(bloc), "cua-toi.docx")
    other = signed_in("cap_tren_to_chuc")
    assert "cua-toi.docx" not in other.get(url(bloc)).content.decode()
    assert other.get(url(bloc, "tep/")).status_code == 302
    office.post(url(bloc), {"viec": "xoa"})
    assert "cua-toi.docx" not in office.get(url(bloc)).content.decode()


def test_words_of_the_file_are_shown_as_words(bloc: SmallBloc, office: Client) -> None:
    html = bring(office, bloc, b"Ket nap <script>alert(1)</script> 9 lop", "<b>x</b>.txt")
    assert "<script>alert" not in html and "<b>x</b>" not in html


def test_an_unknown_list_is_said_to_be_none(bloc: SmallBloc, office: Client) -> None:
    bring(office, bloc, edited(bloc))
    assert office.get(url(bloc) + "&loai=la").status_code == 400


def test_numbers_of_an_offices_own_tags_and_units_nobody_knows_are_shown_like_any_other(
    bloc: SmallBloc, office: Client
) -> None:
    """The file's word on whose number it is can be a whole tag, or a stranger's nonsense: never an address."""
    root = bloc.node(bloc.root)
    words = ("Quý I kết nạp {{KN-01; kỳ: quý I}}.", "Cả kỳ kết nạp {{KN-01}}.")
    template = keep_template(
        actor=OPERATOR, organisation=root, title="Mẫu riêng", name="mau.docx", content=Paper(*words).bytes
    )
    use_template(
        actor=OPERATOR, organisation=root, template=template, valid_from=date(2023, 7, 5), shared=False, period=HALF_YEAR
    )  # fmt: skip
    written = write_half_year_review(actor=OPERATOR, organisation=root, period=HALF_YEAR)
    bring(office, bloc, written.docx)
    html = office.get(url(bloc) + "&loai=khong-so-duoc").content.decode()
    assert "Quý I kết nạp" in html and "Không so được" in html
    file = read_word(written.docx)
    assert file.record is not None
    strange = replace(file.record, printed=[replace(one, unit="../../x y/") for one in file.record.printed])
    parts = dict(file.parts) | {PROPERTIES: with_new_record(file.parts[PROPERTIES], strange)}
    bring(office, bloc, write_parts(parts))
    assert office.get(url(bloc) + "&loai=khong-so-duoc").status_code == 200
