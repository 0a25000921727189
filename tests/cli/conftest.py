"""The sample case, loaded once for a module and rolled back after it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection, transaction

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


@pytest.fixture(scope="module")
def sample(django_db_setup: None, django_db_blocker: object) -> Iterator[dict[str, object]]:
    """What expected.json says, with the workbooks beside it loaded through the command line."""
    from dangvu.cli.commands import run

    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        assert run(["load", str(SAMPLES)]) == 0
        if (
            connection.vendor == "postgresql"
        ):  # it knows by itself how full its tables are once a load is committed
            connection.cursor().execute("ANALYZE")
        yield json.loads((SAMPLES / "khoi-2023" / "expected.json").read_text(encoding="utf-8"))
        transaction.set_rollback(True)
