"""What a document to print is made of: plain values, no Django, no Word.

`outlines/` and `context.py` build a `Document`; `render.py` turns it into bytes. Nothing here computes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Align = Literal["left", "right", "center"]


@dataclass(frozen=True)
class Letterhead:
    """Who issues the document, under what number, who signs and who receives. '' prints as a dotted place.

    A line break in `upper_name` or `issuer_name` is kept; without one a long name is broken into even lines.
    """

    upper_name: str = ""
    issuer_name: str = ""
    place: str = ""
    number: str = ""
    symbol: str = ""  # 'BC/ĐUK'
    signer_authority: str = ""  # 'T/M BAN THƯỜNG VỤ'
    signer_title: str = ""  # 'BÍ THƯ'
    signer_name: str = ""
    recipients: tuple[str, ...] = ()
    archive: str = ""  # 'Lưu Văn phòng Đảng ủy'


@dataclass(frozen=True)
class Run:
    """A stretch of text; with `figure` it is a number that opens into records.

    A figure is named by its printed code ('KN-02'); that of a unit below with the unit's own code ('KN-02@so-y-te').
    """

    text: str
    figure: str | None = None
    missing: bool = False


@dataclass(frozen=True)
class Paragraph:
    """One paragraph. A `placeholder` is an empty section: a marked place for the office's own prose."""

    runs: tuple[Run, ...] = ()
    placeholder: bool = False

    @property
    def text(self) -> str:
        """The paragraph as plain text."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class TableColumn:
    """A column with its printed width; numbers go `right`."""

    title: str
    width_mm: float
    align: Align = "left"


@dataclass(frozen=True)
class Table:
    """A table of printed texts. The head row repeats on every page; `total` is the last row, in bold.

    `figures` names, for each row (the total's last) and cell, the figure that stands there as in `Run`; '' none.
    """

    title: str
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] | None = None
    note: str = ""
    figures: tuple[tuple[str, ...], ...] = ()

    def __post_init__(self) -> None:
        lines = self.rows if self.total is None else (*self.rows, self.total)
        for line in lines:
            if len(line) != len(self.columns):
                raise ValueError(f"table {self.title!r}: {len(line)} cells for {len(self.columns)} columns")
        if self.figures and [len(named) for named in self.figures] != [len(line) for line in lines]:
            raise ValueError(f"table {self.title!r}: its figures do not stand in its cells")


@dataclass(frozen=True)
class Section:
    """A headed part: level 1 prints 'Phần thứ nhất', 2 prints 'I.', 3 prints '1.'; the renderer numbers.

    A title that brings its own number of that kind is printed as it is; without a title there is no heading.
    The tables follow the paragraphs.
    """

    level: int
    title: str
    paragraphs: tuple[Paragraph, ...] = ()
    tables: tuple[Table, ...] = ()

    def __post_init__(self) -> None:
        if self.level not in (1, 2, 3):
            raise ValueError(f"section {self.title!r}: level {self.level} is not 1, 2 or 3")


@dataclass(frozen=True)
class Definition:
    """How one printed figure was computed, for the annex of definitions."""

    code: str
    title: str
    how: str  # '88 ÷ 147 = 59,86%'
    numerator: str = ""
    denominator: str = ""
    source: str = ""
    basis: str = ""


@dataclass(frozen=True)
class Annex:
    """An annex: starts on a new page as 'Phụ lục n'; turned to landscape where a table is wider than the text."""

    title: str
    tables: tuple[Table, ...] = ()
    definitions: tuple[Definition, ...] = ()
    note: str = ""  # a line under everything else


@dataclass(frozen=True)
class Origin:
    """Whose figures a document prints, of which period, as known after which act: kept in the file itself.

    `address` is where a figure opens, with {organisation} and {figure} for their codes; '' where the desk has no
    address of its own. It is part of the document, so that an issued one comes out the same after a move.
    """

    organisation: str
    period: str
    known: int
    address: str = ""


@dataclass(frozen=True)
class Document:
    """A whole document to print. The same document always gives the same bytes."""

    type_name: str  # 'BÁO CÁO'
    summary: str  # trích yếu
    letterhead: Letterhead
    date: date
    sections: tuple[Section, ...]
    annexes: tuple[Annex, ...]
    draft: bool
    fixed_time: datetime  # printed into the file's properties instead of the clock
    closing_limits: tuple[str, ...] = ()  # what was not counted
    origin: Origin | None = None  # None: a paper that prints no figures
