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
    Page("figures_file", "Bảng số liệu ra tệp Excel", EVERYBODY),
    Page(
        "explain_file", "Danh sách phía sau một số liệu ra tệp Excel", EVERYBODY, kwargs={"figure": "KN-02"}
    ),
    Page("charts", "Biểu đồ của một số liệu", EVERYBODY, kwargs={"figure": "KN-01"}),
    Page(
        "source_row",
        "Dòng gốc phía sau một số liệu",
        holders(can.READ_NAMES),
        kwargs={"figure": "KN-01", "row": lambda bloc: bloc.source_row},
    ),
)
