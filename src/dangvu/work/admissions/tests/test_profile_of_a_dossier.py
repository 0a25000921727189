"""What a dossier says of schooling, occupation and mass organisation is known about the person from then on."""

from __future__ import annotations

from datetime import date

import pytest
from tests.support import SmallBloc, small_bloc

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.partial_date import PartialDate
from dangvu.members.actions import Profile
from dangvu.members.models import PersonProfile
from dangvu.work.admissions.actions import NewOutstanding, amend, list_outstanding

pytestmark = pytest.mark.django_db


@pytest.fixture
def bloc(monkeypatch: pytest.MonkeyPatch) -> SmallBloc:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")
    return small_bloc()


def listed(bloc: SmallBloc, schooling: str = "thcs") -> int:
    profile = Profile(
        name="Lục Thị Ươm", birth=PartialDate(1999, 4, 2), unit_id=bloc.first_unit, occupation="hoc_sinh", union="doan_vien"
    )  # fmt: skip
    new = NewOutstanding(bloc.first_cell, date(2023, 6, 5), profile=profile, schooling=schooling)
    return list_outstanding(actor=OPERATOR, organisation=bloc.first_unit, people=[new])[0]


def told(person: int) -> tuple[str, str, str]:
    row = PersonProfile.objects.known().get(person_id=person)
    return row.schooling, row.occupation, row.union


def test_whoever_is_put_on_the_list_brings_schooling_and_the_rest_along(bloc: SmallBloc) -> None:
    person = listed(bloc)
    assert told(person) == ("thcs", "hoc_sinh", "doan_vien")
    assert PersonProfile.objects.filter(person_id=person).count() == 1, "told once"


def test_what_is_amended_in_the_dossier_is_known_about_the_person_and_the_rest_stays(bloc: SmallBloc) -> None:
    person = listed(bloc)
    for _ in range(2):
        amend(actor=OPERATOR, organisation=bloc.first_unit, people=[person], schooling="thpt")
    assert told(person) == ("thpt", "hoc_sinh", "doan_vien")
    assert PersonProfile.objects.filter(person_id=person).count() == 2, "superseded once"
