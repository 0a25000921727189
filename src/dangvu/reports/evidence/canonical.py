"""One way of writing the manifest down, so that the same content has the same bytes on any machine. Pure.

Keys sorted, no blanks, composed Unicode, numbers of figures as texts. The signs ``< > &`` are written as escapes, so
that the very same bytes can stand inside a page.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from decimal import Decimal
from typing import Any

#: What JSON allows raw and a page does not.
_ESCAPED = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_TO_ESCAPE = re.compile("[<>&\u2028\u2029]")
#: Signs that XML and HTML forbid, lone halves of pairs among them.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
#: Signs that turn the direction of text, by which a name can look like another.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


class NotCanonical(ValueError):
    """The bytes are no manifest as dangvu writes them; the message says why, for people."""


def clean(text: str) -> str:
    """Text as every part of the evidence prints it: composed, without signs that no page can hold."""
    return _TURNING.sub("", _FORBIDDEN.sub("", unicodedata.normalize("NFC", text)))


def canonical(data: Any) -> bytes:
    """The bytes of a manifest, or of a part of it."""
    text = json.dumps(
        _cleaned(data), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return _TO_ESCAPE.sub(lambda found: _ESCAPED[found[0]], text).encode()


def read(content: bytes) -> dict[str, Any]:
    """A manifest from its bytes; NotCanonical where they are not exactly those that ``canonical`` writes."""
    try:
        data = json.loads(content.decode("utf-8"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise NotCanonical("không đọc được: tệp hỏng hoặc không phải bản kê của dangvu") from error
    if not isinstance(data, dict) or not str(data.get("schema", "")).startswith("dangvu-manifest/"):
        raise NotCanonical("không phải bản kê của dangvu")
    try:
        same = canonical(data) == content
    except (TypeError, ValueError, RecursionError):  # a number with a point, NaN, too deep, half a letter
        same = False
    if not same:
        raise NotCanonical("đã bị ghi lại bằng phần mềm khác (nội dung không còn nguyên từng byte)")
    return data


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def digest(data: Any) -> str:
    """The SHA-256 of a part of a manifest."""
    return sha256(canonical(data))


def spaced(seal: str) -> str:
    """A seal as people compare it on paper: '3F2A 91BC 77DE 0A14 C2B8', eighty bits."""
    return " ".join(seal[at : at + 4] for at in range(0, 20, 4)).upper()


def number(value: float | Decimal | None) -> str | None:
    """A figure as text that is the same everywhere: '88', '59.86', '-3'; None stays none."""
    if value is None:
        return None
    exact = Decimal(str(value))
    text = f"{exact.normalize():f}"
    return "0" if text in ("-0", "0") else text


def _cleaned(data: Any) -> Any:
    if isinstance(data, str):
        return clean(data)
    if isinstance(data, dict):
        return {str(key): _cleaned(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_cleaned(one) for one in data]
    if data is None or isinstance(data, bool | int):
        return data
    raise TypeError(f"{type(data).__name__} has no canonical form")
