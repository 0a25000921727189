"""Voting on admission and recognition: two thirds of those who count.

Source: Hướng dẫn 01-HD/TW (28/9/2021) and 06-HD/TW (09/6/2025), điểm 3.6; Quy định 294-QĐ/TW, điểm 9.3.2.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Vote:
    """The count of one vote. Probationers are not on the list of those who vote.

    ``away`` and ``exempt_absent`` leave the base; who is simply absent stays in it. For a committee's vote
    both are zero: the base is the number of its members.
    """

    listed: int
    votes_for: int
    away: int = 0
    exempt_absent: int = 0

    @property
    def base(self) -> int:
        """20 official, 1 away temporarily, 1 exempt and absent → 18."""
        return self.listed - self.away - self.exempt_absent

    def needed(self, share: Fraction) -> int:
        """The fewest votes that reach the share: 18 → 12."""
        return -(-self.base * share.numerator // share.denominator)

    def passed(self, share: Fraction) -> bool:
        return self.base > 0 and self.votes_for >= self.needed(share)

    def fault(self) -> tuple[str, str]:
        """(field, what is wrong) where the counts contradict each other; empty where they do not."""
        if self.listed <= 0:
            return (
                "listed",
                "Ghi tổng số đảng viên chính thức (hoặc cấp ủy viên) có trong danh sách, ví dụ 20.",
            )
        if self.away < 0 or self.exempt_absent < 0 or self.votes_for < 0:
            return "votes_for", "Số phiếu, số người không nhỏ hơn 0."
        if self.base <= 0:
            return "away", (
                f"Số đi sinh hoạt tạm thời nơi khác và số được miễn vắng mặt ({self.away + self.exempt_absent}) "
                f"phải nhỏ hơn tổng số trong danh sách ({self.listed})."
            )
        if self.votes_for > self.listed:
            return "votes_for", (
                f"Số phiếu tán thành ({self.votes_for}) nhiều hơn số người có trong danh sách ({self.listed})."
            )
        return "", ""


def share(written: str) -> Fraction:
    """The parameter '2/3' as an exact number."""
    return Fraction(written)
