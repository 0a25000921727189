"""Counted, declared, adjusted: told side by side, added once, frozen with their rows."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support import HALF_YEAR, SmallBloc, person, small_bloc

from dangvu.accounts.queries import actor_for
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.audit.queries import last_act
from dangvu.foundation.capabilities import Refused
from dangvu.foundation.refusals import Impossible
from dangvu.indicators.actions import (
    Declared,
    adjust,
    let_declare,
    let_keep_records,
    say,
    unsay,
    withdraw_adjustment,
)
from dangvu.indicators.catalogue import CATALOGUE
from dangvu.indicators.definition import Rows
from dangvu.indicators.difference import Why, difference
from dangvu.indicators.freeze import freeze, frozen, frozen_records, frozen_reported
from dangvu.indicators.kinds import Reported, declarable, reported_table
from dangvu.indicators.queries import HIDDEN_NAME, explain, figures
from dangvu.indicators.rules import Contribution, contributions
from dangvu.members.actions import NewMovement, record_movements
from dangvu.members.models import MovementKind


@pytest.fixture
def bloc(db: None) -> SmallBloc:
    return small_bloc()


def reported(bloc: SmallBloc, organisation: int, name: str, known: int | None = None) -> Reported:
    return reported_table(organisation=bloc.node(organisation), period=HALF_YEAR, known=known).figures[name]


def without_records(bloc: SmallBloc, unit: int) -> None:
    let_declare(
        actor=OPERATOR, organisation=bloc.root, units=[unit], on=date(2023, 1, 1), reason="chưa dùng phần mềm"
    )


def says(unit: int, **numbers: float) -> None:
    said = [Declared(name, name, value) for name, value in numbers.items()]
    say(actor=OPERATOR, organisation=unit, period=HALF_YEAR, figures=said)


# -- the rule ----------------------------------------------------------------------------------------------


@st.composite
def trees(draw: st.DrawFn) -> tuple[dict[int, int | None], set[int]]:
    size = draw(st.integers(1, 40))
    parents: dict[int, int | None] = {0: None}
    for node in range(1, size):
        parents[node] = draw(st.integers(0, node - 1))
    return parents, draw(st.sets(st.integers(0, size - 1)))


def below(parents: dict[int, int | None], top: int) -> set[int]:
    found = {top}
    for node in sorted(parents):
        if parents[node] in found:
            found.add(node)
    return found


@given(trees())
def test_every_organisation_contributes_exactly_one_thing_and_nothing_twice(
    world: tuple[dict[int, int | None], set[int]],
) -> None:
    parents, declaring = world
    for top in parents:
        inside = below(parents, top)
        told = contributions(inside, parents, declaring, top)
        assert told.keys() == inside
        counted = {one for one, what in told.items() if what is Contribution.COUNTED}
        heads = [one for one, what in told.items() if what is Contribution.DECLARED]
        stood_for = [below(parents, head) for head in heads]
        everybody = [*counted, *(one for group in stood_for for one in group)]
        assert sorted(everybody) == sorted(inside), "their own rows and what heads stand for cover all, once"
        assert declaring.isdisjoint(counted)


# -- side by side ------------------------------------------------------------------------------------------


def test_where_nobody_declares_or_adjusts_the_reported_figure_is_the_counted_one(bloc: SmallBloc) -> None:
    counted = figures(actor=OPERATOR, organisation=bloc.node(bloc.root), period=HALF_YEAR, by_unit=True)
    table = reported_table(organisation=bloc.node(bloc.root), period=HALF_YEAR, by_unit=True)
    assert {name: one.figure for name, one in table.figures.items()} == counted.figures
    assert [{name: one.figure for name, one in unit.items()} for _, unit in table.units] == [
        unit for _, unit in counted.units
    ]
    assert not any(one.is_mixed for one in table.figures.values())


def test_what_a_unit_with_records_declares_stands_beside_and_is_not_added(bloc: SmallBloc) -> None:
    says(bloc.first_unit, admitted=4)
    unit = reported(bloc, bloc.first_unit, "admitted")
    assert (unit.figure.value, unit.own, unit.differs) == (2, 4, True)
    assert reported(bloc, bloc.root, "admitted").figure.value == 3
    says(bloc.first_unit, admitted=2)
    assert reported(bloc, bloc.first_unit, "admitted").differs is False
    unsay(actor=OPERATOR, organisation=bloc.first_unit, period=HALF_YEAR, names=["admitted"])
    assert reported(bloc, bloc.first_unit, "admitted").own is None


def test_a_unit_without_records_declares_and_the_total_says_how_much_of_it_is_declared(
    bloc: SmallBloc,
) -> None:
    without_records(bloc, bloc.first_unit)
    whole = reported(bloc, bloc.root, "admitted")
    assert (whole.figure.value, whole.counted, whole.declared, whole.silent) == (1, 1, 0, (bloc.first_unit,))
    says(bloc.first_unit, admitted=7)
    whole = reported(bloc, bloc.root, "admitted")
    assert (whole.figure.value, whole.counted, whole.declared, whole.silent) == (8, 1, 7, ())
    assert reported(bloc, bloc.root, "admission_target_share").figure.numerator == 8
    assert reported(bloc, bloc.root, "admission_target_share").figure.denominator == 5, "given from above"
    assert reported(bloc, bloc.root, "grassroots_organisations").figure.value == 3, "the tree is on record"


def test_a_declaring_cell_below_a_declaring_committee_is_not_counted_again(bloc: SmallBloc) -> None:
    without_records(bloc, bloc.first_unit)
    without_records(bloc, bloc.first_cell)
    says(bloc.first_unit, admitted=7)
    says(bloc.first_cell, admitted=5)
    adjust(
        actor=OPERATOR, organisation=bloc.first_cell, period=HALF_YEAR, name="admitted", value=3, reason="sót"
    )
    assert reported(bloc, bloc.root, "admitted").figure.value == 8
    assert reported(bloc, bloc.first_cell, "admitted").figure.value == 8, "its own page has its own numbers"


def test_an_adjustment_has_a_reason_is_told_apart_and_can_be_taken_back(bloc: SmallBloc) -> None:
    with pytest.raises(Impossible, match="lý do"):
        adjust(
            actor=OPERATOR,
            organisation=bloc.first_cell,
            period=HALF_YEAR,
            name="admitted",
            value=2,
            reason=" ",
        )
    made = adjust(
        actor=OPERATOR, organisation=bloc.first_cell, period=HALF_YEAR, name="admitted", value=2, reason="giấy tờ đến muộn"
    )  # fmt: skip
    whole = reported(bloc, bloc.root, "admitted")
    assert (whole.figure.value, whole.counted, whole.adjusted) == (5, 3, 2)
    assert reported(bloc, bloc.root, "admission_target_share").figure.value == 100
    counted = figures(actor=OPERATOR, organisation=bloc.node(bloc.root), period=HALF_YEAR).figures["admitted"]
    assert counted.value == 3, "never added in silence"
    withdraw_adjustment(actor=OPERATOR, organisation=bloc.first_cell, adjustment=made, reason="đã có giấy tờ")
    assert reported(bloc, bloc.root, "admitted").figure.value == 3


def test_a_share_or_a_target_given_from_above_is_not_adjusted(bloc: SmallBloc) -> None:
    for name in ("admission_target_share", "admission_target", "grassroots_organisations"):
        with pytest.raises(Impossible):
            adjust(actor=OPERATOR, organisation=bloc.root, period=HALF_YEAR, name=name, value=1, reason="thử")


def test_only_whoever_sends_figures_there_declares_or_adjusts(bloc: SmallBloc) -> None:
    helper = actor_for(person(bloc.first_cell, "chi_bo_can_bo"))
    secretary = actor_for(person(bloc.second_cell, "chi_bo_bi_thu"))
    for actor in (helper, secretary):
        with pytest.raises(Refused):
            adjust(
                actor=actor,
                organisation=bloc.first_cell,
                period=HALF_YEAR,
                name="admitted",
                value=1,
                reason="x",
            )


@pytest.mark.parametrize(
    "declaring", [(), ("first_unit",), ("second_cell", "lone_cell"), ("second_unit", "third_cell")]
)
def test_the_whole_is_its_own_rows_and_what_its_children_report(
    bloc: SmallBloc, declaring: tuple[str, ...]
) -> None:
    itself = {
        i.name: {one: _itself(bloc, i.name, one) for one in (bloc.root, bloc.first_unit)} for i in CATALOGUE
    }
    for place, name in enumerate(declaring):
        unit = getattr(bloc, name)
        without_records(bloc, unit)
        says(unit, **{i.name: place + 2 for i in CATALOGUE if declarable(i) and not i.sensitive})
    for unit in (bloc.first_cell, bloc.second_unit, bloc.root):
        adjust(actor=OPERATOR, organisation=unit, period=HALF_YEAR, name="admitted", value=1, reason="thử")
    for organisation in (bloc.root, bloc.first_unit):
        if any(getattr(bloc, name) == organisation for name in declaring):
            continue
        table = reported_table(organisation=bloc.node(organisation), period=HALF_YEAR, by_unit=True)
        own = 1 if organisation == bloc.root else 0
        own_rows = {name: of[organisation] for name, of in itself.items()}
        for i in CATALOGUE:
            if declarable(i) and i.additive and isinstance(i.numerator, Rows):
                parts = sum(unit[i.name].figure.value or 0 for _, unit in table.units)
                mine = own if i.name == "admitted" else 0
                assert (table.figures[i.name].figure.value or 0) == parts + mine + own_rows[i.name], i.name


def _itself(bloc: SmallBloc, name: str, organisation: int) -> float:
    """What the organisation has itself, with none of what lies below it."""
    node = bloc.node(organisation)
    whole = figures(actor=OPERATOR, organisation=node, period=HALF_YEAR, by_unit=True)
    return (whole.figures[name].value or 0) - sum(unit[name].value or 0 for _, unit in whole.units)


# -- why it changed ----------------------------------------------------------------------------------------


def test_an_adjustment_is_a_part_of_the_difference_and_opens_its_reason(bloc: SmallBloc) -> None:
    before = last_act()
    adjust(
        actor=OPERATOR,
        organisation=bloc.first_cell,
        period=HALF_YEAR,
        name="admitted",
        value=2,
        reason="giấy đến muộn",
    )
    found = difference(
        actor=OPERATOR, name="admitted", organisation=bloc.node(bloc.root), period=HALF_YEAR, from_known=before, reported=True
    )  # fmt: skip
    assert (found.before.value, found.after.value) == (3, 5)
    assert [(p.why, p.value, [r.label for r in p.records]) for p in found.parts] == [
        (Why.ADJUSTED, 2, ["giấy đến muộn"])
    ]
    share = difference(
        actor=OPERATOR, name="KN-02", organisation=bloc.node(bloc.root), period=HALF_YEAR, from_known=before, reported=True
    )  # fmt: skip
    assert [(p.why, p.value) for p in share.parts] == [(Why.ADJUSTED, 40.0)]


def test_a_unit_that_goes_over_to_declaring_changes_how_the_figure_is_made(bloc: SmallBloc) -> None:
    before = last_act()
    without_records(bloc, bloc.first_unit)
    says(bloc.first_unit, admitted=7)
    said = last_act()
    says(bloc.first_unit, admitted=6)

    def parts(known: int, to: int | None = None) -> list[tuple[Why, float, int]]:
        found = difference(
            actor=OPERATOR, name="admitted", organisation=bloc.node(bloc.root), period=HALF_YEAR, from_known=known,
            to_known=to, reported=True,
        )  # fmt: skip
        assert sum(p.value for p in found.parts) == (found.after.value or 0) - (found.before.value or 0)
        return [(p.why, p.value, len(p.records)) for p in found.parts]

    assert parts(before, said) == [(Why.DEFINITION, 5, 3)], "two people leave the count, seven are declared"
    assert parts(said) == [(Why.CORRECTED, -1, 1)]
    let_keep_records(actor=OPERATOR, organisation=bloc.root, units=[bloc.first_unit], on=date(2023, 5, 1))
    assert parts(before) == []


# -- frozen ------------------------------------------------------------------------------------------------


def test_a_version_keeps_its_rows_whatever_is_recorded_later(bloc: SmallBloc) -> None:
    node = bloc.node(bloc.first_unit)
    adjust(
        actor=OPERATOR, organisation=bloc.first_unit, period=HALF_YEAR, name="admitted", value=1, reason="thử"
    )
    known = last_act()
    table = reported_table(organisation=node, period=HALF_YEAR, known=known, by_unit=True)
    version = freeze(actor=OPERATOR, table=table, known=known, title="Gửi", lists=True)
    told = explain(actor=OPERATOR, name="members_end", organisation=node, period=HALF_YEAR)
    dead = NewMovement(bloc.people["Đỗ Ắng"], bloc.first_cell, MovementKind.DIED, date(2023, 6, 1))
    record_movements(actor=OPERATOR, organisation=bloc.root, movements=[dead])
    kept = frozen_records(actor=OPERATOR, version=version.pk, name="members_end", organisation=node)
    assert kept == told.records
    assert len(kept) == frozen(version)[node.id]["members_end"].value
    back = frozen_reported(actor=OPERATOR, version=version.pk)["admitted"]
    assert (back.figure.value, back.counted, back.adjusted) == (3, 2, 1)
    now = explain(actor=OPERATOR, name="members_end", organisation=node, period=HALF_YEAR)
    assert len(now.records) == len(kept) - 1


def test_every_frozen_figure_has_as_many_rows_as_it_says(bloc: SmallBloc) -> None:
    node, known = bloc.node(bloc.root), last_act()
    table = reported_table(organisation=node, period=HALF_YEAR, known=known)
    version = freeze(actor=OPERATOR, table=table, known=known, title="Gửi", lists=True)
    for i in CATALOGUE:
        told = explain(actor=OPERATOR, name=i.name, organisation=node, period=HALF_YEAR, known=known)
        assert (
            frozen_records(actor=OPERATOR, version=version.pk, name=i.name, organisation=node) == told.records
        ), i.name


def test_whoever_may_not_read_names_sees_the_frozen_rows_without_them(bloc: SmallBloc) -> None:
    node, known = bloc.node(bloc.root), last_act()
    table = reported_table(organisation=node, period=HALF_YEAR, known=known)
    version = freeze(actor=OPERATOR, table=table, known=known, title="Gửi", lists=True)
    watcher = actor_for(person(bloc.root, "theo_doi"))
    rows = frozen_records(actor=watcher, version=version.pk, name="admitted", organisation=node)
    assert {(row.label, row.person) for row in rows} == {(HIDDEN_NAME, None)}
    assert "inspections" not in frozen_reported(actor=watcher, version=version.pk)
