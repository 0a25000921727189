"""Rehearsing: the real thing is done, looked at, and undone. Nothing of it is ever visible to anybody else.

A rehearsal is not a simulation: it calls the same action that will be called for good, inside a transaction that
is rolled back. So what it shows is what the action does, its refusals included. While it lasts it holds the
writer's lock, like any act.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.db import transaction

from dangvu.foundation.audit.actions import inside_an_act
from dangvu.foundation.reading import writing

T = TypeVar("T")


def rehearse(do: Callable[[], T]) -> T:
    """What ``do`` returns, and the database as it was before.

    ``do`` must return plain values that were read while it was done: rows asked afterwards are not there any more.
    Its refusals pass through. Not inside an act: an act that is half undone would be a lie.
    """
    if inside_an_act():
        raise RuntimeError("a rehearsal is not part of an act")
    with transaction.atomic(), writing():
        try:
            return do()
        finally:
            transaction.set_rollback(True)
