"""Making a backup: copied, its checksum taken, restored once, then entered in the trail.

Who may is asked in accounts/actions/settings.py: the whole database belongs to no one organisation.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

from django.db import connection

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.audit.queries import last_act
from dangvu.foundation.backup import engines
from dangvu.foundation.backup.engines import CannotBackUp, Contents
from dangvu.foundation.backup.queries import KEPT, Backup, backups, folder

_ENDINGS = {"sqlite": ".sqlite3", "postgresql": ".dump"}


def make_backup(*, actor: Actor, into: Path | None = None) -> Backup:
    """Copy, check, restore on trial, record. A copy that does not restore is removed and never listed."""
    place = into or folder()
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    before, began = last_act(), clock.now()
    file = place / f"dangvu-{began:%Y%m%d-%H%M%S}{_ENDINGS[connection.vendor]}"
    being_made = file.with_name(f".{file.name}.dang-lam")
    being_made.unlink(missing_ok=True)
    mask = os.umask(0o077)
    try:
        _copy(being_made)
        started = time.perf_counter()
        contents = _try(being_made)
        seconds = time.perf_counter() - started
        if contents.last_act < before:
            raise CannotBackUp("Bản sao thiếu những lượt ghi mới nhất.")
        _to_disk(being_made)
        made = Backup(
            file.name, began.isoformat(timespec="seconds"), connection.vendor, being_made.stat().st_size,
            checksum(being_made), contents.last_act, contents.rows, clock.now().isoformat(timespec="seconds"),
            round(seconds, 2),
        )  # fmt: skip
        being_made.replace(file)
        _write(file.with_name(f"{file.name}.json"), made)
    finally:
        os.umask(mask)
        being_made.unlink(missing_ok=True)
    with act(actor, "backup.make") as opened:
        record(opened, "backup.make", count=1, file=made.file, sha256=made.sha256, bytes=made.size)
    if into is None:
        _forget_oldest(place)
    return made


def check_backup(file: Path) -> Contents:
    """Whether the file is the one that was written, and restores."""
    listed = file.with_name(f"{file.name}.json")
    if not file.is_file() or not listed.is_file():
        raise CannotBackUp(f"Không có bản sao lưu “{file.name}” cùng tệp kiểm tra .json của nó.")
    made = Backup(**json.loads(listed.read_text(encoding="utf-8")))
    if checksum(file) != made.sha256:
        raise CannotBackUp(f"Bản sao lưu “{file.name}” đã bị đổi sau khi viết: mã kiểm tra không khớp.")
    contents = engines.sqlite_try(file) if made.engine == "sqlite" else _by_engine(file)
    if contents.rows != made.rows:
        raise CannotBackUp(f"Bản sao lưu “{file.name}” khôi phục được nhưng số dòng không khớp.")
    return contents


def checksum(file: Path) -> str:
    """SHA-256 of the file."""
    digest = sha256()
    with file.open("rb") as opened:
        for block in iter(lambda: opened.read(1 << 20), b""):
            digest.update(block)
    return digest.hexdigest()


def _copy(target: Path) -> None:
    settings = connection.settings_dict
    if connection.vendor == "postgresql":
        engines.postgresql_copy(engines.Server.of(settings), target)
        return
    database = Path(str(settings["NAME"]))
    if not database.is_file():
        raise CannotBackUp("Cơ sở dữ liệu này không nằm trên đĩa nên không sao lưu được.")
    engines.sqlite_copy(database, target)


def _try(copy: Path) -> Contents:
    tries: dict[str, Callable[[Path], Contents]] = {"sqlite": engines.sqlite_try, "postgresql": _by_engine}
    return tries[connection.vendor](copy)


def _by_engine(copy: Path) -> Contents:
    return engines.postgresql_try(engines.Server.of(connection.settings_dict), copy)


def _to_disk(file: Path) -> None:
    with file.open("rb") as opened:
        os.fsync(opened.fileno())


def _write(path: Path, made: Backup) -> None:
    being_made = path.with_name(f".{path.name}")
    being_made.write_text(json.dumps(asdict(made), ensure_ascii=False, indent=1), encoding="utf-8")
    _to_disk(being_made)
    being_made.replace(path)


def _forget_oldest(place: Path) -> None:
    for old in backups(place)[KEPT:]:
        (place / old.file).unlink(missing_ok=True)
        (place / f"{old.file}.json").unlink(missing_ok=True)
