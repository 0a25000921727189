"""Making accounts, closing them, and setting a password that was lost. The upper unit does it, never a form of sign-up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from dangvu.accounts import rules
from dangvu.accounts.actions.grants import grant
from dangvu.accounts.actions.sessions import end_all
from dangvu.accounts.models import AccountConfirmation, Grant, User
from dangvu.accounts.queries import administered, needs_long_password
from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.audit.models import Act
from dangvu.foundation.capabilities import MANAGE_ACCOUNTS, Refused
from dangvu.foundation.refusals import Impossible
from dangvu.foundation.vietnamese import clean
from dangvu.organisations.access import require

SAME_AS_NOW: Final = "Mật khẩu mới trùng với mật khẩu đang dùng."
OFTEN_GUESSED: Final = "Mật khẩu này nằm trong danh sách mật khẩu hay bị đoán. Đề nghị chọn mật khẩu khác."
#: What is said of a new password: the frame says it in English too.
OF_PASSWORDS: Final = (
    rules.TOO_SHORT, rules.TOO_LONG, rules.ONLY_DIGITS, rules.EASY, SAME_AS_NOW, OFTEN_GUESSED,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Envelope:
    """What is printed and handed over: shown once, kept nowhere."""

    username: str
    full_name: str
    code: str
    until: datetime


def create_user(
    *, actor: Actor, username: str, password: str, full_name: str, organisation: int, role: str, on: date,
    until: date | None = None, password_only: bool = False, email: str = "",
) -> User:  # fmt: skip
    """Make an account with one role at one organisation from ``on``.

    ``password_only`` is for accounts of the demo: they sign in without a second step; refused in production.
    """
    require(actor, MANAGE_ACCOUNTS, organisation)
    if password_only and (settings.PRODUCTION or not actor.is_operator):
        raise Refused("Tài khoản chỉ cần mật khẩu chỉ dùng để chạy thử.")
    with act(actor, "accounts.create_user") as opened:
        user = User.objects.create_user(
            username=username,
            password=password,
            full_name=full_name,
            password_only=password_only,
            email=email,
        )
        grant(actor=actor, users=[user], organisation=organisation, role=role, on=on, until=until)
        record(opened, "accounts.create_user", count=1, organisation_id=organisation, username=username,
               users=[user.pk])  # fmt: skip
    return user


def open_account(
    *, actor: Actor, username: str, full_name: str, organisation: int, role: str, on: date,
    until: date | None = None, email: str = "",
) -> Envelope:  # fmt: skip
    """Make an account for someone who will open a printed envelope; the code in it is to be changed at once.

    ``email`` is where reminders go; most have none.
    """
    require(actor, MANAGE_ACCOUNTS, organisation)
    username = username.strip()
    fault = rules.username_fault(username)
    if fault:
        raise Impossible(fault, "username")
    if fault := rules.email_fault(email):
        raise Impossible(fault, "email")
    if User.objects.filter(username__iexact=username).exists():
        raise Impossible(
            f"Tên đăng nhập “{username}” đã có người dùng. Đề nghị thêm chữ hoặc số, ví dụ: {username}2.",
            "username",
        )
    with act(actor, "accounts.open_account"):
        code = rules.envelope_code()
        user = create_user(
            actor=actor, username=username, password=rules.as_typed(code), full_name=clean(full_name),
            organisation=organisation, role=role, on=on, until=until, email=email,
        )  # fmt: skip
        return _sealed(user, code)


def set_email(*, actor: Actor, user: User, email: str) -> None:
    """Where reminders to this person go (empty: nowhere): of whoever administers the account, or of the person.

    The trail says that it changed, never what it is.
    """
    if user.pk != actor.user_id and not administered(actor, user):
        raise Refused("Tài khoản này có vai trò ở tổ chức mà đồng chí không quản lý tài khoản.")
    if fault := rules.email_fault(email):
        raise Impossible(fault, "email")
    with act(actor, "accounts.set_email") as opened:
        user.email = email
        user.save(update_fields=["email"])
        record(opened, "accounts.set_email", count=1, **about(user))


def reset_password(*, actor: Actor, user: User, reason: str) -> Envelope:
    """A new envelope for someone who lost the password. What they have open ends; the second step stays as it is."""
    may_change(actor, user, reason)
    with act(actor, "accounts.reset_password", reason) as opened:
        code = rules.envelope_code()
        user.set_password(rules.as_typed(code))
        envelope = _sealed(user, code)
        end_all(user)
        record(opened, "accounts.reset_password", count=1, **about(user))
    return envelope


def change_password(*, user: User, new: str) -> None:
    """The person's own new password; every other session of theirs ends."""
    told = [user.username, user.full_name, *user.full_name.split()]
    least = rules.LEAST_LENGTH_ADMINISTRATOR if needs_long_password(user) else rules.LEAST_LENGTH
    fault, values = rules.password_fault(new, told, least=least)
    if not fault and user.check_password(new):
        fault = SAME_AS_NOW
    try:
        CommonPasswordValidator().validate(new, user)
    except ValidationError:
        fault = fault or OFTEN_GUESSED
    if fault:
        raise Impossible(fault, "new", **values)
    with act(itself(user), "accounts.change_password") as opened:
        user.set_password(new)
        user.temporary_until = None
        user.save(update_fields=["password", "temporary_until"])
        record(opened, "accounts.change_password", count=1, **about(user))


def close_accounts(*, actor: Actor, users: Sequence[User], reason: str) -> None:
    """Nobody signs in with these accounts any more, and what is open ends at once. Their grants end today."""
    for user in users:
        may_change(actor, user, reason)
    with act(actor, "accounts.close", reason) as opened:
        today = clock.today()
        for user in users:
            if not User.objects.filter(pk=user.pk, is_active=True).update(is_active=False):
                continue
            end_all(user)
            _end_open_grants(user, today, opened)
            record(opened, "accounts.close", count=1, **about(user))


def _end_open_grants(user: User, today: date, opened: Act) -> None:
    for row in Grant.objects.known().filter(user=user).exclude(valid_to__lte=today):
        Grant.objects.filter(pk=row.pk).update(known_to_act=opened)
        if row.valid_from < today:
            Grant.objects.create(
                user=user, organisation_id=row.organisation_id, role=row.role, valid_from=row.valid_from,
                valid_to=today, known_from_act=opened,
            )  # fmt: skip


def reopen_account(*, actor: Actor, user: User, reason: str) -> Envelope:
    """Open a closed account again, with a new envelope; roles are given anew."""
    may_change(actor, user, reason)
    with act(actor, "accounts.reopen", reason) as opened:
        code = rules.envelope_code()
        user.is_active = True
        user.set_password(rules.as_typed(code))
        user.save(update_fields=["is_active"])
        envelope = _sealed(user, code)
        record(opened, "accounts.reopen", count=1, **about(user))
    return envelope


def confirm_accounts(*, actor: Actor, organisation: int, users: Sequence[User]) -> None:
    """Say of these accounts of the unit and below: looked through, still needed."""
    require(actor, MANAGE_ACCOUNTS, organisation)
    for user in users:
        if not administered(actor, user):
            raise Refused("Đồng chí không quản lý tài khoản này.")
    with act(actor, "accounts.confirm") as opened:
        today = clock.today()
        AccountConfirmation.objects.bulk_create(
            AccountConfirmation(user=user, organisation_id=organisation, on=today, known_from_act=opened)
            for user in users
        )
        record(opened, "accounts.confirm", count=len(users), organisation_id=organisation,
               users=[user.pk for user in users])  # fmt: skip


def _sealed(user: User, code: str) -> Envelope:
    user.temporary_until = clock.now() + timedelta(days=rules.TEMPORARY_DAYS)
    user.save(update_fields=["password", "temporary_until"])
    return Envelope(user.username, str(user), code, user.temporary_until)


def may_change(actor: Actor, user: User, reason: str) -> None:
    """Only who administers every organisation where the account holds a role; never one's own account."""
    if not administered(actor, user):
        raise Refused("Tài khoản này có vai trò ở tổ chức mà đồng chí không quản lý tài khoản.")
    if user.pk == actor.user_id:
        raise Impossible(
            "Việc này không tự làm với tài khoản của mình. Đề nghị người quản trị khác hoặc cấp trên."
        )
    if not reason.strip():
        raise Impossible(
            "Chưa ghi lý do. Ví dụ: mất điện thoại, đã đối chiếu giấy tờ ngày 05/07/2023.", "reason"
        )


def about(user: User) -> dict[str, Any]:
    """What the trail says of an account: whose, and at which organisation it is read."""
    place = Grant.objects.known().filter(user=user).order_by("-valid_from", "-id").first()
    return {
        "organisation_id": place.organisation_id if place else None, "users": [user.pk], "username": user.username
    }  # fmt: skip


def itself(user: User) -> Actor:
    """The person, acting on their own account."""
    return Actor(label=str(user), user_id=user.pk)
