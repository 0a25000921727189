"""dangvu account: an account made at the machine itself, above all the first administrator's."""

from __future__ import annotations

import argparse
from typing import Any

from dangvu.accounts.actions import UnknownRole, open_account
from dangvu.cli import database
from dangvu.cli.asked import CannotDo, WrongUse
from dangvu.foundation import clock
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.refusals import Impossible
from dangvu.organisations.queries import find, tree_on


def account(asked: argparse.Namespace) -> dict[str, Any]:
    """dangvu account NAME --full-name … --role … --organisation …: prints the envelope, once."""
    database.expect()
    place = find(asked.organisation, tree_on(clock.today()))
    try:
        envelope = open_account(
            actor=OPERATOR, username=asked.username, full_name=asked.full_name, organisation=place.id,
            role=asked.role, on=clock.today(),
        )  # fmt: skip
    except UnknownRole as error:
        raise WrongUse(str(error)) from error
    except Impossible as error:
        raise CannotDo(str(error)) from error
    until = envelope.until.astimezone(clock.HERE)
    if not asked.json:
        print(f"Tài khoản {envelope.username} ({envelope.full_name}), {place.name}.")
        print(f"Mã lần đầu, chỉ hiện một lần: {envelope.code}")
        print(
            f"Dùng đến {until:%H:%M ngày %d/%m/%Y}; lần đăng nhập đầu phải đặt mật khẩu riêng và thêm bước hai."
        )
    return {
        "username": envelope.username,
        "code": envelope.code,
        "until": until.isoformat(timespec="seconds"),
    }
