"""Who acts. Actions and queries receive an Actor; they never ask who is signed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, or the local operator at the command line.

    ``grants`` maps an organisation's id to the capabilities held there (and so in everything below it).
    """

    label: str
    user_id: int | None = None
    grants: Mapping[int, frozenset[str]] = field(default_factory=dict)
    is_operator: bool = False

    def organisations_with(self, capability: str) -> frozenset[int]:
        """Ids of the organisations in which the capability was granted; what lies below is not expanded."""
        return frozenset(organisation for organisation, held in self.grants.items() if capability in held)


#: The person at the machine's own command line: sees and may do everything, and is audited as such.
OPERATOR = Actor(label="Người vận hành tại máy chủ", is_operator=True)
