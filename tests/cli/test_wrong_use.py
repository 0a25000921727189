"""Exit statuses and sentences of wrong use, without any data."""

from __future__ import annotations

import json

import pytest

from dangvu.cli.commands import run


def test_an_unknown_command_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["nothing-like-this"]) == 2


@pytest.mark.django_db
def test_a_period_that_is_none_is_wrong_use_with_examples(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["figures", "--organisation", "X", "--period", "2023-H3"]) == 2
    assert "2023-H1" in capsys.readouterr().err


@pytest.mark.django_db
def test_an_organisation_that_is_none_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["figures", "--organisation", "Không có", "--period", "2023-H1", "--json"]) == 2
    assert "Không có tổ chức nào" in capsys.readouterr().err


@pytest.mark.django_db
def test_a_folder_that_is_not_there_cannot_be_loaded(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["load", "/khong/co/thu/muc"]) == 1
    assert "Không có thư mục" in capsys.readouterr().err


@pytest.mark.django_db
def test_the_clock_cannot_be_set_in_production(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, settings: object
) -> None:
    settings.PRODUCTION = True  # type: ignore[attr-defined]
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")
    assert run(["load", "."]) == 1
    assert "DANGVU_NOW" in capsys.readouterr().err


def test_the_whole_catalogue_is_listed_without_a_database(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "--list", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert len(listed) >= 45
    assert all(set(entry) == {"name", "code", "kind", "title", "unit"} for entry in listed)


@pytest.mark.django_db
def test_an_unknown_figure_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "no_such_figure", "--organisation", "X", "--period", "2023-H1"]) == 2
