"""Who may open the pages of accounts."""

from datetime import date
from typing import Any

from dangvu.web.matrix import EVERYBODY, Page

_ADMINISTRATORS = ("cap_tren_to_chuc", "tinh_to_chuc", "quan_tri")


def _somebody(bloc: Any) -> int:
    """An account of the first unit's cell, for whoever tries the table."""
    from dangvu.accounts.actions import create_user
    from dangvu.accounts.queries import accounts_below
    from dangvu.foundation.actor import OPERATOR

    for account in accounts_below(actor=OPERATOR, organisation=bloc.first_cell):
        if account.user.username == "nguoi.thu":
            return int(account.user.pk)
    made = create_user(
        actor=OPERATOR, username="nguoi.thu", password="", full_name="Người Thử",
        organisation=bloc.first_cell, role="theo_doi", on=date(2023, 1, 1),
    )  # fmt: skip
    return int(made.pk)


PAGES = (
    Page("accounts", "Tài khoản của tổ chức và bên dưới", _ADMINISTRATORS, _ADMINISTRATORS),
    Page("account_new", "Lập tài khoản", _ADMINISTRATORS, _ADMINISTRATORS),
    Page("account_one", "Một tài khoản", _ADMINISTRATORS, _ADMINISTRATORS, {"user": _somebody}),
    Page("roles", "Các vai trò và quyền", EVERYBODY),
)
