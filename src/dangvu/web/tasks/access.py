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


_WRITE = holders(can.WRITE_WORK)

PAGES = (
    Page("tasks", "Nhiệm vụ được giao: danh sách", EVERYBODY),
    Page("task_new", "Nhiệm vụ: giao cho các đơn vị", _WRITE, _WRITE),
    Page("task", "Nhiệm vụ: đơn vị nào đã làm", EVERYBODY, kwargs={"task": _given}),
    Page("task_done", "Nhiệm vụ: báo đã làm", _WRITE, _WRITE, {"task": _given}),
    Page("task_undone", "Nhiệm vụ: rút lại việc đã báo", _WRITE, _WRITE, {"task": _given}),
    Page("task_take_back", "Nhiệm vụ: bỏ nhiệm vụ giao nhầm", _WRITE, _WRITE, {"task": _own}),
)
