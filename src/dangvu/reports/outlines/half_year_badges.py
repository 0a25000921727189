"""What a report says of badges; nothing where nothing is on record."""

from __future__ import annotations

from .pieces import either, say

_MARKS = (90, 85, 80, 75, 70, 65, 60, 55, 50, 45, 40, 30)

BADGES = (
    either(
        say(
            "Trao tặng, truy tặng {badges_awarded} Huy hiệu Đảng[, gồm "
            + "".join(f"|{{badges_awarded_{mark}}} Huy hiệu {mark} năm" for mark in _MARKS)
            + "].",
            some="badges_awarded",
        ),
    ),
)
