"""Official numbers as they are shown to whoever need not see them: only the last four, or fewer of a short one."""

from __future__ import annotations

_SHOWN = 4


def last_of(number: str) -> str:
    """The digits that stay readable: never more than a third of the number."""
    return number[-min(_SHOWN, len(number) // 3) :] if len(number) >= _SHOWN else ""


def masked(number: str) -> str:
    """'012345678901' → '•••• •••• 8901'; '' for none."""
    if not number:
        return ""
    return f"•••• •••• {last_of(number)}".rstrip()
