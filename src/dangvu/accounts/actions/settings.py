"""Setting up the system without a shell: what belongs to no organisation is done at the root."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from dangvu.accounts.rules import held_until, parameter_fault
from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.backup.actions import make_backup
from dangvu.foundation.backup.engines import CannotBackUp
from dangvu.foundation.backup.queries import Backup
from dangvu.foundation.capabilities import MANAGE_SETTINGS
from dangvu.foundation.parameters import actions as parameters
from dangvu.foundation.parameters.queries import all_parameters, history
from dangvu.foundation.parameters.shapes import Misshapen
from dangvu.foundation.refusals import Impossible
from dangvu.organisations.access import require
from dangvu.organisations.queries import tree_on

_NO_DOCUMENT = "Chưa ghi văn bản quy định. Ví dụ: Quy định 294-QĐ/TW."


def enter_parameter(
    *, actor: Actor, code: str, value: Any, valid_from: date, valid_to: date | None = None, document: str,
    point: str = "",
) -> date | None:  # fmt: skip
    """A new value of a known parameter from a day on, with the document that sets it.

    The first day on which it no longer holds, where a later value had begun already: what is put right of an earlier
    regulation does not push aside the one in force.
    """
    require(actor, MANAGE_SETTINGS, None)
    rows = history(code)
    if not rows:
        raise LookupError(code)
    if not document.strip():
        raise Impossible(_NO_DOCUMENT, "document")
    if valid_to is not None and valid_to <= valid_from:
        raise Impossible("Ngày kết thúc phải sau ngày bắt đầu.", "valid_to")
    until = valid_to or held_until(valid_from, (row.valid_from for row in rows), clock.today())
    parameters.enter(
        actor=actor, code=code, value=_read(code, value, [row.value for row in rows], "value"), valid_from=valid_from,
        valid_to=until, document=document, point=point, unit=rows[0].unit,
    )  # fmt: skip
    return until


def enter_regulation(
    *, actor: Actor, document: str, valid_from: date, reason: str, values: Mapping[str, tuple[Any, str]],
    issued_on: date | None = None,
) -> int:  # fmt: skip
    """What one document sets from a day on: {code: (value, point)}, written as one act or not at all; how many.

    A value that stays as it is may be among them: from that day on it rests on the new document.
    """
    require(actor, MANAGE_SETTINGS, None)
    if not document.strip():
        raise Impossible(_NO_DOCUMENT, "document")
    if not reason.strip():
        raise Impossible("Chưa ghi lý do. Ví dụ: thay Quy định 24-QĐ/TW.", "reason")
    if not values:
        raise Impossible("Chưa có giá trị nào: ghi ít nhất một giá trị mà văn bản này quy định.")
    known, new = all_parameters(), []
    for code, (value, point) in values.items():
        rows = known.get(code)
        if not rows:
            raise LookupError(code)
        told = _read(code, value, [row.value for row in rows], code)
        until = held_until(valid_from, (row.valid_from for row in rows), clock.today())
        new.append(parameters.NewValue(code, told, point.strip(), rows[0].unit, until))
    dated = f"{document.strip()} ngày {issued_on:%d/%m/%Y}" if issued_on else document.strip()
    parameters.enter_regulation(
        actor=actor, values=new, valid_from=valid_from, document=dated, reason=reason.strip()
    )
    return len(new)


def _read(code: str, value: Any, before: Sequence[Any], field: str) -> int | str:
    """A new value of the shape of those before it; what is wrong is said at ``field``."""
    shape = parameters.shape_for(code, before)
    if shape is None:
        raise Impossible("Tham số này do bản nâng cấp mang theo, không ghi ở đây.", field)
    try:
        told = shape.read(f"{value}".strip())
    except Misshapen as wrong:
        raise Impossible(str(wrong), field) from wrong
    if fault := parameter_fault(code, told):
        raise Impossible(fault, field)
    return told


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
