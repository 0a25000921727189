"""Files handed in are rehearsed, shown row by row, mended and only then written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from dangvu.foundation import clock
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.refusals import AlreadyDone, Impossible
from dangvu.foundation.vietnamese import fold
from dangvu.foundation.workbooks.models import ReceivedFile
from dangvu.foundation.workbooks.tests.evil import build
from dangvu.intake.models import Line, LineState
from dangvu.intake.queries import findings
from dangvu.intake.upload.actions import drop, examine, receive, stage, tell_sheet, write
from dangvu.intake.upload.models import (
    RowState,
    SecretRefusal,
    Upload,
    UploadFile,
    UploadState,
    VerdictNote,
    VerdictRow,
)
from dangvu.intake.upload.reading import Incoming
from dangvu.organisations.queries import tree_on
from tests.cases.compare import differences
from tests.intake.support import everything, figure, load
from tests.intake.uploading import handed_in, incoming, root, rows

pytestmark = pytest.mark.usefixtures("parameters")
Case = tuple[Path, dict[str, Any]]


def first_the_tree(folder: Path) -> list[Incoming]:
    """Load the list of organisations; the other files."""
    tree = next(path for path in sorted(folder.rglob("*")) if fold(path.name).startswith("to chuc"))
    load(tree)
    return [file for file in incoming(folder) if file.name != tree.name]


def test_a_rehearsal_writes_no_fact(uneven: Case) -> None:
    files = first_the_tree(uneven[0])
    before = everything()
    upload = handed_in(files)
    after = everything()
    assert {**after, "Act": before["Act"]} == before
    assert upload.state == UploadState.SHOWN
    assert len(rows(upload)) == sum(upload.counts[state] for state in RowState.values) > 0


def test_what_is_written_is_what_was_shown(uneven: Case) -> None:
    folder, expected = uneven
    upload = handed_in(first_the_tree(folder))
    shown = {(r.file.name, r.sheet_name, r.number): r.state for r in rows(upload)}
    promised = upload.counts["ghi"]
    batch = write(actor=OPERATOR, upload=upload.pk)
    assert differences(expected) == []
    accepted = Line.objects.known().filter(known_from_act__in=batch.acts, state=LineState.ACCEPTED).count()
    held = {
        (line.source_row.sheet.file.name, line.source_row.sheet.name, line.source_row.number)
        for line in Line.objects.known()
        .filter(state=LineState.HELD)
        .select_related("source_row__sheet__file")
        if line.source_row
    }
    assert accepted >= promised > 0
    assert {place for place in held if place in shown} == {
        place for place, state in shown.items()
        if place in held and state in (RowState.ERROR, RowState.WARNING)
    }  # fmt: skip
    assert not VerdictRow.objects.filter(upload=upload, writes=True).exists()
    for file in UploadFile.objects.filter(upload=upload, data__isnull=False):  # to be sent back
        assert VerdictRow.objects.filter(file=file).exists()


def test_writing_twice_writes_once(plain: Case) -> None:
    upload = handed_in(first_the_tree(plain[0]))
    write(actor=OPERATOR, upload=upload.pk)
    there = everything()
    with pytest.raises(AlreadyDone):
        write(actor=OPERATOR, upload=upload.pk)
    assert everything() == there


def test_the_same_files_again_have_nothing_new(plain: Case) -> None:
    files = first_the_tree(plain[0])
    write(actor=OPERATOR, upload=handed_in(files).pk)
    again = handed_in(files)
    assert rows(again) == []
    assert all("đã được nạp" in file.message for file in again.files.all())


def test_where_the_records_changed_meanwhile_the_new_verdict_is_shown(plain: Case) -> None:
    files = first_the_tree(plain[0])
    upload, other = handed_in(files), handed_in([Incoming("khac " + f.name, f.data) for f in files])
    write(actor=OPERATOR, upload=other.pk)
    with pytest.raises(Impossible, match="Sổ sách đã thay đổi"):
        write(actor=OPERATOR, upload=upload.pk)
    assert Upload.objects.get(pk=upload.pk).state == UploadState.SHOWN


def test_a_dropped_upload_leaves_nothing_behind(plain: Case) -> None:
    upload = handed_in(first_the_tree(plain[0]))
    drop(actor=OPERATOR, upload=upload.pk)
    drop(actor=OPERATOR, upload=upload.pk)
    assert not UploadFile.objects.filter(data__isnull=False).exists()
    assert not VerdictRow.objects.exists()
    with pytest.raises(Impossible):
        write(actor=OPERATOR, upload=upload.pk)


def _roster(
    tmp_path: Path, *people: tuple[str, str], name: str = "Danh sach.xlsx", sender: str = ""
) -> Incoming:
    """A small roster of the first grassroots unit of the loaded tree."""
    book = openpyxl.Workbook()
    page = book.active
    page.append([sender])
    page.append(["DANH SÁCH ĐẢNG VIÊN"])
    page.append(["Tính đến ngày 31/12/2022"])
    page.append([])
    page.append(["TT", "Họ và tên", "Ngày sinh", "Giới tính", "Ngày vào Đảng", "Ngày chính thức"])
    for number, (who, born) in enumerate(people, 1):
        page.append([number, who, born, "Nam", "03/02/2010", "03/02/2011"])
    book.save(tmp_path / name)
    return Incoming(name, (tmp_path / name).read_bytes())


def test_a_mended_value_counts_and_the_source_row_keeps_what_was_sent(plain: Case, tmp_path: Path) -> None:
    first_the_tree(plain[0])
    file = _roster(tmp_path, ("Tạ Văn Ổn", "31/02/1980"), ("Vi Thị Ngữ", "05/03/1981"), sender=_unit())
    upload = handed_in([file])
    (bad,) = rows(upload, state=RowState.ERROR)
    assert (bad.reason, bad.number) == ("invalid_date", 6)
    with pytest.raises(Impossible):
        stage(actor=OPERATOR, row=bad.pk, values={"birth": "31/02/1980"})
    stage(actor=OPERATOR, row=bad.pk, values={"birth": "28/02/1980"})
    assert [row.state for row in rows(upload)] == [RowState.NEW, RowState.NEW]
    write(actor=OPERATOR, upload=upload.pk)
    line = Line.objects.known().get(source_row__number=6, source_row__sheet__file__name=file.name)
    assert line.state == LineState.ACCEPTED
    assert line.source_row is not None and line.source_row.values["birth"]["t"] == "31/02/1980"
    assert not [view for view in findings(actor=OPERATOR) if view.kind == "invalid_date"]


def _unit() -> str:
    tree = tree_on(clock.today())
    return next(node.name for node in tree if node.parent == tree.roots[0])


def test_a_sheet_without_a_sender_is_told_whose_it_is(plain: Case, tmp_path: Path) -> None:
    first_the_tree(plain[0])
    upload = handed_in([_roster(tmp_path, ("Tạ Văn Ổn", "05/03/1980"))])
    (row,) = rows(upload)
    assert row.reason == "unknown_sender"
    unit = next(node.id for node in tree_on(clock.today()) if node.name == _unit())
    tell_sheet(actor=OPERATOR, file=row.file_id, sheet_index=row.sheet_index, values={"#sender": str(unit)})
    (row,) = rows(upload)
    assert row.state in (RowState.NEW, RowState.WARNING) and row.writes


def test_a_file_with_a_mark_of_secrecy_is_refused_and_only_its_hash_is_kept(
    plain: Case, tmp_path: Path
) -> None:
    first_the_tree(plain[0])
    book = openpyxl.Workbook()
    book.active["E1"], book.active["A3"] = "TUYỆT MẬT", "Họ và tên"
    book.save(tmp_path / "x.xlsx")
    kept = receive(actor=OPERATOR, organisation=root(), files=incoming(tmp_path / "x.xlsx"))
    assert kept.refused
    assert SecretRefusal.objects.count() == 1
    assert not UploadFile.objects.exists()


def test_hostile_files_are_one_sentence_each(plain: Case, tmp_path: Path) -> None:
    first_the_tree(plain[0])
    evils = [
        e
        for e in build(tmp_path)
        if e.code is not None
        and e.path.is_file()
        and not e.path.is_symlink()
        and e.path.stat().st_size < 20_000_000
    ]
    upload = handed_in(Incoming(e.path.name, e.path.read_bytes()) for e in evils)
    said = {file.name: file.message for file in upload.files.all()}
    assert len(said) == len(evils)
    assert not {n: m for n, m in said.items() if not m.rstrip().endswith((".", ")")) or "\n" in m}
    assert not ReceivedFile.objects.filter(name__in=said).exists()
    assert examine(actor=OPERATOR, upload=upload.pk).counts["ghi"] == 0


def test_a_note_says_what_was_not_recognised(plain: Case, tmp_path: Path) -> None:
    first_the_tree(plain[0])
    book = openpyxl.Workbook()
    book.active.append(["Cột lạ", "Cột lạ hơn", "Cột lạ nữa"])
    book.active.append(["a", "b", "c"])
    book.save(tmp_path / "la.xlsx")
    upload = handed_in(incoming(tmp_path / "la.xlsx"))
    assert upload.counts["ghi"] == 0 and figure("members_end") is not None
    assert VerdictNote.objects.filter(upload=upload, kind="unrecognised_sheet").count() == 1
