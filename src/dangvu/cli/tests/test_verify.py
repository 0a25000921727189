"""dangvu report --issue writes three files, and dangvu verify tells whether they are still those."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.support import SmallBloc, small_bloc

from dangvu.cli.commands import run


@pytest.fixture
def bloc(db: None, monkeypatch: pytest.MonkeyPatch) -> SmallBloc:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")
    return small_bloc()


@pytest.fixture
def files(bloc: SmallBloc, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    out = str(tmp_path / "bc.docx")
    asked = ["--organisation", bloc.code(bloc.root), "--period", "2023-H1", "--out", out, "--issue", "--json"]
    assert run(["report", "half-year-review", *asked]) == 0
    written: list[str] = json.loads(capsys.readouterr().out)["files"]
    assert [Path(one).name for one in written] == ["bc.docx", "bc.html", "bc.manifest.json"]
    return written


def answer(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_what_was_issued_is_known_again_with_and_without_the_database(
    files: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["verify", *files, "--json"]) == 0
    told = answer(capsys)
    assert told["whole"] and told["report"].startswith("Báo cáo số 01-BC/")
    assert run(["verify", *files, "--issued", "--seal", told["seal"].lower(), "--json"]) == 0
    assert {one["issued_as"] for one in answer(capsys)["files"]} == {"01-BC/……"}


def test_a_changed_page_or_another_code_on_the_paper_ends_with_status_one(
    files: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    page = Path(files[1])
    page.write_bytes(page.read_bytes().replace(b">60%<", b">65%<"))
    assert run(["verify", *files]) == 1
    told = capsys.readouterr()
    assert "bc.html (bản tra cứu): chữ hoặc số trong trang đã bị sửa sau khi ban hành" in told.out
    assert "bc.docx (Word): còn nguyên" in told.out
    assert run(["verify", files[0], files[2], "--seal", "0000 0000", "--json"]) == 1
    assert not answer(capsys)["whole"]


def test_a_draft_is_one_word_file(
    bloc: SmallBloc, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "bc.docx"
    asked = ["--organisation", bloc.code(bloc.root), "--period", "2023-H1", "--out", str(out), "--json"]
    assert run(["report", "half-year-review", *asked]) == 0
    assert answer(capsys)["files"] == [str(out)]
    assert run(["verify", str(out), str(tmp_path / "none")]) == 1
