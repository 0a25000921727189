"""The papers of a dossier: what the checklist says, whose draft it is, and what is never made up."""

from __future__ import annotations

from datetime import date

import pytest
from tests.support import SmallBloc, small_bloc

from dangvu.foundation.actor import OPERATOR
from dangvu.organisations.actions import set_letterhead
from dangvu.reports.queries import dossier_paper
from dangvu.work.admissions.rules.votes import Vote
from dangvu.work.admissions.tests.way import decided, listed, ready, step

from .reading import part, styled, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def bloc(monkeypatch: pytest.MonkeyPatch) -> SmallBloc:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")
    return small_bloc()


def written(person: int, paper: str) -> tuple[bytes, str]:
    content, name = dossier_paper(actor=OPERATOR, person=person, paper=paper)
    assert name.isascii()
    return content, text(part(content))


def test_the_checklist_tells_what_is_there_what_is_missing_until_when_and_why(bloc: SmallBloc) -> None:
    (person,) = listed(bloc, bloc.first_cell)
    step(bloc, "don", [person], date(2023, 2, 1))
    step(bloc, "ly_lich", [person], date(2023, 2, 10))
    content, said = written(person, "phieu")
    assert styled(content, "DvTypeName") == ["PHIẾU KIỂM TRA"]
    assert "Lục Thị Ươm" in said and "01/02/2023" in said and "chưa có" in said
    assert "Thẩm tra lý lịch người xin vào Đảng" in said and "quá hạn" in said
    assert "Hướng dẫn 01-HD/TW ngày 28/9/2021" in said
    assert "Ký hiệu mẫu chưa đối chiếu" in said


def test_a_draft_is_of_whoever_decides_and_says_that_its_form_is_not_confirmed(bloc: SmallBloc) -> None:
    (person,) = ready(bloc, bloc.first_cell)
    content, said = written(person, "nghi_quyet_chi_bo")
    assert styled(content, "DvTypeName") == ["NGHỊ QUYẾT"]
    assert styled(content, "DvIssuer") == ["CHI BỘ VĂN PHÒNG"]
    assert "mẫu chưa xác nhận" in said and "Mẫu 6-KNĐ" in said and "Quy định 24-QĐ/TW" in said
    step(bloc, "nghi_quyet_chi_bo", [person], date(2023, 5, 8), vote=Vote(4, 4))
    step(bloc, "nghi_quyet_dang_uy", [person], date(2023, 5, 20), vote=Vote(9, 8))
    content, said = written(person, "quyet_dinh")
    assert "ĐẢNG UỶ KHỐI" in styled(content, "DvIssuer")[0]
    assert "Điều 1. Kết nạp Lục Thị Ươm" in said and "ngày 20/05/2023" in said


@pytest.mark.parametrize(
    ("today", "document"),
    [
        ("2025-01-19", "24-QĐ/TW"),
        ("2025-01-20", "232-QĐ/TW"),
        ("2025-06-30", "232-QĐ/TW"),
        ("2025-07-01", "294-QĐ/TW"),
    ],
)
def test_a_draft_rests_on_the_regulation_of_the_day_it_is_written(
    bloc: SmallBloc, monkeypatch: pytest.MonkeyPatch, today: str, document: str
) -> None:
    (person,) = ready(bloc, bloc.first_cell)
    monkeypatch.setenv("DANGVU_NOW", f"{today}T09:00:00")
    _, said = written(person, "nghi_quyet_chi_bo")
    assert f"Quy định {document} về thi hành Điều lệ Đảng" in said


def test_the_letterhead_on_record_is_used_where_there_is_one(bloc: SmallBloc) -> None:
    set_letterhead(
        actor=OPERATOR, organisation=bloc.first_cell, on=date(2023, 1, 1), name="Chi bộ Văn phòng", place="Thử Nghiệm",
        upper_name="Đảng ủy Sở Thứ Nhất", symbol="BC/CB", signer_authority="T/M CHI BỘ", signer_title="BÍ THƯ",
        signer_name="Tạ Thị Ngữ",
    )  # fmt: skip
    (person,) = decided(bloc, bloc.first_cell)
    content, said = written(person, "le_ket_nap")
    assert styled(content, "DvNumber") == ["Số ……-TB/CB"]
    assert styled(content, "DvSignerName") == ["Tạ Thị Ngữ"]
    assert "Quyết định số 812-QĐ/ĐUK ngày 20/06/2023" in said


def test_a_paper_that_the_dossier_does_not_come_to_now_is_not_there(bloc: SmallBloc) -> None:
    (person,) = listed(bloc, bloc.first_cell)
    for paper in ("quyet_dinh", "nghi_quyet_chi_bo", "khong_co"):
        with pytest.raises(LookupError):
            dossier_paper(actor=OPERATOR, person=person, paper=paper)
