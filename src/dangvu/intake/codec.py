"""How the cells of a row are written down, and read back as they were understood.

A cell whose value is its text is that text; any other is an object: t text, d partial date, v value, r raw text
where it was repaired, p problem, m message. Cells that tell whom an inspection or a decision is of are encrypted
together, with the heading of the row (``#sealed``).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from decimal import Decimal
from hashlib import blake2b
from typing import Any

from dangvu.foundation import sealed as box
from dangvu.foundation.partial_date import PartialDate
from dangvu.foundation.tables import ReadCell

SEALED = "#sealed"
HIDDEN = "(đã mã hóa)"
"""Shown in the place of what is sealed."""
_ROW, _VALUE = "source-row", "source-value"


def shut(text: str) -> str:
    """One value of a sealed column, encrypted."""
    return box.seal(text, _VALUE)


def opened(text: str) -> str:
    """What :func:`shut` encrypted; '' where the key is gone."""
    try:
        return box.unseal(text, _VALUE)
    except box.Unreadable:
        return ""


def written(
    cells: Mapping[str, ReadCell], group: str = "", sealed: Collection[str] = frozenset()
) -> dict[str, Any]:
    """The row as JSON, the cells of ``sealed`` columns unreadable. Empty cells without a problem are left out."""
    row = _written(cells, group)
    if sealed:
        secret = {name: row.pop(name) for name in (*sealed, "#group") if name in row}
        if secret:
            row[SEALED] = box.seal(json.dumps(secret, ensure_ascii=False), _ROW)
    return row


def _written(cells: Mapping[str, ReadCell], group: str) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for name, (text, value, raw, encoding, problem, message) in cells.items():
        if problem is None:
            if value is None and not text:
                continue
            if encoding is None and isinstance(value, str) and value == text:
                row[name] = text
                continue
        entry: dict[str, Any] = {"t": text}
        if isinstance(value, PartialDate):
            entry["d"] = value.iso()
        elif isinstance(value, Decimal):
            entry["v"] = float(value)
        elif value is not None:
            entry["v"] = value
        if problem:
            entry["p"], entry["m"] = problem, message
        if encoding:
            entry["r"], entry["e"] = raw, encoding
        row[name] = entry
    if group:
        row["#group"] = group
    return row


def read_back(row: Mapping[str, Any]) -> tuple[dict[str, ReadCell], str]:
    """The cells that :func:`written` wrote, and the group heading. What was sealed with a key that is gone is missing."""
    if SEALED in row:
        row = {**row, **_unsealed(row[SEALED])}
    cells: dict[str, ReadCell] = {}
    for name, entry in row.items():
        if name in ("#group", SEALED):
            continue
        if isinstance(entry, str):
            cells[name] = ReadCell(entry, entry, entry)
        else:
            value = PartialDate.from_iso(entry["d"]) if "d" in entry else entry.get("v")
            cells[name] = ReadCell(
                entry["t"], value, entry.get("r", entry["t"]), entry.get("e"), entry.get("p"), entry.get("m")
            )
    return cells, row.get("#group", "")


def _unsealed(secret: str) -> dict[str, Any]:
    try:
        row: dict[str, Any] = json.loads(box.unseal(secret, _ROW))
    except box.Unreadable:
        return {}
    return row


def digest(cells: Mapping[str, ReadCell], group: str = "", sealed: Collection[str] = frozenset()) -> str:
    """A mark of what the row says, whatever its place, its encoding or the style of its dates.

    Of a kind with sealed columns it is keyed: who holds a copy of the database can't try names against it.
    """
    said = [group]
    for name in sorted(cells):
        cell = cells[name]
        value = cell.value
        if isinstance(value, PartialDate):
            said.append(f"{name}={value.iso()}")
        elif value is not None or cell.text:
            said.append(f"{name}={value or cell.text}")
    mark = blake2b("\x1f".join(said).encode(), digest_size=16).hexdigest()
    return box.mark(mark, _ROW)[:32] if sealed else mark
