"""The database is asked as often for sixty units as for three."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dangvu.foundation.actor import OPERATOR
from dangvu.indicators.catalogue import CATALOGUE
from dangvu.indicators.engine import Run
from dangvu.organisations.actions import ListedOrganisation, take_over
from dangvu.organisations.models import Organisation
from dangvu.work.meetings.actions import NewMeeting, record_meetings
from tests.golden.world import FIRST_DAY, HALF, make_world


def queries_of_all_figures() -> int:
    everywhere = list(Organisation.objects.values_list("pk", flat=True))
    with CaptureQueriesContext(connection) as asked:
        Run(HALF).figures(CATALOGUE, everywhere)
    return len(asked)


@pytest.mark.django_db
def test_sixty_units_cost_no_more_queries_than_three() -> None:
    world = make_world(5, units=3, people=40, reorganisations=0)
    with_three = queries_of_all_figures()
    more = [ListedOrganisation(f"Chi bộ Thêm {n}", "chi_bo_co_so", parent_id=world.root) for n in range(57)]
    units = take_over(actor=OPERATOR, on=FIRST_DAY, listed=more)
    meetings = [NewMeeting(unit, "chuyen_de", HALF.start, attended=3) for unit in units]
    record_meetings(actor=OPERATOR, organisation=world.root, meetings=meetings)
    assert queries_of_all_figures() == with_three
    assert (
        with_three < 110
    )  # a question for each source, and for each base and year that targets are held against
