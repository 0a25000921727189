"""The ZIP around .xlsx and .ods, looked through before the parser opens it."""

from __future__ import annotations

import io
import re
import struct
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
DIRECTORY_FAULTS = (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, ValueError, struct.error)


def look_into(data: bytes, name: str, limits: Limits) -> Findings:
    """Check the archive and every XML part in it; tell what kind of workbook it is and what was seen."""
    archive = Archive(data, name)
    archive.check(limits)
    return _ods(archive, limits) if _kind(archive) == "ods" else _xlsx(archive, limits)


class Archive:
    """A ZIP file in memory: its directory, and its parts one by one."""

    def __init__(self, data: bytes, name: str) -> None:
        self.data, self.name = data, name
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                self.entries = archive.infolist()
        except DIRECTORY_FAULTS:
            broken(name)
        self.parts = {entry.filename: entry for entry in self.entries}

    def check(self, limits: Limits) -> None:
        """Refuse what the directory alone tells to be dangerous."""
        if len(self.entries) > limits.parts:
            too_big(self.name, f"có {thousands(len(self.entries))} phần bên trong")
        if len(self.parts) != len(self.entries):
            unsafe(self.name, "có hai phần trùng tên")
        for entry in self.entries:
            self._check_entry(entry, limits)
        unpacked = sum(entry.file_size for entry in self.entries)
        if unpacked > limits.unpacked_bytes:
            too_big(self.name, f"khi bung ra chiếm {thousands(unpacked // MB)} MB")

    def _check_entry(self, entry: zipfile.ZipInfo, limits: Limits) -> None:
        path = entry.orig_filename.replace("\\", "/")
        if (
            path.startswith("/")
            or ".." in path.split("/")
            or "\0" in path
            or path[1:2] == ":"
            or len(path) > 500
        ):
            unsafe(self.name, "tên một phần bên trong trỏ ra ngoài tệp")
        if entry.flag_bits & 0x1:
            encrypted(self.name)
        size, packed = entry.file_size, max(entry.compress_size, 1)
        if size > limits.ratio_from_bytes and size > limits.ratio * packed:
            too_big(self.name, f"một phần nén bất thường, bung ra {thousands(size // MB)} MB")

    def read(self, part: str) -> bytes:
        """One part unpacked: never more than its entry says, and only if the entry tells the truth.

        By hand, because zipfile's own way costs more for each part than the unpacking.
        """
        entry = self.parts[part]
        try:
            content = self._unpacked(entry)
        except (zlib.error, struct.error):
            broken(self.name)
        if len(content) != entry.file_size or zlib.crc32(content) != entry.CRC:
            broken(self.name)
        return content

    def _unpacked(self, entry: zipfile.ZipInfo) -> bytes:
        name_length, extra_length = struct.unpack_from("<HH", self.data, entry.header_offset + 26)
        start = entry.header_offset + 30 + name_length + extra_length
        packed = memoryview(self.data)[start : start + entry.compress_size]
        if entry.compress_type == zipfile.ZIP_STORED:
            return bytes(packed)
        if entry.compress_type == zipfile.ZIP_DEFLATED:
            return zlib.decompressobj(-15).decompress(packed, entry.file_size + 1)
        return broken(self.name)

    def read_xml(self, part: str) -> bytes:
        """An XML part without a DTD: entity tricks live there, and no office program of today writes one."""
        data = self.read(part)
        declared = ENCODING.match(data[:300])
        if b"\0" in data[:200] or (declared and declared[1].lower() not in (b"utf-8", b"us-ascii", b"ascii")):
            unsafe(self.name, "bảng mã lạ trong phần nội dung")
        if b"<!" in data and (b"<!DOCTYPE" in data or b"<!ENTITY" in data):
            unsafe(self.name, "có khai báo thực thể XML")
        return data


def _kind(archive: Archive) -> str:
    lowered = {part.lower().replace("\\", "/"): part for part in archive.parts}
    if "xl/workbook.bin" in lowered:
        raise Refused(
            "dinh_dang_khac",
            f"Tệp “{archive.name}” ở dạng nhị phân .xlsb, phần mềm không đọc dạng này. "
            "Hãy mở bằng Excel, lưu lại thành .xlsx rồi gửi lại.",
        )
    if "xl/workbook.xml" in lowered:
        return "xlsx"
    if "mimetype" in archive.parts and archive.read("mimetype").strip() in ODS_TYPES:
        return "ods"
    for start, what in OTHER_KINDS.items():
        if any(part.startswith(start) for part in lowered):
            not_a_workbook(archive.name, what)
    types = lowered.get("[content_types].xml")
    if types and b"spreadsheetml" in archive.read(types):
        return "xlsx"
    return not_a_workbook(archive.name, "tệp nén ZIP")


def _xlsx(archive: Archive, limits: Limits) -> Findings:
    looker = spreadsheetml.Looker(archive.name, limits)
    for part in archive.parts:
        if not part.endswith("/") and not part.lower().endswith(PASSED_OVER):
            looker.look(part, archive.read_xml(part))
    macros = any(part.lower().endswith("vbaproject.bin") for part in archive.parts)
    return Findings("xlsm" if macros else "xlsx", macros, looker.sheets())


def _ods(archive: Archive, limits: Limits) -> Findings:
    if "content.xml" not in archive.parts:
        broken(archive.name)
    manifest = "META-INF/manifest.xml"
    if manifest in archive.parts and b"encryption-data" in archive.read(manifest):
        encrypted(archive.name)
    for part in archive.parts:
        if part != "content.xml" and part.lower().endswith((".xml", ".rdf")):
            archive.read_xml(part)
    macros = any(part.startswith("Basic/") for part in archive.parts)
    return Findings("ods", macros, opendocument.look(archive.read_xml("content.xml"), archive.name, limits))
