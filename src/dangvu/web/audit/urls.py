"""Who changed what, when and why."""

from django.urls import URLPattern, path

from dangvu.web.audit.history import history

urlpatterns: list[URLPattern] = [
    path("o/<slug:code>/nhat-ky/", history, name="history"),
]
