"""The bloc, and people signed in at it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.support import SmallBloc, person, small_bloc

SignedIn = Callable[..., Client]


@pytest.fixture
def bloc(db: None) -> SmallBloc:
    return small_bloc()


@pytest.fixture
def signed_in(bloc: SmallBloc) -> SignedIn:
    """``signed_in("bi_thu")`` is a browser of a person with that role at the bloc (or ``at`` elsewhere)."""

    def make(role: str, at: int | None = None, **kwargs: Any) -> Client:
        client = Client(**kwargs)
        client.force_login(person(bloc.root if at is None else at, role))
        return client

    return make
