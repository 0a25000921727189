"""Accounts are made by the upper unit, nobody lifts themselves, and rights act at once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.utils import timezone
from tests.support import PASSWORD, SmallBloc, person, small_bloc

from dangvu.accounts import rules
from dangvu.accounts.actions import (
    change_password,
    close_accounts,
    confirm_accounts,
    create_user,
    end_grants,
    grant,
    open_account,
    reopen_account,
    reset_password,
)
from dangvu.accounts.actions.factors import remove_factor, reset_factors
from dangvu.accounts.actions.settings import enter_parameter, may_set_up
from dangvu.accounts.models import Grant, User
from dangvu.accounts.queries import account, accounts_below, actor_for, administered, own_account
from dangvu.foundation.actor import OPERATOR, Actor
from dangvu.foundation.audit.models import Entry
from dangvu.foundation.capabilities import Refused
from dangvu.foundation.parameters.queries import Parameters
from dangvu.foundation.refusals import Impossible

TODAY = date(2026, 11, 24)
NOW = "2026-11-24T09:00:00+07:00"
SAID = "đã đối chiếu giấy tờ"


@pytest.fixture(autouse=True)
def at_nine(db: None) -> object:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def bloc(at_nine: None) -> SmallBloc:
    return small_bloc()


def administrator(bloc: SmallBloc, at: int | None = None) -> Actor:
    return actor_for(person(bloc.root if at is None else at, "quan_tri", f"quan.tri.{at or 0}"))


# Making and granting.


def test_a_new_account_gets_an_envelope_and_signs_in_with_its_code(bloc: SmallBloc) -> None:
    envelope = open_account(
        actor=administrator(bloc), username="hoa.nt", full_name="Nguyễn  Thị Hoa", organisation=bloc.first_cell,
        role="chi_bo_bi_thu", on=TODAY,
    )  # fmt: skip
    user = User.objects.get(username="hoa.nt")
    assert user.full_name == "Nguyễn Thị Hoa"
    assert user.check_password(rules.as_typed(envelope.code))
    assert user.temporary_until == timezone.now() + timedelta(days=7)
    assert not user.password_only
    kept = str(list(Entry.objects.values_list("detail", flat=True)))
    assert rules.as_typed(envelope.code) not in kept and envelope.code not in kept


def test_a_name_that_is_taken_is_told_with_another_one(bloc: SmallBloc) -> None:
    person(bloc.root, "theo_doi", "hoa.nt")
    with pytest.raises(Impossible, match=r"hoa\.nt2"):
        open_account(
            actor=OPERATOR,
            username="hoa.nt",
            full_name="A",
            organisation=bloc.root,
            role="theo_doi",
            on=TODAY,
        )


@pytest.mark.parametrize("name", ["Hoa", "nguyễn", "a", "1a2", "a b", "hoa@nt", "x" * 41])
def test_user_names_can_be_typed_on_any_keyboard(name: str, bloc: SmallBloc) -> None:
    with pytest.raises(Impossible, match="không dấu"):
        open_account(
            actor=OPERATOR, username=name, full_name="A", organisation=bloc.root, role="theo_doi", on=TODAY
        )


def test_nobody_makes_accounts_above_or_beside_their_unit(bloc: SmallBloc) -> None:
    actor = administrator(bloc, bloc.first_unit)
    for place in (bloc.root, bloc.second_unit, bloc.third_cell):
        with pytest.raises(Refused):
            open_account(
                actor=actor, username="moi", full_name="A", organisation=place, role="theo_doi", on=TODAY
            )


def test_roles_stand_where_they_belong(bloc: SmallBloc) -> None:
    actor, user = administrator(bloc), person(bloc.first_cell, "chi_bo_can_bo")
    with pytest.raises(Impossible, match="không giao ở chi bộ trực thuộc"):
        grant(actor=actor, users=[user], organisation=bloc.first_cell, role="tinh_to_chuc", on=TODAY)
    with pytest.raises(Impossible):
        grant(actor=actor, users=[user], organisation=bloc.root, role="chi_bo_bi_thu", on=TODAY)
    grant(actor=actor, users=[user], organisation=bloc.lone_cell, role="chi_bo_bi_thu", on=TODAY)


def test_nobody_gives_or_takes_their_own_roles(bloc: SmallBloc) -> None:
    user = person(bloc.root, "quan_tri")
    actor = actor_for(user)
    with pytest.raises(Impossible, match="tự giao"):
        grant(actor=actor, users=[user], organisation=bloc.root, role="tinh_to_chuc", on=TODAY)
    with pytest.raises(Impossible, match="tự kết thúc"):
        end_grants(actor=actor, grants=list(user.grants.all()), on=TODAY)
    for action in (reset_password, reset_factors):
        with pytest.raises(Impossible, match="không tự làm"):
            action(actor=actor, user=user, reason=SAID)


def test_a_role_is_not_given_twice_for_the_same_days(bloc: SmallBloc) -> None:
    actor, user = administrator(bloc), person(bloc.first_cell, "chi_bo_can_bo")
    with pytest.raises(Impossible, match="đã có vai trò"):
        grant(actor=actor, users=[user], organisation=bloc.first_cell, role="chi_bo_can_bo", on=TODAY)


def test_a_grant_holds_from_its_first_day_to_its_last(bloc: SmallBloc) -> None:
    user = person(bloc.first_cell, "chi_bo_can_bo")
    grant(
        actor=administrator(bloc), users=[user], organisation=bloc.lone_cell, role="chi_bo_bi_thu",
        on=TODAY + timedelta(days=1), until=TODAY + timedelta(days=3),
    )  # fmt: skip
    held = [bloc.lone_cell in actor_for(user, TODAY + timedelta(days=day)).grants for day in range(5)]
    assert held == [False, True, True, False, False]


def test_a_grant_that_was_ended_holds_no_longer_and_stays_on_record(bloc: SmallBloc) -> None:
    user = person(bloc.first_cell, "chi_bo_can_bo")
    end_grants(actor=administrator(bloc), grants=list(Grant.objects.known().filter(user=user)), on=TODAY)
    assert actor_for(user).grants == {}
    assert actor_for(user, TODAY - timedelta(days=1)).grants != {}
    assert Grant.objects.filter(user=user).count() == 2


# Passwords.


def test_the_password_of_ones_own_replaces_the_envelope(bloc: SmallBloc) -> None:
    user = person(bloc.root, "theo_doi")
    reset_password(actor=administrator(bloc), user=user, reason=SAID)
    change_password(user=user, new="tre-lang-xa-ngai-ben-song")
    user.refresh_from_db()
    assert user.temporary_until is None
    assert user.check_password("tre-lang-xa-ngai-ben-song")


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("ngan-qua", "cần ít nhất 12"),
        ("dangvien2024", "dễ đoán"),
        ("Đảng viên 1985!", "dễ đoán"),
        ("nguyenthihoa1", "dễ đoán"),
        ("123456789012", "chữ số"),
        ("aaaaaaaaaaaaaaaa", "dễ đoán"),
        ("matkhau12345678", "dễ đoán"),
        (PASSWORD, "trùng"),
    ],
)
def test_easy_passwords_are_refused_with_a_reason(bloc: SmallBloc, password: str, why: str) -> None:
    user = person(bloc.root, "theo_doi", "hoa.nt")
    user.full_name = "Nguyễn Thị Hoa"
    user.save()
    with pytest.raises(Impossible, match=why) as refused:
        change_password(user=user, new=password)
    assert refused.value.field == "new"


def test_administrators_choose_longer_passwords(bloc: SmallBloc) -> None:
    user = person(bloc.root, "quan_tri")
    with pytest.raises(Impossible, match="cần ít nhất 15"):
        change_password(user=user, new="cau-tre-mua-ha")
    change_password(user=user, new="cau-tre-mua-ha-nang")


# Lost things, closing.


def test_a_reset_needs_a_reason_and_is_on_record(bloc: SmallBloc) -> None:
    actor, user = administrator(bloc), person(bloc.first_unit, "co_so_to_chuc")
    Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})
    with pytest.raises(Impossible, match="Chưa ghi lý do"):
        reset_factors(actor=actor, user=user, reason="  ")
    reset_factors(actor=actor, user=user, reason=SAID)
    assert not Authenticator.objects.filter(user=user).exists()
    entry = Entry.objects.get(action="accounts.reset_factors")
    assert (entry.act.reason, entry.act.user_id, entry.organisation_id) == (
        SAID,
        actor.user_id,
        bloc.first_unit,
    )


def test_nobody_takes_over_an_account_that_can_do_more_elsewhere(bloc: SmallBloc) -> None:
    user = person(bloc.first_unit, "co_so_to_chuc")
    create_user(
        actor=OPERATOR,
        username="khac",
        password=PASSWORD,
        full_name="",
        organisation=bloc.root,
        role="bi_thu",
        on=TODAY,
    )
    grant(actor=OPERATOR, users=[user], organisation=bloc.second_unit, role="theo_doi", on=TODAY)
    actor = administrator(bloc, bloc.first_unit)
    assert not administered(actor, user)
    for action in (reset_password, reset_factors):
        with pytest.raises(Refused):
            action(actor=actor, user=user, reason=SAID)
    with pytest.raises(Refused):
        close_accounts(actor=actor, users=[user], reason=SAID)
    assert administered(administrator(bloc), user)


def test_an_account_without_any_role_is_administered_at_the_root_alone(bloc: SmallBloc) -> None:
    user = User.objects.create_user("khong.vai.tro")
    assert administered(administrator(bloc), user)
    assert not administered(administrator(bloc, bloc.first_unit), user)


def test_a_closed_account_has_no_rights_and_opens_again_with_an_envelope(bloc: SmallBloc) -> None:
    actor, user = administrator(bloc), person(bloc.first_unit, "co_so_to_chuc")
    close_accounts(actor=actor, users=[user], reason=SAID)
    user.refresh_from_db()
    assert not user.is_active and actor_for(user).grants == {}
    envelope = reopen_account(actor=actor, user=user, reason=SAID)
    user.refresh_from_db()
    assert (
        user.is_active and user.check_password(rules.as_typed(envelope.code)) and actor_for(user).grants == {}
    )


def test_closing_twice_closes_once(bloc: SmallBloc) -> None:
    user = person(bloc.first_unit, "co_so_to_chuc")
    for _ in range(2):
        close_accounts(actor=OPERATOR, users=[user], reason=SAID)
    assert Entry.objects.filter(action="accounts.close").count() == 1


def test_the_last_factor_of_a_real_account_stays(bloc: SmallBloc) -> None:
    user = person(bloc.root, "theo_doi")
    user.password_only = False
    user.save()
    only = Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})
    with pytest.raises(Impossible, match="cuối cùng"):
        remove_factor(user=user, factor=only.pk)
    Authenticator.objects.create(user=user, type="webauthn", data={"name": "Máy"})
    remove_factor(user=user, factor=only.pk)
    assert not Authenticator.objects.filter(pk=only.pk).exists()


# Lists.


def test_the_list_holds_who_is_here_and_below_and_nobody_else(bloc: SmallBloc) -> None:
    names = {
        place: person(at, "theo_doi", place).username
        for place, at in {"o.tren": bloc.root, "o.day": bloc.first_unit, "o.duoi": bloc.first_cell,
                          "ben.canh": bloc.second_unit}.items()
    }  # fmt: skip
    found = accounts_below(actor=administrator(bloc, bloc.first_unit), organisation=bloc.first_unit)
    assert {one.user.username for one in found} == {
        names["o.day"], names["o.duoi"], f"quan.tri.{bloc.first_unit}",
    }  # fmt: skip
    with pytest.raises(LookupError):
        account(actor=OPERATOR, organisation=bloc.first_unit, user=User.objects.get(username="ben.canh").pk)


def test_after_six_months_the_account_is_to_be_confirmed(bloc: SmallBloc) -> None:
    user = person(bloc.first_unit, "co_so_to_chuc")
    with time_machine.travel("2027-05-23T09:00:00+07:00", tick=False):
        assert not own_account(user).unconfirmed
    with time_machine.travel("2027-05-24T09:00:00+07:00", tick=False):
        assert own_account(user).unconfirmed
        confirm_accounts(actor=OPERATOR, organisation=bloc.root, users=[user])
        assert not own_account(user).unconfirmed
        assert own_account(user).confirmed_on == date(2027, 5, 24)
    with time_machine.travel("2027-11-24T09:00:00+07:00", tick=False):
        assert own_account(user).unconfirmed


def test_an_account_that_nobody_uses_for_45_days_is_marked(bloc: SmallBloc) -> None:
    user = person(bloc.first_unit, "co_so_to_chuc")
    with time_machine.travel("2027-01-08T09:00:00+07:00", tick=False):
        assert not own_account(user).unused
    with time_machine.travel("2027-01-09T09:00:00+07:00", tick=False):
        assert own_account(user).unused


def test_a_list_costs_the_same_however_long(bloc: SmallBloc, django_assert_max_num_queries: object) -> None:
    for number in range(30):
        person(bloc.first_unit, "theo_doi", f"nguoi.{number}")
    with django_assert_max_num_queries(9):  # type: ignore[operator]
        assert len(accounts_below(actor=OPERATOR, organisation=bloc.root)) == 30


# Accounts of the demo; parameters.


def test_only_the_operator_makes_accounts_without_a_second_step_and_never_in_production(
    bloc: SmallBloc, settings: object
) -> None:
    asked = {
        "username": "thu", "password": "x", "full_name": "", "organisation": bloc.root, "role": "theo_doi",
        "on": TODAY, "password_only": True,
    }  # fmt: skip
    with pytest.raises(Refused):
        create_user(actor=administrator(bloc), **asked)
    settings.PRODUCTION = True  # type: ignore[attr-defined]
    with pytest.raises(Refused):
        create_user(actor=OPERATOR, **asked)


def test_a_parameter_is_entered_at_the_root_with_its_document(bloc: SmallBloc) -> None:
    asked = {"code": "admission.minimum_age", "value": 20, "valid_from": date(2027, 1, 1)}
    with pytest.raises(Refused):
        enter_parameter(actor=administrator(bloc, bloc.first_unit), document="QĐ 1", **asked)
    with pytest.raises(Refused):
        enter_parameter(actor=actor_for(person(bloc.root, "bi_thu")), document="QĐ 1", **asked)
    with pytest.raises(Impossible, match="văn bản"):
        enter_parameter(actor=administrator(bloc), document=" ", **asked)
    enter_parameter(actor=actor_for(User.objects.get(username="quan.tri.0")), document="QĐ 1", **asked)
    known = Parameters()
    assert known.on("admission.minimum_age", date(2026, 12, 31)).value == 18
    assert known.on("admission.minimum_age", date(2027, 1, 1)).value == 20


def test_setting_up_is_for_the_root(bloc: SmallBloc) -> None:
    assert may_set_up(administrator(bloc))
    assert not may_set_up(administrator(bloc, bloc.first_unit))
