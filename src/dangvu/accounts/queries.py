"""The one bridge from a login to an Actor; who may see an organisation; the lists of accounts, of a person's sessions and second steps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Count, Max
from django.utils import timezone

from dangvu.accounts import rules
from dangvu.accounts.models import AccountConfirmation, Draft, Grant, Session, User
from dangvu.accounts.roles import ROLES, UNKNOWN_ROLE, Role
from dangvu.accounts.sessions import at_the_latest, name_of
from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import MANAGE_ACCOUNTS, MANAGE_SETTINGS, READ_ACCESS, Refused
from dangvu.foundation.vietnamese import order_key
from dangvu.organisations.access import may, require
from dangvu.organisations.queries import tree_on
from dangvu.organisations.tree import Node, Tree


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


def addresses_of(organisation: int, capability: str) -> list[str]:
    """Where to write to those who hold the capability at the organisation itself, and have an address on record."""
    slugs = [slug for slug, role in ROLES.items() if capability in role.capabilities]
    rows = Grant.objects.known().valid_on(clock.today()).filter(organisation_id=organisation, role__in=slugs)
    found = rows.filter(user__is_active=True).exclude(user__email="").order_by("user__email")
    return list(dict.fromkeys(found.values_list("user__email", flat=True)))


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


def roles_given_at(node: Node) -> frozenset[str]:
    """The roles that can be given at this organisation, by what it is."""
    return rules.roles_at(
        is_cell=node.is_cell, is_grassroots=node.is_grassroots, is_upper=node.is_upper, is_root=node.parent is None
    )  # fmt: skip


def needs_long_password(user: User) -> bool:
    """Whether the person sets up the system or manages accounts: longer password, shorter idle time."""
    actor = actor_for(user)
    return any(MANAGE_SETTINGS in held or MANAGE_ACCOUNTS in held for held in actor.grants.values())


def sets_up_the_system(user: User) -> bool:
    """Whether the person is an administrator of the system: their sessions lie idle for a shorter time."""
    return any(MANAGE_SETTINGS in held for held in actor_for(user).grants.values())


def administered(actor: Actor, user: User) -> bool:
    """Whether the actor manages accounts wherever this one holds a role; where it holds none, wherever it did.

    So nobody takes over an account that can do more elsewhere than they themselves administer.
    """
    if actor.is_operator:
        return True
    tree, today = tree_on(clock.today()), clock.today()
    rows = list(Grant.objects.known().filter(user=user).values_list("organisation_id", "valid_to"))
    held = {organisation for organisation, ends in rows if ends is None or ends > today}
    places = [place for place in held or {organisation for organisation, _ in rows} if place in tree]
    if not places:
        return not actor.organisations_with(MANAGE_ACCOUNTS).isdisjoint(tree.roots)
    return all(may(actor, MANAGE_ACCOUNTS, place, tree=tree) for place in places)


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role as a list shows it: what, where, from when to when."""

    grant: int
    role: Role
    organisation: str
    code: str
    valid_from: date
    valid_to: date | None
    holds: bool
    to_come: bool

    @property
    def last_day(self) -> date | None:
        return self.valid_to - timedelta(days=1) if self.valid_to else None


@dataclass(frozen=True, slots=True)
class Account:
    """An account as its administrator sees it."""

    user: User
    roles: tuple[HeldRole, ...]
    confirmed_on: date | None
    factors: int
    unconfirmed: bool
    unused: bool

    @property
    def masked_email(self) -> str:
        return rules.masked_email(self.user.email)

    @property
    def state(self) -> str:
        if not self.user.is_active:
            return "đã khóa"
        if self.user.temporary_until:
            return "chờ mở phong bì" if self.user.temporary_until > clock.now() else "phong bì đã hết hạn"
        if not any(role.holds or role.to_come for role in self.roles):
            return "chưa có vai trò"
        return "đang dùng"


def accounts_below(*, actor: Actor, organisation: int) -> list[Account]:
    """The accounts that hold or held a role at the organisation or below it, by the order of names. Bounded queries."""
    require(actor, MANAGE_ACCOUNTS, organisation)
    tree = tree_on(clock.today())
    places = set(tree.descendants(organisation)) if organisation in tree else {organisation}
    users = User.objects.filter(
        pk__in=Grant.objects.known().filter(organisation_id__among=places).values("user_id")
    )
    found = _accounts(list(users), tree)
    return sorted(found, key=lambda account: (not account.user.is_active, order_key(str(account.user))))


def account(*, actor: Actor, organisation: int, user: int) -> Account:
    """One account of the organisation or below; LookupError for any other."""
    require(actor, MANAGE_ACCOUNTS, organisation)
    tree = tree_on(clock.today())
    places = set(tree.descendants(organisation)) if organisation in tree else {organisation}
    if not Grant.objects.known().filter(user_id=user, organisation_id__among=places).exists():
        raise LookupError(user)
    return _accounts([User.objects.get(pk=user)], tree)[0]


def own_account(user: User) -> Account:
    """What the person sees of their own account."""
    return _accounts([user], tree_on(clock.today()))[0]


def _accounts(users: list[User], tree: Tree) -> list[Account]:
    today = clock.today()
    long_ago = rules.months_before(today, rules.CONFIRM_EVERY_MONTHS)
    roles: dict[int, list[HeldRole]] = {}
    for row in Grant.objects.known().filter(user__in=users).order_by("-valid_from", "id"):
        roles.setdefault(row.user_id, []).append(_held(row, tree, today))
    confirmed = dict(
        AccountConfirmation.objects.known().filter(user__in=users).values_list("user").annotate(day=Max("on"))
    )
    second = Authenticator.objects.filter(user__in=users).exclude(type=Authenticator.Type.RECOVERY_CODES)
    factors = dict(second.values_list("user").annotate(count=Count("id")))
    made = []
    for user in users:
        held = tuple(roles.get(user.pk, []))
        looked_at = confirmed.get(user.pk)
        born = user.date_joined.astimezone(clock.HERE).date()
        used = user.last_login.astimezone(clock.HERE).date() if user.last_login else born
        in_use = user.is_active and any(role.holds for role in held)
        made.append(
            Account(
                user, held, looked_at, factors.get(user.pk, 0),
                unconfirmed=in_use and (looked_at or born) <= long_ago,
                unused=user.is_active and (today - used).days > rules.UNUSED_DAYS,
            )
        )  # fmt: skip
    return made


def _held(row: Grant, tree: Tree, today: date) -> HeldRole:
    node = tree.nodes.get(row.organisation_id)
    ended = row.valid_to is not None and row.valid_to <= today
    return HeldRole(
        row.pk, ROLES.get(row.role, UNKNOWN_ROLE), node.name if node else "tổ chức đã kết thúc",
        node.code if node else "", row.valid_from, row.valid_to,
        holds=row.valid_from <= today and not ended, to_come=row.valid_from > today,
    )  # fmt: skip


def grants_of(account: Account, numbers: Iterable[int]) -> list[Grant]:
    """The rows behind these of an account's roles; LookupError where one is not the account's."""
    wanted = set(numbers)
    if not wanted <= {role.grant for role in account.roles}:
        raise LookupError(sorted(wanted))
    return list(Grant.objects.known().filter(pk__in=wanted).select_related("user"))


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session as its owner sees it."""

    name: str
    device: str
    began_at: datetime
    seen_at: datetime
    current: bool


def sessions_of(user: User, current: str) -> list[OpenSession]:
    """What the person has open, the one in use first."""
    rows = Session.objects.filter(user=user, expire_date__gt=timezone.now()).order_by("-seen_at")
    found = [
        OpenSession(name_of(row.session_key), row.device or "Trình duyệt khác", row.began_at, row.seen_at,
                    row.session_key == current)
        for row in rows
    ]  # fmt: skip
    return sorted(found, key=lambda session: not session.current)


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """How many seconds a session still lasts, and whether an act would make it longer."""

    seconds: int = 0
    may_go_on: bool = False


def time_left(session: Any) -> TimeLeft:
    """Of the session in use, as it stands now; none where it is over. Asking does not make it longer."""
    row = Session.objects.filter(session_key=session.session_key, user__isnull=False).first()
    if row is None:
        return TimeLeft()
    left = int((row.expire_date - timezone.now()).total_seconds())
    return TimeLeft(max(0, left), row.expire_date < at_the_latest(row.began_at, session.limits))


@dataclass(frozen=True, slots=True)
class Factor:
    """A second step as its owner sees it."""

    number: int
    kind: str
    title: str
    name: str
    added_at: datetime
    used_at: datetime | None


def factors_of(user: User) -> list[Factor]:
    """The person's apps and passkeys, oldest first."""
    rows = (
        Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES).order_by("pk")
    )
    return [
        Factor(row.pk, str(row.type), "Ứng dụng xác thực trên điện thoại" if row.type == Authenticator.Type.TOTP
               else f"Khóa đăng nhập “{row.data.get('name', '')}”", row.data.get("name", ""), row.created_at, row.last_used_at)
        for row in rows
    ]  # fmt: skip


def has_factor(user: User) -> bool:
    """Whether the person has a second step."""
    second = Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES)
    return bool(second.exists())


def codes_left(user: User) -> int | None:
    """How many printed recovery codes are unused; None where none were made."""
    row = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
    return len(row.wrap().get_unused_codes()) if row else None


def codes_of(user: User) -> list[str]:
    """The unused recovery codes, to be shown only on the person's order."""
    row = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
    return list(row.wrap().get_unused_codes()) if row else []


def draft_of(user: User, form: str) -> Draft | None:
    """What the person was typing into this form."""
    return Draft.objects.filter(user=user, form=form).first()
