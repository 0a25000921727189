"""The board, what is due, and the forecast: sums that add up, deadlines in words, a bounded number of questions."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.support import SmallBloc, person, small_bloc

from dangvu.accounts.queries import actor_for
from dangvu.foundation.actor import OPERATOR
from dangvu.work.admissions import queries
from dangvu.work.admissions.rules.votes import Vote
from dangvu.work.admissions.tests.way import NAMES, certified, decided, listed, ready, step

pytestmark = pytest.mark.django_db
TODAY = date(2023, 7, 5)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")


@pytest.fixture
def bloc() -> SmallBloc:
    return small_bloc()


def at_many_stages(bloc: SmallBloc) -> dict[str, int]:
    """One person each at the list, before the vote, before the committee, before the ceremony."""
    (new,) = listed(bloc, bloc.first_cell, NAMES[:1])
    (waiting,) = ready(bloc, bloc.second_cell, NAMES[1:2])
    (voted,) = ready(bloc, bloc.third_cell, NAMES[2:3])
    step(bloc, "nghi_quyet_chi_bo", [voted], date(2023, 5, 8), vote=Vote(4, 4))
    (ripe,) = decided(bloc, bloc.lone_cell, NAMES[3:4])
    return {
        "lop_nhan_thuc": new,
        "nghi_quyet_chi_bo": waiting,
        "nghi_quyet_dang_uy": voted,
        "le_ket_nap": ripe,
    }


def test_the_lines_of_the_board_add_up_to_the_people_and_to_the_units(bloc: SmallBloc) -> None:
    where = at_many_stages(bloc)
    board = queries.board(actor=OPERATOR, organisation=bloc.root, today=TODAY)
    assert sum(row.count for row in board.rows) == board.count == 4 + 3  # and three admitted in the spring
    for stage, one in where.items():
        assert [line.person for line in board.of(stage=stage)] == [one]
    units = [queries.board(actor=OPERATOR, organisation=u, today=TODAY) for u in
             (bloc.first_unit, bloc.second_unit, bloc.lone_cell)]  # fmt: skip
    assert [row.count for row in board.rows] == [
        sum(rows) for rows in zip(*([row.count for row in unit.rows] for unit in units), strict=True)
    ]
    for row in board.rows:
        assert row.count == len(board.of(stage=row.step.slug))


def test_a_deadline_stands_in_words_with_its_source(bloc: SmallBloc) -> None:
    one = at_many_stages(bloc)["le_ket_nap"]
    board = queries.board(actor=OPERATOR, organisation=bloc.root, today=TODAY)
    line = next(line for line in board.lines if line.person == one)
    assert (line.deadline, line.words) == (date(2023, 8, 3), "còn 21 ngày làm việc")
    assert line.source == "Quy định 24-QĐ/TW, điểm 4"


def test_whoever_may_not_read_names_sees_the_same_numbers(bloc: SmallBloc) -> None:
    at_many_stages(bloc)
    board = queries.board(actor=OPERATOR, organisation=bloc.root, today=TODAY)
    hidden = queries.board(
        actor=actor_for(person(bloc.root, "theo_doi")), organisation=bloc.root, today=TODAY
    )
    assert [row.count for row in hidden.rows] == [row.count for row in board.rows]
    assert {line.name for line in hidden.lines} == {queries.HIDDEN_NAME}
    assert hidden.names_hidden and not any(line.birth for line in hidden.lines)


def test_a_roster_probationer_whose_year_is_over_is_due_for_recognition(bloc: SmallBloc) -> None:
    """Lý Thị Ẩm of the opening list was recognised; the three admitted in spring 2023 are due in spring 2024."""
    assert queries.due(OPERATOR, bloc.tree.nodes, TODAY) == []
    found = {one.kind: one for one in queries.due(OPERATOR, bloc.tree.nodes, date(2024, 3, 20))}
    vote, soon = found["xet_chinh_thuc"], found["sap_het_du_bi"]
    assert (vote.count, vote.deadline, vote.overdue) == (2, date(2024, 3, 22), 0)
    assert vote.people == (bloc.people["Trà Thị Mẫn"], bloc.people["Khúc Văn Ổn"])
    assert vote.this_week == 1 and vote.organ_title == "Chi bộ"
    assert soon.people == (bloc.people["Ông Thị Ước"],)
    assert found["lop_dang_vien_moi"].count == 1
    late = {one.kind: one for one in queries.due(OPERATOR, bloc.tree.nodes, date(2024, 4, 1))}
    assert late["xet_chinh_thuc"].overdue == 1 and "quá hạn" in late["xet_chinh_thuc"].words


def test_what_is_due_keeps_to_the_organisations_asked_and_seen(bloc: SmallBloc) -> None:
    day = date(2024, 3, 20)
    cell = actor_for(person(bloc.second_cell, "chi_bo_bi_thu"))
    mine = queries.due(cell, bloc.tree.nodes, day)
    assert {p for one in mine for p in one.people} == {bloc.people["Khúc Văn Ổn"]}
    assert queries.due(cell, [bloc.first_cell], day) == []


def test_a_certificate_that_soon_expires_is_told(bloc: SmallBloc) -> None:
    (one,) = listed(bloc, bloc.first_cell)
    certified([one], on=date(2018, 8, 20))
    found = {d.kind: d for d in queries.due(OPERATOR, bloc.tree.nodes, TODAY)}
    assert (found["chung_nhan"].people, found["chung_nhan"].deadline) == ((one,), date(2023, 8, 20))
    assert "chung_nhan" not in {
        d.kind for d in queries.due(OPERATOR, bloc.tree.nodes, TODAY - timedelta(days=200))
    }


def test_the_dossier_tells_what_is_missing_and_what_may_be_done(bloc: SmallBloc) -> None:
    (one,) = listed(bloc, bloc.first_cell)
    view = queries.dossier(actor=OPERATOR, person=one)
    assert view.next is not None
    closed = {check.name for check in view.next.checks if not check.ok}
    assert closed == {"chung_nhan", "gioi_thieu", "don", "ly_lich", "tham_tra", "y_kien"}
    assert [s.slug for s in view.possible] == ["don"]


def test_for_a_step_of_several_people_the_able_and_the_waiting_are_told_apart(bloc: SmallBloc) -> None:
    able = ready(bloc, bloc.first_cell, NAMES[:2])
    listed(bloc, bloc.first_cell, NAMES[2:3])
    found, waiting = queries.ready(actor=OPERATOR, organisation=bloc.root, step="nghi_quyet_chi_bo")
    assert {line.person for line in found} == set(able)
    assert waiting == []
    found, waiting = queries.ready(actor=OPERATOR, organisation=bloc.root, step="don")
    assert [line.name for line in found] == [NAMES[2]]


def test_the_forecast_counts_what_is_done_and_what_is_on_the_way(bloc: SmallBloc) -> None:
    at_many_stages(bloc)
    found = queries.forecast(OPERATOR, bloc.tree.nodes, TODAY, target=5)
    assert found.done == 3 and found.done_by_month[1:4] == (1, 1, 1)
    assert len(found.pipeline.groups["da_quyet_dinh"]) == 1
    assert found.pipeline.band.low >= 4
    assert found.pace.years == (), "2023 is the first year on record"
    assert found.missing == 5 - found.band.middle


def test_questions_do_not_grow_with_the_people(bloc: SmallBloc) -> None:
    def cost() -> list[int]:
        counts = []
        for ask in (
            lambda: queries.board(actor=OPERATOR, organisation=bloc.root, today=TODAY),
            lambda: queries.due(OPERATOR, bloc.tree.nodes, TODAY),
            lambda: queries.forecast(OPERATOR, bloc.tree.nodes, TODAY),
            lambda: queries.ready(actor=OPERATOR, organisation=bloc.root, step="le_ket_nap"),
        ):
            with CaptureQueriesContext(
                connection,
            ) as caught:
                ask()
            counts.append(len(caught))
        return counts

    decided(bloc, bloc.first_cell, NAMES[:1])
    one = cost()
    decided(bloc, bloc.first_cell, NAMES[1:])
    assert cost() == one
    assert max(one) <= 26, one  # of which the tree, the parameters and the calendar take ten
