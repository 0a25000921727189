"""An issued report stays what it was: its bytes, its figures; it is rendered again and is the same file."""

from __future__ import annotations

import random
from datetime import date

import pytest
from tests.support import HALF_YEAR, SmallBloc, small_bloc

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.refusals import Impossible
from dangvu.indicators.actions import adjust
from dangvu.indicators.catalogue import CATALOGUE
from dangvu.indicators.difference import differences
from dangvu.indicators.freeze import frozen
from dangvu.members.actions import NewMovement, record_movements
from dangvu.members.models import MovementKind
from dangvu.reports.actions import write_half_year_review
from dangvu.reports.models import IssuedReport
from dangvu.reports.queries import issued_report, rendered_again
from dangvu.review import actions as review


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")


@pytest.fixture
def bloc(db: None) -> SmallBloc:
    return small_bloc()


def issued(bloc: SmallBloc) -> IssuedReport:
    written = write_half_year_review(
        actor=OPERATOR, organisation=bloc.node(bloc.root), period=HALF_YEAR, issue=True
    )
    return IssuedReport.objects.get(pk=written.issued)


def locked(bloc: SmallBloc) -> int:
    days = {"cut_off": date(2023, 7, 7), "confirm_by": date(2023, 7, 12)}
    review.open_period(actor=OPERATOR, organisation=bloc.root, period=HALF_YEAR, **days)
    return review.lock(actor=OPERATOR, organisation=bloc.root, period=HALF_YEAR, without="thử")


def someone_died(bloc: SmallBloc, name: str, day: date) -> None:
    dead = NewMovement(bloc.people[name], bloc.root, MovementKind.DIED, day)
    record_movements(actor=OPERATOR, organisation=bloc.root, movements=[dead])


def test_a_period_that_is_not_locked_is_not_issued(bloc: SmallBloc) -> None:
    days = {"cut_off": date(2023, 7, 7), "confirm_by": date(2023, 7, 12)}
    review.open_period(actor=OPERATOR, organisation=bloc.root, period=HALF_YEAR, **days)
    with pytest.raises(Impossible, match="chưa khóa"):
        issued(bloc)


def test_the_report_prints_what_was_locked_and_names_what_is_not_from_records(bloc: SmallBloc) -> None:
    adjust(
        actor=OPERATOR,
        organisation=bloc.first_cell,
        period=HALF_YEAR,
        name="admitted",
        value=2,
        reason="giấy đến muộn",
    )
    version = locked(bloc)
    someone_died(bloc, "Đỗ Ắng", date(2023, 6, 1))
    report = issued(bloc)
    assert report.version_id == version, "what is signed is what was locked"
    text = str(report.document)
    assert "Số liệu có 1 điều chỉnh ghi rõ lý do: Kết nạp đảng viên +2 (giấy đến muộn)." in text
    assert "gồm 3 theo hồ sơ, +2 điều chỉnh" in text
    assert frozen(report.version)[bloc.root]["members_end"].value == 14


def test_an_issued_report_is_rendered_again_and_is_the_same_file(bloc: SmallBloc) -> None:
    report = issued(bloc)
    someone_died(bloc, "Đỗ Ắng", date(2023, 6, 1))
    again = rendered_again(actor=OPERATOR, report=report.pk)
    assert again is not None
    assert (again.is_same, again.sha256) == (True, report.sha256)
    assert issued_report(actor=OPERATOR, report=report.pk) == again.content


def test_a_hundred_backdated_corrections_leave_the_issued_report_and_are_told_exactly(
    bloc: SmallBloc,
) -> None:
    locked(bloc)
    report, chance = issued(bloc), random.Random(4)
    before, content = frozen(report.version)[bloc.root], bytes(report.content)
    living = [name for name in bloc.people if name != "Tống Thị Ơn"]
    cells = [bloc.first_cell, bloc.second_cell, bloc.third_cell, bloc.lone_cell]
    for _ in range(100):
        kind = chance.choice([MovementKind.TRANSFERRED_OUT, MovementKind.TRANSFERRED_IN, MovementKind.DIED])
        day = date(2023, chance.randint(1, 6), chance.randint(1, 28))
        moved = NewMovement(bloc.people[chance.choice(living)], chance.choice(cells), kind, day, "chinh_thuc")
        record_movements(actor=OPERATOR, organisation=bloc.root, movements=[moved])
    again = rendered_again(actor=OPERATOR, report=report.pk)
    assert again is not None
    assert (again.is_same, bytes(IssuedReport.objects.get(pk=report.pk).content)) == (True, content)
    told = differences(
        actor=OPERATOR, names=[i.name for i in CATALOGUE], organisation=bloc.node(bloc.root), period=HALF_YEAR,
        from_known=report.version.known_at, reported=True,
    )  # fmt: skip
    changed = 0
    for one in told:
        assert one.before.value == before[one.indicator.name].value, one.indicator.name
        gap = (one.after.value or 0) - (one.before.value or 0)
        assert sum(part.value for part in one.parts) == pytest.approx(gap), one.indicator.name
        changed += bool(gap)
    assert changed >= 10
