"""The pages about documents, as a clerk uses them."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.support import SmallBloc, person, small_bloc

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.audit.models import Entry
from dangvu.work.documents import actions
from dangvu.work.documents.models import DocumentFile, DocumentState, Incoming, StudyDuty, StudySession

pytestmark = pytest.mark.django_db


@pytest.fixture
def bloc(db: None, monkeypatch: pytest.MonkeyPatch) -> SmallBloc:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")
    return small_bloc()


class Clerk:
    """Somebody at an organisation, opening and sending pages."""

    def __init__(self, bloc: SmallBloc, at: int, role: str) -> None:
        self.code, self.client = bloc.code(at), Client()
        self.client.force_login(person(at, role))

    def url(self, name: str, **more: object) -> str:
        return reverse(name, kwargs={"code": self.code, **more})

    def get(self, name: str, query: str = "", **more: object) -> str:
        answer = self.client.get(self.url(name, **more) + query)
        assert answer.status_code == 200, answer.status_code
        return answer.content.decode()

    def post(self, name: str, told: dict[str, Any], **more: object) -> Any:
        return self.client.post(self.url(name, **more), told)


@pytest.fixture
def upper(bloc: SmallBloc) -> Clerk:
    return Clerk(bloc, bloc.root, "cap_tren_to_chuc")


@pytest.fixture
def unit(bloc: SmallBloc) -> Clerk:
    return Clerk(bloc, bloc.first_unit, "co_so_to_chuc")


@pytest.fixture
def cell(bloc: SmallBloc) -> Clerk:
    return Clerk(bloc, bloc.first_cell, "chi_bo_bi_thu")


OUT = {
    "type": "ke_hoach",
    "body": "cap_uy",
    "issued_on": "05/07/2023",
    "title": "Kế hoạch học tập quý III",
    "number": "",
}


def test_the_number_is_proposed_and_given_when_the_document_is_written(upper: Clerk) -> None:
    assert "Kế hoạch (số tiếp theo 01-KH/ĐU)" in upper.get("document_new")
    upper.post("document_new", OUT)
    upper.post("document_new", OUT)
    page = upper.get("documents")
    assert "01-KH/ĐU" in page and "02-KH/ĐU" in page and "<b>2 dòng</b>" in page
    assert "Kế hoạch (số tiếp theo 03-KH/ĐU)" in upper.get("document_new")


def test_a_form_sent_twice_takes_one_number(upper: Clerk) -> None:
    for _ in range(2):
        upper.post("document_new", OUT | {"lan": "mot-lan"})
    assert DocumentState.objects.count() == 1


def test_a_marked_document_is_refused_beside_its_field_and_the_stub_is_offered(upper: Clerk) -> None:
    answer = upper.post("document_new", OUT | {"title": "Kế hoạch (TỐI MẬT)"})
    page = answer.content.decode()
    assert "dấu độ mật nên không được ghi ở đây" in page and "ghi số không quản lý" in page
    assert not DocumentState.objects.exists()
    upper.post("document_stub", {"type": "ke_hoach", "body": "cap_uy", "issued_on": "05/07/2023"})
    assert "Không quản lý trên hệ thống" in upper.get("documents")


def test_the_register_is_filtered_searched_and_exported_alike(upper: Clerk) -> None:
    for title, kind in (
        ("Kế hoạch kiểm tra", "ke_hoach"),
        ("Báo cáo quý II", "bao_cao"),
        ("Kế hoạch học tập", "ke_hoach"),
    ):
        upper.post("document_new", OUT | {"title": title, "type": kind})
    assert "<b>2 dòng</b>" in upper.get("documents", "?loai=ke_hoach")
    assert "Không có văn bản nào khớp" in upper.get("documents", "?nam=2021")
    found = upper.post("documents", {"tim": "hoc tap"}).content.decode()
    assert "<b>1 dòng</b>" in found and "02-KH/ĐU" in found
    answer = upper.post("documents_export", {"so": "di", "nam": "2023", "loai": "ke_hoach"})
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert [row[0].value for row in sheet.iter_rows() if "KH/ĐU" in str(row[0].value)] == [
        "02-KH/ĐU",
        "01-KH/ĐU",
    ]
    assert upper.client.get(upper.url("documents") + "?loai=khong-co").status_code == 400


def test_a_document_goes_down_by_one_press_each_and_comes_back_as_a_share(
    bloc: SmallBloc, upper: Clerk, unit: Clerk, cell: Clerk
) -> None:
    upper.post("document_new_in", {
        "symbol": "15-NQ/TU", "issued_on": "02/05/2023", "issuer": "Tỉnh ủy", "type": "nghi_quyet",
        "title": "Nghị quyết về chuyển đổi số", "received_on": "04/05/2023",
    })  # fmt: skip
    document = Incoming.objects.get().document_id
    upper.post("document_send", {
        "to": [bloc.first_unit, bloc.second_unit, bloc.lone_cell], "on": "05/05/2023", "study_by": "15/06/2023",
    }, document=document)  # fmt: skip
    assert "Chờ tiếp nhận: 1 văn bản" in unit.get("documents_in")
    unit.post("document_step", {"buoc": "nhan", "so": "1"}, document=document)
    assert "Chờ tiếp nhận" not in unit.get("documents_in")
    unit.post("document_step", {"buoc": "doc"}, document=document)
    assert unit.client.get(unit.url("document_send", document=document)).status_code == 200
    unit.post(
        "document_send", {"to": [bloc.first_cell, bloc.second_cell], "on": "05/07/2023"}, document=document
    )
    cell.post("document_step", {"buoc": "doc"}, document=document)
    cell.post("document_step", {"buoc": "hoc"}, document=document)
    assert StudyDuty.objects.known().get(organisation_id=bloc.first_cell).done_on == date(2023, 7, 5)

    assert "<b>25%</b>" in upper.get("document", document=document)
    missing = upper.get("document_spread", "?buoc=chua-hoc", document=document)
    assert "<b>3 tổ chức</b>" in missing and "Đảng bộ Sở Thứ Hai chưa nhận" in missing
    study = upper.get("study")
    assert "buoc=chua-hoc" in study and "Chi bộ quá hạn: 3 lượt" in study
    assert "<b>3 lượt chi bộ</b>" in upper.get("study", "?loc=qua-han")


def test_a_session_is_one_form_and_its_cells_have_studied(bloc: SmallBloc, upper: Clerk, unit: Clerk) -> None:
    upper.post(
        "document_new", OUT | {"issued_on": "02/05/2023", "title": "Nghị quyết 01", "type": "nghi_quyet"}
    )
    document = DocumentState.objects.get().document_id
    upper.post(
        "document_send",
        {"to": [bloc.first_unit], "on": "05/05/2023", "study_by": "15/06/2023"},
        document=document,
    )
    unit.post("document_step", {"buoc": "nhan"}, document=document)
    form = unit.get("study_session_new", f"?van-ban={document}")
    assert "Học tập, quán triệt 01-NQ/ĐU" in form
    told = {"kind": "quan_triet", "on": "10/06/2023", "title": "Học Nghị quyết 01", "obliged": "8", "present": "9", "mode": "",
            "documents": [document], "cells": [bloc.first_cell, bloc.second_cell]}  # fmt: skip
    refused = unit.post("study_session_new", told).content.decode()
    assert "Có mặt 9 mà phải dự chỉ 8" in refused and not StudySession.objects.exists()
    unit.post("study_session_new", told | {"present": "7"})
    assert StudyDuty.objects.known().filter(done_on=date(2023, 6, 10)).count() == 2
    assert "7 trên 8 lượt đảng viên dự" in unit.get("study_sessions", "?ky=2023-H1")
    held = StudySession.objects.get().pk
    unit.post("study_session_take_back", {"reason": "ghi nhầm"}, session=held)
    assert StudyDuty.objects.known().filter(done_on__isnull=True).count() == 2


def test_a_correction_over_a_newer_one_shows_both(bloc: SmallBloc, upper: Clerk) -> None:
    upper.post("document_new", OUT)
    row = DocumentState.objects.get()
    seen = row.known_from_act_id
    actions.correct(
        actor=OPERATOR,
        organisation=bloc.root,
        document=row.document_id,
        told=actions.Told("Bản của người khác"),
        reason="x",
    )
    answer = upper.post(
        "document_correct",
        {"title": "Bản của tôi", "reason": "y", "da_biet": str(seen)},
        document=row.document_id,
    )
    assert answer.status_code == 409
    assert "Bản của người khác" in answer.content.decode() and "Bản của tôi" in answer.content.decode()


def test_a_document_of_elsewhere_is_not_found_and_wrong_steps_are_said(
    bloc: SmallBloc, upper: Clerk, unit: Clerk
) -> None:
    upper.post("document_new", OUT)
    document = DocumentState.objects.get().document_id
    assert unit.client.get(unit.url("document", document=document)).status_code == 404
    assert unit.post("document_step", {"buoc": "nhan"}, document=document).status_code == 404
    assert upper.post("document_step", {"buoc": "bay"}, document=document).status_code == 400
    assert (
        upper.post("document_step", {"buoc": "doc", "on": "45/45/2023"}, document=document).status_code == 400
    )


def test_withdrawn_and_replaced_documents_say_so(upper: Clerk) -> None:
    for _ in range(2):
        upper.post("document_new", OUT)
    old, new = DocumentState.objects.order_by("pk").values_list("document_id", flat=True)
    upper.post("document_replace", {"replaced": old, "whole": "1", "on": "05/07/2023"}, document=new)
    page = upper.get("document", document=old)
    assert "Đã được thay thế" in page and "Được thay thế bởi" in page
    upper.post("document_withdraw", {"reason": "không phát hành"}, document=new)
    assert "Đã hủy số" in upper.get("document", document=new)


def test_a_file_is_attached_and_taken_away_and_a_marked_one_leaves_nothing_but_its_hash(
    upper: Clerk, bloc: SmallBloc
) -> None:
    upper.post("document_new", OUT)
    document = DocumentState.objects.get().document_id

    def hand_in(name: str, data: bytes, **told: str) -> str:
        sent = {"file": SimpleUploadedFile(name, data), "declared": "on", **told}
        answer = upper.client.post(upper.url("document_attach", document=document), sent, follow=True)
        return answer.content.decode()

    for name, data, words in (
        ("Kế hoạch (MẬT).txt", b"x", "không được giữ"), ("Kế hoạch.txt", "Số 1\nTỐI MẬT\n".encode(), "không được giữ"),
        ("Kế hoạch.exe", b"MZ", "Chỉ nhận tệp"), ("Kế hoạch.docx", b"PK\x03\x04hong", "hỏng"), ("Kế hoạch.txt", b"", "rỗng"),
    ):  # fmt: skip
        assert words in hand_in(name, data), name
    assert not DocumentFile.objects.exists()
    refusals = Entry.objects.filter(action="documents.refuse_file")
    assert refusals.count() == 2 and all(set(one.detail) == {"sha256"} for one in refusals)

    assert "Tải Kế hoạch.txt" in hand_in("Kế hoạch.txt", "Nội dung kế hoạch".encode())
    assert "bản chụp, máy không đọc được chữ" in hand_in("Ban chup.pdf", b"%PDF-1.4 scan")
    answer = upper.client.get(upper.url("document_file", document=document))
    assert answer.content == b"%PDF-1.4 scan" and answer["Content-Disposition"].startswith("attachment")
    assert (
        answer["X-Content-Type-Options"] == "nosniff" and answer["Content-Type"] == "application/octet-stream"
    )
    assert DocumentFile.objects.known().count() == 1
    refused = upper.client.post(
        upper.url("document_attach", document=document), {"file": SimpleUploadedFile("a.txt", b"a")}
    )
    assert "Chưa đánh dấu ô cam kết" in refused.content.decode()
