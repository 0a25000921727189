"""What a page costs: queries that don't grow with the units, and nothing written."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.support import FIRST_DAY, SmallBloc

from dangvu.foundation.actor import OPERATOR
from dangvu.organisations.actions import found
from dangvu.organisations.models import Kind
from dangvu.web.conftest import SignedIn

PATHS = (
    "",
    "cay/",
    "cay/?ngay=01/07/2023",
    "cap-uy/",
    "ai-xem-duoc/",
    "so-lieu/",
    "so-lieu/?nhom=DV",
    "so-lieu/KN-02/",
    "so-lieu/TC-06/",
    "so-lieu/DV-02/",
    "dang-vien/",
    "ket-nap/",
    "chi-tieu/",
    "can-xu-ly/",
    "bao-cao/",
)

#: None depends on how many units or people there are; a page of all figures asks each source once.
MOST = 74


def queries(client: Client, url: str) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return [query["sql"] for query in captured]


@pytest.mark.parametrize("path", PATHS)
def test_the_number_of_queries_does_not_grow_with_the_units(
    path: str, bloc: SmallBloc, signed_in: SignedIn
) -> None:
    client, url = signed_in("bi_thu"), f"/o/{bloc.code(bloc.root)}/{path}"

    def more(numbers: range) -> None:
        for number in numbers:
            found(
                actor=OPERATOR,
                parent=bloc.root,
                name=f"Chi bộ mới {number}",
                kind=Kind.GRASSROOTS_CELL,
                on=FIRST_DAY.replace(year=2024),
            )

    more(range(1))  # an organisation with a history
    before = len(queries(client, url))
    more(range(1, 12))
    assert len(queries(client, url)) <= before
    assert before <= MOST


@pytest.mark.parametrize("path", PATHS)
def test_reading_writes_nothing(path: str, bloc: SmallBloc, signed_in: SignedIn) -> None:
    client = signed_in("bi_thu")
    for sql in queries(client, f"/o/{bloc.code(bloc.root)}/{path}"):
        assert sql.lstrip("( \n").upper().startswith("SELECT"), sql
