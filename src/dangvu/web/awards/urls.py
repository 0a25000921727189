from django.urls import URLPattern, path

from dangvu.web.awards import views

urlpatterns: list[URLPattern] = [
    path("o/<slug:code>/khen-thuong/", views.awards, name="awards"),
    path("o/<slug:code>/khen-thuong/moi/", views.new, name="award_new"),
    path("o/<slug:code>/khen-thuong/<int:award>/bo/", views.take_back, name="award_take_back"),
]
