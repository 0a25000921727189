"""Bringing data in, and what of it was not counted."""

from django.urls import URLPattern, path

from dangvu.web.intake.findings import findings
from dangvu.web.intake.units import units_sent

urlpatterns: list[URLPattern] = [
    path("o/<slug:code>/can-xu-ly/", findings, name="findings"),
    path("o/<slug:code>/don-vi-gui/", units_sent, name="units_sent"),
]
