"""What a report says of dues; nothing where nothing is on record."""

from __future__ import annotations

from .pieces import either, say

DUES = (
    either(
        say(
            "Thu đảng phí {dues_collected} đồng[, đạt {dues_collected_share} số phải thu]"
            "[; nộp lên cấp trên {dues_handed_up} đồng][; giữ lại ở các cấp {dues_kept} đồng].",
            some="dues_collected",
        ),
    ),
)
