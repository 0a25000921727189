"""A Word file that comes from outside, opened with care: limits, no entity tricks, a plain answer when it is broken."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib

from dangvu.foundation.refusals import Impossible

MB = 1024 * 1024
MOST_BYTES, MOST_PARTS, MOST_UNPACKED, MOST_BODY, MOST_TEXT = 20 * MB, 2_000, 150 * MB, 40 * MB, 5 * MB
_RATIO, _RATIO_FROM = 200, 8 * MB
_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    NotImplementedError,
    ValueError,
    RuntimeError,
)
_ENCODING = re.compile(rb"^\s*<\?xml[^>]*encoding\s*=\s*[\"']([^\"']*)")
_RESAVE = "Mở tệp bằng Word hoặc LibreOffice, chọn Lưu thành (Save As) dạng .docx rồi đưa lại."
BODY = "word/document.xml"


def word_parts(data: bytes) -> dict[str, bytes]:
    """Every part of a .docx by its name, in the file's own order. Raises Impossible with what to do about it."""
    if len(data) > MOST_BYTES:
        raise _refused(f"Tệp lớn quá {MOST_BYTES // MB} MB. Bỏ bớt ảnh trong tệp rồi đưa lại.")
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise _refused(f"Tệp này là Word đời cũ (.doc) hoặc có đặt mật khẩu. Bỏ mật khẩu nếu có. {_RESAVE}")
    if not data.startswith(b"PK"):
        raise _refused(f"Tệp này không phải văn bản Word (.docx). {_RESAVE}")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = [entry for entry in package.infolist() if not entry.filename.endswith("/")]
            _check(entries)
            parts = {entry.filename: package.read(entry) for entry in entries}
    except _FAULTS as fault:
        if isinstance(fault, Impossible):
            raise
        raise _refused(f"Tệp bị hỏng hoặc tải về chưa hết. {_RESAVE}") from fault
    if BODY not in parts:
        raise _refused(f"Trong tệp không có phần văn bản của Word. {_RESAVE}")
    if len(parts[BODY]) > MOST_BODY:
        raise _refused("Phần văn bản dài quá mức của một báo cáo. Tách tệp rồi đưa lại.")
    return parts


def safe_xml(part: bytes) -> bytes:
    """An XML part that declares no entities and is in UTF-8, as every office program writes it."""
    declared = _ENCODING.match(part[:300])
    if b"\0" in part[:200] or (declared and declared[1].lower() not in (b"utf-8", b"us-ascii", b"ascii")):
        raise _refused(f"Phần văn bản dùng bảng mã lạ nên không được mở. {_RESAVE}")
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        raise _refused(f"Tệp có khai báo mà không phần mềm văn phòng nào ghi ra nên không được mở. {_RESAVE}")
    return part


def plain_text(data: bytes) -> str:
    """The text of a .txt file; Unicode only. Raises Impossible."""
    if len(data) > MOST_TEXT:
        raise _refused("Tệp chữ lớn quá 5 MB. Tách tệp rồi đưa lại.")
    for encoding in ("utf-8-sig", "utf-16") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig",):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _refused("Tệp chữ không ở bảng mã Unicode (UTF-8). Mở bằng Word, lưu thành .docx rồi đưa lại.")


def broken() -> Impossible:
    """The refusal of a file whose text can't be followed."""
    return _refused(f"Phần văn bản trong tệp bị hỏng nên không đọc được. {_RESAVE}")


def _check(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_PARTS or len({entry.filename for entry in entries}) != len(entries):
        raise _refused(f"Tệp có cấu trúc bất thường nên không được mở. {_RESAVE}")
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise _refused("Tệp khi bung ra quá lớn. Bỏ bớt ảnh trong tệp rồi đưa lại.")
    for entry in entries:
        path = entry.filename.replace("\\", "/")
        if path.startswith("/") or ".." in path.split("/") or len(path) > 400:
            raise _refused(f"Tệp có cấu trúc bất thường nên không được mở. {_RESAVE}")
        if entry.flag_bits & 0x1:
            raise _refused(f"Tệp có đặt mật khẩu. Bỏ mật khẩu rồi đưa lại. {_RESAVE}")
        if entry.file_size > _RATIO_FROM and entry.file_size > _RATIO * max(entry.compress_size, 1):
            raise _refused("Tệp nén bất thường nên không được mở. " + _RESAVE)


def _refused(message: str) -> Impossible:
    return Impossible(message, "tep")
