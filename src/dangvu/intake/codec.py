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
    for name, cell in cells.items():
        if not cell.text and cell.value is None and cell.problem is None:
            continue
        if cell.problem is None and cell.encoding is None and cell.value == cell.text:
            row[name] = cell.text
            continue
        entry: dict[str, Any] = {"t": cell.text}
        if isinstance(cell.value, PartialDate):
            entry["d"] = cell.value.iso()
        elif isinstance(cell.value, Decimal):
            entry["v"] = float(cell.value)
        elif cell.value is not None:
            entry["v"] = cell.value
        if cell.problem:
            entry["p"], entry["m"] = cell.problem, cell.message
        if cell.encoding:
            entry["r"], entry["e"] = cell.raw, cell.encoding
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
