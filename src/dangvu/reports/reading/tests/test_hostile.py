"""A file from outside is hostile until read: each broken one gets a plain answer, and nothing is half-read."""

from __future__ import annotations

import contextlib
import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dangvu.foundation.refusals import Impossible
from dangvu.reports.package import read_parts, write_parts
from dangvu.reports.reading import received
from dangvu.reports.reading.word import read_word

from .paper import paper

pytestmark = pytest.mark.engine_free
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def zipped(body: bytes, **more: bytes) -> bytes:
    return write_parts({"word/document.xml": body, **more})


def text(inside: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:document {W}><w:body>{inside}</w:body></w:document>'.encode()


def bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        package.writestr("word/document.xml", text("<w:p/>"))
        package.writestr("word/media/a.xml", b"\0" * (20 * received.MB))
    return buffer.getvalue()


def twice() -> bytes:
    buffer = io.BytesIO()
    with pytest.warns(UserWarning), zipfile.ZipFile(buffer, "w") as package:
        package.writestr("word/document.xml", text("<w:p/>"))
        package.writestr("word/document.xml", text("<w:p/>"))
    return buffer.getvalue()


def locked() -> bytes:
    data = bytearray(zipped(text("<w:p/>")))
    for at in (data.find(b"PK\x03\x04") + 6, data.find(b"PK\x01\x02") + 8):
        data[at] |= 1
    return bytes(data)


BROKEN = {
    "empty": b"",
    "words": b"Bao cao so ket",
    "old Word": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "cut short": paper()[:-400],
    "a workbook": write_parts({"xl/workbook.xml": b"<x/>"}),
    "no zip inside": b"PK\x03\x04" + b"\0" * 40,
    "not well formed": zipped(text("<w:p><w:r>")),
    "entities": zipped(b'<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + text("<w:p/>")),
    "another encoding": zipped('<?xml version="1.0" encoding="UTF-16"?><w:document/>'.encode("utf-16")),
    "depth": zipped(text("<w:sdt>" * 5000 + "</w:sdt>" * 5000)),
    "outside": write_parts({"word/document.xml": text("<w:p/>"), "../../etc/passwd": b"x"}),
    "relations with entities": zipped(
        text("<w:p/>"), **{"word/_rels/document.xml.rels": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}
    ),
    "properties that break off": zipped(text("<w:p/>"), **{"docProps/custom.xml": b"<Properties><property>"}),
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_gets_a_sentence_that_says_what_to_do(data: bytes) -> None:
    with pytest.raises(Impossible) as refusal:
        read_word(data)
    said = str(refusal.value)
    assert said.endswith(".") and ("đưa lại" in said or "Bỏ" in said), said
    assert "xml" not in said.lower() and "zip" not in said.lower()


@pytest.mark.parametrize("make", [bomb, twice, locked])
def test_a_file_made_to_harm_is_refused_before_it_is_unpacked(make) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(Impossible):
        read_word(make())


def test_a_file_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(received, "MOST_BYTES", 100)
    with pytest.raises(Impossible, match="lớn quá"):
        read_word(paper())


def test_macros_and_unknown_parts_are_neither_run_nor_read() -> None:
    parts = read_parts(paper()) | {"word/vbaProject.bin": b"\xff" * 50}
    assert read_word(write_parts(parts)).bound


@pytest.mark.parametrize("piece", ["", "Zm9v", "!!!", "eJw=" * 30, "eNqrVkrLz1eyUkpKLFKqBQAdegQ0"], ids=str)
def test_a_record_that_was_tampered_with_is_no_record(piece: str) -> None:
    parts = read_parts(paper())
    parts["docProps/custom.xml"] = (
        f'<Properties xmlns="a"><property name="dangvu_1"><b>{piece}</b></property></Properties>'.encode()
    )
    file = read_word(write_parts(parts))
    assert file.record is None and len(file.bound) == 10


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_a_file_with_any_byte_changed_is_read_or_refused(data: st.DataObject) -> None:
    parts = read_parts(paper())
    name = data.draw(
        st.sampled_from(["word/document.xml", "word/_rels/document.xml.rels", "docProps/custom.xml"])
    )
    body = bytearray(parts[name])
    for _ in range(data.draw(st.integers(1, 5))):
        body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(Impossible):
        read_word(write_parts({**parts, name: bytes(body)}))


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 3000))
def test_a_file_cut_or_mixed_anywhere_is_read_or_refused(noise: bytes, at: int) -> None:
    whole = paper()
    for data in (noise, whole[:at] + noise + whole[at:], whole[:at] + noise):
        with contextlib.suppress(Impossible):
            read_word(data)
