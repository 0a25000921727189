"""The draft of the report on inspection on the page of reports: for the line of inspection only."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.support import SmallBloc, person, small_bloc

pytestmark = pytest.mark.django_db


@pytest.fixture
def bloc(monkeypatch: pytest.MonkeyPatch) -> SmallBloc:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")
    return small_bloc()


def signed_in(bloc: SmallBloc, role: str) -> Client:
    client = Client()
    client.force_login(person(bloc.root, role))
    return client


def test_an_inspector_finds_it_on_the_page_and_downloads_it(bloc: SmallBloc) -> None:
    client = signed_in(bloc, "cap_tren_kiem_tra")
    base = f"/o/{bloc.code(bloc.root)}/bao-cao/"
    shown = client.get(f"{base}?ky=2023-H1").content.decode()
    assert "kiem-tra-giam-sat.docx?ky=2023-H1" in shown
    answer = client.get(f"{base}kiem-tra-giam-sat.docx?ky=2023-H1")
    assert answer.status_code == 200 and answer.content[:2] == b"PK"
    assert "bao-cao-kiem-tra-" in answer["Content-Disposition"]


def test_a_clerk_of_organisation_work_neither_sees_nor_gets_it(bloc: SmallBloc) -> None:
    client = signed_in(bloc, "cap_tren_to_chuc")
    base = f"/o/{bloc.code(bloc.root)}/bao-cao/"
    assert "kiem-tra-giam-sat" not in client.get(f"{base}?ky=2023-H1").content.decode()
    assert client.get(f"{base}kiem-tra-giam-sat.docx?ky=2023-H1").status_code == 403
