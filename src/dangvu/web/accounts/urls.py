"""The administration of accounts."""

from django.urls import URLPattern, path

from dangvu.web.accounts.lists import accounts, roles
from dangvu.web.accounts.one import new, one

urlpatterns: list[URLPattern] = [
    path("o/<slug:code>/tai-khoan/", accounts, name="accounts"),
    path("o/<slug:code>/tai-khoan/moi/", new, name="account_new"),
    path("o/<slug:code>/tai-khoan/vai-tro/", roles, name="roles"),
    path("o/<slug:code>/tai-khoan/<int:user>/", one, name="account_one"),
]
