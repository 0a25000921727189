from django.urls import URLPattern, path

from dangvu.web.badges import views

urlpatterns: list[URLPattern] = [
    path("o/<slug:code>/huy-hieu-dang/", views.badges, name="badges"),
    path("o/<slug:code>/huy-hieu-dang/da-trao/", views.given, name="badges_given"),
    path("o/<slug:code>/huy-hieu-dang.docx", views.paper, name="badge_paper"),
]
