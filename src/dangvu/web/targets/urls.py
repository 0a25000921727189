"""Resolutions and targets: set, shared out, adjusted, followed."""

from django.urls import URLPattern, path

from dangvu.web.targets.allocation import allocation
from dangvu.web.targets.forms import resolution_form, target_form
from dangvu.web.targets.overview import target, targets, withdraw

urlpatterns: list[URLPattern] = [
    path("o/<slug:code>/chi-tieu/", targets, name="targets"),
    path("o/<slug:code>/chi-tieu/them/", target_form, name="target_new"),
    path("o/<slug:code>/chi-tieu/nghi-quyet/", resolution_form, name="resolution_new"),
    path("o/<slug:code>/chi-tieu/<int:target>/", target, name="target"),
    path("o/<slug:code>/chi-tieu/<int:target>/phan-bo/", allocation, name="allocation"),
    path("o/<slug:code>/chi-tieu/<int:target>/bo/", withdraw, name="target_withdraw"),
]
