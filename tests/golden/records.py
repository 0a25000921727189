"""All records in memory as they were known at a moment, and plain ways to walk them: see slow_walk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from dangvu.foundation.periods import Period
from dangvu.members.models import (
    Absence,
    BadgeAward,
    CardEvent,
    Guest,
    HandbookCount,
    Membership,
    Movement,
    PersonMerge,
    PersonProfile,
)
from dangvu.organisations.models import OrganisationParent, OrganisationState, Reorganisation, Succession
from dangvu.work.admissions.models import Admission, Dossier, Introduction, OutstandingPerson
from dangvu.work.awards.models import Award
from dangvu.work.conferences.models import CheckIn, ConferenceState, Delegate
from dangvu.work.discipline.models import DecisionState
from dangvu.work.documents.models import DocumentState, StudyDuty, StudySession
from dangvu.work.dues.models import DuesMonth
from dangvu.work.exemplars.models import Exemplar
from dangvu.work.inspection.models import Inspection
from dangvu.work.integrity.models import IntegrityCount
from dangvu.work.mass.models import MassActivity, MassCount, MassMembership, MassUnitState
from dangvu.work.meetings.models import CellMeeting, Opinion, OpinionAnswer
from dangvu.work.petitions.models import Petition
from dangvu.work.ranking.models import Ranking
from dangvu.work.resolutions.models import AssignedTask, Target, TargetAllocation, TargetValue, TaskProgress
from dangvu.work.schemes.models import SchemeItem, SchemeState
from dangvu.work.training.models import Learner, TrainingClass

Row = dict[str, Any]
ONE_DAY = timedelta(days=1)
EVE = timedelta(days=1)
TRANSFER_DAYS = 90
GRASSROOTS = ("dang_bo_co_so", "chi_bo_co_so")
CELLS = ("chi_bo_co_so", "chi_bo_truc_thuoc")


def holds(row: Row, day: date) -> bool:
    """True on the first day, no longer on the last."""
    return row["valid_from"] <= day and (row["valid_to"] is None or day < row["valid_to"])


class Records:
    """All tables in memory as they were known after act ``known``, and one way to walk them."""

    def __init__(self, period: Period, known: int | None = None, by: date | None = None) -> None:
        self.period, self.known = period, known
        self.states = self._read(OrganisationState)
        self.parents = self._read(OrganisationParent)
        self.successions = self._read(Succession)
        self.reorganisations = self._read(Reorganisation)
        self.stays = self._read(Membership)
        self.movements = [m for m in self._read(Movement) if m["counted"]]
        self.classes = {row["id"]: row for row in self._read(TrainingClass)}
        self.learners = self._read(Learner)
        self.meetings = self._read(CellMeeting)
        self.inspections = self._read(Inspection)
        self.decisions, self.petitions = self._read(DecisionState), self._read(Petition)
        self.integrity = self._read(IntegrityCount)
        self.documents = self._read(DocumentState)
        self.sessions = self._read(StudySession)
        self.duties = self._read(StudyDuty)
        self.conferences = self._read(ConferenceState)
        self.delegates, self.checkins = self._read(Delegate), self._read(CheckIn)
        self.delegates_ever = list(Delegate.objects.values())
        self.opinions, self.answers = self._read(Opinion), self._read(OpinionAnswer)
        self.targets = {row["id"]: row for row in self._read(Target)}
        self.target_values = self._read(TargetValue)
        self.allocations = self._read(TargetAllocation)
        self.tasks = {row["id"]: row for row in self._read(AssignedTask)}
        self.progress = self._read(TaskProgress)
        self.schemes, self.scheme_items = self._read(SchemeState), self._read(SchemeItem)
        self.exemplars = self._read(Exemplar)
        self.mass_units, self.mass_stays = self._read(MassUnitState), self._read(MassMembership)
        self.mass_counts, self.mass_activities = self._read(MassCount), self._read(MassActivity)
        self.introductions, self.standings = self._read(Introduction), self._read(OutstandingPerson)
        self.dossiers = dict(Dossier.objects.values_list("pk", "person_id"))
        self.admissions = self._read(Admission)
        self.rankings, self.awards = self._read(Ranking), self._read(Award)
        self.badges, self.dues = self._read(BadgeAward), self._read(DuesMonth)
        self.absences, self.guests = self._read(Absence), self._read(Guest)
        self.cards, self.handbook = self._read(CardEvent), self._read(HandbookCount)
        self.profiles = {row["person_id"]: row for row in self._read(PersonProfile)}
        self.merges = {row["person_id"]: row["kept_id"] for row in self._read(PersonMerge)}
        self.begins = min((row["valid_from"] for row in self.parents), default=None)
        self.by = by  # the day whose tree places everything; None: each day has its own
        self._paths: dict[tuple[int, date], tuple[int, ...]] = {}
        self._trees: dict[date, dict[int, tuple[int | None, str]]] = {}
        self.start_day, self.end_day = period.start - EVE, period.end
        self._organisation_sets()

    def _read(self, model: Any) -> list[Row]:
        return [row for row in model.objects.order_by("pk").values() if self._was_known(row)]

    def _was_known(self, row: Row) -> bool:
        came, went = row["known_from_act_id"], row["known_to_act_id"]
        if self.known is None:
            return went is None
        return came <= self.known and (went is None or went > self.known)

    # -- the tree of a day ----------------------------------------------------------------------------

    def tree(self, day: date) -> dict[int, tuple[int | None, str]]:
        """{organisation: (parent, kind)}; one day before the first list the first list already holds."""
        day = self.by or day
        if self.begins and day == self.begins - ONE_DAY:
            day = self.begins
        if day not in self._trees:
            kinds = {s["organisation_id"]: s["kind"] for s in self.states if holds(s, day)}
            self._trees[day] = {
                p["organisation_id"]: (p["parent_id"], kinds[p["organisation_id"]])
                for p in self.parents
                if holds(p, day) and p["organisation_id"] in kinds
            }
        return self._trees[day]

    def sector(self, owner: int, day: date) -> str:
        """The kind of unit of whoever owns a row of ``day``: its own, else that of the nearest above."""
        tree, day = self.tree(day), self.by or day
        if self.begins and day == self.begins - ONE_DAY:
            day = self.begins
        own = {s["organisation_id"]: s["sector"] for s in self.states if holds(s, day)}
        told = [own[o] for o in self.path(owner, day) if o in tree and own[o]]
        return told[0] if told else ""

    def flow_day(self, day: date) -> date:
        """Before the first list the first tree places what happened."""
        return max(day, self.begins) if self.begins and self.begins <= self.end_day else day

    def path(self, organisation: int, day: date) -> tuple[int, ...]:
        """The organisation and everything above it on ``day``; whoever is not there keeps a line of its own,
        under what carries on from it, else under the organisation that last stood above it."""
        key = (organisation, day)
        if key not in self._paths:
            self._paths[key] = self._walk_up(organisation, day)
        return self._paths[key]

    def _walk_up(self, organisation: int, day: date) -> tuple[int, ...]:
        tree = self.tree(day)
        if organisation in tree:
            found, current = [organisation], tree[organisation][0]
            while current is not None and current in tree:
                assert current not in found, "the tree has a circle"
                found.append(current)
                current = tree[current][0]
            return tuple(found)
        heir = self._heir(organisation, tree)
        if heir is not None:
            return (organisation, *self.path(heir, day))
        last = [p for p in self.parents if p["organisation_id"] == organisation]
        if last:
            above = max(last, key=lambda p: p["valid_from"])["parent_id"]
            if above is not None:
                rest = self.path(above, day)
                return (organisation, *(o for o in rest if o in tree))
        return (organisation,)

    def _heir(self, organisation: int, tree: dict[int, tuple[int | None, str]]) -> int | None:
        current, seen = organisation, {organisation}
        while True:
            links = [s["successor_id"] for s in self.successions if s["predecessor_id"] == current]
            if not links or links[-1] in seen:
                return None
            current = links[-1]
            if current in tree:
                return current
            seen.add(current)

    def above(self, organisation: int, owner: int, day: date) -> bool:
        return organisation in self.path(owner, day)

    # -- records ----------------------------------------------------------------------------------------

    def kept(self, person: int) -> int:
        seen: set[int] = set()
        while person in self.merges and person not in seen:
            seen.add(person)
            person = self.merges[person]
        return person

    def about(self, row: Row) -> Row:
        return self.profiles.get(row["person_id"], {})

    def inside(self, day: date | None) -> bool:
        return day is not None and self.period.start <= day <= self.period.end

    def flows(
        self, organisation: int, rows: Iterable[Row], day: str, owner: str = "organisation_id"
    ) -> list[Row]:
        return [
            r for r in rows
            if self.inside(r[day]) and self.above(organisation, r[owner], self.flow_day(r[day]))
        ]  # fmt: skip

    def members(self, organisation: int, day: date) -> list[Row]:
        return [
            s for s in self.stays if holds(s, day) and self.above(organisation, s["organisation_id"], day)
        ]

    def moved(self, organisation: int, kind: str) -> list[Row]:
        rows = [m for m in self.movements if m["kind"] == kind]
        return self.flows(organisation, rows, "on", owner="counts_in_id")

    def learnt(self, organisation: int, kind: str = "nhan_thuc") -> list[Row]:
        """Learners of classes of a kind closed in the period, each human being once."""
        found: dict[int, Row] = {}
        for learner in self.learners:
            held = self.classes.get(learner["training_class_id"])
            if held and held["kind"] == kind and self.inside(held["closed_on"]):
                found.setdefault(self.kept(learner["person_id"]), {**learner, "day": held["closed_on"]})
        return self.flows(organisation, found.values(), "day")

    def _is_internal(self, organisation: int, row: Row) -> bool:
        """Whether the other end of a transfer lies in the same organisation on the day of ``row``."""
        incoming = row["kind"] == "chuyen_den"
        other = "chuyen_di" if incoming else "chuyen_den"
        for end in self.movements:
            if end["kind"] != other or self.kept(end["person_id"]) != self.kept(row["person_id"]):
                continue
            days = (row["on"] - end["on"]).days if incoming else (end["on"] - row["on"]).days
            if 0 <= days <= TRANSFER_DAYS and self.above(
                organisation, end["counts_in_id"], self.flow_day(row["on"])
            ):
                return True
        return False

    def _with_organisation(self, organisation: int, incoming: bool) -> int:
        """People who were not under ``organisation`` in the evening and were in the morning, or the reverse,
        because something above them was reorganised or because they followed their organisation."""
        count, day = 0, self.period.start
        while day <= self.period.end:
            count += self._carried_on(organisation, day, incoming)
            day += ONE_DAY
        return count

    def _carried_on(self, organisation: int, day: date, incoming: bool) -> int:
        out = {self.kept(m["person_id"]): m for m in self._following(day, "di_theo_to_chuc")}
        came = {self.kept(m["person_id"]): m for m in self._following(day, "den_theo_to_chuc")}
        evening, morning = self.flow_day(day - EVE), self.flow_day(day)
        count = 0
        for person in out.keys() | came.keys():
            before = person in out and self.above(organisation, out[person]["counts_in_id"], evening)
            after = person in came and self.above(organisation, came[person]["counts_in_id"], morning)
            count += (after and not before) if incoming else (before and not after)
        if evening != morning and self._tree_changed(day):
            for stay in self.stays:
                if holds(stay, evening) and stay["person_id"] not in out:
                    before = self.above(organisation, stay["organisation_id"], evening)
                    after = self.above(organisation, stay["organisation_id"], morning)
                    count += (after and not before) if incoming else (before and not after)
        return count

    def _following(self, day: date, kind: str) -> list[Row]:
        return [m for m in self.movements if m["kind"] == kind and m["on"] == day]

    def _tree_changed(self, day: date) -> bool:
        return not self.by and any(
            day in (row["valid_from"], row["valid_to"]) for row in (*self.parents, *self.states)
        )

    # -- organisations that pass a test -------------------------------------------------------------------

    def _organisation_sets(self) -> None:
        tree = self.tree(self.end_day)
        thematic: dict[int, list[date]] = defaultdict(list)
        for meeting in self.meetings:
            if meeting["kind"] == "chuyen_de" and self.inside(meeting["on"]):
                thematic[meeting["organisation_id"]].append(meeting["on"])
        quarters = self._quarters()
        self.every_quarter = {
            o for o, (_, kind) in tree.items()
            if kind in CELLS and all(any((d.year, (d.month - 1) // 3) == q for d in thematic[o]) for q in quarters)
        }  # fmt: skip
        regular: dict[int, set[tuple[int, int]]] = defaultdict(set)
        for meeting in self.meetings:
            if meeting["kind"] == "dinh_ky" and self.inside(meeting["on"]):
                regular[meeting["organisation_id"]].add((meeting["on"].year, meeting["on"].month))
        months = self._months()
        self.every_month = {o for o, (_, kind) in tree.items() if kind in CELLS and months <= regular[o]}
        self.no_thematic = {o for o, (_, kind) in tree.items() if kind in CELLS and not thematic[o]}
        units = [o for o, (_, kind) in tree.items() if kind in GRASSROOTS]
        admitted = {o: len(self.moved(o, "ket_nap")) for o in units}
        targets = {o: self._target(o) for o in units}
        self.admitting = {o for o in units if admitted[o]}
        self.not_admitting = {o for o in units if not admitted[o]}
        self.reached = {o for o in units if targets[o] and admitted[o] >= targets[o]}

    def _quarters(self) -> set[tuple[int, int]]:
        found, day = set(), self.period.start
        while day <= self.period.end:
            found.add((day.year, (day.month - 1) // 3))
            day += ONE_DAY
        return found

    def _months(self) -> set[tuple[int, int]]:
        found, day = set(), self.period.start
        while day <= self.period.end:
            found.add((day.year, day.month))
            day += ONE_DAY
        return found

    def below(self, organisation: int, chosen: Callable[[int, str], bool]) -> int:
        tree = self.tree(self.end_day)
        if organisation not in tree:
            return 0
        return sum(
            1
            for o, (_, kind) in tree.items()
            if chosen(o, kind) and self.above(organisation, o, self.end_day)
        )

    def _target(self, organisation: int) -> int:
        return sum(
            a["value"]
            for a in self.allocations
            if a["target_id"] in self.targets
            and self.targets[a["target_id"]]["year"] == self.end_day.year
            and self.targets[a["target_id"]]["subject"] == "ket_nap"
            and self.above(organisation, a["organisation_id"], self.end_day)
        )
