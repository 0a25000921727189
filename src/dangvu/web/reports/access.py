"""Who may open the pages of reports."""

from __future__ import annotations

from typing import Any

from dangvu.foundation import capabilities as can
from dangvu.web.matrix import Page, holders


def _issued(bloc: Any) -> object:
    """A report issued by the small bloc's first unit."""
    from dangvu.web.reports.specimen import issued  # needs the database; the table itself does not

    return issued(bloc)


def _template(bloc: Any) -> object:
    """A template that the small bloc's first unit keeps."""
    from dangvu.web.reports.specimen import template

    return template(bloc)


_ONE: dict[str, object] = {"template": _template}
PAGES = (
    Page("report", "Báo cáo của kỳ", holders(can.READ_REPORT), holders(can.READ_REPORT)),
    Page("report_file", "Tải dự thảo báo cáo", holders(can.READ_REPORT)),
    Page(
        "inspection_report_file",
        "Tải dự thảo báo cáo kiểm tra, giám sát",
        holders(can.READ_INSPECTION, can.READ_REPORT),
    ),
    Page("readback", "Đọc lại bản đã sửa", holders(can.READ_REPORT), holders(can.READ_REPORT)),
    Page("readback_file", "Tải tệp đã đọc lại", holders(can.READ_REPORT)),
    Page("report_issue", "Ban hành báo cáo", (), holders(can.ISSUE_REPORT)),
    Page("issued_file", "Tải báo cáo đã ban hành", holders(can.READ_REPORT), kwargs={"report": _issued}),
    Page("issued_page", "Tải bản tra cứu của báo cáo", holders(can.READ_REPORT), kwargs={"report": _issued}),
    Page("issued_manifest", "Tải bản kê của báo cáo", holders(can.READ_REPORT), kwargs={"report": _issued}),
    Page(
        "issued_with_names",
        "Bản tra cứu có tên người",
        holders(can.READ_NAMES, can.READ_REPORT),
        holders(can.READ_NAMES, can.READ_REPORT),
        kwargs={"report": _issued},
    ),
    Page("report_verify", "Kiểm tra một tệp báo cáo", holders(can.READ_REPORT), holders(can.READ_REPORT)),
    Page("tag_picker", "Chọn thẻ cho mẫu báo cáo", holders(can.READ_REPORT)),
    Page(
        "office_templates", "Mẫu báo cáo của cơ quan", holders(can.READ_REPORT), holders(can.WRITE_TEMPLATE)
    ),
    Page("office_starter", "Tải mẫu khởi đầu", holders(can.READ_REPORT)),
    Page(
        "office_template",
        "Kiểm tra một mẫu, đưa vào dùng",
        holders(can.READ_REPORT),
        holders(can.WRITE_TEMPLATE),
        _ONE,
    ),
    Page("office_template_withdraw", "Ngừng dùng một mẫu", (), holders(can.WRITE_TEMPLATE), _ONE),
    Page("office_template_file", "Tải tệp của mẫu", holders(can.READ_REPORT), kwargs=_ONE),
    Page("office_trial", "Xem thử báo cáo theo mẫu", holders(can.READ_REPORT), kwargs=_ONE),
    Page("office_trial_file", "Tải bản xem thử (Word)", holders(can.READ_REPORT), kwargs=_ONE),
    Page("office_trial_pdf", "Tải bản xem thử (PDF)", holders(can.READ_REPORT), kwargs=_ONE),
)
