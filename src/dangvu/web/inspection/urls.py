from django.urls import URLPattern, path

from dangvu.web.inspection import views

urlpatterns: list[URLPattern] = [
    path("o/<slug:code>/kiem-tra/", views.inspections, name="inspections"),
    path("o/<slug:code>/kiem-tra/moi/", views.new, name="inspection_new"),
    path("o/<slug:code>/kiem-tra/<int:inspection>/sua/", views.correct, name="inspection_correct"),
    path("o/<slug:code>/kiem-tra/<int:inspection>/bo/", views.take_back, name="inspection_take_back"),
]
