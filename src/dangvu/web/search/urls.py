"""The one search of the frame."""

from django.urls import URLPattern, path

from dangvu.web.search.everywhere import find

urlpatterns: list[URLPattern] = [path("o/<slug:code>/tim/", find, name="search")]
