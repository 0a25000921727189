"""Recording meetings of cells; keeping the book of proposals and opinions."""

from dangvu.work.meetings.actions.cells import NewMeeting, enter, record_meetings, take_back
from dangvu.work.meetings.actions.files import attach, drop_file
from dangvu.work.meetings.actions.holding import (
    NewVote,
    Roll,
    Written,
    drop_vote,
    record_vote,
    take_roll,
    write_minutes,
)
from dangvu.work.meetings.actions.opinions import (
    NewOpinion,
    Voice,
    add_voices,
    answer_opinion,
    drop_opinions,
    record_opinions,
    route_opinion,
)
from dangvu.work.meetings.actions.planning import Call, Planned, call, drop_sitting, plan_year
from dangvu.work.meetings.actions.scoring import NewSheet, keep_sheet, score
from dangvu.work.meetings.actions.withdrawing import withdraw

__all__ = [
    "Call", "NewMeeting", "NewOpinion", "NewSheet", "NewVote", "Planned", "Roll", "Voice", "Written", "add_voices",
    "answer_opinion", "attach", "call", "drop_file", "drop_opinions", "drop_sitting", "drop_vote", "enter", "keep_sheet", "plan_year",
    "record_meetings", "record_opinions", "record_vote", "route_opinion", "score", "take_back", "take_roll", "withdraw",
    "write_minutes",
]  # fmt: skip
