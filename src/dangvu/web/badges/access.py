"""Who may see the candidates for Huy hiệu Đảng."""

from dangvu.foundation import capabilities as can
from dangvu.web.matrix import Page, holders

PAGES = (
    Page("badges", "Huy hiệu Đảng: danh sách xét theo đợt", holders(can.READ_NAMES)),
    Page("badge_paper", "Huy hiệu Đảng: danh sách Word", holders(can.READ_NAMES)),
)
