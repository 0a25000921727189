"""The first page."""

from django.urls import URLPattern, path

from dangvu.web.home.first import home

urlpatterns: list[URLPattern] = [path("", home, name="home")]
