"""Which meetings were held, where and when; which proposals wait for an answer."""

from dangvu.work.meetings.queries.cells import Meeting, by_quarter, one, thematic
from dangvu.work.meetings.queries.opinions import (
    OpinionView,
    Routed,
    VoiceView,
    known_opinions,
    opinion_at,
    opinions_at,
)

__all__ = [
    "Meeting", "OpinionView", "Routed", "VoiceView", "by_quarter", "known_opinions", "one", "opinion_at", "opinions_at", "thematic",
]  # fmt: skip
