"""Lists that tell schooling, occupation, posts and mass organisations, and of what kind units are."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.periods import Period
from dangvu.indicators.queries import figures
from dangvu.intake.actions import load_files
from dangvu.intake.undo import undo
from dangvu.intake.upload.models import Batch
from dangvu.members.models import PersonProfile
from dangvu.organisations.models import OrganisationState
from dangvu.organisations.queries import tree_on
from tests.intake.support import said
from tests.support import SmallBloc, small_bloc

pytestmark = pytest.mark.django_db
ADMITTED = "DANH SÁCH ĐẢNG VIÊN MỚI KẾT NẠP"


@pytest.fixture
def bloc(db: None, monkeypatch: pytest.MonkeyPatch) -> SmallBloc:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")
    return small_bloc()


def load(folder: Path, sender: str, title: str, *rows: tuple[object, ...]) -> None:
    book = openpyxl.Workbook()
    when = "6 tháng đầu năm 2023" if title == ADMITTED else "Tính đến ngày 30/06/2023"
    for row in ((sender,), (title,), (when,), *rows):
        book.active.append(row)
    book.save(folder / "Bieu.xlsx")
    load_files(actor=OPERATOR, paths=[folder / "Bieu.xlsx"])


def told(name: str) -> tuple[str, ...]:
    one = PersonProfile.objects.known().get(name=name)
    return one.education, one.schooling, one.occupation, one.position, one.union


def figure(bloc: SmallBloc, name: str) -> float | None:
    table = figures(actor=OPERATOR, organisation=bloc.node(bloc.root), period=Period.parse("2023-H1"))
    return table.figures[name].value


def people(*columns: str) -> tuple[object, ...]:
    return ("TT", "Họ và tên", "Ngày sinh", "Ngày vào Đảng", *columns)


def test_each_column_beside_the_others_is_read_as_itself(bloc: SmallBloc, tmp_path: Path) -> None:
    rows = (
        people("Trình độ chuyên môn", "Trình độ học vấn", "Nghề nghiệp", "Chức vụ", "Đoàn viên", "Công đoàn viên"),
        (1, "Chử Thị Ất", "05/03/2000", "03/02/2023", "Đại học", "12/12", "Sinh viên", "", "x", ""),
        (2, "Chử Văn Bính", "06/03/1999", "03/02/2023", "", "9/12", "Công nhân", "Tổ trưởng", "", "x"),
        (3, "Chử Văn Đinh", "07/03/1999", "03/02/2023", "Cao đẳng", "", "", "Không", "", ""),
    )  # fmt: skip
    for _ in range(2):  # the same file again changes nothing
        load(tmp_path, "ĐẢNG BỘ SỞ THỨ NHẤT", ADMITTED, *rows)
    assert told("Chử Thị Ất") == ("dai_hoc", "thpt", "hoc_sinh", "", "doan_vien")
    assert told("Chử Văn Bính") == ("", "thcs", "cong_nhan", "Tổ trưởng", "cong_doan")
    assert told("Chử Văn Đinh") == ("cao_dang", "", "", "", "")
    names = ("admitted_youth_union", "admitted_trade_union", "admitted_students", "admitted_with_position",
             "admitted_upper_secondary", "admitted_university_up")  # fmt: skip
    assert [figure(bloc, name) for name in names] == [1, 1, 1, 1, 2, 1]


@pytest.mark.parametrize("header", ["Trình độ học vấn", "Học vấn", "Trình độ"])
def test_one_column_about_education_tells_diplomas_and_schooling(
    bloc: SmallBloc, tmp_path: Path, header: str
) -> None:
    load(
        tmp_path, "ĐẢNG BỘ SỞ THỨ NHẤT", ADMITTED, people(header),
        (1, "Chử Thị Ất", "05/03/2000", "03/02/2023", "12/12"),
        (2, "Chử Văn Bính", "06/03/1999", "03/02/2023", "Thạc sĩ"),
    )  # fmt: skip
    assert told("Chử Thị Ất")[:2] == ("pho_thong", "thpt")
    assert told("Chử Văn Bính")[:2] == ("thac_si", "")
    assert not said("unknown_choice")


def test_a_column_of_schooling_alone_is_schooling(bloc: SmallBloc, tmp_path: Path) -> None:
    load(
        tmp_path, "ĐẢNG BỘ SỞ THỨ NHẤT", ADMITTED, people("Văn hóa", "Chuyên môn"),
        (1, "Chử Thị Ất", "05/03/2000", "03/02/2023", "12/12", "Trung cấp"),
    )  # fmt: skip
    assert told("Chử Thị Ất")[:2] == ("trung_cap", "thpt")


def test_what_an_occupation_is_not_is_said_and_the_row_counts(bloc: SmallBloc, tmp_path: Path) -> None:
    before = figure(bloc, "admitted") or 0
    load(
        tmp_path, "ĐẢNG BỘ SỞ THỨ NHẤT", ADMITTED, people("Nghề nghiệp"),
        (1, "Chử Thị Ất", "05/03/2000", "03/02/2023", "Cán bộ"),
    )  # fmt: skip
    assert figure(bloc, "admitted") == before + 1 and told("Chử Thị Ất")[2] == ""
    assert "Không hiểu “Cán bộ”" in str(said("unknown_choice"))


def test_a_list_of_organisations_says_of_what_kind_units_are(bloc: SmallBloc, tmp_path: Path) -> None:
    tree = bloc.tree
    root, unit = tree[bloc.root].name, tree[bloc.first_unit].name
    rows = (
        ("TT", "Tên tổ chức đảng", "Loại hình", "Trực thuộc", "Loại hình đơn vị"),
        (1, unit, "Đảng bộ cơ sở", root, "Công ty TNHH"),
        (2, tree[bloc.second_unit].name, "Đảng bộ cơ sở", root, ""),
        (3, "Chi bộ Công ty Hoa Sen", "Chi bộ cơ sở", root, "Có vốn đầu tư nước ngoài"),
    )
    for _ in range(2):
        load(tmp_path, root.upper(), "DANH SÁCH TỔ CHỨC ĐẢNG TRỰC THUỘC", *rows)
    now = tree_on(Period.parse("2023-H1").end)
    assert now[bloc.first_unit].sector == "tnhh" and now[bloc.second_unit].sector == ""
    assert next(node.sector for node in now if node.name == "Chi bộ Công ty Hoa Sen") == "fdi"
    assert OrganisationState.objects.filter(organisation_id=bloc.first_unit).count() == 2, "told once"
    assert figure(bloc, "members_in_private_enterprises")


def test_a_list_that_is_taken_back_leaves_the_kinds_as_they_were(bloc: SmallBloc, tmp_path: Path) -> None:
    root, unit = bloc.tree[bloc.root].name, bloc.tree[bloc.first_unit].name
    rows = (
        ("TT", "Tên tổ chức đảng", "Loại hình", "Trực thuộc", "Loại hình đơn vị"),
        (1, unit, "Đảng bộ cơ sở", root, "Cổ phần"),
    )
    load(tmp_path, root.upper(), "DANH SÁCH TỔ CHỨC ĐẢNG TRỰC THUỘC", *rows)
    assert tree_on(Period.parse("2023-H1").end)[bloc.first_unit].sector == "co_phan"
    undo(actor=OPERATOR, batch=Batch.objects.order_by("-pk")[0].pk, reason="gửi nhầm")
    now = tree_on(Period.parse("2023-H1").end)[bloc.first_unit]
    assert (now.sector, now.name) == ("", unit)


def test_a_column_of_kinds_of_party_organisation_under_that_header_stays_what_it_was(
    bloc: SmallBloc, tmp_path: Path
) -> None:
    root = bloc.tree[bloc.root].name
    load(
        tmp_path, root.upper(), "DANH SÁCH TỔ CHỨC ĐẢNG TRỰC THUỘC",
        ("TT", "Tên tổ chức đảng", "Loại hình đơn vị", "Trực thuộc"),
        (1, "Chi bộ Công ty Hoa Sen", "Chi bộ cơ sở", root),
    )  # fmt: skip
    made = next(node for node in tree_on(Period.parse("2023-H1").end) if "Hoa Sen" in node.name)
    assert (made.kind, made.sector) == ("chi_bo_co_so", "")
    assert not said("unknown_choice")
