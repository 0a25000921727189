"""The language of tags: however it is typed, it means the same; what it does not understand it says."""

from __future__ import annotations

import unicodedata
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangvu.foundation.periods import Period
from dangvu.indicators.catalogue import BY_CODE
from dangvu.reports.office.reading import marks_in
from dangvu.reports.office.tags import (
    LEVELS,
    SECTION_NAMES,
    TABLES,
    WORDS,
    Fault,
    Form,
    Kind,
    Tag,
    TagError,
    parse,
)
from dangvu.reports.office.when import NOW, Of, When, read
from dangvu.reports.outlines.half_year_review import OUTLINE
from dangvu.review.sections import SECTIONS

PARTS = ("Q1", "Q2", "Q3", "Q4", "H1", "H2", "9M", *(f"{month:02d}" for month in range(1, 13)))
CODES = [*(f"{year}-{part}" for year in (1999, 2023) for part in PARTS), "2022"]
MOVING = [of for of in Of if of not in (Of.PART, Of.FIXED)]
days = st.one_of(
    st.sampled_from(MOVING).map(When),
    st.sampled_from(PARTS).map(lambda part: When(Of.PART, part)),
    st.sampled_from(CODES).map(lambda code: When(Of.FIXED, period=Period.parse(code))),
    st.tuples(st.dates(date(1990, 1, 1), date(2050, 1, 1)), st.dates(date(2050, 1, 2), date(2090, 1, 1))).map(
        lambda pair: When(Of.FIXED, period=Period(*pair))
    ),
)
units = st.sampled_from(["", "so-y-te", "Đảng bộ Sở Y tế", "Chi bộ Kế hoạch – Tài chính", "Chi bộ A, B"])
levels = st.sampled_from(["", *LEVELS])
tags = st.one_of(
    st.builds(
        Tag, st.just(Kind.FIGURE), st.sampled_from(sorted(BY_CODE)), days, units, levels,
        st.none() | st.integers(0, 4), st.sampled_from(Form),
    ),
    st.builds(Tag, st.just(Kind.LIST), st.sampled_from(sorted(BY_CODE)), days, units),
    st.builds(Tag, st.just(Kind.EACH), level=levels),
    st.builds(Tag, st.just(Kind.WORD), st.sampled_from(sorted(WORDS))),
    st.builds(Tag, st.just(Kind.TABLE), st.sampled_from(sorted(TABLES))),
    st.builds(Tag, st.just(Kind.SECTION), st.sampled_from(sorted(SECTION_NAMES))),
    st.sampled_from([Tag(Kind.BODY), Tag(Kind.ANNEXES)]),
)  # fmt: skip
noises = st.lists(
    st.sampled_from([
        str.upper, str.lower, str.title, lambda text: unicodedata.normalize("NFD", text),
        lambda text: text.replace(" ", "\u00a0"), lambda text: text.replace(" ", "   "), lambda text: text.replace(";", " ; "),
        lambda text: text.replace("-", "–"), lambda text: text.replace(":", " ："), lambda text: f"\u200b {text} \u2009",
        lambda text: text.replace(": ", ": “") + ("”" if ": " in text else ""),
    ]),
    max_size=6,
)  # fmt: skip


@given(tags)
def test_a_tag_that_is_printed_and_read_again_is_the_same(tag: Tag) -> None:
    assert parse(tag.inside) == tag
    (mark,) = marks_in(f"Có {tag.printed} đảng viên.")
    assert (mark.fault, mark.inside) == (None, tag.inside)


@given(tags.filter(lambda tag: not tag.unit), noises)
def test_marks_case_spaces_dashes_and_quotes_change_nothing(tag: Tag, noise: list) -> None:
    text = tag.inside
    if tag.when.of is Of.FIXED or tag.form is not Form.VALUE or tag.level:
        noise = [one for one in noise if one("a: b") != "a: “b”"]  # one pair of quotes goes around one value
    for change in noise:
        text = change(text)
    assert parse(text) == tag


@given(tags.filter(lambda tag: not tag.unit))
def test_without_any_marks_it_is_understood_as_well(tag: Tag) -> None:
    plain = "".join(c for c in unicodedata.normalize("NFD", tag.inside) if not unicodedata.combining(c))
    assert parse(plain.replace("đ", "d").replace("Đ", "D")) == tag


@given(
    st.text(max_size=60)
    | st.lists(
        st.sampled_from(["KN-01", "kỳ", ":", ";", "{{", "}}", "{", "}", "lẻ", "9", "²", "%", "#"])
    ).map("".join)
)
def test_whatever_is_typed_only_its_own_error_is_raised_and_marks_never_overlap(text: str) -> None:
    try:
        parse(text)
    except TagError as fault:
        assert str(fault) and fault.mend
    marks = marks_in(text)
    assert all(0 <= mark.start < mark.end <= len(text) for mark in marks)
    assert all(before.end <= after.start for before, after in pairwise(marks))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("cùng kỳ", When(Of.SAME)), ("CÙNG KỲ NĂM NGOÁI", When(Of.SAME)), ("quy 2", When(Of.PART, "Q2")),
        ("Quý II năm 2022", When(Of.FIXED, period=Period.parse("2022-Q2"))), ("tháng 06", When(Of.PART, "06")),
        ("2022-H1", When(Of.FIXED, period=Period.parse("2022-H1"))), ("sáu tháng đầu năm", When(Of.PART, "H1")),
        ("từ ngày 01/02/2023 đến hết ngày 15/3/2023", When(Of.FIXED, period=Period(date(2023, 2, 1), date(2023, 3, 15)))),
        ("tháng 13", None), ("quý V", None), ("2022-Q5", None), ("từ 31/02/2023 đến 15/03/2023", None), ("", None),
    ],
)  # fmt: skip
def test_days_are_read_as_people_write_them(typed: str, meant: When | None) -> None:
    assert read(typed) == meant


def test_days_follow_the_report() -> None:
    half, leap = Period.parse("2023-H1"), Period.parse("2024-02")
    assert When(Of.SAME).days(half).code == "2022-H1"
    assert When(Of.SAME).days(leap).code == "2023-02"
    assert When(Of.BEFORE).days(half).code == "2022-H2"
    assert When(Of.BEFORE).days(Period.parse("2023-9M")) == Period(date(2022, 4, 1), date(2022, 12, 31))
    assert When(Of.TO_DATE).days(Period.parse("2023-Q2")).code == "2023-H1"
    assert When(Of.LAST_YEAR).days(half).code == "2022"
    assert When(Of.PART, "Q1").days(half).code == "2023-Q1"
    assert NOW.days(half) == half


def test_what_is_not_understood_is_named() -> None:
    for inside, fault in (("", Fault.EMPTY), ("lạ", Fault.UNKNOWN_TAG), ("KN-01; màu: đỏ", Fault.UNKNOWN_FIELD),
                          ("đoạn", Fault.UNKNOWN_SECTION), ("đoạn: lạ", Fault.UNKNOWN_SECTION),
                          ("đoạn: hạn chế; đơn vị: Sở", Fault.MISPLACED_FIELD), ("KN-01; lẻ: 7", Fault.WRONG_ROUNDING), ("kỳ; cấp: chi bộ", Fault.MISPLACED_FIELD)):  # fmt: skip
        with pytest.raises(TagError) as refused:
            parse(inside)
        assert refused.value.fault is fault


@pytest.mark.parametrize(
    "typed",
    ["đoạn: hạn chế", "Đoạn: Khuyết điểm", "doan: han che, khuyet diem", "các đoạn: HẠN CHẾ", "đoạn: han_che", "mục: hạn chế",
     "nội dung: “hạn chế”"],
)  # fmt: skip
def test_a_section_is_called_by_its_title_by_half_of_it_or_by_its_key(typed: str) -> None:
    assert parse(typed) == Tag(Kind.SECTION, "han_che")
    assert parse("nội dung") == Tag(Kind.BODY)


def test_every_section_is_found_by_each_of_its_names() -> None:
    assert {section.key for section in SECTIONS} == set(SECTION_NAMES)
    for slug, names in SECTION_NAMES.items():
        assert [parse(f"đoạn: {name}").name for name in names] == [slug] * len(names)


def test_every_table_of_the_outline_has_a_name_and_no_name_is_used_twice() -> None:
    assert {table.key for table in OUTLINE.tables} | {"targets", "definitions"} == set(TABLES)
    for told in (WORDS, TABLES, LEVELS, SECTION_NAMES):
        for slug, names in told.items():
            assert all(name == unicodedata.normalize("NFC", name) for name in names), slug
    every = [Tag(Kind.WORD, slug).inside for slug in WORDS] + [
        Tag(Kind.TABLE, slug).inside for slug in TABLES
    ]
    assert len(set(every)) == len(every)
