"""The same totals as a skilled clerk would get them, with pandas and openpyxl: ``python -m benchmarks.clerk FOLDER``.

It knows the headers and the kinds of dates of *these* workbooks and would need a change for the next case. It
keeps no rows, finds no problem except the two rules that change a total, recognises a person only by the same name
and birth date inside one file, and knows cells of one unit only by their exact name.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
import warnings
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from benchmarks.table import workbooks

# Converting old fonts is one call to a converter for the clerk as well.
from dangvu.foundation.vietnamese.legacy import decode_tcvn3, decode_vni

START, END = date(2023, 1, 1), date(2023, 6, 30)
COLUMNS = {
    "name": ("họ và tên", "họ tên", "họ và tên khai sinh", "họ, chữ đệm và tên"),
    "birth": ("ngày, tháng, năm sinh", "ngày tháng năm sinh", "ngày sinh"),
    "sex": ("giới tính",),
    "cross": ("nữ",),
    "ethnicity": ("dân tộc",),
    "religion": ("tôn giáo",),
    "cell": ("chi bộ", "sinh hoạt tại chi bộ", "chi bộ sinh hoạt"),
    "joined": ("ngày vào đảng", "ngày, tháng, năm vào đảng", "ngày kết nạp"),
    "official": ("ngày chính thức", "ngày công nhận chính thức", "ngày vào đảng chính thức"),
    "form": ("hình thức", "loại biến động"),
    "moved": ("ngày", "ngày biến động"),
    "held": ("ngày sinh hoạt", "thời gian sinh hoạt"),
    "inspected": ("loại", "loại cuộc"),
    "subject": ("đối tượng",),
    "concluded": ("ngày kết luận", "ngày ban hành kết luận"),
    "target": ("chỉ tiêu kết nạp đảng viên năm",),
    "kind": ("loại hình",),
    "reviewed": ("ngày tổ chức hội nghị sơ kết giữa nhiệm kỳ",),
    "sent_by": ("tổ chức đảng giới thiệu",),
}
HEADERS = {header: column for column, headers in COLUMNS.items() for header in headers}
MOVES = {
    "chuyển đến": "transferred_in", "chuyển đi": "transferred_out", "từ trần": "died", "xóa tên": "struck_off",
    "khai trừ": "expelled", "xin ra khỏi đảng": "resigned",
}  # fmt: skip


def sheets(path: Path) -> Iterator[tuple[str, list[list[Any]]]]:
    """Title lines and rows of each sheet, old fonts converted."""
    engine = "openpyxl" if path.suffix == ".xlsx" else "calamine"
    for frame in pd.read_excel(path, sheet_name=None, header=None, engine=engine, dtype=object).values():
        rows = frame.where(frame.notna(), None).values.tolist()
        convert = converter([cell for row in rows for cell in row if isinstance(cell, str)])
        yield path.stem, [[convert(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]


def plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()


def converter(texts: list[str]) -> Callable[[str], str]:
    """None, TCVN3 or VNI: whichever makes words of the sheet's first texts Vietnamese."""
    ways = (
        plain,
        lambda text: plain(decode_tcvn3(text) or text),
        lambda text: plain(decode_vni(text) or text),
    )
    return max(
        ways,
        key=lambda way: len(re.findall("đảng|số|và|chi bộ|ngày|tên", " ".join(map(way, texts[:60])).lower())),
    )


def table(rows: list[list[Any]]) -> list[dict[str, Any]]:
    """The numbered rows under the header that has TT or STT."""
    top = next((i for i, row in enumerate(rows) if {"TT", "STT"} & set(row)), None)
    if top is None:
        return []
    heads = [str(cell or "").lower() for cell in rows[top]]
    number = next(i for i, head in enumerate(heads) if head in ("tt", "stt"))
    named = {i: HEADERS[head] for i, head in enumerate(heads) if head in HEADERS}
    under = [str(cell or "").lower() for cell in rows[top + 1]]
    if "nam" in under and "nữ" in under:  # the birth date stands in the column of the sex
        named |= {under.index("nam"): "birth_m", under.index("nữ"): "birth_f"}
    found = []
    for row in rows[top + 1 :]:
        if re.fullmatch(r"\d+(\.0)?", str(row[number] or "")) and not numbering(row):
            found.append({name: row[i] for i, name in named.items()})
    return found


def numbering(row: list[Any]) -> bool:
    """1, 2, 3 …, the row that numbers the columns."""
    return [str(cell) for cell in row if cell is not None] == [
        str(n) for n in range(1, sum(c is not None for c in row) + 1)
    ]


def day(value: Any) -> date | None:
    """A date, or day first as text; None where it can't be read."""
    if isinstance(value, datetime | date):
        return value.date() if isinstance(value, datetime) else value
    for pattern in ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(str(value).strip(), pattern).date()
        except ValueError:
            pass
    return None


def inside(value: Any) -> bool:
    found = day(value)
    return found is not None and START <= found <= END


def totals(folder: Path) -> dict[str, float]:
    """The totals of the half-year."""
    warnings.simplefilter("ignore")
    total: Counter[str] = Counter()
    quarters: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for path in workbooks(folder):
        seen: set[Any] = set()
        for unit, rows in sheets(path):
            for row in table(rows):
                add(row, rows, unit, total, quarters, seen)
            total["awareness_classes"] += is_class_of_period(rows)
    total["cells_thematic_every_quarter"] = sum(len(held) == 2 for held in quarters.values())
    gone = ("transferred_out", "died", "struck_off", "expelled", "resigned")
    total["members_end"] = (
        total["members_start"] + total["admitted"] + total["transferred_in"] - sum(total[g] for g in gone)
    )
    return dict(total) | {
        "midterm_reviews_share": round(
            100 * total["midterm_reviews_done"] / total["grassroots_organisations"], 2
        ),
        "admission_target_share": round(100 * total["admitted"] / total["admission_target"], 2),
    }


def is_class_of_period(rows: list[list[Any]]) -> bool:
    """A class counts on its closing day, the last date of its title."""
    title = " ".join(str(cell) for row in rows[:5] for cell in row if cell)
    dates = re.findall(r"đến ngày (\d+/\d+/\d{4})", title)
    return "HỌC VIÊN" in title.upper() and bool(dates) and inside(dates[-1])


def add(
    row: dict[str, Any], rows: Any, unit: str, total: Counter[str], quarters: Any, seen: set[Any]
) -> None:
    """Count one row: what is in it tells what it is."""
    person = (str(row.get("name")).lower(), day(row.get("birth") or row.get("birth_m") or row.get("birth_f")))
    if "sent_by" in row:
        total["awareness_learners"] += is_class_of_period(rows)
    elif "form" in row and "moved" in row:
        total[MOVES.get(str(row["form"]).lower(), "")] += inside(row["moved"])
    elif "held" in row:
        if inside(row["held"]):
            total["thematic_meetings"] += 1
            quarters[unit, str(row["cell"]).lower()].add((day(row["held"]).month - 1) // 3)  # type: ignore[union-attr]
    elif "inspected" in row:
        what = {"kiểm tra": "inspect", "giám sát": "supervis"}[str(row["inspected"]).lower()]
        if inside(row["concluded"]):
            total[what + "ions"] += 1
            total[
                what + "ed_" + ("members" if str(row["subject"]).lower() == "đảng viên" else "organisations")
            ] += 1
    elif "target" in row:
        total["admission_target"] += int(row["target"])
    elif "reviewed" in row:
        total["midterm_reviews_done"] += inside(row["reviewed"])
    elif "kind" in row:
        total["grassroots_organisations"] += (
            "cơ sở" in str(row["kind"]).lower() and "cấp trên" not in str(row["kind"]).lower()
        )
        total["cells"] += str(row["kind"]).lower().startswith("chi bộ")
    elif "official" in row and "ethnicity" not in row:
        joined, official = day(row["joined"]), day(row["official"])
        if inside(official) and (person, "o") not in seen and joined and (official - joined).days >= 365:  # type: ignore[operator]
            total["made_official"] += 1
        seen.add((person, "o"))
    elif "official" in row:
        total["members_start"] += (person, "r") not in seen
        seen.add((person, "r"))
    elif "joined" in row and (person, "a") not in seen:
        joined = day(row["joined"])
        grown = not (joined and person[1]) or (joined.year - person[1].year, joined.month, joined.day) >= (
            18,
            person[1].month,
            person[1].day,
        )
        if inside(joined) and grown:
            seen.add((person, "a"))
            total["admitted"] += 1
            female = (
                bool(row.get("birth_f")) or bool(row.get("cross")) or str(row.get("sex", "")).lower() == "nữ"
            )
            total["admitted_female"] += female
            total["admitted_ethnic_minority"] += str(row["ethnicity"]).lower() != "kinh"
            total["admitted_religious"] += str(row["religion"] or "không").lower() != "không"


if __name__ == "__main__":
    print(json.dumps(totals(Path(sys.argv[1])), ensure_ascii=False, indent=1))
