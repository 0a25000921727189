from django.urls import URLPattern, path

from dangvu.web.meetings import opinions, views

urlpatterns: list[URLPattern] = [
    path("o/<slug:code>/sinh-hoat/", views.meetings, name="meetings"),
    path("o/<slug:code>/sinh-hoat/moi/", views.new, name="meeting_new"),
    path("o/<slug:code>/sinh-hoat/<int:meeting>/bo/", views.take_back, name="meeting_take_back"),
    path("o/<slug:code>/kien-nghi/", opinions.opinions, name="opinions"),
    path("o/<slug:code>/kien-nghi/<int:opinion>/", opinions.opinion, name="opinion"),
]
