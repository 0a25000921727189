"""The ZIP around .xlsx and .ods, looked through before the parser opens it."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from . import opendocument, spreadsheetml
from .findings import Findings
from .limits import MB, Limits
from .refusal import Refused, broken, encrypted, not_a_workbook, thousands, too_big, unsafe

ODS_TYPES = (
    b"application/vnd.oasis.opendocument.spreadsheet",
    b"application/vnd.oasis.opendocument.spreadsheet-template",
)
# Parts that neither we nor the parser read.
PASSED_OVER = (
    ".bin",
    ".png",
    ".jpg",
    ".jpeg",
    ".gif",
    ".emf",
    ".wmf",
    ".tif",
    ".tiff",
    ".bmp",
    ".svg",
    ".vml",
)
OTHER_KINDS = {
    "word/": "văn bản Word (.docx)",
    "ppt/": "bản trình chiếu (.pptx)",
    "visio/": "bản vẽ Visio",
    "mimetype": "văn bản hoặc bản vẽ của LibreOffice",
}
ENCODING = re.compile(rb"^\s*<\?xml[^>]*encoding\s*=\s*[\"']([^\"']*)")
READING_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,
    NotImplementedError,
    ValueError,
)


def look_into(data: bytes, name: str, limits: Limits) -> Findings:
    """Check the archive and every XML part in it; tell what kind of workbook it is and what was seen."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except READING_FAULTS:
        broken(name)
    _check_directory(archive, name, limits)
    names = {info.filename for info in archive.infolist()}
    kind = _kind(archive, names, name)
    parts = {
        info.filename: _read(archive, info, name)
        for info in archive.infolist()
        if kind == "ods" and info.filename in ("content.xml", "META-INF/manifest.xml")
    }
    if kind == "ods":
        return _ods(parts, archive, name, limits)
    return _xlsx(archive, names, name, limits)


def _check_directory(archive: zipfile.ZipFile, name: str, limits: Limits) -> None:
    infos = archive.infolist()
    if len(infos) > limits.parts:
        too_big(name, f"có {thousands(len(infos))} phần bên trong")
    if len({info.filename for info in infos}) != len(infos):
        unsafe(name, "có hai phần trùng tên")
    for info in infos:
        _check_entry(info, name, limits)
    unpacked = sum(info.file_size for info in infos)
    if unpacked > limits.unpacked_bytes:
        too_big(name, f"khi bung ra chiếm {thousands(unpacked // MB)} MB")


def _check_entry(info: zipfile.ZipInfo, name: str, limits: Limits) -> None:
    path = info.orig_filename.replace("\\", "/")
    if path.startswith("/") or ".." in path.split("/") or "\0" in path or ":" in path or len(path) > 500:
        unsafe(name, "tên một phần bên trong trỏ ra ngoài tệp")
    if info.flag_bits & 0x1:
        encrypted(name)
    if info.file_size > limits.ratio_from_bytes and info.file_size > limits.ratio * max(
        info.compress_size, 1
    ):
        too_big(name, f"một phần nén bất thường, bung ra {thousands(info.file_size // MB)} MB")


def _kind(archive: zipfile.ZipFile, names: set[str], name: str) -> str:
    lowered = {part.lower().replace("\\", "/") for part in names}
    if "xl/workbook.bin" in lowered:
        raise Refused(
            "dinh_dang_khac",
            f"Tệp “{name}” ở dạng nhị phân .xlsb, phần mềm không đọc dạng này. "
            "Hãy mở bằng Excel, lưu lại thành .xlsx rồi gửi lại.",
        )
    if "xl/workbook.xml" in lowered:
        return "xlsx"
    if "mimetype" in names:
        declared = _read(archive, archive.getinfo("mimetype"), name).strip()
        if declared in ODS_TYPES:
            return "ods"
    for start, what in OTHER_KINDS.items():
        if any(part.startswith(start) for part in lowered):
            not_a_workbook(name, what)
    if "[content_types].xml" in lowered:
        for part in names:
            if part.lower() == "[content_types].xml" and b"spreadsheetml" in _read(
                archive, archive.getinfo(part), name
            ):
                return "xlsx"
    return not_a_workbook(name, "tệp nén ZIP")


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> bytes:
    try:
        return archive.read(info)
    except READING_FAULTS:
        broken(name)


def _check_xml(data: bytes, name: str) -> None:
    """No DTD in any part: entity tricks live there, and no office program writes one."""
    if b"\0" in data[:200]:
        unsafe(name, "bảng mã lạ trong phần nội dung")
    declared = ENCODING.match(data[:300])
    if declared and declared[1].lower() not in (b"utf-8", b"us-ascii", b"ascii"):
        unsafe(name, "bảng mã lạ trong phần nội dung")
    if b"<!" in data and (b"<!DOCTYPE" in data or b"<!ENTITY" in data):
        unsafe(name, "có khai báo thực thể XML")


def _xlsx(archive: zipfile.ZipFile, names: set[str], name: str, limits: Limits) -> Findings:
    looker = spreadsheetml.Looker(name, limits)
    for info in archive.infolist():
        if info.is_dir() or info.filename.lower().endswith(PASSED_OVER):
            continue
        data = _read(archive, info, name)
        _check_xml(data, name)
        looker.look(info.filename, data)
    macros = any(part.lower().endswith("vbaproject.bin") for part in names)
    return Findings("xlsm" if macros else "xlsx", macros, looker.sheets())


def _ods(parts: dict[str, bytes], archive: zipfile.ZipFile, name: str, limits: Limits) -> Findings:
    if "content.xml" not in parts:
        broken(name)
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        encrypted(name)
    for info in archive.infolist():
        if info.filename.lower().endswith((".xml", ".rdf")):
            _check_xml(parts.get(info.filename) or _read(archive, info, name), name)
    macros = any(part.startswith("Basic/") for part in archive.namelist())
    return Findings("ods", macros, opendocument.look(parts["content.xml"], name, limits))
