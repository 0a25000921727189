"""Reports."""

from django.urls import URLPattern, path

from dangvu.web.reports.readback import readback, readback_file
from dangvu.web.reports.review import issued_file, report, report_file, report_issue

urlpatterns: list[URLPattern] = [
    path("o/<slug:code>/bao-cao/", report, name="report"),
    path("o/<slug:code>/bao-cao/so-ket-6-thang.docx", report_file, name="report_file"),
    path("o/<slug:code>/bao-cao/ban-hanh/", report_issue, name="report_issue"),
    path("o/<slug:code>/bao-cao/doc-lai/", readback, name="readback"),
    path("o/<slug:code>/bao-cao/doc-lai/tep/", readback_file, name="readback_file"),
    path("o/<slug:code>/bao-cao/da-ban-hanh/<int:report>.docx", issued_file, name="issued_file"),
]
