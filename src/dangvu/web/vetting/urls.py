from django.urls import URLPattern, path

from dangvu.web.vetting import views

urlpatterns: list[URLPattern] = [
    path("o/<slug:code>/tham-tra/", views.papers, name="vetting"),
    path("o/<slug:code>/tham-tra/moi/", views.new, name="vetting_new"),
    path("o/<slug:code>/tham-tra/<int:paper>/sua/", views.correct, name="vetting_correct"),
    path("o/<slug:code>/tham-tra/<int:paper>/bo/", views.take_back, name="vetting_take_back"),
]
