"""Who may open the pages of figures."""

from dangvu.foundation import capabilities as can
from dangvu.web.matrix import EVERYBODY, Page, holders

PAGES = (
    Page("figures", "Số liệu của kỳ", EVERYBODY),
    Page("explain", "Cách tính một số liệu", EVERYBODY, kwargs={"figure": "KN-02"}),
    Page(
        "explain",
        "Cách tính số liệu kiểm tra, giám sát",
        holders(can.READ_INSPECTION),
        kwargs={"figure": "KT-01"},
    ),
)
