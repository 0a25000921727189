"""Who may set up the system."""

from dangvu.web.matrix import Page

_SETTING_UP = ("quan_tri",)

PAGES = (
    Page("settings", "Tham số của các quy định", _SETTING_UP),
    Page(
        "parameter",
        "Một tham số qua thời gian",
        _SETTING_UP,
        _SETTING_UP,
        {"parameter": "admission.minimum_age"},
    ),
    Page("regulation", "Ghi một văn bản mới, nhiều tham số", _SETTING_UP, _SETTING_UP),
    Page("holidays", "Lịch nghỉ lễ", _SETTING_UP, _SETTING_UP),
    Page("report_templates", "Mẫu văn bản", _SETTING_UP),
    Page("report_template", "Tải một mẫu văn bản", _SETTING_UP, kwargs={"name": "report-36-hd-2018"}),
    Page("backups", "Sao lưu", _SETTING_UP, _SETTING_UP),
)
