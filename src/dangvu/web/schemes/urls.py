from django.urls import URLPattern, path

from dangvu.web.schemes import filling, views

_AT = "o/<slug:code>/de-an/"
_ONE = f"{_AT}<int:scheme>/"
urlpatterns: list[URLPattern] = [
    path(_AT, views.schemes, name="schemes"),
    path(f"{_AT}moi/", views.new, name="scheme_new"),
    path(_ONE, views.one, name="scheme"),
    path(f"{_ONE}sua/", views.correct, name="scheme_correct"),
    path(f"{_ONE}bo/", views.take_back, name="scheme_take_back"),
    path(f"{_ONE}them/<slug:what>/", filling.add, name="scheme_add"),
    path(f"{_ONE}hang-muc/<int:item>/xong/", filling.done, name="scheme_item_done"),
    path(f"{_ONE}hang-muc/<int:item>/chua-xong/", filling.undone, name="scheme_item_undone"),
    path(f"{_ONE}<slug:what>/<int:piece>/bo/", filling.drop, name="scheme_drop"),
]
