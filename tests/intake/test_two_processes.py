"""A folder read by two processes is read as by one, whatever becomes of the second."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

Case = tuple[Path, dict[str, Any]]

# A process of its own: the one that runs the tests has several threads, and is therefore never copied.
COMPARED = """
import os, sys
from pathlib import Path
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from dangvu.foundation.workbooks import find_workbooks
from dangvu.intake import reading

folder = Path(sys.argv[1])
paths = [*find_workbooks(folder)[0] * 3][:20]
assert len(paths) >= reading._WORTH_A_COPY
once, home = reading._read, os.getpid()
alone = [reading._once(file, seen) for seen in [set()] for file in once(paths, folder, set())]

def asked(paths, root, seen):
    read_by.append(len(paths))
    if sys.argv[2] == "dies" and os.getpid() != home:
        os._exit(9)
    return once(paths, root, seen)

read_by = []
reading._read, reading._may_be_two = asked, lambda: True
assert reading.read_files(paths, folder) == alone
print(read_by, sum(file is not None for file in alone))
"""


@pytest.mark.parametrize(("fate", "here"), [("lives", [10]), ("dies", [10, 10])])
def test_a_folder_is_read_the_same_by_two_processes(plain: Case, fate: str, here: list[int]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", COMPARED, str(plain[0]), fate], capture_output=True, text=True, check=False,
        env={"DJANGO_SETTINGS_MODULE": "dangvu.config.settings", "DATABASE_URL": "sqlite://:memory:"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"{here} ")
    assert int(done.stdout.split()[-1]) >= 5
