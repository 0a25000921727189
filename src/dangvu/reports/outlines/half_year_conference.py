"""What the half-year review says of conferences and of proposals; nothing where nothing is on record."""

from __future__ import annotations

from .pieces import either, say

CONFERENCES = (
    either(
        say(
            "Số đại biểu phải dự các hội nghị trong kỳ là {conference_delegates} lượt, có mặt {conference_delegates_present} "
            "lượt, đạt {conference_delegates_present_share}.",
            some="conference_delegates",
        ),
    ),
)

OPINIONS = (
    either(
        say(
            "Ghi nhận {opinions_made} ý kiến, kiến nghị của các tổ chức đảng[; trong đó có {proposals_made} kiến nghị][, đã "
            "trả lời {opinions_answered}, đạt {opinions_answered_share}].",
            some="opinions_made",
        ),
    ),
)
