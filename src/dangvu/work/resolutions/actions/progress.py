"""Recording who has done a task: from a workbook, or by the unit's own word; how far it has come, who is in charge."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from dangvu.foundation import bulk, clock, due
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.audit.models import Act
from dangvu.foundation.capabilities import WRITE_WORK
from dangvu.foundation.refusals import Impossible
from dangvu.foundation.secrecy.typed import refuse_secret
from dangvu.organisations.access import require, require_rows
from dangvu.organisations.queries import tree_on
from dangvu.organisations.typed import typed_rows
from dangvu.work.resolutions.models import AssignedTask, TaskProgress, TaskResult
from dangvu.work.resolutions.rules import tasks as rules


@dataclass(frozen=True, slots=True)
class Progress:
    """One organisation that has the task, and when it did it (None: not yet)."""

    organisation: int
    done_on: date | None
    form: str = ""
    source_row: int | None = None
    due_on: date | None = None
    in_charge: str = ""


def record_progress(
    *, actor: Actor, organisation: int, task: int, progress: Sequence[Progress], right: str = WRITE_WORK
) -> None:  # fmt: skip
    """Record who has the task and who has done it; ``right`` as for giving it.

    A row of a workbook that tells a day takes the place of what was said at the desk; one without a day leaves what
    the unit itself said. Either way an organisation stands once.
    """
    owner = AssignedTask.objects.known().values_list("organisation_id", flat=True).get(pk=task)
    require_rows(actor, right, organisation, [owner, *(p.organisation for p in progress)])
    with act(actor, "resolutions.record_progress") as opened:
        progress = _beside_what_was_said(opened, task, progress)
        before = _before(opened, task)
        bulk.insert(
            TaskProgress,
            ("task", "organisation", "due_on", "first_due_on", "in_charge", "done_on", "form", "paper", "known_from_act",
             "source_row"),
            [(task, p.organisation, *before.get(p.organisation, (p.due_on, p.due_on, p.in_charge)), p.done_on, p.form, "",
              opened.number, p.source_row) for p in progress],
        )  # fmt: skip
        record(opened, "resolutions.record_progress", count=len(progress), organisation_id=organisation)


def _before(opened: Act, task: int) -> dict[int, tuple[date | None, date | None, str]]:
    """{organisation: (deadline, first deadline, in charge)} as it stood before this act: a workbook tells none of them."""
    standing = Q(known_to_act__isnull=True) | Q(known_to_act=opened)
    rows = TaskProgress.objects.filter(standing, task_id=task).order_by("pk")
    return {row.organisation_id: (row.due_on, row.first_due_on, row.in_charge) for row in rows}


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
    *, actor: Actor, organisation: int, task: int, done_on: date, paper: str, form: str = "", ended: int | None = None
) -> None:  # fmt: skip
    """The unit says that it has done the task, on which day and by which paper that can be seen.

    For an organisation that has ``ended`` whoever gave the task says it: else nobody could.

    LookupError where the unit does not have the task; Impossible where it was said already, or cannot be.
    """
    require(actor, WRITE_WORK, organisation)
    refuse_secret(paper=paper, form=form)
    field, wrong = due.done_fault(
        done_on=done_on, today=clock.today(), paper=paper,
        example="Biên bản hội nghị số 05-BB/ĐU ngày 12/06/2023",
    )  # fmt: skip
    if wrong:
        raise Impossible(wrong, field)
    with act(actor, "resolutions.say_done") as opened:
        row = own_part(organisation if ended is None else ended, task)
        if ended is not None and (
            row.task.organisation_id != organisation or ended in tree_on(clock.today())
        ):
            raise LookupError(task)
        if row.done_on is not None:
            raise Impossible(f"Nhiệm vụ này đã ghi là làm xong ngày {row.done_on:%d/%m/%Y}.")
        _supersede(opened, row, done_on=done_on, form=form, paper=paper)
        record(opened, "resolutions.say_done", count=1, organisation_id=organisation, title=row.task.title)


def take_back_done(*, actor: Actor, organisation: int, task: int, reason: str) -> None:
    """What the unit said by mistake: the task is still to be done. What a workbook said is mended there."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "resolutions.take_back_done", reason) as opened:
        row = own_part(organisation, task)
        if row.done_on is None:
            raise Impossible("Nhiệm vụ này đang ghi là chưa làm; tải lại trang.")
        if row.source_row_id is not None:
            raise Impossible("Ngày này lấy từ tệp cấp trên nạp: sửa trong tệp rồi nạp lại.")
        open_ = TaskProgress.objects.filter(task_id=task, organisation_id=organisation, done_on__isnull=True)
        before = open_.order_by("-pk").first()  # as it stood before it was said to be done
        _supersede(opened, row, source_row=before.source_row_id if before else None)
        record(
            opened, "resolutions.take_back_done", count=1, organisation_id=organisation, title=row.task.title
        )


def own_part(organisation: int, task: int) -> TaskProgress:
    """The part of a task that an organisation has; LookupError where it has none. Asked inside the act that changes it."""
    rows = TaskProgress.objects.known().filter(task_id=task, organisation_id=organisation)
    row: TaskProgress | None = rows.select_related("task").order_by("pk").first()
    if row is None or row.task.known_to_act_id is not None:
        raise LookupError(task)
    return row


def _supersede(
    opened: Act, row: TaskProgress, *, done_on: date | None = None, form: str = "", paper: str = "",
    source_row: int | None = None,
) -> None:  # fmt: skip
    replace_part(opened, row, done_on=done_on, form=form, paper=paper, source_row_id=source_row)


def replace_part(opened: Act, row: TaskProgress, **told: object) -> None:
    """Close an organisation's part and write it again with what is ``told`` anew."""
    TaskProgress.objects.known().filter(task_id=row.task_id, organisation_id=row.organisation_id).update(
        known_to_act=opened
    )
    kept = {
        "due_on": row.due_on, "first_due_on": row.first_due_on, "in_charge": row.in_charge, "done_on": row.done_on,
        "form": row.form, "paper": row.paper, "source_row_id": row.source_row_id,
    }  # fmt: skip
    TaskProgress.objects.create(
        task_id=row.task_id, organisation_id=row.organisation_id, known_from_act=opened, **{**kept, **told}
    )


def put_in_charge(*, actor: Actor, organisation: int, task: int, in_charge: str) -> None:
    """Say who of the organisation does its part: a person by office or name, or an organ of its committee."""
    require(actor, WRITE_WORK, organisation)
    refuse_secret(in_charge=in_charge)
    with act(actor, "resolutions.put_in_charge") as opened:
        row = own_part(organisation, task)
        if row.in_charge == in_charge.strip():
            raise Impossible("Chưa có gì khác với điều đang ghi.", "in_charge")
        replace_part(opened, row, in_charge=in_charge.strip())
        record(
            opened, "resolutions.put_in_charge", count=1, organisation_id=organisation, title=row.task.title
        )


def report_result(
    *, actor: Actor, organisation: int, task: int, on: date, text: str, percent: int | None = None
) -> int:
    """How far the organisation has come with its part by ``on``; the id of the entry. Said before, it stays beside."""
    require(actor, WRITE_WORK, organisation)
    refuse_secret(text=text)
    field, wrong = rules.result_fault(on=on, today=clock.today(), text=text, percent=percent)
    if wrong:
        raise Impossible(wrong, field)
    with act(actor, "resolutions.report_result") as opened:
        row = own_part(organisation, task)
        if row.done_on is not None:
            raise Impossible(f"Nhiệm vụ này đã ghi là làm xong ngày {row.done_on:%d/%m/%Y}.")
        made = TaskResult.objects.create(
            task_id=task,
            organisation_id=organisation,
            on=on,
            text=text.strip(),
            percent=percent,
            known_from_act=opened,
        )
        record(
            opened, "resolutions.report_result", count=1, organisation_id=organisation, title=row.task.title
        )
    return int(made.pk)


def take_back_results(*, actor: Actor, organisation: int, results: Collection[int], reason: str) -> None:
    """Entries of results that were written by mistake."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "resolutions.take_back_results", reason) as opened:
        rows = typed_rows(TaskResult, results, organisation)
        TaskResult.objects.filter(pk__in=[row.pk for row in rows]).update(known_to_act=opened)
        record(opened, "resolutions.take_back_results", count=len(rows), organisation_id=organisation)
