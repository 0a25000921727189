"""What may be done in inspection: the book of concluded ones, the yearly programme, the cases. One file per noun."""

from dangvu.work.inspection.actions.book import (
    NewInspection,
    correct,
    enter,
    record_inspections,
    take_back,
    withdraw,
)
from dangvu.work.inspection.actions.cases import (
    Conclusion,
    NewCase,
    close_case,
    do_step,
    drop_case,
    enter_case,
    open_case,
)
from dangvu.work.inspection.actions.programme import NewLine, drop_line, plan

__all__ = [
    "Conclusion",
    "NewCase",
    "NewInspection",
    "NewLine",
    "close_case",
    "correct",
    "do_step",
    "drop_case",
    "drop_line",
    "enter",
    "enter_case",
    "open_case",
    "plan",
    "record_inspections",
    "take_back",
    "withdraw",
]
