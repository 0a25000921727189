"""Numbers in free prose against the figures: certain or silent."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dangvu.foundation.periods import Period
from dangvu.indicators.catalogue import BY_CODE
from dangvu.reports.outlines.half_year_review import OUTLINE
from dangvu.reports.outlines.pieces import Scope
from dangvu.reports.reading.claims import Said, untrue
from dangvu.reports.reading.prose import Check, Judge, in_prose
from dangvu.reports.sentences import Scene, paragraph

from .test_numbers import NAMES, figure

pytestmark = pytest.mark.engine_free
HALF = Period.parse("2023-H1")
#: The true figures of the case (shared with `dangvu demo`): a real published review's.
TRUE = {
    "members_start": 5357, "admitted": 88, "admitted_female": 42, "admitted_ethnic_minority": 33, "made_official": 165,
    "died": 17, "struck_off": 4, "expelled": 4, "resigned": 9, "thematic_meetings": 428, "inspections": 51,
    "supervisions": 71, "admission_target": 147, "members_end": 5411, "awareness_classes": 2, "awareness_learners": 137,
    "grassroots_organisations": 73, "midterm_reviews_done": 73, "midterm_reviews_share": 100.0,
    "admission_target_share": 59.86, "transferred_in_external": 40, "transferred_in": 48,
    "members_upper_secondary": 5363, "admitted_youth_union": 66, "admitted_trade_union": 22,
}  # fmt: skip
UNITS = [("Đảng bộ Sở Y tế", "so-y-te"), ("Chi bộ Ban Dân tộc", "ban-dan-toc")]


def judged(text: str, period: Period = HALF) -> list[tuple[str, str, str]]:
    judge = Judge(
        period, ["Đảng bộ Khối các cơ quan tỉnh", "Đảng ủy Khối các cơ quan tỉnh"], UNITS,
        lambda name, unit: (4 if name == "admitted" else None) if unit else TRUE.get(name),
    )  # fmt: skip
    told = [judge.check(number) for number in in_prose([(1, text)])]
    return [(one.number.stated.text, one.check.value, one.name) for one in told]


def test_the_published_review_agrees_with_the_figures_of_the_case() -> None:
    text = (
        "Trong 6 tháng đầu năm 2023, Đảng ủy Khối các cơ quan tỉnh đã mở 2 lớp bồi dưỡng nhận thức về Đảng cho 137 quần "
        "chúng ưu tú; kết nạp 88 đảng viên mới, đạt 60% kế hoạch năm; 100% chi bộ, đảng bộ cơ sở đã tổ chức sơ kết giữa "
        "nhiệm kỳ."
    )
    assert judged(text) == [
        ("2", "agrees", "awareness_classes"), ("137", "agrees", "awareness_learners"), ("88", "agrees", "admitted"),
        ("60%", "agrees", "admission_target_share"), ("100%", "agrees", "midterm_reviews_share"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "number", "name"),
    [
        ("Toàn Đảng bộ kết nạp 89 đảng viên.", "89", "admitted"),
        ("Kết nạp chín mươi đảng viên mới.", "chín mươi", "admitted"),
        ("Kết nạp đảng viên đạt trên 70% chỉ tiêu.", "70%", "admission_target_share"),
        ("Kết nạp 90 đảng viên, tăng 5 so với cùng kỳ.", "90", "admitted"),
        ("Tổng số đảng viên là 5.400.", "5.400", "members_end"),
        ("Khai trừ 6 đảng viên.", "6", "expelled"),
        ("Đảng bộ Sở Y tế kết nạp 5 đảng viên.", "5", "admitted"),
        ("Tiếp nhận 50 đảng viên chuyển sinh hoạt đến.", "50", "transferred_in_external"),
        ("Về trình độ, có 5.300 người tốt nghiệp trung học phổ thông.", "5.300", "members_upper_secondary"),
        ("Khi kết nạp có 60 đoàn viên thanh niên.", "60", "admitted_youth_union"),
        ("Khi kết nạp có 66 đoàn viên thanh niên, 23 công đoàn viên.", "23", "admitted_trade_union"),
    ],
)  # fmt: skip
def test_a_number_that_is_surely_another_differs(text: str, number: str, name: str) -> None:
    assert (number, "differs", name) in judged(text)


@pytest.mark.parametrize(
    "text",
    [
        "Phấn đấu kết nạp 150 đảng viên.", "Năm 2022 kết nạp 140 đảng viên.", "Quý I kết nạp 40 đảng viên.",
        "Cùng kỳ năm trước kết nạp 70 đảng viên.", "Tháng 3 kết nạp 12 đảng viên.", "Chi bộ Sở Lạ Lùng kết nạp 3 đảng viên.",
        "Đảng bộ Sở Y tế và Chi bộ Ban Dân tộc kết nạp 9 đảng viên.", "Hội nghị có 120 đại biểu dự.", "Kết nạp khoảng 120 đảng viên.",
        "6 tháng cuối năm kết nạp 59 đảng viên.", "Từ đầu nhiệm kỳ đến nay kết nạp 400 đảng viên.", "Tăng 3 đảng viên so với cùng kỳ.",
        "Chi bộ Ban Dân tộc khai trừ 1 đảng viên.", "Bình quân mỗi tháng kết nạp 15 đảng viên.", "Xây dựng 12 mô hình dân vận khéo.",
        "Theo quy định, kết nạp 3 đảng viên trở lên.",
    ],
)  # fmt: skip
def test_nothing_is_called_wrong_that_may_be_right(text: str) -> None:
    assert {check for _, check, _ in judged(text)} <= {"cannot_tell"}, judged(text)


def test_another_number_that_the_words_may_mean_agrees_as_well() -> None:
    assert ("48", "agrees", "transferred_in") in judged("Tiếp nhận 48 đảng viên chuyển sinh hoạt đến.")


@pytest.mark.parametrize(
    ("text", "check"),
    [
        ("Kết nạp gần 90 đảng viên.", Check.AGREES), ("Kết nạp hơn 80 đảng viên.", Check.AGREES),
        ("Kết nạp hơn 90 đảng viên.", Check.DIFFERS), ("Kết nạp 88 đảng viên, đạt 59,9% chỉ tiêu.", Check.AGREES),
        ("Kết nạp đạt 59,80% chỉ tiêu.", Check.DIFFERS),
    ],
)  # fmt: skip
def test_what_is_said_roughly_is_judged_roughly(text: str, check: Check) -> None:
    assert {told for _, told, _ in judged(text)} == {check.value}


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from(Scope))
def test_no_sentence_that_we_print_is_taken_for_another_figure(seed: int, scope: Scope) -> None:
    chance = random.Random(seed)
    words = {
        "organisation": "Đảng bộ Khối các cơ quan tỉnh", "period": "6 tháng đầu năm 2023", "last_day": "30/6/2023",
        "next_period": "6 tháng cuối năm 2023", "each_quarter": "mỗi quý", "annex": "Phụ lục 4",
    }  # fmt: skip
    place = Scene(
        {name: figure(name, chance) for name in NAMES}, words | {f"annex_{t.key}": "Phụ lục 2" for t in OUTLINE.tables}, scope
    )  # fmt: skip
    for part in OUTLINE.parts:
        for choices in part.paragraphs:
            said = paragraph(choices, place)
            at, bound = 0, {}
            for run in said.runs if said else ():
                if run.figure:
                    bound[at] = BY_CODE[run.figure].name
                at += len(run.text)
            for number in in_prose([(1, said.text)]) if said else ():
                meant = bound[number.before_sentence + number.at]
                assert not number.names or meant in number.names, number.sentence


@pytest.mark.parametrize(
    ("sentence", "share", "wrong"),
    [
        ("Kết nạp 88 đảng viên, đạt 60% chỉ tiêu.", 60.0, False), ("Đã vượt chỉ tiêu năm, đạt 60%.", 60.0, True),
        ("Đã hoàn thành chỉ tiêu năm, 100%.", 100.0, False), ("Đạt chỉ tiêu cả năm (60%).", 60.0, True),
        ("Chưa đạt chỉ tiêu năm (102%).", 102.0, True), ("Chưa đạt chỉ tiêu năm (60%).", 60.0, False),
        ("Có 14 tổ chức đã đạt chỉ tiêu cả năm; toàn Đảng bộ 60%.", 60.0, False), ("Vượt chỉ tiêu năm (104%).", 104.0, False),
    ],
)  # fmt: skip
def test_words_about_a_target_are_held_against_its_share(sentence: str, share: float, wrong: bool) -> None:
    said = [Said(sentence.index(f"{share:g}%"), share, None, True)]
    assert bool(untrue(sentence, said)) is wrong


@pytest.mark.parametrize(
    ("now", "before", "wrong"), [(88, 80, False), (88, 90, True), (88, 88, True), (88, None, False)]
)
def test_a_rise_is_held_against_the_year_before_where_it_is_on_record(
    now: float, before: float | None, wrong: bool
) -> None:
    sentence = "Kết nạp 88 đảng viên, tăng 8 so với cùng kỳ năm trước."
    assert bool(untrue(sentence, [Said(8, now, before)])) is wrong
