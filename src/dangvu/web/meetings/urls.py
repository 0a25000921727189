from django.urls import URLPattern, path

from dangvu.web.meetings import files, holding, opinions, planning, scoring, sitting, views

_ONE = "o/<slug:code>/sinh-hoat/buoi/<int:sitting>/"
urlpatterns: list[URLPattern] = [
    path("o/<slug:code>/sinh-hoat/", views.meetings, name="meetings"),
    path("o/<slug:code>/sinh-hoat/moi/", views.new, name="meeting_new"),
    path("o/<slug:code>/sinh-hoat/<int:meeting>/bo/", views.take_back, name="meeting_take_back"),
    path("o/<slug:code>/sinh-hoat/chua-hop/", views.not_met, name="meetings_not_met"),
    path("o/<slug:code>/sinh-hoat/ke-hoach/", planning.plan, name="meeting_plan"),
    path("o/<slug:code>/sinh-hoat/ke-hoach/lap/", planning.plan_edit, name="meeting_plan_edit"),
    path("o/<slug:code>/sinh-hoat/mau-cham/", scoring.sheets, name="meeting_sheets"),
    path("o/<slug:code>/sinh-hoat/mau-cham/moi/", scoring.sheet_new, name="meeting_sheet_new"),
    path("o/<slug:code>/sinh-hoat/buoi/moi/", planning.call_new, name="sitting_new"),
    path(_ONE, sitting.sitting, name="sitting"),
    path(f"{_ONE}trieu-tap/", planning.call, name="sitting_call"),
    path(f"{_ONE}diem-danh/", holding.roll, name="sitting_roll"),
    path(f"{_ONE}bieu-quyet/", holding.votes, name="sitting_votes"),
    path(f"{_ONE}bien-ban/", holding.minutes, name="sitting_minutes"),
    path(f"{_ONE}bien-ban.docx", sitting.paper, name="sitting_paper"),
    path(f"{_ONE}tai-lieu/", files.attach, name="sitting_attach"),
    path(f"{_ONE}tai-lieu/<int:file>/", files.file, name="sitting_file"),
    path(f"{_ONE}tai-lieu/<int:file>/bo/", files.drop, name="sitting_file_drop"),
    path(f"{_ONE}cham-diem/", scoring.score, name="sitting_score"),
    path(f"{_ONE}bo/", sitting.drop, name="sitting_drop"),
    path("o/<slug:code>/kien-nghi/", opinions.opinions, name="opinions"),
    path("o/<slug:code>/kien-nghi/<int:opinion>/", opinions.opinion, name="opinion"),
]
