"""One small case, written once; each test loads it into an empty database."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.parameters.actions import seed
from tests.cases import generate

H1 = (date(2023, 1, 1), date(2023, 6, 30))


@pytest.fixture(scope="session")
def uneven(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """A case with every kind of layout and mistake."""
    folder = tmp_path_factory.mktemp("uneven")
    return folder, generate(folder, 31, units=5, members=(3, 6), period=H1)


@pytest.fixture(scope="session")
def plain(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """A case of ordinary workbooks without mistakes."""
    folder = tmp_path_factory.mktemp("plain")
    return folder, generate(folder, 32, units=3, members=(4, 6), period=H1, plain=True, mistakes=False)


@pytest.fixture
def parameters(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The parameters that every installation has; the clock stands at 1 July 2023."""
    monkeypatch.setenv("DANGVU_NOW", "2023-07-01T08:00:00")
    seed(actor=OPERATOR)
