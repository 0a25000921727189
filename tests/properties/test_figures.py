"""What holds for figures whatever the records are."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.periods import Period
from dangvu.indicators import queries
from dangvu.indicators.catalogue import CATALOGUE, indicator
from dangvu.indicators.definition import Kind, Rows
from dangvu.indicators.engine import Figure, Run
from dangvu.indicators.sources import DURING, LEARNERS
from dangvu.organisations.models import Organisation
from dangvu.organisations.queries import boundaries
from tests.golden.world import FIRST_DAY, HALF, World

pytestmark = pytest.mark.django_db

Q1, Q2 = Period.parse("2023-Q1"), Period.parse("2023-Q2")
PERIODS = (HALF, Q1, Q2, Period.parse("2023"), Period.parse("2023-02-10..2023-05-05"))
INCREASE = ("admitted", "transferred_in", "moved_in_with_organisation", "taken_over",
            "moved_within_in", "restored", "readmitted")  # fmt: skip
DECREASE = ("transferred_out", "moved_out_with_organisation", "died", "struck_off", "expelled", "resigned",
            "moved_within_out")  # fmt: skip
#: Flows whose condition looks at the end of the period.
OF_THE_END = {"admitted_aged_18_30", "opinions_answered"}


def everywhere() -> list[int]:
    return list(Organisation.objects.order_by("pk").values_list("pk", flat=True))


def figures(period: Period, known: int | None = None) -> dict[int, dict[str, Figure]]:
    return Run(period, known=known).figures(CATALOGUE, everywhere())


def values(period: Period) -> dict[int, Counter[str]]:
    return {
        organisation: Counter({name: figure.value for name, figure in found.items() if figure.value is not None})
        for organisation, found in figures(period).items()
    }  # fmt: skip


def unbalanced(period: Period) -> list[str]:
    """Organisations in which opening + in − out is not closing."""
    return [
        f"{organisation} in {period.code}"
        for organisation, f in values(period).items()
        if f["members_start"] + sum(f[n] for n in INCREASE) - sum(f[n] for n in DECREASE) != f["members_end"]
    ]


@pytest.mark.parametrize("period", PERIODS, ids=lambda period: period.code)
def test_opening_and_what_came_and_went_make_closing_for_every_organisation(
    world: World, period: Period
) -> None:
    assert unbalanced(period) == []


def test_a_period_opens_with_what_the_one_before_closed_with(world: World) -> None:
    before, after = values(Q1), values(Q2)
    assert {o: f["members_end"] for o, f in before.items()} == {
        o: f["members_start"] for o, f in after.items()
    }


def test_flows_of_two_quarters_are_the_flows_of_the_half_year(world: World) -> None:
    flows = [
        i.name for i in CATALOGUE
        if isinstance(i.numerator, Rows) and i.numerator.source.when == DURING and i.denominator is None
        and i.numerator.source is not LEARNERS  # someone in a class of each quarter is one learner of the half-year
        and i.name not in OF_THE_END
    ]  # fmt: skip
    assert len(flows) > 20
    first, second, whole = values(Q1), values(Q2), values(HALF)
    for organisation in everywhere():
        for name in flows:
            assert first[organisation][name] + second[organisation][name] == whole[organisation][name], name


def test_own_rows_and_children_make_the_parent(world: World) -> None:
    """In the days after the last change of the tree; organisations that ended keep a line of their own."""
    changes = boundaries(FIRST_DAY, HALF.end)
    run = Run(Period(max([*changes, FIRST_DAY + timedelta(days=1)]), HALF.end))
    tree = run.last_tree
    additive = [i for i in CATALOGUE if i.additive and i.denominator is None]
    found = run.figures(additive, everywhere())
    gone = [o for o in everywhere() if o not in tree]
    for node in tree:
        under = [*tree.children(node.id), *(o for o in gone if run.path(o, tree)[1:2] == (node.id,))]
        for asked in additive:
            if found[node.id][asked.name].value is None:
                continue
            records = asked.numerator.records(run, node.id)
            own = sum(r.weight for r in records if r.organisation == node.id)
            below = sum(found[o][asked.name].value or 0 for o in under)
            assert own + below == found[node.id][asked.name].value, (asked.name, node.name)


def test_every_figure_opens_into_exactly_its_records(world: World) -> None:
    run = Run(HALF)
    found = run.figures(CATALOGUE, everywhere())
    for organisation in (world.root, *world.units):
        for asked in CATALOGUE:
            figure = found[organisation][asked.name]
            for numerator, number in (
                (asked.numerator, figure.numerator),
                (asked.denominator, figure.denominator),
            ):
                if numerator is not None and number is not None:
                    records = numerator.records(run, organisation)
                    assert sum(r.weight for r in records) == number, asked.name
                    if asked.kind is Kind.COUNT:
                        assert len(records) == number, asked.name


def test_a_figure_asked_alone_is_the_figure_of_the_whole_table(world: World) -> None:
    """An organisation asked by itself reads only its own rows; the number may not differ for that."""
    calm = Period(max(boundaries(FIRST_DAY, HALF.end), default=FIRST_DAY), HALF.end)
    for period, asked in ((HALF, world.units), (calm, world.organisations)):
        run = Run(period)
        whole = run.figures(CATALOGUE, everywhere())
        for node in (run.last_tree[o] for o in asked if o in run.last_tree):
            table = queries.figures(actor=OPERATOR, organisation=node, period=period)
            assert table.figures == whole[node.id], node.name


def test_an_explanation_carries_the_value_and_as_many_records(world: World) -> None:
    run = Run(HALF)
    for name in (
        "members_end",
        "admitted",
        "transferred_in_internal",
        "moved_in_with_organisation",
        "admission_target",
    ):
        for organisation in (world.root, world.units[0]):
            if organisation not in run.last_tree:
                continue
            told = queries.explain(
                actor=OPERATOR, name=name, organisation=run.last_tree[organisation], period=HALF
            )
            assert sum(r.weight for r in told.records) == told.figure.numerator
            if indicator(name).kind is Kind.COUNT:
                assert len(told.records) == told.figure.value


def test_breakdowns_sum_to_their_total_and_parts_do_not_exceed_it(world: World) -> None:
    for f in values(HALF).values():
        assert f["members_probationary"] + f["members_official"] == f["members_end"]
        assert f["grassroots_committees"] + f["grassroots_cells"] == f["grassroots_organisations"]
        assert f["grassroots_cells"] + f["attached_cells"] == f["cells"]
        for way in ("in", "out"):
            assert (
                f[f"transferred_{way}_internal"] + f[f"transferred_{way}_external"] == f[f"transferred_{way}"]
            )
        assert f["units_with_admissions"] + f["units_without_admissions"] == f["grassroots_organisations"]
        assert f["inspected_organisations"] + f["inspected_members"] == f["inspections"]
        assert f["supervised_organisations"] + f["supervised_members"] == f["supervisions"]
        assert (
            f["members_university"] + f["members_postgraduate"] <= f["members_college_up"] <= f["members_end"]
        )
        ages = ("18_30", "31_40", "41_50", "51_60", "over_60")
        assert sum(f[f"members_aged_{band}"] for band in ages) <= f["members_end"]
        party = ("under_10", "10_19", "20_29", "30_39", "40_up")
        assert sum(f[f"members_party_age_{band}"] for band in party) <= f["members_official"]
        assert f["midterm_reviews_done"] <= f["midterm_reviews_required"]
        assert f["cells_thematic_every_quarter"] + f["cells_without_thematic"] <= f["cells"]


def test_the_whole_is_counted_without_transfers_inside_it(world: World) -> None:
    """What came from outside less what went outside is what the whole gained by transfers."""
    f = values(HALF)[world.root]
    assert f["transferred_in_internal"] <= f["transferred_in"]
    flow = f["transferred_in"] - f["transferred_out"]
    late = (
        f["transferred_in_internal"] - f["transferred_out_internal"]
    )  # the two ends in different half-years
    assert f["transferred_in_external"] - f["transferred_out_external"] + late == flow


def test_no_records_before_the_first_list_are_not_zero(world: World) -> None:
    for found in figures(Period(date(2020, 1, 1), date(2020, 6, 30))).values():
        assert {figure.value for figure in found.values()} == {None}
