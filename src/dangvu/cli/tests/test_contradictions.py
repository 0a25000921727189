"""Contradictions at the prompt: as many as on the page, and no names."""

from __future__ import annotations

import json

import pytest
from tests.support import small_bloc

from dangvu.cli.commands import run

pytestmark = pytest.mark.django_db


def test_contradictions_are_told_with_what_they_rest_on(capsys: pytest.CaptureFixture[str]) -> None:
    """The bloc's workbooks tell 5 present where there were 4 members, in two cells."""
    bloc = small_bloc()
    asked = ["contradictions", "--organisation", bloc.code(bloc.root), "--period", "2023-H1"]
    assert run([*asked, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {one["kind"] for one in found} == {"du-qua-so-dang-vien"}
    assert all(one["why"] and one["mend"] and "5 đảng viên dự" in one["words"] for one in found)
    assert run(asked) == 0
    assert f"{len(found)} chỗ mâu thuẫn" in capsys.readouterr().out
