"""A corrected workbook replaces what it corrects and nothing else (design §4)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from dangvu.foundation.audit.queries import known_on
from dangvu.members.models import Membership, Movement, PersonProfile
from tests.cases.compare import differences
from tests.intake.support import column_of, corrected, everything, figure, load, said

pytestmark = pytest.mark.usefixtures("parameters")
Case = tuple[Path, dict[str, Any]]
ROSTER = "DANH SÁCH"


@pytest.fixture
def loaded(plain: Case, monkeypatch: pytest.MonkeyPatch) -> Case:
    """The plain case, loaded on 3 July; the clock then stands at 10 July."""
    monkeypatch.setenv("DANGVU_NOW", "2023-07-03T09:00:00")
    load(plain[0])
    assert differences(plain[1]) == []
    monkeypatch.setenv("DANGVU_NOW", "2023-07-10T09:00:00")
    return plain


def _workbook(folder: Path) -> Path:
    return next(iter(sorted((folder / "units").glob("*.xls[xm]"))))


def _without_row(page: Worksheet, first: int) -> None:
    page.delete_rows(first)


def test_a_vanished_member_is_no_longer_counted_and_said(loaded: Case, tmp_path: Path) -> None:
    folder, _ = loaded
    before = figure("members_start")
    load(corrected(_workbook(folder), tmp_path, _without_row, "đảng viên".upper()))
    assert figure("members_start") == before - 1
    assert [view.kind for view in said("row_vanished")] == ["row_vanished"]


def test_what_was_known_before_the_correction_is_still_told(loaded: Case, tmp_path: Path) -> None:
    folder, expected = loaded
    load(corrected(_workbook(folder), tmp_path, _without_row, "ĐẢNG VIÊN"))
    assert figure("members_start", known_on(date(2023, 7, 5))) == expected["total"]["members_start"]
    assert figure("members_start", known_on(date(2023, 7, 10))) == expected["total"]["members_start"] - 1


def test_unchanged_rows_keep_their_facts(loaded: Case, tmp_path: Path) -> None:
    folder, _ = loaded
    before = set(Membership.objects.known().values_list("pk", flat=True))
    load(corrected(_workbook(folder), tmp_path, _without_row, "ĐẢNG VIÊN"))
    after = set(Membership.objects.known().values_list("pk", flat=True))
    assert len(before - after) == 1
    assert not after - before


def test_a_changed_row_keeps_its_person(loaded: Case, tmp_path: Path) -> None:
    folder, expected = loaded
    people = set(Movement.objects.known().values_list("person_id", flat=True))

    def rename(page: Worksheet, first: int) -> None:
        page.cell(first, column_of(page, first, ("họ", "tên đảng"))).value = "Nguyễn Văn Đổi Tên"

    load(corrected(_workbook(folder), tmp_path, rename, "ĐẢNG VIÊN"))
    assert differences(expected) == []
    assert set(Movement.objects.known().values_list("person_id", flat=True)) == people
    assert PersonProfile.objects.known().filter(name="Nguyễn Văn Đổi Tên").count() == 1
    assert not said("row_vanished")


def test_a_workbook_saved_again_without_a_change_adds_only_the_file(loaded: Case, tmp_path: Path) -> None:
    folder, expected = loaded
    before = everything()
    movements = set(Movement.objects.values_list("pk", "known_to_act"))

    def touch(page: Worksheet, _first: int) -> None:
        page.cell(200, 30).value = None
        page.title = "Tên khác"

    load(corrected(_workbook(folder), tmp_path, touch, "ĐẢNG VIÊN"))
    assert set(Movement.objects.values_list("pk", "known_to_act")) == movements
    assert everything()["Finding"] == before["Finding"]
    assert differences(expected) == []


def test_a_roster_of_another_day_is_an_observation(loaded: Case, tmp_path: Path) -> None:
    folder, expected = loaded

    def later(page: Worksheet, first: int) -> None:
        for row in page.iter_rows(max_row=first):
            for cell in row:
                if isinstance(cell.value, str) and "tính đến" in cell.value.casefold():
                    cell.value = "(Tính đến ngày 30/06/2023)"

    load(corrected(_workbook(folder), tmp_path, later, "ĐẢNG VIÊN"))
    assert figure("members_start") == expected["total"]["members_start"]
    assert figure("members_end") == expected["total"]["members_end"]
