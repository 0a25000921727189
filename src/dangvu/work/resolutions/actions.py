"""Setting targets, sharing them out, assigning tasks and recording who has done them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from dangvu.foundation import bulk
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.capabilities import WRITE_WORK
from dangvu.foundation.dated import retire
from dangvu.organisations.access import require, require_rows
from dangvu.work.resolutions.models import AssignedTask, Target, TargetAllocation, TaskProgress


def set_target(
    *, actor: Actor, organisation: int, subject: str, year: int, title: str, document: str = ""
) -> int:
    """The organisation's target of that subject and year; made on first use. Its id."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "resolutions.set_target") as opened:
        there = (
            Target.objects.known().filter(organisation_id=organisation, subject=subject, year=year).first()
        )
        if there:
            return int(there.pk)
        made = Target.objects.create(
            organisation_id=organisation, subject=subject, year=year, title=title, document=document,
            known_from_act=opened,
        )  # fmt: skip
        record(opened, "resolutions.set_target", count=1, organisation_id=organisation, year=year)
    return int(made.pk)


@dataclass(frozen=True, slots=True)
class Part:
    """One organisation's part of a target."""

    organisation: int
    value: int
    source_row: int | None = None


def allocate(*, actor: Actor, organisation: int, target: int, parts: Sequence[Part]) -> None:
    """Share the target of ``organisation`` out."""
    owner = Target.objects.known().values_list("organisation_id", flat=True).get(pk=target)
    require_rows(actor, WRITE_WORK, organisation, [owner, *(p.organisation for p in parts)])
    with act(actor, "resolutions.allocate") as opened:
        bulk.insert(
            TargetAllocation,
            ("target", "organisation", "value", "known_from_act", "source_row"),
            [(target, p.organisation, p.value, opened.number, p.source_row) for p in parts],
        )
        record(opened, "resolutions.allocate", count=len(parts), organisation_id=organisation)


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


@dataclass(frozen=True, slots=True)
class Progress:
    """One organisation that has the task, and when it did it (None: not yet)."""

    organisation: int
    done_on: date | None
    form: str = ""
    source_row: int | None = None


def record_progress(*, actor: Actor, organisation: int, task: int, progress: Sequence[Progress]) -> None:
    """Record who has the task and who has done it."""
    owner = AssignedTask.objects.known().values_list("organisation_id", flat=True).get(pk=task)
    require_rows(actor, WRITE_WORK, organisation, [owner, *(p.organisation for p in progress)])
    with act(actor, "resolutions.record_progress") as opened:
        bulk.insert(
            TaskProgress,
            ("task", "organisation", "done_on", "form", "known_from_act", "source_row"),
            [(task, p.organisation, p.done_on, p.form, opened.number, p.source_row) for p in progress],
        )
        record(opened, "resolutions.record_progress", count=len(progress), organisation_id=organisation)


def withdraw(*, actor: Actor, organisation: int, source_rows: Collection[int], reason: str) -> None:
    """What these rows said of targets and tasks is no longer said."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "resolutions.withdraw", reason) as opened:
        count = sum(retire(model, source_rows, opened.number) for model in (TargetAllocation, TaskProgress))
        record(opened, "resolutions.withdraw", count=count, organisation_id=organisation)
