"""Who sent a sheet and for which days: told by the title lines, else by its neighbours, else it waits."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import PurePath
from typing import Any

from dangvu.foundation.partial_date import PartialDate
from dangvu.foundation.periods import Period
from dangvu.foundation.tables import ReadSheet, SheetKind
from dangvu.foundation.vietnamese import fold
from dangvu.intake.models import Submission
from dangvu.organisations.matching import ENOUGH, Match, Matcher, NoMatch

_ORDER_NUMBER = re.compile(r"^[\d\s._\-–()]+")
#: Days that events fall on, by kind of sheet: the last resort for the period of a sheet without a title.
EVENT_COLUMNS = {
    "admissions": "joined", "recognitions": "official", "movements": "on", "thematic_meetings": "on",
    "study_sessions": "on", "cell_meetings": "on",
    "exemplars": "on",
    "cards": "on",
    "absences": "start",
    "inspections": "on", "task_progress": "on",
    "discipline": "decided",
    "petitions": "on",
    "awards": "on",
    "mass_activities": "on",
    "vetting": "on",
}  # fmt: skip


@dataclass(slots=True)
class SheetFacts:
    """What the title lines of a sheet tell, in a form that can be kept and read back."""

    kind: str
    as_of: str
    titles: list[str]
    as_at: date | None = None
    period: Period | None = None
    dates: tuple[date, date] | None = None
    ordinal: int | None = None
    document: str = ""
    event_days: list[date] = field(default_factory=list)
    folders: list[str] = field(default_factory=list)  # in which its file stood, the nearest first
    told_sender: int | None = None  # a person said whose it is
    home: int | None = None  # where it was handed in: whose it is where nothing tells
    no_sender: bool = False  # why the sheet waits
    day_supposed: bool = (
        False  # no list of its kind tells a day: taken from other lists or the period, and said
    )

    @classmethod
    def of(cls, sheet: ReadSheet, kind: SheetKind) -> SheetFacts:
        column = EVENT_COLUMNS.get(kind.slug)
        days = []
        if column:
            values = (row.cells[column].value for row in sheet.rows if column in row.cells)
            days = [value.first for value in values if isinstance(value, PartialDate) and value.is_full]
        return cls(
            kind.slug, kind.as_of, list(sheet.title_lines), sheet.as_at, sheet.period, sheet.dates, sheet.ordinal,
            sheet.document or "", days,
        )  # fmt: skip

    def written(self) -> dict[str, Any]:
        """As JSON, for SourceSheet.facts."""
        return {
            "as_of": self.as_of, "titles": self.titles,
            "as_at": self.as_at.isoformat() if self.as_at else None,
            "period": self.period.code if self.period else None,
            "dates": [day.isoformat() for day in self.dates] if self.dates else None,
            "ordinal": self.ordinal, "document": self.document,
            "event_days": [day.isoformat() for day in self.event_days], "folders": self.folders,
            **({"sender": self.told_sender} if self.told_sender else {}),
            **({"home": self.home} if self.home else {}),
        }  # fmt: skip

    @classmethod
    def read_back(cls, kind: str, facts: dict[str, Any]) -> SheetFacts:
        """What :meth:`written` wrote."""
        dates = facts["dates"]
        return cls(
            kind, facts["as_of"], facts["titles"],
            date.fromisoformat(facts["as_at"]) if facts["as_at"] else None,
            Period.parse(facts["period"]) if facts["period"] else None,
            (date.fromisoformat(dates[0]), date.fromisoformat(dates[1])) if dates else None,
            facts["ordinal"], facts["document"], [date.fromisoformat(day) for day in facts["event_days"]],
            facts.get("folders", []), facts.get("sender"), facts.get("home"),
        )  # fmt: skip

    @property
    def title(self) -> str:
        return " ".join(self.titles)

    @property
    def part(self) -> str:
        """What tells two sheets of one kind, sender and period apart: which class, which task."""
        if self.kind not in ("learners", "task_progress"):
            return ""
        return f"{self.ordinal or ''} {fold(self.title)}".strip()[:200]


#: Whose a sheet is and of which days: sender, first day, last day, part. Equal keys supersede one another.
Key = tuple[int | None, date, date, str]


def keys_of(
    facts: Sequence[SheetFacts], file_name: str, dating: Dating, matcher: Matcher
) -> list[Key | None]:
    """The key of each sheet of a file; None where the sender or the days are not known yet."""
    keys: list[Key | None] = []
    for sheet, sender in zip(facts, sender_of(facts, file_name, matcher), strict=True):
        days = dating.days_of(sheet, facts)
        sheet.no_sender = sender is None and sheet.kind != "organisations"
        if days is None or sheet.no_sender:
            keys.append(None)
        else:
            keys.append((sender, *days, sheet.part))
    return keys


def sender_of(facts: Sequence[SheetFacts], file_name: str, matcher: Matcher) -> list[int | None]:
    """The sender of each sheet: what a person said, its own title, else its neighbours', else the file's or folder's name."""
    named = _named(file_name, matcher) or _housed(facts, matcher)
    own = [
        sheet.told_sender or _nearer(_titled(sheet.titles, matcher), named, sheet, matcher) for sheet in facts
    ]
    fallback = _above_all({sender for sender in own if sender is not None}, matcher)
    if fallback is None or (named is not None and named in matcher.tree.ancestors(fallback)):
        fallback = named
    roots = matcher.tree.roots
    if fallback is None and len(roots) == 1 and facts and all(f.kind in _WHOLE_TREE for f in facts):
        fallback = roots[0]
    return [
        sender if sender is not None else fallback if fallback is not None else sheet.home
        for sender, sheet in zip(own, facts, strict=True)
    ]


def _housed(facts: Sequence[SheetFacts], matcher: Matcher) -> int | None:
    """The unit whose whole name a folder above the file bears: its lists lie there under the names of their kinds."""
    for folder in facts[0].folders if facts else ():
        found = matcher.match(_ORDER_NUMBER.sub("", folder.replace("_", " ")))
        if isinstance(found, Match) and found.confidence >= ENOUGH:
            return found.organisation if matcher.tree.unit_of(found.organisation) is not None else None
    return None


def _nearer(sender: int | None, named: int | None, sheet: SheetFacts, matcher: Matcher) -> int | None:
    """A list of one unit under the letterhead of its superior alone is of the unit that names the file."""
    if (
        sender is None
        or named is None
        or sheet.kind in _WHOLE_TREE
        or matcher.tree.unit_of(sender) is not None
    ):
        return sender
    return named if sender in matcher.tree.ancestors(named) else sender


def _above_all(senders: set[int], matcher: Matcher) -> int | None:
    """The lowest organisation that all of these are or lie in: a file with a sheet for each cell is of the unit."""
    if not senders:
        return None
    paths = [matcher.tree.path(sender) for sender in senders]
    return next((above for above in paths[0] if all(above in path for path in paths)), None)


#: Sheets that only the committee above sends: they name organisations row by row.
_WHOLE_TREE = frozenset({"organisations", "admission_targets", "task_progress", "learners"})


def _titled(titles: Sequence[str], matcher: Matcher) -> int | None:
    """The deepest organisation that a title line names: the letterhead names the superior first.

    A name that several organisations bear ("Chi bộ Văn phòng") is looked for inside the one that the other
    lines name. Where no line is a name, a full name inside a line tells as well.
    """
    best, doubtful = _deepest(titles, matcher, None)
    if best is not None:
        return _deepest(doubtful, matcher, best)[0] or best
    named = (matcher.inside(line, whole_names=True) for line in titles)
    return next((found.organisation for found in named if isinstance(found, Match)), None)


def _deepest(titles: Sequence[str], matcher: Matcher, within: int | None) -> tuple[int | None, list[str]]:
    """The deepest organisation that is a line's whole text, and the lines that several could be."""
    best: tuple[int, float, int] | None = None
    doubtful = []
    for line in titles:
        found = matcher.match(line, within)
        if isinstance(found, NoMatch):
            doubtful += [line] if len(found.candidates) > 1 else []
        elif found.confidence >= ENOUGH:
            depth = len(matcher.tree.path(found.organisation))
            if best is None or (depth, found.confidence) > best[:2]:
                best = (depth, found.confidence, found.organisation)
    return (best[2] if best else None), doubtful


def _named(file_name: str, matcher: Matcher) -> int | None:
    stem = _ORDER_NUMBER.sub("", PurePath(file_name).stem.replace("_", " "))
    for found in (matcher.match(stem), matcher.inside(stem)):
        if isinstance(found, Match) and found.confidence >= ENOUGH:
            return found.organisation
    return None


#: Sheets whose days are those of one event and say nothing of the period of others: a class.
_OWN_DAYS = frozenset({"learners"})


class Dating:
    """The days of sheets that do not tell them: from the file's other sheets, the load's, or earlier loads'."""

    def __init__(self, everything: Iterable[Sequence[SheetFacts]]) -> None:
        self._periods: Counter[Period] = Counter()
        self._as_at: dict[str, Counter[date]] = {}
        self._event_days: list[date] = []
        for sheets in everything:
            for sheet in sheets:
                if sheet.period and sheet.as_of == "period" and sheet.kind not in _OWN_DAYS:
                    self._periods[sheet.period] += 1
                self._event_days += sheet.event_days
                if sheet.as_at:
                    self._as_at.setdefault(sheet.kind, Counter())[sheet.as_at] += 1
        self._from_before = False

    def days_of(self, sheet: SheetFacts, neighbours: Sequence[SheetFacts]) -> tuple[date, date] | None:
        """First and last day that the sheet speaks of (equal for a list as at a day); None: nothing tells."""
        if sheet.as_of == "as_at":
            day = sheet.as_at or self._common_day(sheet, neighbours)
            return (day, day) if day else None
        if sheet.dates and sheet.kind == "learners":
            return sheet.dates
        period = sheet.period or self._common_period(sheet, neighbours)
        if period is None:
            return None
        if sheet.as_of == "year":
            period = period.year
        return period.start, period.end

    def _common_day(self, sheet: SheetFacts, neighbours: Sequence[SheetFacts]) -> date | None:
        beside = Counter(n.as_at for n in neighbours if n.kind == sheet.kind and n.as_at)
        for days in (beside, self._as_at.get(sheet.kind, Counter())):
            if days:
                return days.most_common(1)[0][0]
        self._remember()
        known = self._as_at.get(sheet.kind, Counter())
        if known:
            return known.most_common(1)[0][0]
        sheet.day_supposed = True
        return self._opening_day(neighbours)

    def _opening_day(self, neighbours: Sequence[SheetFacts]) -> date | None:
        """Where no list of the kind tells its day: the earliest day of any list, else the eve of the period."""
        others = [day for days in self._as_at.values() for day in days]
        if others:
            return min(others)
        period = self._common_period(None, neighbours)
        return period.start - timedelta(days=1) if period else None

    def _common_period(self, sheet: SheetFacts | None, neighbours: Sequence[SheetFacts]) -> Period | None:
        beside = Counter(
            n.period for n in neighbours if n.period and n.as_of == "period" and n.kind not in _OWN_DAYS
        )
        if beside:
            return beside.most_common(1)[0][0]
        if not self._periods:
            self._remember()
        if self._periods:
            return self._periods.most_common(1)[0][0]
        own = [day for n in (*([sheet] if sheet else []), *neighbours) for day in n.event_days]
        return _smallest_period(self._event_days or own)

    def _remember(self) -> None:
        """What earlier loads said, asked once; what still waits has said it as well."""
        if self._from_before:
            return
        self._from_before = True
        standing = Submission.objects.filter(sheet__file__undone_by__isnull=True)
        for kind, facts in standing.values_list("kind", "sheet__facts"):
            if facts["period"] and facts["as_of"] == "period" and kind not in _OWN_DAYS:
                self._periods[Period.parse(facts["period"])] += 1
            if facts["as_at"]:
                self._as_at.setdefault(kind, Counter())[date.fromisoformat(facts["as_at"])] += 1


def _smallest_period(days: Sequence[date]) -> Period | None:
    """The shortest ordinary period in which four of five events fall: half-year before year."""
    if len(days) < 3:
        return None
    year, _ = Counter(day.year for day in days).most_common(1)[0]
    for first, last in ((1, 3), (4, 6), (7, 9), (10, 12), (1, 6), (7, 12), (1, 12)):
        period = Period.months(year, first, last)
        if sum(day in period for day in days) * 5 >= len(days) * 4:
            return period
    return None
