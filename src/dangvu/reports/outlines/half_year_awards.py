"""What a report says of commendations; nothing where nothing is on record."""

from __future__ import annotations

from .pieces import either, say

AWARDS = (
    either(
        say(
            "Khen thưởng {awards_to_organisations} lượt tập thể[, {awards_to_members} lượt đảng viên]"
            "[, gồm |{awards_certificates} giấy khen|{awards_merits} bằng khen].",
            some="awards_to_organisations",
        ),
        say(
            "Khen thưởng {awards_to_members} lượt đảng viên[, gồm |{awards_certificates} giấy khen|{awards_merits} bằng khen].",
            some="awards_to_members",
        ),
    ),
)
