"""Text tables: the encoding and the delimiter are found from the content."""

from __future__ import annotations

import contextlib
import csv
import io
from collections import Counter
from itertools import pairwise

from .limits import Limits
from .refusal import Refused, not_a_workbook, thousands, too_big

DELIMITERS = "\t;,|"
CONTROL = bytes(set(range(32)) - set(b"\t\n\r\f\x1a"))
# Code page 1258 writes a tone as a byte of its own, after the vowel that carries it.
TONES = frozenset(b"\xcc\xd2\xde\xec\xf2")
VOWELS = frozenset(b"aeiouyAEIOUY\xe3\xe2\xea\xf4\xf5\xfd\xc3\xc2\xca\xd4\xd5\xdd")


def decode(data: bytes) -> str | None:
    """The text of the bytes; None when they are not text.

    Bytes of the old fonts (TCVN3, VNI) come back as Western letters, one for one, to be repaired by whoever
    knows those tables; nothing is lost on the way.
    """
    if data[:3] == b"\xef\xbb\xbf":
        return _strict(data[3:], "utf-8")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _strict(data, "utf-16")
    if b"\0" in data[:1000]:
        return _utf16_without_mark(data)
    sample = data[:65536]
    if len(sample) - len(sample.translate(None, CONTROL)) > len(sample) // 200:
        return None
    text = _strict(data, "utf-8")
    if text is None and _looks_like_1258(sample):
        text = _strict(data, "cp1258")
    return text if text is not None else _strict(data, "cp1252") or data.decode("latin-1")


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _utf16_without_mark(data: bytes) -> str | None:
    even, odd = data[:2000:2].count(0), data[1:2000:2].count(0)
    half = len(data[:2000]) // 2
    if max(even, odd) < half // 3 or min(even, odd) > half // 20:
        return None
    return _strict(data, "utf-16-le" if odd > even else "utf-16-be")


def _looks_like_1258(sample: bytes) -> bool:
    after_vowel = elsewhere = 0
    for before, byte in pairwise(sample):
        if byte in TONES:
            if before in VOWELS:
                after_vowel += 1
            else:
                elsewhere += 1
    old_font = sum(0xA7 <= byte <= 0xBF for byte in sample)
    return after_vowel > 3 * (elsewhere + old_font)


def _delimiter(text: str) -> str:
    """The delimiter that cuts most lines into the same number of pieces."""
    best, best_score = ",", (0, 0)
    sample = text[:65536]
    for delimiter in DELIMITERS:
        widths = _widths(sample, delimiter)
        if widths:
            width, lines = widths.most_common(1)[0]
            score = (lines, width)
            if score > best_score:
                best, best_score = delimiter, score
    return best if best_score[0] else ""


def _widths(sample: str, delimiter: str) -> Counter[int]:
    widths: Counter[int] = Counter()
    with contextlib.suppress(csv.Error):  # a quote never closed: the lines before it tell enough
        widths.update(
            len(row)
            for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
            if len(row) > 1
        )
    return widths


def read(text: str, name: str, limits: Limits, *, sure: bool) -> list[list[str]]:
    """The rows. Unless ``sure`` that it is a table (its name says so), plain prose is refused."""
    csv.field_size_limit(limits.text)
    rows: list[list[str]] = []
    try:
        delimiter = _delimiter(text)
        if text[:4].lower() == "sep=" and text[4:5] in DELIMITERS:  # a line for Excel, not a row
            delimiter, text = text[4], text.partition("\n")[2]
        if not delimiter and not sure:
            not_a_workbook(name, "văn bản thường")
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter or ";")
        for row in reader:
            rows.append(row)
            if len(rows) > limits.rows:
                too_big(name, f"có hơn {thousands(limits.rows)} dòng")
    except csv.Error as error:
        raise Refused(
            "hong",
            f"Tệp “{name}” có ô chữ dài quá {thousands(limits.text)} ký tự ở khoảng dòng "
            f"{len(rows) + 1}, thường do thiếu dấu nháy kép đóng. "
            "Hãy mở bằng Excel, kiểm tra dòng đó, lưu lại thành .xlsx rồi gửi lại.",
        ) from error
    return rows
