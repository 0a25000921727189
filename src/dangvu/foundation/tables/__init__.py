"""From raw cells to recognised sheets: which kind a sheet is, where its table stands, and what every cell says.

Nothing here knows what the sheets are about; each area declares its own kinds (``sheets.py``) from the
column objects of this package.
"""

from dangvu.foundation.tables.columns import Column, Parsed, ReadCell
from dangvu.foundation.tables.kinds import SheetKind
from dangvu.foundation.tables.recognise import ReadRow, ReadSheet, recognise, recognise_all

__all__ = ["Column", "Parsed", "ReadCell", "ReadRow", "ReadSheet", "SheetKind", "recognise", "recognise_all"]
