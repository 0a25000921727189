from __future__ import annotations

import pytest
from django.test import Client
from tests.support import SmallBloc, person, small_bloc


@pytest.fixture
def bloc(db: None, monkeypatch: pytest.MonkeyPatch) -> SmallBloc:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")
    return small_bloc()


def browser(organisation: int, role: str) -> Client:
    client = Client()
    client.force_login(person(organisation, role))
    return client


@pytest.fixture
def clerk(bloc: SmallBloc) -> Client:
    """Who keeps the records of the first unit."""
    return browser(bloc.first_unit, "co_so_to_chuc")
