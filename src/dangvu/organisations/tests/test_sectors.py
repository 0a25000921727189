"""Of what kind a unit is: told from a day on, held by what lies below it, kept through changes of the tree."""

from __future__ import annotations

from datetime import date

import pytest
from tests.support import HALF_YEAR, SmallBloc, person, small_bloc

from dangvu.accounts.queries import actor_for
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.audit.models import Act
from dangvu.foundation.capabilities import Refused
from dangvu.foundation.refusals import Impossible
from dangvu.indicators import opening
from dangvu.indicators.queries import figures
from dangvu.organisations.actions import dissolve, rename
from dangvu.organisations.models import OrganisationState
from dangvu.organisations.queries import boundaries, tree_on
from dangvu.organisations.sectors import NewSector, set_sectors

pytestmark = pytest.mark.django_db
MAY = date(2023, 5, 2)


@pytest.fixture
def bloc() -> SmallBloc:
    return small_bloc()


def tell(organisation: int, sector: str, on: date | None = None) -> int:
    return set_sectors(actor=OPERATOR, organisation=organisation, told=[NewSector(organisation, sector, on)])


def sector(organisation: int, day: date) -> str:
    tree = tree_on(day)
    return tree.sector_of(tree.path(organisation))


def figure(bloc: SmallBloc, name: str, organisation: int = 0) -> float | None:
    node = bloc.node(organisation or bloc.root)
    return figures(actor=OPERATOR, organisation=node, period=HALF_YEAR).figures[name].value


def test_what_is_first_told_holds_from_the_beginning_and_for_whatever_lies_below(bloc: SmallBloc) -> None:
    assert sector(bloc.first_cell, MAY) == ""
    assert tell(bloc.first_unit, "tnhh") == 1
    assert {sector(bloc.first_cell, day) for day in (date(2023, 1, 2), MAY)} == {"tnhh"}
    assert sector(bloc.third_cell, MAY) == ""
    tell(bloc.first_cell, "fdi")
    assert (sector(bloc.first_cell, MAY), sector(bloc.second_cell, MAY)) == ("fdi", "tnhh")
    assert boundaries(date(2023, 1, 2), date(2023, 12, 31)) == [], "no day divides the period for its sake"


def test_another_kind_from_a_day_on_leaves_what_was_before(bloc: SmallBloc) -> None:
    tell(bloc.first_unit, "dnnn")
    tell(bloc.first_unit, "co_phan", MAY)
    assert (sector(bloc.first_unit, date(2023, 5, 1)), sector(bloc.first_unit, MAY)) == ("dnnn", "co_phan")
    tell(bloc.first_unit, "tnhh")  # the beginning was told wrongly; what came in May stays
    assert (sector(bloc.first_unit, date(2023, 5, 1)), sector(bloc.first_unit, MAY)) == ("tnhh", "co_phan")


def test_told_twice_is_told_once(bloc: SmallBloc) -> None:
    tell(bloc.first_unit, "tnhh")
    states = OrganisationState.objects.count()
    assert tell(bloc.first_unit, "tnhh") == tell(bloc.first_unit, "tnhh", MAY) == 0
    assert OrganisationState.objects.count() == states


def test_a_new_name_keeps_the_kind_and_what_was_known_before_stays(bloc: SmallBloc) -> None:
    before = Act.objects.order_by("-number")[0].number
    tell(bloc.first_unit, "tnhh")
    rename(actor=OPERATOR, organisation=bloc.first_unit, name="Đảng bộ Công ty Mới", on=MAY)
    assert sector(bloc.first_unit, date(2023, 6, 1)) == "tnhh"
    tell(bloc.first_unit, "co_phan")
    assert sector(bloc.first_unit, date(2023, 6, 1)) == sector(bloc.first_unit, date(2023, 2, 1)) == "co_phan"
    assert tree_on(MAY, before)[bloc.first_unit].sector == ""


def test_members_and_admissions_of_enterprises_are_counted_and_open_into_as_many(bloc: SmallBloc) -> None:
    assert figure(bloc, "members_in_private_enterprises") == 0
    tell(bloc.first_unit, "tnhh")
    tell(bloc.first_cell, "fdi")
    found = {
        name: figure(bloc, name)
        for name in ("members_in_private_enterprises", "members_in_foreign_enterprises",
                     "admitted_in_private_enterprises", "admitted_in_foreign_enterprises")
    }  # fmt: skip
    assert all(found.values()), found
    whole = figure(bloc, "members_end", bloc.first_unit)
    assert found["members_in_private_enterprises"] + found["members_in_foreign_enterprises"] == whole  # type: ignore[operator]
    for name, value in found.items():
        opened = opening.open_figure(
            actor=OPERATOR, name=name, organisation=bloc.node(bloc.root), period=HALF_YEAR
        )
        assert opened.top.count == value
        for _, splits in opened.parts:
            assert sum(split.figure.value or 0 for split in splits) == value
    assert figure(bloc, "members_in_private_enterprises", bloc.second_unit) == 0


def test_an_organisation_that_is_no_more_has_no_kind_from_a_later_day(bloc: SmallBloc) -> None:
    dissolve(actor=OPERATOR, organisation=bloc.second_cell, on=date(2023, 7, 1))
    with pytest.raises(Impossible, match="không còn"):
        tell(bloc.second_cell, "tnhh", date(2023, 8, 1))
    with pytest.raises(Impossible, match="trong danh sách"):
        tell(bloc.first_cell, "hop_tac_xa")


def test_only_whoever_reorganises_says_what_a_unit_is(bloc: SmallBloc) -> None:
    with pytest.raises(Refused):
        set_sectors(
            actor=actor_for(person(bloc.first_unit, "co_so_to_chuc")),
            organisation=bloc.first_unit,
            told=[NewSector(bloc.first_unit, "tnhh")],
        )
