from django.urls import URLPattern, path

from dangvu.web.mass import people, reporting, units

urlpatterns: list[URLPattern] = [
    path("o/<slug:code>/doan-the/", units.mass, name="mass"),
    path("o/<slug:code>/doan-the/moi/", units.new, name="mass_unit_new"),
    path("o/<slug:code>/doan-the/<int:unit>/", people.unit, name="mass_unit"),
    path("o/<slug:code>/doan-the/<int:unit>/sua/", units.correct, name="mass_unit_correct"),
    path("o/<slug:code>/doan-the/<int:unit>/bo/", units.take_back, name="mass_unit_take_back"),
    path("o/<slug:code>/doan-the/<int:unit>/them/", people.enrol, name="mass_enrol"),
    path("o/<slug:code>/doan-the/nguoi/<int:membership>/thoi/", people.leave, name="mass_leave"),
    path("o/<slug:code>/doan-the/nguoi/<int:membership>/bo/", people.take_back, name="mass_member_take_back"),
    path("o/<slug:code>/doan-the/bao-cao/", reporting.counts, name="mass_counts"),
    path("o/<slug:code>/doan-the/bao-cao/moi/", reporting.count_new, name="mass_count_new"),
    path(
        "o/<slug:code>/doan-the/bao-cao/<int:count>/bo/",
        reporting.count_take_back,
        name="mass_count_take_back",
    ),
    path("o/<slug:code>/dan-van/", reporting.activities, name="mass_activities"),
    path("o/<slug:code>/dan-van/moi/", reporting.activity_new, name="mass_activity_new"),
    path(
        "o/<slug:code>/dan-van/<int:activity>/bo/",
        reporting.activity_take_back,
        name="mass_activity_take_back",
    ),
]
