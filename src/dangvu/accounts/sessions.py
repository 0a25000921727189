"""The session engine: Django's, on a row that also says whose it is, from which machine, since when.

A session ends 15 minutes after the last act of the person (5 for whoever sets up the system) and 10 hours after
the sign-in at the latest (accounts/rules.py). The end stands in the row itself, so an ended session is simply
not found, whichever worker looks.
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
    def idle_seconds(self) -> int:
        """How long it may lie idle, for the page to warn in time."""
        return int(self.get(IDLE, rules.IDLE_MINUTES)) * 60

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        began = datetime.fromisoformat(data[BEGAN]) if BEGAN in data else timezone.now()
        now = timezone.now()
        return Session(
            session_key=self._get_or_create_session_key(),  # type: ignore[attr-defined]
            session_data=self.encode(data),
            expire_date=ends(began, now, data.get(IDLE)),
            user_id=int(data[SESSION_KEY]) if SESSION_KEY in data else None,
            device=str(data.get(DEVICE, ""))[:120],
            began_at=began,
            seen_at=now,
        )


def ends(began: datetime, seen: datetime, idle_minutes: int | None = None) -> datetime:
    """When a session that began then and was last used then is over."""
    idle = timedelta(minutes=idle_minutes or rules.IDLE_MINUTES)
    return min(seen + idle, began + timedelta(hours=rules.ABSOLUTE_HOURS))


def name_of(key: str) -> str:
    """What the list calls a session: the key itself never stands in a page."""
    return sha256(key.encode()).hexdigest()[:16]
