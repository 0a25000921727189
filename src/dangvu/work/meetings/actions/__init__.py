"""Recording meetings of cells; keeping the book of proposals and opinions."""

from dangvu.work.meetings.actions.cells import (
    NewMeeting,
    enter_thematic,
    record_meetings,
    take_back,
    withdraw,
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

__all__ = [
    "NewMeeting", "NewOpinion", "Voice", "add_voices", "answer_opinion", "drop_opinions", "enter_thematic",
    "record_meetings", "record_opinions", "route_opinion", "take_back", "withdraw",
]  # fmt: skip
