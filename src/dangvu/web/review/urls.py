"""The reporting period: the receiver's board, and the unit's own side."""

from django.urls import URLPattern, path

from dangvu.web.review.board import call_list, review, unlock
from dangvu.web.review.frozen import frozen_list
from dangvu.web.review.gathering import gathering, gathering_section
from dangvu.web.review.narrative import narrative_page
from dangvu.web.review.opening import review_open
from dangvu.web.review.sending import adjust, sending
from dangvu.web.review.unit import review_unit

urlpatterns: list[URLPattern] = [
    path("o/<slug:code>/ky-bao-cao/", review, name="review"),
    path("o/<slug:code>/ky-bao-cao/mo/", review_open, name="review_open"),
    path("o/<slug:code>/ky-bao-cao/mo-khoa/", unlock, name="review_unlock"),
    path("o/<slug:code>/ky-bao-cao/danh-sach-goi/", call_list, name="review_calls"),
    path("o/<slug:code>/ky-bao-cao/don-vi/<slug:unit>/", review_unit, name="review_unit"),
    path("o/<slug:code>/gui-so-lieu/", sending, name="sending"),
    path("o/<slug:code>/noi-dung/", narrative_page, name="narrative"),
    path("o/<slug:code>/tong-hop-noi-dung/", gathering, name="gathering"),
    path("o/<slug:code>/tong-hop-noi-dung/<slug:section>/", gathering_section, name="gathering_section"),
    path("o/<slug:code>/so-da-chot/<int:version>/<slug:figure>/", frozen_list, name="frozen_list"),
    path("o/<slug:code>/gui-so-lieu/<slug:figure>/", adjust, name="sending_adjust"),
]
