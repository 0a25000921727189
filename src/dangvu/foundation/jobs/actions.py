"""Asking for a job, doing it, and taking up again what a restart cut off.

A job changes nothing by itself: the function that does it calls the ordinary actions, with the rights that the
person has at that moment.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.module_loading import import_string
from django_tasks import task

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.capabilities import Refused
from dangvu.foundation.jobs.models import Job, JobFile, State
from dangvu.foundation.refusals import Impossible

log = logging.getLogger(__name__)

MOST_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Made:
    """A file that came of a job."""

    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a job says at its end, and its files."""

    message: str
    files: Sequence[Made] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """How the work tells where it is."""

    job: int

    def step(self, title: str, done: int = 0, total: int = 0) -> None:
        """Say which step is being done, and how many of how many are behind."""
        Job.objects.filter(pk=self.job).update(step=title, done=done, total=total)


Work = Callable[[int, dict[str, Any], Progress], Outcome]
"""(user id, parameters, progress) → outcome. Named by its dotted path, so that lower layers need not know it."""


def ask(
    *, actor: Actor, title: str, work: str, parameters: dict[str, Any], organisation: int | None = None
) -> int:
    """Ask for a job; its id. ``work`` is the dotted path of a Work. It begins when this transaction is committed.

    Raises Refused for the local operator: nobody would fetch the result.
    """
    if actor.user_id is None:
        raise Refused("Việc nền chỉ nhận từ người đã đăng nhập.")
    with act(actor, "jobs.ask") as opened:
        job = Job.objects.create(
            user_id=actor.user_id, organisation_id=organisation, title=title, work=work, parameters=parameters,
            asked_at=clock.now(),
        )  # fmt: skip
        record(opened, "jobs.ask", count=1, organisation_id=organisation, job=job.pk, title=title)
        transaction.on_commit(lambda: carry_out.enqueue(job.pk))
    return int(job.pk)


@task()
def carry_out(job: int) -> None:
    """Do a job, once: whoever takes it first marks it; the others find nothing to do."""
    taken = Job.objects.filter(pk=job, state=State.WAITING).update(
        state=State.RUNNING, started_at=clock.now()
    )
    if not taken:
        return
    row = Job.objects.get(pk=job)
    work: Work = import_string(row.work)
    try:
        outcome = work(row.user_id, row.parameters, Progress(job))
    except (Refused, Impossible, LookupError) as refusal:
        _end(job, State.FAILED, str(refusal))
    except Exception:
        log.exception("a job failed")
        _end(
            job,
            State.FAILED,
            "Phần mềm gặp lỗi khi làm việc này. Đề nghị thử lại; nếu vẫn lỗi, báo người quản trị.",
        )
    else:
        with transaction.atomic():
            JobFile.objects.bulk_create(
                JobFile(
                    job_id=job,
                    name=f.name,
                    content_type=f.content_type,
                    content=f.content,
                    size=len(f.content),
                )
                for f in outcome.files
            )
            _end(job, State.DONE, outcome.message)


def _end(job: int, state: State, message: str) -> None:
    Job.objects.filter(pk=job).update(state=state, message=message, ended_at=clock.now(), step="")


def take_up_again() -> int:
    """Queue anew what was cut off by a restart; called by a worker before it begins. How many jobs.

    Only for the single worker that `dangvu serve` runs. A job that was cut off again and again is given up and says
    so: it may be what stops the machine.
    """
    cut_off = list(Job.objects.filter(state=State.RUNNING).order_by("pk"))
    for job in cut_off:
        if job.attempts + 1 >= MOST_ATTEMPTS:
            _end(job.pk, State.FAILED, "Việc này bị ngắt nhiều lần nên đã dừng. Đề nghị báo người quản trị.")
            continue
        Job.objects.filter(pk=job.pk).update(state=State.WAITING, attempts=job.attempts + 1, step="")
    waiting = list(Job.objects.filter(state=State.WAITING).order_by("pk").values_list("pk", flat=True))
    for pk in waiting:
        carry_out.enqueue(pk)
    return len(waiting)
