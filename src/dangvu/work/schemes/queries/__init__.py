"""What may be asked of schemes: the list, one scheme as it stands, what of theirs an organisation has to do."""

from .schemes import ItemView, MeasureView, PhaseView, SchemeView, ValueView, scheme, schemes

__all__ = [
    "ItemView",
    "MeasureView",
    "PhaseView",
    "SchemeView",
    "ValueView",
    "scheme",
    "schemes",
]
