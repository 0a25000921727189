"""Settings of the test suite: the same house, a database in memory (or the PostgreSQL that the suite started)."""

import os
import tempfile
from pathlib import Path

from dangvu.config.settings import *  # noqa: F403

if not os.environ.get("DATABASE_URL"):
    DATABASES["default"]["NAME"] = ":memory:"  # noqa: F405
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}  # noqa: F405
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA foreign_keys=ON"  # noqa: F405

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
VAR_DIR = Path(tempfile.gettempdir())
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
