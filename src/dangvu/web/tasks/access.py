"""Who may see what organisations have done of their tasks, and who may say so."""

from datetime import date
from typing import Any

from dangvu.foundation import capabilities as can
from dangvu.web.matrix import EVERYBODY, Page, holders


def _given(bloc: Any) -> int:
    """A task that the first unit has and has given on to its first cell; done by both."""
    from dangvu.foundation.actor import OPERATOR
    from dangvu.work.resolutions import actions, queries

    there = queries.tasks(actor=OPERATOR, organisation=bloc.first_unit)
    if there:
        return there[0].id
    asked = {"actor": OPERATOR, "organisation": bloc.root}
    task = actions.give_task(**asked, kind="khac", title="Học nghị quyết", units=[bloc.first_unit])
    done = actions.Progress(bloc.first_unit, date(2023, 3, 1))
    actions.record_progress(**asked, task=task, progress=[done])
    return int(task)


def _own(bloc: Any) -> int:
    """A task that the first unit gave itself."""
    from dangvu.foundation.actor import OPERATOR
    from dangvu.work.resolutions import actions, queries

    asked = {"actor": OPERATOR, "organisation": bloc.first_unit}
    there = [one.id for one in queries.tasks(**asked) if one.given_here]
    return (
        there[0]
        if there
        else int(actions.give_task(**asked, kind="khac", title="Nhiệm vụ riêng", units=[bloc.first_cell]))
    )


def _open(bloc: Any) -> int:
    """A task with a deadline that the first unit gave to its first cell and to itself."""
    from dangvu.foundation.actor import OPERATOR
    from dangvu.work.resolutions import actions, queries

    asked: dict[str, Any] = {"actor": OPERATOR, "organisation": bloc.first_unit}
    there = [one.id for one in queries.tasks(**asked) if one.title == "Việc có hạn"]
    if there:
        return there[0]
    units = (bloc.first_unit, bloc.first_cell)
    new = actions.NewTask("Việc có hạn", units, given_on=date(2023, 3, 1), due_on=date(2023, 6, 30))
    task = actions.give_tasks(**asked, tasks=[new])[0]
    actions.extend(**asked, task=task, units=[bloc.first_unit], to=date(2023, 12, 31), reason="chờ hướng dẫn")
    return task


def _result(bloc: Any) -> int:
    """What the first unit told of its part."""
    from dangvu.foundation.actor import OPERATOR
    from dangvu.work.resolutions import actions, queries

    asked: dict[str, Any] = {"actor": OPERATOR, "organisation": bloc.first_unit, "task": _open(bloc)}
    there = queries.results(**asked)
    return there[0].id if there else actions.report_result(**asked, on=date(2023, 4, 1), text="Đã có dự thảo")


def _programme(bloc: Any) -> int:
    """An empty programme of the first unit."""
    from dangvu.foundation.actor import OPERATOR
    from dangvu.work.resolutions import actions, queries

    asked: dict[str, Any] = {"actor": OPERATOR, "organisation": bloc.first_unit}
    there = queries.programmes(**asked)
    new = actions.NewProgramme(2023, "Chương trình công tác")
    return there[0].id if there else actions.keep_programmes(**asked, programmes=[new])[0]


_WRITE = holders(can.WRITE_WORK)

PAGES = (
    Page("tasks", "Nhiệm vụ được giao: danh sách", EVERYBODY),
    Page("task_parts", "Nhiệm vụ: theo dõi từng phần việc", EVERYBODY),
    Page("task_parts_export", "Nhiệm vụ: xuất danh sách phần việc ra Excel", EVERYBODY),
    Page("task_units", "Nhiệm vụ: theo đơn vị", EVERYBODY),
    Page("programmes", "Chương trình công tác: danh sách", EVERYBODY),
    Page("programme_new", "Chương trình công tác: ghi mới", _WRITE, _WRITE),
    Page("programme", "Chương trình công tác: nhiệm vụ theo quý", EVERYBODY, kwargs={"programme": _programme}),
    Page("programme_take_back", "Chương trình công tác: bỏ ghi nhầm", _WRITE, _WRITE, {"programme": _programme}),
    Page("task_new", "Nhiệm vụ: giao cho các đơn vị", _WRITE, _WRITE),
    Page("task", "Nhiệm vụ: đơn vị nào đã làm", EVERYBODY, kwargs={"task": _given}),
    Page("task_paper", "Nhiệm vụ: phiếu giao việc ra Word", EVERYBODY, kwargs={"task": _given}),
    Page("task_done", "Nhiệm vụ: báo đã làm", _WRITE, _WRITE, {"task": _given}),
    Page("task_undone", "Nhiệm vụ: rút lại việc đã báo", _WRITE, _WRITE, {"task": _given}),
    Page("task_result", "Nhiệm vụ: ghi kết quả theo ngày", _WRITE, _WRITE, {"task": _open}),
    Page("task_result_undo", "Nhiệm vụ: bỏ kết quả ghi nhầm", _WRITE, _WRITE, {"task": _open, "result": _result}),
    Page("task_charge", "Nhiệm vụ: phân công phụ trách", _WRITE, _WRITE, {"task": _open}),
    Page("task_extend", "Nhiệm vụ: gia hạn", _WRITE, _WRITE, {"task": _open}),
    Page("task_unextend", "Nhiệm vụ: bỏ lần gia hạn ghi nhầm", _WRITE, _WRITE,
         {"task": _open, "unit": lambda bloc: bloc.first_unit}),
    Page("task_take_back", "Nhiệm vụ: bỏ nhiệm vụ giao nhầm", _WRITE, _WRITE, {"task": _own}),
)  # fmt: skip
