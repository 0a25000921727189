"""What a report says of cards, temporary transfers, exemptions and the electronic handbook; nothing where nothing is told."""

from __future__ import annotations

from .pieces import WITH_UNITS, either, say

CARDS = (
    either(
        say(
            "[Về thẻ đảng viên, trong kỳ đã |phát {cards_issued} thẻ|đổi {cards_exchanged} thẻ|cấp lại {cards_reissued} thẻ].",
        ),
    ),
)

AWAY = (
    either(
        say(
            "[Cuối kỳ có |{away_temporarily} đảng viên đang sinh hoạt tạm thời ở nơi khác"
            "|{guests_temporarily} đảng viên nơi khác đang sinh hoạt tạm thời ở đây"
            "|{members_exempt} đảng viên được miễn công tác và sinh hoạt đảng].",
        ),
    ),
)

HANDBOOK = (
    either(
        say(
            "Có {handbook_installed} đảng viên cài đặt Sổ tay đảng viên điện tử, đạt {handbook_installed_share}"
            "[; {handbook_using} đảng viên thường xuyên dùng].",
            some="handbook_installed",
        ),
    ),
    either(
        say(
            "Có {handbook_units_above_half} tổ chức cơ sở đảng có quá nửa đảng viên cài đặt Sổ tay"
            "[, trong đó {handbook_units_above_most} tổ chức có trên bốn phần năm].",
            some="handbook_units_above_half",
            scope=WITH_UNITS,
        ),
    ),
)
