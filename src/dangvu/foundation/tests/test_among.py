"""Many ids in one parameter: the same rows as with ``__in``."""

from __future__ import annotations

import pytest
from tests.support import small_bloc

from dangvu.members.models import Membership
from dangvu.organisations.models import Organisation

pytestmark = pytest.mark.django_db


def test_the_rows_are_those_of_in_by_a_link_an_id_and_a_key() -> None:
    bloc = small_bloc()
    wanted = {bloc.first_cell, bloc.lone_cell, 10**12}
    stays = Membership.objects.all()
    told = set(stays.filter(organisation_id__in=wanted).values_list("pk", flat=True))
    assert told
    assert set(stays.filter(organisation__among=wanted).values_list("pk", flat=True)) == told
    assert set(stays.filter(organisation_id__among=list(wanted)).values_list("pk", flat=True)) == told
    assert set(stays.filter(pk__among=told).values_list("pk", flat=True)) == told
    assert set(stays.exclude(organisation__among=wanted)) == set(stays.exclude(organisation__in=wanted))
    assert Organisation.objects.filter(pk__among=wanted).count() == 2


def test_of_none_there_is_nothing_and_the_database_is_not_asked(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert list(Membership.objects.filter(organisation__among=set())) == []


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        Membership.objects.filter(organisation__among=["1) OR (1=1"])
