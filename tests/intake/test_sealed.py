"""Whom an inspection or a decision is of, is nowhere in a copy of the database, whichever way the workbook came in."""

from __future__ import annotations

import io
from datetime import date
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest
from django.apps import apps
from django.db import connection

from dangvu.accounts.queries import actor_for
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.capabilities import Refused
from dangvu.foundation.workbooks.models import SourceRow
from dangvu.intake import mended
from dangvu.intake.accept import BY_SLUG
from dangvu.intake.actions import load_files
from dangvu.intake.codec import HIDDEN, digest, read_back, written
from dangvu.intake.models import Finding, Line
from dangvu.intake.undo import undo
from dangvu.intake.upload.actions import stage, write
from dangvu.intake.upload.models import Batch, Mend, Upload
from dangvu.intake.upload.queries import RowFilter, verdict
from dangvu.intake.upload.queries import rows as rows_of
from dangvu.intake.upload.reading import Incoming
from dangvu.intake.upload.workbook_back import workbook_back
from dangvu.work.discipline.actions import NewDecision, enter, open_decision
from dangvu.work.discipline.models import DecisionState
from dangvu.work.inspection.queries import book
from tests.intake.support import figure, said
from tests.intake.uploading import handed_in, rows
from tests.support import SmallBloc, person, small_bloc

pytestmark = pytest.mark.django_db
MEMBER, STRANGER = "Lý Thị Ẩm", "Trịnh Hoài Vắng"
INSPECTIONS = (
    ("KẾT QUẢ KIỂM TRA, GIÁM SÁT",),
    ("6 tháng đầu năm 2023",),
    ("TT", "Loại cuộc", "Loại đối tượng", "Tên đối tượng", "Ngày kết luận", "Kết quả"),
    (1, "Kiểm tra", "Đảng viên", STRANGER, "15/03/2023", "Có khuyết điểm"),
    (2, "Kiểm tra", "Đảng viên", STRANGER, "15/03/2023", "Có khuyết điểm"),
    (3, "Kiểm tra", "Đảng viên", STRANGER, "31/02/2023", "Tốt"),
    ("Người lập biểu: " + STRANGER,),
)
DECISIONS = (
    ("DANH SÁCH ĐẢNG VIÊN BỊ THI HÀNH KỶ LUẬT",),
    ("6 tháng đầu năm 2023",),
    ("TT", "Họ và tên", "Ngày sinh", "Số thẻ đảng viên", "Chi bộ", "Hình thức kỷ luật", "Số quyết định",
     "Ngày quyết định", "Ngày công bố", "Nội dung vi phạm"),
    (1, MEMBER, None, "01234567", "Chi bộ Văn phòng", "Khiển trách", "05-QĐ/ĐU", "10/04/2023", "12/04/2023",
     "Thiếu trách nhiệm khi quản lý quỹ của " + STRANGER),
    (2, STRANGER, "05/06/1970", None, "Chi bộ Kế hoạch", "Cảnh cáo", "06-QĐ/ĐU", "11/04/2023", "12/04/2023", None),
    (3, MEMBER, None, None, "Chi bộ Văn phòng", "Cảnh cáo", "07-QĐ/ĐU", "11/04/2023", None, None),
)  # fmt: skip


@pytest.fixture
def bloc(db: None, monkeypatch: pytest.MonkeyPatch) -> SmallBloc:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")
    return small_bloc()


def workbook(*tables: tuple[tuple[object, ...], ...]) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for number, table in enumerate(tables):
        page = made.create_sheet(f"Bieu {number}")
        for row in (("ĐẢNG BỘ SỞ THỨ NHẤT",), *table):
            page.append(row)
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def load(folder: Path, *tables: tuple[tuple[object, ...], ...], name: str = "Bieu.xlsx") -> None:
    (folder / name).write_bytes(workbook(*tables))
    load_files(actor=OPERATOR, paths=[folder / name])


def places_of(text: str) -> set[str]:
    """The tables in which a text stands, in whatever column and capitals; the members' own tables are not searched."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith("members_"):
                continue
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                told = [
                    bytes(v).decode(errors="ignore") if isinstance(v, bytes | memoryview) else str(v)
                    for v in row
                ]
                # JSON may hold the letters as they are or as escapes
                escaped = text.encode("ascii", "backslashreplace").decode()
                if any(each.casefold() in "\n".join(told).casefold() for each in (text, escaped)):
                    found.add(table)
    return found


def bytes_of_database() -> bytes:
    """The whole SQLite database with whatever deleted rows left behind; nothing where it is PostgreSQL."""
    if connection.vendor != "sqlite":
        return b""
    connection.ensure_connection()
    whole: bytes = connection.connection.serialize()
    return whole


def test_a_folder_of_workbooks_leaves_no_name_of_whom_they_are_about(bloc: SmallBloc, tmp_path: Path) -> None:
    load(tmp_path, INSPECTIONS, DECISIONS)
    assert (figure("inspected_members"), figure("disciplined_members")) == (2, 1)
    assert {view.kind for view in said("unknown_person") + said("not_a_decision") + said("duplicate_row")} == {
        "unknown_person", "not_a_decision", "duplicate_row",
    }  # fmt: skip
    for word in (MEMBER, STRANGER, "01234567", "05/06/1970", "1970-06-05", "quản lý quỹ"):
        assert places_of(word) == set()
    assert STRANGER.encode() not in bytes_of_database() and b"01234567" not in bytes_of_database()


def test_an_upload_shows_and_keeps_no_name_and_its_bytes_are_encrypted(bloc: SmallBloc) -> None:
    upload = handed_in([Incoming("Bieu.xlsx", workbook(INSPECTIONS, DECISIONS))], at=bloc.first_unit)
    shown = rows(upload)
    assert len(shown) == 6 and all(row.name == "" for row in shown)
    assert {
        cell["t"] for row in shown for cell in row.cells if cell["c"] in ("subject", "birth", "cell")
    } <= {HIDDEN, ""}
    file = upload.files.get()
    assert not bytes(file.data or b"").startswith(b"PK") and file.opened().startswith(b"PK")
    assert places_of(STRANGER) == places_of(MEMBER) == set()
    write(actor=OPERATOR, upload=upload.pk)
    assert (figure("inspected_members"), figure("disciplined_members")) == (2, 1)
    assert workbook_back(actor=OPERATOR, file=file.pk)[0].startswith(b"PK")
    assert places_of(STRANGER) == places_of(MEMBER) == set()
    assert STRANGER.encode() not in bytes_of_database()


def test_a_name_put_right_before_writing_is_kept_sealed_and_counts(bloc: SmallBloc) -> None:
    wrong = (*DECISIONS[:3], (1, STRANGER, *DECISIONS[3][2:]))
    upload = handed_in([Incoming("Ky luat.xlsx", workbook(wrong))], at=bloc.first_unit)
    (row,) = rows(upload)
    assert row.state == "cho"
    stage(actor=OPERATOR, row=row.pk, values={"subject": MEMBER})
    assert places_of(MEMBER) == set()
    write(actor=OPERATOR, upload=upload.pk)
    assert figure("disciplined_members") == 1 and places_of(MEMBER) == set()
    assert mended.kept(BY_SLUG["discipline"], "subject", Mend.objects.get().text) == MEMBER


def test_whom_a_decision_of_a_workbook_is_of_is_opened_for_a_reason(bloc: SmallBloc, tmp_path: Path) -> None:
    load(tmp_path, DECISIONS[:4])
    row = DecisionState.objects.known().get()
    assert (row.form, row.published_on, row.violation, row.body) == (
        "khien_trach", date(2023, 4, 12), "nhiem_vu", "cap_uy",
    )  # fmt: skip
    asked = {"actor": OPERATOR, "organisation": bloc.first_unit, "decision": row.decision_id}
    assert open_decision(**asked, reason="soát hồ sơ") == MEMBER


def test_loaded_twice_nothing_changes_and_a_corrected_sheet_takes_the_place_of_the_earlier(
    bloc: SmallBloc, tmp_path: Path
) -> None:
    load(tmp_path, DECISIONS[:4])
    before = DecisionState.objects.known().get()
    load(tmp_path, DECISIONS[:4])
    load(tmp_path, DECISIONS[:4], name="Bieu gui lai.xlsx")
    assert DecisionState.objects.known().get().pk == before.pk and DecisionState.objects.count() == 1
    load(tmp_path, (*DECISIONS[:3], (*DECISIONS[3][:5], "Cảnh cáo", *DECISIONS[3][6:])), name="Bieu sua.xlsx")
    after = DecisionState.objects.known().get()
    assert after.form == "canh_cao" and DecisionState.objects.count() == 2
    undo(actor=OPERATOR, batch=Batch.objects.latest("pk").pk, reason="nạp nhầm")
    assert DecisionState.objects.known().get().form == "khien_trach"
    assert open_decision(
        actor=OPERATOR, organisation=bloc.first_unit, decision=before.decision_id, reason="soát"
    ) == MEMBER  # fmt: skip
    assert places_of(MEMBER) == set()


def test_a_row_takes_the_place_of_the_same_decision_typed_before(bloc: SmallBloc, tmp_path: Path) -> None:
    on, told = date(2023, 4, 10), date(2023, 4, 12)
    typed = NewDecision(bloc.first_unit, "khien_trach", on, told, "05-QĐ/ĐU", "cap_uy", member=MEMBER)
    enter(actor=OPERATOR, organisation=bloc.first_unit, new=typed)
    load(tmp_path, DECISIONS[:4])
    assert DecisionState.objects.known().get().source_row_id is not None
    assert figure("disciplined_members") == 1


def test_the_book_still_says_who_was_inspected_and_a_corrected_sheet_supersedes(
    bloc: SmallBloc, tmp_path: Path
) -> None:
    load(tmp_path, INSPECTIONS[:4])
    load(tmp_path, INSPECTIONS[:4])
    asked = {
        "actor": OPERATOR,
        "organisation": bloc.first_unit,
        "start": date(2023, 1, 1),
        "end": date(2023, 6, 30),
    }
    assert [one.subject for one in book(**asked) if not one.typed] == [STRANGER]
    load(tmp_path, (*INSPECTIONS[:3], (*INSPECTIONS[3][:3], MEMBER, *INSPECTIONS[3][4:])))
    assert [one.subject for one in book(**asked) if not one.typed] == [MEMBER]
    assert not Finding.objects.exclude(name="").exists()


def test_equal_rows_have_marks_that_only_the_servers_key_makes(
    bloc: SmallBloc, tmp_path: Path, settings: object
) -> None:
    load(tmp_path, INSPECTIONS[:4])
    settings.SECRET_KEY = "khác"  # type: ignore[attr-defined]
    load(tmp_path, (("Gửi lại",), *INSPECTIONS[:4]), name="Bieu gui lai.xlsx")
    assert len(set(Line.objects.values_list("digest", flat=True))) == 2


def test_an_upload_with_decisions_is_looked_at_by_its_sender_and_the_line_of_inspection_alone(
    bloc: SmallBloc,
) -> None:
    inspector, clerk = (
        actor_for(person(bloc.root, role)) for role in ("cap_tren_kiem_tra", "cap_tren_to_chuc")
    )
    upload: Upload = handed_in([Incoming("Ky luat.xlsx", workbook(DECISIONS))], inspector, bloc.root)
    asked = {"organisation": bloc.root, "upload": upload.pk}
    assert verdict(actor=inspector, **asked).total == 3
    for look in (
        lambda: verdict(actor=clerk, **asked),
        lambda: rows_of(actor=clerk, **asked, which=RowFilter()),
        lambda: workbook_back(actor=clerk, file=upload.files.get().pk),
    ):
        with pytest.raises(Refused):
            look()


def test_what_an_older_version_kept_in_clear_is_sealed_by_the_upgrade_and_read_as_before(
    bloc: SmallBloc, tmp_path: Path
) -> None:
    load(tmp_path, INSPECTIONS)
    rows_there = list(SourceRow.objects.filter(sheet__kind="inspections").order_by("number"))
    for row in rows_there:  # as an older version wrote them
        cells, group = read_back(row.values)
        row.values = written(cells, group)
        row.save(update_fields=["values"])
    marks = {line.pk: line.digest for line in Line.objects.filter(submission__kind="inspections")}
    for line in Line.objects.filter(submission__kind="inspections").select_related("source_row"):
        line.digest = digest(*read_back(line.source_row.values))  # type: ignore[union-attr]
        line.save(update_fields=["digest"])
    clear = [row.values for row in rows_there]
    assert STRANGER in str(clear)
    upgrade = import_module("dangvu.intake.migrations.0003_inspection_rows_sealed")
    upgrade.seal(apps, SimpleNamespace(connection=connection, execute=lambda statement: None))
    now = list(SourceRow.objects.filter(sheet__kind="inspections").order_by("number"))
    assert STRANGER not in str([row.values for row in now])
    assert [read_back(row.values) for row in now] == [read_back(values) for values in clear]
    assert {line.pk: line.digest for line in Line.objects.filter(submission__kind="inspections")} == marks
