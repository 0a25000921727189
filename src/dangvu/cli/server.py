"""gunicorn on 127.0.0.1, threads in one process: sync views under WSGI."""

from __future__ import annotations

import argparse
from typing import Any

from gunicorn.app.base import BaseApplication

from dangvu.cli import database
from dangvu.cli.worker import start_beside


class _Server(BaseApplication):  # type: ignore[misc]
    def __init__(self, port: int) -> None:
        self._port = port
        super().__init__()

    def load_config(self) -> None:
        for name, value in {
            "bind": f"127.0.0.1:{self._port}", "threads": 4, "workers": 1, "worker_class": "gthread",
            "accesslog": None, "loglevel": "warning", "timeout": 120,
        }.items():  # fmt: skip
            self.cfg.set(name, value)

    def load(self) -> Any:
        from dangvu.config.wsgi import application

        return application


def serve(asked: argparse.Namespace) -> None:
    """dangvu serve [--port N]: plain http on 127.0.0.1 until stopped."""
    database.prepare()
    worker = start_beside()
    print(f"Mở trình duyệt tại http://127.0.0.1:{asked.port}/ (nhấn Ctrl+C để dừng).", flush=True)
    try:
        _Server(asked.port).run()
    finally:
        worker.terminate()
