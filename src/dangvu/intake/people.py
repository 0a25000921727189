"""Who a row is about: the same person across rows, sheets, files and earlier loads.

Same person: an equal personal or card number; or the same folded name and full birth date in the same unit
without conflicting sex or number. People linked by a transfer are joined after the load
(members.queries.transfers_to_link), so that the order of files does not matter. Anything weaker stays two people
and is said.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from dangvu.foundation.partial_date import PartialDate
from dangvu.foundation.vietnamese import fold
from dangvu.intake.pending import Pending
from dangvu.members.actions import Profile
from dangvu.members.profile_columns import schooling_in
from dangvu.members.queries import bare, profiles_from_elsewhere, profiles_numbered, profiles_told_by
from dangvu.organisations.tree import Tree


@dataclass(slots=True, eq=False)
class Known:
    """A person as the matcher knows them; ``id`` is negative while not registered yet."""

    id: int
    profile: Profile
    changed: bool = False
    is_new: bool = False  # registered by this file: nothing else is on record about them
    elsewhere: bool = False  # nobody of the organisations whose rows the actor may bring in, now or before
    gone: bool = False  # a member elsewhere now: what is written about them is no longer theirs to correct


#: The columns that hold official numbers.
NUMBERS = ("personal_number", "card_number")


def profile_of(row: Pending, unit: int) -> Profile:
    """What a row says about its person."""
    decided = row.partial("decision_date")
    return Profile(
        name=row.name, unit_id=unit, sex=row.slug("sex"), birth=row.partial("birth"),
        personal_number=row.slug("personal_number"), card_number=row.slug("card_number"),
        ethnicity=row.text("ethnicity"), religion=row.slug("religion"), home=row.text("home"),
        education=row.slug("education"), theory=row.slug("theory"),
        schooling=row.slug("schooling") or schooling_in(row.slug("education"), row.text("education")),
        occupation=row.slug("occupation"), position=row.slug("position"), union=row.slug("union"),
        joined=row.partial("joined"),
        official=row.partial("official"), decided=decided.first if decided and decided.is_full else None,
        source_row=row.row_id,
    )  # fmt: skip


#: Of so many units everyone is fetched; of more, only namesakes.
_FEW = 3


def forms(number: str) -> set[str]:
    """How an official number may stand on record: a spreadsheet that holds it as a number loses a zero in front."""
    return {number, bare(number), f"0{bare(number)}"}


class Numbered:
    """Who has which official number, as of now: asked once for all the numbers of a load, and kept in step with
    what the load writes."""

    def __init__(self) -> None:
        self._asked: set[str] = set()
        self._profiles: dict[int, Profile] = {}
        self._people: dict[str, list[int]] = {}

    def ask(self, numbers: Iterable[str]) -> None:
        """Look up the numbers that were not asked for before."""
        new = {number for number in numbers if bare(number) not in self._asked}
        if new:
            self._asked.update(map(bare, new))
            there = profiles_numbered(form for number in new for form in forms(number))
            self.note({found.person_id: Profile.on_record(found) for found in there})

    def having(self, numbers: Iterable[str]) -> dict[int, Profile]:
        """Whoever has one of these numbers, in any of its forms."""
        numbers = list(numbers)
        self.ask(numbers)
        people = [person for number in numbers for person in self._people.get(bare(number), ())]
        return {person: self._profiles[person] for person in people}

    def note(self, profiles: Mapping[int, Profile]) -> None:
        """What is on record about these people from now on."""
        for person, profile in profiles.items():
            before = self._profiles.get(person)
            for number in _numbers_of(before) if before else ():
                self._people[number].remove(person)
            self._profiles[person] = profile
            for number in _numbers_of(profile):
                self._people.setdefault(number, []).append(person)


def _numbers_of(profile: Profile) -> set[str]:
    return {bare(number) for number in (profile.personal_number, profile.card_number) if number}


class People:
    """The people whom the rows of one file could mean: everyone of a unit is fetched once, numbers as they come."""

    def __init__(self, numbered: Numbered) -> None:
        self._numbered_people = numbered
        self._by_number: dict[str, list[Known]] = {}
        self._by_name: dict[tuple[int | None, str], list[Known]] = {}
        self._by_id: dict[int, Known] = {}
        self._units: set[int] = set()
        self.fresh: list[Known] = []

    def fetch(
        self, units: Collection[int], names: Collection[str], numbers: Collection[str], tree: Tree,
        peopled: set[int] | None = None,
    ) -> None:  # fmt: skip
        """Make known whoever could be meant: everyone of these units, and whoever has one of these numbers anywhere.

        Someone first met in another unit belongs to this one as well where a movement says so. A sheet that
        names people of many units (a class) asks for the namesakes only. ``peopled``: the units that have people,
        where that is known; these units are among them from now on.
        """
        wanted = set(units) - self._units
        narrow = len(wanted) > _FEW
        if not narrow:
            self._units |= wanted
        people = self._numbered_people.having(numbers)
        if peopled is not None:
            wanted &= peopled
            peopled |= set(units)
        for found in profiles_told_by(wanted, {fold(name) for name in names} if narrow else None):
            people.setdefault(found.person_id, Profile.on_record(found))
        for person, profile in sorted(people.items()):
            if person not in self._by_id:
                self._index(Known(person, profile))
        for unit in () if narrow else wanted:
            for found in profiles_from_elsewhere(unit, tree.descendants(unit)):
                if found.person_id not in self._by_id:
                    self._index(Known(found.person_id, Profile.on_record(found)))
                self._name(self._by_id[found.person_id], unit, found.name)

    def _index(self, known: Known) -> None:
        self._by_id[known.id] = known
        profile = known.profile
        for number in filter(None, (profile.personal_number, profile.card_number)):
            self._by_number.setdefault(bare(number), []).append(known)
        self._name(known, profile.unit_id, profile.name)

    def _name(self, known: Known, unit: int | None, name: str) -> None:
        """Let a person be found in a unit by a name."""
        there = self._by_name.setdefault((unit, fold(name)), [])
        if known not in there:
            there.append(known)

    def on_record(self) -> dict[int, Known]:
        """Everybody fetched so far, by their id."""
        return {id_: known for id_, known in self._by_id.items() if id_ > 0}

    def find(self, row: Pending, profile: Profile) -> Known | None:
        """The person meant, or None; a doubt is said on the row. Weak matches need an equal joining date."""
        by_number = self._numbered(row, profile)
        if by_number is not None:
            return by_number
        namesakes = [
            known
            for known in self._by_name.get((profile.unit_id, fold(profile.name)), [])
            if not _conflicting(known.profile, profile)
        ]
        same = [known for known in namesakes if _same_full_birth(known.profile, profile)]
        if len(same) == 1:
            return same[0]
        if row.hint is not None and any(known.id == row.hint for known in same):
            return self._by_id[row.hint]
        if same:
            row.wait(
                "ambiguous_person", f"Có {len(same)} người cùng họ tên, ngày sinh với {profile.name} trong đơn vị.",
                "name", "Ghi thêm số định danh cá nhân hoặc số thẻ đảng viên vào dòng này rồi nạp lại.",
            )  # fmt: skip
            return None
        if row.hint is not None and row.hint in self._by_id:
            return self._by_id[row.hint]
        return self._weakly(row, profile, namesakes)

    def _numbered(self, row: Pending, profile: Profile) -> Known | None:
        for number in filter(None, (profile.personal_number, profile.card_number)):
            found = self._by_number.get(bare(number), [])
            if found:
                known = found[0]
                if known.elsewhere:
                    return known
                if fold(known.profile.name) != fold(profile.name):
                    row.remark(
                        "number_conflict",
                        f"Số của {profile.name} trùng với số đã ghi của {known.profile.name}; đã coi là một người.",
                        "Kiểm tra lại số định danh cá nhân, số thẻ đảng viên của hai dòng.", "name",
                    )  # fmt: skip
                return known
        return None

    def _weakly(self, row: Pending, profile: Profile, namesakes: list[Known]) -> Known | None:
        alike = [known for known in namesakes if _compatible_birth(known.profile.birth, profile.birth)]
        sure = [
            known for known in alike
            if known.profile.joined is not None and known.profile.joined == profile.joined
        ]  # fmt: skip
        if len(sure) == 1:
            row.remark(
                "weak_match",
                f"Khớp với {sure[0].profile.name} theo họ tên và ngày vào Đảng, vì ngày sinh chưa đủ ngày, tháng, năm.",
                "Bổ sung ngày sinh đầy đủ.", "name",
            )  # fmt: skip
            return sure[0]
        if alike:
            row.remark(
                "similar_person",
                f"Trong đơn vị đã có người tên {profile.name} với ngày sinh gần khớp; đang coi là hai người.",
                "Nếu là một người: bổ sung ngày sinh hoặc số định danh cho khớp rồi nạp lại.", "name",
            )  # fmt: skip
        return None

    def nearest(self, profile: Profile) -> str:
        """Someone of the unit with the same birth date and a like name, for a proposal; '' where none."""
        for (unit, _), people in self._by_name.items():
            if unit != profile.unit_id:
                continue
            for known in people:
                alike = SequenceMatcher(None, fold(known.profile.name), fold(profile.name)).ratio()
                if profile.birth and known.profile.birth == profile.birth and alike > 0.75:
                    return known.profile.name
        return ""

    def enter(self, row: Pending, profile: Profile) -> Known:
        """A new person, to be registered with the others of the group."""
        known = Known(-len(self.fresh) - 1, profile)
        self.fresh.append(known)
        self._index(known)
        return known

    def complete(self, known: Known, profile: Profile, *, leads: bool) -> None:
        """Add what a row says; ``leads``: where both say something, the row's word stands.

        Of a member elsewhere nothing is rewritten: that is for the organisation where they are.
        """
        if known.elsewhere or known.gone:
            return
        self._name(known, profile.unit_id, profile.name)
        merged = profile.filled_from(known.profile) if leads else known.profile.filled_from(profile)
        merged = replace(
            merged,
            unit_id=known.profile.unit_id or profile.unit_id,
            source_row=profile.source_row if leads else known.profile.source_row,
        )
        if merged != known.profile:
            same = replace(merged, source_row=None) == replace(known.profile, source_row=None)
            known.profile = merged
            known.changed = known.changed or not same
            for number in filter(None, (merged.personal_number, merged.card_number)):
                if known not in self._by_number.setdefault(bare(number), []):
                    self._by_number[bare(number)].append(known)

    def write(
        self, register: Callable[[list[Profile]], list[int]], correct: Callable[[dict[int, Profile]], None]
    ) -> None:
        """Register whoever is new and supersede the profiles that changed."""
        changed = [known for known in self._by_id.values() if known.changed and known.id > 0]
        if self.fresh:
            for known, id_ in zip(self.fresh, register([known.profile for known in self.fresh]), strict=True):
                del self._by_id[known.id]
                known.id, known.changed, known.is_new = id_, False, True
                self._by_id[id_] = known
            self._numbered_people.note({known.id: known.profile for known in self.fresh})
            self.fresh = []
        if changed:
            now = {known.id: known.profile for known in changed}
            correct(now)
            self._numbered_people.note(now)
            for known in changed:
                known.changed = False


def _same_full_birth(one: Profile, other: Profile) -> bool:
    return one.birth is not None and one.birth.is_full and one.birth == other.birth


def _conflicting(one: Profile, other: Profile) -> bool:
    pairs = (
        (one.sex, other.sex), (bare(one.personal_number), bare(other.personal_number)),
        (bare(one.card_number), bare(other.card_number)),
    )  # fmt: skip
    return any(a and b and a != b for a, b in pairs)


def _compatible_birth(one: PartialDate | None, other: PartialDate | None) -> bool:
    if one is None or other is None:
        return True
    if one.is_full and other.is_full:
        return one == other
    return one.first <= other.last and other.first <= one.last
