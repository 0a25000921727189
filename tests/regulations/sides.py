"""The days on which regulations changed (domain §0): the last day of the old text and the first of the new."""

from __future__ import annotations

from datetime import date

from dangvu.foundation.parameters.queries import Parameters
from dangvu.members.actions.checked import limit
from dangvu.members.rules import Limit

#: The regulation that implements the Statute.
STATUTE = [
    (date(2021, 7, 29), "29-QĐ/TW"), (date(2021, 7, 30), "24-QĐ/TW"),
    (date(2025, 1, 19), "24-QĐ/TW"), (date(2025, 1, 20), "232-QĐ/TW"),
    (date(2025, 6, 30), "232-QĐ/TW"), (date(2025, 7, 1), "294-QĐ/TW"),
]  # fmt: skip
#: The Secretariat's guidance.
GUIDANCE = [
    (date(2021, 9, 27), "01-HD/TW ngày 20/9/2016"), (date(2021, 9, 28), "01-HD/TW ngày 28/9/2021"),
    (date(2025, 6, 8), "01-HD/TW ngày 28/9/2021"), (date(2025, 6, 9), "06-HD/TW"),
]  # fmt: skip
#: Inspection, supervision and discipline.
INSPECTION = [
    (date(2025, 2, 2), "22-QĐ/TW"), (date(2025, 2, 3), "262-QĐ/TW"),
    (date(2025, 5, 29), "262-QĐ/TW"), (date(2025, 5, 30), "296-QĐ/TW"),
]  # fmt: skip


def number(code: str, on: date) -> Limit:
    """The number of that day as the actions hand it to the rules."""
    return limit(Parameters(), code, on)


def names(text: str, document: str) -> bool:
    """Whether a sentence names this document, and an amendment only where that is the document asked for."""
    amended = all((one in text) == (one in document) for one in ("262-QĐ/TW", "264-QĐ/TW"))
    return document in text and amended
