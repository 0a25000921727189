"""A small bloc for tests, made by the real actions; no real person in it.

``bloc = small_bloc()`` makes it; ``person(bloc.root, "bi_thu")`` is an account with a role there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from dangvu.accounts.actions import create_user
from dangvu.accounts.models import User
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.audit.queries import last_act
from dangvu.foundation.parameters.actions import seed
from dangvu.foundation.partial_date import PartialDate
from dangvu.foundation.periods import Period
from dangvu.foundation.workbooks.models import ReceivedFile, SourceRow, SourceSheet
from dangvu.members.actions import NewMovement, Profile, record_movements, register
from dangvu.members.models import Movement, MovementKind, Sex, Status
from dangvu.organisations.actions import ListedOrganisation, take_over
from dangvu.organisations.models import Kind
from dangvu.organisations.queries import tree_on
from dangvu.organisations.tree import Node, Tree
from dangvu.statistics.seeds import seed as seed_forms
from dangvu.work.admissions.actions import NewAdmission, NewRecognition, admit, recognise
from dangvu.work.inspection.actions import NewInspection, record_inspections
from dangvu.work.meetings.actions import NewMeeting, record_meetings
from dangvu.work.resolutions.actions import NewTarget, Part, allocate, set_target, set_targets
from dangvu.work.resolutions.models import Target
from dangvu.work.resolutions.rules.targets import TargetKind
from dangvu.work.training.actions import hold_class
from tests.replay import replayed

PASSWORD = "thử-mật-khẩu-dài"
FIRST_DAY = date(2023, 1, 1)
EVENING_BEFORE = date(2022, 12, 31)
HALF_YEAR = Period.parse("2023-H1")


@dataclass
class SmallBloc:
    """A bloc of three units: a committee with two cells, a committee with one cell, and a grassroots cell.

    In the first half of 2023: twelve members on the opening list, three admitted against a target of five, one
    recognised, one moved from the first unit to the third, one died; four thematic meetings, two inspections
    and one supervision.
    """

    root: int
    first_unit: int
    first_cell: int
    second_cell: int
    second_unit: int
    third_cell: int
    lone_cell: int
    period: Period = HALF_YEAR
    people: dict[str, int] = field(default_factory=dict)
    training_class: int = 0  # of the first unit, without learners

    @property
    def tree(self) -> Tree:
        return tree_on(HALF_YEAR.end)

    def node(self, organisation: int) -> Node:
        return self.tree[organisation]

    def code(self, organisation: int) -> str:
        return self.node(organisation).code

    @property
    def unit_target(self) -> int:
        """The first unit's own target of the year, not yet shared out."""
        new = NewTarget("Kết nạp", HALF_YEAR.end.year, TargetKind.COUNT, "admitted", Decimal(2))
        there = Target.objects.known().filter(organisation_id=self.first_unit).first()
        if there is not None:
            return int(there.pk)
        return set_targets(actor=OPERATOR, organisation=self.first_unit, targets=[new])[0]

    @property
    def source_row(self) -> int:
        """A row of a received workbook, behind the admission into the first cell."""
        there = SourceRow.objects.first()
        if there is not None:
            return int(there.pk)
        file = ReceivedFile.objects.create(
            act_id=last_act(), name="Biểu kết nạp.xlsx", sha256="0" * 64, size=1
        )
        sheet = SourceSheet.objects.create(file=file, position=0, name="Kết nạp", kind="admissions")
        row = SourceRow.objects.create(
            sheet=sheet, number=7, values={"name": "Trà Thị Mẫn", "personal_number": "019098000123"}
        )
        admitted = Movement.objects.filter(person_id=self.people["Trà Thị Mẫn"], kind=MovementKind.ADMITTED)
        admitted.update(source_row=row)
        return int(row.pk)


_NAMES = (
    "Lý Thị Ẩm", "Vi Văn Đẳng", "Tạ Thị Ngữ", "Đỗ Ắng", "Mạc Thị Yến", "Kiều Văn Ỏn",
    "Nghiêm Thị Sửu", "Quách Văn Bẩy", "Tống Thị Ơn", "Ngụy Văn Uẩn", "Cù Thị Ẻo", "Lã Văn Ễnh",
)  # fmt: skip
_NEW = ("Trà Thị Mẫn", "Khúc Văn Ổn", "Ông Thị Ước")


def small_bloc() -> SmallBloc:
    """The bloc (once per test: the database must be empty of organisations)."""
    return replayed("small bloc", _small_bloc)


def _small_bloc() -> SmallBloc:
    seed(actor=OPERATOR)
    seed_forms(actor=OPERATOR)
    bloc = _organisations()
    _members(bloc)
    _movements(bloc)
    _work(bloc)
    return bloc


def person(organisation: int, role: str, username: str = "") -> User:
    """An account with one role at one organisation from the first day; it signs in with PASSWORD alone."""
    return create_user(
        actor=OPERATOR, username=username or f"{role}-{organisation}", password=PASSWORD,
        full_name="Người Thử", organisation=organisation, role=role, on=FIRST_DAY,
        password_only=True,
    )  # fmt: skip


def _organisations() -> SmallBloc:
    listed = [
        ListedOrganisation("Đảng bộ Khối thử nghiệm", Kind.UPPER_COMMITTEE, position=1),
        ListedOrganisation("Đảng bộ Sở Thứ Nhất", Kind.GRASSROOTS_COMMITTEE, parent_index=0, position=2, founded="1990-05"),
        ListedOrganisation("Chi bộ Văn phòng", Kind.ATTACHED_CELL, parent_index=1, position=3),
        ListedOrganisation("Chi bộ Kế hoạch", Kind.ATTACHED_CELL, parent_index=1, position=4),
        ListedOrganisation("Đảng bộ Sở Thứ Hai", Kind.GRASSROOTS_COMMITTEE, parent_index=0, position=5),
        ListedOrganisation("Chi bộ Văn phòng", Kind.ATTACHED_CELL, parent_index=4, position=6),
        ListedOrganisation("Chi bộ Hội Thứ Ba", Kind.GRASSROOTS_CELL, parent_index=0, position=7),
    ]  # fmt: skip
    return SmallBloc(*take_over(actor=OPERATOR, on=FIRST_DAY, listed=listed))


def _members(bloc: SmallBloc) -> None:
    """Twelve on the opening list: four in the first cell, three, three, and two."""
    cells = [bloc.first_cell] * 4 + [bloc.second_cell] * 3 + [bloc.third_cell] * 3 + [bloc.lone_cell] * 2
    profiles = [
        Profile(
            name=name, unit_id=cell, sex=Sex.FEMALE if " Thị " in name else Sex.MALE,
            birth=PartialDate(1970 + number, 1 + number % 12, 10), ethnicity="Tày" if number % 3 == 0 else "Kinh",
            joined=PartialDate(2000 + number, 2, 3) if number else PartialDate(2022, 2, 3),
            official=PartialDate(2001 + number, 2, 3) if number else None,
        )
        for number, (name, cell) in enumerate(zip(_NAMES, cells, strict=True))
    ]  # fmt: skip
    ids = register(actor=OPERATOR, organisation=bloc.root, people=profiles)
    bloc.people.update(zip(_NAMES, ids, strict=True))
    record_movements(
        actor=OPERATOR, organisation=bloc.root,
        movements=[
            NewMovement(id_, cell, MovementKind.TAKEN_OVER, EVENING_BEFORE,
                        Status.OFFICIAL if number else Status.PROBATIONARY)
            for number, (id_, cell) in enumerate(zip(ids, cells, strict=True))
        ],
    )  # fmt: skip


def _movements(bloc: SmallBloc) -> None:
    cells = [bloc.first_cell, bloc.second_cell, bloc.lone_cell]
    new = [
        Profile(name=name, unit_id=cell, sex=Sex.FEMALE if " Thị " in name else Sex.MALE,
                birth=PartialDate(1998, 6, 5 + number), ethnicity="Kinh", joined=PartialDate(2023, 2 + number, 3))
        for number, (name, cell) in enumerate(zip(_NEW, cells, strict=True))
    ]  # fmt: skip
    ids = register(actor=OPERATOR, organisation=bloc.root, people=new)
    bloc.people.update(zip(_NEW, ids, strict=True))
    admit(
        actor=OPERATOR, organisation=bloc.root,
        admissions=[
            NewAdmission(id_, cell, date(2023, 2 + number, 3))
            for number, (id_, cell) in enumerate(zip(ids, cells, strict=True))
        ],
    )  # fmt: skip
    recognise(
        actor=OPERATOR, organisation=bloc.root,
        recognitions=[NewRecognition(bloc.people["Lý Thị Ẩm"], bloc.first_cell, date(2023, 3, 1))],
    )  # fmt: skip
    moved, died = bloc.people["Vi Văn Đẳng"], bloc.people["Tống Thị Ơn"]
    record_movements(
        actor=OPERATOR, organisation=bloc.root,
        movements=[
            NewMovement(moved, bloc.first_cell, MovementKind.TRANSFERRED_OUT, date(2023, 4, 10)),
            NewMovement(moved, bloc.lone_cell, MovementKind.TRANSFERRED_IN, date(2023, 4, 10), Status.OFFICIAL),
            NewMovement(died, bloc.third_cell, MovementKind.DIED, date(2023, 5, 20)),
        ],
    )  # fmt: skip


def _work(bloc: SmallBloc) -> None:
    bloc.training_class = hold_class(
        actor=OPERATOR,
        organisation=bloc.first_unit,
        kind="cap_uy",
        title="Lớp cấp ủy thử",
        closed_on=date(2023, 4, 7),
    )
    target = set_target(
        actor=OPERATOR, organisation=bloc.root, subject="ket_nap", year=2023,
        title="Chỉ tiêu kết nạp năm 2023", document="01-NQ/ĐU",
    )  # fmt: skip
    allocate(
        actor=OPERATOR, organisation=bloc.root, target=target,
        parts=[Part(bloc.first_unit, 2), Part(bloc.second_unit, 2), Part(bloc.lone_cell, 1)],
    )  # fmt: skip
    held = (
        (bloc.first_cell, date(2023, 2, 15)), (bloc.first_cell, date(2023, 5, 15)),
        (bloc.second_cell, date(2023, 3, 15)), (bloc.lone_cell, date(2023, 6, 15)),
    )  # fmt: skip
    record_meetings(
        actor=OPERATOR, organisation=bloc.root,
        meetings=[NewMeeting(cell, "chuyen_de", day, "Học tập chuyên đề", 5) for cell, day in held],
    )  # fmt: skip
    record_inspections(
        actor=OPERATOR, organisation=bloc.root,
        inspections=[
            NewInspection(bloc.first_unit, "kiem_tra", "to_chuc", date(2023, 3, 20), "Chi bộ Văn phòng", "tot"),
            NewInspection(bloc.second_unit, "kiem_tra", "dang_vien", date(2023, 4, 20), "Ngụy Văn Uẩn", "khuyet_diem"),
            NewInspection(bloc.root, "giam_sat", "to_chuc", date(2023, 5, 20), "Đảng ủy Sở Thứ Nhất", "tot"),
        ],
    )  # fmt: skip
