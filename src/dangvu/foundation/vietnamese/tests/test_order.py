"""The lists are those of ICU (PostgreSQL: COLLATE "vi-x-icu"), on given name and then on the rest."""

import random
import re

from hypothesis import given
from hypothesis import strategies as st

from dangvu.foundation.vietnamese import order_key, sort_key

WORDS = [
    "An",
    "Anh",
    "Ánh",
    "Ăn",
    "Ân",
    "Ẩn",
    "Ấn",
    "Ất",
    "Da",
    "Dũng",
    "Dz",
    "Đa",
    "Đăng",
    "Đức",
    "Oanh",
    "Ôn",
    "Ơn",
    "Uyên",
    "Ứng",
    "Ước",
    "Ý",
    "Yến",
]
TONES = ["ma", "mà", "mả", "mã", "má", "mạ"]
LETTERS = [
    "a",
    "ă",
    "â",
    "b",
    "c",
    "d",
    "đ",
    "e",
    "ê",
    "g",
    "h",
    "i",
    "k",
    "l",
    "m",
    "n",
    "o",
    "ô",
    "ơ",
    "p",
    "q",
    "r",
    "s",
    "t",
    "u",
    "ư",
    "v",
    "x",
    "y",
]
PEOPLE = [
    "Lê An",
    "Nguyễn Văn An",
    "Trần An",
    "Đỗ Thị Ánh",
    "Bùi Ân",
    "Bùi Đức Ân",
    "Hoàng Văn Bình",
    "Hồ Văn Bình",
    "Dương Thị Dung",
    "Đặng Thị Dung",
    "Ngô Dũng",
    "Vũ Thị Đào",
    "Phạm Đăng",
    "Phạm Thị Hoa",
    "Lê Hòa",
    "Lý Hoàng",
    "Nguyễn Thị Ý",
    "Nguyễn Yến",
]


def shuffled(items: list[str]) -> list[str]:
    return random.Random(3).sample(items, len(items))


def test_words_stand_in_the_order_of_the_dictionary() -> None:
    for words in (WORDS, TONES, LETTERS):
        assert sorted(shuffled(words), key=sort_key) == words
        assert sorted(shuffled(words), key=order_key) == words


def test_people_stand_by_given_name_then_family_name_then_middle_name() -> None:
    assert sorted(shuffled(PEOPLE), key=order_key) == PEOPLE


def test_tones_decide_only_where_all_letters_are_equal() -> None:
    phrases = ["Hoa Ban", "Hòa Ban", "Hoa Bàn", "Hoà Binh", "Hoa Bình"]
    assert sorted(phrases, key=sort_key) == ["Hoa Ban", "Hoa Bàn", "Hòa Ban", "Hoa Bình", "Hoà Binh"]


def test_case_does_not_part_namesakes() -> None:
    names = ["Lê Văn An", "NGUYỄN VĂN AN", "Trần Văn An"]
    assert sorted(shuffled(names), key=order_key) == names


def test_phrases_sort_numbers_by_value_and_before_letters() -> None:
    phrases = ["Chi bộ 2", "Chi bộ 10", "Chi bộ 010 A", "Chi bộ An", "Chi bộ Phòng 1", "Đảng bộ"]
    assert sorted(shuffled(phrases), key=sort_key) == phrases


@given(st.text())
def test_a_key_holds_only_what_every_database_compares_alike(text: str) -> None:
    assert re.fullmatch("[0-9a-z]*", order_key(text))
    assert re.fullmatch("[0-9a-z]*", sort_key(text))
