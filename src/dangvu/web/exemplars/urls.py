from django.urls import URLPattern, path

from dangvu.web.exemplars import views

urlpatterns: list[URLPattern] = [
    path("o/<slug:code>/dien-hinh/", views.exemplars, name="exemplars"),
    path("o/<slug:code>/dien-hinh/moi/", views.new, name="exemplar_new"),
    path("o/<slug:code>/dien-hinh/<int:exemplar>/sua/", views.correct, name="exemplar_correct"),
    path("o/<slug:code>/dien-hinh/<int:exemplar>/bo/", views.take_back, name="exemplar_take_back"),
]
