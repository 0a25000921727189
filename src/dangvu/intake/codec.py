"""How the cells of a row are written down, and read back as they were understood.

A cell whose value is its text is that text; any other is an object: t text, d partial date, v value, r raw text
where it was repaired, p problem, m message.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from hashlib import blake2b
from typing import Any

from dangvu.foundation.partial_date import PartialDate
from dangvu.foundation.tables import ReadCell


def written(cells: Mapping[str, ReadCell], group: str = "") -> dict[str, Any]:
    """The row as JSON. Empty cells without a problem are left out."""
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
    """The cells that :func:`written` wrote, and the group heading."""
    cells: dict[str, ReadCell] = {}
    for name, entry in row.items():
        if name == "#group":
            continue
        if isinstance(entry, str):
            cells[name] = ReadCell(entry, entry, entry)
        else:
            value = PartialDate.from_iso(entry["d"]) if "d" in entry else entry.get("v")
            cells[name] = ReadCell(
                entry["t"], value, entry.get("r", entry["t"]), entry.get("e"), entry.get("p"), entry.get("m")
            )
    return cells, row.get("#group", "")


def digest(cells: Mapping[str, ReadCell], group: str = "") -> str:
    """A mark of what the row says, whatever its place, its encoding or the style of its dates."""
    said = [group]
    for name in sorted(cells):
        cell = cells[name]
        value = cell.value
        if isinstance(value, PartialDate):
            said.append(f"{name}={value.iso()}")
        elif value is not None or cell.text:
            said.append(f"{name}={value or cell.text}")
    return blake2b("\x1f".join(said).encode(), digest_size=16).hexdigest()
