"""make demo: the sample case from workbooks to report, in a database of its own."""

from __future__ import annotations

import argparse


def run(asked: argparse.Namespace) -> None:
    raise NotImplementedError
