"""Invented cases: a whole load of workbooks, and the figures that must come out of it.

``generate(folder, seed)`` invents a bloc, its people and what they did, writes workbooks as unevenly as real
offices do, and returns what is expected, counted from the invented facts in plain Python. Nothing of dangvu is
used but the legacy encodings.
"""

from tests.cases.generate import Options, generate

__all__ = ["Options", "generate"]
