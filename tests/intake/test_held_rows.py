"""A row that breaks a rule waits for a decision; a bad file waits for nobody."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.audit.models import Act
from dangvu.foundation.workbooks.tests.evil import build
from dangvu.intake.actions import confirm
from dangvu.intake.queries import findings
from tests.cases import generate
from tests.cases.compare import differences
from tests.intake.conftest import H1
from tests.intake.support import figure, load, said

pytestmark = pytest.mark.usefixtures("parameters")
Case = tuple[Path, dict[str, Any]]


def _case_with(tmp_path: Path, kind: str) -> dict[str, Any]:
    """The first invented case that has a row of this kind."""
    for seed in range(500, 560):
        folder = tmp_path / str(seed)
        expected = generate(folder, seed, units=3, members=(3, 5), period=H1)
        if any(problem["kind"] == kind for problem in expected["problems"]):
            load(folder)
            return expected
    raise LookupError(kind)


@pytest.mark.parametrize(
    ("kind", "counted"), [("under_18", "admitted"), ("official_before_12_months", "made_official")]
)
def test_a_confirmed_row_counts_and_is_audited(tmp_path: Path, kind: str, counted: str) -> None:
    expected = _case_with(tmp_path, kind)
    held = said(kind)
    assert figure(counted) == expected["total"][counted]
    confirm(actor=OPERATOR, findings=[view.id for view in held if view.id], reason="đã có văn bản đồng ý")
    assert figure(counted) == expected["total"][counted] + len(held)
    assert not said(kind)
    assert Act.objects.filter(kind="intake.confirm", reason="đã có văn bản đồng ý").count() == 1


def test_bad_files_do_no_harm_to_good_ones(plain: Case, tmp_path: Path) -> None:
    folder, expected = plain
    evils = [evil for evil in build(tmp_path / "evil") if evil.code is not None and evil.path.is_file()]
    load(folder, *(evil.path for evil in evils))
    assert differences_of_good_files(expected) == []
    by_file: dict[str, list[str]] = {}
    for view in findings(actor=OPERATOR):
        by_file.setdefault(view.file, []).append(view.message)
    for evil in evils:
        messages = by_file.get(evil.path.name, [])
        assert len(messages) == 1, (evil.path.name, messages)
        assert evil.path.name in messages[0]
        assert messages[0].rstrip().endswith((".", ")"))


def differences_of_good_files(expected: dict[str, Any]) -> list[str]:
    """Differences but for the bad files themselves."""
    return [line for line in differences(expected) if not line.startswith("khong_doc_duoc")]
