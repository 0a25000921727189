"""How much a workbook may hold and how long reading it may take."""

from __future__ import annotations

from typing import NamedTuple

MB = 1024 * 1024


class Limits(NamedTuple):
    """What one file may cost. The defaults leave ordinary workbooks far below every line."""

    file_bytes: int = 50 * MB
    unpacked_bytes: int = 300 * MB
    parts: int = 5_000
    ratio: int = 200  # unpacked ÷ packed of one part; a sheet full to the last row measured 15
    ratio_from_bytes: int = 8 * MB  # small parts full of blanks pack very well and harm nobody
    sheets: int = 300
    rows: int = 200_000  # in one sheet
    cells: int = 2_000_000  # of all sheets, with the empty ones between
    text: int = 32_767  # characters in one cell: Excel's own limit
    wall_seconds: float = 60.0  # the parent's watch
    cpu_seconds: int = 60  # the kernel's watch, should the parent be gone
    memory_bytes: int = 1024 * MB
    retire_bytes: int = 200 * MB  # a child that grew past this is replaced after the file
    reply_bytes: int = 200 * MB
