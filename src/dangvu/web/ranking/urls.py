from django.urls import URLPattern, path

from dangvu.web.ranking import entering, views

urlpatterns: list[URLPattern] = [
    path("o/<slug:code>/xep-loai/", views.overview, name="ranking"),
    path("o/<slug:code>/xep-loai/to-chuc/", views.units, name="ranking_units"),
    path("o/<slug:code>/xep-loai/dang-vien/", views.members, name="ranking_members"),
    path("o/<slug:code>/xep-loai/to-chuc/ghi/", entering.units, name="ranking_enter_units"),
    path("o/<slug:code>/xep-loai/dang-vien/ghi/", entering.members, name="ranking_enter_members"),
    path("o/<slug:code>/xep-loai/dot/", views.round_, name="ranking_round"),
    path(
        "o/<slug:code>/xep-loai/<int:year>/<slug:what>/<int:piece>/bo/",
        views.take_back,
        name="ranking_take_back",
    ),
]
