"""A quick look at content.xml of an .ods: merges, error cells, and rows repeated without end."""

from __future__ import annotations

from xml.parsers import expat

from .findings import Fault, Merge, SheetFindings
from .limits import Limits
from .refusal import broken, cell_name, too_big

ERROR_STARTS = ("#REF!", "#DIV/0!", "#N/A", "#NAME?", "#VALUE!", "#NUM!", "#NULL!", "Err:")


class _Table:
    def __init__(self, name: str) -> None:
        self.name = name
        self.row = self.row_repeat = self.column = 0
        self.width = self.last_row = 0
        self.errors: list[Fault] = []
        self.merges: list[Merge] = []


class _Looker:
    """Walks the elements; keeps the place in the sheet, as repeats count."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.file_name, self.limits = name, limits
        self.tables: list[_Table] = []
        self.open_tables: list[_Table] = []
        self.cell: dict[str, str] | None = None
        self.text: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table:table":
            table = _Table(attributes.get("table:name", ""))
            self.open_tables.append(table)
            if len(self.open_tables) == 1:  # a table within a cell is not a sheet
                self.tables.append(table)
        elif not self.open_tables:
            return
        elif tag == "table:table-row":
            table = self.open_tables[-1]
            table.row_repeat, table.column = _count(attributes, "table:number-rows-repeated"), 0
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self.cell, self.text = attributes, []

    def data(self, text: str) -> None:
        if self.cell is not None:
            self.text.append(text)

    def end(self, tag: str) -> None:
        if not self.open_tables:
            return
        table = self.open_tables[-1]
        if tag == "table:table":
            self.open_tables.pop()
        elif tag == "table:table-row":
            table.row += table.row_repeat
        elif tag in ("table:table-cell", "table:covered-table-cell") and self.cell is not None:
            self._cell(table, self.cell, "".join(self.text))
            self.cell = None

    def _cell(self, table: _Table, cell: dict[str, str], text: str) -> None:
        repeat = _count(cell, "table:number-columns-repeated")
        row, column = table.row, table.column
        table.column += repeat
        if text or "office:value" in cell or "office:value-type" in cell:
            table.last_row = max(table.last_row, row + table.row_repeat)
            table.width = max(table.width, column + repeat)
            self._check_size(table)
        if cell.get("calcext:value-type") == "error" or (
            "table:formula" in cell and text.startswith(ERROR_STARTS)
        ):
            table.errors.append((row, column, text[:50] or "#N/A"))
        down, across = _count(cell, "table:number-rows-spanned"), _count(cell, "table:number-columns-spanned")
        if down > 1 or across > 1:
            table.merges.append((row, column, row + down - 1, column + across - 1))

    def _check_size(self, table: _Table) -> None:
        if table.last_row > self.limits.rows or table.last_row * table.width > self.limits.cells:
            far = cell_name(table.last_row - 1, table.width - 1)
            too_big(self.file_name, f"trang “{table.name}” có số liệu trải tới tận ô {far}")


def _count(attributes: dict[str, str], name: str) -> int:
    raw = attributes.get(name, "1")
    return min(int(raw), 10_000_000) if raw.isascii() and raw.isdigit() else 1


def look(content: bytes, name: str, limits: Limits) -> dict[str | int, SheetFindings]:
    """Findings of every sheet by name; refuses a sheet whose repeats unfold past the limits."""
    looker = _Looker(name, limits)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = looker.start, looker.end
    parser.CharacterDataHandler = looker.data
    try:
        parser.Parse(content, True)
    except expat.ExpatError:
        broken(name)
    return {table.name: SheetFindings(table.errors, [], table.merges) for table in looker.tables}
