"""The session engine: Django's, on a row that also says whose it is, from which machine, since when.

A session ends some minutes after the last act of the person and some hours after the sign-in at the latest: dated
parameters (parameters/sessions.yaml), of which it keeps those of the day on which it began. The end stands in the row
itself, so an ended session is simply not found, whichever worker looks.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Final

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

from dangvu.accounts import rules
from dangvu.accounts.models import Session

#: Kept inside the session, so that it outlives the change of key at the sign-in.
DEVICE: Final = "device"
BEGAN: Final = "began"
IDLE: Final = "idle"
ABSOLUTE: Final = "absolute"


class SessionStore(DatabaseStore):
    """What Django keeps under the key of the cookie."""

    row: Session | None = None  # as it was read; what is asked of it costs no further query

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def _get_session_from_db(self) -> Session | None:
        self.row = super()._get_session_from_db()  # type: ignore[misc]
        return self.row

    @property
    def limits(self) -> rules.Limits:
        """The limits that it began with."""
        return limits_in(self)

    @property
    def lasts_seconds(self) -> int:
        """How long it lasts if nothing is done from now on, for the page to warn in time."""
        now = timezone.now()
        return int((ends(self.row.began_at if self.row else now, now, self.limits) - now).total_seconds())

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        began = datetime.fromisoformat(data[BEGAN]) if BEGAN in data else timezone.now()
        now = timezone.now()
        return Session(
            session_key=self._get_or_create_session_key(),  # type: ignore[attr-defined]
            session_data=self.encode(data),
            expire_date=ends(began, now, limits_in(data)),
            user_id=int(data[SESSION_KEY]) if SESSION_KEY in data else None,
            device=str(data.get(DEVICE, ""))[:120],
            began_at=began,
            seen_at=now,
        )


def limits_in(data: Any) -> rules.Limits:
    """The limits kept in a session's content."""
    return rules.Limits(
        int(data.get(IDLE, rules.UNTOLD.idle_minutes)), int(data.get(ABSOLUTE, rules.UNTOLD.absolute_hours))
    )


def ends(began: datetime, seen: datetime, limits: rules.Limits) -> datetime:
    """When a session that began then and was last used then is over."""
    return min(seen + timedelta(minutes=limits.idle_minutes), at_the_latest(began, limits))


def at_the_latest(began: datetime, limits: rules.Limits) -> datetime:
    """When a session that began then is over however busy."""
    return began + timedelta(hours=limits.absolute_hours)


def name_of(key: str) -> str:
    """What the list calls a session: the key itself never stands in a page."""
    return sha256(key.encode()).hexdigest()[:16]
