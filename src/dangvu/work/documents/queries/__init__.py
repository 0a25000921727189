"""What may be asked of documents: the registers, one document, how far it has come down, the sessions."""

from .dissemination import Overdue, Spread, SpreadRow, Studied, overdue, spread, studied
from .numbers import Proposal, proposals
from .one import DocumentView, document, file_of, registered
from .registers import InLine, OutLine, WaitingLine, incoming, outgoing, waiting
from .sessions import Session, session, sessions, to_study

__all__ = [
    "DocumentView", "InLine", "OutLine", "Overdue", "Proposal", "Session", "Spread", "SpreadRow", "Studied", "WaitingLine",
    "document", "file_of", "incoming", "outgoing", "overdue", "proposals", "registered", "session", "sessions", "spread", "studied",
    "to_study", "waiting",
]  # fmt: skip
