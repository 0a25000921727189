"""Slowing down whoever guesses passwords: a growing wait, never a lock for good.

Counts by the name that was typed, whether such an account exists or not, and by the address it came from.
The counts live in the database (Django's own cache table), so every worker sees the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from math import ceil

from django.core.cache import cache

from dangvu.foundation import clock

_FORGOTTEN_AFTER = 30 * 60
_LONGEST = 15 * 60


@dataclass(frozen=True, slots=True)
class Guesser:
    """What is counted: a name or an address, and how many failures pass without a wait."""

    kind: str
    value: str
    free: int

    @property
    def key(self) -> str:
        return f"sign-in-{self.kind}-{sha256(self.value.encode()).hexdigest()}"


def guessers(name: str, address: str) -> tuple[Guesser, Guesser]:
    """The two counts that an attempt touches; one address may serve a whole office behind a proxy."""
    return Guesser("name", name.strip().casefold(), 5), Guesser("address", address, 60)


def seconds_to_wait(guesser: Guesser) -> int:
    """How long until the next attempt is looked at; 0 for none."""
    counted: tuple[int, float] = cache.get(guesser.key, (0, 0.0))
    failures, last = counted
    if failures < guesser.free:
        return 0
    wait: int = min(60 * 2 ** (failures - guesser.free), _LONGEST)
    return max(0, ceil(last + wait - clock.now().timestamp()))


def failed(guesser: Guesser) -> None:
    """One more wrong attempt."""
    failures, _ = cache.get(guesser.key, (0, 0.0))
    cache.set(guesser.key, (failures + 1, clock.now().timestamp()), _FORGOTTEN_AFTER)


def succeeded(guesser: Guesser) -> None:
    """Whoever signs in starts from nought."""
    cache.delete(guesser.key)
