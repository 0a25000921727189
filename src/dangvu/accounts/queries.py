"""The one bridge from a login to an Actor, and who may see an organisation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dangvu.accounts.models import Grant, User
from dangvu.accounts.roles import ROLES
from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import MANAGE_ACCOUNTS, READ_ACCESS, Refused
from dangvu.organisations.access import may
from dangvu.organisations.queries import tree_on
from dangvu.organisations.tree import Tree


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


@dataclass(frozen=True, slots=True)
class Access:
    """One reason why a person may see something: a role, held at this organisation or above it."""

    user: int
    name: str
    role: str
    sentence: str
    organisation: int
    organisation_name: str
    since: date


def may_ask_who_sees(actor: Actor, organisation: int, tree: Tree | None = None) -> bool:
    """Those who manage accounts there, and the secretary."""
    tree = tree or tree_on(clock.today())
    return any(may(actor, can, organisation, tree=tree) for can in (MANAGE_ACCOUNTS, READ_ACCESS))


def who_may_see(*, actor: Actor, organisation: int, capability: str) -> list[Access]:
    """Everyone who holds the capability at the organisation today, and through which role at which organisation.

    The answer is that of the gate itself: today's tree, today's grants, accounts that may still sign in. Nearest
    organisation first; whoever holds two roles stands twice. The command line's operator is not a person and is
    not listed.
    """
    today = clock.today()
    tree = tree_on(today)
    if not may_ask_who_sees(actor, organisation, tree):
        raise Refused("Đồng chí không có quyền xem danh sách người được xem.")
    path = tree.path(organisation)
    roles = [role.slug for role in ROLES.values() if capability in role.capabilities]
    rows = (
        Grant.objects.known()
        .valid_on(today)
        .filter(organisation_id__in=path, role__in=roles, user__is_active=True)
        .select_related("user")
    )
    found = [
        Access(row.user_id, str(row.user), ROLES[row.role].title, ROLES[row.role].sentence,
               row.organisation_id, tree[row.organisation_id].name, row.valid_from)
        for row in rows
    ]  # fmt: skip
    return sorted(found, key=lambda access: (path.index(access.organisation), access.role, access.name))
