"""A province invented by dice: 110,000 members in 1,500 organisations, written by the real actions.

Built once for each shape of the database: SQLite's file stays in var/bench/ and is copied.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Sequence
from datetime import date, timedelta
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.databases import Fresh
from benchmarks.table import ROOT, child

PEOPLE = 110_000
UPPER, UNITS, CELLS = 12, 240, 1_248
FIRST = date(2023, 1, 1)
FAMILIES = ("Nguyễn " * 38 + "Trần " * 11 + "Lê " * 9 + "Phạm " * 7 + "Hoàng " * 5 + "Vũ " * 4 + "Đỗ " * 3
            + "Bùi Bùi Đặng Đặng Lý Ngô Dương Hồ Võ Phan Lương Tạ Mạc Kiều Vi Ma").split()  # fmt: skip
MIDDLES = ("Thị " * 45 + "Văn " * 35 + "Đức Minh Quang Hồng Ngọc Thanh Bích Hữu Xuân Thu " * 2).split()
GIVEN = ["An", "Anh", "Ẩm", "Ân", "Bình", "Bích", "Châu", "Chung", "Cường", "Dũng", "Dung", "Đăng", "Đức", "Giang", "Hà", "Hải", "Hạnh", "Hiền", "Hiếu", "Hoa", "Hòa", "Hoàng", "Hùng", "Huệ", "Hương", "Khánh", "Kiên", "Lan", "Lâm", "Lê", "Linh", "Long", "Lợi", "Mai", "Minh", "Nam", "Nga", "Ngân", "Ngọc", "Nhung", "Oanh", "Phong", "Phúc", "Phương", "Quân", "Quang", "Quỳnh", "Sơn", "Tâm", "Thảo", "Thắng", "Thu", "Thủy", "Tiến", "Trang", "Trung", "Tú", "Tuấn", "Tùng", "Uyên", "Vân", "Việt", "Vinh", "Vũ", "Xuân", "Yến", "Ý"]  # fmt: skip


def databases(fresh: dict[str, Fresh], folder: Path) -> dict[str, str]:
    """The URL of a province on each database."""
    kept = ROOT / "var" / "bench" / f"province-{_shape()}.sqlite3"
    if not kept.exists():
        url = fresh["SQLite"]()
        child("province", database=url)
        kept.parent.mkdir(parents=True, exist_ok=True)
        for old in kept.parent.glob("province-*"):
            old.unlink()
        shutil.copy(url.removeprefix("sqlite:///"), kept)
    copy = folder / "province.sqlite3"
    shutil.copy(kept, copy)
    found = {"SQLite": f"sqlite:///{copy}"}
    for name, make in fresh.items():
        if name != "SQLite":
            found[name] = make()
            _copied(kept, found[name])
    return found


def _copied(file: Path, url: str) -> None:
    """The rows of a SQLite file into a PostgreSQL database of the same shape."""
    import psycopg

    with sqlite3.connect(file) as source, psycopg.connect(url, autocommit=False) as target:
        shape = target.execute(
            "SELECT table_name, column_name, data_type, is_identity FROM information_schema.columns "
            "WHERE table_schema = 'public' ORDER BY table_name, ordinal_position"
        ).fetchall()
        tables = {table: list(columns) for table, columns in groupby(shape, key=lambda column: column[0])}
        emptied = ", ".join(f'"{table}"' for table in tables)
        target.execute(f"TRUNCATE {emptied}")  # type: ignore[arg-type]
        for table, told in tables.items():
            names = ", ".join(f'"{name}"' for _, name, *_ in told)
            rows = source.execute(f'SELECT {names} FROM "{table}"')
            truths = [place for place, (_, _, kind, _) in enumerate(told) if kind == "boolean"]
            with target.cursor().copy(f'COPY "{table}" ({names}) FROM STDIN') as copied:  # type: ignore[arg-type]
                for row in rows:
                    values = list(row)
                    for place in truths:
                        values[place] = None if values[place] is None else bool(values[place])
                    copied.write_row(values)
            for _, name, _, numbered in told:
                if numbered == "YES":
                    target.execute(  # type: ignore[arg-type]
                        f'SELECT setval(pg_get_serial_sequence(\'"{table}"\', \'{name}\'), MAX("{name}")) FROM "{table}"'
                    )


def _shape() -> str:
    """Told by the migrations and by this file: when one changes the province is built anew."""
    told = sha256(Path(__file__).read_bytes())
    for path in sorted((ROOT / "src").rglob("migrations/0*.py")):
        told.update(path.read_bytes())
    return told.hexdigest()[:12]


def build() -> dict[str, float]:
    """In a process with Django, on a migrated and empty database: people a second, by the real actions."""
    from django.db import connection

    from dangvu.foundation.actor import OPERATOR
    from dangvu.foundation.parameters.actions import seed

    dice = random.Random(11)
    seed(actor=OPERATOR)
    root, cells = _organisations()
    begun = perf_counter()
    people = _members(dice, root, cells)
    rate = PEOPLE / (perf_counter() - begun)
    _work(dice, root, cells)
    _movements(dice, root, people)
    _pipeline(dice, root, cells)
    _findings(dice, cells)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return {"rate": rate}


def _organisations() -> tuple[int, list[int]]:
    """The root, and the cells."""
    from dangvu.foundation.actor import OPERATOR
    from dangvu.organisations.actions import ListedOrganisation, take_over
    from dangvu.organisations.models import Kind

    listed = [ListedOrganisation("Đảng bộ tỉnh", Kind.UPPER_COMMITTEE, position=1)]

    def add(name: str, kind: str, parent: int) -> int:
        listed.append(ListedOrganisation(name, kind, parent_index=parent, position=len(listed) + 1))
        return len(listed) - 1

    upper = [add(f"Đảng bộ huyện số {n}", Kind.UPPER_COMMITTEE, 0) for n in range(1, UPPER + 1)]
    units = [
        add(f"Đảng bộ xã số {n}", Kind.GRASSROOTS_COMMITTEE, upper[n % UPPER]) for n in range(1, UNITS + 1)
    ]
    for n in range(1, CELLS + 1):
        add(f"Chi bộ thôn {n}", Kind.ATTACHED_CELL, units[n % UNITS])
    ids = take_over(actor=OPERATOR, on=FIRST, listed=listed)
    return ids[0], ids[-CELLS:]


def _members(dice: random.Random, root: int, cells: Sequence[int]) -> list[tuple[int, int]]:
    """[(person, cell)]."""
    from dangvu.foundation.actor import OPERATOR
    from dangvu.members.actions import NewMovement, record_movements, register

    people: list[tuple[int, int]] = []
    for start in range(0, PEOPLE, 10_000):
        new = [profile(dice, dice.choice(cells)) for _ in range(min(10_000, PEOPLE - start))]
        ids = register(actor=OPERATOR, organisation=root, people=new)
        record_movements(
            actor=OPERATOR, organisation=root,
            movements=[
                NewMovement(id_, one.unit_id, "tiep_nhan_danh_sach", FIRST - timedelta(days=1), "chinh_thuc")
                for id_, one in zip(ids, new, strict=True)
            ],
        )  # fmt: skip
        people += [(id_, one.unit_id) for id_, one in zip(ids, new, strict=True)]
    return people


def profile(dice: random.Random, cell: int, joined: Any = None) -> Any:
    """Somebody invented."""
    from dangvu.foundation.partial_date import PartialDate
    from dangvu.members.actions import Profile

    words = [dice.choice(FAMILIES), dice.choice(MIDDLES), dice.choice(GIVEN)]
    if dice.random() < 0.3:
        words.insert(2, dice.choice(GIVEN))
    return Profile(
        name=" ".join(words), unit_id=cell, sex="nu" if "Thị" in words else "nam",
        birth=PartialDate(dice.randint(1950, 2004), dice.randint(1, 12), dice.randint(1, 28)), ethnicity="Kinh",
        personal_number=f"{dice.randrange(10**12):012}", card_number=f"{dice.randrange(10**8):08}",
        joined=joined or PartialDate(dice.randint(1975, 2022), dice.randint(1, 12), dice.randint(1, 28)),
        education="dai_hoc",
    )  # fmt: skip


def _day(dice: random.Random) -> date:
    return FIRST + timedelta(days=dice.randrange(180))


def _work(dice: random.Random, root: int, cells: Sequence[int]) -> None:
    """Two thousand admissions against a target, and the meetings of half a year."""
    from dangvu.foundation.actor import OPERATOR
    from dangvu.foundation.partial_date import PartialDate
    from dangvu.members.actions import register
    from dangvu.organisations.queries import tree_on
    from dangvu.work.admissions.actions import NewAdmission, admit
    from dangvu.work.meetings.actions import NewMeeting, record_meetings
    from dangvu.work.resolutions.actions import Part, allocate, set_target

    days = [_day(dice) for _ in range(2_000)]
    new = [profile(dice, dice.choice(cells), PartialDate(day.year, day.month, day.day)) for day in days]
    ids = register(actor=OPERATOR, organisation=root, people=new)
    admit(
        actor=OPERATOR, organisation=root,
        admissions=[NewAdmission(id_, one.unit_id, day) for id_, one, day in zip(ids, new, days, strict=True)],
    )  # fmt: skip
    record_meetings(
        actor=OPERATOR, organisation=root,
        meetings=[NewMeeting(cell, "chuyen_de", _day(dice), "Học tập chuyên đề", 60) for cell in cells for _ in range(3)],
    )  # fmt: skip
    target = set_target(
        actor=OPERATOR, organisation=root, subject="ket_nap", year=FIRST.year, title="Chỉ tiêu kết nạp năm 2023",
        document="01-NQ/TU",
    )  # fmt: skip
    parts = [Part(unit, 300) for unit in tree_on(FIRST).children(root)]
    allocate(actor=OPERATOR, organisation=root, target=target, parts=parts)


def _movements(dice: random.Random, root: int, people: Sequence[tuple[int, int]]) -> None:
    from dangvu.foundation.actor import OPERATOR
    from dangvu.members.actions import NewMovement, record_movements

    gone = dice.sample(people, 1_000)
    record_movements(
        actor=OPERATOR, organisation=root,
        movements=[
            NewMovement(person, cell, "tu_tran" if number % 5 == 0 else "chuyen_di", _day(dice))
            for number, (person, cell) in enumerate(gone)
        ],
    )  # fmt: skip


def _pipeline(dice: random.Random, root: int, cells: Sequence[int]) -> None:
    """People on the lists of the cells."""
    from dangvu.foundation.actor import OPERATOR
    from dangvu.members.actions import register
    from dangvu.work.admissions.actions import NewOutstanding, list_outstanding

    new = [profile(dice, dice.choice(cells)) for _ in range(1_500)]
    ids = register(actor=OPERATOR, organisation=root, people=new)
    list_outstanding(
        actor=OPERATOR, organisation=root,
        people=[NewOutstanding(one.unit_id, _day(dice), id_) for id_, one in zip(ids, new, strict=True)],
    )  # fmt: skip
    _steps(dice)


def _steps(dice: random.Random) -> None:
    """Everyone on a list has come some way; the probationers all the way to the ceremony, and some further."""
    from dangvu.foundation.actor import OPERATOR
    from dangvu.foundation.audit.actions import act
    from dangvu.members.models import Certificate, Membership, Status
    from dangvu.work.admissions.models import Dossier, DossierStep, OutstandingPerson
    from dangvu.work.admissions.rules.steps import AWARENESS, JOINING, PROBATION, STEPS

    before, after = (
        [step.slug for step in STEPS if step.phase == phase and step.entered and not step.optional]
        for phase in (JOINING, PROBATION)
    )
    with act(OPERATOR, "benchmark.steps") as opened:
        ways = [(row.dossier_id, row.person_id, row.organisation_id, before[: dice.randrange(len(before))])
                for row in OutstandingPerson.objects.known()]  # fmt: skip
        for stay in Membership.objects.known().filter(status=Status.PROBATIONARY, valid_to=None):
            dossier = Dossier.objects.create(person_id=stay.person_id, known_from_act=opened)
            OutstandingPerson.objects.create(
                dossier=dossier,
                person_id=stay.person_id,
                organisation_id=stay.organisation_id,
                known_from_act=opened,
            )
            done = before + after[: dice.randrange(len(after))]
            ways.append((dossier.pk, stay.person_id, stay.organisation_id, done))
        steps, papers = [], []
        for dossier_id, person, organisation, done in ways:
            day = _day(dice)
            papers.append(
                Certificate(
                    person_id=person, kind=AWARENESS, issued_on=day, grade="kha", known_from_act=opened
                )
            )
            for slug in done:
                day += timedelta(days=dice.randrange(1, 25))
                steps.append(DossierStep(dossier_id=dossier_id, organisation_id=organisation, step=slug, on=day,
                                         known_from_act=opened))  # fmt: skip
        DossierStep.objects.bulk_create(steps, 1_000)
        Certificate.objects.bulk_create(papers, 1_000)


def _findings(dice: random.Random, cells: Sequence[int]) -> None:
    from dangvu.foundation.audit.queries import last_act
    from dangvu.intake.models import Finding

    Finding.objects.bulk_create(
        Finding(
            kind="unreadable_date", severity=dice.choice(["giu_lai", "cho", "luu_y"]), organisation_id=dice.choice(cells),
            file_name=f"Biểu {n % 300}.xlsx", sheet_name="Danh sách", row=n, column="Ngày sinh", text="31/02/1980",
            name="Nguyễn Văn An", message="Ngày “31/02/1980” không có trong lịch.", advice="Ghi lại ngày sinh.",
            known_from_act_id=last_act(),
        )
        for n in range(3_000)
    )  # fmt: skip
