"""Reading many files in the background, for whoever handed them in, with the rights they have then."""

from __future__ import annotations

from typing import Any

from dangvu.accounts.queries import actor_of
from dangvu.foundation.jobs.actions import Outcome, Progress
from dangvu.foundation.ratio import vietnamese
from dangvu.intake.upload.actions import examine

READ = "dangvu.intake.upload.jobs.read"


def read(user: int, parameters: dict[str, Any], progress: Progress) -> Outcome:
    """Read the files of an upload and rehearse their load. ``parameters``: upload (id). Nothing is written."""
    progress.step("Đọc các tệp và thử ghi", 0, 1)
    kept = examine(actor=actor_of(user), upload=parameters["upload"])
    return Outcome(
        f"Đã đọc xong, chưa ghi gì: {vietnamese(kept.counts.get('ghi', 0))} dòng sẽ được ghi. "
        "Mở “Nạp dữ liệu” để xem từng dòng rồi ghi."
    )
