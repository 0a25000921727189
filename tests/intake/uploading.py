"""Handing files in as a person does in the browser, for tests."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from dangvu.foundation import clock
from dangvu.foundation.actor import OPERATOR, Actor
from dangvu.intake.upload.actions import examine, receive
from dangvu.intake.upload.models import Upload, VerdictRow
from dangvu.intake.upload.reading import Incoming
from dangvu.organisations.queries import tree_on


def incoming(*paths: Path) -> list[Incoming]:
    """Files, or every workbook below folders, as a browser sends them."""
    found = [file for path in paths for file in (sorted(path.rglob("*.*")) if path.is_dir() else [path])]
    return [Incoming(p.name, p.read_bytes()) for p in found if p.is_file() and p.suffix != ".json"]


def root() -> int:
    return tree_on(clock.today()).roots[0]


def handed_in(files: Iterable[Incoming], actor: Actor = OPERATOR, at: int | None = None) -> Upload:
    """Received and read; nothing is written."""
    kept = receive(actor=actor, organisation=at or root(), files=list(files))
    return examine(actor=actor, upload=kept.upload)


def rows(upload: Upload, **which: object) -> list[VerdictRow]:
    return list(
        VerdictRow.objects.filter(upload=upload, **which).order_by("file__position", "sheet_index", "number")
    )
