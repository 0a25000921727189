"""Figures, and how each is computed."""

from django.urls import URLPattern, path

from dangvu.web.figures.explain import explain
from dangvu.web.figures.figures import figures

urlpatterns: list[URLPattern] = [
    path("o/<slug:code>/so-lieu/", figures, name="figures"),
    path("o/<slug:code>/so-lieu/<slug:figure>/", explain, name="explain"),
]
