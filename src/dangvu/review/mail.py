"""Letters that remind, where a mail server is configured; without one nobody is written to, and nothing fails."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from dangvu.accounts.queries import addresses_of
from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import ACCEPT_FIGURES, SEND_FIGURES
from dangvu.foundation.periods import Period
from dangvu.organisations.access import require
from dangvu.organisations.tree import Node

log = logging.getLogger("dangvu.mail")


def letters(
    *, actor: Actor, receiver: Node, units: Iterable[Node], period: Period, due: date
) -> dict[int, int]:
    """{unit: letters sent} to whoever sends figures there and has an address. A letter has no figure and no name."""
    require(actor, ACCEPT_FIGURES, receiver.id)
    if not settings.EMAIL_HOST:
        return {}
    connection = get_connection(timeout=10)
    sent: dict[int, int] = {}
    for unit in units:
        to = addresses_of(unit.id, SEND_FIGURES)
        if not to:
            continue
        text = (
            f"Kính gửi {unit.name},\n\n{receiver.name} đề nghị đơn vị gửi số liệu {period.label} "
            f"trước hết ngày {due:%d/%m/%Y}. Mở Đảng vụ, mục “Kỳ báo cáo”, để gửi.\n"
        )
        letter = EmailMessage(f"Nhắc gửi số liệu {period.label}", text, to=to, connection=connection)
        try:
            sent[unit.id] = len(to) if letter.send() else 0
        except OSError as error:  # the reminder on the desk stands all the same
            log.warning("a reminder by mail was not sent: %s", type(error).__name__)
            break
    return sent
