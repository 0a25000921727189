"""Who may open the pages of a reporting period."""

from __future__ import annotations

from typing import Any

from dangvu.foundation import capabilities as can
from dangvu.web.matrix import EVERYBODY, Page, holders

_SEND, _ACCEPT, _READ = holders(can.SEND_FIGURES), holders(can.ACCEPT_FIGURES), holders(can.READ_REPORT)


def _unit(bloc: Any) -> object:
    """A unit that sends to the first unit of the small bloc, which asks for its figures."""
    from dangvu.web.review.specimen import specimen  # needs the database; the table itself does not

    return specimen(bloc)


def _version(bloc: Any) -> object:
    """What the first unit has sent of another period."""
    from dangvu.web.review.specimen import sent  # needs the database; the table itself does not

    return sent(bloc)


PAGES = (
    Page("review", "Kỳ báo cáo: đơn vị nào đã gửi, nhắc, nhận, khóa", EVERYBODY, _ACCEPT),
    Page("review_open", "Mở kỳ báo cáo, dời hạn", _ACCEPT, _ACCEPT),
    Page("review_unlock", "Đồng ý mở khóa kỳ của đơn vị không có cấp trên ở đây", (), holders(can.ISSUE_REPORT)),
    Page("review_calls", "Danh sách gọi nhắc để in", EVERYBODY),
    Page("review_unit", "Số liệu một đơn vị gửi lên: nhận, trả lại", EVERYBODY, _ACCEPT, {"unit": _unit}),
    Page("sending", "Gửi số liệu của đơn vị mình", EVERYBODY, _SEND),
    Page("narrative", "Nội dung báo cáo: viết, xem các đoạn của đơn vị", _READ, _SEND),
    Page("gathering", "Tổng hợp nội dung: còn bao nhiêu đoạn từng mục", _READ),
    Page("gathering_section", "Tổng hợp nội dung một mục: lấy, không lấy", _READ, _ACCEPT, {"section": "kien_nghi"}),
    Page("frozen_list", "Danh sách đứng sau một số đã chốt", EVERYBODY, kwargs={"version": _version, "figure": "KN-01"}),
    Page("sending_adjust", "Điều chỉnh một số có lý do", _SEND, _SEND, {"figure": "KN-01"}),
)  # fmt: skip
