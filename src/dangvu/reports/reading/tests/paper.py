"""A short invented report, and hands that edit it as Word does."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from dangvu.indicators.catalogue import BY_CODE
from dangvu.indicators.definition import Indicator
from dangvu.reports import render
from dangvu.reports.document import Document, Origin, Paragraph, Run, Section, Table, TableColumn
from dangvu.reports.identity import Printed
from dangvu.reports.package import read_parts, write_parts
from dangvu.reports.reading.compare import Now
from dangvu.reports.tests.sample import sample

ADDRESS = "https://dangvu.khoi.local/o/{organisation}/so-lieu/{figure}/?ky=2023-H1"
ADMITTED = Paragraph(
    (
        Run("Kết nạp "), Run("88", "KN-01"), Run(" đảng viên, đạt "), Run("60%", "KN-02"),
        Run(" chỉ tiêu cả năm ("), Run("88", "KN-01"), Run("/"), Run("147", "KN-07"),
        Run("). Từ trần "), Run("17", "GD-01"), Run(" đảng viên."),
    )
)  # fmt: skip
CLASSES = Paragraph(
    (Run("Mở "), Run("2", "BD-01"), Run(" lớp cho "), Run("137", "BD-02"), Run(" quần chúng."))
)
UNITS = Table(
    "", (TableColumn("TT", 10), TableColumn("Tổ chức đảng", 80), TableColumn("Kết nạp", 30)),
    (("1", "Đảng bộ Sở Y tế", "4"), ("2", "Chi bộ Ban Dân tộc", "0")), ("", "Cộng", "88"),
    figures=(("", "", "KN-01@so-y-te"), ("", "", "KN-01@ban-dan-toc"), ("", "", "KN-01")),
)  # fmt: skip
VALUES = {"KN-01": 88, "KN-02": 59.86, "KN-07": 147, "GD-01": 17, "BD-01": 2, "BD-02": 137}


def document(address: str = ADDRESS, known: int = 40) -> Document:
    sections = (
        Section(2, "Kết quả", (ADMITTED, CLASSES), (UNITS,)),
        Section(2, "Nhiệm vụ", (Paragraph((Run("Tiếp tục."),)),)),
    )
    return replace(
        sample(draft=True), sections=sections, annexes=(), closing_limits=(), origin=Origin("khoi", "2023-H1", known, address)
    )  # fmt: skip


def paper(address: str = ADDRESS) -> bytes:
    return render.docx(document(address))


def body(docx: bytes) -> str:
    return read_parts(docx)["word/document.xml"].decode()


def with_body(docx: bytes, edit: Callable[[str], str]) -> bytes:
    """The file with its text as ``edit`` leaves it; it must change something."""
    parts = read_parts(docx)
    before = parts["word/document.xml"].decode()
    after = edit(before)
    assert after != before
    return write_parts({**parts, "word/document.xml": after.encode()})


def typed_over(docx: bytes, bookmark: str, text: str) -> bytes:
    """A number typed over inside its control."""
    return with_body(
        docx, lambda xml: re.sub(rf'(w:name="{bookmark}".*?<w:t xml:space="preserve">)[^<]*', rf"\g<1>{text}", xml, count=1)
    )  # fmt: skip


def without_controls(xml: str) -> str:
    return re.sub(r"<w:sdt>.*?<w:sdtContent>|</w:sdtContent></w:sdt>", "", xml)


def without_bookmarks(xml: str) -> str:
    return re.sub(r"<w:bookmark(?:Start|End)[^>]*/>", "", xml)


def without_links(xml: str) -> str:
    return re.sub(r"<w:hyperlink[^>]*>|</w:hyperlink>", "", xml)


def told(
    now: Mapping[str, str], values: Mapping[str, float] = VALUES
) -> Callable[[Printed], tuple[Indicator, Now] | None]:
    """The figures of the records: {code or code@unit: as printed}."""

    def look_up(printed: Printed) -> tuple[Indicator, Now] | None:
        name = f"{printed.code}@{printed.unit}" if printed.unit else printed.code
        share = printed.code == "KN-02"
        return BY_CODE[printed.code], Now(now.get(name, ""), values.get(printed.code), None, share)

    return look_up


NOW = {
    "KN-01": "88", "KN-02": "60%", "KN-07": "147", "GD-01": "17", "BD-01": "2", "BD-02": "137",
    "KN-01@so-y-te": "4", "KN-01@ban-dan-toc": "0",
}  # fmt: skip
