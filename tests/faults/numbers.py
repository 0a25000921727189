"""Several clerks number documents of one organisation at once; what is given has no gap and no double.

``python -m tests.faults.numbers DOCUMENTS CLERKS`` prints one JSON object: the numbers of each series, in the order in
which acts gave them. One process is warmed up, makes the small bloc, and is forked into the clerks.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from tests.faults.kill import in_a_child
from tests.faults.store import store, use


def number(bloc: Any, documents: int, clerk: int) -> int:
    """One clerk issues so many documents, one act each; every tenth number is withdrawn, every seventh a stub."""
    from dangvu.foundation.actor import OPERATOR
    from dangvu.work.documents.actions import NewDocument, NewStub, issue, keep_stub, withdraw_numbers

    asked = {"actor": OPERATOR, "organisation": bloc.root}
    for count in range(documents):
        kind, on = ("bao_cao", "ke_hoach", "cong_van")[count % 3], date(2023, 5, 10)
        if count % 7 == 6:
            keep_stub(**asked, stub=NewStub(kind, on))
            continue
        (made,) = issue(**asked, documents=[NewDocument(kind, on, f"Văn bản {clerk}.{count}")])
        if count % 10 == 9:
            withdraw_numbers(**asked, documents=[made.id], reason="hủy")
    return 0


def given() -> dict[str, list[int]]:
    """{series: its numbers in the order of the acts that gave them}."""
    from dangvu.work.documents.models import DocumentState

    first: dict[int, tuple[str, int]] = {}
    for row in DocumentState.objects.order_by("known_from_act_id", "pk"):
        first.setdefault(row.document_id, (row.series, row.number or 0))
    found: dict[str, list[int]] = {}
    for series, taken in first.values():
        found.setdefault(series, []).append(taken)
    return found


def main() -> None:
    documents, clerks = int(sys.argv[1]), int(sys.argv[2])
    os.environ["DANGVU_NOW"] = "2023-07-05T09:00:00"
    home = Path(tempfile.mkdtemp(prefix="dangvu-numbers-"))
    os.environ.setdefault("DATABASE_URL", f"sqlite:///{home}/template.sqlite3")
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dangvu.config.settings")
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from tests.support import small_bloc

    try:
        rounds, bloc = store(home), small_bloc()
        rounds.sealed()
        database = rounds.fresh("race")
        use(database)
        from django.db import connections

        connections.close_all()
        children = [in_a_child(lambda n=n: number(bloc, documents // clerks, n)) for n in range(clerks)]  # type: ignore[misc]
        failed = [status for _, status in (os.waitpid(child, 0) for child in children) if status]
        print(json.dumps({"failed": failed, "given": given()}))
        connections.close_all()
        rounds.drop(database)
    finally:
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()
