"""The only door to spreadsheet libraries: reading in a child process, writing byte for byte the same."""

from dangvu.foundation.workbooks.child.limits import Limits
from dangvu.foundation.workbooks.folder import find_workbooks
from dangvu.foundation.workbooks.reader import Reader
from dangvu.foundation.workbooks.received import Unreadable
from dangvu.foundation.workbooks.sheets import Cell, Sheet, Workbook

__all__ = ["Cell", "Limits", "Reader", "Sheet", "Unreadable", "Workbook", "find_workbooks"]
