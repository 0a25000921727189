"""Reports."""

from django.urls import URLPattern, path

from dangvu.web.reports.evidence import issued_manifest, issued_page, issued_with_names, report_verify
from dangvu.web.reports.picker import tag_picker
from dangvu.web.reports.readback import readback, readback_file
from dangvu.web.reports.review import (
    inspection_report_file,
    issued_file,
    report,
    report_file,
    report_issue,
)
from dangvu.web.reports.templates import (
    office_starter,
    office_template,
    office_template_file,
    office_template_withdraw,
    office_templates,
    office_trial,
    office_trial_file,
    office_trial_pdf,
)

_ONE = "o/<slug:code>/bao-cao/mau/<int:template>"

urlpatterns: list[URLPattern] = [
    path("o/<slug:code>/bao-cao/", report, name="report"),
    path("o/<slug:code>/bao-cao/du-thao.docx", report_file, name="report_file"),
    path(
        "o/<slug:code>/bao-cao/kiem-tra-giam-sat.docx", inspection_report_file, name="inspection_report_file"
    ),
    path("o/<slug:code>/bao-cao/ban-hanh/", report_issue, name="report_issue"),
    path("o/<slug:code>/bao-cao/doc-lai/", readback, name="readback"),
    path("o/<slug:code>/bao-cao/doc-lai/tep/", readback_file, name="readback_file"),
    path("o/<slug:code>/bao-cao/da-ban-hanh/<int:report>.docx", issued_file, name="issued_file"),
    path("o/<slug:code>/bao-cao/da-ban-hanh/<int:report>.html", issued_page, name="issued_page"),
    path("o/<slug:code>/bao-cao/da-ban-hanh/<int:report>.json", issued_manifest, name="issued_manifest"),
    path(
        "o/<slug:code>/bao-cao/da-ban-hanh/<int:report>/co-ten-nguoi/",
        issued_with_names,
        name="issued_with_names",
    ),
    path("o/<slug:code>/bao-cao/kiem-tra-tep/", report_verify, name="report_verify"),
    path("o/<slug:code>/bao-cao/the/", tag_picker, name="tag_picker"),
    path("o/<slug:code>/bao-cao/mau/", office_templates, name="office_templates"),
    path("o/<slug:code>/bao-cao/mau/khoi-dau.docx", office_starter, name="office_starter"),
    path(f"{_ONE}/", office_template, name="office_template"),
    path(f"{_ONE}/ngung/", office_template_withdraw, name="office_template_withdraw"),
    path(f"{_ONE}/tep.docx", office_template_file, name="office_template_file"),
    path(f"{_ONE}/xem-thu/", office_trial, name="office_trial"),
    path(f"{_ONE}/xem-thu.docx", office_trial_file, name="office_trial_file"),
    path(f"{_ONE}/xem-thu.pdf", office_trial_pdf, name="office_trial_pdf"),
]
