"""Reports."""

from django.urls import URLPattern, path

from dangvu.web.reports.review import report, report_file

urlpatterns: list[URLPattern] = [
    path("o/<slug:code>/bao-cao/", report, name="report"),
    path("o/<slug:code>/bao-cao/so-ket-6-thang.docx", report_file, name="report_file"),
]
