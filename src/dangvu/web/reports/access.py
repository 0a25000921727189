"""Who may open the pages of reports."""

from dangvu.foundation import capabilities as can
from dangvu.web.matrix import Page, holders

PAGES = (
    Page("report", "Báo cáo của kỳ", holders(can.READ_REPORT), holders(can.READ_REPORT)),
    Page("report_file", "Tải dự thảo báo cáo", holders(can.READ_REPORT)),
)
