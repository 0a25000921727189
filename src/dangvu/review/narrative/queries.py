"""What a unit wrote and sent, what units below sent in groups that say the same, and what a report prints of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import READ_REPORT
from dangvu.foundation.parameters.queries import Parameters
from dangvu.foundation.periods import Period
from dangvu.foundation.vietnamese import key
from dangvu.organisations.access import require
from dangvu.organisations.tree import Node, Tree
from dangvu.review.models import Passage
from dangvu.review.narrative import rules
from dangvu.review.narrative.kept import Marks, marks_of, origins, own_rows, sent_rows, words_of
from dangvu.review.narrative.rules import Fate
from dangvu.review.queries import version_at
from dangvu.review.rules import State
from dangvu.review.sections import SECTIONS, Section
from dangvu.review.standing import Cycle, cycle_of


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a draft; ``sources``: [(whose it is, in whose words)] where it speaks for units below."""

    id: int
    text: str
    sources: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Written:
    """What stands in one section of an organisation's draft."""

    section: Section
    own: list[Paragraph]
    taken: list[Paragraph]

    @property
    def text(self) -> str:
        """What the organisation wrote itself, a line for each paragraph: what the form shows."""
        return "\n".join(one.text for one in self.own)

    @property
    def is_empty(self) -> bool:
        return not self.own and not self.taken


@dataclass(frozen=True, slots=True)
class Draft:
    """An organisation's own paragraphs by section; ``last``: the act that changed them last."""

    sections: list[Written]
    last: int

    @property
    def count(self) -> int:
        return sum(len(one.own) + len(one.taken) for one in self.sections)

    @property
    def missing(self) -> list[str]:
        """The sections asked of every unit in which nothing stands."""
        return [one.section.title for one in self.sections if one.section.main and one.is_empty]


@dataclass(frozen=True, slots=True)
class Said:
    """One paragraph that a unit sent; ``through``: those below it for whom it speaks."""

    id: int
    unit: Node
    text: str
    through: Sequence[tuple[str, str]]
    is_new: bool  # nothing has been chosen for these words yet
    is_returned: bool  # the unit is mending what it sent


@dataclass(frozen=True)
class Group:
    """Paragraphs that say nearly the same, and what was chosen for them."""

    said: list[Said]
    text: str  # what speaks for them: as taken, else as most of them say
    fate: Fate | None
    reason: str
    entry: int | None  # in the book of proposals

    @property
    def name(self) -> int:
        """What the group is called in a form: the id of its first paragraph."""
        return self.said[0].id

    @property
    def ids(self) -> list[int]:
        return [one.id for one in self.said]

    @property
    def units(self) -> list[Node]:
        return list({one.unit.id: one.unit for one in self.said}.values())

    @property
    def wordings(self) -> list[list[Said]]:
        """Those who say it in the same words together, the words of most first."""
        found: dict[str, list[Said]] = {}
        for one in self.said:
            found.setdefault(key(one.text), []).append(one)
        return sorted(found.values(), key=len, reverse=True)

    @property
    def numbers_differ(self) -> bool:
        return rules.numbers_differ([one.text for one in self.said])

    @property
    def new(self) -> int:
        return sum(one.is_new for one in self.said)


@dataclass(frozen=True)
class Gathered:
    """One section as the office above sees it. ``loose``: taken for words that a unit no longer sends."""

    section: Section
    groups: list[Group]
    loose: list[tuple[Paragraph, list[str]]]
    units: int

    @property
    def new(self) -> int:
        return sum(group.new for group in self.groups)

    @property
    def count(self) -> int:
        return sum(len(group.said) for group in self.groups)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many paragraphs of how many units a section has, how many nothing was chosen for, how many stand in the draft."""

    section: Section
    paragraphs: int
    units: int
    new: int
    draft: int


def draft(
    *, actor: Actor, node: Node, period: Period, tree: Tree, version: int | None = None
) -> Draft | None:
    """The organisation's own paragraphs, as they stand now or as a ``version`` froze them; None: nobody asked for these
    days. LookupError for a version of another organisation."""
    require(actor, READ_REPORT, node.id, tree=tree)
    cycle = cycle_of(node.id, period, tree)
    if cycle is None:
        return None
    known = None
    if version is not None:
        known = version_at(actor=actor, organisation=node.id, version=version).known_at
    rows = own_rows(cycle, node.id, known)
    below = origins([row.pk for row in rows if row.is_taken])
    by_section: dict[str, list[Passage]] = defaultdict(list)
    for row in rows:
        by_section[row.section].append(row)
    made = [
        Written(
            section,
            [_paragraph(row, below, tree) for row in by_section[section.key] if not row.is_taken],
            [_paragraph(row, below, tree) for row in by_section[section.key] if row.is_taken],
        )
        for section in SECTIONS
    ]
    return Draft(made, _last_change(cycle, node.id))


def _last_change(cycle: Cycle, organisation: int) -> int:
    rows = Passage.objects.filter(period=cycle.row, organisation_id=organisation)
    acts = rows.values_list("known_from_act_id", "known_to_act_id")
    return max((act for pair in acts for act in pair if act is not None), default=0)


def _paragraph(row: Passage, below: Mapping[int, Sequence[Passage]], tree: Tree) -> Paragraph:
    return Paragraph(row.pk, row.text, _names(below.get(row.pk, ()), tree))


def _names(rows: Sequence[Passage], tree: Tree) -> list[tuple[str, str]]:
    return [
        (tree.label(row.organisation_id) if row.organisation_id in tree else "đơn vị đã kết thúc", row.text)
        for row in rows
    ]


def sent_by(*, actor: Actor, unit: Node, period: Period, tree: Tree) -> list[Written]:
    """What the unit sent last, the sections in which something stands."""
    require(actor, READ_REPORT, unit.id, tree=tree)
    cycle = cycle_of(unit.id, period, tree)
    rows = sent_rows(cycle, [unit.id]) if cycle is not None else []
    below = origins([row.pk for row in rows])
    made = [
        Written(section, [_paragraph(row, below, tree) for row in rows if row.section == section.key], [])
        for section in SECTIONS
    ]
    return [one for one in made if one.own]


def tallies(*, actor: Actor, receiver: Node, period: Period, tree: Tree) -> list[Tally] | None:
    """How far the office is, section by section; None where nobody sends it anything in these days."""
    require(actor, READ_REPORT, receiver.id, tree=tree)
    cycle = cycle_of(receiver.id, period, tree)
    if cycle is None or not cycle.asked(receiver.id):
        return None
    rows, marks = sent_rows(cycle, cycle.asked(receiver.id)), marks_of(cycle, receiver.id)
    own = Counter(row.section for row in own_rows(cycle, receiver.id))
    found = []
    for section in SECTIONS:
        of = [row for row in rows if row.section == section.key]
        new = sum(not marks.is_done(row) for row in of)
        found.append(Tally(section, len(of), len({row.organisation_id for row in of}), new, own[section.key]))
    return found


def gathered(
    *, actor: Actor, receiver: Node, period: Period, section: Section, tree: Tree
) -> Gathered | None:
    """What the units below sent for a section, in groups that say nearly the same: what nothing was chosen for first,
    of these what most say; None where nobody sends here."""
    require(actor, READ_REPORT, receiver.id, tree=tree)
    cycle = cycle_of(receiver.id, period, tree)
    if cycle is None or not cycle.asked(receiver.id):
        return None
    rows = {row.pk: row for row in sent_rows(cycle, cycle.asked(receiver.id)) if row.section == section.key}
    marks, below = marks_of(cycle, receiver.id, section.key), origins(rows)
    place = {id_: at for at, id_ in enumerate(rows)}
    made = []
    for ids in rules.groups([(row.pk, row.text) for row in rows.values()], _share(period)):
        said = [
            _said(rows[id_], cycle, marks, below[id_], tree) for id_ in sorted(ids, key=place.__getitem__)
        ]
        made.append(_group(said, [rows[one.id] for one in said], marks))
    made.sort(key=lambda group: (not group.new, -len(group.units), place[group.name]))
    return Gathered(
        section, made, _loose(marks, rows, tree), len({r.organisation_id for r in rows.values()})
    )  # fmt: skip


def _share(period: Period) -> float:
    return float(Parameters().on("figures.same_words_percent", max(period.end, clock.today())).value) / 100


def _said(row: Passage, cycle: Cycle, marks: Marks, through: Sequence[Passage], tree: Tree) -> Said:
    unit = int(row.organisation_id)
    is_returned = cycle.state(unit) is State.RETURNED
    return Said(row.pk, tree[unit], row.text, _names(through, tree), not marks.is_done(row), is_returned)


def _group(said: list[Said], rows: Sequence[Passage], marks: Marks) -> Group:
    words = [words_of(row) for row in rows]
    taken = next((marks.taken[one] for one in words if one in marks.taken), None)
    left = next((marks.left[one][0] for one in words if one in marks.left), None)
    entry = next((marks.entered[one] for one in words if one in marks.entered), None)
    units = len({one.unit.id for one in said})
    if taken is not None:
        # Where more units have joined since, the number that the paragraph tells is brought up to date.
        text = taken.text
        if text != rules.without_units(text):
            text = rules.for_units(text, units)
        return Group(said, text, Fate.TAKE, "", entry)
    text = rules.for_units(rules.common([one.text for one in said]), units)
    if left is not None:
        return Group(said, text, Fate.LEAVE, left.reason, entry)
    return Group(said, text, Fate.ENTER if entry else None, "", entry)


def _loose(marks: Marks, rows: Mapping[int, Passage], tree: Tree) -> list[tuple[Paragraph, list[str]]]:
    """What stands in the draft for words that some unit has changed or withdrawn since, with those units."""
    there = {words_of(row) for row in rows.values()}
    gone: dict[int, list[str]] = defaultdict(list)
    passages = {}
    for words, passage in marks.taken.items():
        if words not in there:
            unit = words[0]
            gone[passage.pk].append(tree[unit].name if unit in tree else "đơn vị đã kết thúc")
            passages[passage.pk] = passage
    below = origins(passages)
    return [(_paragraph(passages[id_], below, tree), units) for id_, units in gone.items()]


def waiting(cycle: Cycle, receiver: int) -> int:
    """How many paragraphs that units sent to this office it has chosen nothing for."""
    rows = sent_rows(cycle, cycle.asked(receiver))
    if not rows:
        return 0
    marks = marks_of(cycle, receiver)
    return sum(not marks.is_done(row) for row in rows)


def printed(organisation: int, period: Period, known: int) -> dict[str, list[str]]:
    """{section: the paragraphs of the organisation's draft} as known after act ``known``: what its report prints."""
    cycle = cycle_of(organisation, period)
    if cycle is None:
        return {}
    found: dict[str, list[str]] = defaultdict(list)
    for row in own_rows(cycle, organisation, known):
        found[row.section].append(row.text)
    return dict(found)


def not_yet_in(organisation: int, period: Period) -> int:
    """How many paragraphs of units below a report of these days does not speak of, as nothing was chosen for them."""
    cycle = cycle_of(organisation, period)
    return 0 if cycle is None else waiting(cycle, organisation)
