"""What is done with documents: registered, numbered, handed down, studied."""

from .files import attach
from .incoming import NewIncoming, receive_from_outside, settle
from .outgoing import Issued, NewDocument, NewStub, Told, correct, issue, keep_stub, replace, withdraw_numbers
from .sending import plan, read, receive, send
from .sessions import NewSession, mark_studied, record_sessions, take_back_sessions, withdraw

__all__ = [
    "Issued", "NewDocument", "NewIncoming", "NewSession", "NewStub", "Told", "attach", "correct", "issue", "keep_stub", "mark_studied",
    "plan", "read", "receive", "receive_from_outside", "record_sessions", "replace", "send", "settle",
    "take_back_sessions", "withdraw", "withdraw_numbers",
]  # fmt: skip
