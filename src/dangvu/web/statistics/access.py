"""Who may open the statistical forms, and who changes them."""

from dangvu.web.matrix import EVERYBODY, Page

_SETTING_UP = ("quan_tri",)


_ONE: dict[str, object] = {"form": "1-TCTW"}
PAGES = (
    Page("statistics", "Thống kê đảng viên: các biểu", EVERYBODY),
    Page("statistics_word", "Thống kê đảng viên ra tệp Word", EVERYBODY),
    Page("statistics_excel", "Thống kê đảng viên ra tệp Excel", EVERYBODY),
    Page("statistical_form", "Một biểu thống kê", EVERYBODY, kwargs=_ONE),
    Page("form_units", "Một biểu thống kê theo đơn vị", EVERYBODY, kwargs=_ONE),
    Page("form_checks", "Đối chiếu một biểu thống kê", EVERYBODY, kwargs=_ONE),
    Page(
        "form_cell",
        "Danh sách phía sau một ô của biểu",
        EVERYBODY,
        kwargs={**_ONE, "row": "D", "column": "tong-so"},
    ),
    Page("form_word", "Một biểu thống kê ra tệp Word", EVERYBODY, kwargs=_ONE),
    Page("form_excel", "Một biểu thống kê ra tệp Excel", EVERYBODY, kwargs=_ONE),
    Page("form_settings", "Quản trị biểu thống kê", _SETTING_UP),
    Page("form_versions", "Các bản của một biểu, xác nhận mẫu", _SETTING_UP, _SETTING_UP, _ONE),
    Page("form_edit", "Sửa một biểu thống kê", _SETTING_UP, _SETTING_UP, _ONE),
    Page("form_row", "Sửa một dòng của biểu", _SETTING_UP, _SETTING_UP, _ONE),
    Page("form_column", "Sửa một cột của biểu", _SETTING_UP, _SETTING_UP, _ONE),
)
