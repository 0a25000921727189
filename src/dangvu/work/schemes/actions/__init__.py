"""What is done with schemes: kept, filled with phases, items and measures, reported on, measured."""

from .items import (
    say_items_done,
    take_back_items,
    take_back_items_done,
    take_back_measures,
    take_back_phases,
    take_back_values,
)
from .keeping import (
    NewItem,
    NewMeasure,
    NewPhase,
    NewScheme,
    NewValue,
    add_items,
    add_measures,
    add_phases,
    correct_scheme,
    keep_schemes,
    record_values,
    take_back_scheme,
)

__all__ = [
    "NewItem", "NewMeasure", "NewPhase", "NewScheme", "NewValue", "add_items", "add_measures", "add_phases", "correct_scheme",
    "keep_schemes", "record_values", "say_items_done", "take_back_items", "take_back_items_done", "take_back_measures",
    "take_back_phases", "take_back_scheme", "take_back_values",
]  # fmt: skip
