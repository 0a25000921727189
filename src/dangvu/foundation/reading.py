"""One reading: what a page asks for several times is asked of the database once.

Only while a page is read, never across pages, and never inside an act or its rehearsal, which change what is read.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")

_read: ContextVar[dict[Hashable, Any] | None] = ContextVar("read", default=None)


@contextmanager
def one_reading() -> Iterator[None]:
    """Inside, ``once`` remembers: for a page that only reads."""
    token = _read.set({})
    try:
        yield
    finally:
        _read.reset(token)


@contextmanager
def writing() -> Iterator[None]:
    """Inside, nothing is remembered, and what was read before is forgotten."""
    read = _read.get()
    token = _read.set(None)
    try:
        yield
    finally:
        if read is not None:
            read.clear()
        _read.reset(token)


def is_reading() -> bool:
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
