"""What may be done about mass organisations and mass mobilisation."""

from dangvu.work.mass.actions.members import (
    NewMember,
    enrol,
    leave,
    take_back_members,
    withdraw_members,
)
from dangvu.work.mass.actions.reporting import (
    KindCount,
    NewActivity,
    NewCounts,
    hold,
    report,
    take_back_activities,
    take_back_counts,
    withdraw_activities,
    withdraw_counts,
)
from dangvu.work.mass.actions.units import NewUnit, correct_unit, found_units, take_back_unit

__all__ = [
    "KindCount",
    "NewActivity",
    "NewCounts",
    "NewMember",
    "NewUnit",
    "correct_unit",
    "enrol",
    "found_units",
    "hold",
    "leave",
    "report",
    "take_back_activities",
    "take_back_counts",
    "take_back_members",
    "take_back_unit",
    "withdraw_activities",
    "withdraw_counts",
    "withdraw_members",
]
