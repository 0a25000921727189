"""Two independent computations of every number of the statistical forms: the engine and a slow walk."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.audit.queries import last_act
from dangvu.foundation.periods import Period
from dangvu.indicators.engine import Run
from dangvu.members.models import Absence
from dangvu.organisations.models import Organisation
from dangvu.statistics import queries, seeds
from dangvu.statistics.counting import NOT_RECORDED, FormRun, Sheet
from tests.golden.forms_walk import NO_DATA, FormsWalk, seeded
from tests.golden.slow_walk import SlowWalk
from tests.golden.world import HALF, make_world

pytestmark = pytest.mark.django_db


def differing(period: Period, known: int | None = None) -> list[str]:
    """Every number in which the two do not agree, for every organisation that ever was."""
    run, walk = FormRun(period, known=known), SlowWalk(period, known)
    everywhere = list(Organisation.objects.order_by("pk").values_list("pk", flat=True))
    exempt: list[Any] = [row for row in Absence.objects.values() if walk._was_known(row)]
    found = []
    for code, version in queries.forms_on(period.start).items():
        cells = Sheet(run, version.form).cells(everywhere)
        slow = FormsWalk(walk, seeded()[code], exempt)
        for organisation in everywhere:
            for place, value in slow.values(organisation).items():
                cell = cells[organisation][place]
                mine = NO_DATA if cell.lack == NOT_RECORDED else cell.value
                if value != "not compared" and mine != value:
                    found.append(f"{period.code} {code} {place} at {organisation}: {mine}, walk {value}")
    return found


@pytest.mark.parametrize("seed", range(2))
def test_forms_and_slow_walk_agree_in_every_number(seed: int) -> None:
    make_world(seed)
    seeds.seed(actor=OPERATOR)
    for period in (HALF, Period.parse("2022-12-01..2023-07-31")):
        assert differing(period) == []


def test_forms_and_slow_walk_agree_on_what_was_known_before() -> None:
    make_world(11)
    last = last_act()
    seeds.seed(actor=OPERATOR)
    for known in (0, last // 2):
        assert differing(HALF, known) == []


def test_a_row_that_is_a_figure_is_that_figure() -> None:
    make_world(4)
    seeds.seed(actor=OPERATOR)
    everywhere = list(Organisation.objects.order_by("pk").values_list("pk", flat=True))
    form = queries.form_on("1-TCTW", date(2023, 1, 1)).form
    from dangvu.indicators.catalogue import indicator

    cells = Sheet(FormRun(HALF), form).cells(everywhere)
    names = {row.code: row.counts for row in form.rows if row.counts and not row.only}
    figures = Run(HALF).figures([indicator(name) for name in names.values()], everywhere)
    for organisation in everywhere:
        for code, name in names.items():
            assert cells[organisation][code, "tong-so"].value == figures[organisation][name].value
