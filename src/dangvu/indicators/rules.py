"""Who contributes what to a number of an organisation: every organisation below exactly one thing. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum


class Contribution(StrEnum):
    """What the number of one organisation has of another that is it, or lies below it."""

    COUNTED = "counted"  # its own rows
    DECLARED = "declared"  # what it declares, for itself and for everything below it
    INSIDE = "inside"  # nothing: what a unit above it declares stands for it


def contributions(
    below: Iterable[int], above: Mapping[int, int | None], declaring: Collection[int], top: int
) -> dict[int, Contribution]:
    """{organisation: what it contributes to ``top``} for ``top`` and what is ``below`` it; ``above`` names parents.

    The topmost unit that declares on the way up to ``top`` stands for all below it, so nothing counts twice.
    """
    found: dict[int, Contribution] = {}

    def told(organisation: int) -> Contribution:
        if organisation in found:
            return found[organisation]
        parent = above.get(organisation)
        covered = organisation != top and parent is not None and told(parent) is not Contribution.COUNTED
        if covered:
            mine = Contribution.INSIDE
        else:
            mine = Contribution.DECLARED if organisation in declaring else Contribution.COUNTED
        found[organisation] = mine
        return mine

    told(top)
    for organisation in below:
        told(organisation)
    return found
