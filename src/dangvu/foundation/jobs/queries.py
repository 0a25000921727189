"""The jobs of a person: how far they are, and their files. Nobody sees another's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Prefetch, QuerySet

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.jobs.models import Job, JobFile, State

#: What a list may be asked for, by the word of its address; finished and failed jobs are news for so long.
FAILED, FINISHED, OPEN = "khong-xong", "vua-xong", "dang-lam"
NEWS = {FAILED: timedelta(days=7), FINISHED: timedelta(days=1)}


@dataclass(frozen=True, slots=True)
class FileView:
    """A file to fetch."""

    id: int
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class JobView:
    """A job as its person sees it."""

    id: int
    title: str
    state: str
    state_label: str
    step: str
    done: int
    total: int
    message: str
    asked_at: datetime
    ended_at: datetime | None
    files: Sequence[FileView]

    @property
    def is_open(self) -> bool:
        return self.state in (State.WAITING, State.RUNNING)

    @property
    def has_failed(self) -> bool:
        return self.state == State.FAILED

    def stands(self, which: str) -> bool:
        """Whether it is one of those: failed or finished lately, or still open."""
        if which == OPEN:
            return self.is_open
        wanted = State.FAILED if which == FAILED else State.DONE
        return (
            self.state == wanted and self.ended_at is not None and self.ended_at >= clock.now() - NEWS[which]
        )


def jobs(*, actor: Actor, most: int = 50) -> list[JobView]:
    """The latest jobs of this person, the newest first."""
    return [_view(job) for job in _own(actor)[:most]]


def job(*, actor: Actor, id_: int) -> JobView:
    """One job. LookupError for an unknown one and for another person's alike."""
    found = _own(actor).filter(pk=id_).first()
    if found is None:
        raise LookupError(id_)
    return _view(found)


def job_file(*, actor: Actor, job: int, file: int) -> JobFile:
    """The file with its bytes. LookupError for an unknown one and for another person's alike."""
    found = JobFile.objects.filter(pk=file, job_id=job, job__in=_own(actor)).first()
    if found is None:
        raise LookupError(file)
    return found


def _own(actor: Actor) -> QuerySet[Job]:
    """The person's jobs; the bytes of their files stay where they are."""
    if actor.user_id is None:
        return Job.objects.none()
    files = Prefetch("files", JobFile.objects.defer("content"))
    return Job.objects.filter(user_id=actor.user_id).prefetch_related(files)


def _view(job: Job) -> JobView:
    files = [FileView(f.pk, f.name, f.size) for f in job.files.all()]
    return JobView(
        job.pk, job.title, job.state, job.get_state_display(), job.step, job.done, job.total, job.message,
        job.asked_at, job.ended_at, files,
    )  # fmt: skip
