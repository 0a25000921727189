"""Sessions begin, go on and end. They are no facts of the records: no act, no known clock."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from dangvu.accounts import rules
from dangvu.accounts.models import Session, User
from dangvu.accounts.sessions import ABSOLUTE, BEGAN, DEVICE, IDLE, ends, name_of
from dangvu.foundation import clock
from dangvu.foundation.parameters.queries import Parameters

#: How often the time of the last act is written.
_EVERY = timedelta(seconds=30)


def describe(session: Any, *, agent: str, administrator: bool) -> None:
    """Write into a session that is about to begin from where it comes, how long it may lie idle and last."""
    limits = limits_on(clock.today(), administrator=administrator)
    session[DEVICE] = rules.device_name(agent)
    session[BEGAN] = timezone.now().isoformat()
    session[IDLE], session[ABSOLUTE] = limits.idle_minutes, limits.absolute_hours


def limits_on(day: date, *, administrator: bool) -> rules.Limits:
    """The limits of a session that begins on this day."""
    parameters = Parameters()
    idle = parameters.if_known(rules.IDLE_ADMINISTRATOR if administrator else rules.IDLE, day)
    absolute = parameters.if_known(rules.ABSOLUTE, day)
    return rules.Limits(
        int(idle.value) if idle else rules.UNTOLD.idle_minutes,
        int(absolute.value) if absolute else rules.UNTOLD.absolute_hours,
    )


def keep_newest(user: User, current: str) -> int:
    """End the oldest sessions over the limit; the number ended. The current one counts."""
    others = Session.objects.filter(user=user, expire_date__gt=timezone.now()).exclude(session_key=current)
    over = list(others.order_by("-seen_at").values_list("session_key", flat=True)[rules.MOST_SESSIONS - 1 :])
    return _delete(over)


def touch(session: Any, *, at_once: bool = False) -> None:
    """The person did something: the session goes on. Written at most every half minute."""
    row = session.row
    now = timezone.now()
    if row is not None and (at_once or now - row.seen_at >= _EVERY):
        Session.objects.filter(pk=row.pk).update(
            seen_at=now, expire_date=ends(row.began_at, now, session.limits)
        )


def end(user: User, names: Collection[str], current: str) -> int:
    """End these sessions of the person's own (named as the list names them), never the one in use."""
    keys = [row.session_key for row in Session.objects.filter(user=user) if name_of(row.session_key) in names]
    return _delete([key for key in keys if key != current])


def end_all(user: User) -> int:
    """End everything that the account has open."""
    return _delete(list(Session.objects.filter(user=user).values_list("session_key", flat=True)))


def end_others(user: User, current: str) -> int:
    """End everything but the session in use."""
    return _delete(
        list(
            Session.objects.filter(user=user)
            .exclude(session_key=current)
            .values_list("session_key", flat=True)
        )
    )


def sweep() -> int:
    """Remove the rows of sessions that are over."""
    return Session.objects.filter(expire_date__lte=timezone.now()).delete()[0]


def _delete(keys: Collection[str]) -> int:
    return Session.objects.filter(session_key__in=list(keys)).delete()[0] if keys else 0
