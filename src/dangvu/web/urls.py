"""The pages. Every one of them stands in the access matrix (tests/access) and in docs/access.md."""

from django.urls import URLPattern, path

from dangvu.web.explain import explain
from dangvu.web.figures import figures
from dangvu.web.findings import findings
from dangvu.web.home import home
from dangvu.web.organisation import organisation
from dangvu.web.reports import report, report_file
from dangvu.web.sign_in import SignIn, sign_out

urlpatterns: list[URLPattern] = [
    path("", home, name="home"),
    path("dang-nhap/", SignIn.as_view(), name="sign_in"),
    path("dang-xuat/", sign_out, name="sign_out"),
    path("o/<slug:code>/", organisation, name="organisation"),
    path("o/<slug:code>/so-lieu/", figures, name="figures"),
    path("o/<slug:code>/so-lieu/<slug:figure>/", explain, name="explain"),
    path("o/<slug:code>/can-xu-ly/", findings, name="findings"),
    path("o/<slug:code>/bao-cao/", report, name="report"),
    path("o/<slug:code>/bao-cao/so-ket-6-thang.docx", report_file, name="report_file"),
]
