"""Sheets of cards, of members away or exempt, of the electronic handbook: read by their words, counted once."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.periods import Period
from dangvu.indicators.queries import figures
from dangvu.intake.actions import load_files
from dangvu.members.models import Absence, CardEvent, HandbookCount
from dangvu.members.queries import profiles
from tests.intake.support import said
from tests.support import SmallBloc, small_bloc

pytestmark = pytest.mark.django_db


@pytest.fixture
def bloc(db: None, monkeypatch: pytest.MonkeyPatch) -> SmallBloc:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")
    return small_bloc()


def load(folder: Path, title: str, *rows: tuple[object, ...]) -> None:
    book = openpyxl.Workbook()
    for row in (("ĐẢNG BỘ SỞ THỨ NHẤT",), (title,), ("6 tháng đầu năm 2023",), *rows):
        book.active.append(row)
    book.save(folder / "Bieu.xlsx")
    load_files(actor=OPERATOR, paths=[folder / "Bieu.xlsx"])


def figure(bloc: SmallBloc, name: str) -> float | None:
    table = figures(actor=OPERATOR, organisation=bloc.node(bloc.root), period=Period.parse("2023-H1"))
    return table.figures[name].value


def birth(bloc: SmallBloc, name: str) -> str:
    first = profiles([bloc.people[name]])[bloc.people[name]].birth_first
    return f"{first:%d/%m/%Y}" if first else ""


FIRST, SECOND = "Tạ Thị Ngữ", "Đỗ Ắng"
HEADER = ("TT", "Họ và tên", "Ngày sinh", "Chi bộ", "Số thẻ", "Ngày phát thẻ", "Số quyết định")


def cards(bloc: SmallBloc, number: str = "30.012346") -> tuple[tuple[object, ...], ...]:
    def row(at: int, name: str, new: str) -> tuple[object, ...]:
        born = birth(bloc, name) if name in bloc.people else "02/02/1980"
        return at, name, born, "", new, "19/05/2023", "30-QĐ/ĐU"

    return HEADER, row(1, FIRST, "30.012345"), row(2, SECOND, number), row(3, "Nguyễn Văn Lạ", "30.012347")


def test_cards_are_given_to_members_found_in_the_list_and_a_stranger_waits(
    bloc: SmallBloc, tmp_path: Path
) -> None:
    load(tmp_path, "DANH SÁCH PHÁT THẺ ĐẢNG VIÊN", *cards(bloc, "123"))
    assert figure(bloc, "cards_issued") == 1 and "8 chữ số" in str(said("card"))
    assert len(said("unknown_person")) == 1
    load(tmp_path, "DANH SÁCH PHÁT THẺ ĐẢNG VIÊN", *cards(bloc))
    load(tmp_path, "DANH SÁCH PHÁT THẺ ĐẢNG VIÊN", *cards(bloc))
    assert figure(bloc, "cards_issued") == 2 and CardEvent.objects.known().count() == 2
    assert profiles([bloc.people[SECOND]])[bloc.people[SECOND]].card_number == "30012346"


def test_what_a_title_says_is_the_kind_of_card(bloc: SmallBloc, tmp_path: Path) -> None:
    load(tmp_path, "DANH SÁCH CẤP LẠI THẺ ĐẢNG VIÊN", *cards(bloc))
    assert (figure(bloc, "cards_issued"), figure(bloc, "cards_reissued")) == (0, 2)


def test_members_exempt_and_away_are_read_from_one_sheet(bloc: SmallBloc, tmp_path: Path) -> None:
    rows = (
        ("TT", "Họ và tên", "Ngày sinh", "Hình thức", "Lý do miễn", "Từ ngày", "Đến ngày", "Nơi đến"),
        (1, FIRST, birth(bloc, FIRST), "Miễn sinh hoạt", "Tuổi cao, sức khỏe yếu", "01/02/2023", "", ""),
        (2, SECOND, birth(bloc, SECOND), "Đi học", "", "01/03/2023", "01/04/2023", "Trường Chính trị tỉnh"),
    )
    title = "DANH SÁCH ĐẢNG VIÊN MIỄN SINH HOẠT, SINH HOẠT TẠM THỜI NƠI KHÁC"
    load(tmp_path, title, *rows)
    assert figure(bloc, "members_exempt") == 1 and figure(bloc, "away_temporarily") == 0
    assert "từ đủ 3 tháng" in str(said("absence"))
    mended = (*rows[:2], (*rows[2][:6], "01/09/2023", rows[2][7]))
    for _ in range(2):
        load(tmp_path, title, *mended)
    assert (figure(bloc, "members_exempt"), figure(bloc, "away_temporarily")) == (1, 1)
    assert Absence.objects.known().count() == 2


def test_units_tell_how_many_use_the_handbook(bloc: SmallBloc, tmp_path: Path) -> None:
    rows = (
        ("TT", "Chi bộ, đảng bộ", "Số đảng viên đã cài đặt", "Thường xuyên sử dụng"),
        (1, "Chi bộ Văn phòng", 3, 2), (2, "Chi bộ Kế hoạch", 999, None),
    )  # fmt: skip
    for _ in range(2):
        load(tmp_path, "KẾT QUẢ CÀI ĐẶT SỔ TAY ĐẢNG VIÊN ĐIỆN TỬ", *rows)
    assert (figure(bloc, "handbook_installed"), figure(bloc, "handbook_using")) == (3, 2)
    assert HandbookCount.objects.known().count() == 1 and "nhiều hơn số đảng viên" in str(said("handbook"))
