"""Organisations."""

from django.urls import URLPattern, path

from dangvu.web.organisations.officers import begin_term, leave_seat, officers, take_seat
from dangvu.web.organisations.organisation import organisation
from dangvu.web.organisations.reorganise import reorganise
from dangvu.web.organisations.sector import sector
from dangvu.web.organisations.tree import tree
from dangvu.web.organisations.who import who

urlpatterns: list[URLPattern] = [
    path("o/<slug:code>/", organisation, name="organisation"),
    path("o/<slug:code>/cay/", tree, name="tree"),
    path("o/<slug:code>/cap-uy/", officers, name="officers"),
    path("o/<slug:code>/cap-uy/them/", take_seat, name="take_seat"),
    path("o/<slug:code>/cap-uy/thoi/", leave_seat, name="leave_seat"),
    path("o/<slug:code>/cap-uy/nhiem-ky/", begin_term, name="begin_term"),
    path("o/<slug:code>/loai-hinh/", sector, name="sector"),
    path("o/<slug:code>/ai-xem-duoc/", who, name="who_may_see"),
    path("o/<slug:code>/sap-xep/<slug:act>/", reorganise, name="reorganise"),
]
