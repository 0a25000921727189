"""What must hold on the way from outstanding person to official member. Pure: values in, answers out."""

from dangvu.work.admissions.rules.dates import (
    due_on,
    earliest_still_within,
    full_years,
    latest_joining_due,
    months_after,
    over_age,
    too_early,
    under_age,
)

__all__ = [
    "due_on",
    "earliest_still_within",
    "full_years",
    "latest_joining_due",
    "months_after",
    "over_age",
    "too_early",
    "under_age",
]
