"""dangvu read and dangvu check: the numbers of a text, and those numbers against the figures."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from dangvu.cli.commands import run
from tests.support import SmallBloc, small_bloc

REVIEW = (
    "Trong 6 tháng đầu năm 2023, Đảng bộ Khối đã mở hai lớp bồi dưỡng nhận thức về Đảng cho 137 quần chúng ưu tú; kết nạp "
    "88 đảng viên mới, đạt 60% kế hoạch năm (88/147).\nTheo Quy định 24-QĐ/TW ngày 30/7/2021."
)
TITLE = "Đảng bộ Khối thử nghiệm"


def told(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> Any:
    assert run([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_read_tells_each_number_with_its_sentence_without_a_database(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "bao-cao.txt"
    file.write_text(REVIEW, encoding="utf-8")
    found = told(["read", str(file)], capsys)
    assert [(one["text"], one["value"], one["unit"]) for one in found] == [
        ("hai", 2, "lớp"), ("137", 137, "quần chúng ưu tú"), ("88", 88, "đảng viên mới"), ("60%", 60, "%"),
        ("88", 88, ""), ("147", 147, ""),
    ]  # fmt: skip
    assert [one["name"] for one in found] == [
        "awareness_classes", "awareness_learners", "admitted", "admission_target_share", "admitted", "admission_target",
    ]  # fmt: skip
    assert found[0]["place"] == {"paragraph": 1, "start": REVIEW.index("hai lớp")}
    assert (found[4]["over"], found[5]["under"]) == (147, 88)


def test_read_takes_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("Có 5.411 đảng viên.".encode())))
    assert [one["value"] for one in told(["read", "-"], capsys)] == [5411]


def test_a_file_that_cannot_be_read_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(b"PK\x03\x04")
    assert run(["read", str(file), "--json"]) == 1
    answer = capsys.readouterr()
    assert "Tệp bị hỏng" in answer.err and answer.out == ""
    assert run(["read", str(tmp_path / "khong-co.txt")]) == 1


@pytest.fixture
def bloc(db: None) -> SmallBloc:
    return small_bloc()


def test_check_tells_what_agrees_and_what_differs(
    bloc: SmallBloc, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Kết nạp 4 đảng viên, đạt 60% chỉ tiêu. Có 200 đại biểu dự.", encoding="utf-8")
    found = told(["check", str(file), "--organisation", TITLE, "--period", "2023-H1"], capsys)
    assert [(one["text"], one["verdict"], one["expected"]) for one in found] == [
        ("4", "differs", 3), ("60%", "agrees", 60), ("200", "cannot_tell", None),
    ]  # fmt: skip


def test_check_tells_what_became_of_the_numbers_of_a_printed_file(
    bloc: SmallBloc, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.docx"
    scope = ["--organisation", TITLE, "--period", "2023-H1"]
    assert run(["report", "half-year-review", *scope, "--out", str(file), "--json"]) == 0
    capsys.readouterr()
    found = told(["check", str(file), *scope], capsys)
    bound = [one for one in found if one["bound"]]
    assert len(bound) > 60 and {(one["verdict"], one["change"]) for one in bound} == {("agrees", "same")}
    numbers = told(["read", str(file)], capsys)
    assert {one["code"] for one in numbers if one["bound"]} >= {"KN-01", "KN-02", "DV-02"}


@pytest.mark.slow
def test_the_prose_of_the_case_agrees_with_its_workbooks(
    sample: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.txt"
    file.write_text(REVIEW, encoding="utf-8")
    capsys.readouterr()
    found = told(
        ["check", str(file), "--organisation", str(sample["organisation"]), "--period", "2023-H1"], capsys
    )
    assert {one["verdict"] for one in found} == {"agrees"}
