"""The worked examples of domain §2 and §13."""

from __future__ import annotations

from datetime import date

import pytest

from dangvu.foundation.working_days import Calendar
from dangvu.members import rules
from dangvu.members.masking import last_of, masked

POINT = ("Quy định 294-QĐ/TW", "điểm 6.3")
pytestmark = pytest.mark.engine_free


def limit(value: int) -> rules.Limit:
    return rules.Limit(value, *POINT)


def test_the_paper_is_presented_within_thirty_working_days() -> None:
    """Introduced Monday 2/2/2026: by 16/3/2026 counting weekends only; Tết moves it later."""
    due = Calendar().add(date(2026, 2, 2), 30)
    assert due == date(2026, 3, 16)
    tet = frozenset(date(2026, 2, day) for day in (16, 17, 18, 19, 20))
    assert Calendar(tet).add(date(2026, 2, 2), 30) == date(2026, 3, 23)
    in_time = rules.received(due, date(2026, 2, 2), due, "", "", date(2026, 6, 1))
    late = rules.received(date(2026, 3, 17), date(2026, 2, 2), due, "", "điểm 6.3", date(2026, 6, 1))
    assert in_time is None
    assert late is not None and "16/03/2026" in late.sentence and late.field == "reason"
    assert (
        rules.received(date(2026, 3, 17), date(2026, 2, 2), due, "đi công tác", "", date(2026, 6, 1)) is None
    )


def test_a_transfer_begun_late_needs_its_reason() -> None:
    last = date(2026, 5, 1)
    assert rules.introduced_late(last, last, "", limit(60)) is None
    obstacle = rules.introduced_late(date(2026, 5, 4), last, "", limit(60))
    assert obstacle is not None and "60 ngày làm việc" in obstacle.sentence
    assert rules.introduced_late(date(2026, 5, 4), last, "chờ quyết định", limit(60)) is None


@pytest.mark.parametrize(
    ("until", "study", "allowed"),
    [
        (date(2026, 3, 31), False, False),  # a day less than three months
        (date(2026, 4, 1), False, True),
        (date(2026, 12, 31), False, True),
        (date(2027, 1, 1), False, False),  # twelve months: an official transfer
        (date(2027, 1, 1), True, True),
        (date(2028, 1, 1), True, True),
        (date(2028, 1, 2), True, False),
    ],
)
def test_a_temporary_transfer_lasts_three_months_to_a_year_or_two_of_study(
    until: date, study: bool, allowed: bool
) -> None:
    most = limit(24 if study else 12)
    found = rules.temporary(date(2026, 1, 1), until, limit(3), most, study=study)
    assert (found is None) == allowed


STRIKING = (limit(3), limit(12), limit(2))


@pytest.mark.parametrize(
    ("facts", "status", "word"),
    [
        (rules.StrikingFacts("bo_sinh_hoat", months=2), "chinh_thuc", "3 tháng"),
        (rules.StrikingFacts("bo_sinh_hoat", months=3), "chinh_thuc", ""),
        (rules.StrikingFacts("khong_dong_phi"), "chinh_thuc", "3 tháng"),
        (rules.StrikingFacts("khong_dong_phi", months=5), "chinh_thuc", ""),
        (rules.StrikingFacts("giam_sut"), "chinh_thuc", "bắt đầu giúp đỡ"),
        (rules.StrikingFacts("giam_sut", helped_from=date(2022, 5, 11)), "chinh_thuc", "11/05/2023"),
        (rules.StrikingFacts("giam_sut", helped_from=date(2022, 5, 10)), "chinh_thuc", ""),
        (rules.StrikingFacts("hai_nam", years=(2020, 2022)), "chinh_thuc", "2 năm liền"),
        (rules.StrikingFacts("hai_nam", years=(2021, 2022)), "chinh_thuc", ""),
        (rules.StrikingFacts("du_bi"), "chinh_thuc", "đảng viên dự bị"),
        (rules.StrikingFacts("du_bi"), "du_bi", ""),
        (rules.StrikingFacts("tra_the"), "chinh_thuc", ""),
        (rules.StrikingFacts("khac"), "chinh_thuc", "Chọn một lý do"),
    ],
)
def test_each_ground_of_striking_off_has_its_condition(
    facts: rules.StrikingFacts, status: str, word: str
) -> None:
    found = rules.struck_off(facts, status, date(2023, 5, 10), *STRIKING)
    assert (found is None) == (not word)
    assert found is None or word in found.sentence


def test_a_probationer_is_not_expelled() -> None:
    assert rules.expelled("chinh_thuc") is None
    found = rules.expelled("du_bi")
    assert found is not None and "xóa tên" in found.sentence


def test_admitted_again_once_and_after_three_years() -> None:
    args = ("Lý Thị Ẩm", date(2020, 1, 31))
    assert rules.readmitted(*args, date(2023, 1, 31), 0, limit(36), limit(1)) is None
    early = rules.readmitted(*args, date(2023, 1, 30), 0, limit(36), limit(1))
    again = rules.readmitted(*args, date(2023, 1, 31), 1, limit(36), limit(1))
    assert early is not None and "31/01/2023" in early.sentence
    assert again is not None and "chỉ được 1 lần" in again.sentence


def test_an_exemption_for_mobile_work_ends_within_the_year() -> None:
    start = date(2026, 1, 1)
    assert rules.exempt("tuoi_cao", start, None, None) is None
    assert rules.exempt("luu_dong", start, date(2026, 12, 31), limit(12)) is None
    assert rules.exempt("luu_dong", start, date(2027, 1, 1), limit(12)) is not None
    assert rules.exempt("luu_dong", start, None, limit(12)) is not None
    assert rules.exempt("", start, None, None) is not None


def test_a_card_is_an_official_members_and_has_eight_or_twelve_digits() -> None:
    assert rules.card("chinh_thuc", "30.012345", limit(8)) is None
    assert rules.card("chinh_thuc", "30012345", limit(12)) is not None
    assert rules.card("chinh_thuc", "030098123456", limit(12)) is None
    assert rules.card("du_bi", "30.012345", limit(8)) is not None


def test_a_number_that_lost_its_zero_is_proposed_whole() -> None:
    assert "030098123456" in rules.identifier_fault("personal_number", "30098123456")
    assert rules.identifier_fault("personal_number", "030098123456") == ""
    assert rules.identifier_fault("registry_number", "012345 TN") == ""
    assert rules.identifier_fault("registry_number", "12345") != ""
    assert rules.identifier_fault("old_personal_number", "090123456") == ""


def test_a_masked_number_shows_at_most_its_last_four_digits() -> None:
    assert masked("012345678901") == "•••• •••• 8901"
    assert masked("30012345") == "•••• •••• 45"
    assert masked("123") == "•••• ••••"
    assert masked("") == ""
    assert last_of("090123456") == "456"
