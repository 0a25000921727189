"""Who may see the candidates for Huy hiệu Đảng."""

from dangvu.foundation import capabilities as can
from dangvu.web.matrix import Page, holders

_WRITE = holders(can.READ_NAMES, can.WRITE_MEMBERS)
PAGES = (
    Page("badges", "Huy hiệu Đảng: danh sách xét theo đợt", holders(can.READ_NAMES)),
    Page("badges_given", "Huy hiệu Đảng: ghi đã trao theo một quyết định", _WRITE, _WRITE),
    Page("badge_paper", "Huy hiệu Đảng: danh sách Word", holders(can.READ_NAMES)),
)
