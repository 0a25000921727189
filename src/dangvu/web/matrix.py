"""One row of the access matrix. Each area lists its pages in its ``access.py``; tests/access tries them all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dangvu.accounts.roles import ROLES

EVERYBODY = tuple(ROLES)


def holders(*capabilities: str) -> tuple[str, ...]:
    """The roles that hold all these capabilities: for the rows whose answer is the definition itself."""
    return tuple(slug for slug, role in ROLES.items() if role.capabilities.issuperset(capabilities))


@dataclass(frozen=True)
class Page:
    """One page of an organisation: the roles that may open it there or from above, and those that may send its form.

    ``posts`` None: the page takes no orders (405). ``reads`` empty: it only takes orders. ``kwargs`` complete the
    address; a value may be a callable of the test's small bloc, for ids that exist only there.
    """

    url: str
    title: str
    reads: tuple[str, ...]
    posts: tuple[str, ...] | None = None
    kwargs: Mapping[str, object] = field(default_factory=dict)
