"""The committed Word files still hold what the code needs, whoever edited them in Word since."""

import re
from datetime import date

import pytest

from dangvu.reports.package import read_parts
from dangvu.reports.templates import Template, template_on, templates

from .reading import W, part, style, style_of, value

TAGS = (
    "{{ letterhead.upper_name }}",
    "{{ letterhead.issuer_name }}",
    "{{ letterhead.number }}",
    "{{ letterhead.signer_authority }}",
    "{{ letterhead.signer_title }}",
    "{{ letterhead.signer_name }}",
    "{%p for line in letterhead.recipients %}",
    "{{ place_and_date }}",
    "{{ type_name }}",
    "{{ summary }}",
    "{%p if draft %}",
    "{{p body }}",
    "{{p annexes }}",
)
STYLES = [
    *("DvBody", "DvPlaceholder", "DvMissing", "Heading1", "Heading2", "Heading3"),
    *("DvGrid", "DvTableTitle", "DvTableHead", "DvTableCell", "DvTableTotal", "DvNote"),
    *("DvAnnexNumber", "DvAnnexTitle", "DvAnnexReference", "DvSectionEnd"),
]

every_template = pytest.mark.parametrize("template", templates(), ids=lambda template: template.document)


@every_template
def test_a_template_holds_every_tag(template: Template) -> None:
    document = part(template.path.read_bytes())
    paragraphs = "\n".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in document.iter(f"{W}p"))
    assert [tag for tag in TAGS if tag not in paragraphs] == []


@every_template
def test_a_template_holds_every_style_that_the_body_uses(template: Template) -> None:
    data = template.path.read_bytes()
    for style_id in STYLES:
        style(data, style_id)


@every_template
def test_every_style_used_in_a_template_exists(template: Template) -> None:
    data = template.path.read_bytes()
    for name in read_parts(data):
        if re.fullmatch(r"word/(document|header\d)\.xml", name):
            for paragraph in part(data, name).iter(f"{W}p"):
                style(data, style_of(paragraph) or "Normal")


@every_template
def test_the_page_is_a4_with_the_margins_of_the_guidance(template: Template) -> None:
    section = next(part(template.path.read_bytes()).iter(f"{W}sectPr"))
    size, margin = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    assert (value(size, "w"), value(size, "h")) == ("11906", "16838")
    sides = [value(margin, side) for side in ("top", "bottom", "left", "right", "header")]
    assert sides == ["1134", "1134", "1701", "851", "567"]
    assert section.find(f"{W}titlePg") is not None


@every_template
def test_every_font_is_times_new_roman_and_the_language_vietnamese(template: Template) -> None:
    styles = part(template.path.read_bytes(), "word/styles.xml")
    fonts = {name for f in styles.iter(f"{W}rFonts") for name in f.attrib.values()}
    assert fonts == {"Times New Roman"}
    assert value(next(styles.iter(f"{W}lang"))) == "vi-VN"


@every_template
def test_the_body_is_14_point_justified_indented_and_18_point_exact(template: Template) -> None:
    body = style(template.path.read_bytes(), "DvBody")
    spacing = body.find(f"{W}pPr/{W}spacing")
    assert (value(spacing, "line"), value(spacing, "lineRule")) == ("360", "exact")
    assert value(body.find(f"{W}pPr/{W}ind"), "firstLine") == "567"
    assert value(body.find(f"{W}pPr/{W}jc")) == "both"
    assert value(body.find(f"{W}rPr/{W}sz")) == "28"


@every_template
def test_the_columns_of_the_header_block_fill_the_text_width(template: Template) -> None:
    grid = next(part(template.path.read_bytes()).iter(f"{W}tblGrid"))
    widths = [int(value(column, "w") or 0) for column in grid]
    assert widths[0] < widths[1]
    assert abs(sum(widths) - (11906 - 1701 - 851)) <= 2


def test_the_title_of_the_signer_is_bold_under_the_older_guidance_only() -> None:
    bold = [value(style(t.path.read_bytes(), "DvSignerTitle").find(f"{W}rPr/{W}b")) for t in templates()]
    assert bold == [None, "0"]


@pytest.mark.parametrize(
    ("day", "document"),
    [
        (date(2018, 4, 3), "36-HD/VPTW"),
        (date(2023, 7, 5), "36-HD/VPTW"),
        (date(2026, 5, 26), "36-HD/VPTW"),
        (date(2026, 5, 27), "05-HD/VPTW"),
        (date(2026, 7, 1), "05-HD/VPTW"),
    ],
)
def test_a_document_takes_the_template_valid_on_its_date(day: date, document: str) -> None:
    assert template_on(day).document == document


def test_before_the_first_template_the_message_says_what_to_do() -> None:
    with pytest.raises(LookupError, match="03/4/2018"):
        template_on(date(2018, 4, 2))


@every_template
def test_the_title_of_the_party_has_the_whole_width_of_its_column(template: Template) -> None:
    """Its rule is a line of its own: where another font stands in, the wider title must not break in two."""
    document = part(template.path.read_bytes())
    lines = {style_of(p): p for p in document.iter(f"{W}p")}
    assert lines["DvPartyTitle"].find(f"{W}pPr/{W}ind") is None
    rule = lines["DvPartyRule"]
    assert rule.find(f"{W}pPr/{W}pBdr/{W}bottom") is not None
    assert value(rule.find(f"{W}pPr/{W}ind"), "left") == value(rule.find(f"{W}pPr/{W}ind"), "right") == "605"
