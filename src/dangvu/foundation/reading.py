"""One reading: what a page or a computation asks for several times is asked of the database once.

``once`` remembers while a page is read, or one computation lasts; ``until_next_act`` from page to page, for counts of
facts and the tree, as facts are only written by acts and a later act asks anew. Neither does inside an act or its
rehearsal, which change what is read, except while a computation lasts there, which writes nothing.
Rights are never remembered from page to page.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from threading import Lock
from typing import Any, TypeVar

from django.db import connection

T = TypeVar("T")

#: So many answers are kept by a process, the latest asked for, all of them of the last act.
_MOST = 256

_read: ContextVar[dict[Hashable, Any] | None] = ContextVar("read", default=None)
_page: ContextVar[bool] = ContextVar("page", default=False)


@contextmanager
def one_reading() -> Iterator[None]:
    """Inside, ``once`` and ``until_next_act`` remember: for a page that only reads."""
    with _now(_read, {}), _now(_page, True):
        yield


@contextmanager
def one_computation() -> Iterator[None]:
    """Inside, ``once`` remembers, wherever the computation is asked for: it writes nothing itself. A page's own memory
    serves where there is one."""
    with _now(_read, {}) if _read.get() is None else nullcontext():
        yield


@contextmanager
def writing() -> Iterator[None]:
    """Inside, nothing is remembered, and what was read before is forgotten."""
    read = _read.get()
    try:
        with _now(_read, None), _now(_page, False):
            yield
    finally:
        if read is not None:
            read.clear()


@contextmanager
def _now(variable: ContextVar[T], value: T) -> Iterator[None]:
    token = variable.set(value)
    try:
        yield
    finally:
        variable.reset(token)


def is_reading() -> bool:
    """Whether a page is read."""
    return _page.get()


def remembers() -> bool:
    """Whether ``once`` remembers here."""
    return _read.get() is not None


def once(key: Hashable, ask: Callable[[], T]) -> T:
    """The answer to ``ask``, remembered under ``key`` while one reading lasts. Nobody may change it."""
    read = _read.get()
    if read is None:
        return ask()
    if key not in read:
        read[key] = ask()
    answer: T = read[key]
    return answer


_standing: OrderedDict[Hashable, Any] = OrderedDict()
_acts: dict[Hashable, Hashable] = {}  # of each database, the act whose answers are kept
_keeping = Lock()


def until_next_act(last: Hashable, key: Hashable, ask: Callable[[], T]) -> T:
    """The answer to ``ask``, remembered by this process for as long as ``last`` is the last act. Nobody may change it.

    Only outside a transaction: inside one, rows may be seen that are never committed. An answer may be newer than its
    act, where another act came between, and is never older.
    """
    if not is_reading() or connection.in_atomic_block:
        return ask()
    full = (database := connection.settings_dict["NAME"], last, key)
    with _keeping:
        if _acts.get(database) != last:  # what stood before this act is never asked for again
            _acts[database] = last
            for stale in [one for one in _standing if one[0] == database and one[1] != last]:  # type: ignore[index]
                del _standing[stale]
        if full in _standing:
            _standing.move_to_end(full)
            answer: T = _standing[full]
            return answer
    answer = ask()  # outside the lock: two threads may ask the same, none waits for the other
    with _keeping:
        _standing[full] = answer
        while len(_standing) > _MOST:
            _standing.popitem(last=False)
    return answer


def forget() -> None:
    """Forget what was kept from page to page: for tests, whose databases begin anew under one name."""
    with _keeping:
        _standing.clear()
