"""The first administrator is made at the machine; nobody has an account by default."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from tests.support import SmallBloc, small_bloc

from dangvu.accounts.models import User
from dangvu.accounts.queries import actor_for
from dangvu.cli.commands import run
from dangvu.foundation.capabilities import MANAGE_SETTINGS


@pytest.fixture
def bloc(db: None) -> SmallBloc:
    return small_bloc()


def test_there_is_no_account_by_default(bloc: SmallBloc) -> None:
    assert not User.objects.exists()


def test_the_envelope_is_printed_and_opens_the_door_to_a_password(
    bloc: SmallBloc, capsys: pytest.CaptureFixture[str]
) -> None:
    root = bloc.code(bloc.root)
    assert run(["account", "hoa.nt", "--full-name", "Nguyễn Thị Hoa", "--organisation", root, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    client = Client()
    client.post("/dang-nhap/", {"username": "hoa.nt", "password": told["code"]})
    assert client.get("/")["Location"] == "/tai-khoan/mat-khau/"
    assert MANAGE_SETTINGS in actor_for(User.objects.get()).grants[bloc.root]


@pytest.mark.parametrize(("words", "status"), [(["Hoa NT"], 1), (["hoa.nt", "--role", "vua"], 2)])
def test_what_cannot_be_done_is_told(bloc: SmallBloc, words: list[str], status: int) -> None:
    arguments = ["--full-name", "A", "--organisation", bloc.code(bloc.root)]
    assert run(["account", *words, *arguments]) == status
    assert not User.objects.exists()
