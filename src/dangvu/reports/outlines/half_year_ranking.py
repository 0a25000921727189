"""What a report says of the last year's ranking; nothing where nothing is on record."""

from __future__ import annotations

from .pieces import WITH_UNITS, either, say

RANKING = (
    either(
        say(
            "Đánh giá, xếp loại năm {ranked_year}: {ranked_organisations} tổ chức cơ sở đảng được xếp loại"
            "[, trong đó |{ranked_organisations_excellent} hoàn thành xuất sắc nhiệm vụ ({ranked_organisations_excellent_share})"
            "|{ranked_organisations_good} hoàn thành tốt ({ranked_organisations_good_share})"
            "|{ranked_organisations_done} hoàn thành ({ranked_organisations_done_share})"
            "|{ranked_organisations_not_done} không hoàn thành ({ranked_organisations_not_done_share})].",
            some="ranked_organisations",
            scope=WITH_UNITS,
        ),
    ),
    either(
        say(
            "Có {ranked_members} đảng viên được xếp loại năm {ranked_year}"
            "[, trong đó |{ranked_members_excellent} hoàn thành xuất sắc nhiệm vụ ({ranked_members_excellent_share})"
            "|{ranked_members_good} hoàn thành tốt ({ranked_members_good_share})"
            "|{ranked_members_done} hoàn thành ({ranked_members_done_share})"
            "|{ranked_members_not_done} không hoàn thành ({ranked_members_not_done_share})].",
            some="ranked_members",
        ),
    ),
)
