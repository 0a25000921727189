"""The book of inspections: written in one form, counted at once, never twice, and read by its own line of rights."""

from __future__ import annotations

import logging
import re
from datetime import date
from html import unescape

import pytest
from django.test import Client
from tests.support import SmallBloc

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.audit.models import Act
from dangvu.web.conftest import SignedIn
from dangvu.web.tests.hands import text, write
from dangvu.work.inspection.actions import NewInspection, record_inspections
from dangvu.work.inspection.models import Inspection

ON = date(2023, 6, 20)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")


@pytest.fixture
def book(bloc: SmallBloc) -> str:
    return f"/o/{bloc.code(bloc.first_unit)}/kiem-tra/"


@pytest.fixture
def inspector(bloc: SmallBloc, signed_in: SignedIn) -> Client:
    return signed_in("co_so_kiem_tra", at=bloc.first_unit)


def one(bloc: SmallBloc, **more: object) -> dict[str, object]:
    return {
        "kind": "kiem_tra", "by": bloc.first_unit, "subject_kind": "to_chuc", "subject": "Chi bộ Kế hoạch",
        "on": "20/06/2023", "result": "tot", **more,
    }  # fmt: skip


def standing() -> list[Inspection]:
    return list(Inspection.objects.known().filter(on=ON))


def number(client: Client, bloc: SmallBloc) -> int:
    page = text(client, f"/o/{bloc.code(bloc.first_unit)}/so-lieu/KT-01/?ky=2023-H1")
    return int(re.findall(r"(\d+) bản ghi", page)[0])


def test_one_is_written_in_one_form_and_counts_at_once(
    bloc: SmallBloc, book: str, inspector: Client, caplog: pytest.LogCaptureFixture
) -> None:
    before = number(inspector, bloc)
    then = write(inspector, book + "moi/", **one(bloc))
    assert then == f"{book}?ky=2023"
    with caplog.at_level(logging.INFO, logger="dangvu.reads"):
        page = text(inspector, then)
    assert "Chi bộ Kế hoạch" in page and "20/06/2023" in page and "Chấp hành tốt" in page
    assert "read the book of inspections" in caplog.text and "Kế hoạch" not in caplog.text
    assert number(inspector, bloc) == before + 1


def test_the_chips_lead_to_lists_as_long_as_they_say(bloc: SmallBloc, book: str, inspector: Client) -> None:
    write(inspector, book + "moi/", **one(bloc))
    write(inspector, book + "moi/", **one(bloc, kind="giam_sat"))
    page = text(inspector, f"{book}?ky=2023")
    for slug in ("kiem_tra", "giam_sat"):
        said = int(re.findall(rf'loai={slug}"[^>]*>[^<]+<b>(\d+)</b>', page)[0])
        assert text(inspector, f"{book}?ky=2023&loai={slug}").count("<tr><th") - 1 == said > 0
    assert inspector.get(f"{book}?loai=gi_do").status_code == 400


def test_what_cannot_be_is_said_beside_its_field_and_nothing_is_written(
    bloc: SmallBloc, book: str, inspector: Client
) -> None:
    before = Inspection.objects.count()
    for told, fields in (
        ("chưa đến", {"on": "06/07/2023"}), ("đảng viên của mình", {"by": bloc.first_cell}),
        ("trùng với đơn vị tiến hành", {"subject": "Đảng bộ Sở Thứ Nhất"}), ("Chưa chọn kết quả", {"result": ""}),
        ("không có lựa chọn này", {"by": bloc.third_cell}),
    ):  # fmt: skip
        assert told in write(inspector, book + "moi/", **one(bloc, **fields)), told
    assert Inspection.objects.count() == before
    write(inspector, book + "moi/", **one(bloc))
    assert "đã ghi rồi" in write(inspector, book + "moi/", **one(bloc))


def test_a_row_of_a_workbook_takes_the_place_of_what_was_typed(
    bloc: SmallBloc, book: str, inspector: Client
) -> None:
    write(inspector, book + "moi/", **one(bloc))
    row = NewInspection(
        bloc.first_unit, "kiem_tra", "to_chuc", ON, "CHI BỘ KẾ HOẠCH", "khuyet_diem", bloc.source_row
    )
    record_inspections(actor=OPERATOR, organisation=bloc.first_unit, inspections=[row])
    assert [(each.result, each.source_row_id) for each in standing()] == [("khuyet_diem", bloc.source_row)]
    there = standing()[0]
    assert "sửa trong tệp" in write(inspector, f"{book}{there.pk}/bo/", reason="thử")
    assert f"{book}{there.pk}/" not in text(inspector, f"{book}?ky=2023")


def test_a_slip_is_corrected_with_a_reason_and_the_earlier_words_stay(
    bloc: SmallBloc, book: str, inspector: Client
) -> None:
    write(inspector, book + "moi/", **one(bloc))
    first = standing()[0]
    url = f"{book}{first.pk}/sua/"
    assert 'value="Chi bộ Kế hoạch"' in text(inspector, url)
    assert "Chưa nhập lý do" in write(inspector, url, **one(bloc, result="khuyet_diem"), reason="")
    assert "Chưa có gì khác" in write(inspector, url, **one(bloc), reason="thử")
    write(inspector, url, **one(bloc, result="khuyet_diem"), reason="đọc nhầm kết luận")
    assert [each.result for each in standing()] == ["khuyet_diem"]
    assert Act.objects.last().reason == "đọc nhầm kết luận"  # type: ignore[union-attr]
    assert inspector.get(url).status_code == 404


def test_two_who_correct_the_same_see_both_versions(bloc: SmallBloc, book: str, inspector: Client) -> None:
    write(inspector, book + "moi/", **one(bloc))
    url = f"{book}{standing()[0].pk}/sua/"
    shown = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', text(inspector, url)))
    write(inspector, url, **one(bloc, result="khuyet_diem"), reason="một")
    late = inspector.post(url, {**shown, **one(bloc, result="vi_pham"), "reason": "hai"})
    page = unescape(late.content.decode())
    assert late.status_code == 409 and "Có khuyết điểm" in page and "<b>Có vi phạm</b>" in page
    assert [each.result for each in standing()] == ["khuyet_diem"]
    anew = re.findall(r'<form class="form" method="post" action="([^"?]+)', page)[0]
    write(inspector, anew, **one(bloc, result="vi_pham"), reason="hai")
    assert [each.result for each in standing()] == ["vi_pham"]


def test_one_written_by_mistake_is_taken_back(
    bloc: SmallBloc, book: str, inspector: Client, signed_in: SignedIn
) -> None:
    write(inspector, book + "moi/", **one(bloc))
    mine = standing()[0].pk
    other = signed_in("co_so_kiem_tra", at=bloc.second_unit)
    foreign = f"/o/{bloc.code(bloc.second_unit)}/kiem-tra/{mine}/"
    for url, fields in ((f"{foreign}bo/", {"reason": "x"}), (f"{foreign}sua/", one(bloc, by=bloc.second_unit, reason="x"))):  # fmt: skip
        assert other.get(url).status_code == 404
        assert other.post(url, {**fields, "lan": url}).status_code == 404
    write(inspector, f"{book}{mine}/bo/", reason="ghi hai lần")
    assert standing() == [] and inspector.get(f"{book}{mine}/bo/").status_code == 404


def test_organisation_work_does_not_open_the_book(bloc: SmallBloc, book: str, signed_in: SignedIn) -> None:
    for role in ("cap_tren_to_chuc", "theo_doi", "quan_tri"):
        assert signed_in(role).get(book).status_code == 403


def test_whoever_writes_inspections_finds_the_form_on_the_first_page(
    bloc: SmallBloc, signed_in: SignedIn
) -> None:
    for role in ("co_so_kiem_tra", "cap_tren_kiem_tra", "tinh_kiem_tra"):
        page = text(signed_in(role), "/")
        assert "Ghi một cuộc kiểm tra, giám sát" in page and "/kiem-tra/moi/" in page


def test_each_line_of_what_is_wrong_leads_to_its_own_field_also_to_a_group_of_choices(
    book: str, inspector: Client
) -> None:
    page = write(inspector, book + "moi/")
    targets = re.findall(r'<li><a href="#([^"]*)">', page)
    assert targets == ["id_kind_0", "id_by", "id_subject_kind_0", "id_subject", "id_on", "id_result"]
    ids = re.findall(r' id="([^"]*)"', page)
    assert set(targets) <= set(ids) and len(ids) == len(set(ids))
    assert set(" ".join(re.findall(r'aria-describedby="([^"]*)"', page)).split()) <= set(ids)
