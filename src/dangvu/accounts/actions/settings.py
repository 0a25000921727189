"""Setting up the system without a shell: what belongs to no organisation is done at the root."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from dangvu.accounts.rules import parameter_fault
from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.backup.actions import make_backup
from dangvu.foundation.backup.engines import CannotBackUp
from dangvu.foundation.backup.queries import Backup
from dangvu.foundation.capabilities import MANAGE_SETTINGS
from dangvu.foundation.parameters import actions as parameters
from dangvu.foundation.parameters.queries import history
from dangvu.foundation.parameters.shapes import Misshapen, shape_of
from dangvu.foundation.refusals import Impossible
from dangvu.organisations.access import require
from dangvu.organisations.queries import tree_on


def enter_parameter(
    *, actor: Actor, code: str, value: Any, valid_from: date, valid_to: date | None = None, document: str,
    point: str = "",
) -> None:  # fmt: skip
    """A new value of a known parameter from a day on, with the document that sets it."""
    require(actor, MANAGE_SETTINGS, None)
    rows = history(code)
    if not rows:
        raise LookupError(code)
    if not document.strip():
        raise Impossible("Chưa ghi văn bản quy định. Ví dụ: Quy định 294-QĐ/TW.", "document")
    if valid_to is not None and valid_to <= valid_from:
        raise Impossible("Ngày kết thúc phải sau ngày bắt đầu.", "valid_to")
    shape = shape_of([row.value for row in rows])
    if shape is None:
        raise Impossible("Tham số này do bản nâng cấp mang theo, không ghi ở đây.", "value")
    try:
        value = shape.read(f"{value}".strip())
    except Misshapen as wrong:
        raise Impossible(str(wrong), "value") from wrong
    if fault := parameter_fault(code, value):
        raise Impossible(fault, "value")
    parameters.enter(
        actor=actor, code=code, value=value, valid_from=valid_from, valid_to=valid_to, document=document,
        point=point, unit=rows[0].unit,
    )  # fmt: skip


def enter_holiday(
    *, actor: Actor, day: date, last_day: date | None = None, name: str, document: str, worked: bool = False
) -> int:
    """A day off (or a run of them), or a weekend day worked in exchange, with the notice that says so."""
    require(actor, MANAGE_SETTINGS, None)
    last = last_day or day
    if last < day or (last - day).days > 30:
        raise Impossible(
            "Ngày cuối phải sau ngày đầu và không quá một tháng. Ví dụ: 14/02/2026 đến 22/02/2026.",
            "last_day",
        )
    days = [day + timedelta(days=number) for number in range((last - day).days + 1)]
    parameters.enter_holidays(
        actor=actor, holidays=[parameters.NewHoliday(one, name, document, worked) for one in days]
    )
    return len(days)


def remove_holiday(*, actor: Actor, day: date, reason: str) -> None:
    """A day that is an ordinary one after all."""
    require(actor, MANAGE_SETTINGS, None)
    if not reason.strip():
        raise Impossible("Chưa ghi lý do bỏ ngày này khỏi lịch.", "reason")
    parameters.remove_holidays(actor=actor, days=[day], reason=reason)


def back_up(*, actor: Actor, into: Path | None = None) -> Backup:
    """Copy the whole database, with its checksum, restored once on trial."""
    require(actor, MANAGE_SETTINGS, None)
    try:
        return make_backup(actor=actor, into=into)
    except CannotBackUp as refusal:
        raise Impossible(f"Chưa sao lưu được. {refusal}") from refusal


def may_set_up(actor: Actor) -> bool:
    """Whether the actor sets up the whole system: holds the right at a root."""
    roots = set(tree_on(clock.today()).roots)
    return actor.is_operator or not actor.organisations_with(MANAGE_SETTINGS).isdisjoint(roots)
