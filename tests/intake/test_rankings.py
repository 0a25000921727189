"""A unit's sheets of ranking results: read by their words, counted once, corrected as a whole."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.periods import Period
from dangvu.indicators.queries import figures
from dangvu.intake.actions import load_files
from dangvu.members.queries import profiles
from dangvu.work.ranking.models import Ranking
from dangvu.work.ranking.queries import member_lines
from tests.intake.support import said
from tests.support import SmallBloc, small_bloc

pytestmark = pytest.mark.django_db


@pytest.fixture
def bloc(db: None, monkeypatch: pytest.MonkeyPatch) -> SmallBloc:
    monkeypatch.setenv("DANGVU_NOW", "2024-02-05T09:00:00")
    return small_bloc()


def load(folder: Path, title: str, *rows: tuple[object, ...]) -> None:
    book = openpyxl.Workbook()
    for row in (("ĐẢNG BỘ SỞ THỨ NHẤT",), (title,), ("Năm 2023",), *rows):
        book.active.append(row)
    book.save(folder / "Xep loai.xlsx")
    load_files(actor=OPERATOR, paths=[folder / "Xep loai.xlsx"])


def figure(bloc: SmallBloc, name: str) -> float | None:
    table = figures(actor=OPERATOR, organisation=bloc.node(bloc.root), period=Period.parse("2023"))
    return table.figures[name].value


def members(bloc: SmallBloc, second: str = "Hoàn thành tốt nhiệm vụ") -> tuple[tuple[object, ...], ...]:
    known = profiles(list(bloc.people.values()))
    asked = {"actor": OPERATOR, "organisation": bloc.first_cell, "tree": bloc.tree, "year": 2023}
    here = [line.name for line in member_lines(**asked)]  # type: ignore[arg-type]

    def row(number: int, name: str, grade: str) -> tuple[object, ...]:
        person = bloc.people.get(name)
        birth = f"{known[person].birth_first:%d/%m/%Y}" if person else "02/02/1980"
        return number, name, birth, "Chi bộ Văn phòng", grade, "12-QĐ/ĐU"

    return (
        ("TT", "Họ và tên", "Ngày sinh", "Chi bộ", "Mức xếp loại", "Số quyết định"),
        row(1, here[0], "HTT"), row(2, here[1], second), row(3, "Nguyễn Văn Lạ", "Hoàn thành nhiệm vụ"),
    )  # fmt: skip


def test_members_are_found_in_the_list_and_a_stranger_waits(bloc: SmallBloc, tmp_path: Path) -> None:
    load(tmp_path, "KẾT QUẢ XẾP LOẠI CHẤT LƯỢNG ĐẢNG VIÊN", *members(bloc))
    assert figure(bloc, "ranked_members") == figure(bloc, "ranked_members_good") == 2
    assert len(said("unknown_person")) == 1
    load(tmp_path, "KẾT QUẢ XẾP LOẠI CHẤT LƯỢNG ĐẢNG VIÊN", *members(bloc))
    assert Ranking.objects.known().count() == 2
    load(tmp_path, "KẾT QUẢ XẾP LOẠI CHẤT LƯỢNG ĐẢNG VIÊN", *members(bloc, "HTNV"))
    assert (figure(bloc, "ranked_members_good"), figure(bloc, "ranked_members_done")) == (1, 1)


def test_organisations_are_counted_at_their_level(bloc: SmallBloc, tmp_path: Path) -> None:
    load(
        tmp_path, "KẾT QUẢ XẾP LOẠI TỔ CHỨC ĐẢNG", ("TT", "Tổ chức đảng", "Xếp loại", "Ghi chú"),
        (1, "Chi bộ Văn phòng", "Hoàn thành xuất sắc nhiệm vụ", ""), (2, "Chi bộ Kế hoạch", "Hoàn thành tốt nhiệm vụ", ""),
    )  # fmt: skip
    assert figure(bloc, "ranked_cells") == 2 and figure(bloc, "ranked_organisations") == 0
