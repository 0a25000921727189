"""Make the Word templates anew: `python build.py [FOLDER]`. Run by hand; its output is committed.

The office may edit the .docx files in Word afterwards. What the code needs of them (tags, style names, page)
is checked by tests/test_templates.py, so this tool is only the reproducible beginning of each.
"""

from __future__ import annotations

import io
import re
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor, Twips

sys.path.insert(0, str(Path(__file__).parents[3]))  # run as a plain script, without an installed package

from dangvu.reports.package import core_properties, read_parts, write_parts

FONT = "Times New Roman"
LEFT_COLUMN, RIGHT_COLUMN = 4000, 5355  # twips; together the width of the text
PARTY_TITLE = "ĐẢNG CỘNG SẢN VIỆT NAM"
PARTY_TITLE_WIDTH = 4145  # twips of that text in bold 15 pt (4131, and room to round): its rule is as long
CENTRE, LEFT, JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.JUSTIFY
UNUSED = re.compile(r"customXml|thumbnail|stylesWithEffects|numbering|webSettings|theme\d*\.xml")
SETTINGS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<w:settings {nsdecls("w")}><w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    '</w:compat><w:themeFontLang w:val="vi-VN"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>'
    "</w:settings>"
)
GREY = RGBColor(0x59, 0x59, 0x59)


@dataclass(frozen=True)
class Look:
    """One paragraph style: the name that the office sees, and how it looks. Sizes in points."""

    name: str
    size: float = 14
    bold: bool = False
    italic: bool = False
    align: Any = CENTRE
    exact: float = 0  # exact line spacing; 0 = single
    before: float = 0
    after: float = 0
    first_line_mm: float = 0
    keep: bool = False
    grey: bool = False
    underline: bool = False
    new_page: bool = False


def looks(title_of_signer_bold: bool) -> dict[str, Look]:
    """Every paragraph style by its id in the file."""
    body: dict[str, Any] = {"align": JUSTIFY, "exact": 18, "before": 6, "first_line_mm": 10}
    cell: dict[str, Any] = {"size": 12, "align": LEFT, "before": 2, "after": 2}
    return {
        "DvBody": Look("DV Thân văn bản", **body),
        "DvPlaceholder": Look("DV Chỗ văn phòng viết", italic=True, grey=True, **body),
        "Heading1": Look("Heading 1", size=14, bold=True, exact=20, before=12, after=6, keep=True),
        "Heading2": Look("Heading 2", bold=True, keep=True, **{**body, "before": 8}),
        "Heading3": Look("Heading 3", bold=True, keep=True, **body),
        "DvPartyTitle": Look("DV Tiêu đề Đảng", size=15, bold=True),
        "DvPartyRule": Look("DV Gạch dưới tiêu đề Đảng", size=1, exact=2),
        "DvPlaceDate": Look("DV Nơi và ngày", italic=True, before=6),
        "DvUpper": Look("DV Cơ quan cấp trên"),
        "DvIssuer": Look("DV Cơ quan ban hành", bold=True),
        "DvStar": Look("DV Dấu sao"),
        "DvNumber": Look("DV Số và ký hiệu"),
        "DvDraft": Look("DV Dấu dự thảo", bold=True, before=6),
        "DvTypeName": Look("DV Tên loại", size=16, bold=True, before=18),
        "DvSummary": Look("DV Trích yếu", bold=True),
        "DvSummaryRule": Look("DV Gạch dưới trích yếu", after=6),
        "DvSpacer": Look("DV Khoảng trước chữ ký", size=12, keep=True),
        "DvAuthority": Look("DV Thẩm quyền ký", bold=True, keep=True),
        "DvSignerTitle": Look("DV Chức vụ người ký", bold=title_of_signer_bold, keep=True),
        "DvSignerName": Look("DV Họ tên người ký", bold=True, before=85, keep=True),
        "DvRecipientsHead": Look("DV Nơi nhận", align=LEFT, underline=True, keep=True),
        "DvRecipient": Look("DV Dòng nơi nhận", size=12, align=LEFT, keep=True),
        "DvTableTitle": Look("DV Tên bảng", bold=True, size=13, before=10, after=4, keep=True),
        "DvTableHead": Look("DV Đầu bảng", **{**cell, "align": CENTRE}, bold=True, keep=True),
        "DvTableCell": Look("DV Ô bảng", **cell),
        "DvTableTotal": Look("DV Dòng cộng", **cell, bold=True),
        "DvNote": Look("DV Ghi chú bảng", size=12, italic=True, align=LEFT, before=2, after=4),
        "DvAnnexNumber": Look("DV Số phụ lục", bold=True, keep=True, new_page=True),
        "DvAnnexTitle": Look("DV Tên phụ lục", bold=True, keep=True),
        "DvAnnexReference": Look("DV Kèm theo văn bản", italic=True, size=13, after=8, keep=True),
        "DvPageNumber": Look("DV Số trang"),
        "DvSectionEnd": Look("DV Hết phần", size=1, exact=0.1, keep=True),
    }


def build(signer_title_bold: bool) -> bytes:
    """One template as the bytes of a .docx."""
    document = Document()
    _defaults(document)
    for style_id, look in looks(signer_title_bold).items():
        _style(document, style_id, look)
    _missing_style(document)
    _grid_style(document)
    _page(document)
    _content(document)
    return _packed(document)


# -- styles ------------------------------------------------------------------------------------------


def _defaults(document: Any) -> None:
    """Times New Roman and Vietnamese everywhere, no theme fonts, no space that nobody asked for."""
    styles = document.styles.element
    run = styles.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for child in list(run):
        run.remove(child)
    fonts = " ".join(f'w:{kind}="{FONT}"' for kind in ("ascii", "hAnsi", "eastAsia", "cs"))
    for xml in (f"<w:rFonts {fonts} {{ns}}/>", '<w:sz w:val="28" {ns}/>', '<w:szCs w:val="28" {ns}/>'):
        run.append(parse_xml(xml.format(ns=nsdecls("w"))))
    run.append(parse_xml(f'<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA" {nsdecls("w")}/>'))
    paragraph = styles.find(qn("w:docDefaults")).find(qn("w:pPrDefault"))
    for child in list(paragraph):
        paragraph.remove(child)
    paragraph.append(
        parse_xml(
            f"<w:pPr {nsdecls('w')}><w:widowControl/>"
            '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
        )
    )
    keep = {"Normal", "DefaultParagraphFont", "TableNormal", "NoList", "Heading1", "Heading2", "Heading3"}
    for style in list(styles.findall(qn("w:style"))):
        if style.get(qn("w:styleId")) not in keep:
            styles.remove(style)
    normal = document.styles["Normal"].element
    for child in list(normal):
        if child.tag in (qn("w:rPr"), qn("w:pPr")):
            normal.remove(child)


def _style(document: Any, style_id: str, look: Look) -> None:
    if style_id.startswith("Heading"):
        style = document.styles[look.name]
        for child in (style.element.rPr, style.element.find(qn("w:link"))):
            if child is not None:
                style.element.remove(child)
        style.next_paragraph_style = document.styles["DV Thân văn bản"]
    else:
        style = document.styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH)
        style.element.set(qn("w:styleId"), style_id)
        style.base_style = document.styles["Normal"]
        style.quick_style = True
    font = style.font
    font.size, font.bold, font.italic, font.underline = Pt(look.size), look.bold, look.italic, look.underline
    if look.grey:
        font.color.rgb = GREY
    shape = style.paragraph_format
    shape.alignment, shape.keep_with_next = look.align, look.keep
    shape.space_before, shape.space_after = Pt(look.before), Pt(look.after)
    shape.first_line_indent = Mm(look.first_line_mm)
    shape.page_break_before = look.new_page or None
    if look.exact:
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(look.exact)


def _missing_style(document: Any) -> None:
    style = document.styles.add_style("DV Số chưa có", WD_STYLE_TYPE.CHARACTER)
    style.element.set(qn("w:styleId"), "DvMissing")
    style.font.italic, style.font.color.rgb = True, GREY


def _grid_style(document: Any) -> None:
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    document.styles.element.append(
        parse_xml(
            f'<w:style w:type="table" w:customStyle="1" w:styleId="DvGrid" {nsdecls("w")}>'
            '<w:name w:val="DV Bảng kẻ ô"/><w:basedOn w:val="TableNormal"/><w:tblPr>'
            f'<w:tblBorders>{edges}</w:tblBorders><w:tblCellMar><w:left w:w="70" w:type="dxa"/>'
            '<w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr>'
            '<w:tcPr><w:vAlign w:val="center"/></w:tcPr></w:style>'
        )
    )


# -- page and content --------------------------------------------------------------------------------


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Twips(11906), Twips(16838)
    section.top_margin = section.bottom_margin = Twips(1134)
    section.left_margin, section.right_margin = Twips(1701), Twips(851)
    section.header_distance, section.footer_distance, section.gutter = Twips(567), Twips(567), 0
    section.different_first_page_header_footer = True
    section.first_page_header.is_linked_to_previous = False
    section.first_page_header.paragraphs[0].style = document.styles["DV Số trang"]
    number = section.header.paragraphs[0]
    number.style = document.styles["DV Số trang"]
    number._p.append(
        parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>')
    )


def _content(document: Any) -> None:
    body = document.element.body
    for child in list(body):
        if child.tag == qn("w:p"):
            body.remove(child)
    _header_block(document)
    for style, text in (
        ("DV Tên loại", "{{ type_name }}"),
        ("DV Trích yếu", "{{ summary }}"),
        ("DV Gạch dưới trích yếu", "-----"),
        ("DV Thân văn bản", "{{p body }}"),
        ("DV Khoảng trước chữ ký", ""),
    ):
        document.add_paragraph(text, style=style)
    _signature_block(document)
    # Word wants a paragraph after a table; kept with the signature it can never open an empty page of its own.
    document.add_paragraph(style="DV Hết phần")
    document.add_paragraph("{{p annexes }}", style="DV Thân văn bản")


def _header_block(document: Any) -> None:
    left, right = _two_columns(document, LEFT_COLUMN, RIGHT_COLUMN)
    _fill(
        left,
        ("DV Cơ quan cấp trên", "{{ letterhead.upper_name }}"),
        ("DV Cơ quan ban hành", "{{ letterhead.issuer_name }}"),
        ("DV Dấu sao", "*"),
        ("DV Số và ký hiệu", "Số {{ letterhead.number }}"),
        ("DV Dấu dự thảo", "{%p if draft %}"),
        ("DV Dấu dự thảo", "Dự thảo"),
        ("DV Dấu dự thảo", "{%p endif %}"),
    )
    boxed = left.paragraphs[5].runs[0]._r.get_or_add_rPr()
    boxed.append(parse_xml(f'<w:bdr {nsdecls("w")} w:val="single" w:sz="6" w:space="4" w:color="auto"/>'))
    _fill(
        right,
        ("DV Tiêu đề Đảng", PARTY_TITLE),
        ("DV Gạch dưới tiêu đề Đảng", ""),
        ("DV Nơi và ngày", "{{ place_and_date }}"),
    )
    _rule(right.paragraphs[1])


def _rule(paragraph: Any) -> None:
    """A rule exactly as long as the title above it: the border of an empty line between two indents.

    A line of its own: where another font stands in for Times New Roman the title is wider, and must not break.
    """
    indent = (RIGHT_COLUMN - PARTY_TITLE_WIDTH) // 2
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        parse_xml(
            f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>'
        ),
        *("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc"),
    )
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Twips(indent)


def _signature_block(document: Any) -> None:
    left, right = _two_columns(document, LEFT_COLUMN, RIGHT_COLUMN)
    _fill(
        left,
        ("DV Nơi nhận", "Nơi nhận:"),
        ("DV Dòng nơi nhận", "{%p for line in letterhead.recipients %}"),
        ("DV Dòng nơi nhận", "{{ line }}"),
        ("DV Dòng nơi nhận", "{%p endfor %}"),
    )
    _fill(
        right,
        ("DV Thẩm quyền ký", "{{ letterhead.signer_authority }}"),
        ("DV Chức vụ người ký", "{{ letterhead.signer_title }}"),
        ("DV Họ tên người ký", "{{ letterhead.signer_name }}"),
    )


def _two_columns(document: Any, left: int, right: int) -> tuple[Any, Any]:
    """A table of one unbreakable row without borders; its cells reach exactly to the margins."""
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    properties = table._tbl.tblPr
    for child in list(properties):
        properties.remove(child)
    for xml in (
        f'<w:tblW w:w="{left + right}" w:type="dxa" {{ns}}/>',
        '<w:tblInd w:w="0" w:type="dxa" {ns}/>',
        '<w:tblLayout w:type="fixed" {ns}/>',
        '<w:tblCellMar {ns}><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>',
    ):
        properties.append(parse_xml(xml.format(ns=nsdecls("w"))))
    for column, cell, width in zip(table.columns, table.rows[0].cells, (left, right), strict=True):
        column.width = cell.width = Twips(width)
    table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
    return table.cell(0, 0), table.cell(0, 1)


def _fill(cell: Any, *lines: tuple[str, str]) -> None:
    for index, (style, text) in enumerate(lines):
        paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
        paragraph.style = style
        paragraph.add_run(text)


# -- the file ----------------------------------------------------------------------------------------


def _packed(document: Any) -> bytes:
    """The file without what python-docx's blank document brings along and nothing here uses."""
    buffer = io.BytesIO()
    document.save(buffer)
    parts = {name: data for name, data in read_parts(buffer.getvalue()).items() if not UNUSED.search(name)}
    for name in ("[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels"):
        elements = re.split(r"(?<=>)(?=<)", parts[name].decode())
        kept = [element for element in elements if not UNUSED.search(element)]
        parts[name] = "".join(kept).encode()
    parts["word/settings.xml"] = SETTINGS.encode()
    parts["docProps/core.xml"] = core_properties("", "", datetime(2018, 4, 3, tzinfo=UTC))
    return write_parts(parts)


def main() -> None:
    """Write both templates into the folder given, by default beside this file."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
    (folder / "report-36-hd-2018.docx").write_bytes(build(signer_title_bold=True))
    (folder / "report-05-hd-2026.docx").write_bytes(build(signer_title_bold=False))


if __name__ == "__main__":
    main()
