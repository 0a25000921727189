"""Vietnamese text: clean form, comparison, folding, order of names, and repair of the encodings of before Unicode."""

from .legacy import ENCODINGS, Encoding, encode
from .order import order_key, sort_key
from .reading import other_readings
from .repair import Repair, Repairer, repair
from .text import clean, fold, has_words, key

__all__ = [
    "ENCODINGS",
    "Encoding",
    "Repair",
    "Repairer",
    "clean",
    "encode",
    "fold",
    "has_words",
    "key",
    "order_key",
    "other_readings",
    "repair",
    "sort_key",
]
