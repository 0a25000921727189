"""Who may open and who may change targets."""

from dangvu.foundation import capabilities as can
from dangvu.web.matrix import EVERYBODY, Page, holders

_MINE = {"target": lambda bloc: bloc.unit_target}

PAGES = (
    Page("targets", "Chỉ tiêu của năm", EVERYBODY),
    Page("target_new", "Thêm chỉ tiêu", holders(can.WRITE_WORK), holders(can.WRITE_WORK)),
    Page("resolution_new", "Thêm nghị quyết", holders(can.WRITE_WORK), holders(can.WRITE_WORK)),
    Page("target", "Một chỉ tiêu: tiến độ, dự báo, các lần giao", EVERYBODY, kwargs=_MINE),
    Page(
        "allocation", "Phân bổ, điều chỉnh chỉ tiêu", holders(can.WRITE_WORK), holders(can.WRITE_WORK), _MINE
    ),
    Page("target_withdraw", "Bỏ chỉ tiêu lập nhầm", (), holders(can.WRITE_WORK), _MINE),
)
