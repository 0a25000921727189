"""A copy is a backup once it was restored; one that was touched afterwards is told."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.backup import actions, engines
from dangvu.foundation.backup.engines import CannotBackUp
from dangvu.foundation.backup.queries import KEPT, backups


@pytest.fixture
def database(tmp_path: Path) -> Path:
    file = tmp_path / "goc.sqlite3"
    with sqlite3.connect(file) as made:
        made.executescript(
            "CREATE TABLE audit_act (number INTEGER PRIMARY KEY); INSERT INTO audit_act VALUES (1), (2), (7);"
            "CREATE TABLE nguoi (id INTEGER PRIMARY KEY, ten TEXT, luot REFERENCES audit_act);"
            "INSERT INTO nguoi VALUES (1, 'Lý Thị Ẩm', 7);"
        )
    made.close()
    return file


def test_a_copy_holds_the_same_rows_up_to_the_last_act(database: Path, tmp_path: Path) -> None:
    copy = tmp_path / "sao.sqlite3"
    engines.sqlite_copy(database, copy)
    assert engines.sqlite_try(copy) == engines.Contents({"audit_act": 3, "nguoi": 1}, 7)


def test_a_copy_is_of_one_moment_while_others_write(database: Path, tmp_path: Path) -> None:
    writing = sqlite3.connect(database)
    writing.execute("PRAGMA journal_mode=WAL")
    writing.execute("BEGIN IMMEDIATE")
    writing.execute("INSERT INTO audit_act VALUES (8)")
    engines.sqlite_copy(database, tmp_path / "sao.sqlite3")
    writing.rollback()
    writing.close()
    assert engines.sqlite_try(tmp_path / "sao.sqlite3").last_act == 7


@pytest.mark.parametrize("harm", ["truncated", "overwritten", "no database", "a link to nothing"])
def test_a_harmed_copy_does_not_pass(database: Path, tmp_path: Path, harm: str) -> None:
    copy = tmp_path / "sao.sqlite3"
    engines.sqlite_copy(database, copy)
    whole = copy.read_bytes()
    if harm == "truncated":
        copy.write_bytes(whole[: len(whole) // 2])
    elif harm == "overwritten":
        copy.write_bytes(whole[:4096] + b"\xff" * 4096 + whole[8192:])
    elif harm == "no database":
        copy.write_bytes(b"khong phai")
    else:
        with sqlite3.connect(copy) as harmed:
            harmed.execute("INSERT INTO nguoi VALUES (2, 'Không ai', 99)")
    with pytest.raises(CannotBackUp):
        engines.sqlite_try(copy)


def command(database: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if k not in ("DJANGO_SETTINGS_MODULE", "DANGVU_NOW")}
    environment |= {"DATABASE_URL": f"sqlite:///{database}", "DANGVU_VAR": str(database.parent)}
    return subprocess.run(
        [sys.executable, "-m", "dangvu.cli", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database as dangvu makes it, with one act in it."""
    folder = tmp_path_factory.mktemp("cai-dat")
    file, empty = folder / "dangvu.sqlite3", folder / "bieu"
    empty.mkdir()
    done = command(file, "load", str(empty), "--json")
    assert done.returncode == 0, done.stderr
    return file


@pytest.mark.engine_free
def test_the_command_makes_a_backup_that_the_command_finds_whole(installed: Path) -> None:
    done = command(installed, "backup", "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    file = Path(told["folder"]) / told["file"]
    assert oct(file.stat().st_mode & 0o777) == "0o600"
    assert told["sha256"] == actions.checksum(file) and told["rows"]["audit_act"] >= 1
    assert command(installed, "backup", "--check", str(file)).returncode == 0
    with file.open("r+b") as opened:
        opened.seek(-1, os.SEEK_END)
        opened.write(b"\x01")
    changed = command(installed, "backup", "--check", str(file))
    assert changed.returncode == 1
    assert "đã bị đổi sau khi viết" in changed.stderr


@pytest.mark.engine_free
def test_the_backup_stands_in_the_trail(installed: Path, tmp_path: Path) -> None:
    assert command(installed, "backup", "--out", str(tmp_path)).returncode == 0
    with sqlite3.connect(installed) as opened:
        (detail,) = opened.execute("SELECT detail FROM audit_entry WHERE action = 'backup.make'").fetchone()
    assert json.loads(detail)["file"].startswith("dangvu-")


@pytest.mark.engine_free
def test_a_missing_file_is_told_in_words(installed: Path, tmp_path: Path) -> None:
    missing = command(installed, "backup", "--check", str(tmp_path / "khong-co.sqlite3"))
    assert missing.returncode == 1
    assert "Không có bản sao lưu" in missing.stderr


@pytest.mark.django_db
def test_what_does_not_restore_is_never_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: Path) -> Any:
        raise CannotBackUp("Bản sao mở được nhưng có trang hỏng.")

    monkeypatch.setattr(actions, "_copy", lambda target: target.write_bytes(b"x"))
    monkeypatch.setattr(actions, "_try", fail)
    with pytest.raises(CannotBackUp):
        actions.make_backup(actor=OPERATOR, into=tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db
def test_thirty_are_kept_and_older_ones_go(tmp_path: Path, settings: Any) -> None:
    settings.VAR_DIR = tmp_path
    place = tmp_path / "backups"
    place.mkdir()
    for number in range(KEPT + 3):
        made = {
            "file": f"dangvu-{number}.sqlite3", "at": f"2026-01-01T00:{number:02}:00+07:00", "engine": "sqlite",
            "size": 1, "sha256": "", "last_act": 1, "rows": {}, "restored_at": "2026-01-01T00:00:00+07:00",
            "restore_seconds": 0.1,
        }  # fmt: skip
        (place / made["file"]).write_bytes(b"x")
        (place / f"{made['file']}.json").write_text(json.dumps(made))
    actions._forget_oldest(place)
    left = backups()
    assert len(left) == KEPT
    assert left[0].file == f"dangvu-{KEPT + 2}.sqlite3"


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'postgresql'")
def test_postgresql_is_dumped_and_restored_into_a_database_of_its_own(tmp_path: Path) -> None:
    from dangvu.foundation.parameters.actions import seed

    seed(actor=OPERATOR)
    made = actions.make_backup(actor=OPERATOR, into=tmp_path)
    assert made.rows["parameters_parameter"] > 0
    assert actions.check_backup(tmp_path / made.file).last_act == made.last_act
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_database WHERE datname LIKE 'dangvu_thu_%'")
        assert cursor.fetchone() == (0,)
