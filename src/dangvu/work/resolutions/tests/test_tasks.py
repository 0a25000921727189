"""Tasks on the small bloc: given to many in one step, put off with a reason, late by the deadline in force."""

from __future__ import annotations

from datetime import date

import pytest
from tests.support import SmallBloc, person, small_bloc

from dangvu.accounts.queries import actor_for
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.audit.queries import last_act
from dangvu.foundation.capabilities import Refused
from dangvu.foundation.due import Standing
from dangvu.foundation.refusals import Impossible
from dangvu.work.resolutions import actions, queries
from dangvu.work.resolutions.actions import NewProgramme, NewTask, Origin, Progress
from dangvu.work.resolutions.models import TaskProgress
from dangvu.work.resolutions.rules.tasks import task_fault

pytestmark = pytest.mark.django_db
GIVEN, DUE = date(2023, 3, 1), date(2023, 6, 30)
PAPER = "Báo cáo số 12-BC/ĐU ngày 01/07/2023"


@pytest.fixture
def bloc(monkeypatch: pytest.MonkeyPatch) -> SmallBloc:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")
    return small_bloc()


def units(bloc: SmallBloc) -> tuple[int, ...]:
    return bloc.first_unit, bloc.second_unit, bloc.lone_cell


def given(bloc: SmallBloc, title: str = "Báo cáo chuyển đổi số", **more: object) -> int:
    told = {"given_on": GIVEN, "due_on": DUE, **more}
    new = NewTask(title, units(bloc), **told)  # type: ignore[arg-type]
    return actions.give_tasks(actor=OPERATOR, organisation=bloc.root, tasks=[new])[0]


def done(unit: int, task: int, on: date) -> None:
    actions.say_done(actor=OPERATOR, organisation=unit, task=task, done_on=on, paper=PAPER)


def stands(bloc: SmallBloc, task: int) -> list[Standing]:
    seen = queries.task(actor=OPERATOR, organisation=bloc.root, task=task)
    return [part.standing for part in seen.progress]


def test_one_step_gives_a_task_to_everyone_each_with_its_own_deadline_and_word(bloc: SmallBloc) -> None:
    before = last_act()
    task = given(bloc)
    assert last_act() == before + 1, "one act, whatever the number of organisations"
    done(bloc.first_unit, task, DUE)
    done(bloc.second_unit, task, date(2023, 7, 1))
    assert stands(bloc, task) == [Standing.IN_TIME, Standing.LATE, Standing.OVERDUE]
    seen = queries.task(actor=OPERATOR, organisation=bloc.root, task=task)
    assert (seen.done, seen.overdue, seen.deadlines) == (2, 1, (DUE,))


def test_a_deadline_in_working_days_leaves_holidays_out(bloc: SmallBloc) -> None:
    # Given on Wednesday 26/4/2023: 30/4 and 1/5 with the days in lieu 2/5 and 3/5 are off.
    task = given(bloc, given_on=date(2023, 4, 26), due_on=None, working_days=5)
    seen = queries.task(actor=OPERATOR, organisation=bloc.root, task=task)
    assert seen.deadlines == (date(2023, 5, 8),)
    assert seen.due_rule == "5 ngày làm việc kể từ ngày giao 26/04/2023"


def test_late_is_told_by_the_deadline_in_force_as_it_was_known(bloc: SmallBloc) -> None:
    task = given(bloc)
    before = last_act()
    actions.extend(
        actor=OPERATOR, organisation=bloc.root, task=task, units=[bloc.first_unit], to=date(2023, 7, 20),
        reason="chờ hướng dẫn", on=date(2023, 7, 3),
    )  # fmt: skip
    assert stands(bloc, task) == [Standing.OPEN, Standing.OVERDUE, Standing.OVERDUE]
    (told,) = queries.extensions(actor=OPERATOR, organisation=bloc.root, task=task)
    assert (told.before, told.after, told.reason) == (DUE, date(2023, 7, 20), "chờ hướng dẫn")
    then = TaskProgress.objects.known(before).get(task_id=task, organisation_id=bloc.first_unit)
    assert then.due_on == DUE, "as known before the extension the old deadline was in force"
    now = TaskProgress.objects.known().get(task_id=task, organisation_id=bloc.first_unit)
    assert (now.due_on, now.first_due_on) == (date(2023, 7, 20), DUE)
    actions.take_back_extension(
        actor=OPERATOR, organisation=bloc.root, task=task, unit=bloc.first_unit, reason="ghi nhầm đơn vị"
    )
    assert stands(bloc, task) == [Standing.OVERDUE] * 3
    assert queries.extensions(actor=OPERATOR, organisation=bloc.root, task=task) == []


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"reason": " "}, "Chưa ghi lý do"),
        ({"to": DUE}, "phải sau hạn đang có"),
        ({"units": []}, "Chọn ít nhất một"),
        ({"on": date(2023, 7, 6)}, "chưa đến"),
    ],
)
def test_a_deadline_is_put_off_only_with_reason_and_only_later(
    bloc: SmallBloc, more: dict[str, object], said: str
) -> None:
    task = given(bloc)
    told = {"units": [bloc.first_unit], "to": date(2023, 7, 20), "reason": "chờ hướng dẫn", **more}
    with pytest.raises(Impossible, match=said):
        actions.extend(actor=OPERATOR, organisation=bloc.root, task=task, **told)  # type: ignore[arg-type]
    assert stands(bloc, task) == [Standing.OVERDUE] * 3


def test_only_whoever_gave_the_task_puts_its_deadline_off(bloc: SmallBloc) -> None:
    task, unit = given(bloc), actor_for(person(bloc.first_unit, "co_so_to_chuc"))
    asked = {"task": task, "units": [bloc.first_unit], "to": date(2023, 7, 20), "reason": "bận"}
    with pytest.raises(Refused):
        actions.extend(actor=unit, organisation=bloc.root, **asked)  # type: ignore[arg-type]
    with pytest.raises(LookupError):
        actions.extend(actor=unit, organisation=bloc.first_unit, **asked)  # type: ignore[arg-type]
    done(bloc.first_unit, task, DUE)
    with pytest.raises(Impossible, match="đã làm xong"):
        actions.extend(actor=OPERATOR, organisation=bloc.root, **asked)  # type: ignore[arg-type]


def test_a_programme_holds_its_tasks_by_quarter(bloc: SmallBloc) -> None:
    new = NewProgramme(2023, "Chương trình công tác", "05-CTr/ĐUK")
    (programme,) = actions.keep_programmes(actor=OPERATOR, organisation=bloc.root, programmes=[new])
    task = given(bloc, programme=programme)
    assert queries.task(actor=OPERATOR, organisation=bloc.root, task=task).quarter == 2, (
        "told by its deadline"
    )
    with pytest.raises(Impossible, match="thuộc quý II, không thuộc quý III"):
        given(bloc, "Việc khác", programme=programme, quarter=3)
    with pytest.raises(Impossible, match="Chương trình của năm 2023"):
        given(bloc, "Việc khác", programme=programme, due_on=date(2024, 1, 5))
    with pytest.raises(Impossible, match="đã có"):
        actions.keep_programmes(actor=OPERATOR, organisation=bloc.root, programmes=[new])
    with pytest.raises(Impossible, match="còn 1 nhiệm vụ"):
        actions.take_back_programme(
            actor=OPERATOR, organisation=bloc.root, programme=programme, reason="nhầm"
        )
    (seen,) = queries.programmes(actor=OPERATOR, organisation=bloc.root)
    assert (seen.tasks, seen.heading) == (1, "Chương trình công tác, năm 2023")
    actions.take_back_task(actor=OPERATOR, organisation=bloc.root, task=task, reason="nhầm")
    actions.take_back_programme(actor=OPERATOR, organisation=bloc.root, programme=programme, reason="nhầm")
    assert queries.programmes(actor=OPERATOR, organisation=bloc.root) == []


def test_the_same_task_comes_back_with_another_day_but_not_twice_with_one(bloc: SmallBloc) -> None:
    given(bloc, "Báo cáo quý")
    given(bloc, "Báo cáo quý", due_on=date(2023, 9, 30))
    with pytest.raises(Impossible, match="đã giao rồi"):
        given(bloc, "báo cáo quý")


def test_a_task_knows_what_it_was_born_from_and_the_thing_finds_its_tasks(bloc: SmallBloc) -> None:
    task = given(bloc, origin=Origin("kien_nghi", "Đề nghị cấp máy tính", 7))
    given(bloc, "Việc khác", origin=Origin("kien_nghi", "Kiến nghị khác", 8))
    (seen,) = queries.born_from(actor=OPERATOR, organisation=bloc.root, kind="kien_nghi", origin=7)
    assert (seen.id, seen.origin and seen.origin.label) == (task, "Kiến nghị: Đề nghị cấp máy tính")
    assert queries.born_from(actor=OPERATOR, organisation=bloc.root, kind="van_ban", origin=7) == []
    assert queries.born_from(actor=OPERATOR, organisation=bloc.first_unit, kind="kien_nghi", origin=7) == []
    assert queries.count_born(actor=OPERATOR, organisation=bloc.root, kind="kien_nghi") == {7: 1, 8: 1}


def test_a_task_that_bears_a_mark_of_secrecy_is_not_written(bloc: SmallBloc) -> None:
    for told in ({"title": "Rà soát (TUYỆT MẬT)"}, {"product": "Báo cáo – MẬT"}):
        with pytest.raises(Impossible, match="dấu độ mật"):
            given(bloc, **told)
    assert queries.tasks(actor=OPERATOR, organisation=bloc.root) == []


def test_a_result_by_day_stands_beside_the_ones_before_and_can_be_taken_back(bloc: SmallBloc) -> None:
    task = given(bloc)
    asked = {"actor": OPERATOR, "organisation": bloc.first_unit, "task": task}
    actions.report_result(on=date(2023, 4, 10), text="Đã có dự thảo", percent=40, **asked)
    last = actions.report_result(on=date(2023, 5, 10), text="Đang lấy ý kiến", percent=70, **asked)
    told = queries.results(actor=OPERATOR, organisation=bloc.first_unit, task=task)
    assert [one.percent for one in told] == [70, 40]
    seen = queries.task(actor=OPERATOR, organisation=bloc.root, task=task).progress[0]
    assert seen.last and seen.last.text == "Đang lấy ý kiến"
    actions.take_back_results(actor=OPERATOR, organisation=bloc.first_unit, results=[last], reason="nhầm")
    seen = queries.task(actor=OPERATOR, organisation=bloc.root, task=task).progress[0]
    assert seen.last and seen.last.percent == 40
    done(bloc.first_unit, task, DUE)
    with pytest.raises(Impossible, match="đã ghi là làm xong"):
        actions.report_result(on=date(2023, 7, 1), text="Thêm", **asked)


def test_who_is_in_charge_is_read_only_by_who_may_read_names(bloc: SmallBloc) -> None:
    task = given(bloc)
    actions.put_in_charge(
        actor=OPERATOR, organisation=bloc.first_unit, task=task, in_charge="Ban Tổ chức, đ/c Mẫu"
    )
    seen = {}
    for role in ("bi_thu", "theo_doi"):
        actor = actor_for(person(bloc.root, role))
        seen[role] = queries.task(actor=actor, organisation=bloc.root, task=task).progress[0].in_charge
    assert seen == {"bi_thu": "Ban Tổ chức, đ/c Mẫu", "theo_doi": ""}


def test_a_workbook_that_tells_a_day_leaves_the_deadline_and_who_is_in_charge(bloc: SmallBloc) -> None:
    task = given(bloc)
    actions.put_in_charge(
        actor=OPERATOR, organisation=bloc.first_unit, task=task, in_charge="Văn phòng Đảng ủy"
    )
    row = Progress(bloc.first_unit, date(2023, 7, 2), source_row=bloc.source_row)
    actions.record_progress(actor=OPERATOR, organisation=bloc.root, task=task, progress=[row])
    seen = queries.task(actor=OPERATOR, organisation=bloc.root, task=task).progress[0]
    assert (seen.due_on, seen.in_charge, seen.standing) == (DUE, "Văn phòng Đảng ủy", Standing.LATE)


def test_the_lines_by_unit_add_up_to_all_the_parts(bloc: SmallBloc) -> None:
    task = given(bloc)
    cells = NewTask(
        "Việc của chi bộ", (bloc.first_cell, bloc.second_cell, bloc.first_unit), due_on=date(2023, 8, 1)
    )
    actions.give_tasks(actor=OPERATOR, organisation=bloc.first_unit, tasks=[cells])
    own = NewTask("Việc của chính cấp ủy", (bloc.root,), in_charge="Văn phòng", given_on=GIVEN, due_on=DUE)
    actions.give_tasks(actor=OPERATOR, organisation=bloc.root, tasks=[own])
    done(bloc.second_unit, task, DUE)
    parts = queries.task_parts(actor=OPERATOR, organisation=bloc.root, tree=bloc.tree)
    lines = {one.organisation: one for one in queries.by_unit(parts, bloc.root, bloc.tree)}
    assert sum(one.all for one in lines.values()) == len(parts) == 7
    assert lines[bloc.first_unit].counts == {Standing.OVERDUE: 1, Standing.OPEN: 3}
    assert (lines[bloc.first_unit].worst, lines[bloc.root].all) == (5, 1)
    assert parts[0].standing is Standing.OVERDUE, "what is overdue comes first"


def test_what_cannot_be_given_is_said_beside_its_field() -> None:
    told = {"title": "Việc", "given_on": GIVEN, "due_on": DUE, "today": date(2023, 7, 5)}
    assert task_fault(**told) == ("", "")  # type: ignore[arg-type]
    for more, field in (
        ({"title": " "}, "title"), ({"given_on": date(2023, 7, 6)}, "given_on"), ({"due_on": date(2023, 2, 28)}, "due_on"),
        ({"quarter": 1}, "quarter"), ({"year": 2024}, "due_on"),
    ):  # fmt: skip
        assert task_fault(**{**told, **more})[0] == field  # type: ignore[arg-type]
