"""No row names something that is not there where the database does not look it up (ADR 0008)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db.models import ForeignKey

from dangvu.foundation.actor import OPERATOR
from dangvu.intake.actions import load_folder
from dangvu.intake.undo import undo
from dangvu.intake.upload.models import Batch
from dangvu.members.models import Movement

pytestmark = pytest.mark.usefixtures("parameters")
Case = tuple[Path, dict[str, Any]]


def _unchecked() -> list[ForeignKey[Any, Any]]:
    return [
        field
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey) and not field.db_constraint
    ]


def _dangling() -> list[str]:
    found = []
    for field in _unchecked():
        rows = field.model._default_manager.filter(**{f"{field.name}__isnull": False})
        there = field.related_model._default_manager.values("pk")
        if rows.exclude(**{f"{field.attname}__in": there}).exists():
            found.append(str(field))
    return found


def test_after_loads_corrections_and_undo_every_reference_leads_somewhere(plain: Case) -> None:
    assert {field.name for field in _unchecked()} >= {
        "known_from_act", "known_to_act", "source_row", "person", "organisation", "counts_in", "unit", "submission",
        "sheet",
    }  # fmt: skip
    folder, _ = plain
    load_folder(actor=OPERATOR, folder=folder)
    assert _dangling() == []
    undo(actor=OPERATOR, batch=Batch.objects.get().pk, reason="thử")
    assert _dangling() == []
    load_folder(actor=OPERATOR, folder=folder)
    assert _dangling() == []


def test_a_fact_that_names_nothing_is_found(plain: Case) -> None:
    load_folder(actor=OPERATOR, folder=plain[0])
    Movement.objects.filter(pk=Movement.objects.values("pk")[:1]).update(known_from_act=10**9)
    assert _dangling() == ["members.Movement.known_from_act"]
