"""Giving a role and ending it. Rights act at once: nothing about them is kept between requests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dangvu.accounts.models import Grant, User
from dangvu.accounts.queries import roles_given_at
from dangvu.accounts.roles import ROLES
from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.capabilities import MANAGE_ACCOUNTS
from dangvu.foundation.refusals import Impossible
from dangvu.organisations.access import require
from dangvu.organisations.queries import tree_on


class UnknownRole(ValueError):
    """There is no role of that name."""


def grant(
    *, actor: Actor, users: Sequence[User], organisation: int, role: str, on: date, until: date | None = None
) -> None:
    """Give each user the role at the organisation from ``on`` (to the day before ``until``)."""
    require(actor, MANAGE_ACCOUNTS, organisation)
    if role not in ROLES:
        raise UnknownRole(f"Không có vai trò “{role}”.")
    if not actor.is_operator:
        _may_give(actor, users, organisation, role, on, until)
    with act(actor, "accounts.grant") as opened:
        Grant.objects.bulk_create(
            Grant(user=user, organisation_id=organisation, role=role, valid_from=on, valid_to=until,
                  known_from_act=opened)
            for user in users
        )  # fmt: skip
        record(opened, "accounts.grant", count=len(users), organisation_id=organisation, role=role,
               users=[user.pk for user in users])  # fmt: skip


def _may_give(
    actor: Actor, users: Sequence[User], organisation: int, role: str, on: date, until: date | None
) -> None:
    tree = tree_on(clock.today())
    title = ROLES[role].title
    if organisation not in tree:
        raise Impossible("Tổ chức này đã kết thúc nên không giao thêm vai trò ở đó.", "organisation")
    node = tree[organisation]
    if role not in roles_given_at(node):
        raise Impossible(
            f"Vai trò “{title}” không giao ở {node.kind_label.lower()}. Đề nghị chọn vai trò khác hoặc tổ chức khác.",
            "role",
        )
    if until is not None and until <= on:
        raise Impossible("Ngày kết thúc phải sau ngày bắt đầu.", "until")
    if any(user.pk == actor.user_id for user in users):
        raise Impossible("Không ai tự giao vai trò cho mình. Đề nghị người quản trị khác hoặc cấp trên giao.")
    held = Grant.objects.known().filter(user__in=users, organisation_id=organisation, role=role)
    for row in held.select_related("user"):
        if (row.valid_to is None or row.valid_to > on) and (until is None or row.valid_from < until):
            raise Impossible(f"{row.user} đã có vai trò “{title}” ở tổ chức này trong thời gian đó.", "role")


def end_grants(*, actor: Actor, grants: Sequence[Grant], on: date) -> None:
    """End grants on ``on``; the rows stay, closed. What was ended meanwhile is not opened again.

    A grant that would have begun only later never holds.
    """
    for row in grants:
        require(actor, MANAGE_ACCOUNTS, row.organisation_id)
        if row.user_id == actor.user_id and not actor.is_operator:
            raise Impossible(
                "Không ai tự kết thúc vai trò của mình. Đề nghị người quản trị khác hoặc cấp trên."
            )
    with act(actor, "accounts.end_grants") as opened:
        for row in grants:
            if not Grant.objects.known().filter(pk=row.pk).update(known_to_act=opened):
                continue
            if row.valid_from < on:
                Grant.objects.create(
                    user=row.user, organisation_id=row.organisation_id, role=row.role,
                    valid_from=row.valid_from, valid_to=on, known_from_act=opened,
                )  # fmt: skip
            record(opened, "accounts.end_grants", count=1, organisation_id=row.organisation_id, role=row.role,
                   users=[row.user_id])  # fmt: skip
