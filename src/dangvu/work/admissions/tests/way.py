"""People on their way in the small bloc, made by the real actions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tests.support import SmallBloc

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.audit.actions import act
from dangvu.foundation.partial_date import PartialDate
from dangvu.members.actions import Profile
from dangvu.members.models import Certificate
from dangvu.work.admissions.actions import (
    NewIntroduction,
    NewOutstanding,
    NewStep,
    introduce,
    list_outstanding,
    record_step,
)
from dangvu.work.admissions.rules.steps import MEMBER
from dangvu.work.admissions.rules.votes import Vote

#: The documents before the cell's vote, in order, each with its day.
PAPERS = (
    ("don", date(2023, 2, 1)), ("ly_lich", date(2023, 2, 10)), ("tham_tra", date(2023, 4, 3)),
    ("y_kien", date(2023, 5, 4)),
)  # fmt: skip
NAMES = ("Lục Thị Ươm", "Hứa Văn Đẩu", "Mã Thị Ẩn", "Sầm Văn Ỷ", "Nông Thị Ặng", "Bế Văn Ổi")


def listed(bloc: SmallBloc, cell: int, names: Sequence[str] = NAMES[:1]) -> list[int]:
    """People put on the list of ``cell`` on 5/9/2022."""
    return list_outstanding(
        actor=OPERATOR, organisation=bloc.root,
        people=[
            NewOutstanding(
                cell, date(2022, 9, 5), profile=Profile(name=name, unit_id=cell, birth=PartialDate(1996, 4, 2)),
                schooling="thpt",
            )
            for name in names
        ],
    )  # fmt: skip


def certified(people: Sequence[int], kind: str = "nhan_thuc", on: date = date(2022, 12, 20)) -> None:
    """All of them passed a class."""
    with act(OPERATOR, "test.certify") as opened:
        for person in people:
            Certificate.objects.create(
                person_id=person, kind=kind, issued_on=on, grade="kha", known_from_act=opened
            )


def introduced(bloc: SmallBloc, people: Sequence[int]) -> None:
    """Two official members of the first cell introduce each."""
    by = [bloc.people["Tạ Thị Ngữ"], bloc.people["Đỗ Ắng"]]
    introduce(
        actor=OPERATOR, organisation=bloc.root,
        introductions=[NewIntroduction(person, MEMBER, date(2023, 5, 3), one) for person in people for one in by],
    )  # fmt: skip


def step(bloc: SmallBloc, slug: str, people: Sequence[int], on: date, **more: object) -> int:
    entries = [NewStep(person, on, **more) for person in people]  # type: ignore[arg-type]
    return record_step(actor=OPERATOR, organisation=bloc.root, step=slug, entries=entries)


def papers(bloc: SmallBloc, people: Sequence[int]) -> None:
    for slug, on in PAPERS:
        step(bloc, slug, people, on)


def ready(bloc: SmallBloc, cell: int, names: Sequence[str] = NAMES[:1]) -> list[int]:
    """People whose dossiers wait for the cell's vote."""
    people = listed(bloc, cell, names)
    certified(people)
    introduced(bloc, people)
    papers(bloc, people)
    return people


def decided(bloc: SmallBloc, cell: int, names: Sequence[str] = NAMES[:1]) -> list[int]:
    """People with a decision of 20/6/2023, received on 22/6/2023."""
    people = ready(bloc, cell, names)
    step(bloc, "nghi_quyet_chi_bo", people, date(2023, 5, 8), vote=Vote(4, 4))
    if cell != bloc.lone_cell:
        step(bloc, "nghi_quyet_dang_uy", people, date(2023, 5, 20), vote=Vote(9, 8))
    step(bloc, "quyet_dinh", people, date(2023, 6, 20), number="812-QĐ/ĐUK", received_on=date(2023, 6, 22))
    return people
