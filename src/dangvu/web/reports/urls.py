"""Reports."""

from django.urls import URLPattern, path

from dangvu.web.reports.evidence import issued_manifest, issued_page, issued_with_names, report_verify
from dangvu.web.reports.review import issued_file, report, report_file, report_issue

urlpatterns: list[URLPattern] = [
    path("o/<slug:code>/bao-cao/", report, name="report"),
    path("o/<slug:code>/bao-cao/so-ket-6-thang.docx", report_file, name="report_file"),
    path("o/<slug:code>/bao-cao/ban-hanh/", report_issue, name="report_issue"),
    path("o/<slug:code>/bao-cao/da-ban-hanh/<int:report>.docx", issued_file, name="issued_file"),
    path("o/<slug:code>/bao-cao/da-ban-hanh/<int:report>.html", issued_page, name="issued_page"),
    path("o/<slug:code>/bao-cao/da-ban-hanh/<int:report>.json", issued_manifest, name="issued_manifest"),
    path(
        "o/<slug:code>/bao-cao/da-ban-hanh/<int:report>/co-ten-nguoi/",
        issued_with_names,
        name="issued_with_names",
    ),
    path("o/<slug:code>/bao-cao/kiem-tra-tep/", report_verify, name="report_verify"),
]
