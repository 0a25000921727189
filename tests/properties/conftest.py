"""One random world per seed for all the properties of a module; nothing of it stays in the database."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.db import transaction

from tests.golden.world import World, make_world


@pytest.fixture(
    scope="module",
    params=[21, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (22, 23))],
    ids=lambda seed: f"seed {seed}",
)
def world(request: pytest.FixtureRequest, django_db_setup: Any, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world(request.param)
        transaction.set_rollback(True)


@pytest.fixture
def undone(world: World) -> World:
    """The world for a test that changes it: the test's own transaction is undone, and so is what is noted here."""
    return deepcopy(world)
