"""What may be asked about the way into the Party; each answer starts from what the actor may see."""

from dangvu.work.admissions.queries.board import (
    HIDDEN_NAME,
    Board,
    DossierView,
    Line,
    board,
    dossier,
    official_counts,
    official_members,
    ready,
)
from dangvu.work.admissions.queries.due import Due, DuePerson, desk, due
from dangvu.work.admissions.queries.outlook import forecast

__all__ = [
    "HIDDEN_NAME",
    "Board",
    "DossierView",
    "Due",
    "DuePerson",
    "Line",
    "board",
    "desk",
    "dossier",
    "due",
    "forecast",
    "official_counts",
    "official_members",
    "ready",
]
