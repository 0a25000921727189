"""Who may see this? The answer is that of the gate itself."""

from __future__ import annotations

from datetime import date

import pytest
from tests.support import SmallBloc, person, small_bloc

from dangvu.accounts.actions import end_grants
from dangvu.accounts.models import Grant, User
from dangvu.accounts.queries import actor_for, may_ask_who_sees, who_may_see
from dangvu.accounts.roles import ROLES
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.capabilities import ALL, READ_FIGURES, READ_NAMES, Refused
from dangvu.organisations.access import may
from dangvu.organisations.actions import move

pytestmark = pytest.mark.django_db


@pytest.fixture
def bloc(monkeypatch: pytest.MonkeyPatch) -> SmallBloc:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")
    return small_bloc()


def test_the_answer_equals_the_gate_for_every_organisation_capability_and_account(bloc: SmallBloc) -> None:
    places = [bloc.root, bloc.first_unit, bloc.first_cell, bloc.second_unit]
    for number, role in enumerate(ROLES):
        person(places[number % len(places)], role)
    users = list(User.objects.all())
    actors = {user.pk: actor_for(user) for user in users}
    for organisation in [*places, bloc.lone_cell]:
        for capability in ALL:
            told = {
                a.user for a in who_may_see(actor=OPERATOR, organisation=organisation, capability=capability)
            }
            assert told == {pk for pk, actor in actors.items() if may(actor, capability, organisation)}


def test_each_reason_names_the_role_and_the_organisation_it_comes_from(bloc: SmallBloc) -> None:
    person(bloc.root, "bi_thu")
    person(bloc.first_unit, "bi_thu")
    found = who_may_see(actor=OPERATOR, organisation=bloc.first_cell, capability=READ_NAMES)
    assert [(a.role, a.organisation_name) for a in found] == [
        ("Bí thư, phó bí thư cấp ủy", "Đảng bộ Sở Thứ Nhất"),
        ("Bí thư, phó bí thư cấp ủy", "Đảng bộ Khối thử nghiệm"),
    ]


def test_an_ended_grant_and_a_closed_account_see_nothing(bloc: SmallBloc) -> None:
    person(bloc.root, "bi_thu")
    gone = person(bloc.first_unit, "bi_thu")
    User.objects.filter(pk=gone.pk).update(is_active=False)
    end_grants(
        actor=OPERATOR, grants=list(Grant.objects.filter(organisation_id=bloc.root)), on=date(2023, 7, 1)
    )
    assert who_may_see(actor=OPERATOR, organisation=bloc.first_cell, capability=READ_FIGURES) == []


def test_a_moved_organisation_is_seen_by_its_new_superior(bloc: SmallBloc) -> None:
    person(bloc.first_unit, "bi_thu")
    person(bloc.second_unit, "bi_thu")
    move(actor=OPERATOR, organisation=bloc.first_cell, parent=bloc.second_unit, on=date(2023, 7, 1))
    found = who_may_see(actor=OPERATOR, organisation=bloc.first_cell, capability=READ_NAMES)
    assert [a.organisation for a in found] == [bloc.second_unit]


def test_only_the_secretary_and_those_who_manage_accounts_may_ask(bloc: SmallBloc) -> None:
    for role in ROLES:
        actor = actor_for(person(bloc.first_unit, role))
        asks = may_ask_who_sees(actor, bloc.first_cell)
        assert asks == bool({"accounts.manage", "accounts.read"} & ROLES[role].capabilities)
        if not asks:
            with pytest.raises(Refused):
                who_may_see(actor=actor, organisation=bloc.first_cell, capability=READ_FIGURES)
        assert not may_ask_who_sees(actor, bloc.second_unit)
