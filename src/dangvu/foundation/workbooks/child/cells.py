"""Cells as the parser gives them, made into what travels to the parent: JSON, with the dates pointed out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from .limits import Limits
from .refusal import Refused, cell_name, thousands

MIDNIGHT = time()
WHOLE_UP_TO = 10**15  # beyond it a float no longer tells neighbouring whole numbers apart


class Grid(NamedTuple):
    """A rectangle of JSON values; ``dates`` and ``moments`` say at which (row, column) a value stands for one."""

    rows: list[list[Any]]
    dates: list[tuple[int, int]]  # the value there is the day's ordinal
    moments: list[tuple[int, int]]  # the value there is an ISO text


def make_grid(raw_rows: Iterable[Sequence[Any]], limits: Limits, where: str) -> Grid:
    """The rows of a sheet from its first row and column on, empty ends cut."""
    dates: list[tuple[int, int]] = []
    moments: list[tuple[int, int]] = []
    rows: list[list[Any]] = []
    height = width = 0
    for r, raw in enumerate(raw_rows):
        row: list[Any] = []
        for c, value in enumerate(raw):
            kind = value.__class__
            if kind is str:
                if len(value) > limits.text:
                    _refuse_text(where, r, c, limits)
                row.append(value or None)
            elif kind is float:
                row.append(number(value))
            elif kind is bool or kind is int:
                row.append(value)
            elif kind is date or (kind is datetime and value.time() == MIDNIGHT):
                dates.append((r, c))
                row.append(value.toordinal())
            elif kind is datetime:
                moments.append((r, c))
                row.append(value.isoformat())
            else:
                row.append(length_of_time(value))
        rows.append(row)
        filled = len(row)
        while filled and row[filled - 1] is None:
            filled -= 1
        if filled:
            height, width = r + 1, max(width, filled)
    return Grid([_to_width(row, width) for row in rows[:height]], dates, moments)


def _to_width(row: list[Any], width: int) -> list[Any]:
    return row[:width] if len(row) >= width else row + [None] * (width - len(row))


def number(value: float) -> int | float | str:
    """1.0 as 1; what JSON cannot say (infinity) as text."""
    if -WHOLE_UP_TO < value < WHOLE_UP_TO:
        return int(value) if value.is_integer() else value
    return value if value - value == 0 else str(value)


def length_of_time(value: Any) -> str | None:
    """A time of day or a length of time as text: 7:05 or 7:05:09."""
    if isinstance(value, time):
        seconds = value.hour * 3600 + value.minute * 60 + value.second
    elif isinstance(value, timedelta):
        seconds = round(value.total_seconds())
    else:
        return None if value is None else str(value)
    sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
    minutes, left = divmod(seconds, 60)
    return f"{sign}{minutes // 60}:{minutes % 60:02}" + (f":{left:02}" if left else "")


def _refuse_text(where: str, row: int, column: int, limits: Limits) -> None:
    raise Refused(
        "qua_lon",
        f"{where}, ô {cell_name(row, column)} chứa hơn {thousands(limits.text)} ký tự. "
        "Hãy rút gọn hoặc xóa ô đó, lưu lại rồi gửi lại.",
    )
