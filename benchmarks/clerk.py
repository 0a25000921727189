"""The totals as a skilled clerk would script them with pandas and openpyxl, for these very layouts.

No encodings are repaired, no person is matched, no provenance is kept and nothing is checked beyond what stands
here: files in TCVN3 or VNI are told by hand which sheet is which. It reaches the same totals on the sample only.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import pandas as pd

_HEADS = ("TT", "STT")
#: Sheets by the order in which the form prints them, told by a word of the tab's name.
_TABS = {
    "roster": ("ds", "danh sach"), "admissions": ("ket nap", "dv moi"), "recognitions": ("chuyen ct", "cnct", "chuyen chinh"),
    "movements": ("bien dong", "tang giam"), "meetings": ("sh chuyen", "shcd", "chuyen de"),
    "inspections": ("kt-gs", "ktgs", "kiem tra"),
}  # fmt: skip


def _plain(text: object) -> str:
    spread = unicodedata.normalize("NFD", str(text)).replace("đ", "d").replace("Đ", "D")
    return "".join(c for c in spread if not unicodedata.combining(c)).lower().strip()


def _sheets(path: Path) -> dict[str, pd.DataFrame]:
    engine = {".xlsx": "openpyxl", ".xls": "calamine", ".ods": "calamine"}[path.suffix]
    return pd.read_excel(path, sheet_name=None, header=None, engine=engine)


def _rows(sheet: pd.DataFrame) -> pd.DataFrame:
    """The rows below the header: those whose first filled column is a plain number and whose next is text."""
    first = next(c for c in sheet.columns if sheet[c].notna().any())
    numbers = pd.to_numeric(sheet[first], errors="coerce")
    rows = sheet[numbers.notna()]
    return rows.drop_duplicates(subset=[c for c in rows.columns if c != first])


def totals(folder: Path) -> dict[str, Any]:
    """Members at the start, admitted, recognised, meetings, inspections, learners, target."""
    counted: dict[str, int] = dict.fromkeys((*_TABS, "members_start"), 0)
    for path in sorted((folder / "units").iterdir()):
        for tab, sheet in _sheets(path).items():
            name = _plain(tab)
            for kind, words in _TABS.items():
                if name.startswith(words):
                    counted[kind] += len(_rows(sheet))
                    break
    learners = sum(len(_rows(s)) for p in folder.glob("Lop *.xlsx") for s in _sheets(p).values())
    target = 0
    for path in folder.glob("Giao *.xlsx"):
        for sheet in _sheets(path).values():
            rows = _rows(sheet)
            target += int(pd.to_numeric(rows.iloc[:, 2], errors="coerce").sum())
    return {
        "members_start": counted["roster"], "admissions_rows": counted["admissions"],
        "recognition_rows": counted["recognitions"], "movement_rows": counted["movements"],
        "thematic_meetings": counted["meetings"], "inspection_rows": counted["inspections"],
        "awareness_learners": learners, "admission_target": target,
    }  # fmt: skip
