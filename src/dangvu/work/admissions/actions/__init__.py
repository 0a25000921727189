"""What may be done on the way into the Party, always on a list of people."""

from dangvu.work.admissions.actions.admitting import (
    NewAdmission,
    NewRecognition,
    ToldDecision,
    admit,
    recognise,
    tell_decisions,
    withdraw,
)
from dangvu.work.admissions.actions.people import (
    Ending,
    NewIntroduction,
    NewOutstanding,
    amend,
    end,
    introduce,
    list_outstanding,
    withdraw_introductions,
)
from dangvu.work.admissions.actions.steps import NewStep, correct_step, record_step, take_back_step

__all__ = [
    "Ending",
    "NewAdmission",
    "NewIntroduction",
    "NewOutstanding",
    "NewRecognition",
    "NewStep",
    "ToldDecision",
    "admit",
    "amend",
    "correct_step",
    "end",
    "introduce",
    "list_outstanding",
    "recognise",
    "record_step",
    "take_back_step",
    "tell_decisions",
    "withdraw",
    "withdraw_introductions",
]
