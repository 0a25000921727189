"""Assigning tasks and recording who has done them: from a workbook, or by the unit's own word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dangvu.foundation import bulk, clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.audit.models import Act
from dangvu.foundation.capabilities import WRITE_WORK
from dangvu.foundation.refusals import Impossible
from dangvu.foundation.vietnamese import fold
from dangvu.organisations.access import require, require_rows
from dangvu.organisations.queries import tree_on
from dangvu.work.resolutions import rules
from dangvu.work.resolutions.models import AssignedTask, TaskProgress


def assign_task(*, actor: Actor, organisation: int, kind: str, title: str) -> int:
    """The task that ``organisation`` gave to those under it; made on first use. Its id."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "resolutions.assign_task") as opened:
        there = (
            AssignedTask.objects.known().filter(organisation_id=organisation, kind=kind, title=title).first()
        )
        if there:
            return int(there.pk)
        made = AssignedTask.objects.create(
            organisation_id=organisation, kind=kind, title=title, known_from_act=opened
        )
        record(opened, "resolutions.assign_task", count=1, organisation_id=organisation)
    return int(made.pk)


def give_task(*, actor: Actor, organisation: int, kind: str, title: str, units: Sequence[int]) -> int:
    """Give a task to these organisations below, at the desk: none has done it yet. Its id."""
    require_rows(actor, WRITE_WORK, organisation, units)
    below = set(tree_on(clock.today()).descendants(organisation)) - {organisation}
    if not units or not below.issuperset(units):
        raise Impossible("Chọn ít nhất một tổ chức bên dưới để giao nhiệm vụ.", "units")
    given = AssignedTask.objects.known().filter(organisation_id=organisation).values_list("title", flat=True)
    if any(fold(one) == fold(title) for one in given):
        raise Impossible(f"Nhiệm vụ “{title}” đã giao rồi; mở nhiệm vụ đó trong danh sách.", "title")
    with act(actor, "resolutions.give_task"):
        task = assign_task(actor=actor, organisation=organisation, kind=kind, title=title)
        progress = [Progress(unit, None) for unit in units]
        record_progress(actor=actor, organisation=organisation, task=task, progress=progress)
    return task


def take_back_task(*, actor: Actor, organisation: int, task: int, reason: str) -> None:
    """A task that was given at the desk by mistake; what a workbook said goes with the load of that workbook."""
    require(actor, WRITE_WORK, organisation)
    row = AssignedTask.objects.filter(pk=task, organisation_id=organisation).first()
    if row is None:
        raise LookupError(task)
    if row.known_to_act_id is not None:
        raise Impossible("Nhiệm vụ này đã được bỏ; mở lại danh sách.")
    progress = TaskProgress.objects.known().filter(task_id=task)
    if TaskProgress.objects.filter(task_id=task, source_row__isnull=False).exists():
        raise Impossible("Nhiệm vụ này lấy từ tệp: hoàn tác lần nạp tệp đó ở “Các đợt đã ghi”.")
    with act(actor, "resolutions.take_back_task", reason) as opened:
        progress.update(known_to_act=opened)
        AssignedTask.objects.filter(pk=task).update(known_to_act=opened)
        record(opened, "resolutions.take_back_task", count=1, organisation_id=organisation, title=row.title)


@dataclass(frozen=True, slots=True)
class Progress:
    """One organisation that has the task, and when it did it (None: not yet)."""

    organisation: int
    done_on: date | None
    form: str = ""
    source_row: int | None = None


def record_progress(*, actor: Actor, organisation: int, task: int, progress: Sequence[Progress]) -> None:
    """Record who has the task and who has done it.

    A row of a workbook that tells a day takes the place of what was said at the desk; one without a day leaves what
    the unit itself said. Either way an organisation stands once.
    """
    owner = AssignedTask.objects.known().values_list("organisation_id", flat=True).get(pk=task)
    require_rows(actor, WRITE_WORK, organisation, [owner, *(p.organisation for p in progress)])
    with act(actor, "resolutions.record_progress") as opened:
        progress = _beside_what_was_said(opened, task, progress)
        bulk.insert(
            TaskProgress,
            ("task", "organisation", "done_on", "form", "paper", "known_from_act", "source_row"),
            [(task, p.organisation, p.done_on, p.form, "", opened.number, p.source_row) for p in progress],
        )
        record(opened, "resolutions.record_progress", count=len(progress), organisation_id=organisation)


def _beside_what_was_said(opened: Act, task: int, progress: Sequence[Progress]) -> list[Progress]:
    """The rows to write, where what was typed of the same organisations gives way or stands."""
    typed = {
        row.organisation_id: row
        for row in TaskProgress.objects.known().filter(task_id=task, source_row__isnull=True)
    }
    kept, gone = [], []
    for one in progress:
        said = typed.get(one.organisation)
        if said is not None and said.done_on is not None and one.done_on is None:
            continue
        if said is not None:
            gone.append(said.pk)
        kept.append(one)
    TaskProgress.objects.filter(pk__in=gone).update(known_to_act=opened)
    return kept


def say_done(
    *, actor: Actor, organisation: int, task: int, done_on: date, paper: str, form: str = ""
) -> None:
    """The unit says that it has done the task, on which day and by which paper that can be seen.

    LookupError where the unit does not have the task; Impossible where it was said already, or cannot be.
    """
    require(actor, WRITE_WORK, organisation)
    field, wrong = rules.progress_fault(done_on=done_on, today=clock.today(), paper=paper)
    if wrong:
        raise Impossible(wrong, field)
    with act(actor, "resolutions.say_done") as opened:
        row = _own(organisation, task)
        if row.done_on is not None:
            raise Impossible(f"Nhiệm vụ này đã ghi là làm xong ngày {row.done_on:%d/%m/%Y}.")
        _supersede(opened, row, done_on=done_on, form=form, paper=paper)
        record(opened, "resolutions.say_done", count=1, organisation_id=organisation, title=row.task.title)


def take_back_done(*, actor: Actor, organisation: int, task: int, reason: str) -> None:
    """What the unit said by mistake: the task is still to be done. What a workbook said is mended there."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "resolutions.take_back_done", reason) as opened:
        row = _own(organisation, task)
        if row.done_on is None:
            raise Impossible("Nhiệm vụ này đang ghi là chưa làm; tải lại trang.")
        if row.source_row_id is not None:
            raise Impossible("Ngày này lấy từ tệp cấp trên nạp: sửa trong tệp rồi nạp lại.")
        before = TaskProgress.objects.filter(
            task_id=task, organisation_id=organisation, known_to_act_id=row.known_from_act_id
        ).first()
        _supersede(opened, row, source_row=before.source_row_id if before else None)
        record(
            opened, "resolutions.take_back_done", count=1, organisation_id=organisation, title=row.task.title
        )


def _own(organisation: int, task: int) -> TaskProgress:
    rows = TaskProgress.objects.known().filter(task_id=task, organisation_id=organisation)
    row: TaskProgress | None = rows.select_related("task").order_by("pk").first()
    if row is None or row.task.known_to_act_id is not None:
        raise LookupError(task)
    return row


def _supersede(
    opened: Act, row: TaskProgress, *, done_on: date | None = None, form: str = "", paper: str = "",
    source_row: int | None = None,
) -> None:  # fmt: skip
    TaskProgress.objects.known().filter(task_id=row.task_id, organisation_id=row.organisation_id).update(
        known_to_act=opened
    )
    TaskProgress.objects.create(
        task_id=row.task_id, organisation_id=row.organisation_id, done_on=done_on, form=form, paper=paper,
        known_from_act=opened, source_row_id=source_row,
    )  # fmt: skip
