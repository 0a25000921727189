"""A template is checked at the prompt as on the page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.support import small_bloc

from dangvu.cli.commands import run
from dangvu.reports.office.tests.papers import Paper

pytestmark = pytest.mark.django_db


def test_a_template_is_checked_with_places(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bloc, file = small_bloc(), tmp_path / "mau.docx"
    file.write_bytes(Paper("Có {{KN-99}} người.", "{{KN-01}}").bytes)
    asked = ["template", "check", str(file), "--organisation", bloc.code(bloc.root), "--period", "2023-H1"]
    assert run([*asked, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["usable"], found["tags"]) == (False, 2)
    assert [one["sort"] for one in found["findings"] if one["grade"] == "phải sửa"] == ["unknown_figure"]
    assert run(asked) == 0
    assert "1 chỗ phải sửa" in capsys.readouterr().out
    file.write_bytes(b"%PDF-1.7")
    assert run(asked) == 1
    assert "không phải Word" in capsys.readouterr().err
