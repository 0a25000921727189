"""Organisations."""

from django.urls import URLPattern, path

from dangvu.web.organisations.organisation import organisation

urlpatterns: list[URLPattern] = [
    path("o/<slug:code>/", organisation, name="organisation"),
]
