"""Bringing data in, and what of it was not counted."""

from django.urls import URLPattern, path

from dangvu.web.intake.findings import findings

urlpatterns: list[URLPattern] = [
    path("o/<slug:code>/can-xu-ly/", findings, name="findings"),
]
