"""Who may see dues, and who may write them."""

from dangvu.foundation import capabilities as can
from dangvu.web.matrix import EVERYBODY, Page, holders

_WRITE = holders(can.WRITE_WORK)
PAGES = (
    Page("dues", "Đảng phí: thu, nộp, giữ lại", EVERYBODY),
    Page("dues_month", "Đảng phí: ghi một tháng", _WRITE, _WRITE),
    Page("dues_take_back", "Đảng phí: bỏ một tháng ghi nhầm", _WRITE, _WRITE),
    Page("dues_arrears", "Đảng phí: danh sách chưa đóng", holders(can.READ_NAMES)),
)
