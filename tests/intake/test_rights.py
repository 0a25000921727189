"""Whoever brings rows in for one unit cannot, by an official number, touch somebody of another."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from dangvu.accounts.queries import actor_for
from dangvu.foundation.actor import OPERATOR, Actor
from dangvu.foundation.partial_date import PartialDate
from dangvu.intake.upload.actions import write
from dangvu.members.actions import Profile, correct_profiles
from dangvu.members.models import Membership, Movement, MovementKind, PersonProfile
from tests.intake.support import said
from tests.intake.uploading import handed_in, incoming
from tests.support import SmallBloc, person, small_bloc

NUMBER = "079070000123"
OTHER = "Quách Văn Bẩy"  # a member in the second unit


@pytest.fixture
def bloc(db: None, monkeypatch: pytest.MonkeyPatch) -> SmallBloc:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-01T08:00:00")
    bloc = small_bloc()
    number_for(bloc, OTHER, NUMBER)
    number_for(bloc, "Tạ Thị Ngữ", "079070000456")
    return bloc


def number_for(bloc: SmallBloc, name: str, number: str) -> None:
    found = PersonProfile.objects.known().get(name=name)
    profile = replace(Profile.on_record(found), personal_number=number)
    correct_profiles(
        actor=OPERATOR, organisation=bloc.root, profiles={found.person_id: profile}, reason="ghi số"
    )


@pytest.fixture
def clerk(bloc: SmallBloc) -> Actor:
    return actor_for(person(bloc.first_unit, "co_so_to_chuc"))


def workbook(folder: Path, title: str, header: tuple[str, ...], *rows: tuple[object, ...]) -> Path:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for line in (("ĐẢNG BỘ SỞ THỨ NHẤT",), (title,), (), header, *rows):
        page.append(line)
    book.save(folder / "Biểu.xlsx")
    return folder / "Biểu.xlsx"


ROSTER = (
    "TT",
    "Họ và tên",
    "Ngày sinh",
    "Giới tính",
    "Dân tộc",
    "Số định danh cá nhân",
    "Ngày vào Đảng",
    "Chi bộ",
)


def roster(folder: Path, name: str, number: str) -> Path:
    row = (
        1,
        name,
        "10/06/1976",
        "Nam" if name == OTHER else "Nữ",
        "Mường",
        number,
        "03/02/2006",
        "Chi bộ Văn phòng",
    )
    return workbook(folder, "DANH SÁCH ĐẢNG VIÊN tính đến ngày 31/12/2022", ROSTER, row)


def bring_in(actor: Actor, at: int, path: Path) -> None:
    write(actor=actor, upload=handed_in(incoming(path), actor, at).pk)


def told(name: str) -> tuple[PartialDate | None, str]:
    found = Profile.on_record(PersonProfile.objects.known().get(name=name))
    return found.birth, found.ethnicity


def test_a_number_of_somebody_elsewhere_corrects_nothing_and_moves_nobody(
    bloc: SmallBloc, clerk: Actor, tmp_path: Path
) -> None:
    before, stays = told(OTHER), Membership.objects.known().count()
    bring_in(clerk, bloc.first_unit, roster(tmp_path, OTHER, NUMBER))
    assert told(OTHER) == before
    assert Membership.objects.known().count() == stays
    (finding,) = said("no_right")
    assert "của một người thuộc tổ chức khác" in finding.message


def test_the_name_of_somebody_elsewhere_is_not_given_away(
    bloc: SmallBloc, clerk: Actor, tmp_path: Path
) -> None:
    bring_in(clerk, bloc.first_unit, roster(tmp_path, "Tô Thị Nhầm", NUMBER))
    assert said("number_conflict") == []
    assert not [view for view in said("no_right") if OTHER in view.message]


def test_a_number_of_ones_own_people_still_leads_to_them(
    bloc: SmallBloc, clerk: Actor, tmp_path: Path
) -> None:
    bring_in(clerk, bloc.first_unit, roster(tmp_path, "Tạ Thị Ngữ", "079070000456"))
    assert said("no_right") == []


def test_whoever_has_moved_on_stays_on_the_list_of_before_and_is_corrected_where_they_are_now(
    bloc: SmallBloc, clerk: Actor, tmp_path: Path
) -> None:
    """Vi Văn Đẳng was on the first unit's opening list and is a member of the grassroots cell since April."""
    moved = "Vi Văn Đẳng"
    number_for(bloc, moved, "079070000789")
    before = told(moved)
    bring_in(clerk, bloc.first_unit, roster(tmp_path, moved, "079070000789"))
    assert said("no_right") == []
    assert told(moved) == before


def test_an_arrival_from_elsewhere_is_recorded_and_the_profile_left_alone(
    bloc: SmallBloc, clerk: Actor, tmp_path: Path
) -> None:
    before = told(OTHER)
    header = (
        "TT",
        "Họ và tên",
        "Ngày sinh",
        "Dân tộc",
        "Số định danh cá nhân",
        "Loại biến động",
        "Ngày biến động",
        "Chi bộ",
    )
    row = (1, OTHER, "10/06/1976", "Mường", NUMBER, "Chuyển đến", "02/05/2023", "Chi bộ Văn phòng")
    title = "BIẾN ĐỘNG ĐẢNG VIÊN 6 tháng đầu năm 2023"
    bring_in(clerk, bloc.first_unit, workbook(tmp_path, title, header, row))
    assert told(OTHER) == before
    came = Movement.objects.known().filter(person_id=bloc.people[OTHER], kind=MovementKind.TRANSFERRED_IN)
    assert [row.organisation_id for row in came] == [bloc.first_cell]


def test_whoever_brings_in_for_the_whole_bloc_corrects_everybody(bloc: SmallBloc, tmp_path: Path) -> None:
    clerk = actor_for(person(bloc.root, "cap_tren_to_chuc"))
    bring_in(clerk, bloc.root, roster(tmp_path, OTHER, NUMBER))
    assert said("no_right") == []
