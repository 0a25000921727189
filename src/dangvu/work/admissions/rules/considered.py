"""Whether a cell considered a probationer in time. Pure.

Source: Quy định 24, 294-QĐ/TW, điểm 4: within 30 working days after the twelve months end the cell considers; the
competent body decides afterwards, so a decision by the last day proves that the cell was in time, and a later one proves
nothing of the day on which the cell met.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dangvu.foundation.labelled import Labelled


class Considered(Labelled):
    """What the records tell of one probationer whose twelve months ended."""

    ON_TIME = "dung_han", "xét đúng hạn"
    LATE = "cham", "xét chậm hoặc quá hạn chưa xét"
    NOT_TOLD = "khong_ro", "chưa ghi ngày xét"
    RUNNING = "con_han", "chưa xét, còn trong hạn"


@dataclass(frozen=True, slots=True)
class Told:
    """What is on record. ``voted``: the day on which the cell voted, or proposed to strike the person off; ``limit`` None:
    the joining day is not known to the day, or no regulation of that day is on record."""

    limit: date | None
    voted: date | None = None
    decided: date | None = None
    recognised: bool = False
    there_at_limit: bool = True  # still a probationer here on the last day

    def at(self, end: date) -> Considered:
        """In time, late, not told; at ``end`` the term may still run."""
        if self.limit is None:
            return Considered.NOT_TOLD
        if self.voted is not None:
            return Considered.ON_TIME if self.voted <= self.limit else Considered.LATE
        if self.decided is not None and self.decided <= self.limit:
            return Considered.ON_TIME
        if self.recognised or not self.there_at_limit:
            return Considered.NOT_TOLD
        return Considered.LATE if self.limit < end else Considered.RUNNING
