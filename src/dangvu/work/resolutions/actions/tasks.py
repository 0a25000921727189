"""Giving tasks to organisations, in a year's programme or by themselves; taking back what was given by mistake."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.audit.models import Act
from dangvu.foundation.capabilities import WRITE_WORK
from dangvu.foundation.parameters.queries import calendar
from dangvu.foundation.periods import quarter_of
from dangvu.foundation.refusals import Impossible
from dangvu.foundation.secrecy.typed import refuse_secret
from dangvu.foundation.vietnamese import fold
from dangvu.organisations.access import require, require_rows
from dangvu.organisations.queries import tree_on
from dangvu.work.resolutions.actions.progress import Progress, record_progress
from dangvu.work.resolutions.models import (
    AssignedTask,
    Programme,
    TaskExtension,
    TaskKind,
    TaskProgress,
    TaskResult,
)
from dangvu.work.resolutions.rules import tasks as rules


def assign_task(*, actor: Actor, organisation: int, kind: str, title: str) -> int:
    """The task that ``organisation`` gave to those under it; made on first use. Its id."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "resolutions.assign_task") as opened:
        there = AssignedTask.objects.known().filter(organisation_id=organisation, kind=kind, title=title)
        if (first := there.order_by("pk").first()) is not None:
            return int(first.pk)
        made = AssignedTask.objects.create(
            organisation_id=organisation, kind=kind, title=title, known_from_act=opened
        )
        record(opened, "resolutions.assign_task", count=1, organisation_id=organisation)
    return int(made.pk)


@dataclass(frozen=True, slots=True)
class Origin:
    """What a task was born from: a kind of ``rules.tasks.OriginKind``, the number of the thing, its words."""

    kind: str
    title: str
    id: int | None = None


@dataclass(frozen=True, slots=True)
class NewTask:
    """A task to give. Its deadline is a day, or so many working days after the day on which it is given (today)."""

    title: str
    units: tuple[int, ...]
    kind: str = TaskKind.OTHER
    product: str = ""
    given_on: date | None = None
    due_on: date | None = None
    working_days: int | None = None
    programme: int | None = None
    quarter: int | None = None
    in_charge: str = ""
    origin: Origin | None = None


def give_tasks(
    *, actor: Actor, organisation: int, tasks: Sequence[NewTask], right: str = WRITE_WORK
) -> list[int]:  # fmt: skip
    """Give tasks to these organisations below, or to the giver itself; none has done them yet. Their ids.

    ``right``: the line of rights that gives them, where it is not the office.

    However many organisations, it is one step: each has its own part, its own deadline and its own word.
    """
    require_rows(actor, right, organisation, {unit for new in tasks for unit in new.units})
    inside = set(tree_on(clock.today()).descendants(organisation))
    with act(actor, "resolutions.give_task") as opened:
        return [_give(actor, opened, organisation, new, inside, right) for new in tasks]


def _give(
    actor: Actor, opened: Act, organisation: int, new: NewTask, inside: set[int], right: str
) -> int:  # fmt: skip
    given_on, title = new.given_on or clock.today(), new.title.strip()
    refuse_secret(
        title=title,
        product=new.product,
        in_charge=new.in_charge,
        origin=new.origin.title if new.origin else "",
    )
    if not new.units or not inside.issuperset(new.units):
        raise Impossible("Chọn ít nhất một tổ chức bên dưới để giao nhiệm vụ.", "units")
    due_on, rule = _deadline(given_on, new)
    programme = _programme(organisation, new.programme)
    field, wrong = rules.task_fault(
        title=title, given_on=given_on, due_on=due_on, today=clock.today(), quarter=new.quarter,
        year=programme.year if programme else None,
    )  # fmt: skip
    if wrong:
        raise Impossible(wrong, field)
    _refuse_twice(organisation, title, due_on)
    origin = new.origin or Origin("", "")
    task = AssignedTask.objects.create(
        organisation_id=organisation, kind=new.kind, title=title, product=new.product.strip(), programme=programme,
        quarter=new.quarter or (quarter_of(due_on) if programme and due_on else None), given_on=given_on,
        due_rule=rule, origin_kind=origin.kind, origin=origin.id, origin_title=origin.title[:300], known_from_act=opened,
    )  # fmt: skip
    units = list(dict.fromkeys(new.units))
    record_progress(
        actor=actor, organisation=organisation, task=task.pk, right=right,
        progress=[Progress(unit, None, due_on=due_on, in_charge=new.in_charge.strip()) for unit in units],
    )  # fmt: skip
    record(opened, "resolutions.give_task", count=len(units), organisation_id=organisation, title=title)
    return int(task.pk)


def _deadline(given_on: date, new: NewTask) -> tuple[date | None, str]:
    """The last day, and how it was counted where it was."""
    if new.working_days is None:
        return new.due_on, ""
    if new.due_on is not None:
        raise Impossible("Chỉ ghi một cách: ngày hạn, hoặc số ngày làm việc.", "working_days")
    if not 1 <= new.working_days <= 366:
        raise Impossible("Số ngày làm việc là số từ 1 đến 366.", "working_days")
    found = calendar().deadline(given_on, new.working_days)
    said = f"{new.working_days} ngày làm việc kể từ ngày giao {given_on:%d/%m/%Y}"
    return found.on, f"{said}. {found.caution}".rstrip(". ") if found.caution else said


def _programme(organisation: int, pk: int | None) -> Programme | None:
    if pk is None:
        return None
    found: Programme | None = Programme.objects.known().filter(pk=pk, organisation_id=organisation).first()
    if found is None:
        raise Impossible("Không có chương trình này; đề nghị tải lại trang rồi chọn lại.", "programme")
    return found


def _refuse_twice(organisation: int, title: str, due_on: date | None) -> None:
    """The same task stands once; a task that comes back each quarter has another day."""
    rows = TaskProgress.objects.known().filter(task__organisation_id=organisation, task__known_to_act=None)
    there = rows.values_list("task__title", "first_due_on").distinct()
    if any(fold(one) == fold(title) and due == due_on for one, due in there):
        raise Impossible(f"Nhiệm vụ “{title}” đã giao rồi; mở nhiệm vụ đó trong danh sách.", "title")


def give_task(*, actor: Actor, organisation: int, kind: str, title: str, units: Sequence[int]) -> int:
    """Give one task without a deadline. Its id."""
    new = NewTask(title, tuple(units), kind)
    return give_tasks(actor=actor, organisation=organisation, tasks=[new])[0]


def take_back_task(*, actor: Actor, organisation: int, task: int, reason: str) -> None:
    """A task that was given at the desk by mistake; what a workbook said goes with the load of that workbook."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "resolutions.take_back_task", reason) as opened:
        row = given_here(organisation, task)
        if TaskProgress.objects.filter(task_id=task, source_row__isnull=False).exists():
            raise Impossible("Nhiệm vụ này lấy từ tệp: hoàn tác lần nạp tệp đó ở “Các đợt đã ghi”.")
        for model in (TaskProgress, TaskExtension, TaskResult):
            model.objects.known().filter(task_id=task).update(known_to_act=opened)
        AssignedTask.objects.filter(pk=task).update(known_to_act=opened)
        record(opened, "resolutions.take_back_task", count=1, organisation_id=organisation, title=row.title)


def given_here(organisation: int, task: int) -> AssignedTask:
    """A task that the organisation gave and that stands; asked inside the act that changes it."""
    row: AssignedTask | None = AssignedTask.objects.filter(pk=task, organisation_id=organisation).first()
    if row is None:
        raise LookupError(task)
    if row.known_to_act_id is not None:
        raise Impossible("Nhiệm vụ này đã được bỏ; mở lại danh sách.")
    return row
