"""Whether a Word file, a page and a manifest are those of one issued report, and what is not as it was. Pure.

Needs no database: the page carries the manifest, the manifest the fingerprints. Files come from anywhere: they are
never opened as what they say they are, only read as bytes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .binding import places, root_of, seal_of
from .canonical import NotCanonical, read, sha256, spaced
from .page import blank, slots

#: Far above what a report needs; nothing larger is looked at.
MOST_BYTES = 64 * 1024 * 1024
WORD, PAGE, MANIFEST, OTHER = "Word", "bản tra cứu", "bản kê", "tệp lạ"
_NAMES_MARK = b"<title>C\xc3\x93 T\xc3\x8aN NG\xc6\xaf\xe1\xbb\x9cI"


@dataclass
class Verdict:
    """What was found of one file. No complaint: it is whole."""

    name: str
    kind: str
    complaints: list[str] = field(default_factory=list)
    manifest: Mapping[str, Any] | None = None
    sha256: str = ""

    @property
    def is_whole(self) -> bool:
        return not self.complaints


@dataclass(frozen=True)
class Verified:
    """All files together. ``report``: number and organisation of the report that they belong to; '' where unknown."""

    verdicts: Sequence[Verdict]
    report: str
    seal: str
    differences: Sequence[str]

    @property
    def is_whole(self) -> bool:
        return not self.differences and all(one.is_whole for one in self.verdicts)


def verify(files: Sequence[tuple[str, bytes]]) -> Verified:
    """What the files (name, bytes) are, and whether they belong together."""
    verdicts = [_looked_at(name, content) for name, content in files]
    manifests = [one.manifest for one in verdicts if one.manifest is not None]
    whole = [one.manifest for one in verdicts if one.manifest is not None and one.is_whole] or manifests
    chosen = whole[0] if whole else None
    for one in verdicts:
        if one.kind == WORD:
            _word(one, manifests)
    if chosen is None:
        return Verified(verdicts, "", "", [])
    others = [other for other in manifests if other is not chosen and other != chosen]
    said = [line for other in others for line in differences(chosen, other)]
    return Verified(verdicts, report_of(chosen), spaced(seal_of(chosen)), said)


def report_of(manifest: Mapping[str, Any]) -> str:
    """'Báo cáo số 05-BC/ĐUK, 6 tháng đầu năm 2023, Đảng bộ Khối'."""
    report = manifest.get("report")
    if not isinstance(report, dict):
        return ""
    period, place = report.get("period"), report.get("organisation")
    label = period.get("label", "") if isinstance(period, dict) else ""
    name = place.get("name", "") if isinstance(place, dict) else ""
    return f"Báo cáo số {report.get('number', '')}, {label}, {name}"


def word_in(manifest: Mapping[str, Any]) -> str:
    """The fingerprint of the Word file that the manifest names; '' where it names none."""
    files = manifest.get("files")
    docx = files.get("docx") if isinstance(files, dict) else None
    return str(docx.get("sha256", "")) if isinstance(docx, dict) else ""


def differences(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[str]:
    """What two manifests tell differently, figure by figure, in words."""
    if one == other:
        return []
    said = []
    if one.get("report") != other.get("report"):
        said.append(f"hai báo cáo khác nhau: {report_of(one)}; {report_of(other)}")
    first, second = _figures(one), _figures(other)
    for code in sorted(first.keys() | second.keys()):
        a, b = first.get(code), second.get(code)
        if a is None or b is None:
            said.append(f"{code}: chỉ có ở một bản")
        elif a != b:
            title = a.get("title", "")
            same = a.get("text") == b.get("text")
            said.append(
                f"{code} {title}: cùng số nhưng khác phần theo đơn vị hoặc cách tính"
                if same
                else f"{code} {title}: {a.get('text')} và {b.get('text')}"
            )
    return said or ["hai bản kê khác nhau ở phần ngoài các con số"]


def _figures(manifest: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    rows = manifest.get("figures")
    return (
        {str(row.get("code")): row for row in rows if isinstance(row, dict)} if isinstance(rows, list) else {}
    )


def _looked_at(name: str, content: bytes) -> Verdict:
    fingerprint = sha256(content)
    if len(content) > MOST_BYTES:
        return Verdict(name, OTHER, ["quá lớn, không phải tệp của một báo cáo"], sha256=fingerprint)
    if content.startswith(b"PK"):
        return Verdict(name, WORD, sha256=fingerprint)
    start = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"{"):
        return _manifest(Verdict(name, MANIFEST, sha256=fingerprint), content)
    if start[:9].lower() == b"<!doctype" or start[:5].lower() == b"<html":
        return _page(Verdict(name, PAGE, sha256=fingerprint), content)
    return Verdict(name, OTHER, ["không phải tệp Word, bản tra cứu hay bản kê"], sha256=fingerprint)


def _manifest(verdict: Verdict, content: bytes) -> Verdict:
    try:
        verdict.manifest = read(content)
    except NotCanonical as error:
        verdict.complaints.append(str(error))
        return verdict
    verdict.complaints += _sealed(verdict.manifest)
    return verdict


def _sealed(manifest: Mapping[str, Any]) -> list[str]:
    said = []
    if manifest.get("seal") != seal_of(manifest):
        said.append("nội dung bản kê đã bị sửa: không còn khớp mã đối chiếu")
    if manifest.get("root") != root_of(manifest):
        said.append("bản kê đã bị sửa: không còn khớp mã của chính nó")
    return said


def _page(verdict: Verdict, content: bytes) -> Verdict:
    if _NAMES_MARK in content[:4096]:
        verdict.complaints.append("là bản có tên người, không phải bản đã ban hành nên không kiểm tra được")
        return verdict
    there = slots(content)
    if len(there.get("manifest", ())) != 1 or content.count(b'data-slot="manifest"') != 1:
        verdict.complaints.append("không phải bản tra cứu của dangvu, hoặc phần bản kê trong tệp đã bị xóa")
        return verdict
    (inside,) = there["manifest"]
    _manifest(verdict, inside)
    if verdict.manifest is None:
        return verdict
    told = verdict.manifest.get("page")
    if not isinstance(told, dict) or told.get("sha256") != sha256(blank(content)):
        verdict.complaints.append("chữ hoặc số trong trang đã bị sửa sau khi ban hành")
    expected = places(seal_of(verdict.manifest), word_in(verdict.manifest), inside)
    if any(there.get(place) != {content} for place, content in expected.items()):
        verdict.complaints.append("mã ghi trong trang không phải mã của bản kê")
    return verdict


def _word(verdict: Verdict, manifests: Sequence[Mapping[str, Any]]) -> None:
    """A Word file is whole where some manifest at hand that is itself as it was names it."""
    if not manifests:
        verdict.complaints.append("cần thêm bản tra cứu hoặc bản kê để so")
        return
    trusted = [manifest for manifest in manifests if not _sealed(manifest)]
    if not trusted:
        verdict.complaints.append("không so được: bản kê đi kèm không còn nguyên")
        return
    if any(word_in(manifest) == verdict.sha256 for manifest in trusted):
        return
    verdict.complaints.append(
        "không phải tệp Word đã ban hành: khác tệp ghi trong bản kê (có thể đã mở ra và lưu lại)"
    )
