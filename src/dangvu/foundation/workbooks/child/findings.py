"""What a look inside the file, before the parser opens it, tells about each sheet."""

from __future__ import annotations

from typing import NamedTuple

Merge = tuple[int, int, int, int]
Fault = tuple[int, int, str]


class SheetFindings(NamedTuple):
    """Places the parser does not tell: error cells, formulas never computed, merges of an .ods."""

    errors: list[Fault]
    uncomputed: list[str]
    merges: list[Merge]


class Findings(NamedTuple):
    """Of one workbook; sheets by name, or by position in the old binary format."""

    kind: str
    macros: bool
    sheets: dict[str | int, SheetFindings]
