"""People with and without a second step, and what a phone would show."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client
from tests.support import PASSWORD, SmallBloc, person

from dangvu.accounts.models import User

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
Answer = Any


@pytest.fixture(autouse=True)
def nobody_guessed(db: None) -> None:
    cache.clear()


def shown(moment: float, secret: str = SECRET) -> str:
    """The six digits that the app shows at this moment."""
    return format_hotp_value(hotp_value(secret, int(moment) // 30))


@pytest.fixture
def user(bloc: SmallBloc) -> User:
    """Somebody with an app on the phone and printed codes, who signs in with two steps."""
    made = person(bloc.root, "bi_thu", "hoa.nt")
    made.password_only = False
    made.save()
    TOTP.activate(made, SECRET)
    RecoveryCodes.activate(made)
    return made


@pytest.fixture
def newcomer(bloc: SmallBloc) -> User:
    """Somebody with a password of their own and no second step yet."""
    made = person(bloc.root, "theo_doi", "moi.nv")
    made.password_only = False
    made.save()
    return made


def sign_in(client: Client, username: str = "hoa.nt", password: str = PASSWORD, **more: str) -> Answer:
    return client.post("/dang-nhap/", {"username": username, "password": password, **more})


def give_code(client: Client, code: str) -> Answer:
    return client.post("/dang-nhap/buoc-hai/", {"code": code})


@pytest.fixture
def through(user: User) -> Callable[..., Client]:
    """A browser that went through both steps."""

    def make(**headers: str) -> Client:
        client = Client(headers=headers or None)
        sign_in(client)
        codes = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()
        assert give_code(client, codes[0]).status_code == 302
        return client

    return make


def words(response: Answer) -> str:
    """What a person reads on the page."""
    text = re.sub(r"<script.*?</script>|<[^>]+>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(text.split())
