"""What the commands share: the period and the organisation asked about, numbers for JSON, refusals."""

from __future__ import annotations

from dangvu.foundation.periods import Period
from dangvu.organisations.queries import find, tree_on
from dangvu.organisations.tree import Node


class WrongUse(ValueError):
    """The command was called wrongly: exit status 2."""


class CannotDo(RuntimeError):
    """What was asked can't be done; exit status 1."""


def period_of(code: str) -> Period:
    """The period of that code, or WrongUse with examples."""
    try:
        return Period.parse(code)
    except ValueError as error:
        raise WrongUse(
            f"Kỳ “{code}” không hiểu được. Ví dụ: 2023-06, 2023-Q2, 2023-H1, 2023-9M, 2023, 2023-01-15..2023-03-31."
        ) from error


def organisation_named(name: str, period: Period) -> Node:
    """The organisation of that code or name, in the tree of the period's end (or of its start)."""
    tree = tree_on(period.end)
    return find(name, tree if tree.nodes else tree_on(period.start))


def number(value: float | None) -> float | int | None:
    """A whole number without '.0' in JSON."""
    if value is None:
        return None
    return int(value) if float(value).is_integer() else float(value)
