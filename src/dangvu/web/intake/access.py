"""Who may open the pages of bringing data in."""

from dangvu.foundation import capabilities as can
from dangvu.web.matrix import Page, holders

PAGES = (
    Page("findings", "Việc cần xử lý", holders(can.READ_FINDINGS)),
    Page("units_sent", "Đơn vị đã gửi và chưa gửi biểu", holders(can.READ_FINDINGS)),
)
