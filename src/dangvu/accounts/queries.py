"""The one bridge from a login to an Actor."""

from __future__ import annotations

from datetime import date

from dangvu.accounts.models import Grant, User
from dangvu.accounts.roles import ROLES
from dangvu.foundation import clock
from dangvu.foundation.actor import Actor


def actor_for(user: User, on: date | None = None) -> Actor:
    """The actor that this user is on ``on`` (today): what is granted then, by organisation."""
    grants: dict[int, frozenset[str]] = {}
    rows = Grant.objects.known().valid_on(on or clock.today()).filter(user=user)
    for organisation, role in rows.values_list("organisation_id", "role"):
        held = ROLES[role].capabilities if role in ROLES else frozenset()
        grants[organisation] = grants.get(organisation, frozenset()) | held
    return Actor(label=str(user), user_id=user.pk, grants=grants)


def actor_of(user: int) -> Actor:
    """The actor of a user's id, with the rights of today; whoever's account is closed has none.

    LookupError for an id that nobody has.
    """
    found = User.objects.filter(pk=user).first()
    if found is None:
        raise LookupError(user)
    return actor_for(found) if found.is_active else Actor(label=str(found), user_id=found.pk)
