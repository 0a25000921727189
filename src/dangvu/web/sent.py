"""What an address or a form sends is a stranger's word: read once, here."""

from __future__ import annotations

#: More digits than any number of a row has; the databases hold no longer ones.
_DIGITS = 15


def number(text: str) -> int | None:
    """The whole number that was sent; None for anything else ('²' is a digit for Python, and no number)."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else None
