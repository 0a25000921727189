"""Who is whom: a line of a list becomes one person, whom other lists may have told already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dangvu.foundation import sealed
from dangvu.foundation.refusals import Impossible
from dangvu.foundation.vietnamese import key, order_key
from dangvu.members.models import Membership
from dangvu.members.queries import profiles
from dangvu.organisations.tree import Tree
from dangvu.work.mass import rules
from dangvu.work.mass.models import MassPerson, MassPersonState

PURPOSE = "mass-number"


@dataclass(slots=True)
class Known:
    """The people that lists of one grassroots organisation may speak of."""

    act: int
    inside: list[int]
    members: dict[int, rules.Told] = field(default_factory=dict)
    states: list[MassPersonState] = field(default_factory=list)

    @classmethod
    def around(cls, act: int, organisation: int, tree: Tree) -> Known:
        """Whoever is told in the grassroots organisation around ``organisation`` (itself above that level)."""
        inside = list(tree.descendants(tree.unit_of(organisation) or organisation))
        rows = Membership.objects.known().filter(
            organisation_id__among=inside, valid_to=None, person__profiles__known_to_act__isnull=True
        )
        told = rows.values_list(
            "person_id",
            "person__profiles__name",
            "person__profiles__birth_year",
            "person__profiles__personal_number",
        )
        members = {person: rules.Told(key(name), year, number) for person, name, year, number in told}
        states = MassPersonState.objects.known().filter(
            person__memberships__known_to_act__isnull=True,
            person__memberships__unit__states__known_to_act__isnull=True,
            person__memberships__unit__states__organisation_id__among=inside,
        )
        return cls(act, inside, members, list(states.distinct()))

    def person(self, name: str, birth_year: int | None, number: str = "") -> int:
        """The person whom these words tell; a new one where nobody is told so."""
        told = rules.Told(key(name), birth_year, number)
        found = self._by_number(told)
        if found is None:
            found = self._among(told)
        if found is not None:
            return found
        member = next((pk for pk, other in self.members.items() if rules.same_person(told, other)), None)
        if member is not None:
            _named_alike(told, self.members[member].name_key)
        return self._new(name, told, member)

    def _by_number(self, told: rules.Told) -> int | None:
        """Whoever has this number, in whatever list; the name has to be theirs, or a number would tell whose it is."""
        if not told.number:
            return None
        mark = sealed.mark(told.number, PURPOSE)
        row = MassPersonState.objects.known().filter(number_mark=mark).first()
        if row is None:
            return None
        _named_alike(told, self._name_key(row))
        return int(row.person_id)

    def _name_key(self, state: MassPersonState) -> str:
        if state.member_id is None:
            return state.name_key
        if state.member_id in self.members:
            return self.members[state.member_id].name_key
        profile = profiles([state.member_id], only=("name",)).get(state.member_id)
        return key(profile.name) if profile is not None else ""

    def _among(self, told: rules.Told) -> int | None:
        for state in self.states:
            if rules.same_person(told, self._told(state)):
                return int(state.person_id)
        return None

    def _told(self, state: MassPersonState) -> rules.Told:
        if state.member_id in self.members:
            return self.members[state.member_id]
        number = sealed.unseal(state.number, PURPOSE) if state.number else ""
        return rules.Told(state.name_key, state.birth_year, number)

    def _new(self, name: str, told: rules.Told, member: int | None) -> int:
        person = MassPerson.objects.create()
        number = told.number or (self.members[member].number if member is not None else "")
        state = MassPersonState(
            person=person, member_id=member, known_from_act_id=self.act,
            number=sealed.seal(number, PURPOSE) if number else "",
            number_mark=sealed.mark(number, PURPOSE) if number else "",
        )  # fmt: skip
        if member is None:  # of a member nothing is kept twice
            state.name, state.name_key, state.birth_year = name, told.name_key, told.birth_year
            state.order_key = order_key(name)
        state.save()
        self.states.append(state)
        return int(person.pk)


def _named_alike(told: rules.Told, name_key: str) -> None:
    """Impossible where a number is told with another name: one of the two is mistyped."""
    if told.name_key != name_key:
        raise Impossible(
            "Số định danh này đang ghi cho người mang họ tên khác. Kiểm tra lại số và họ tên, hoặc để trống số.",
            "number",
        )


def forget(people: Sequence[int], act: int) -> None:
    """Of people who are in no list any more nothing is known any more."""
    still = MassPersonState.objects.known().filter(person_id__in=people)
    gone = still.exclude(person__memberships__known_to_act__isnull=True)
    MassPersonState.objects.filter(pk__in=list(gone.values_list("pk", flat=True))).update(known_to_act=act)
