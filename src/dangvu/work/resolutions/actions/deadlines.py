"""Putting the deadline of a task off, for one organisation or for many, with a reason; and taking that back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.capabilities import WRITE_WORK
from dangvu.foundation.refusals import Impossible
from dangvu.foundation.secrecy.typed import refuse_secret
from dangvu.organisations.access import require
from dangvu.work.resolutions.actions.progress import own_part, replace_part
from dangvu.work.resolutions.actions.tasks import given_here
from dangvu.work.resolutions.models import TaskExtension
from dangvu.work.resolutions.rules import tasks as rules


def extend(
    *, actor: Actor, organisation: int, task: int, units: Collection[int], to: date, reason: str, document: str = "",
    on: date | None = None,
) -> None:  # fmt: skip
    """Whoever gave the task puts its deadline off to ``to`` for these organisations; decided ``on`` (today).

    The deadline before stays readable: as known before this act it is the one in force.
    """
    require(actor, WRITE_WORK, organisation)
    refuse_secret(reason=reason, document=document)
    decided_on, today = on or clock.today(), clock.today()
    with act(actor, "resolutions.extend", reason) as opened:
        row = given_here(organisation, task)
        if not units:
            raise Impossible("Chọn ít nhất một tổ chức được gia hạn.", "units")
        for unit in dict.fromkeys(units):
            part = own_part(unit, task)
            field, wrong = rules.extension_fault(
                due_on=part.due_on,
                done_on=part.done_on,
                to=to,
                decided_on=decided_on,
                today=today,
                reason=reason,
            )
            if wrong or part.due_on is None:
                raise Impossible(wrong, field)
            replace_part(opened, part, due_on=to)
            TaskExtension.objects.create(
                task_id=task, organisation_id=unit, before=part.due_on, after=to, decided_on=decided_on,
                document=document.strip(), reason=reason.strip(), known_from_act=opened,
            )  # fmt: skip
        record(
            opened, "resolutions.extend", count=len(units), organisation_id=organisation, title=row.title, to=f"{to:%d/%m/%Y}"
        )  # fmt: skip


def take_back_extension(*, actor: Actor, organisation: int, task: int, unit: int, reason: str) -> None:
    """The last extension of ``unit`` was written by mistake: the deadline before it is in force again."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "resolutions.take_back_extension", reason) as opened:
        row, part = given_here(organisation, task), own_part(unit, task)
        last = (
            TaskExtension.objects.known().filter(task_id=task, organisation_id=unit).order_by("-pk").first()
        )
        if last is None:
            raise Impossible("Tổ chức này chưa được gia hạn lần nào; tải lại trang.")
        TaskExtension.objects.filter(pk=last.pk).update(known_to_act=opened)
        replace_part(opened, part, due_on=last.before)
        record(
            opened, "resolutions.take_back_extension", count=1, organisation_id=organisation, title=row.title
        )
