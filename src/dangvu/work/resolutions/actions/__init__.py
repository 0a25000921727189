"""What may be done with targets and with tasks: one file for each."""

from __future__ import annotations

from collections.abc import Collection

from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.capabilities import WRITE_WORK
from dangvu.foundation.dated import retire
from dangvu.organisations.access import require
from dangvu.work.resolutions.actions.deadlines import extend, take_back_extension
from dangvu.work.resolutions.actions.programmes import NewProgramme, keep_programmes, take_back_programme
from dangvu.work.resolutions.actions.progress import (
    Progress,
    put_in_charge,
    record_progress,
    report_result,
    say_done,
    take_back_done,
    take_back_results,
)
from dangvu.work.resolutions.actions.targets import (
    ADMITTED,
    Decision,
    NewResolution,
    NewTarget,
    Part,
    Source,
    allocate,
    keep_resolutions,
    set_target,
    set_targets,
    share_out,
    withdraw_target,
)
from dangvu.work.resolutions.actions.tasks import (
    NewTask,
    Origin,
    assign_task,
    give_task,
    give_tasks,
    take_back_task,
)
from dangvu.work.resolutions.models import TargetAllocation, TaskProgress

__all__ = [
    "ADMITTED",
    "Decision",
    "NewProgramme",
    "NewResolution",
    "NewTarget",
    "NewTask",
    "Origin",
    "Part",
    "Progress",
    "Source",
    "allocate",
    "assign_task",
    "extend",
    "give_task",
    "give_tasks",
    "keep_programmes",
    "keep_resolutions",
    "put_in_charge",
    "record_progress",
    "report_result",
    "say_done",
    "set_target",
    "set_targets",
    "share_out",
    "take_back_done",
    "take_back_extension",
    "take_back_programme",
    "take_back_results",
    "take_back_task",
    "withdraw",
    "withdraw_target",
]


def withdraw(*, actor: Actor, organisation: int, source_rows: Collection[int], reason: str) -> None:
    """What these rows said of targets and tasks is no longer said."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "resolutions.withdraw", reason) as opened:
        count = sum(retire(model, source_rows, opened.number) for model in (TargetAllocation, TaskProgress))
        record(opened, "resolutions.withdraw", count=count, organisation_id=organisation)
