"""Setting up the system."""

from django.urls import URLPattern, path

from dangvu.web.settings.calendar import holidays
from dangvu.web.settings.parameters import parameter, parameters
from dangvu.web.settings.regulation import regulation
from dangvu.web.settings.system import backup_state, report_template, report_templates

urlpatterns: list[URLPattern] = [
    path("o/<slug:code>/quan-tri/", parameters, name="settings"),
    path("o/<slug:code>/quan-tri/tham-so/<str:parameter>/", parameter, name="parameter"),
    path("o/<slug:code>/quan-tri/van-ban-moi/", regulation, name="regulation"),
    path("o/<slug:code>/quan-tri/ngay-nghi/", holidays, name="holidays"),
    path("o/<slug:code>/quan-tri/mau/", report_templates, name="report_templates"),
    path("o/<slug:code>/quan-tri/mau/<slug:name>.docx", report_template, name="report_template"),
    path("o/<slug:code>/quan-tri/sao-luu/", backup_state, name="backups"),
]
