"""Questions that were written out, kept as long as the process: to write one takes longer than to have it answered."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

from django.db.models import QuerySet

from dangvu.foundation import bulk

#: Questions written out, by what they ask; the oldest go when there are so many.
_QUESTIONS: dict[Hashable, bulk.Written] = {}
_MOST_QUESTIONS = 1000


def written_once(key: Hashable, compose: Callable[[], QuerySet[Any, Any]]) -> bulk.Written:
    """The question in the database's words, written once: definitions, days and parameters make it, never the facts."""
    if key in _QUESTIONS:
        return _QUESTIONS[key]
    while len(_QUESTIONS) >= _MOST_QUESTIONS:
        _QUESTIONS.pop(next(iter(_QUESTIONS)), None)
    return _QUESTIONS.setdefault(key, bulk.written(compose()))
