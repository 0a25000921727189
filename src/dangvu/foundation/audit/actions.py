"""Opening an act: the only way to write. The writer's lock is held from here to the commit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection, transaction

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.models import Act, Entry

_LOCK = 0x64616E67  # one advisory lock for the known clock
_open: ContextVar[Act | None] = ContextVar("open_act", default=None)


@contextmanager
def act(actor: Actor, kind: str, reason: str = "") -> Iterator[Act]:
    """One transaction, one number of the known clock; an action called inside another joins its act.

    The number is given under the writer's lock (BEGIN IMMEDIATE on SQLite, an advisory lock on PostgreSQL),
    so numbers follow the order of commit. An act is never dated before the last one, even if the machine's
    clock was set back.
    """
    current = _open.get()
    if current is not None:
        yield current
        return
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        last = Act.objects.order_by("-number").first()
        moment = clock.now()
        opened = Act.objects.create(
            number=last.number + 1 if last else 1,
            at=max(moment, last.at) if last else moment,
            kind=kind,
            actor=actor.label,
            user_id=actor.user_id,
            reason=reason,
        )
        token = _open.set(opened)
        try:
            yield opened
        finally:
            _open.reset(token)


def record(
    act_: Act, action: str, *, count: int, organisation_id: int | None = None, **detail: Any
) -> None:
    """Add what an action did to the act's trail."""
    Entry.objects.create(
        act=act_, action=action, count=count, organisation_id=organisation_id, detail=detail
    )
