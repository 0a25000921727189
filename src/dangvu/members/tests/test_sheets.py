"""What the columns about people make of their cells."""

from __future__ import annotations

import pytest

from dangvu.members.profile_columns import EDUCATION
from dangvu.members.sheets import person_name, religion


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Đ/c Nguyễn Văn An", "Nguyễn Văn An"), ("đồng chí: Lê An", "Lê An"), ("Ông Nguyễn Văn An", "Nguyễn Văn An"),
        ("Bà: Lê An", "Lê An"), ("Phí văn Ất", "Phí Văn Ất"), ("phí văn ất", "Phí Văn Ất"), ("H'Bla Niê", "H'Bla Niê"), ("ông Lê An", "Lê An"), ("BÀ TRẦN THỊ BÌNH", "Trần Thị Bình"),
    ],
)  # fmt: skip
def test_a_form_of_address_is_no_part_of_the_name(text: str, name: str) -> None:
    assert person_name(text, text).value == name


@pytest.mark.parametrize("text", ["Ông Thị Ước", "Ông Ích Khiêm", "Ông An"])
def test_a_family_name_that_is_written_like_a_form_of_address_stays(text: str) -> None:
    assert person_name(text, text).value == text


@pytest.mark.parametrize("text", ["Không", "không theo đạo", "Ko", "-", "–", "0", "Không có."])
def test_the_words_for_no_religion_are_no_religion(text: str) -> None:
    assert religion(text, text).value is None


@pytest.mark.parametrize(
    ("said", "diploma"),
    [
        ("Cao đẳng sư phạm tiểu học", "cao_dang"), ("Trung cấp sư phạm tiểu học", "trung_cap"),
        ("Đại học sư phạm tiểu học", "dai_hoc"), ("Tiểu học", "pho_thong"),
    ],
)  # fmt: skip
def test_a_diploma_in_teaching_small_children_is_no_primary_school(said: str, diploma: str) -> None:
    assert EDUCATION.find(said) == diploma
