"""A quick look at the parts of an .xlsx: what the parser would not tell, and what would kill it."""

from __future__ import annotations

import posixpath
import re
from typing import NamedTuple

from .findings import Fault, SheetFindings
from .limits import Limits
from .refusal import cell_name, thousands, too_big

# A cell with something in it at a place that makes a counting of the whole sheet worth while.
SUSPECT = re.compile(rb'<c r="(?:[A-Z]{3,}\d|[A-Z]{1,2}\d{5})')
FILLED = re.compile(rb'<c r="([A-Z]{1,9})(\d{1,9})"[^<>/]*>')
ERROR = re.compile(rb"<(?:\w+:)?c\b([^<>]*\bt=[\"']e[\"'][^<>]*)>(.*?)</(?:\w+:)?c>", re.DOTALL)
UNCOMPUTED = re.compile(rb"<c\b([^<>]*)><f\b[^<>]*(?:/>|>[^<]*</f>)(?:<v></v>|<v ?/>)?</c>")
PLACE = re.compile(rb"\br=[\"']([A-Z]{1,3})(\d{1,7})[\"']")
VALUE = re.compile(rb"<(?:\w+:)?v\b[^<>]*>([^<]*)<")
NO_RESULT = (b"</f></c>", b"</f><v></v></c>", b"</f><v/></c>", b"</f><v /></c>")


class _Seen(NamedTuple):
    errors: list[Fault]
    uncomputed: list[str]
    oversize: str


def column_number(letters: bytes) -> int:
    """A is 0, XFD is 16383."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


class Looker:
    """Collects what is seen part by part; gives it by sheet name at the end."""

    def __init__(self, file_name: str, limits: Limits) -> None:
        self.file_name = file_name
        self.limits = limits
        self.seen: dict[str, _Seen] = {}
        self.workbook = ("", b"")
        self.relations: dict[str, bytes] = {}

    def look(self, part: str, data: bytes) -> None:
        """Look at one part, whose name and unpacked bytes are given."""
        part = part.replace("\\", "/")
        if part.endswith(".rels"):
            self.relations[part] = data
            return
        start = data[:4096]
        if b"worksheet" in start:
            self._look_at_sheet(part, data)
        elif b"<workbook" in start or b":workbook" in start:
            self.workbook = (part, data)

    def _look_at_sheet(self, part: str, data: bytes) -> None:
        errors = _errors(data) if b't="e"' in data or b"t='e'" in data else []
        uncomputed = _uncomputed(data) if b"<f" in data and any(end in data for end in NO_RESULT) else []
        oversize = self._oversize(data) if SUSPECT.search(data) else ""
        if errors or uncomputed or oversize:
            self.seen[part] = _Seen(errors, uncomputed, oversize)

    def _oversize(self, data: bytes) -> str:
        """What is too much about a sheet, before the parser lays out its whole rectangle in memory."""
        height = width = 0
        for found in FILLED.finditer(data):
            row, column = int(found[2]), column_number(found[1]) + 1
            height, width = max(height, row), max(width, column)
            if height > self.limits.rows or height * width > self.limits.cells:
                return f"số liệu ở tận ô {cell_name(row - 1, column - 1)}"
        return ""

    def sheets(self) -> dict[str | int, SheetFindings]:
        """What was seen, by sheet name; an oversized sheet is refused here, where its name is known."""
        if not self.seen:
            return {}
        names = _names_of_parts(self.workbook, self.relations)
        for part, seen in self.seen.items():
            if seen.oversize:
                sheet = names.get(part, posixpath.basename(part))
                rows, cells = thousands(self.limits.rows), thousands(self.limits.cells)
                too_big(
                    self.file_name,
                    f"trang “{sheet}” có {seen.oversize} (mỗi trang tối đa {rows} dòng, {cells} ô)",
                )
        return {
            names[part]: SheetFindings(seen.errors, seen.uncomputed, [])
            for part, seen in self.seen.items()
            if part in names
        }


def _place(attributes: bytes) -> tuple[int, int] | None:
    found = PLACE.search(attributes)
    return (int(found[2]) - 1, column_number(found[1])) if found else None


def _errors(data: bytes) -> list[Fault]:
    faults = []
    for found in ERROR.finditer(data):
        place, value = _place(found[1]), VALUE.search(found[2])
        if place:
            text = value[1].decode("utf-8", "replace") if value else ""
            faults.append((*place, text[:50] or "#N/A"))
    return faults


def _uncomputed(data: bytes) -> list[str]:
    places = []
    for found in UNCOMPUTED.finditer(data):
        place = _place(found[1])
        if place and b't="str"' not in found[1]:  # a formula may well give an empty text
            places.append(cell_name(*place))
    return places


def _names_of_parts(workbook: tuple[str, bytes], relations: dict[str, bytes]) -> dict[str, str]:
    """{part: sheet name}, from the workbook part and its relations."""
    from xml.etree import ElementTree  # parts with a DTD were refused before

    folder, base = posixpath.split(workbook[0])
    raw = relations.get(posixpath.join(folder, "_rels", base + ".rels"), b"")
    try:
        targets = {r.get("Id"): r.get("Target", "") for r in ElementTree.fromstring(raw)}  # noqa: S314
        sheets = ElementTree.fromstring(workbook[1]).findall(".//{*}sheet")  # noqa: S314
    except (ElementTree.ParseError, ValueError):
        return {}
    names = {}
    for sheet in sheets:
        key = next((value for attribute, value in sheet.attrib.items() if attribute.endswith("}id")), None)
        path = posixpath.normpath(posixpath.join("/", folder, targets.get(key, ""))).lstrip("/")
        names[path] = sheet.get("name", "")
    return names
