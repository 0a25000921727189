"""What an action says when it can't be done: a sentence for the person, and the field that it is about."""

from __future__ import annotations


class Impossible(ValueError):
    """A rule, or the state of the records, does not allow it. The message says what is wrong and how to mend it.

    ``field`` is the name of the field that the message stands beside; empty: the form as a whole. ``values`` are what
    stands in the sentence (%(least)s), for the few that the frame also says in English.
    """

    def __init__(self, message: str, field: str = "", **values: object) -> None:
        super().__init__(message % values if values else message)
        self.field, self.sentence, self.values = field, message, values


class AlreadyDone(RuntimeError):
    """This very request was carried out before: a double click, a resend, a retry. Nothing more is to be done."""
