"""Who may read the history of changes."""

from dangvu.foundation import capabilities as can
from dangvu.web.matrix import Page, holders

PAGES = (Page("history", "Nhật ký sửa đổi", holders(can.READ_HISTORY)),)
