"""The second step of signing in: what the person removes, and what their administrator resets when it is lost.

Adding one is django-allauth's (web/account/): the app's key, the passkey and the recovery codes are its rows.
"""

from __future__ import annotations

from typing import Final

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

from dangvu.accounts.actions.sessions import end_all
from dangvu.accounts.actions.users import about, itself, may_change
from dangvu.accounts.models import User
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.refusals import Impossible

GONE: Final = "Cách xác thực này không còn nữa."
LAST_ONE: Final = (
    "Đây là cách xác thực cuối cùng nên chưa bỏ được. Hãy thêm cách khác trước rồi mới bỏ cách này."
)


def reset_factors(*, actor: Actor, user: User, reason: str) -> None:
    """Remove every second step of someone who lost theirs; they set up a new one at their next sign-in."""
    may_change(actor, user, reason)
    with act(actor, "accounts.reset_factors", reason) as opened:
        removed, _ = Authenticator.objects.filter(user=user).delete()
        end_all(user)
        record(opened, "accounts.reset_factors", count=removed, **about(user))


def remove_factor(*, user: User, factor: int) -> None:
    """Remove one's own app or passkey; the last one stays, as nobody signs in without."""
    own = Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES)
    chosen = own.filter(pk=factor).first()
    if chosen is None:
        raise Impossible(GONE)
    if own.count() == 1 and not user.password_only:
        raise Impossible(LAST_ONE)
    with act(itself(user), "accounts.remove_factor") as opened:
        chosen.delete()
        if not own.exists():
            Authenticator.objects.filter(user=user).delete()
        record(opened, "accounts.remove_factor", count=1, **about(user), type=str(chosen.type))


def note_factor(*, user: User, kind: str) -> None:
    """The trail says that a second step was added (or codes made anew), never what it is."""
    with act(itself(user), "accounts.add_factor") as opened:
        record(opened, "accounts.add_factor", count=1, **about(user), type=kind)


def make_codes(*, user: User) -> None:
    """New recovery codes to print; those printed before no longer open anything."""
    with act(itself(user), "accounts.make_codes") as opened:
        Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).delete()
        RecoveryCodes.activate(user)
        record(opened, "accounts.make_codes", count=1, **about(user))
