import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangvu.foundation.vietnamese import clean, fold, key
from dangvu.foundation.vietnamese.syllables import all_syllables


def test_clean_gives_single_spaces_of_one_kind() -> None:
    assert clean("  Nguyễn\u00a0Văn \t\n A\u3000") == "Nguyễn Văn A"
    assert clean(" a  b ") == "a b"


def test_clean_removes_what_cannot_be_seen() -> None:
    assert clean("\ufeffNguy\u200bễn\u202d Vă\u00adn\x00 A\ud800") == "Nguyễn Văn A"


def test_clean_composes_letters_and_mends_the_letters_taken_for_d() -> None:
    assert clean(unicodedata.normalize("NFD", "Đặng Thị Ước")) == "Đặng Thị Ước"
    assert clean("\u00d0ảng \u0189oàn \u00f0i \u0256i") == "Đảng Đoàn đi đi"


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    once.encode()  # a database takes it


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Uỷ ban  nhân dân", "ủy ban nhân dân"),
        ("HOÀ BÌNH", "Hòa Bình"),
        ("Thuý", "Thúy"),
        ("khoẻ", "khỏe"),
        ("tòan tỉnh", "toàn tỉnh"),
        ("Tổ chức - Hành chính", "Tổ chức–Hành chính."),
        ("Sở GTVT", "sở  gtvt"),
    ],
)
def test_ways_of_writing_the_same_words_have_one_key(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("quý", "quí"), ("Lan", "Lân"), ("An", "Án"), ("Đào", "Dào"), ("Hoa", "Hòa")]
)
def test_different_words_have_different_keys(one: str, other: str) -> None:
    assert key(one) != key(other)


def test_only_the_place_of_the_tone_is_forgiven_in_any_syllable() -> None:
    together: dict[str, set[str]] = {}
    for syllable in all_syllables():
        together.setdefault(key(syllable), set()).add(fold(syllable))
    assert all(len(folded) == 1 for folded in together.values())
    assert len(all_syllables()) - len(together) < 1000


@given(st.text())
def test_a_key_is_its_own_key(text: str) -> None:
    assert key(key(text)) == key(text)


def test_fold_leaves_plain_letters_digits_and_single_spaces() -> None:
    assert fold("Đặng Thị Ước") == "dang thi uoc"
    assert fold("621-QĐ/ĐUK,  ngày 5/7") == "621 qd duk ngay 5 7"
    assert fold("K'Bôi") == "k boi"
    assert fold("\u00d0ảng bộ") == "dang bo"


def test_fold_of_every_syllable_is_ascii() -> None:
    assert fold(" ".join(all_syllables())).isascii()


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
