"""Making accounts and granting roles."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dangvu.accounts.models import Grant, User
from dangvu.accounts.roles import ROLES
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.capabilities import MANAGE_ACCOUNTS
from dangvu.organisations.access import require


class UnknownRole(ValueError):
    """There is no role of that name."""


def create_user(
    *, actor: Actor, username: str, password: str, full_name: str, organisation: int, role: str, on: date
) -> User:
    """Make an account with one role at one organisation from ``on``."""
    require(actor, MANAGE_ACCOUNTS, organisation)
    with act(actor, "accounts.create_user") as opened:
        user = User.objects.create_user(username=username, password=password, full_name=full_name)
        grant(actor=actor, users=[user], organisation=organisation, role=role, on=on)
        record(opened, "accounts.create_user", count=1, organisation_id=organisation, username=username)
    return user


def grant(*, actor: Actor, users: Sequence[User], organisation: int, role: str, on: date) -> None:
    """Give each user the role at the organisation from ``on``."""
    require(actor, MANAGE_ACCOUNTS, organisation)
    if role not in ROLES:
        raise UnknownRole(f"Không có vai trò “{role}”.")
    with act(actor, "accounts.grant") as opened:
        Grant.objects.bulk_create(
            Grant(user=user, organisation_id=organisation, role=role, valid_from=on, known_from_act=opened)
            for user in users
        )
        record(opened, "accounts.grant", count=len(users), organisation_id=organisation, role=role)


def end_grants(*, actor: Actor, grants: Sequence[Grant], on: date) -> None:
    """End grants on ``on``; the rows stay, closed. What was ended meanwhile is not opened again."""
    for row in grants:
        require(actor, MANAGE_ACCOUNTS, row.organisation_id)
    with act(actor, "accounts.end_grants") as opened:
        for row in grants:
            if not Grant.objects.known().filter(pk=row.pk).update(known_to_act=opened):
                continue
            Grant.objects.create(
                user=row.user, organisation_id=row.organisation_id, role=row.role,
                valid_from=row.valid_from, valid_to=on, known_from_act=opened,
            )  # fmt: skip
        record(opened, "accounts.end_grants", count=len(grants))
