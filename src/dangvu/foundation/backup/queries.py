"""Which backups there are, how old the last one is, whether it was restored."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from django.conf import settings

from dangvu.foundation import clock

#: How many are kept in the folder; older ones go.
KEPT: Final = 30
#: A last backup older than this is said to be old.
FRESH: Final = timedelta(hours=26)


def folder() -> Path:
    """Where backups lie unless the command says otherwise."""
    return Path(settings.VAR_DIR) / "backups"


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup, as the file beside it says."""

    file: str
    at: str
    engine: str
    size: int
    sha256: str
    last_act: int
    rows: dict[str, int]
    restored_at: str
    restore_seconds: float

    @property
    def made_at(self) -> datetime:
        return datetime.fromisoformat(self.at)

    @property
    def tried_at(self) -> datetime:
        return datetime.fromisoformat(self.restored_at)

    @property
    def age(self) -> timedelta:
        return clock.now() - self.made_at

    @property
    def is_old(self) -> bool:
        return self.age > FRESH

    @property
    def count(self) -> int:
        return sum(self.rows.values())


def backups(place: Path | None = None) -> list[Backup]:
    """Every backup of the folder whose file is there, the newest first."""
    where = place or folder()
    found = []
    for path in where.glob("dangvu-*.json") if where.is_dir() else ():
        try:
            backup = Backup(**json.loads(path.read_text(encoding="utf-8")))
        except (ValueError, TypeError):
            continue
        if (where / backup.file).is_file():
            found.append(backup)
    return sorted(found, key=lambda backup: backup.at, reverse=True)


def age_in_words(age: timedelta) -> str:
    """'vừa xong', '3 giờ trước', '2 ngày trước'."""
    minutes = int(age.total_seconds() // 60)
    if minutes < 2:
        return "vừa xong"
    if minutes < 60:
        return f"{minutes} phút trước"
    if minutes < 48 * 60:
        return f"{minutes // 60} giờ trước"
    return f"{minutes // 1440} ngày trước"
