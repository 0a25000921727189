"""Figures that can be counted on the fingers: the small bloc of tests/support.py."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.support import HALF_YEAR, SmallBloc, person, small_bloc

from dangvu.accounts.queries import actor_for
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.audit.queries import last_act
from dangvu.foundation.parameters.queries import Parameters
from dangvu.foundation.periods import Period
from dangvu.indicators import queries
from dangvu.indicators.catalogue import CATALOGUE, UnknownIndicator, indicator
from dangvu.indicators.definition import Window
from dangvu.indicators.engine import Figure, Run
from dangvu.members.actions import NewMovement, record_movements
from dangvu.members.models import MovementKind
from dangvu.organisations.actions import merge
from dangvu.organisations.queries import tree_on
from dangvu.work.meetings.actions import NewMeeting, record_meetings
from dangvu.work.resolutions import actions as resolutions

pytestmark = pytest.mark.django_db


@pytest.fixture
def bloc() -> SmallBloc:
    return small_bloc()


def figures(bloc: SmallBloc, organisation: int, code: str = "2023-H1") -> dict[str, Figure]:
    return queries.figures(
        actor=OPERATOR, organisation=bloc.node(organisation), period=Period.parse(code)
    ).figures


def test_the_balance_of_the_bloc_by_hand(bloc: SmallBloc) -> None:
    """Domain rule 6, Biểu 1-TCTW: 12 + 3 admitted + 1 in − 1 out − 1 died = 14; transfers inside net to nothing."""
    f = {name: figure.value for name, figure in figures(bloc, bloc.root).items()}
    assert (f["members_start"], f["admitted"], f["died"], f["members_end"]) == (12, 3, 1, 14)
    assert (f["transferred_in"], f["transferred_in_internal"], f["transferred_in_external"]) == (1, 1, 0)
    assert (f["transferred_out"], f["transferred_out_internal"], f["transferred_out_external"]) == (1, 1, 0)
    assert (f["made_official"], f["members_probationary"]) == (1, 3)


def test_a_transfer_between_two_units_is_external_for_each_of_them(bloc: SmallBloc) -> None:
    left, reached = figures(bloc, bloc.first_unit), figures(bloc, bloc.lone_cell)
    assert (left["transferred_out_external"].value, left["transferred_out_internal"].value) == (1, 0)
    assert (reached["transferred_in_external"].value, reached["transferred_in_internal"].value) == (1, 0)


def test_a_share_carries_its_two_numbers(bloc: SmallBloc) -> None:
    """Domain rule 11: achievement is shown with result and target."""
    told = queries.explain(
        actor=OPERATOR, name="KN-02", organisation=bloc.node(bloc.root), period=bloc.period
    )
    assert told.figure == Figure(60.0, 3, 5)
    assert told.computation == "3 ÷ 5 = 60,00%"
    assert [len(told.records), sum(r.weight for r in told.denominator_records)] == [3, 5]
    no_target = figures(bloc, bloc.third_cell)["admission_target_share"]
    assert no_target == Figure(None, 0, 0)


def test_a_quarter_without_a_thematic_meeting_fails_the_cell(bloc: SmallBloc) -> None:
    """Hướng dẫn 12-HD/BTCTW (domain rule 12): regular meetings do not stand for the thematic one."""
    regular = [NewMeeting(bloc.second_cell, "dinh_ky", date(2023, month, 4)) for month in (4, 5, 6)]
    record_meetings(actor=OPERATOR, organisation=bloc.root, meetings=regular)
    assert figures(bloc, bloc.first_cell)["cells_thematic_every_quarter"].value == 1
    assert figures(bloc, bloc.second_cell)["cells_thematic_every_quarter"].value == 0
    assert figures(bloc, bloc.root)["cells_thematic_every_quarter_share"] == Figure(25.0, 1, 4)


def test_a_death_told_by_the_committee_leaves_the_cell_balanced(bloc: SmallBloc) -> None:
    dead = NewMovement(bloc.people["Đỗ Ắng"], bloc.first_unit, MovementKind.DIED, date(2023, 6, 1))
    record_movements(actor=OPERATOR, organisation=bloc.first_unit, movements=[dead])
    cell = figures(bloc, bloc.first_cell)
    assert (cell["died"].value, cell["members_start"].value, cell["members_end"].value) == (1, 4, 3)


def test_a_roster_of_a_later_day_is_not_taken_for_transfers_nor_for_the_opening_stock(
    bloc: SmallBloc,
) -> None:
    person_ = bloc.people["Quách Văn Bẩy"]
    later = NewMovement(person_, bloc.lone_cell, MovementKind.TAKEN_OVER, date(2023, 3, 31), "chinh_thuc")
    record_movements(actor=OPERATOR, organisation=bloc.lone_cell, movements=[later])
    f = {name: figure.value for name, figure in figures(bloc, bloc.lone_cell).items()}
    assert (f["members_start"], f["admitted"], f["transferred_in"], f["taken_over"]) == (2, 1, 1, 1)
    assert f["members_end"] == 5
    assert figures(bloc, bloc.root)["members_end"].value == 14  # one person, one place


def test_whoever_may_not_read_names_sees_the_same_number(bloc: SmallBloc) -> None:
    watcher = actor_for(person(bloc.root, "theo_doi"), date(2023, 7, 3))
    told = queries.explain(
        actor=watcher, name="admitted", organisation=bloc.node(bloc.root), period=bloc.period
    )
    assert (told.figure.value, told.names_hidden) == (3, True)
    assert {(r.label, r.person) for r in told.records} == {(queries.HIDDEN_NAME, None)}


def test_a_figure_is_found_by_its_code_in_any_case_and_by_its_name() -> None:
    assert indicator("kn-02") is indicator("KN-02") is indicator("admission_target_share")
    with pytest.raises(UnknownIndicator):
        indicator("KN-99")


@pytest.mark.parametrize(
    ("end", "years", "born"),
    [
        ("2024-02-29", 18, date(2006, 2, 28)),  # 2006 has no 29 February
        ("2024-02-29", 20, date(2004, 2, 29)),
        ("2023-06-30", 31, date(1992, 6, 30)),
    ],
)
def test_years_are_counted_back_from_the_end_of_the_period(end: str, years: int, born: date) -> None:
    window = Window(Period.parse(f"2023-01-01..{end}"), None, Parameters())
    assert window.years_before_end(years) == born


@pytest.mark.parametrize(("days", "internal"), [(0, 1), (90, 1), (91, 0)])
def test_a_departure_and_an_arrival_within_ninety_days_are_one_transfer(
    bloc: SmallBloc, days: int, internal: int
) -> None:
    left = date(2023, 7, 1)
    person_ = bloc.people["Quách Văn Bẩy"]
    arrived = left + timedelta(days=days)
    steps = [
        NewMovement(person_, bloc.third_cell, MovementKind.TRANSFERRED_OUT, left),
        NewMovement(person_, bloc.second_cell, MovementKind.TRANSFERRED_IN, arrived, "chinh_thuc"),
    ]
    record_movements(actor=OPERATOR, organisation=bloc.root, movements=steps)
    f = figures(bloc, bloc.root, "2023-H2")
    assert f["transferred_out_internal"].value == f["transferred_in_internal"].value == internal
    assert f["transferred_out"].value == f["transferred_in"].value == 1


def test_late_rows_of_a_merged_organisation_count_in_its_successor_however_it_is_asked(
    bloc: SmallBloc,
) -> None:
    """Merged before the period: asked alone, the successor still reads the rows of what it carries on."""
    merge(actor=OPERATOR, organisations=[bloc.second_cell], into=bloc.third_cell, on=date(2023, 6, 15))
    late = NewMeeting(bloc.second_cell, "chuyen_de", date(2023, 8, 1))
    record_meetings(actor=OPERATOR, organisation=bloc.root, meetings=[late])
    period = Period.parse("2023-H2")
    tree = tree_on(period.end)
    for organisation in (bloc.third_cell, bloc.second_unit):
        alone = queries.figures(actor=OPERATOR, organisation=tree[organisation], period=period).figures
        assert alone["thematic_meetings"].value == 1
        assert alone["members_end"].value == figures_of_all(period)[organisation]["members_end"].value == 6


def figures_of_all(period: Period) -> dict[int, dict[str, Figure]]:
    run = Run(period)
    return run.figures(CATALOGUE, run.last_tree.nodes)


def test_a_task_is_late_by_the_deadline_that_was_in_force_as_it_was_known(bloc: SmallBloc) -> None:
    new = resolutions.NewTask(
        "Báo cáo", (bloc.first_unit, bloc.lone_cell), given_on=date(2023, 2, 1), due_on=date(2023, 6, 15)
    )
    (task,) = resolutions.give_tasks(actor=OPERATOR, organisation=bloc.root, tasks=[new])
    before = last_act()
    resolutions.extend(
        actor=OPERATOR, organisation=bloc.root, task=task, units=[bloc.first_unit], to=date(2023, 7, 20), reason="chờ hướng dẫn"
    )  # fmt: skip

    def told(known: int | None) -> tuple[float | None, ...]:
        found = Run(HALF_YEAR, known=known).figures(CATALOGUE, [bloc.root])[bloc.root]
        return tuple(found[name].value for name in ("tasks_due", "tasks_overdue", "tasks_extended"))

    assert told(before) == (2, 2, 0) and told(None) == (1, 1, 0), "put off into the next half-year"
    resolutions.say_done(
        actor=OPERATOR, organisation=bloc.lone_cell, task=task, done_on=date(2023, 6, 15), paper="Báo cáo"
    )
    share = Run(HALF_YEAR).figures(CATALOGUE, [bloc.root])[bloc.root]["tasks_done_on_time_share"]
    assert (share.value, share.numerator, share.denominator) == (100.0, 1, 1)
