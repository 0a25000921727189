"""What may be asked about mass organisations and mass mobilisation."""

from dangvu.work.mass.queries.members import HIDDEN, MemberView, members, membership
from dangvu.work.mass.queries.reporting import ActivityView, CountView, activities, activity, count, counts
from dangvu.work.mass.queries.units import KindLine, UnitView, beside, kinds, unit, units

__all__ = [
    "HIDDEN",
    "ActivityView",
    "CountView",
    "KindLine",
    "MemberView",
    "UnitView",
    "activities",
    "activity",
    "beside",
    "count",
    "counts",
    "kinds",
    "members",
    "membership",
    "unit",
    "units",
]
