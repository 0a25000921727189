"""Runs the suite: on SQLite, then on a PostgreSQL started here on a private port, where its binaries are."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def postgresql_binaries() -> Path | None:
    """The folder of initdb and pg_ctl, the newest version first."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    if found:
        return found[0].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def postgresql(binaries: Path) -> Iterator[str]:
    """A PostgreSQL of our own for as long as the block runs; its URL. It refuses root, so root hands it over."""
    with tempfile.TemporaryDirectory(prefix="dangvu-pg-") as folder:
        data, port = Path(folder) / "data", _free_port()
        as_user: list[str] = []
        if os.geteuid() == 0:
            user = pwd.getpwnam("postgres")
            os.chown(folder, user.pw_uid, user.pw_gid)
            as_user = ["runuser", "-u", "postgres", "--"]

        def run(*command: str) -> None:
            subprocess.run([*as_user, *command], check=True, stdout=subprocess.DEVNULL, cwd=folder)

        run(
            str(binaries / "initdb"),
            "-D",
            str(data),
            "-U",
            "dangvu",
            "-A",
            "trust",
            "--no-sync",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
        )
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off"
        run(str(binaries / "pg_ctl"), "-D", str(data), "-o", options, "-w", "-l", f"{folder}/log", "start")
        try:
            yield f"postgresql://dangvu@127.0.0.1:{port}/postgres"
        finally:
            run(str(binaries / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop")


def pytest(name: str, url: str | None, extra: list[str]) -> int:
    """One run of the suite; its exit status."""
    print(f"== {name} ==", flush=True)
    environment = {
        k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "DANGVU_NOW", "DANGVU_ENV")
    }
    if url:
        environment["DATABASE_URL"] = url
    workers = str(min(4, os.cpu_count() or 1))
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-m",
        "not slow",
        "-n",
        workers,
        "--dist",
        "loadgroup",
        "--tb=native",  # the other styles parse the source again, which fails under Playwright's greenlets (CPython 3.11)
        *extra,
    ]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def main() -> int:
    extra = [argument for argument in sys.argv[1:] if argument != "--sqlite"]
    status = pytest("SQLite", None, extra)
    if "--sqlite" in sys.argv:
        return status
    binaries = postgresql_binaries()
    if binaries is None:
        print("PostgreSQL's binaries are not on this machine: the suite ran on SQLite only.")
        return status
    with postgresql(binaries) as url:
        return (
            pytest("PostgreSQL", url, ["-m", "not slow and not browser and not engine_free", *extra])
            or status
        )


if __name__ == "__main__":
    sys.exit(main())
