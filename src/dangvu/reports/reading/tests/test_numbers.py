"""Numbers in Vietnamese prose: what is read, what is passed over, and that all we print is read back."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dangvu.indicators.catalogue import BY_NAME
from dangvu.indicators.definition import Kind
from dangvu.indicators.engine import NOTHING, Figure
from dangvu.reports.outlines.half_year_review import OUTLINE
from dangvu.reports.outlines.pieces import Scope
from dangvu.reports.reading.numbers import Manner, numbers, sentences
from dangvu.reports.reading.spelled import spell, value_of
from dangvu.reports.sentences import Scene, paragraph

pytestmark = pytest.mark.engine_free


def read(text: str) -> list[tuple[float, str]]:
    return [(stated.value, stated.unit) for stated in numbers(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("có 5.411 đảng viên", [(5411, "đảng viên")]),
        ("bình quân 1.234,5 đảng viên", [(1234.5, "đảng viên")]),
        ("đạt 59,86% chỉ tiêu", [(59.86, "%")]),
        ("đạt 60 % kế hoạch", [(60, "%")]),
        ("đạt 59.86%", [(59.86, "%")]),
        ("mở hai lớp", [(2, "lớp")]),
        ("có 137 lượt người dự", [(137, "lượt người")]),
        ("Một trăm ba mươi bảy quần chúng ưu tú", [(137, "quần chúng ưu tú")]),
        ("mở năm lớp", [(5, "lớp")]),
        ("từ trần 17, xóa tên 4, khai trừ 4.", [(17, ""), (4, ""), (4, "")]),
    ],
)
def test_a_number_is_read_with_what_it_counts(text: str, expected: list[tuple[float, str]]) -> None:
    assert read(text) == expected


def test_two_numbers_over_one_another_know_each_other() -> None:
    top, bottom = numbers("đã sơ kết 88/147 tổ chức đảng")
    assert (top.value, top.over, top.unit) == (88, 147, "tổ chức đảng")
    assert (bottom.value, bottom.under) == (147, 88)


@pytest.mark.parametrize(
    "text",
    [
        "Báo cáo số 05-BC/ĐUK", "Quy định 22-QĐ/TW", "Nghị định 13/2023/NĐ-CP", "Quyết định số 1722/QĐ-TTg",
        "tính đến 30/6/2023", "đến hết ngày 30/6", "ngày 05 tháng 7 năm 2023", "quý 2 năm 2023", "quý II/2023",
        "6 tháng đầu năm 2023", "9 tháng", "nhiệm kỳ 2020 - 2025", "giai đoạn 2021-2025", "năm 2023",
        "điều 4, khóa XIII", "khóa 13", "Phụ lục 2", "lần thứ 17", "từ 18 đến 30 tuổi", "trên 60 tuổi",
        "1. Công tác chính trị, tư tưởng", "2.1. Kết quả", "số căn cước 030098123456", "7 giờ 30 phút",
        "một số chi bộ", "mỗi quý một lần", "trong đó một là", "năm nay", "ba là", "hai bên", "chín muồi", "tư tưởng",
    ],
)  # fmt: skip
def test_what_is_no_figure_is_passed_over(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "manner"),
    [
        ("gần 90 đảng viên", Manner.ABOUT), ("khoảng 60%", Manner.ABOUT), ("trên 60% chi bộ", Manner.OVER),
        ("hơn 130 quần chúng", Manner.OVER), ("dưới 5%", Manner.UNDER), ("ít nhất 3 buổi", Manner.OVER),
        ("tăng 3 so với cùng kỳ", Manner.MORE), ("giảm 2 đảng viên", Manner.LESS), ("từ 80 đến 90 đảng viên", Manner.ABOUT),
        ("3% trở lên", Manner.OVER), ("kết nạp 88 đảng viên", Manner.EXACT), ("còn 36 tổ chức chưa kết nạp", Manner.EXACT),
    ],
)  # fmt: skip
def test_what_is_not_exact_is_told_so(text: str, manner: Manner) -> None:
    assert {stated.manner for stated in numbers(text)} == {manner}


def test_sentences_keep_their_numbers_and_their_numbering() -> None:
    text = "1. Kết nạp 88 đảng viên, đạt 59,86%. Có 5.411 đảng viên. Hết."
    assert [text[a:b] for a, b in sentences(text)] == [
        "1. Kết nạp 88 đảng viên, đạt 59,86%.", "Có 5.411 đảng viên.", "Hết.",
    ]  # fmt: skip


@given(st.integers(0, 999_999_999))
def test_every_number_in_words_is_read_back(number: int) -> None:
    assert value_of(spell(number)) == number


@given(st.text(max_size=200))
def test_any_text_is_read_without_a_fault_and_in_order(text: str) -> None:
    found = numbers(text)
    assert all(text[one.start : one.end] == one.text for one in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


NAMES = sorted(BY_NAME)


def figure(name: str, chance: random.Random) -> Figure:
    top = chance.choice([None, 0, 1, 2, 5, 7, 12, 30, 88, 999, 1000, 5411, 123456])
    if top is None:
        return NOTHING
    kind = BY_NAME[name].kind
    bottom = chance.choice([1, 3, 12, 73, 147, 5357, max(top, 1)])
    if kind is Kind.RATIO:
        return Figure(round(top * 100 / bottom, 2), top, bottom)
    if kind is Kind.MEAN:
        return Figure(round(top / bottom, 2), top, bottom)
    return Figure(top, top)


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from(Scope), st.sampled_from([None, 0, 1, 2]))
def test_every_figure_that_the_report_prints_is_read_back(
    seed: int, scope: Scope, decimals: int | None
) -> None:
    chance = random.Random(seed)
    figures = {name: figure(name, chance) for name in NAMES}
    words = {
        "organisation": "Đảng bộ Khối các cơ quan tỉnh", "period": "6 tháng đầu năm 2023", "last_day": "30/6/2023",
        "next_period": "6 tháng cuối năm 2023", "each_quarter": "mỗi quý", "annex": "Phụ lục 4",
    }  # fmt: skip
    place = Scene(
        figures, words | {f"annex_{table.key}": "Phụ lục 2" for table in OUTLINE.tables}, scope, decimals
    )
    for part in OUTLINE.parts:
        for choices in part.paragraphs:
            said = paragraph(choices, place)
            if said is None:
                continue
            at, expected = 0, []
            for run in said.runs:
                if run.figure:
                    expected.append((at, run.text))
                at += len(run.text)
            found = [(one.start, one.text) for one in numbers(said.text)]
            assert found == expected, said.text
            for start, shown in expected:
                value = next(one.value for one in numbers(said.text) if one.start == start)
                assert value == float(shown.rstrip("%").replace(".", "").replace(",", "."))
