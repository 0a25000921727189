"""What a cell about education, schooling, occupation or a post says, in the ways in which offices write it."""

from __future__ import annotations

from datetime import date

import pytest

from dangvu.members.profile_columns import EDUCATION, OCCUPATION, SCHOOLING, UNION, post, schooling_in


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("12/12", "thpt"), ("10/10", "thpt"), ("Lớp 12/12", "thpt"), ("THPT", "thpt"), ("Tốt nghiệp THPT", "thpt"),
        ("9/12", "thcs"), ("11/12", "thcs"), ("7/10", "thcs"), ("Trung học cơ sở", "thcs"), ("5/12", "tieu_hoc"),
        ("Tiểu học", "tieu_hoc"), ("Đại học", "thpt"), ("13/12", None), ("Phổ thông", None), ("2/12", None),
    ],
)  # fmt: skip
def test_schooling_is_told_by_words_or_by_the_last_class(text: str, slug: str | None) -> None:
    assert SCHOOLING.find(text) == slug


def test_a_spreadsheet_that_made_a_date_of_a_class_is_read_all_the_same() -> None:
    assert SCHOOLING(date(2023, 12, 12), "12/12/2023").value == "thpt"
    assert SCHOOLING(date(2023, 12, 9), "09/12/2023").value == "thcs"
    assert SCHOOLING(date(2023, 5, 9), "09/05/2023").value is None


@pytest.mark.parametrize(
    ("text", "education", "schooling"),
    [
        ("12/12", "pho_thong", "thpt"), ("THPT", "pho_thong", "thpt"), ("THCS", "pho_thong", "thcs"),
        ("9/12", "pho_thong", "thcs"), ("Đại học", "dai_hoc", ""), ("12/12, Đại học kinh tế", "dai_hoc", "thpt"),
        ("Phổ thông", "pho_thong", ""), ("Đại học sư phạm mầm non", "dai_hoc", ""), ("10/12", "pho_thong", "thcs"),
    ],
)  # fmt: skip
def test_one_cell_about_education_may_tell_both(text: str, education: str, schooling: str) -> None:
    assert EDUCATION.find(text) == education
    assert schooling_in(education, text) == schooling


def test_no_diploma_of_a_teacher_of_small_children_is_primary_school() -> None:
    assert schooling_in("dai_hoc", "Đại học giáo dục tiểu học") == ""


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Công chức", "cong_chuc"), ("Giáo viên", "vien_chuc"), ("HSSV", "hoc_sinh"), ("Sinh viên năm 3", "hoc_sinh"),
        ("Bộ đội", "vu_trang"), ("Chủ doanh nghiệp", "chu_doanh_nghiep"), ("Làm ruộng", "nong_dan"),
        ("Công chức, viên chức", None), ("Cán bộ", None),
    ],
)  # fmt: skip
def test_an_occupation_is_one_of_the_forms_or_none(text: str, slug: str | None) -> None:
    assert OCCUPATION.find(text) == slug


def test_a_member_of_a_trade_union_is_none_of_the_youth_union() -> None:
    assert UNION.find("Đoàn viên công đoàn") == "cong_doan" and UNION.find("Đoàn viên") == "doan_vien"


@pytest.mark.parametrize("text", ["Không", "không có", "Không giữ chức vụ", "-", "Chưa"])
def test_the_words_for_no_post_are_no_post(text: str) -> None:
    assert post(text, text).value is None and post("", "Phó Trưởng phòng").value == "Phó Trưởng phòng"
