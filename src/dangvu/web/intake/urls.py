"""Bringing data in, and what of it was not counted."""

from django.urls import URLPattern, path

from dangvu.web.intake import batches, paste, rows, uploads
from dangvu.web.intake.findings import findings
from dangvu.web.intake.units import units_sent

_UPLOAD = "o/<slug:code>/nap/<int:upload>/"

urlpatterns: list[URLPattern] = [
    path("o/<slug:code>/can-xu-ly/", findings, name="findings"),
    path("o/<slug:code>/don-vi-gui/", units_sent, name="units_sent"),
    path("o/<slug:code>/can-xu-ly/<int:finding>/", rows.finding, name="finding"),
    path("o/<slug:code>/nap/", uploads.uploads, name="uploads"),
    path("o/<slug:code>/nap/nhan/", uploads.accept, name="accept_waiting"),
    path("o/<slug:code>/nap/dan/", paste.paste, name="paste"),
    path("o/<slug:code>/nap/mau/", paste.prepared, name="prepared"),
    path("o/<slug:code>/nap/mau/<slug:kind>.xlsx", paste.prepared_file, name="prepared_file"),
    path("o/<slug:code>/nap/cot/", batches.column_choices, name="column_choices"),
    path("o/<slug:code>/nap/dot/", batches.batches, name="batches"),
    path("o/<slug:code>/nap/dot/<int:batch>/", batches.batch, name="batch"),
    path(_UPLOAD, uploads.upload, name="upload"),
    path(f"{_UPLOAD}doc-lai/", uploads.read, name="upload_read"),
    path(f"{_UPLOAD}ghi/", uploads.write, name="upload_write"),
    path(f"{_UPLOAD}bo/", uploads.drop, name="upload_drop"),
    path(f"{_UPLOAD}sua.zip", uploads.backs, name="upload_backs"),
    path(f"{_UPLOAD}tep/<int:file>.xlsx", uploads.back, name="upload_back"),
    path(f"{_UPLOAD}dong/<int:row>/", rows.row, name="upload_row"),
    path(f"{_UPLOAD}trang/<int:file>/<int:sheet>/", rows.sheet, name="upload_sheet"),
]
