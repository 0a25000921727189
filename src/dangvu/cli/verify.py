"""dangvu verify: whether files of an issued report belong together, and whether they are what was issued."""

from __future__ import annotations

import argparse
import json
from typing import Any

from dangvu.cli import database
from dangvu.cli.asked import CannotDo
from dangvu.foundation.actor import OPERATOR
from dangvu.reports.evidence.queries import belonging
from dangvu.reports.evidence.verify import verify as verified


def verify(asked: argparse.Namespace) -> dict[str, Any]:
    """dangvu verify FILE… [--seal CODE] [--issued]: Word file, page and manifest of a report, in any number.

    ``--seal`` is the code printed on the signed paper. No database is opened without ``--issued``. Exit status 1 where
    something is not as it was.
    """
    files = [(path.name, path.read_bytes()) for path in asked.files]
    found = verified(files)
    lines = [
        f"{one.name} ({one.kind}): {'còn nguyên' if one.is_whole else '; '.join(one.complaints)}"
        for one in found.verdicts
    ]
    lines += [f"Khác nhau: {line}" for line in found.differences]
    whole = found.is_whole
    issued: list[str | None] = []
    if asked.issued:
        database.expect()
        issued = [belonging(actor=OPERATOR, content=content) for _, content in files]
        for (name, _), number in zip(files, issued, strict=True):
            lines.append(
                f"{name}: đúng từng byte bản lưu của báo cáo số {number}"
                if number
                else f"{name}: không có trong các báo cáo đã ban hành ở đây"
            )
        whole = all(issued) and not found.differences
    if found.report:
        lines.insert(0, f"{found.report}. Mã đối chiếu: {found.seal}")
    if asked.seal is not None and _bare(asked.seal) != _bare(found.seal):
        whole = False
        lines.append(
            f"Mã trên giấy “{asked.seal}” không phải mã của các tệp này ({found.seal or 'không có mã'})"
        )
    elif asked.seal is None and not asked.issued and found.seal:
        lines.append("So thêm mã đối chiếu này với mã in ở cuối phụ lục cách tính của bản giấy (--seal MÃ).")
    answer = {
        "whole": whole, "report": found.report, "seal": found.seal, "differences": list(found.differences),
        "files": [
            {"file": one.name, "kind": one.kind, "complaints": one.complaints, "sha256": one.sha256}
            | ({"issued_as": issued[at]} if asked.issued else {})
            for at, one in enumerate(found.verdicts)
        ],
    }  # fmt: skip
    if not asked.json:
        print("\n".join(lines))
    if not whole:
        if asked.json:
            print(json.dumps(answer, ensure_ascii=False, indent=1))
        raise CannotDo("Có chỗ không còn như khi ban hành.")
    return answer


def _bare(seal: str) -> str:
    """A seal without its blanks and whatever its case."""
    return "".join(seal.split()).upper()
