"""Which meetings were held, where and when; meetings from plan to minutes; which proposals wait for an answer."""

from dangvu.work.meetings.queries.cells import (
    Meeting,
    by_quarter,
    held,
    keeps_the_book,
    not_met,
    one,
    without_theme,
)
from dangvu.work.meetings.queries.files import file_of, files
from dangvu.work.meetings.queries.members import members_of
from dangvu.work.meetings.queries.opinions import (
    OpinionView,
    Routed,
    VoiceView,
    known_opinions,
    opinion_at,
    opinions_at,
)
from dangvu.work.meetings.queries.sheets import SheetView, sheet_of, sheets_at
from dangvu.work.meetings.queries.sittings import (
    RollLine,
    RollView,
    SittingLine,
    SittingView,
    Stage,
    chairs_of,
    minutes_long,
    plan,
    roll,
    sitting,
    to_write_up,
)

__all__ = [
    "Meeting", "OpinionView", "RollLine", "RollView", "Routed", "SheetView", "SittingLine", "SittingView", "Stage",
    "VoiceView", "by_quarter", "chairs_of", "file_of", "files", "held", "keeps_the_book", "known_opinions", "members_of", "minutes_long", "not_met", "one", "opinion_at",
    "opinions_at", "plan", "roll", "sheet_of", "sheets_at", "sitting", "to_write_up", "without_theme",
]  # fmt: skip
