"""The only door to spreadsheet libraries: reading in a child process, writing byte for byte the same."""

from dangvu.foundation.workbooks.child.limits import Limits
from dangvu.foundation.workbooks.folder import find_workbooks
from dangvu.foundation.workbooks.reader import Reader
from dangvu.foundation.workbooks.received import Unreadable
from dangvu.foundation.workbooks.sheets import Cell, Sheet, Workbook
from dangvu.foundation.workbooks.writing import ColumnSpec, Formula, SheetSpec, write_workbook

__all__ = [
    "Cell",
    "ColumnSpec",
    "Formula",
    "Limits",
    "Reader",
    "Sheet",
    "SheetSpec",
    "Unreadable",
    "Workbook",
    "find_workbooks",
    "write_workbook",
]
