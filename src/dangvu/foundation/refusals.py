"""What an action says when it can't be done: a sentence for the person, and the field that it is about."""

from __future__ import annotations


class Impossible(ValueError):
    """A rule, or the state of the records, does not allow it. The message says what is wrong and how to mend it.

    ``field`` is the name of the field that the message stands beside; empty: the form as a whole.
    """

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class AlreadyDone(RuntimeError):
    """This very request was carried out before: a double click, a resend, a retry. Nothing more is to be done."""
