"""The roll: who is called, who came, whether there are enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.parameters.queries import Parameters
from dangvu.foundation.vietnamese import has_words, order_key
from dangvu.members.queries import kept_people, profiles
from dangvu.organisations.tree import Tree
from dangvu.work.conferences import rules
from dangvu.work.conferences.models import CheckIn, Delegate, GroupPlace
from dangvu.work.conferences.queries.seen import seen
from dangvu.work.conferences.rules import CONVENED, THERE, DelegateKind, Presence, Quorum

#: Whoever is not marked yet.
UNMARKED = "chua"
_ORDER = list(DelegateKind)


@dataclass(frozen=True, slots=True)
class DelegateRow:
    """A line of the roll. ``name``: of a member; a post without a holder on record has none."""

    id: int
    kind: str
    name: str
    post: str
    unit: int | None
    unit_name: str
    presence: str
    at: datetime | None
    note: str
    group: int | None

    @property
    def label(self) -> str:
        """Whom one calls: the name, else the post."""
        return self.name or self.post

    @property
    def under(self) -> str:
        """What stands under the name: the post where a name is told, and the unit."""
        return ", ".join(part for part in (self.post if self.name else "", self.unit_name) if part)

    @property
    def kind_label(self) -> str:
        return DelegateKind(self.kind).label

    @property
    def presence_label(self) -> str:
        return Presence(self.presence).label if self.presence else "Chưa điểm danh"

    @property
    def is_there(self) -> bool:
        return self.presence in THERE

    @property
    def is_convened(self) -> bool:
        return self.kind in CONVENED


@dataclass(frozen=True)
class Roll:
    """All who are called or invited, in the order of reading out."""

    rows: Sequence[DelegateRow]
    on: date

    @property
    def convened(self) -> list[DelegateRow]:
        """Whoever has to come; guests are told apart."""
        return [row for row in self.rows if row.is_convened]

    @property
    def guests(self) -> list[DelegateRow]:
        return [row for row in self.rows if not row.is_convened]

    def marked(self, presence: str) -> list[DelegateRow]:
        """Of those who have to come, the ones marked so; UNMARKED: not marked yet."""
        wanted = "" if presence == UNMARKED else presence
        return [row for row in self.convened if row.presence == wanted]

    @property
    def there(self) -> list[DelegateRow]:
        return [row for row in self.convened if row.is_there]

    @property
    def is_begun(self) -> bool:
        return any(row.presence for row in self.rows)

    @property
    def quorum(self) -> Quorum | None:
        """Of the committee's members who are called; None where none is, or no rule is known of that day."""
        members = [row for row in self.rows if row.kind == DelegateKind.COMMITTEE]
        share = Parameters().if_known("conferences.quorum", self.on)
        if not members or share is None:
            return None
        return rules.quorum(sum(row.is_there for row in members), len(members), str(share.value))

    @property
    def quorum_rule(self) -> str:
        """How many are needed, and where that is written."""
        share = Parameters().if_known("conferences.quorum", self.on)
        return f"Cần {share.value} số cấp ủy viên được triệu tập ({share.document})" if share else ""

    def found(self, words: str) -> list[DelegateRow]:
        """Whose name, post or unit has all these words, with or without signs."""
        return [row for row in self.rows if has_words(words, f"{row.name} {row.post} {row.unit_name}")]


def roll(*, actor: Actor, organisation: int, tree: Tree, conference: int) -> Roll:
    """The roll of a conference; an organisation that is only called sees its own delegates."""
    state = seen(actor, organisation, tree, conference)
    rows = Delegate.objects.known().filter(conference_id=conference)
    if state.organisation_id != organisation:
        rows = rows.filter(unit_id__among=list(tree.descendants(organisation)))
    delegates = list(rows)
    ids = [row.pk for row in delegates]
    marks = {mark.delegate_id: mark for mark in CheckIn.objects.known().filter(delegate_id__among=ids)}
    groups = dict(
        GroupPlace.objects.known().filter(delegate_id__among=ids).values_list("delegate_id", "group__number")
    )
    kept = kept_people()
    people = {kept.get(row.person_id, row.person_id) for row in delegates if row.person_id}
    names = {id_: one.name for id_, one in profiles(people, only=("name",)).items()} if people else {}
    place = {id_: number for number, id_ in enumerate(tree.descendants(state.organisation_id))}

    def line(row: Delegate) -> DelegateRow:
        mark = marks.get(row.pk)
        return DelegateRow(
            row.pk, row.kind, names.get(kept.get(row.person_id, row.person_id), "") if row.person_id else "", row.post,
            row.unit_id, tree.label(row.unit_id) if row.unit_id and row.unit_id in tree else "", mark.state if mark else "",
            mark.at.astimezone(clock.HERE) if mark and mark.at else None, mark.note if mark else "", groups.get(row.pk),
        )  # fmt: skip

    def rank(row: DelegateRow) -> tuple[int, int, str, int]:
        kind = _ORDER.index(DelegateKind(row.kind))
        return kind, place.get(row.unit or 0, len(place)), order_key(row.name) if row.name else "", row.id

    return Roll(sorted(map(line, delegates), key=rank), state.on)
