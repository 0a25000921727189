"""The old binary container (.xls, .doc, encrypted .xlsx): what it holds, and the error cells of an .xls."""

from __future__ import annotations

import struct

from .findings import Fault, Findings, SheetFindings
from .refusal import broken, encrypted, not_a_workbook

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ERROR_TEXT = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip
OTHER_KINDS = {
    "WordDocument": "văn bản Word (.doc)",
    "PowerPoint Document": "bản trình chiếu (.ppt)",
    "VisioDocument": "bản vẽ Visio",
    "__properties_version1.0": "thư Outlook (.msg)",
}
FORMULA, FILEPASS, BOUNDSHEET, BOOLERR, BOF = 0x06, 0x2F, 0x85, 0x205, 0x809
FREE = 0xFFFFFFFF
END = 0xFFFFFFFA  # sector numbers from here on are marks, not sectors


class Container:
    """A compound file, read just enough to list its streams and take one out."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise ValueError("sector size")
        self.size = 1 << shift
        self.cutoff, mini_start = struct.unpack_from("<II", data, 56)
        self.table = self._sector_table()
        self.entries = self._directory(struct.unpack_from("<I", data, 48)[0])
        self.mini_table = self._numbers(self._chain(mini_start))
        root = self.entries.get("Root Entry")
        self.mini = self._chain(root[0]) if root and self.mini_table else b""

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self.size
        return self.data[start : start + self.size]

    @staticmethod
    def _numbers(raw: bytes) -> tuple[int, ...]:
        return struct.unpack(f"<{len(raw) // 4}I", raw[: len(raw) // 4 * 4])

    def _sector_table(self) -> tuple[int, ...]:
        """The file's allocation table, whose own sectors are listed in the header and its extension."""
        listed = list(struct.unpack_from("<109I", self.data, 76))
        following = struct.unpack_from("<I", self.data, 68)[0]
        for _ in range(len(self.data) // self.size):
            if following >= END:
                break
            *more, following = self._numbers(self._sector(following))
            listed += more
        return self._numbers(b"".join(self._sector(number) for number in listed if number < END))

    def _chain(self, number: int) -> bytes:
        pieces = []
        for _ in range(len(self.table)):  # a chain that bites its tail ends here
            if number >= len(self.table):
                break
            pieces.append(self._sector(number))
            number = self.table[number]
        return b"".join(pieces)

    def _directory(self, start: int) -> dict[str, tuple[int, int]]:
        raw, entries = self._chain(start), {}
        for at in range(0, len(raw) - 127, 128):
            length, kind = struct.unpack_from("<HB", raw, at + 64)
            first, size = struct.unpack_from("<II", raw, at + 116)
            if kind:
                entries[raw[at : at + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")] = (
                    first,
                    size,
                )
        return entries

    def cut_short(self) -> bool:
        """Whether the allocation table speaks of sectors that the file no longer has."""
        there = -(-len(self.data) // self.size) - 1
        if "Root Entry" not in self.entries or len(self.data) % self.size:
            return True
        return any(number != FREE for number in self.table[there:])

    def stream(self, name: str) -> bytes:
        """The bytes of a stream."""
        first, size = self.entries[name]
        if size >= self.cutoff:
            return self._chain(first)[:size]
        pieces = []
        for _ in range(len(self.mini_table)):
            if first >= len(self.mini_table):
                break
            pieces.append(self.mini[first * 64 : first * 64 + 64])
            first = self.mini_table[first]
        return b"".join(pieces)[:size]


def look_into(data: bytes, name: str) -> Findings:
    """Tell an .xls from everything else that uses the same container; find its error cells."""
    try:
        container = Container(data)
        entries = container.entries
        if "EncryptedPackage" in entries or "EncryptionInfo" in entries:
            encrypted(name)
        book = next((known for known in ("Workbook", "WORKBOOK", "Book", "BOOK") if known in entries), None)
        if book is None:
            what = next((what for known, what in OTHER_KINDS.items() if known in entries), None)
            if what is None and container.cut_short():
                broken(name)
            not_a_workbook(name, what or "một tệp của chương trình khác")
        sheets = _walk(container.stream(book), name)
    except (struct.error, ValueError, IndexError):
        broken(name)
    return Findings("xls", "_VBA_PROJECT_CUR" in entries or "_VBA_PROJECT" in entries, sheets)


def _walk(stream: bytes, name: str) -> dict[str | int, SheetFindings]:
    """Walk the records; errors by position of the sheet."""
    sheets: dict[str | int, SheetFindings] = {}
    starts: dict[int, int] = {}
    current: list[Fault] | None = None
    at, end, header = 0, len(stream) - 4, struct.Struct("<HH").unpack_from
    while at <= end:
        record, length = header(stream, at)
        if record == FILEPASS:
            encrypted(name)
        elif record == BOUNDSHEET:
            starts[struct.unpack_from("<I", stream, at + 4)[0]] = len(starts)
        elif record == BOF and at in starts:
            current = []
            sheets[starts[at]] = SheetFindings(current, [], [])
        elif record in (FORMULA, BOOLERR) and current is not None:
            fault = _fault(record, stream[at + 4 : at + 4 + length])
            if fault:
                current.append(fault)
        at += 4 + length
    return sheets


def _fault(record: int, data: bytes) -> Fault | None:
    row, column = struct.unpack_from("<HH", data)
    if record == BOOLERR and len(data) >= 8 and data[7]:
        return row, column, ERROR_TEXT.get(data[6], "#N/A")
    if record == FORMULA and len(data) >= 14 and data[6] == 2 and data[12:14] == b"\xff\xff":
        return row, column, ERROR_TEXT.get(data[8], "#N/A")
    return None
