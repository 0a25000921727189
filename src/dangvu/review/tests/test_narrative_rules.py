"""Pasted text becomes paragraphs; paragraphs that say nearly the same come together, in whatever order they come."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from dangvu.foundation.vietnamese import encode
from dangvu.review.narrative import rules

_WORDS = st.sampled_from(
    ["đề", "nghị", "mở", "thêm", "lớp", "về", "đảng", "chi", "bộ", "hỗ", "trợ", "kinh", "phí", "3", "5"]
)
_TEXTS = st.lists(st.lists(_WORDS, min_size=1, max_size=12).map(" ".join), max_size=14)
NINE = "Đề nghị Đảng ủy Khối mở thêm lớp bồi dưỡng nhận thức về Đảng trong quý III"


# -- pasted text ---------------------------------------------------------------------------------------------


def test_each_line_is_a_paragraph_without_words_bullets_and_odd_spaces() -> None:
    pasted = (
        "-  Sinh hoạt\u00a0chuyên đề   còn ít.\r\n\r\n\uf0b7\tCông tác phát triển đảng viên chậm.\x0b"
        "1. Thu nộp đảng phí đúng hạn\u2028+ \u200bHồ sơ lưu chưa đủ.\n•\no  Việc khác"
    )
    assert rules.paragraphs(pasted) == [
        "Sinh hoạt chuyên đề còn ít.", "Công tác phát triển đảng viên chậm.", "Thu nộp đảng phí đúng hạn",
        "Hồ sơ lưu chưa đủ.", "Việc khác",
    ]  # fmt: skip


def test_numbers_at_the_beginning_of_a_sentence_are_no_bullets() -> None:
    said = ["1.234 đảng viên dự học.", "6 tháng đầu năm kết nạp 3 đảng viên.", "3/5 chi bộ đạt.", "Ông A."]
    assert rules.paragraphs("\n".join(said)) == said


def test_a_text_of_before_unicode_is_read() -> None:
    said = "Công tác phát triển đảng viên chưa đạt chỉ tiêu được giao"
    assert rules.paragraphs(encode(said, "tcvn3")) == [said]
    assert rules.paragraphs(encode(said, "vni")) == [said]
    assert rules.paragraphs(encode(said, "decomposed")) == [said]


@given(st.text(max_size=200))
def test_whatever_is_pasted_becomes_single_lines_with_words(text: str) -> None:
    said = rules.paragraphs(text)
    assert all(line and line == " ".join(line.split()) for line in said)


def test_too_much_is_said_with_its_place() -> None:
    assert rules.fault(["Đoạn vừa phải."]) == ""
    assert "nhiều nhất 20 đoạn" in rules.fault(["Một đoạn."] * 21)
    assert "Đoạn 2" in rules.fault(["Ngắn.", "Rất dài " * 300])


# -- nearly the same ------------------------------------------------------------------------------------------


@given(_TEXTS, st.integers(), st.sampled_from([0.3, 0.45, 0.8, 1.0]))
def test_each_paragraph_is_in_exactly_one_group_and_the_order_given_does_not_matter(
    texts: list[str], seed: int, share: float
) -> None:
    given_ = list(enumerate(texts))
    mixed = given_[:]
    random.Random(seed).shuffle(mixed)
    groups = rules.groups(given_, share)
    assert sorted(id_ for group in groups for id_ in group) == [id_ for id_, _ in given_]
    assert {frozenset(group) for group in groups} == {
        frozenset(group) for group in rules.groups(mixed, share)
    }


@given(_TEXTS)
def test_likeness_is_symmetric_and_whole_of_itself(texts: list[str]) -> None:
    found = [rules.features(text) for text in texts]
    for one in found:
        assert rules.likeness(one, one) == 1
        for other in found:
            assert rules.likeness(one, other) == rules.likeness(other, one)
            assert 0 <= rules.likeness(one, other) <= 1


@given(_TEXTS)
def test_alike_paragraphs_are_never_apart(texts: list[str]) -> None:
    groups = rules.groups(list(enumerate(texts)), 0.9)
    where = {id_: at for at, group in enumerate(groups) for id_ in group}
    for one, text in enumerate(texts):
        for other, words in enumerate(texts):
            if text == words:
                assert where[one] == where[other]


def test_the_same_proposal_in_other_words_is_one_group_and_another_is_not() -> None:
    texts = [
        NINE,
        "Đề nghị cấp trên mở thêm 01 lớp bồi dưỡng nhận thức về Đảng.",
        "De nghi mo them lop boi duong nhan thuc ve Dang trong quy III",
        "Đề nghị hỗ trợ kinh phí mua máy vi tính cho văn phòng",
        "Công tác phát triển đảng viên còn chậm",
        "Công tác kiểm tra, giám sát còn chậm",
    ]
    assert {frozenset(group) for group in rules.groups(list(enumerate(texts)), 0.4)} == {
        frozenset({0, 1, 2}), frozenset({3}), frozenset({4}), frozenset({5}),
    }  # fmt: skip


def test_what_most_say_speaks_for_all() -> None:
    assert rules.common(["Mở lớp.", "mở lớp", "Đề nghị mở thêm lớp."]) in ("Mở lớp.", "mở lớp")
    assert rules.common(["Mở lớp.", "Đề nghị mở thêm lớp."]) == "Đề nghị mở thêm lớp."


def test_other_numbers_are_told() -> None:
    assert rules.numbers_differ(["Kết nạp 3 đảng viên.", "Kết nạp 5 đảng viên."])
    assert not rules.numbers_differ(["Kết nạp 3 đảng viên.", "Đã kết nạp 3 đảng viên"])


def test_one_paragraph_says_how_many_units_it_speaks_for() -> None:
    assert rules.for_units("Đề nghị mở lớp.", 9) == "Đề nghị mở lớp (9 đơn vị)."
    assert rules.for_units("Đề nghị mở lớp (9 đơn vị).", 10) == "Đề nghị mở lớp (10 đơn vị)."
    of_one = "Thành lập chi bộ mới (3 đơn vị)."
    assert rules.for_units(of_one, 1) == of_one, "the words of one unit are not touched"
    assert rules.without_units("Đề nghị mở lớp (9 đơn vị).") == "Đề nghị mở lớp."
