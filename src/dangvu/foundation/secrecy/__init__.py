"""The gate against classified papers: marks of secrecy in names, lines and files, told before anything is stored."""

from .marks import is_mark, mark_in_name, mark_in_sentence, marked_line
from .papers import Reading, look_into, mark_in_file

__all__ = [
    "Reading",
    "is_mark",
    "look_into",
    "mark_in_file",
    "mark_in_name",
    "mark_in_sentence",
    "marked_line",
]
