"""What a report says of the pool, of probation considered in time, of committees made whole and of vetting; nothing where
nothing is on record."""

from __future__ import annotations

from .pieces import WITH_UNITS, either, say

POOL = (
    either(
        say(
            "Cuối kỳ có {outstanding_people} quần chúng ưu tú trong danh sách bồi dưỡng, tạo nguồn kết nạp"
            "[, trong đó {outstanding_people_certified} người có giấy chứng nhận còn giá trị].",
            some="outstanding_people",
        ),
    ),
)
PROBATION = (
    either(
        say(
            "Trong kỳ có {probations_ended} đảng viên hết thời hạn dự bị[: |chi bộ xét công nhận đúng hạn "
            "{probations_considered_on_time} người|xét chậm hoặc quá hạn chưa xét {probations_considered_late} người"
            "|chưa ghi ngày xét {probations_considered_not_told} người]"
            "[; tỷ lệ xét đúng hạn {probations_considered_on_time_share}].",
            some="probations_ended",
        ),
    ),
)
_POSTS = (
    "[, trong đó có |{committee_secretaries_taken} bí thư|{committee_deputies_taken} phó bí thư]"
    "[; |bầu bổ sung {committee_posts_supplemented}|chỉ định {committee_posts_appointed}|bầu {committee_posts_elected}]"
    "[; thôi giữ {committee_posts_left} chức vụ]."
)
OFFICERS = (
    either(
        say(
            "Kiện toàn cấp ủy ở {committees_changed} tổ chức đảng với {committee_posts_taken} chức vụ mới"
            + _POSTS,
            some="committee_posts_taken",
            scope=WITH_UNITS,
        ),
        say("Kiện toàn {committee_posts_taken} chức vụ trong cấp ủy" + _POSTS, some="committee_posts_taken"),
        say("Thôi giữ {committee_posts_left} chức vụ trong cấp ủy.", some="committee_posts_left"),
    ),
)
VETTING = (
    either(
        say(
            "Gửi thẩm tra, xác minh lý lịch {vetting_asked} hồ sơ[; trả lời thẩm tra lý lịch {vetting_answered} hồ sơ].",
            some="vetting_asked",
        ),
        say("Trả lời thẩm tra lý lịch {vetting_answered} hồ sơ.", some="vetting_answered"),
    ),
    either(
        say(
            "Kết luận tiêu chuẩn chính trị {political_standard_conclusions} trường hợp.",
            some="political_standard_conclusions",
        ),
    ),
)
