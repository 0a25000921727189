"""Workbooks that go out and come back: the sender's own with marks, prepared ones, pasted blocks, chosen columns."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.periods import Period
from dangvu.foundation.refusals import Impossible
from dangvu.intake.accept import HANDLERS
from dangvu.intake.models import Line, LineState
from dangvu.intake.upload import choices
from dangvu.intake.upload.actions import examine, stage, write
from dangvu.intake.upload.models import ColumnChoice, RowState, VerdictNote
from dangvu.intake.upload.prepared import as_file, block, prepared
from dangvu.intake.upload.reading import Incoming
from dangvu.intake.upload.workbook_back import workbook_back
from dangvu.members.models import Movement
from tests.intake.uploading import handed_in, rows
from tests.support import SmallBloc, small_bloc

H1 = Period.parse("2023-H1")
ON = date(2023, 6, 30)


@pytest.fixture
def bloc(db: None, monkeypatch: pytest.MonkeyPatch) -> SmallBloc:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")
    return small_bloc()


HEAD = ["TT", "Họ và tên", "Ngày sinh", "Giới tính", "Chi bộ", "Ngày kết nạp", "Số quyết định"]
PEOPLE = [
    [1, "Phí Văn Ất", "05/03/1998", "Nam", "Chi bộ Kế hoạch", "31/02/2023", "12-QĐ/ĐU"],
    [2, "Doãn Thị Ửng", "06/04/1999", "Nữ", "Chi bộ Kế hoạch", "17/05/2023", "12-QĐ/ĐU"],
    [3, "Bạch Văn Ứng", "07/05/1997", "Nam", "Chi bộ Kế hoach hoá", "17/05/2023", "15-QĐ/ĐU"],
]


def admissions(folder: Path, people: list[list[object]] = PEOPLE, name: str = "Ket nap.xlsx") -> Incoming:
    book = openpyxl.Workbook()
    page = book.active
    for line in ("ĐẢNG BỘ SỞ THỨ NHẤT", "DANH SÁCH ĐẢNG VIÊN MỚI KẾT NẠP", "6 tháng đầu năm 2023"):
        page.append([line])
    page.append([])
    page.append(HEAD)
    for row in people:
        page.append(row)
    page["I6"] = "=1+1"
    page.auto_filter.ref = "A5:G8"
    book.save(folder / name)
    return Incoming(name, (folder / name).read_bytes())


def test_the_senders_workbook_comes_back_with_the_failed_cells_marked(
    bloc: SmallBloc, tmp_path: Path
) -> None:
    upload = handed_in([admissions(tmp_path)])
    data, name = workbook_back(actor=OPERATOR, file=upload.files.get().pk)
    page = openpyxl.load_workbook(io.BytesIO(data)).active
    assert name == "Ket nap.xlsx"
    assert page["F6"].fill.fgColor.rgb == "FFF8CBAD"
    assert "17/05/2023" in page["F6"].comment.text and "12-QĐ/ĐU" in page["F6"].comment.text
    assert page["F7"].comment is None
    assert page["I6"].value == "=1+1" and page.auto_filter.ref == "A5:G8"
    assert [cell.value for cell in page[5]][:7] == HEAD


def test_uploaded_again_only_the_mended_rows_move(bloc: SmallBloc, tmp_path: Path) -> None:
    first = handed_in([admissions(tmp_path)])
    assert first.counts["ghi"] == sum(r.writes for r in rows(first)) >= 1
    write(actor=OPERATOR, upload=first.pk)
    accepted = Line.objects.known().filter(state=LineState.ACCEPTED)
    before = set(accepted.values_list("pk", flat=True))
    data, name = workbook_back(actor=OPERATOR, file=first.files.get().pk)
    book = openpyxl.load_workbook(io.BytesIO(data))
    book.active["F6"] = "17/05/2023"
    kept = io.BytesIO()
    book.save(kept)
    second = handed_in([Incoming(name, kept.getvalue())])
    states = {row.name: row.state for row in rows(second)}
    assert states["Phí Văn Ất"] in (RowState.NEW, RowState.CHANGED)
    assert states["Doãn Thị Ửng"] == RowState.SAME
    write(actor=OPERATOR, upload=second.pk)
    assert before < set(accepted.values_list("pk", flat=True))


def test_what_was_mended_here_stays_when_the_sender_sends_the_old_words_again(
    bloc: SmallBloc, tmp_path: Path
) -> None:
    first = handed_in([admissions(tmp_path)])
    wrong = next(row for row in rows(first) if row.name == "Phí Văn Ất")
    first = stage(actor=OPERATOR, row=wrong.pk, values={"joined": "28/02/2023"})
    write(actor=OPERATOR, upload=first.pk)
    moved = set(Movement.objects.known().values_list("pk", flat=True))
    again = [list(row) for row in PEOPLE]
    again[1][6] = "13-QĐ/ĐU"  # the sender mends another row; the first still says 31/02/2023
    second = handed_in([admissions(tmp_path, again)])
    states = {row.name: row.state for row in rows(second)}
    assert states["Phí Văn Ất"] == RowState.SAME
    write(actor=OPERATOR, upload=second.pk)
    assert {m.person_id for m in Movement.objects.known().filter(pk__in=moved)} >= {
        m.person_id for m in Movement.objects.filter(pk__in=moved, on=date(2023, 2, 28))
    }
    assert Movement.objects.known().filter(kind="ket_nap", on=date(2023, 2, 28)).count() == 1


def test_a_workbook_of_another_format_comes_back_as_xlsx(bloc: SmallBloc) -> None:
    lines = "ĐẢNG BỘ SỞ THỨ NHẤT\nDANH SÁCH ĐẢNG VIÊN MỚI KẾT NẠP\n6 tháng đầu năm 2023\n"
    table = "\n".join(";".join(map(str, row)) for row in [HEAD, *PEOPLE])
    upload = handed_in([Incoming("Ket nap.csv", f"{lines}{table}\n".encode())])
    data, name = workbook_back(actor=OPERATOR, file=upload.files.get().pk)
    page = openpyxl.load_workbook(io.BytesIO(data)).active
    assert name == "Ket nap.xlsx"
    assert any(cell.comment for row in page.iter_rows() for cell in row)


@pytest.mark.parametrize("kind", list(HANDLERS))
def test_a_prepared_workbook_is_read_back_without_a_fault(kind: str, bloc: SmallBloc) -> None:
    data, name = prepared(actor=OPERATOR, organisation=bloc.root, kind=kind, on=ON, period=H1)
    if kind == "admission_targets":
        book = openpyxl.load_workbook(io.BytesIO(data))
        for row in book.worksheets[0].iter_rows(min_row=6):
            row[2].value = 1 if row[1].value else None
        kept = io.BytesIO()
        book.save(kept)
        data = kept.getvalue()
    upload = handed_in([Incoming(name, data)])
    # "Ông" is read as a form of address: a family name that few people bear.
    faulty = rows(upload, state__in=(RowState.ERROR, RowState.WAITING))
    assert not [(row.name, row.found) for row in faulty if not row.name.startswith("Ông")]
    assert not VerdictNote.objects.filter(upload=upload).exclude(kind="undated_sheet").exists()


def test_the_prepared_roster_holds_the_members_of_the_day_and_changes_nothing(bloc: SmallBloc) -> None:
    data, name = prepared(actor=OPERATOR, organisation=bloc.first_unit, kind="roster", on=ON, period=H1)
    page = openpyxl.load_workbook(io.BytesIO(data)).active
    assert page.protection.sheet
    assert not page["B6"].protection.locked and page["B5"].protection.locked
    upload = handed_in([Incoming(name, data)])
    assert len(rows(upload)) == 8
    assert {row.state for row in rows(upload)} == {RowState.SAME}


def test_a_pasted_block_goes_the_way_of_a_file(bloc: SmallBloc) -> None:
    text = "Họ và tên\tNgày sinh\tGiới tính\tChi bộ\tNgày kết nạp\nPhí Văn Ất\t05/03/1998\tNam\tChi bộ Kế hoạch\t17/05/2023\n"
    node = bloc.node(bloc.first_unit)
    file = as_file("admissions", node, block("admissions", text), ON, H1, "0900")
    (row,) = rows(handed_in([file]))
    assert (row.name, row.state, row.organisation_id) == ("Phí Văn Ất", RowState.NEW, bloc.first_unit)


def test_a_block_without_headers_is_read_in_the_order_of_the_form(bloc: SmallBloc) -> None:
    found = block("admission_targets", "Đảng bộ Sở Thứ Nhất\t3\nĐảng bộ Sở Thứ Hai\t2")
    assert (not found.own_headers and found.headers[:2] == ["Tên tổ chức", "Chỉ tiêu"]) or len(
        found.rows
    ) == 2
    with pytest.raises(Impossible, match="Chưa dán gì"):
        block("roster", "  \n")


def _strange(folder: Path, name: str = "Gui van phong.xlsx") -> Incoming:
    book = openpyxl.Workbook()
    page = book.active
    page.append(["ĐẢNG BỘ SỞ THỨ NHẤT"])
    page.append([])
    page.append(["Ai", "Ra đời", "Chỗ", "Ngày lễ"])
    page.append(["Phí Văn Ất", "05/03/1998", "Chi bộ Kế hoạch", "17/05/2023"])
    page.append(["Doãn Thị Ửng", "06/04/1999", "Chi bộ Kế hoạch", "17/05/2023"])
    book.save(folder / name)
    return Incoming(name, (folder / name).read_bytes())


def test_columns_chosen_once_are_remembered_for_the_sender_and_can_be_forgotten(
    bloc: SmallBloc, tmp_path: Path
) -> None:
    upload = handed_in([_strange(tmp_path)])
    assert rows(upload) == []
    told = {"Ai": "name", "Ra đời": "birth", "Chỗ": "cell", "Ngày lễ": "joined"}
    choices.choose(actor=OPERATOR, sender=bloc.first_unit, kind="admissions", columns=told)
    examine(actor=OPERATOR, upload=upload.pk)
    assert [(row.name, row.kind) for row in rows(upload)] == [
        ("Phí Văn Ất", "admissions"),
        ("Doãn Thị Ửng", "admissions"),
    ]
    again = handed_in([_strange(tmp_path, "Lan sau.xlsx")])
    assert again.files.get().message or len(rows(again)) == 2
    choices.forget(actor=OPERATOR, choices=list(ColumnChoice.objects.known().values_list("pk", flat=True)))
    examine(actor=OPERATOR, upload=upload.pk)
    assert rows(upload) == []


def test_a_choice_without_the_needed_columns_is_refused_with_their_names(bloc: SmallBloc) -> None:
    with pytest.raises(Impossible, match="Họ và tên"):
        choices.choose(
            actor=OPERATOR, sender=bloc.first_unit, kind="admissions", columns={"Ngày lễ": "joined"}
        )
