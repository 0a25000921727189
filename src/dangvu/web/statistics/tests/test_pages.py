"""The pages of the statistical forms: numbers that open, files that say the same, an administrator's changes."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

import pytest
from django.test import Client
from openpyxl import load_workbook
from tests.support import HALF_YEAR, SmallBloc

from dangvu.foundation.actor import OPERATOR
from dangvu.statistics import actions, queries
from dangvu.web.conftest import SignedIn

pytestmark = pytest.mark.django_db


def base(bloc: SmallBloc) -> str:
    return f"/o/{bloc.code(bloc.root)}/thong-ke/"


def words(docx: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return re.sub(r"<[^>]+>", " ", package.read("word/document.xml").decode())


def test_a_number_of_a_form_opens_into_as_many_entries(bloc: SmallBloc, signed_in: SignedIn) -> None:
    client = signed_in("bi_thu")
    told = client.get(f"{base(bloc)}1-TCTW/?ky=2023-H1").content.decode()
    url = f"{base(bloc)}1-TCTW/o/B1/tong-so/?ky=2023-H1"
    assert f'href="{url}">3</a>' in told
    opened = client.get(url).content.decode()
    assert "3 bản ghi" in opened
    assert opened.count('class="who"') == 3


def test_every_form_says_that_nobody_confirmed_it_on_screen_and_on_paper(
    bloc: SmallBloc, signed_in: SignedIn
) -> None:
    client = signed_in("bi_thu")
    for page in ("", "1-TCTW/", "1-TCTW/doi-chieu/", "1-TCTW/theo-don-vi/", "1-TCTW/o/D/tong-so/"):
        assert "Mẫu chưa xác nhận" in client.get(f"{base(bloc)}{page}?ky=2023-H1").content.decode(), page
    assert (
        words(client.get(f"{base(bloc)}thong-ke-dang-vien.docx?ky=2023-H1").content).count(
            "Mẫu chưa xác nhận"
        )
        == 5
    )
    book = load_workbook(io.BytesIO(client.get(f"{base(bloc)}thong-ke-dang-vien.xlsx?ky=2023-H1").content))
    assert book.sheetnames == ["1-TCTW", "2-TCTW", "3-TCTW", "4-TCTW", "5-TCTW"]
    assert all("mẫu chưa xác nhận" in str([c.value for row in sheet["A1:A4"] for c in row]) for sheet in book)


def test_what_is_not_on_record_is_printed_in_words(bloc: SmallBloc, signed_in: SignedIn) -> None:
    client = signed_in("bi_thu")
    assert "chưa có dữ liệu" in client.get(f"{base(bloc)}2-TCTW/?ky=2023-H1").content.decode()
    assert "chưa có dữ liệu" in words(client.get(f"{base(bloc)}2-TCTW/bieu.docx?ky=2023-H1").content)


def test_a_form_by_unit_and_its_wrong_addresses(bloc: SmallBloc, signed_in: SignedIn) -> None:
    client = signed_in("bi_thu")
    told = client.get(f"{base(bloc)}1-TCTW/theo-don-vi/?ky=2023-H1&dong=D").content.decode()
    assert "Đảng bộ Sở Thứ Nhất" in told
    assert client.get(f"{base(bloc)}1-TCTW/theo-don-vi/?ky=2023-H1&dong=Z9").status_code == 400
    for wrong in ("9-TCTW/", "1-TCTW/o/Z9/tong-so/", "1-TCTW/o/D/cot-la/"):
        assert client.get(f"{base(bloc)}{wrong}?ky=2023-H1").status_code == 404, wrong


def test_a_yearly_form_is_shown_for_the_last_whole_year(bloc: SmallBloc, signed_in: SignedIn) -> None:
    told = signed_in("bi_thu").get(f"{base(bloc)}4-TCTW/").content.decode()
    assert "số liệu đến 31/12/2022" in told
    half = signed_in("theo_doi").get(f"{base(bloc)}4-TCTW/?ky=2023-H1").content.decode()
    assert "Biểu này lập theo năm" in half


def editor(bloc: SmallBloc, page: str = "") -> str:
    return f"/o/{bloc.code(bloc.root)}/quan-tri/bieu/1-TCTW/{page}"


def row(client: Client, bloc: SmallBloc, dong: str = "", **told: object) -> object:
    form = queries.form_on("1-TCTW", date(2023, 7, 1))
    said = {"code": "E", "title": "Đảng viên nam", "level": "0", "after": "D6", "counts": "members_end", "sex": ["nam"],
            "ban": form.id, "viec": "ghi"}  # fmt: skip
    return client.post(f"{editor(bloc, 'dong/')}?tu=2023-07-01&ky=2023-H1&dong={dong}", said | told)


def test_an_administrator_adds_changes_and_takes_out_a_row(bloc: SmallBloc, signed_in: SignedIn) -> None:
    client = signed_in("quan_tri")
    assert row(client, bloc).status_code == 302  # type: ignore[attr-defined]
    later = queries.form_on("1-TCTW", date(2023, 7, 1)).form
    assert later.rows[-1].code == "E" and dict(later.rows[-1].only) == {"sex": ("nam",)}
    assert queries.form_on("1-TCTW", HALF_YEAR.start).form.rows[-1].code == "D6"
    row(client, bloc, "E", title="Nam giới", after="A")
    later = queries.form_on("1-TCTW", date(2023, 7, 1)).form
    assert [one.code for one in later.rows[:2]] == ["A", "E"] and later.rows[1].title == "Nam giới"
    row(client, bloc, "E", viec="bo")
    assert "E" not in [one.code for one in queries.form_on("1-TCTW", date(2023, 7, 1)).form.rows]


def test_numbers_are_looked_at_before_anything_is_written(bloc: SmallBloc, signed_in: SignedIn) -> None:
    answer = row(signed_in("quan_tri"), bloc, viec="xem-thu")
    assert "Xem thử số liệu, chưa ghi" in answer.content.decode()  # type: ignore[attr-defined]
    assert queries.form_on("1-TCTW", date(2023, 7, 1)).form.rows[-1].code == "D6"


def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(
    bloc: SmallBloc, signed_in: SignedIn
) -> None:
    client = signed_in("quan_tri")
    for told, said in (
        ({"age": "30-18", "title": "Giữ lại chữ này"}, "“30-18” không đọc được"),
        ({"counts": "", "sex": [], "total": "A + Z"}, "không có dòng “Z” để cộng"),
        ({"code": "A"}, "mã dòng “A” đã dùng"),
        ({"total": "A +"}, "không đọc được “A +”"),
        ({"viec": "bo"}, "không có dòng “A”"),  # D = A + B − C still asks for it
    ):
        answer = row(client, bloc, "A" if told.get("viec") else "", **told)
        page = answer.content.decode()  # type: ignore[attr-defined]
        assert answer.status_code == 200 and said in page, told  # type: ignore[attr-defined]
        if told.get("title"):
            assert "Giữ lại chữ này" in page
    assert not any(version.entered for version in queries.versions("1-TCTW"))


def test_a_column_is_added_and_named_in_addresses_by_its_title(bloc: SmallBloc, signed_in: SignedIn) -> None:
    client = signed_in("quan_tri")
    seen = queries.form_on("1-TCTW", date(2023, 7, 1)).id
    told = {"title": "Nữ", "after": "chi-bo-co-so", "sex": ["nu"], "ban": seen, "viec": "ghi"}
    assert client.post(f"{editor(bloc, 'cot/')}?tu=2023-07-01&ky=2023-H1", told).status_code == 302
    assert queries.form_on("1-TCTW", date(2023, 7, 1)).form.columns[-1].code == "nu"
    assert "×" in client.get(f"{base(bloc)}1-TCTW/?ky=2023-H2").content.decode()  # what can't be narrowed so


def test_two_editors_do_not_write_over_each_other(bloc: SmallBloc, signed_in: SignedIn) -> None:
    client = signed_in("quan_tri")
    row(client, bloc)
    seen = queries.form_on("1-TCTW", date(2023, 7, 1))
    actions.enter_version(
        actor=OPERATOR, form=seen.form, valid_from=date(2023, 7, 1), document="Khác", over=seen.id
    )
    answer = row(client, bloc, code="F", ban=seen.id)
    assert "vừa được người khác sửa" in answer.content.decode()  # type: ignore[attr-defined]


def test_checks_are_changed_as_lines_of_text(bloc: SmallBloc, signed_in: SignedIn) -> None:
    client = signed_in("quan_tri")
    url = f"{editor(bloc, 'sua/')}?tu=2023-07-01&ky=2023-H1"
    told = {"title": "Tăng, giảm", "document": "Hướng dẫn mới", "carried": "A; D", "yearly": "", "checks": "D = A + B − C\nD = D1",
            "ban": queries.form_on("1-TCTW", date(2023, 7, 1)).id}  # fmt: skip
    assert (
        "Phép đối chiếu thứ 1: không đọc được" in client.post(url, told | {"checks": "D ="}).content.decode()
    )
    assert client.post(url, told).status_code == 302
    assert [c.text for c in queries.form_on("1-TCTW", date(2023, 7, 1)).form.checks] == [
        "D = A + B − C",
        "D = D1",
    ]
    failing = client.get(f"{base(bloc)}1-TCTW/doi-chieu/?ky=2023-H2").content.decode()
    assert "không khớp" in failing and "Có ở vế trái, không có ở vế phải" in failing


def test_a_document_confirms_a_form_and_the_mark_goes(bloc: SmallBloc, signed_in: SignedIn) -> None:
    client = signed_in("quan_tri")
    version = queries.form_on("1-TCTW", HALF_YEAR.start)
    told = {"version": version.id, "document": "Công văn 15-CV/BTCTU", "on": "15/05/2023"}
    assert client.post(editor(bloc), told | {"document": ""}).status_code == 200
    assert client.post(editor(bloc), told).status_code == 302
    page = client.get(f"{base(bloc)}1-TCTW/?ky=2023-H1").content.decode()
    assert (
        "Mẫu chưa xác nhận" not in page and "Mẫu xác nhận theo Công văn 15-CV/BTCTU ngày 15/05/2023" in page
    )


def test_an_administrator_of_a_unit_changes_nothing(bloc: SmallBloc, signed_in: SignedIn) -> None:
    client = signed_in("quan_tri", bloc.first_unit)
    url = f"/o/{bloc.code(bloc.first_unit)}/quan-tri/bieu/1-TCTW/"
    assert "người quản trị ở tổ chức cao nhất" in client.get(url).content.decode()
    client.post(
        f"{url}dong/?tu=2023-07-01",
        {"code": "E", "title": "X", "level": "0", "counts": "members_end", "viec": "ghi"},
    )
    assert not any(version.entered for version in queries.versions("1-TCTW"))


def test_a_mean_of_nobody_is_a_dash_and_breaks_no_file(bloc: SmallBloc, signed_in: SignedIn) -> None:
    client = signed_in("bi_thu")
    for tail in ("2-TCTW/", "2-TCTW/bieu.xlsx", "2-TCTW/bieu.docx", "2-TCTW/o/6.7/tong-so/"):
        assert client.get(f"{base(bloc)}{tail}?ky=2023-H2").status_code == 200, tail
    assert "–" in client.get(f"{base(bloc)}2-TCTW/?ky=2023-H2").content.decode()
