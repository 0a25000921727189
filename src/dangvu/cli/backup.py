"""dangvu backup: a copy of the whole database, restored once before it is called one."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any

from dangvu.accounts.actions.settings import back_up
from dangvu.cli import database
from dangvu.cli.asked import CannotDo
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.backup.actions import check_backup
from dangvu.foundation.backup.engines import CannotBackUp
from dangvu.foundation.backup.queries import folder
from dangvu.foundation.ratio import vietnamese
from dangvu.foundation.refusals import Impossible


def backup(asked: argparse.Namespace) -> dict[str, Any]:
    """dangvu backup [--out DIR]: make one. dangvu backup --check FILE: try one that was made."""
    try:
        if asked.check is not None:
            contents = check_backup(asked.check)
            rows = sum(contents.rows.values())
            if not asked.json:
                print(f"Bản sao lưu còn nguyên và khôi phục được: {vietnamese(rows)} dòng.")
            return {"file": str(asked.check), "rows": rows, "last_act": contents.last_act, "restored": True}
        database.expect()
        made = back_up(actor=OPERATOR, into=asked.out)
    except (CannotBackUp, Impossible) as error:
        raise CannotDo(str(error)) from error
    place = asked.out or folder()
    if not asked.json:
        print(f"Đã sao lưu ra {place / made.file}: {vietnamese(made.count)} dòng, đã khôi phục thử.")
        print(f"Mã kiểm tra SHA-256: {made.sha256}")
    return asdict(made) | {"folder": str(place)}
