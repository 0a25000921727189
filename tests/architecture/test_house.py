"""The same files in every area, small files, unique codes, sources for every number, nothing stale."""

from __future__ import annotations

import ast
import io
import re
import subprocess
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from django.core.management import call_command

from dangvu.config import docs
from dangvu.indicators.catalogue import CATALOGUE
from tests.architecture.test_layers import ROOT, SOURCE, modules

AREAS = [
    SOURCE / name
    for name in ("organisations", "accounts", "members", "proceedings", "indicators", "statistics", "intake", "review", "reports")
] + sorted(p for p in (SOURCE / "work").iterdir() if (p / "__init__.py").exists())  # fmt: skip
MOST_LINES = 450
LONGEST_FUNCTION = 80
#: Machine paths, and where packages come from. Written in pieces so that this file does not contain them.
FORBIDDEN = re.compile(
    "|".join([r"/wo" r"rk/(?:main|shared)", r"/ro" r"ot/", r"/ho" r"me/\w+/", r"/tmp/scr" r"atch", r"C:\\Us" r"ers",
              r"pypi\.(?:org|python)", r"pythonho" r"sted", r"index-u" r"rl\s*=", r"artifact" r"ory", r"ne" r"xus\."])
)  # fmt: skip


@pytest.mark.parametrize("area", AREAS, ids=lambda area: area.name)
def test_every_area_has_the_same_files(area: Path) -> None:
    names = ("README.md", "models.py", "actions.py")  # a file that grew is a folder of the same name
    missing = [n for n in names if not (area / n).is_file() and not (area / n[:-3] / "__init__.py").is_file()]
    assert missing == []
    lines = (area / "README.md").read_text(encoding="utf-8").strip().splitlines()
    assert 5 <= len(lines) <= 15
    text = "\n".join(lines)
    assert all(f"**{part}**" in text for part in ("Rules", "Who may", "Figures fed"))


def test_files_are_small() -> None:
    long = {
        str(path.relative_to(ROOT)): count
        for path in modules()
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > MOST_LINES
    }
    assert long == {}


def test_functions_are_small() -> None:
    long = [
        f"{path.relative_to(SOURCE)}:{node.lineno} {node.name}"
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno > LONGEST_FUNCTION
    ]
    assert long == []


def test_codes_and_names_of_figures_are_used_once() -> None:
    for column in ("code", "name", "title"):
        repeated = [v for v, n in Counter(getattr(i, column) for i in CATALOGUE).items() if n > 1]
        assert repeated == [], column


def test_figures_are_written_as_the_annex_prints_them() -> None:
    for i in CATALOGUE:
        assert re.fullmatch(r"[A-Z]{2}-\d\d", i.code), i.code
        assert re.fullmatch(r"[a-z][a-z0-9_]+", i.name), i.name
        assert i.title and i.unit and i.numerator_text and i.basis, i.code
        assert (i.denominator is None) == (not i.denominator_text), i.code
        assert (i.denominator is None) == (i.kind not in ("ratio", "mean")), i.code


@pytest.mark.parametrize("path", sorted((SOURCE / "parameters").glob("*.yaml")), ids=lambda path: path.stem)
def test_every_parameter_names_its_document_and_its_days(path: Path) -> None:
    for code, parameter in yaml.safe_load(path.read_text(encoding="utf-8")).items():
        assert re.fullmatch(r"[a-z_]+\.[a-z_]+", code)
        days: list[tuple[date, date | None]] = []
        for value in parameter["values"]:
            assert value["document"].strip(), code
            assert isinstance(value["from"], date), code
            assert value.get("to") is None or value["from"] < value["to"], code
            days.append((value["from"], value.get("to")))
        ordered = sorted(days, key=lambda pair: pair[0])
        for earlier, later in pairwise(ordered):
            assert earlier[1] == later[0], f"{code}: a gap or an overlap at {later[0]}"
        assert ordered[-1][1] is None, f"{code}: nothing holds today"


def test_every_parameter_that_the_code_asks_for_is_seeded() -> None:
    seeded = {
        code for path in (SOURCE / "parameters").glob("*.yaml") for code in yaml.safe_load(path.read_text())
    }
    asked = {
        code
        for path in modules()
        for code in re.findall(r'\.on\(\s*"([a-z_]+\.[a-z_]+)"', path.read_text(encoding="utf-8"))
    }
    assert asked
    assert asked <= seeded


@pytest.mark.django_db
def test_migrations_say_what_the_models_say() -> None:
    out = io.StringIO()
    call_command("makemigrations", check=True, dry_run=True, verbosity=1, stdout=out)
    assert "No changes" in out.getvalue()


def test_generated_documents_are_fresh() -> None:
    assert docs.stale() == [], "run python -m dangvu.config.docs"


def test_a_document_that_differs_or_is_missing_is_stale(tmp_path: Path) -> None:
    for name, text in docs.DOCUMENTS.items():
        (tmp_path / name).write_text(text(), encoding="utf-8")
    assert docs.stale(tmp_path) == []
    (tmp_path / "indicators.md").write_text("# gì khác", encoding="utf-8")
    (tmp_path / "parameters.md").unlink()
    assert docs.stale(tmp_path) == ["indicators.md", "parameters.md"]


def tracked() -> list[Path]:
    """Every file that git keeps or would keep; outside a checkout, every file of the sources."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    names = [name for name in listed.stdout.decode().split("\0") if name]
    found = [ROOT / name for name in names] or [
        p for top in ("src", "tests", "docs") for p in (ROOT / top).rglob("*")
    ]
    return [p for p in found if p.is_file()]


def test_no_machine_path_and_no_registry_is_named() -> None:
    named = []
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        named += [f"{path.relative_to(ROOT)}: {found[0]}" for found in [FORBIDDEN.search(text)] if found]
    assert named == []
