from django.urls import URLPattern, path

from dangvu.web.cards import cards, guests, handbook

_HERE = "o/<slug:code>/"
urlpatterns: list[URLPattern] = [
    path(f"{_HERE}the-dang-vien/", cards.cards, name="cards"),
    path(f"{_HERE}the-dang-vien/moi/", cards.new, name="card_new"),
    path(f"{_HERE}the-dang-vien/<int:event>/bo/", cards.take_back, name="card_take_back"),
    path(f"{_HERE}tam-thoi/", guests.temporary, name="temporary"),
    path(f"{_HERE}tam-thoi/moi/", guests.new, name="guest_new"),
    path(f"{_HERE}tam-thoi/<int:guest>/", guests.end, name="guest_end"),
    path(f"{_HERE}tam-thoi/<int:guest>/bo/", guests.take_back, name="guest_take_back"),
    path(f"{_HERE}so-tay/", handbook.handbook, name="handbook"),
    path(f"{_HERE}so-tay/moi/", handbook.new, name="handbook_new"),
    path(f"{_HERE}so-tay/<int:count>/bo/", handbook.take_back, name="handbook_take_back"),
]
