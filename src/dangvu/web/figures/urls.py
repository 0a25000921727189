"""Figures, and how each is computed."""

from django.urls import URLPattern, path

from dangvu.web.figures.charts import charts
from dangvu.web.figures.explain import explain, explain_file, source
from dangvu.web.figures.figures import figures, figures_file

urlpatterns: list[URLPattern] = [
    path("o/<slug:code>/so-lieu/", figures, name="figures"),
    path("o/<slug:code>/so-lieu/tai/", figures_file, name="figures_file"),
    path("o/<slug:code>/so-lieu/<slug:figure>/", explain, name="explain"),
    path("o/<slug:code>/so-lieu/<slug:figure>/tai/", explain_file, name="explain_file"),
    path("o/<slug:code>/so-lieu/<slug:figure>/bieu-do/", charts, name="charts"),
    path("o/<slug:code>/so-lieu/<slug:figure>/nguon/<int:row>/", source, name="source_row"),
]
