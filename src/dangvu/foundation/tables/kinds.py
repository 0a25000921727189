"""A kind of sheet: its columns and what tells it from other kinds."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from dangvu.foundation.tables.columns import Column, ReadCell

Evidence = Callable[[Sequence[Mapping[str, ReadCell]], Sequence[str]], float]


@dataclass(frozen=True, eq=False)
class SheetKind:
    """What an area declares for each sheet that it reads."""

    slug: str
    title: str
    """In Vietnamese, for people and for a prepared workbook."""
    columns: tuple[Column, ...]
    needs: tuple[str, ...]
    """Names of the columns without which a sheet can't be of this kind; the first one makes a row a row."""
    either: tuple[str, ...] = ()
    """Names of columns of which at least one must be there as well."""
    titles: tuple[str, ...] = ()
    """Words in title lines that tell this kind."""
    broad_titles: tuple[str, ...] = ()
    """Words that tell this kind only where no other kind's own words stand: they begin many titles."""
    tells: tuple[str, ...] = ()
    """Words of which one must stand in a title line, a header or the tab: other lists have the same columns."""
    excludes: tuple[str, ...] = ()
    """Words in title lines that tell another list with the same columns."""
    tab_names: tuple[str, ...] = ()
    """Names of tabs: a weak sign, they may say anything."""
    natural: tuple[str, ...] = ()
    """The columns that tell one row from another."""
    as_of: str = "period"
    """The date that a submission carries: as_at, period or year."""
    about: str = "people"
    groups: tuple[str, ...] = ()
    """First words of the headings that group rows."""
    evidence: Evidence | None = None
    """How well the contents speak for this kind: 0 rules it out, 0.5 says nothing, 1 is for it."""
    keep_extras: bool = True
    """Keep columns that the kind does not know. False where their words must not be kept."""
    sealed: frozenset[str] = frozenset()
    """Names of columns that tell who is inspected or disciplined: kept encrypted, and shown by no list of rows."""

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The machine names of the columns, each once, in the order of declaration."""
        return tuple(dict.fromkeys(column.name for column in self.columns))

    @cached_property
    def typical(self) -> frozenset[str]:
        """The names of the columns that most sheets of the kind have."""
        return frozenset(column.name for column in self.columns if column.typical)

    def complete(self, names: Collection[str]) -> bool:
        """Whether a sheet with these columns can be of this kind."""
        return all(name in names for name in self.needs) and (
            not self.either or any(name in names for name in self.either)
        )

    def column(self, name: str) -> Column:
        """The first column of this name."""
        return next(column for column in self.columns if column.name == name)
