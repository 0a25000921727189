"""A clerk's way in the browser: choose files, see the verdict, mend, write, take back."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.support import SmallBloc, person, small_bloc

from dangvu.intake.models import Finding, Line
from dangvu.intake.upload.models import Batch, ColumnChoice, SecretRefusal, StagedMend, Upload, VerdictRow
from dangvu.web.posts import TOKEN

SignedIn = Callable[..., Client]
OFFICE = "cap_tren_to_chuc"
LINES = "Đảng bộ Sở Thứ Nhất\nDANH SÁCH ĐẢNG VIÊN MỚI KẾT NẠP\n6 tháng đầu năm 2023\n\n"
HEAD = "TT;Họ và tên;Ngày sinh;Giới tính;Chi bộ;Ngày kết nạp\n"
GOOD = "1;Phí Văn Ất;05/03/1998;Nam;Chi bộ Kế hoạch;17/05/2023\n"
BAD = "2;Doãn Thị Ửng;06/04/1999;Nữ;Chi bộ Kế hoạch;31/02/2023\n"


@pytest.fixture
def bloc(db: None, monkeypatch: pytest.MonkeyPatch) -> SmallBloc:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")
    return small_bloc()


@pytest.fixture
def signed_in(bloc: SmallBloc) -> SignedIn:
    def make(role: str, at: int | None = None) -> Client:
        client = Client()
        client.force_login(person(bloc.root if at is None else at, role))
        return client

    return make


def table(*rows: str, name: str = "Ket nap.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, (LINES + HEAD + "".join(rows)).encode())


def send(client: Client, url: str, *files: SimpleUploadedFile, token: str = "", **more: str) -> str:
    """Hand files in; where that leads."""
    data = {
        "tep": list(files),
        "declared": "on",
        TOKEN: token or f"t{Upload.objects.count()}{id(files)}",
        **more,
    }
    response = client.post(url, data)
    return response["Location"] if response.status_code == 302 else response.content.decode()


def text(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, (url, response.status_code)
    return re.sub(r"\s+", " ", response.content.decode())


def nap(bloc: SmallBloc, at: int | None = None) -> str:
    return f"/o/{bloc.code(at or bloc.root)}/nap/"


def test_the_verdict_says_first_that_nothing_is_written_and_one_button_names_its_count(
    bloc: SmallBloc, signed_in: SignedIn
) -> None:
    client = signed_in(OFFICE)
    shown = text(client, send(client, nap(bloc), table(GOOD, BAD)))
    assert "Chưa ghi gì vào hồ sơ." in shown
    assert "Ghi 1 dòng" in shown
    assert shown.index("Chưa ghi gì") < shown.index("Doãn Thị Ửng")
    assert "không có ngày 31" in shown
    assert not Line.objects.exists()


def test_every_count_opens_a_list_of_that_many_rows(bloc: SmallBloc, signed_in: SignedIn) -> None:
    client = signed_in(OFFICE)
    shown = text(client, send(client, nap(bloc), table(GOOD, BAD)))
    links = re.findall(r'href="(\S+?)#ds"[^>]*>[^<]*<b>([\d.]+)</b>', shown)
    links += re.findall(r'<a class="n[^"]*" href="(\S+?)#ds">([\d.]+)</a>', shown)
    assert len(links) > 6
    for url, count in links:
        opened = text(client, url.replace("&amp;", "&"))
        assert f"{count} dòng</h2>" in opened, url


def test_writing_then_undoing_leaves_the_records_as_they_were(bloc: SmallBloc, signed_in: SignedIn) -> None:
    client = signed_in(OFFICE)
    place = send(client, nap(bloc), table(GOOD))
    upload = Upload.objects.get()
    written = client.post(f"{nap(bloc)}{upload.pk}/ghi/", {TOKEN: "w"}, follow=True).content.decode()
    assert "Đã ghi 1 dòng" in written and "Đã ghi vào hồ sơ." in text(client, place)
    client.post(f"{nap(bloc)}{upload.pk}/ghi/", {TOKEN: "w"})
    batch = Batch.objects.get()
    assert Line.objects.known().count() == 1
    page = f"{nap(bloc)}dot/{batch.pk}/"
    assert "Chưa nhập lý do" in client.post(page, {"reason": "", TOKEN: "u0"}).content.decode()
    for _ in range(2):
        client.post(page, {"reason": "gửi nhầm", TOKEN: "u"})
    assert "Đã hoàn tác" in text(client, page)
    assert not Line.objects.known().exists()


def test_a_double_click_on_upload_makes_one_upload(bloc: SmallBloc, signed_in: SignedIn) -> None:
    client = signed_in(OFFICE)
    first = send(client, nap(bloc), table(GOOD), token="one")
    second = send(client, nap(bloc), table(GOOD), token="one")
    assert Upload.objects.count() == 1
    assert first == second


def test_a_row_is_mended_in_place_with_its_proposal(bloc: SmallBloc, signed_in: SignedIn) -> None:
    client = signed_in(OFFICE)
    send(client, nap(bloc), table(GOOD, BAD))
    row = VerdictRow.objects.get(state="loi")
    page = f"{nap(bloc)}{row.upload_id}/dong/{row.pk}/"
    assert "31/02/2023" in text(client, page)
    wrong = client.post(page, {"joined": "30/02/2023", TOKEN: "a"}).content.decode()
    assert "không có ngày 30" in wrong
    for _ in range(2):
        client.post(page, {"joined": "28/02/2023", TOKEN: "b"})
        assert StagedMend.objects.count() == 1
    assert {row.state for row in VerdictRow.objects.all()} == {"moi"}


def test_where_nothing_is_proposed_no_proposal_is_offered(bloc: SmallBloc, signed_in: SignedIn) -> None:
    client = signed_in(OFFICE)
    send(client, nap(bloc), table(BAD))
    row = VerdictRow.objects.get()
    shown = text(client, f"{nap(bloc)}{row.upload_id}/dong/{row.pk}/")
    assert "Ghi chỗ đã sửa" in shown and "Nhận đề xuất" not in shown
    assert "(không bắt buộc)" not in shown, "what has to be mended is not called optional"


def test_a_loaded_row_is_mended_from_the_list_of_what_needs_attention(
    bloc: SmallBloc, signed_in: SignedIn
) -> None:
    client = signed_in(OFFICE)
    send(client, nap(bloc), table(GOOD, BAD))
    client.post(f"{nap(bloc)}{Upload.objects.get().pk}/ghi/", {TOKEN: "w"})
    found = Finding.objects.known().get(kind="invalid_date")
    listed = text(client, f"/o/{bloc.code(bloc.root)}/can-xu-ly/")
    page = f"/o/{bloc.code(bloc.root)}/can-xu-ly/{found.pk}/"
    assert page in listed
    client.post(page, {"joined": "28/02/2023", TOKEN: "m"})
    assert not Finding.objects.known().filter(kind="invalid_date").exists()
    line = Line.objects.known().get(source_row=found.source_row)
    assert line.state == "da_ghi"
    assert line.source_row is not None and line.source_row.values["joined"]["t"] == "31/02/2023"


def test_a_loaded_row_that_is_no_record_is_set_aside_with_a_reason(
    bloc: SmallBloc, signed_in: SignedIn
) -> None:
    client = signed_in(OFFICE)
    send(client, nap(bloc), table(GOOD, BAD))
    client.post(f"{nap(bloc)}{Upload.objects.get().pk}/ghi/", {TOKEN: "w"})
    found = Finding.objects.known().get(kind="invalid_date")
    page = f"/o/{bloc.code(bloc.root)}/can-xu-ly/{found.pk}/"
    client.post(page, {"viec": "bo", "reason": "ghi nhầm", TOKEN: "m"})
    assert not Finding.objects.known().filter(kind="invalid_date").exists()
    assert client.get(page).status_code == 404


def test_the_senders_workbook_is_fetched_with_its_marks(bloc: SmallBloc, signed_in: SignedIn) -> None:
    client = signed_in(OFFICE)
    place = send(client, nap(bloc), table(GOOD, BAD))
    assert "Tải lại 1 tệp" in text(client, place)
    row = VerdictRow.objects.get(state="loi")
    response = client.get(f"{nap(bloc)}{row.upload_id}/tep/{row.file_id}.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    assert any(cell.comment for cells in book.active.iter_rows() for cell in cells)
    assert client.get(f"{nap(bloc)}{row.upload_id}/sua.zip").content.startswith(b"PK")


def test_a_file_with_a_mark_of_secrecy_is_refused_with_what_to_do(
    bloc: SmallBloc, signed_in: SignedIn
) -> None:
    client = signed_in(OFFICE)
    place = send(client, nap(bloc), SimpleUploadedFile("Bao cao TUYỆT MẬT.csv", b"a;b\n1;2\n"))
    shown = text(client, place)
    assert "mang dấu độ mật" in shown and "báo ngay Văn phòng" in shown
    assert SecretRefusal.objects.count() == 1 and not VerdictRow.objects.exists()


@pytest.mark.parametrize(
    ("files", "sentence"),
    [((), "Chưa chọn tệp nào"), ((SimpleUploadedFile("a.xlsx", b""),), "không có nội dung"),
     ((SimpleUploadedFile("a.pdf", b"%PDF-1.7 abc"),), "tệp PDF"),
     ((SimpleUploadedFile("a.xlsx", b"PK\x03\x04 broken"),), "bị hỏng")],
)  # fmt: skip
def test_what_cannot_be_read_is_one_sentence(
    files: tuple[SimpleUploadedFile, ...], sentence: str, bloc: SmallBloc, signed_in: SignedIn
) -> None:
    client = signed_in(OFFICE)
    for file in files:
        file.seek(0)
    answer = send(client, nap(bloc), *files)
    assert sentence in (text(client, answer) if answer.startswith("/") else answer)


def test_without_the_declaration_nothing_is_taken(bloc: SmallBloc, signed_in: SignedIn) -> None:
    client = signed_in(OFFICE)
    response = client.post(nap(bloc), {"tep": [table(GOOD)], TOKEN: "x"})
    assert "Chưa đánh dấu ô cam kết" in response.content.decode()
    assert not Upload.objects.exists()


def test_rows_of_other_organisations_are_refused_row_by_row(bloc: SmallBloc, signed_in: SignedIn) -> None:
    client = signed_in("chi_bo_bi_thu", bloc.second_cell)
    here = nap(bloc, bloc.second_cell)
    shown = text(client, send(client, here, table(GOOD)))
    assert "ngoài các tổ chức mà đồng chí được nạp dữ liệu" in shown
    assert "Ghi 1 dòng" not in shown
    assert "Sửa dòng" not in shown and "Xem dòng" in shown, (
        "what waits for another's right is not theirs to mend"
    )
    own = (
        LINES.replace("Đảng bộ Sở Thứ Nhất", "Chi bộ Kế hoạch")
        + HEAD
        + GOOD
        + GOOD.replace("Kế hoạch", "Văn phòng")
    ).encode()
    shown = text(client, send(client, here, SimpleUploadedFile("cua minh.csv", own)))
    assert "Ghi 1 dòng" in shown


def test_inspection_rows_handed_in_by_the_office_are_accepted_by_the_inspection_officer(
    bloc: SmallBloc, signed_in: SignedIn
) -> None:
    sheet = (
        "Đảng bộ Sở Thứ Nhất\nKẾT QUẢ KIỂM TRA, GIÁM SÁT\n6 tháng đầu năm 2023\n\n"
        "TT;Hình thức;Loại đối tượng;Đối tượng;Ngày kết luận;Kết quả\n"
        "1;Kiểm tra;Tổ chức đảng;Chi bộ Kế hoạch;15/03/2023;Không vi phạm\n"
    ).encode()
    office, officer = signed_in(OFFICE), signed_in("cap_tren_kiem_tra")
    send(office, nap(bloc), SimpleUploadedFile("KTGS.csv", sheet), table(GOOD))
    assert VerdictRow.objects.filter(kind="inspections", state="cho").count() == 1
    office.post(f"{nap(bloc)}{Upload.objects.get().pk}/ghi/", {TOKEN: "w"})
    assert "Nhận 1 dòng" in text(officer, nap(bloc))
    officer.post(f"{nap(bloc)}nhan/", {TOKEN: "n"})
    assert Line.objects.known().get(submission__kind="inspections").state == "da_ghi"


def test_an_inspection_officer_does_not_open_the_lists_of_people_that_others_handed_in(
    bloc: SmallBloc, signed_in: SignedIn
) -> None:
    place = send(signed_in(OFFICE), nap(bloc), table(GOOD))
    assert signed_in("cap_tren_kiem_tra").get(place).status_code == 403


def test_an_upload_of_another_organisation_is_not_found(bloc: SmallBloc, signed_in: SignedIn) -> None:
    client = signed_in(OFFICE)
    send(client, nap(bloc), table(GOOD))
    upload = Upload.objects.get().pk
    other = nap(bloc, bloc.second_unit)
    assert client.get(f"{other}{upload}/").status_code == 404
    for doing in ("ghi", "bo", "doc-lai"):
        assert client.post(f"{other}{upload}/{doing}/", {TOKEN: doing}).status_code == 404


def test_a_block_is_pasted_previewed_and_written_without_script(bloc: SmallBloc, signed_in: SignedIn) -> None:
    client = signed_in(OFFICE)
    block = "Họ và tên\tNgày sinh\tGiới tính\tChi bộ\tNgày kết nạp\nPhí Văn Ất\t05/03/1998\tNam\tChi bộ Kế hoạch\t17/05/2023"
    url = f"{nap(bloc, bloc.first_unit)}dan/?ky=2023-H1"
    response = client.post(
        url, {"kind": "admissions", "on": "30/06/2023", "text": block, "declared": "on", TOKEN: "p"}
    )
    assert "Ghi 1 dòng" in text(client, response["Location"])
    empty = client.post(
        url, {"kind": "admissions", "on": "30/06/2023", "text": "", "declared": "on", TOKEN: "q"}
    )
    assert "Chưa nhập các ô dán từ Excel" in empty.content.decode()


def test_columns_are_said_once_in_the_browser_shown_and_forgotten(
    bloc: SmallBloc, signed_in: SignedIn
) -> None:
    client = signed_in(OFFICE)
    strange = "Đảng bộ Sở Thứ Nhất\n\nAi;Ra đời;Chỗ;Ngày lễ\nPhí Văn Ất;05/03/1998;Chi bộ Kế hoạch;17/05/2023\nMã Thị Ổi;06/04/1999;Chi bộ Kế hoạch;17/05/2023\n"
    place = send(client, nap(bloc), SimpleUploadedFile("Gui.csv", strange.encode()))
    link = re.search(r'href="(\S+/trang/\d+/\d+/\S*)"', text(client, place))
    assert link is not None
    page = link[1].replace("&amp;", "&")
    assert "Ra đời" in text(client, page + "&loai=admissions")
    said = {
        "viec": "cot",
        "kind": "admissions",
        "cot-0": "name",
        "cot-1": "birth",
        "cot-2": "cell",
        "cot-3": "",
    }
    assert "Ngày vào Đảng" in client.post(page, {**said, TOKEN: "c1"}).content.decode()
    client.post(page, {**said, "cot-3": "joined", TOKEN: "c2"})
    assert "Ghi 2 dòng" in text(client, place)
    kept = text(client, f"{nap(bloc)}cot/")
    assert "Ra đời" in kept
    first = ColumnChoice.objects.known().first()
    assert first is not None
    client.post(f"{nap(bloc)}cot/", {"bo": str(first.pk), TOKEN: "f"})
    assert ColumnChoice.objects.known().count() == 3


def test_a_verdict_costs_the_same_number_of_queries_for_two_rows_and_two_hundred(
    bloc: SmallBloc, signed_in: SignedIn
) -> None:
    client = signed_in(OFFICE)
    many = [
        f"{n};Phí Văn Ất {chr(65 + n % 26)}{chr(65 + n // 26)};05/03/1998;Nam;Chi bộ Kế hoạch;17/05/2023\n"
        for n in range(200)
    ]
    few, lot = (
        send(client, nap(bloc), table(GOOD, BAD)),
        send(client, nap(bloc), table(*many, name="nhieu.csv")),
    )
    costs = []
    for place in (few, lot):
        with CaptureQueriesContext(connection) as captured:
            client.get(place)
        costs.append(len(captured))
    assert costs[1] <= costs[0] <= 60
