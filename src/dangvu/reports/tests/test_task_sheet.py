"""The sheet of a task: for everyone who has it, and for one unit; who may not read names sees none."""

from __future__ import annotations

from datetime import date

import pytest
from tests.support import SmallBloc, person, small_bloc

from dangvu.accounts.queries import actor_for
from dangvu.foundation.actor import OPERATOR
from dangvu.reports.queries import task_sheet
from dangvu.work.resolutions import actions
from dangvu.work.resolutions.actions import NewTask, Origin

from .reading import part, styled, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def task(monkeypatch: pytest.MonkeyPatch) -> tuple[SmallBloc, int]:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")
    bloc = small_bloc()
    new = NewTask(
        "Báo cáo chuyển đổi số", (bloc.first_unit, bloc.second_unit), product="Báo cáo", given_on=date(2023, 3, 1),
        due_on=date(2023, 6, 30), origin=Origin("chi_dao", "Ý kiến chỉ đạo tại hội nghị giao ban"), in_charge="đ/c Mẫu",
    )  # fmt: skip
    made = actions.give_tasks(actor=OPERATOR, organisation=bloc.root, tasks=[new])[0]
    actions.extend(
        actor=OPERATOR, organisation=bloc.root, task=made, units=[bloc.second_unit], to=date(2023, 7, 20), reason="chờ hướng dẫn"
    )  # fmt: skip
    actions.report_result(
        actor=OPERATOR,
        organisation=bloc.first_unit,
        task=made,
        on=date(2023, 5, 5),
        text="Đã có dự thảo",
        percent=60,
    )
    return bloc, made


def test_the_giver_reads_how_everyone_stands(task: tuple[SmallBloc, int]) -> None:
    bloc, made = task
    content, name = task_sheet(actor=OPERATOR, organisation=bloc.root, task=made)
    said = text(part(content))
    assert name == f"phieu-giao-viec-{made}.docx" and styled(content, "DvTypeName") == ["PHIẾU GIAO VIỆC"]
    assert "0 trên 2 nơi đã làm xong, 1 nơi quá hạn" in said and "Quá hạn 5 ngày" in said
    assert "Ý kiến chỉ đạo tại hội nghị giao ban" in said and "30/06/2023 đến 20/07/2023" in said
    assert "chờ hướng dẫn" in said and "đ/c Mẫu" in said


def test_a_unit_reads_its_own_part_and_nobody_elses(task: tuple[SmallBloc, int]) -> None:
    bloc, made = task
    unit = actor_for(person(bloc.first_unit, "co_so_to_chuc"))
    said = text(part(task_sheet(actor=unit, organisation=bloc.first_unit, task=made)[0]))
    assert "Nơi thực hiện: Sở Thứ Nhất" in said or "Nơi thực hiện" in said
    assert "Đến 05/05/2023: 60%, Đã có dự thảo" in said and "chờ hướng dẫn" not in said
    assert "Hạn hoàn thành: 30/06/2023" in said


def test_who_may_not_read_names_sees_none(task: tuple[SmallBloc, int]) -> None:
    bloc, made = task
    watcher = actor_for(person(bloc.root, "theo_doi"))
    assert "đ/c Mẫu" not in text(part(task_sheet(actor=watcher, organisation=bloc.root, task=made)[0]))
    with pytest.raises(LookupError):
        task_sheet(actor=OPERATOR, organisation=bloc.lone_cell, task=made)
