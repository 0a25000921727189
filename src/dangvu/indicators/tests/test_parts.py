"""A figure opens into parts that sum to it, and into a list of exactly its count, whatever the page."""

from __future__ import annotations

from datetime import date

import pytest
from tests.support import SmallBloc, person, small_bloc

from dangvu.accounts.queries import actor_for
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.audit.queries import last_act
from dangvu.foundation.capabilities import Refused
from dangvu.indicators import opening
from dangvu.indicators.catalogue import CATALOGUE, indicator
from dangvu.indicators.definition import Kind
from dangvu.indicators.parts import DIMENSIONS, part_of, splits
from dangvu.indicators.queries import HIDDEN_NAME, explain, figures
from dangvu.work.admissions.actions import NewAdmission, admit

pytestmark = pytest.mark.django_db

SPLIT = [i for i in CATALOGUE if splits(i)]


@pytest.fixture
def bloc() -> SmallBloc:
    return small_bloc()


def open_(bloc: SmallBloc, name: str, organisation: int | None = None, **more: object) -> opening.Opened:
    return opening.open_figure(
        actor=OPERATOR,
        name=name,
        organisation=bloc.node(organisation or bloc.root),
        period=bloc.period,
        **more,
    )  # type: ignore[arg-type]


def test_the_parts_of_every_figure_sum_to_it(bloc: SmallBloc) -> None:
    assert len(SPLIT) > 40
    for i in SPLIT:
        opened = open_(bloc, i.name)
        for dimension, parts in opened.parts:
            assert sum(p.figure.value or 0 for p in parts) == opened.figure.numerator, (
                i.code,
                dimension.slug,
            )


@pytest.mark.parametrize(
    ("whole", "split", "part", "own"),
    [
        ("admitted", "gioi-tinh", "nu", "admitted_female"),
        ("admitted", "dan-toc", "thieu-so", "admitted_ethnic_minority"),
        ("admitted", "ton-giao", "co-dao", "admitted_religious"),
        ("admitted", "tuoi", "den-30", "admitted_aged_18_30"),
        ("members_end", "gioi-tinh", "nu", "members_female"),
        ("members_end", "dan-toc", "thieu-so", "members_ethnic_minority"),
        ("members_end", "tuoi", "31-40", "members_aged_31_40"),
        ("members_end", "tuoi", "tren-60", "members_aged_over_60"),
        ("members_end", "tuoi-dang", "10-19", "members_party_age_10_19"),
        ("members_end", "tuoi-dang", "du-bi", "members_probationary"),
    ],
)
def test_a_part_is_the_figure_that_the_catalogue_has_for_it(
    whole: str, split: str, part: str, own: str, bloc: SmallBloc
) -> None:
    table = figures(actor=OPERATOR, organisation=bloc.node(bloc.root), period=bloc.period)
    assert open_(bloc, whole, split=split, part=part).figure.value == table.figures[own].value


def test_the_list_has_the_count_of_the_figure_and_its_pages_make_the_list(bloc: SmallBloc) -> None:
    for i in CATALOGUE:
        whole = explain(actor=OPERATOR, name=i.name, organisation=bloc.node(bloc.root), period=bloc.period)
        opened = open_(bloc, i.name)
        assert opened.figure == whole.figure, i.code
        assert opened.top.count == len(opened.top.records) == len(whole.records), i.code
        if i.kind is Kind.COUNT:
            assert opened.top.count == opened.figure.value
        pages = [
            r
            for start in range(0, opened.top.count, 3)
            for r in open_(bloc, i.name, first=(start, 0), most=3).top.records
        ]
        assert [r.label for r in pages] == [r.label for r in opened.top.records], i.code


def test_a_part_opens_into_its_own_list_at_every_unit(bloc: SmallBloc) -> None:
    for organisation in (bloc.root, bloc.first_unit, bloc.lone_cell):
        part = open_(bloc, "DV-02", organisation, split="gioi-tinh", part="nam")
        assert part.top.count == part.figure.value
        assert sum(f.value or 0 for _, f in part.units) == (part.figure.value if part.units else 0)
    assert "nam" in open_(bloc, "DV-02", split="gioi-tinh", part="nam").indicator.title


def test_what_cannot_be_split_is_not_offered(bloc: SmallBloc) -> None:
    assert splits(indicator("thematic_meetings")) == [] == splits(indicator("members_mean_age"))
    assert "tuoi-dang" not in [d.slug for d in splits(indicator("admitted"))]
    with pytest.raises(LookupError):
        part_of(indicator("inspections"), DIMENSIONS["tuoi"], DIMENSIONS["tuoi"].part("31-40"))
    with pytest.raises(LookupError):
        open_(bloc, "admitted", split="gioi-tinh", part="khac")


def test_names_are_hidden_by_right_and_the_count_stays(bloc: SmallBloc) -> None:
    watcher = actor_for(person(bloc.root, "theo_doi"), date(2023, 7, 3))
    opened = opening.open_figure(
        actor=watcher, name="admitted", organisation=bloc.node(bloc.root), period=bloc.period
    )
    assert (opened.top.count, opened.top.names_hidden) == (3, True)
    assert {r.label for r in opened.top.records} == {HIDDEN_NAME}
    with pytest.raises(Refused):
        opening.source_row_of(
            actor=watcher, name="admitted", organisation=bloc.node(bloc.root), period=bloc.period, row=1
        )


def test_a_source_row_that_is_not_behind_the_figure_does_not_open(bloc: SmallBloc) -> None:
    for name in ("admitted", "admission_target", "transferred_in_internal"):
        with pytest.raises(LookupError):
            opening.source_row_of(
                actor=OPERATOR, name=name, organisation=bloc.node(bloc.root), period=bloc.period, row=1
            )


def test_months_and_the_pyramid_sum_to_the_figure(bloc: SmallBloc) -> None:
    node = bloc.node(bloc.root)
    months = opening.by_month(actor=OPERATOR, name="admitted", organisation=node, year=2023, months=6)
    assert months == [0, 1, 1, 1, 0, 0]
    assert (
        opening.by_month(actor=OPERATOR, name="members_end", organisation=node, year=2023, months=6) is None
    )
    ages = opening.pyramid(actor=OPERATOR, name="members_end", organisation=node, period=bloc.period)
    assert ages is not None and sum(women + men for _, women, men in ages) == 14


def test_a_table_is_split_by_unit_and_by_part(bloc: SmallBloc) -> None:
    table = opening.split_table(
        actor=OPERATOR, organisation=bloc.node(bloc.root), period=bloc.period, split="gioi-tinh",
        names=["members_end", "admitted", "thematic_meetings"],
    )  # fmt: skip
    assert [slug for _, _, slug in table.columns] == ["", "nu", "nam", "chua-ghi"] * 2 + [""]
    for _, values in [(None, table.total), *table.units]:
        for name in ("members_end", "admitted"):
            parts = [values[f"{name}.gioi-tinh.{slug}"].value or 0 for slug in ("nu", "nam", "chua-ghi")]
            assert sum(parts) == values[name].value


def test_an_earlier_moment_is_opened_as_it_was(bloc: SmallBloc) -> None:
    before = last_act()
    late = NewAdmission(bloc.people["Trà Thị Mẫn"], bloc.lone_cell, date(2023, 6, 3))
    admit(actor=OPERATOR, organisation=bloc.root, admissions=[late])
    assert open_(bloc, "admitted", known=before).top.count == 3
    assert open_(bloc, "admitted", known=0).figure.value is None
