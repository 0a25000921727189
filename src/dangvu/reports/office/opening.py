"""The door for Word files from outside: what may be opened, and why the rest may not. Nothing of a file is run.

A file is a hostile thing until it has passed: bombs, entities, macros, links that fetch from elsewhere. What passes is
a mapping of parts; what does not is a finding that says what the file is and how to save it anew.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from lxml import etree

from .findings import Finding, Sort, advice, error

MOST_BYTES = 10 * 1024 * 1024
_MOST_UNPACKED = 80 * 1024 * 1024
_MOST_PARTS = 2000
_MOST_XML = 20 * 1024 * 1024  # of one part: the text of a thousand pages
_RATIO = 400  # text compresses to a hundredth; a bomb to a thousandth
MAIN = "word/document.xml"
#: The parts in which tags are looked for.
TEXT_PARTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml")
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_FETCHING = re.compile(r"\b(INCLUDEPICTURE|INCLUDETEXT|DDEAUTO|DDE|LINK|DATABASE|IMPORT)\b")
_SAVE_AS = "Mở tệp trong Word, chọn File, Save As, kiểu “Word Document (.docx)”, rồi tải lên tệp mới."

Element: TypeAlias = Any  # lxml brings no types


class NotUsable(ValueError):
    """The file is not opened. ``finding`` says why and how to mend it."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(f"{finding.wrong}. {finding.mend}")
        self.finding = finding


@dataclass(frozen=True)
class Opened:
    """A Word file that passed: its parts, and what is to be said of it all the same."""

    parts: Mapping[str, bytes]
    findings: tuple[Finding, ...] = ()


def open_template(data: bytes) -> Opened:
    """The parts of a .docx. NotUsable where the file is no Word file, or not one to be trusted."""
    if not data:
        raise NotUsable(
            error(Sort.NOT_WORD, "Tệp trống, không có gì bên trong", "Chọn lại tệp đã lưu trong Word.")
        )
    if len(data) > MOST_BYTES:
        raise _too_large(f"Tệp nặng {len(data) // (1024 * 1024)} MB, quá mức 10 MB")
    parts = _unpacked(data)
    types = parts.get("[Content_Types].xml", b"")
    if MAIN not in parts:
        raise NotUsable(error(Sort.NOT_WORD, _other_kind(parts), _SAVE_AS))
    if b"macroEnabled" in types or any(name.lower().endswith("vbaproject.bin") for name in parts):
        raise NotUsable(
            error(Sort.MACROS, "Tệp có macro (chương trình chạy kèm), không dùng làm mẫu", _SAVE_AS)
        )
    if b"wordprocessingml.template.main" in types:
        raise NotUsable(
            error(Sort.WORD_TEMPLATE, "Tệp là mẫu của Word (.dotx), chưa phải văn bản .docx", _SAVE_AS)
        )
    if _STRICT in parts[MAIN][:5000]:
        raise NotUsable(
            error(Sort.STRICT_FORMAT, "Tệp lưu ở kiểu “Strict Open XML”, phần mềm không đọc được", _SAVE_AS)
        )
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")):
            parsed(content, name)
    return _without_links(parts)


def parsed(content: bytes, name: str = "") -> Element:
    """A part as a tree, without entities or anything fetched. NotUsable where it is broken."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise _damaged(name) from fault
    if root.getroottree().docinfo.doctype:
        raise _damaged(name)
    return root


def written(root: Element) -> bytes:
    """A tree as a part; the same tree gives the same bytes."""
    found: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return found


def _damaged(name: str) -> NotUsable:
    at = f" (phần {name})" if name else ""
    return NotUsable(error(Sort.DAMAGED, f"Tệp bị hỏng, không đọc được{at}", _SAVE_AS))


def _too_large(wrong: str) -> NotUsable:
    return NotUsable(error(Sort.TOO_LARGE, wrong, "Bỏ ảnh và phần thừa trong tệp, lưu lại rồi tải lên."))


def _unpacked(data: bytes) -> dict[str, bytes]:
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise _old(data)
    if not data.startswith(b"PK"):
        what = "PDF" if data.startswith(b"%PDF") else "RTF" if data.startswith(b"{\\rtf") else ""
        wrong = f"Tệp là {what}, không phải Word (.docx)" if what else "Tệp không phải là tệp Word (.docx)"
        raise NotUsable(error(Sort.NOT_WORD, wrong, _SAVE_AS))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = [entry for entry in package.infolist() if not entry.is_dir()]
            _no_bomb(entries)
            if any(entry.flag_bits & 1 for entry in entries):
                raise NotUsable(error(Sort.PASSWORD, "Tệp đặt mật khẩu nên không mở được", _NO_PASSWORD))
            return {entry.filename: package.read(entry) for entry in entries}
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        EOFError,
        NotImplementedError,
        ValueError,
        OSError,
    ) as fault:
        if isinstance(fault, NotUsable):
            raise
        raise _damaged("") from fault
    except Exception as fault:  # the unpackers raise errors of their own (zlib.error, lzma.LZMAError)
        raise _damaged("") from fault


_NO_PASSWORD = "Mở tệp trong Word, chọn File, Info, Protect Document, Encrypt with Password, xóa mật khẩu, lưu rồi tải lên."  # noqa: S105


def _old(data: bytes) -> NotUsable:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return NotUsable(error(Sort.PASSWORD, "Tệp đặt mật khẩu nên không mở được", _NO_PASSWORD))
    return NotUsable(error(Sort.OLD_WORD, "Tệp lưu ở kiểu cũ (.doc hoặc tệp Office trước 2007)", _SAVE_AS))


def _no_bomb(entries: list[zipfile.ZipInfo]) -> None:
    """zipfile never reads more than an entry says of itself, so what they say is the limit."""
    if len(entries) > _MOST_PARTS or len({entry.filename for entry in entries}) != len(entries):
        raise _damaged("")
    unpacked = sum(entry.file_size for entry in entries)
    for entry in entries:
        if entry.file_size > 1024 * 1024 and entry.file_size > _RATIO * max(entry.compress_size, 1):
            raise _too_large("Tệp nén bất thường, mở ra sẽ rất lớn")
        if entry.file_size > _MOST_XML and entry.filename.endswith((".xml", ".rels")):
            raise _too_large("Phần chữ của tệp quá dài")
    if unpacked > _MOST_UNPACKED:
        raise _too_large("Tệp mở ra quá lớn")


def _other_kind(parts: Mapping[str, bytes]) -> str:
    if any(name.startswith("xl/") for name in parts):
        return "Tệp là bảng tính Excel, không phải Word (.docx)"
    if any(name.startswith("ppt/") for name in parts):
        return "Tệp là bản trình chiếu PowerPoint, không phải Word (.docx)"
    if b"opendocument" in parts.get("mimetype", b""):
        return "Tệp là văn bản LibreOffice (.odt), không phải Word (.docx)"
    return "Tệp không phải là tệp Word (.docx)"


# -- what points outside -----------------------------------------------------------------------------


def _without_links(parts: dict[str, bytes]) -> Opened:
    """No object, nothing fetched; a link to the author's own template is taken out and said."""
    found: list[Finding] = []
    if any(re.match(r"word/(embeddings|activeX)/", name) for name in parts):
        raise NotUsable(
            error(
                Sort.OBJECT,
                "Tệp có đối tượng nhúng (bảng Excel, biểu mẫu, chương trình)",
                "Xóa đối tượng, thay bằng ảnh (Paste Special, Picture) hoặc bảng Word, rồi tải lên.",
            )
        )
    for name in [one for one in parts if one.endswith(".rels")]:
        root = parsed(parts[name], name)
        for link in list(root):
            kind = str(link.get("Type", "")).rpartition("/")[2]
            if kind in ("aFChunk", "subDocument", "oleObject", "control", "frame"):
                raise _outside("một phần chèn từ tệp khác")
            if link.get("TargetMode") != "External" or kind == "hyperlink":
                continue
            if kind != "attachedTemplate":
                raise _outside("ảnh" if kind == "image" else "nội dung")
            root.remove(link)
            found.append(
                advice(
                    Sort.ATTACHED,
                    "Tệp gắn với một mẫu Word ở máy khác",
                    "Phần mềm đã bỏ liên kết đó; không cần làm gì.",
                )
            )
        parts[name] = written(root)
    for name in parts:
        if TEXT_PARTS.fullmatch(name):
            _no_fetching(parsed(parts[name], name))
    if found and "word/settings.xml" in parts:
        settings = parsed(parts["word/settings.xml"])
        for node in settings.findall(f"{{{W}}}attachedTemplate"):
            settings.remove(node)
        parts["word/settings.xml"] = written(settings)
    return Opened(parts, tuple(found))


def _outside(what: str) -> NotUsable:
    return NotUsable(
        error(
            Sort.OUTSIDE,
            f"Tệp lấy {what} từ nơi khác khi mở ra (liên kết ngoài)",
            "Trong Word chọn File, Info, Edit Links to Files, Break Link; ảnh thì chèn lại bằng Insert, Pictures.",
        )
    )


def _no_fetching(root: Element) -> None:
    # A field's words may be cut into several runs: they are read together.
    said = " ".join(
        "".join(node.text or "" for node in paragraph.iter(f"{{{W}}}instrText"))
        + " ".join(str(field.get(f"{{{W}}}instr", "")) for field in paragraph.iter(f"{{{W}}}fldSimple"))
        for paragraph in root.iter(f"{{{W}}}p")
    )
    if _FETCHING.search(said.upper()):
        raise _outside("nội dung (trường LINK, INCLUDE)")
