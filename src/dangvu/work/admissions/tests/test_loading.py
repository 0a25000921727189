"""For counts only what judging asks is read; for gates and dossiers everything. Both judge alike."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from tests.support import SmallBloc, small_bloc

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.audit.actions import act
from dangvu.members.models import Certificate, Membership, Status
from dangvu.organisations.queries import tree_on
from dangvu.work.admissions import queries
from dangvu.work.admissions.models import DossierStep, Introduction, OutstandingPerson
from dangvu.work.admissions.queries.loading import Case, Loader
from dangvu.work.admissions.rules.deadlines import OVERDUE
from dangvu.work.admissions.rules.steps import AWARENESS, NEW_MEMBERS, STEPS, YOUTH
from dangvu.work.admissions.tests.way import listed

pytestmark = pytest.mark.django_db
TODAY = date(2024, 3, 20)


def day(dice: Random) -> date:
    return TODAY - timedelta(days=dice.randrange(900))


def at_random(bloc: SmallBloc, dice: Random, people: int = 80) -> None:
    """People of whom anything at all is recorded, in any order and on any day, possible or not."""
    cells = (bloc.first_cell, bloc.second_cell, bloc.third_cell, bloc.lone_cell)
    for cell in cells:
        listed(bloc, cell, [f"Lục Văn Ươm {cell} {n}" for n in range(people // len(cells))])
    with act(OPERATOR, "test.random") as opened:
        for row in OutstandingPerson.objects.known():
            if dice.random() < 0.5:
                Membership.objects.create(
                    person_id=row.person_id, organisation_id=dice.choice(cells), status=Status.PROBATIONARY,
                    valid_from=day(dice), known_from_act=opened,
                )  # fmt: skip
            for step in dice.sample(STEPS, dice.randrange(len(STEPS))):
                for _ in range(dice.choice((1, 1, 2))):
                    on = day(dice)
                    DossierStep.objects.create(
                        dossier_id=row.dossier_id, organisation_id=row.organisation_id, step=step.slug, on=on,
                        received_on=dice.choice((None, on + timedelta(days=3))), passed=dice.random() < 0.7,
                        extra_days=dice.choice((0, 30)), document_number="1", note="x", known_from_act=opened,
                    )  # fmt: skip
            for kind in (AWARENESS, NEW_MEMBERS):
                if dice.random() < 0.6:
                    Certificate.objects.create(
                        person_id=row.person_id, kind=kind, issued_on=day(dice),
                        grade=dice.choice(("kha", "khong_dat")), known_from_act=opened,
                    )  # fmt: skip
            if dice.random() < 0.5:
                Introduction.objects.create(
                    dossier_id=row.dossier_id, kind=YOUTH, on=day(dice), known_from_act=opened
                )


def judged(case: Case) -> tuple[object, ...]:
    return case.organisation, case.dossier, case.file.is_probationer, case.stage, case.since, case.terms


@pytest.mark.parametrize("seed", range(4))
def test_a_file_read_only_as_far_as_judging_asks_is_judged_as_the_whole_one(seed: int) -> None:
    bloc = small_bloc()
    at_random(bloc, Random(seed))
    places = set(bloc.tree.nodes)
    whole = Loader(TODAY, tree_on(TODAY)).in_organisations(places, whole=True)
    light = Loader(TODAY, tree_on(TODAY)).in_organisations(places)
    assert len({case.stage for case in whole}) > 8
    assert {case.person: judged(case) for case in light} == {case.person: judged(case) for case in whole}


def test_each_number_of_the_board_and_of_what_is_due_is_the_length_of_its_list() -> None:
    bloc = small_bloc()
    at_random(bloc, Random(9))
    board, due = queries.desk(actor=OPERATOR, organisation=bloc.root, today=TODAY, tree=bloc.tree)
    assert board.count == sum(row.count for row in board.rows) == len(board.lines)
    for row in board.rows:
        assert row.count == len(board.of(stage=row.step.slug))
        assert row.overdue == len(board.of(stage=row.step.slug, states=(OVERDUE,)))
    assert board.overdue == len(board.of(states=(OVERDUE,)))
    for one in due:
        assert one.count == len(board.of(people=one.people))
    assert [line.order for line in board.lines] == sorted(line.order for line in board.lines)
