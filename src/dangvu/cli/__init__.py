"""The command line: the same actions and queries as the screens, acting as the local operator."""

from __future__ import annotations

import os
import sys


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit status (0 done, 1 could not be done, 2 wrong use)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dangvu.config.settings")
    from dangvu.cli.commands import run

    return run(sys.argv[1:] if arguments is None else arguments)
