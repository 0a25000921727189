"""Sentences bound to figures: what is printed, what falls away, what stands instead."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangvu.indicators.catalogue import BY_NAME
from dangvu.indicators.engine import NOTHING, Figure
from dangvu.reports.document import Run
from dangvu.reports.outlines.half_year_review import OUTLINE
from dangvu.reports.outlines.inspection_review import INSPECTION_REVIEW
from dangvu.reports.outlines.pieces import Outline, Scope, either, say
from dangvu.reports.outlines.yearly_review import YEARLY_REVIEW
from dangvu.reports.sentences import Scene, chosen, paragraph, share_text


def count(value: float) -> Figure:
    return Figure(value, value)


def share(top: float, bottom: float) -> Figure:
    return Figure(round(top * 100 / bottom, 2) if bottom else None, top, bottom)


def scene(scope: Scope = Scope.WHOLE, **figures: Figure) -> Scene:
    return Scene(figures, {"period": "quý I năm 2024", "annex_x": ""}, scope)


def text(template: str, place: Scene, **conditions: str) -> str:
    return "".join(run.text for run in chosen(either(say(template, **conditions)), place))


def test_every_number_is_bound_to_its_figure() -> None:
    place = scene(admitted=count(88), admission_target=count(147), admission_target_share=share(88, 147))
    runs = chosen(
        either(say("Kết nạp {admitted}, đạt {admission_target_share} ({admitted}/{admission_target}).")),
        place,
    )
    assert [(run.text, run.figure) for run in runs if run.figure] == [
        ("88", "KN-01"), ("60%", "KN-02"), ("88", "KN-01"), ("147", "KN-07"),
    ]  # fmt: skip
    assert "".join(run.text for run in runs) == "Kết nạp 88, đạt 60% (88/147)."


def test_a_sentence_may_state_its_own_decimals() -> None:
    assert text("{admission_target_share:1}", scene(admission_target_share=share(88, 147))) == "59,9%"


def test_a_sentence_with_an_unknown_figure_is_not_printed() -> None:
    assert text("Kết nạp {admitted}.", scene(admitted=NOTHING)) == ""


@pytest.mark.parametrize(
    ("died", "resigned", "expected"),
    [(1, 2, "Giảm: từ trần 1, xin ra 2."), (0, 2, "Giảm: xin ra 2."), (0, 0, "")],
)
def test_a_list_keeps_what_is_not_zero_and_its_lead_with_it(died: int, resigned: int, expected: str) -> None:
    place = scene(died=count(died), resigned=count(resigned))
    assert text("[Giảm: |từ trần {died}|xin ra {resigned}].", place) == expected


def test_the_last_piece_of_a_list_closes_it_only_where_something_remains() -> None:
    template = "có {cells} chi bộ[ (|{died} một|{resigned} hai|)] nữa"
    assert (
        text(template, scene(cells=count(3), died=count(0), resigned=count(2))) == "có 3 chi bộ (2 hai) nữa"
    )
    assert text(template, scene(cells=count(3), died=count(0), resigned=count(0))) == "có 3 chi bộ nữa"


def test_a_part_in_brackets_that_points_to_a_missing_annex_falls_away() -> None:
    assert text("Kỳ {period}[ (tại {annex_x})].", scene()) == "Kỳ quý I năm 2024."


def test_the_first_sentence_that_fits_is_taken() -> None:
    choice = either(say("Có {died}.", some="died"), say("Không có.", zero="died"), say("Chưa có số liệu."))
    assert chosen(choice, scene(died=count(2)))[1] == Run("2", "GD-01")
    assert chosen(choice, scene(died=count(0))) == [Run("Không có.")]
    assert chosen(choice, scene(died=NOTHING)) == [Run("Chưa có số liệu.")]


def test_figures_that_may_not_be_seen_are_spoken_for() -> None:
    choice = either(say("Không in.", hidden="inspections"), say("Có {inspections}."))
    assert chosen(choice, scene()) == [Run("Không in.")]
    assert chosen(choice, scene(inspections=count(3)))[0] == Run("Có ")


def test_a_sentence_for_the_bloc_is_not_printed_for_a_cell() -> None:
    choice = either(say("Toàn khối.", scope=frozenset({Scope.WHOLE})))
    assert chosen(choice, scene(Scope.CELL)) == []


@given(st.integers(0, 2000), st.integers(1, 2000))
def test_rounding_never_claims_all_or_none_untruly(top: int, bottom: int) -> None:
    shown = share_text(BY_NAME["midterm_reviews_share"], share(top, bottom), 0)
    assert (shown == "100%") <= (top == bottom)
    assert (shown == "0%") <= (top == 0)


def test_a_paragraph_of_nothing_is_no_paragraph() -> None:
    assert paragraph((either(say("[{died} một]")),), scene(died=count(0))) is None


NAMES = sorted(BY_NAME)


@given(
    st.sampled_from([OUTLINE, INSPECTION_REVIEW, YEARLY_REVIEW]),
    st.integers(0, 2**32),
    st.sampled_from(Scope),
    st.sampled_from(["", "Phụ lục 1"]),
)
def test_an_outline_reads_well_whatever_the_figures_are(
    outline: Outline, seed: int, scope: Scope, annex: str
) -> None:
    values = random.Random(seed).choices([None, 0, 0, 1, 7], k=len(NAMES))
    figures = {
        name: NOTHING if value is None else Figure(value, value, 9)
        for name, value in zip(NAMES, values, strict=True)
    }
    words = dict.fromkeys(
        ("organisation", "period", "next_period", "last_day", "ranked_year", "each_quarter"), "X"
    )
    place = Scene(figures, words | {f"annex_{table.key}": annex for table in outline.tables}, scope)
    for part in outline.parts:
        for choices in part.paragraphs:
            said = paragraph(choices, place)
            shown = said.text if said else "X."
            assert shown.endswith(".") and shown[0].isalnum()
            for wrong in ("{", "}", "[", "]", "|", "  ", " ,", " .", ",,", "()", "..", ": .", " ;", ". ("):
                assert wrong not in shown, shown
