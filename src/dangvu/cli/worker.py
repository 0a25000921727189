"""The process that does the jobs. `dangvu serve` starts one and takes it down with itself."""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import threading
import time

from django_tasks_db.management.commands.db_worker import Worker

from dangvu.cli import database
from dangvu.foundation.jobs.actions import take_up_again


def work(asked: argparse.Namespace) -> None:
    """dangvu work: do the jobs that people asked for, until stopped."""
    database.prepare()
    if asked.under:
        threading.Thread(target=_end_with, args=(asked.under,), daemon=True).start()
    take_up_again()
    worker = Worker(
        queue_names=["*"], interval=1, batch=False, backend_name="default", startup_delay=False, max_tasks=None,
        worker_id=f"dangvu-{os.getpid()}", excluded_queue_names=[],
    )  # fmt: skip
    worker.configure_signals()
    worker.run()


def _end_with(parent: int) -> None:
    """A worker whose server was killed must not stay behind: two would take each other's jobs for cut off."""
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGKILL)


def start_beside() -> subprocess.Popen[bytes]:
    """Start the worker of this server."""
    return subprocess.Popen([sys.executable, "-m", "dangvu.cli", "work", "--under", str(os.getpid())])
