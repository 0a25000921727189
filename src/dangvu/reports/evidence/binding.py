"""Word file, page and manifest tied to one another, so that none can be changed alone.

The manifest's content and the page (its places empty) are sealed first; the first eighty bits of that seal are printed
under the annex of definitions, so that the signed paper itself names the page and the figures. Then the Word file is
written, its fingerprint enters the manifest, and a last one goes over everything (docs/adr/0304).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from dangvu.reports import render
from dangvu.reports.document import Document

from .canonical import canonical, digest, sha256, spaced
from .page import filled, page
from .wording import Wording

#: What is put on after the seal, and so is not under it.
OUTSIDE_SEAL = ("seal", "files", "root")
SEAL_NOTE = "Mã đối chiếu: {seal}. Bản tra cứu (.html) và bản kê (.json) của báo cáo này mang cùng mã."


@dataclass(frozen=True)
class Bound:
    """The three files of an issued report, and the document as the Word file prints it."""

    document: Document
    docx: bytes
    page: bytes
    manifest: bytes


def bind(
    document: Document,
    body: Mapping[str, Any],
    word: Callable[[Document], bytes] = render.docx,
    own: Wording | None = None,
) -> Bound:
    """The three files. The same document and the same content always give the same bytes.

    ``word`` writes the Word file; ``own``: the text, where that is in the office's own template.
    """
    empty = page(document, body, own=own)
    sealed = {**body, "page": {"sha256": sha256(empty)}}
    seal = digest(sealed)
    noted = with_seal(document, seal)
    docx = word(noted)
    whole = {**sealed, "seal": seal, "files": {"docx": {"sha256": sha256(docx), "size": len(docx)}}}
    manifest = canonical({**whole, "root": digest(whole)})
    return Bound(noted, docx, filled(empty, places(seal, sha256(docx), manifest)), manifest)


def places(seal: str, docx: str, manifest: bytes) -> dict[str, bytes]:
    """What goes into the empty places of a page."""
    return {"seal": spaced(seal).encode(), "docx": docx.encode(), "manifest": manifest}


def with_seal(document: Document, seal: str) -> Document:
    """The document with the seal under its last annex."""
    *others, last = document.annexes
    return replace(document, annexes=(*others, replace(last, note=SEAL_NOTE.format(seal=spaced(seal)))))


def seal_of(manifest: Mapping[str, Any]) -> str:
    """The seal that the content of a manifest asks for."""
    return digest({key: value for key, value in manifest.items() if key not in OUTSIDE_SEAL})


def root_of(manifest: Mapping[str, Any]) -> str:
    """The fingerprint over everything that a manifest asks for."""
    return digest({key: value for key, value in manifest.items() if key != "root"})
