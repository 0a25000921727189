from django.urls import URLPattern, path

from dangvu.web.dues import views

urlpatterns: list[URLPattern] = [
    path("o/<slug:code>/dang-phi/", views.overview, name="dues"),
    path("o/<slug:code>/dang-phi/thang/", views.month, name="dues_month"),
    path("o/<slug:code>/dang-phi/thang/bo/", views.take_back, name="dues_take_back"),
    path("o/<slug:code>/dang-phi/chua-dong/", views.arrears, name="dues_arrears"),
]
