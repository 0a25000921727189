"""Statistical forms."""

from django.urls import URLPattern, path

from dangvu.web.statistics.editor import column_edit, form_edit, row_edit
from dangvu.web.statistics.files import form_excel, form_word, statistics_excel, statistics_word
from dangvu.web.statistics.settings import form_settings, form_versions
from dangvu.web.statistics.views import form, form_cell, form_checks, form_units, statistics

_BASE = "o/<slug:code>/thong-ke/"
_ONE = f"{_BASE}<slug:form>/"
_SET = "o/<slug:code>/quan-tri/bieu/"

urlpatterns: list[URLPattern] = [
    path(_BASE, statistics, name="statistics"),
    path(f"{_BASE}thong-ke-dang-vien.docx", statistics_word, name="statistics_word"),
    path(f"{_BASE}thong-ke-dang-vien.xlsx", statistics_excel, name="statistics_excel"),
    path(_ONE, form, name="statistical_form"),
    path(f"{_ONE}theo-don-vi/", form_units, name="form_units"),
    path(f"{_ONE}doi-chieu/", form_checks, name="form_checks"),
    path(f"{_ONE}o/<str:row>/<slug:column>/", form_cell, name="form_cell"),
    path(f"{_ONE}bieu.docx", form_word, name="form_word"),
    path(f"{_ONE}bieu.xlsx", form_excel, name="form_excel"),
    path(_SET, form_settings, name="form_settings"),
    path(f"{_SET}<slug:form>/", form_versions, name="form_versions"),
    path(f"{_SET}<slug:form>/sua/", form_edit, name="form_edit"),
    path(f"{_SET}<slug:form>/dong/", row_edit, name="form_row"),
    path(f"{_SET}<slug:form>/cot/", column_edit, name="form_column"),
]
