"""All URLs. Every one of them stands in the access matrix (tests/access)."""

from django.urls import include, path

urlpatterns = [path("", include("dangvu.web.urls"))]
