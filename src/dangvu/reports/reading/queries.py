"""An edited report read back: what was changed by hand, what no longer holds, and the file brought up to date."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.queries import last_act
from dangvu.foundation.capabilities import READ_REPORT
from dangvu.foundation.parameters.queries import Parameters
from dangvu.foundation.periods import Period
from dangvu.foundation.refusals import Impossible
from dangvu.foundation.vietnamese import clean
from dangvu.indicators.catalogue import BY_CODE
from dangvu.indicators.definition import Indicator, Kind
from dangvu.indicators.engine import Figure
from dangvu.indicators.kinds import reported_figures
from dangvu.indicators.queries import FigureTable, printed
from dangvu.organisations.access import require
from dangvu.organisations.queries import committee_on, tree_on
from dangvu.organisations.tree import Node
from dangvu.review.queries import printed_from

from ..context import issuer_name, share_decimals
from ..identity import Place, Printed
from ..models import ReturnedFile
from ..outlines.half_year_review import OUTLINE
from ..sentences import share_text
from ..unit_tables import DASH
from .claims import says_a_year_ago
from .compare import Line, Now, Reworded, Verdict, compare, headings
from .prose import Check, Checked, InProse, Judge, in_prose
from .received import plain_text
from .refresh import refreshed
from .word import WordFile, read_word

KEPT_FOR = timedelta(days=2)
"""How long a file that came back is kept for whoever brought it."""

_TARGET_SHARES = frozenset(line.share for line in OUTLINE.targets) | {"midterm_reviews_share"}


@dataclass(frozen=True)
class Stated:
    """The numbers of a text that needs no database: those of prose, and those that a mark of ours names."""

    numbers: Sequence[InProse]
    codes: Mapping[tuple[int, int], str]  # {(paragraph, where it begins): code of the figure it is bound to}


@dataclass(frozen=True)
class ReadBack:
    """Everything that can be said of a file that came back."""

    organisation: Node
    period: Period
    known: int  # the act by whose knowledge the records were asked
    lines: Sequence[Line]
    reworded: Sequence[Reworded]
    prose: Sequence[Checked]
    file: WordFile | None = None
    printed_known: int = 0  # the act by whose knowledge the file was printed; 0: it does not say
    other_period: Period | None = None  # what was asked, where the file prints another period

    @property
    def is_ours(self) -> bool:
        """Whether the file carries anything by which dangvu knows what it printed."""
        return bool(self.lines)

    @property
    def is_tracked(self) -> bool:
        return self.file is not None and self.file.is_tracked

    @cached_property
    def _headings(self) -> Sequence[str]:
        return headings(self.file.paragraphs) if self.file else ()

    def heading(self, paragraph: int) -> str:
        """The heading above a paragraph; '' where there is none."""
        return self._headings[paragraph - 1] if 0 < paragraph <= len(self._headings) else ""

    def of(self, *verdicts: Verdict) -> list[Line]:
        """The printed numbers with one of these verdicts."""
        return [line for line in self.lines if line.verdict in verdicts]

    def prose_of(self, check: Check) -> list[Checked]:
        """The unbound numbers of which this can be said."""
        return [one for one in self.prose if one.check is check]


def stated(data: bytes, name: str) -> Stated:
    """The numbers stated in the prose of a .docx or a text file. Raises Impossible where it can't be read."""
    if _is_word(data, name):
        file = read_word(data)
        return Stated(_unbound(file, every=True), {(b.paragraph, b.start): b.code for b in file.bound})
    return Stated(list(in_prose(_lines_of(plain_text(data)))), {})


def read_back(
    *, actor: Actor, organisation: Node, period: Period, data: bytes, name: str = "tệp.docx"
) -> ReadBack:
    """A file against the records of the organisation: of the period that it prints, else of ``period``.

    Raises Impossible where the file can't be read, or prints the figures of another organisation.
    """
    require(actor, READ_REPORT, organisation.id)
    if not _is_word(data, name):
        numbers = list(in_prose(_lines_of(plain_text(data))))
        return _judged(_Figures(actor, organisation, period), numbers)
    file = read_word(data)
    told = _period_of(file, organisation)
    figures = _Figures(
        actor, organisation, told or period, 0 if file.record is None else file.record.origin.known
    )
    lines, reworded = compare(file, file.record.printed if file.record else (), figures.look_up(file))
    told_already = {(line.paragraph, line.where) for line in lines if line.verdict is Verdict.LOST}
    unbound = [
        one for one in _unbound(file) if (one.paragraph, one.before_sentence + one.at) not in told_already
    ]
    prose = _judged(figures, unbound)
    return ReadBack(
        organisation, figures.period, figures.known, lines, reworded, prose.prose, file, figures.printed_known,
        period if told not in (None, period) else None,
    )  # fmt: skip


def brought_up_to_date(read: ReadBack, ticked: Collection[Place]) -> tuple[bytes, list[Line]]:
    """The file with the ticked numbers as the records say, and the lines that were written.

    Raises Impossible where nothing of what was ticked can be written.
    """
    if read.file is None:
        raise Impossible("Tệp này không phải văn bản Word nên không có số nào để cập nhật.")
    content, written = refreshed(read.file, read.lines, ticked, read.known)
    if not written:
        raise Impossible("Chưa chọn số nào để cập nhật. Đánh dấu ít nhất một ô ở cột “Cập nhật”.")
    return content, written


@dataclass(frozen=True)
class Returned:
    """The file that this person has here, what became of its numbers, and what was brought up to date in it."""

    name: str
    at: datetime
    content: bytes
    read: ReadBack
    written: Sequence[tuple[Indicator, str, str, str, str]]  # (figure, unit's name, old, new, heading)

    @property
    def until(self) -> datetime:
        return self.at + KEPT_FOR


def returned(*, actor: Actor, organisation: Node) -> Returned | None:
    """The file that this person brought back here, read against the records of now; None where there is none.

    Raises Impossible where it can no longer be read against them (its organisation was merged into another).
    """
    require(actor, READ_REPORT, organisation.id)
    rows = ReturnedFile.objects.filter(
        user_id=person_of(actor), organisation_id=organisation.id, at__gte=clock.now() - KEPT_FOR
    )
    row = rows.first()
    if row is None:
        return None
    read = read_back(
        actor=actor, organisation=organisation, period=Period.parse(row.period), data=bytes(row.content), name=row.name
    )  # fmt: skip
    names = {code: name for name, code in _Figures(actor, organisation, read.period).unit_names}
    written = [
        (BY_CODE[code], names.get(unit, unit), old, new, heading)
        for code, unit, old, new, heading in row.written
        if code in BY_CODE
    ]
    return Returned(row.name, row.at, bytes(row.content), read, written)


def person_of(actor: Actor) -> int:
    """Whose file it is: a file that came back belongs to a person with an account."""
    if actor.user_id is None:
        raise Impossible("Tệp đưa lại chỉ giữ được cho người có tài khoản.")
    return actor.user_id


def _judged(figures: _Figures, numbers: Sequence[InProse]) -> ReadBack:
    judge = Judge(figures.period, figures.own_names, figures.unit_names, figures.value)
    prose = [judge.check(number) for number in numbers]
    return ReadBack(figures.organisation, figures.period, figures.known, (), (), prose)


def _is_word(data: bytes, name: str) -> bool:
    return (
        data.startswith(b"PK")
        or name.lower().endswith((".docx", ".doc", ".docm"))
        or data[:4] == b"\xd0\xcf\x11\xe0"
    )


def _lines_of(text: str) -> list[tuple[int, str]]:
    return [(number, clean(line)) for number, line in enumerate(text.splitlines(), 1)]


def _unbound(file: WordFile, every: bool = False) -> list[InProse]:
    """The numbers of the paragraphs outside tables; ``every``: those that are bound as well."""
    bound = {(one.paragraph, place) for one in file.bound for place in range(one.start, one.end)}
    found = in_prose([(p.number, p.text) for p in file.paragraphs if not p.row and p.text])
    return [
        one for one in found if every or (one.paragraph, one.before_sentence + one.at) not in bound
    ]  # fmt: skip


def _period_of(file: WordFile, organisation: Node) -> Period | None:
    """The period that the file prints; Impossible where it prints another organisation's figures."""
    if file.record is None:
        return None
    origin = file.record.origin
    if origin.organisation != organisation.code:
        raise Impossible(
            "Tệp này in số liệu của tổ chức khác. Mở trang “Đọc lại bản đã sửa” của chính tổ chức đó rồi đưa tệp vào.",
            "tep",
        )
    try:
        return Period.parse(origin.period)
    except ValueError:
        return None


@dataclass
class _Figures:
    """The figures that a file is compared with, each table asked once and only where it is needed."""

    actor: Actor
    organisation: Node
    period: Period
    printed_known: int = 0
    known: int = field(init=False)

    def __post_init__(self) -> None:
        self.known = printed_from(self.organisation.id, self.period)
        if not 0 < self.printed_known <= last_act():
            self.printed_known = 0  # a record that speaks of a day to come was not written by us

    def _table(self, known: int | None, period: Period | None = None) -> FigureTable:
        return reported_figures(
            actor=self.actor, organisation=self.organisation, period=period or self.period, known=known, by_unit=period is None
        ).table  # fmt: skip

    @cached_property
    def now(self) -> Mapping[tuple[str, str], Figure]:
        """{(machine name, unit's code or ''): figure} as a draft would print it now."""
        return _by_unit(self._table(self.known))

    @cached_property
    def a_year_ago(self) -> Mapping[tuple[str, str], Figure]:
        start, end = self.period.start, self.period.end
        last = calendar.monthrange(end.year - 1, end.month)[
            1
        ]  # the end of February stays the end of February
        day = last if self.period.after.day == 1 else min(end.day, last)
        earlier = Period(
            start.replace(year=start.year - 1, day=28 if (start.month, start.day) == (2, 29) else start.day),
            end.replace(year=end.year - 1, day=day),
        )
        return _by_unit(self._table(None, earlier))

    @cached_property
    def own_names(self) -> list[str]:
        committee = committee_on(self.organisation.id, clock.today())
        names = [self.organisation.name, issuer_name(self.organisation), committee.name if committee else ""]
        return [clean(name) for name in names if name]

    @cached_property
    def unit_names(self) -> list[tuple[str, str]]:
        tree = tree_on(self.period.end, self.known)
        children = tree.children(self.organisation.id) if self.organisation.id in tree else ()
        return [(clean(tree[child].name), tree[child].code) for child in children]

    @cached_property
    def decimals(self) -> int | None:
        return share_decimals(Parameters(self.known), self.period.end)

    def value(self, name: str, unit: str) -> float | None:
        """A figure's value now; None where it is unknown or not for this person."""
        figure = self.now.get((name, unit))
        return None if figure is None else figure.value

    def look_up(self, file: WordFile) -> Callable[[Printed], tuple[Indicator, Now] | None]:
        """How a printed number is found among the figures."""
        bound = {one.paragraph for one in file.bound}
        compares = any(says_a_year_ago(p.text) for p in file.paragraphs if p.number in bound and not p.row)

        def found(printed: Printed) -> tuple[Indicator, Now] | None:
            indicator = BY_CODE.get(printed.code)
            if indicator is None:
                return None
            figure = self.now.get((indicator.name, printed.unit))
            if figure is None:
                return indicator, Now("", None)
            before = (
                self.a_year_ago.get((indicator.name, printed.unit)) if compares and not printed.unit else None
            )
            return indicator, Now(
                self._alike(indicator, figure, printed), figure.value,
                before.value if before is not None else None, indicator.name in _TARGET_SHARES,
            )  # fmt: skip

        return found

    def _alike(self, indicator: Indicator, figure: Figure, printed_: Printed) -> str:
        """The figure printed as that place prints it: a table says 59,86% where the text says 60%."""
        if figure.value is None or (printed_.text == DASH and not figure.value):
            return DASH  # in a table 'none was given' prints as no number
        tail = printed_.text.rstrip("%").partition(",")[2]
        if indicator.kind is Kind.RATIO:
            known = printed_.text not in ("", DASH)
            return share_text(indicator, figure, len(tail) if known else self.decimals)
        return printed(indicator, figure, len(tail) if tail else None)


def _by_unit(table: FigureTable) -> Mapping[tuple[str, str], Figure]:
    found = {(name, ""): figure for name, figure in table.figures.items()}
    for unit, figures in table.units:
        found |= {(name, unit.code): figure for name, figure in figures.items()}
    return found


def value_of(written: str) -> float | None:
    """The value of one number as printed; None of '' and of '–'."""
    found = in_prose([(1, f"có {written.strip()}")])
    return next((one.stated.value for one in found), None)
