"""New members, and members made official."""

from __future__ import annotations

from collections.abc import Sequence

from dangvu.foundation.tables.columns import text_column
from dangvu.foundation.tables.dates import date_column
from dangvu.foundation.tables.kinds import SheetKind
from dangvu.members.sheets import (
    CELL,
    CELL_HEADINGS,
    DETAILS,
    IDENTITY,
    JOINED,
    JOINING_DETAILS,
    OFFICIAL,
    Rows,
    days_of,
    months_on_probation,
    spread_in_years,
)

_DECISIONS = ("Quyết định kết nạp", "Quyết định", "QĐ kết nạp", "Quyết định kết nạp đảng viên", "Quyết định công nhận",
              "Quyết định công nhận chính thức", "QĐ công nhận", "Quyết định chuyển chính thức", "QĐ")  # fmt: skip

DECISION_NUMBER = text_column(
    "decision_number",
    "Số quyết định",
    *(f"{parent}|{sub}" for parent in _DECISIONS for sub in ("Số", "Số QĐ", "Số quyết định", "Số, ký hiệu")),
    "Số QĐ", "Số quyết định kết nạp", "Quyết định số", "Quyết định kết nạp số", "QĐ số",
    typical=False,
)  # fmt: skip
DECISION_DATE = date_column(
    "decision_date",
    "Ngày quyết định",
    *(f"{parent}|{sub}" for parent in _DECISIONS for sub in ("Ngày", "Ngày QĐ", "Ngày ký", "Ngày, tháng, năm")),
    "Ngày ra quyết định", "Ngày QĐ", "Ngày quyết định kết nạp", "Ngày ký quyết định", "Ngày ký",
    typical=False,
)  # fmt: skip
ADMITTED = date_column(JOINED.name, JOINED.label, *JOINED.headers[1:], required=True)
LATER_OFFICIAL = date_column(OFFICIAL.name, OFFICIAL.label, *OFFICIAL.headers[1:], typical=False)
RECOGNISED = date_column(
    OFFICIAL.name,
    OFFICIAL.label,
    *OFFICIAL.headers[1:],
    "Ngày quyết định công nhận",
    "Ngày QĐ công nhận",
    required=True,
)


def _looks_like_admissions(rows: Rows, titles: Sequence[str]) -> float:
    """The people of one report joined within about a year, and none of them is official yet."""
    joined = days_of(rows, "joined")
    if len(days_of(rows, "official")) * 2 > len(rows):
        return 0.05 if titles else 0.0
    if len(joined) < 2:
        return 0.5
    return 0.85 if spread_in_years(joined) < 1.1 else 0.1


def _looks_like_recognitions(rows: Rows, _titles: Sequence[str]) -> float:
    """Everyone became official within about a year, about a year after joining."""
    official = days_of(rows, "official")
    if not official:
        return 0.3
    months = months_on_probation(rows)
    near = months is not None and 10.5 <= months <= 20
    if len(official) < 2:
        return 0.55 if near else 0.4
    if spread_in_years(official) > 1.1:
        return 0.05
    return 0.95 if near and len(official) * 10 >= len(rows) * 7 else 0.4


ADMISSIONS = SheetKind(
    slug="admissions",
    title="Danh sách đảng viên mới kết nạp",
    columns=(*IDENTITY, *JOINING_DETAILS, CELL, ADMITTED, LATER_OFFICIAL, DECISION_NUMBER, DECISION_DATE),
    needs=("name", "joined"),
    titles=("danh sách đảng viên mới kết nạp", "đảng viên mới kết nạp", "đảng viên mới", "kết nạp đảng viên", "kết nạp",
            "danh sách đảng viên kết nạp", "quần chúng được kết nạp", "đảng viên được kết nạp", "kết nạp Đảng"),
    excludes=("đề nghị", "dự kiến", "kế hoạch"),
    tab_names=("Kết nạp", "ĐV mới", "Đảng viên mới", "DV moi", "Kết nạp mới", "Mới kết nạp", "Ket nap", "KN"),
    natural=("name", "birth", "joined"),
    groups=CELL_HEADINGS,
    evidence=_looks_like_admissions,
)  # fmt: skip

RECOGNITIONS = SheetKind(
    slug="recognitions",
    title="Danh sách chuyển đảng chính thức",
    columns=(*IDENTITY, *DETAILS, CELL, JOINED, RECOGNISED, DECISION_NUMBER, DECISION_DATE),
    needs=("name", "official"),
    titles=("chuyển đảng chính thức", "chuyển chính thức", "công nhận chính thức", "công nhận đảng viên chính thức",
            "danh sách chuyển đảng chính thức", "danh sách đảng viên chuyển chính thức", "chuyển Đảng cho đảng viên",
            "danh sách đảng viên dự bị được công nhận chính thức", "được công nhận đảng viên chính thức"),
    excludes=("đề nghị", "dự kiến", "kế hoạch", "đến hạn"),
    tab_names=("Chuyển CT", "CNCT", "Chuyển chính thức", "Công nhận CT", "Chính thức", "Chuyen CT"),
    natural=("name", "birth", "official"),
    groups=CELL_HEADINGS,
    evidence=_looks_like_recognitions,
)  # fmt: skip

SHEETS: tuple[SheetKind, ...] = (ADMISSIONS, RECOGNITIONS)
