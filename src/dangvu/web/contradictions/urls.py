from django.urls import URLPattern, path

from dangvu.web.contradictions import views

urlpatterns: list[URLPattern] = [
    path("o/<slug:code>/mau-thuan/", views.overview, name="contradictions"),
    path("o/<slug:code>/mau-thuan/danh-sach/", views.listed, name="contradictions_list"),
]
