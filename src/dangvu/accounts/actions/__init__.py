"""What may be done with accounts: one file per noun."""

from dangvu.accounts.actions.grants import UnknownRole, end_grants, grant
from dangvu.accounts.actions.users import (
    Envelope,
    change_password,
    close_accounts,
    confirm_accounts,
    create_user,
    open_account,
    reopen_account,
    reset_password,
    set_email,
)

__all__ = [
    "Envelope",
    "UnknownRole",
    "change_password",
    "close_accounts",
    "confirm_accounts",
    "create_user",
    "end_grants",
    "grant",
    "open_account",
    "reopen_account",
    "reset_password",
    "set_email",
]
