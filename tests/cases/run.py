"""Load many invented cases and say what is not as expected: ``python -m tests.cases.run 1-40 [units=N] [-v]``."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dangvu.config.settings")


def main(arguments: list[str]) -> int:
    seeds, options = [], {}
    for word in arguments:
        if "=" in word:
            name, _, value = word.partition("=")
            options[name] = int(value)
        elif word != "-v":
            first, _, last = word.partition("-")
            seeds += range(int(first), int(last or first) + 1)
    home = Path(tempfile.mkdtemp(prefix="cases"))
    os.environ["DATABASE_URL"] = f"sqlite:///{home}/template.sqlite3"
    import django

    django.setup()
    from django.db import connections

    from dangvu.cli.database import prepare

    prepare()
    connections.close_all()
    bad = 0
    for seed in seeds:
        child = os.fork()
        if child == 0:
            os._exit(_one(seed, home, options, "-v" in arguments))
        bad += os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0
    shutil.rmtree(home)
    print(f"{len(seeds)} cases, {bad} not as expected")
    return 1 if bad else 0


def _one(seed: int, home: Path, options: dict[str, int], verbose: bool) -> int:
    from django.conf import settings
    from django.db import connections

    from dangvu.foundation.actor import OPERATOR
    from dangvu.intake.actions import load_folder
    from tests.cases import generate
    from tests.cases.compare import differences

    database = home / f"{seed}.sqlite3"
    shutil.copy(home / "template.sqlite3", database)
    settings.DATABASES["default"]["NAME"] = str(database)
    connections["default"].settings_dict["NAME"] = str(database)
    folder = home / str(seed)
    try:
        expected = generate(folder, seed, **options)
        started = time.perf_counter()
        load_folder(actor=OPERATOR, folder=folder)
        wrong = differences(expected)
    except Exception:
        import traceback

        traceback.print_exc()
        wrong = ["an exception"]
        started = time.perf_counter()
    print(f"{seed}: {len(wrong)} differences, {time.perf_counter() - started:.1f} s", flush=True)
    for line in wrong if verbose else wrong[:8]:
        print("   ", line[:400])
    database.unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
