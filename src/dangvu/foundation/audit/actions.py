"""Opening an act: the only way to write. The writer's lock is held from here to the commit."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction

from dangvu.foundation import bulk, clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.models import Act, Entry
from dangvu.foundation.reading import writing
from dangvu.foundation.refusals import AlreadyDone

_LOCK = 0x64616E67  # one advisory lock for the known clock


@dataclass
class _Open:
    """The act that is open, what its actions did so far, and what has to be done before it is committed."""

    act: Act
    entries: list[tuple[Any, ...]] = field(default_factory=list)
    at_end: dict[str, Callable[[Act], None]] = field(default_factory=dict)
    last: dict[str, Callable[[Act], None]] = field(default_factory=dict)


_open: ContextVar[_Open | None] = ContextVar("open_act", default=None)


@contextmanager
def act(actor: Actor, kind: str, reason: str = "", *, request: str | None = None) -> Iterator[Act]:
    """One transaction, one number of the known clock; an action called inside another joins its act.

    ``request`` is the token of the form that asked for it: AlreadyDone where an act of that token is on record.

    The number is given under the writer's lock (BEGIN IMMEDIATE on SQLite, an advisory lock on PostgreSQL),
    so numbers follow the order of commit. An act is never dated before the last one, even if the machine's
    clock was set back.
    """
    current = _open.get()
    if current is not None:
        yield current.act
        return
    with transaction.atomic(), writing():
        opened = _begin(actor, kind, reason, request)
        token = _open.set(opened)
        try:
            yield opened.act
            while waiting := opened.at_end or opened.last:
                waiting.pop(next(iter(waiting)))(opened.act)
            bulk.insert(Entry, ("act", "action", "organisation_id", "count", "detail"), opened.entries)
        finally:
            _open.reset(token)


def _begin(actor: Actor, kind: str, reason: str, request: str | None) -> _Open:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    if request is not None and Act.objects.filter(request=request).exists():
        raise AlreadyDone(request)
    last = Act.objects.order_by("-number").first()
    moment = clock.now()
    opened = Act(
        number=last.number + 1 if last else 1,
        at=max(moment, last.at) if last else moment,
        kind=kind,
        actor=actor.label,
        user_id=actor.user_id,
        reason=reason,
        request=request,
    )
    opened.save(force_insert=True)
    return _Open(opened)


def inside_an_act() -> bool:
    """Whether an act is open here: what is done now would join it."""
    return _open.get() is not None


def before_commit(name: str, work: Callable[[Act], None], *, last: bool = False) -> None:
    """Have ``work`` done once at the end of the open act, however many of its actions ask for it under ``name``.

    Derived rows (membership from movements) are brought in line once for all, inside the same transaction;
    ``last`` is for what is derived from derived rows (what a person is found by, from their membership).
    """
    current = _open.get()
    if current is None:
        raise RuntimeError("before_commit is called inside an act")
    (current.last if last else current.at_end).setdefault(name, work)


def record(act_: Act, action: str, *, count: int, organisation_id: int | None = None, **detail: Any) -> None:
    """Add what an action did to the act's trail."""
    current = _open.get()
    if current is None or current.act is not act_:
        raise RuntimeError("an entry belongs to the open act")
    current.entries.append(
        (act_.number, action, organisation_id, count, json.dumps(detail, ensure_ascii=False, default=str))
    )
