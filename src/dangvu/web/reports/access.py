"""Who may open the pages of reports."""

from __future__ import annotations

from typing import Any

from dangvu.foundation import capabilities as can
from dangvu.web.matrix import Page, holders


def _issued(bloc: Any) -> object:
    """A report issued by the small bloc's first unit."""
    from dangvu.web.reports.specimen import issued  # needs the database; the table itself does not

    return issued(bloc)


PAGES = (
    Page("report", "Báo cáo của kỳ", holders(can.READ_REPORT), holders(can.READ_REPORT)),
    Page("report_file", "Tải dự thảo báo cáo", holders(can.READ_REPORT)),
    Page("readback", "Đọc lại bản đã sửa", holders(can.READ_REPORT), holders(can.READ_REPORT)),
    Page("readback_file", "Tải tệp đã đọc lại", holders(can.READ_REPORT)),
    Page("report_issue", "Ban hành báo cáo", (), holders(can.ISSUE_REPORT)),
    Page("issued_file", "Tải báo cáo đã ban hành", holders(can.READ_REPORT), kwargs={"report": _issued}),
)
