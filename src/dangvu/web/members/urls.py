"""People."""

from django.urls import URLPattern, path

from dangvu.web.members.absence import absence
from dangvu.web.members.acts import member_act
from dangvu.web.members.correct import correct_member, correct_one_movement
from dangvu.web.members.duplicates import duplicate, duplicates, unmerge
from dangvu.web.members.listing import export, keep_filter, members
from dangvu.web.members.missing import missing
from dangvu.web.members.profile import access, history, member, numbers
from dangvu.web.members.transfers import arrival, transfer, transfers

_HERE = "o/<slug:code>/dang-vien/"
urlpatterns: list[URLPattern] = [
    path(_HERE, members, name="members"),
    path(f"{_HERE}xuat/", export, name="members_export"),
    path(f"{_HERE}bo-loc/", keep_filter, name="member_filter"),
    path(f"{_HERE}thieu/", missing, name="missing"),
    path(f"{_HERE}trung/", duplicates, name="duplicates"),
    path(f"{_HERE}trung/<int:one>/<int:other>/", duplicate, name="duplicate"),
    path(f"{_HERE}da-gop/<int:person>/", unmerge, name="unmerge"),
    path(f"{_HERE}tiep-nhan/", arrival, name="arrival"),
    path(f"{_HERE}<int:person>/", member, name="member"),
    path(f"{_HERE}<int:person>/lich-su/", history, name="member_history"),
    path(f"{_HERE}<int:person>/ai-xem/", access, name="member_access"),
    path(f"{_HERE}<int:person>/hien-so/", numbers, name="member_numbers"),
    path(f"{_HERE}<int:person>/dinh-chinh/", correct_member, name="member_correct"),
    path(f"{_HERE}<int:person>/bien-dong/<int:movement>/", correct_one_movement, name="movement_correct"),
    path(f"{_HERE}<int:person>/vang/<int:absence>/", absence, name="absence"),
    path(f"{_HERE}<int:person>/ghi/<slug:act>/", member_act, name="member_act"),
    path("o/<slug:code>/chuyen-sinh-hoat/", transfers, name="transfers"),
    path("o/<slug:code>/chuyen-sinh-hoat/<int:transfer>/", transfer, name="transfer"),
]
