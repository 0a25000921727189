"""Numerators that look at more than one row at a time: transfers inside one tree, organisations that moved, people of
many memberships."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, QuerySet

from dangvu.foundation.dated import known_q, valid_q
from dangvu.indicators.definition import Number, Record
from dangvu.indicators.engine import Run
from dangvu.indicators.mass_sources import MASS_MEMBERSHIPS
from dangvu.indicators.sources import MOVEMENTS
from dangvu.members.models import Membership, Movement, MovementKind
from dangvu.members.queries import kept_people

#: A departure and an arrival of one person this close together are one transfer (Quy định 24-QĐ/TW and
#: 294-QĐ/TW, điểm 6.3: the paper is presented within 30 working days of being introduced).
SAME_TRANSFER = timedelta(days=90)

_WITH_ORGANISATION = (MovementKind.WITH_ORGANISATION_OUT, MovementKind.WITH_ORGANISATION_IN)


@dataclass(frozen=True)
class Transfers:
    """Transfers in (or out), split by whether the other end lies inside the same organisation.

    For a bloc, a transfer between two of its units is internal: it counts for each unit and not for the whole.
    """

    incoming: bool
    internal: bool

    def _transfers(self, run: Run) -> list[tuple[dict[str, Any], set[int]]]:
        """Each transfer of the direction, with the organisations for which it is internal."""
        return run.once(("transfers", self.incoming), lambda: self._found(run))

    def _found(self, run: Run) -> list[tuple[dict[str, Any], set[int]]]:
        rows = run.window
        kept = run.once("kept people", lambda: kept_people(rows.known))
        around = run.once("transfers around", lambda: self._around(run))
        mine, other = MovementKind.TRANSFERRED_IN, MovementKind.TRANSFERRED_OUT
        if not self.incoming:
            mine, other = other, mine
        ends: dict[int, list[dict[str, Any]]] = {}
        found = []
        for row in around:
            if row["kind"] == other:
                ends.setdefault(kept.get(row["person_id"], row["person_id"]), []).append(row)
            elif row["on"] in rows.period:
                found.append(row)
        return [
            (row, self._inside(run, row, ends.get(kept.get(row["person_id"], row["person_id"]), [])))
            for row in found
            if run.counts(row["counts_in_id"])
        ]

    @staticmethod
    def _around(run: Run) -> list[dict[str, Any]]:
        """Transfers of either direction in the period and so close to it that they may be the other end of one."""
        rows = run.window
        around = Movement.objects.filter(
            known_q(rows.known), counted=True,
            kind__in=(MovementKind.TRANSFERRED_IN, MovementKind.TRANSFERRED_OUT),
            on__gte=rows.period.start - SAME_TRANSFER, on__lte=rows.period.end + SAME_TRANSFER,
        ).values("pk", "person_id", "kind", "on", "counts_in_id")  # fmt: skip
        return list(around)

    def _inside(self, run: Run, row: dict[str, Any], ends: list[dict[str, Any]]) -> set[int]:
        tree = run.tree_of_day(row["on"])
        mine = run.path(row["counts_in_id"], tree)
        inside: set[int] = set()
        for end in ends:
            later, earlier = (row, end) if self.incoming else (end, row)
            if timedelta() <= later["on"] - earlier["on"] <= SAME_TRANSFER:
                inside |= set(mine) & set(run.path(end["counts_in_id"], tree))
        return inside

    def totals(self, run: Run) -> Mapping[int, Number]:
        total: dict[int, Number] = {}
        for row, inside in self._transfers(run):
            for above in run.path(row["counts_in_id"], run.tree_of_day(row["on"])):
                if (above in inside) == self.internal:
                    total[above] = total.get(above, 0) + 1
        return total

    def records(self, run: Run, organisation: int) -> list[Record]:
        keys = [
            row["pk"]
            for row, inside in self._transfers(run)
            if organisation in run.path(row["counts_in_id"], run.tree_of_day(row["on"]))
            and (organisation in inside) == self.internal
        ]
        rows = MOVEMENTS.rows(run.window).filter(pk__in=keys).order_by("on", "pk").values(*MOVEMENTS.columns)
        return [MOVEMENTS.record(row, run.window) for row in rows]


@dataclass(frozen=True)
class MovedWithOrganisation:
    """Members who came (or went) because an organisation was put elsewhere: a movement of its own kind."""

    incoming: bool

    def _stays(self, run: Run, cut: int) -> QuerySet[Membership]:
        """Who was member on the evening before the cut."""
        on = run.cuts[cut] - timedelta(days=1)
        return Membership.objects.filter(known_q(run.window.known), valid_q(on))

    def _gained(self, run: Run, owner: int, on: date) -> set[int]:
        """The organisations that the owner came under (or left) on the day of a cut."""
        return self._change(
            set(run.path(owner, run.tree_before(on))), set(run.path(owner, run.tree_of_day(on)))
        )

    def _change(self, before: set[int], after: set[int]) -> set[int]:
        return after - before if self.incoming else before - after

    def _followed(self, run: Run) -> list[_Followed]:
        """Members moved one by one by a merger or a split: what each came under (or left)."""
        return run.once(("followed", self.incoming), lambda: self._found(run))

    @staticmethod
    def _steps(run: Run) -> dict[tuple[int, date], dict[str, dict[str, Any]]]:
        """{(person, day): {kind: movement}} of everybody who went along with an organisation. One question."""
        kept = run.once("kept people", lambda: kept_people(run.window.known))
        steps: dict[tuple[int, date], dict[str, dict[str, Any]]] = {}
        rows = MOVEMENTS.rows(run.window).filter(kind__in=_WITH_ORGANISATION).order_by("on", "pk")
        for row in rows.values("person_id", "counts_in_id", "kind", "on", "source_row_id"):
            person = kept.get(row["person_id"], row["person_id"])
            steps.setdefault((person, row["on"]), {})[row["kind"]] = row
        return steps

    def _found(self, run: Run) -> list[_Followed]:
        found = []
        for (person, on), step in run.once("steps with organisation", lambda: self._steps(run)).items():
            out, came = (step.get(kind) for kind in _WITH_ORGANISATION)
            before = set(run.path(out["counts_in_id"], run.tree_before(on))) if out else set()
            after = set(run.path(came["counts_in_id"], run.tree_of_day(on))) if came else set()
            told = (came or out if self.incoming else out or came) or {}
            found.append(
                _Followed(
                    person, told["counts_in_id"], on, self._change(before, after), out, told["source_row_id"]
                )
            )
        return found

    def totals(self, run: Run) -> Mapping[int, Number]:
        total: dict[int, Number] = {}
        followed = self._followed(run)
        for step in followed:
            for gained in step.gained:
                total[gained] = total.get(gained, 0) + 1
        for cut, on in enumerate(run.cuts):
            owners = self._stays(run, cut).values("organisation_id").annotate(members=Count("pk")).order_by()
            count = dict(owners.values_list("organisation_id", "members"))
            left = {step.person: step.out["counts_in_id"] for step in followed if step.out and step.on == on}
            there = self._stays(run, cut).filter(organisation_id__in=set(left.values()))
            for person, owner in there.values_list("person_id", "organisation_id") if left else ():
                count[owner] -= person in left
            for owner, members in count.items():
                for gained in self._gained(run, owner, on):
                    total[gained] = total.get(gained, 0) + members
        return total

    def records(self, run: Run, organisation: int) -> list[Record]:
        followed = self._followed(run)
        found = [(s.person, s.owner, s.on, s.source_row) for s in followed if organisation in s.gained]
        for cut, on in enumerate(run.cuts):
            left = {step.person for step in followed if step.out and step.on == on}
            for stay in self._stays(run, cut).order_by("pk").values("person_id", "organisation_id"):
                if stay["person_id"] not in left and organisation in self._gained(
                    run, stay["organisation_id"], on
                ):
                    found.append((stay["person_id"], stay["organisation_id"], on, None))
        names = run.names(person for person, *_ in found)
        return [
            Record(names.get(person, ""), on, owner, row, person=person, names=True)
            for person, owner, on, row in found
        ]


@dataclass(frozen=True)
class MassNamed:
    """Who is named in mass organisations at the end of the period: memberships, or (``once``) people, each human being
    once however many units name them. Two figures of one question."""

    once: bool

    def totals(self, run: Run) -> Mapping[int, Number]:
        together = run.once(("mass", self.once), lambda: self._together(run))
        total: dict[int, Number] = {}
        for owners, number in together.items():
            for above in {above for owner in owners for above in run.path(owner, run.last_tree)}:
                total[above] = total.get(above, 0) + number
        return total

    def _together(self, run: Run) -> Counter[frozenset[int]]:
        """{the organisations that lead together: how many people they have in common}, or memberships of each."""
        told = run.once("mass named", lambda: self._told(run))
        if not self.once:
            return Counter(frozenset((owner,)) for _, owner in told)
        led: dict[int, set[int]] = {}
        for person, owner in told:
            led.setdefault(person, set()).add(owner)
        return Counter(frozenset(owners) for owners in led.values())

    @staticmethod
    def _told(run: Run) -> list[tuple[int, int]]:
        rows = MASS_MEMBERSHIPS.rows(run.window).order_by().values_list("person_id", "led")
        return [(person, owner) for person, owner in rows if run.counts(owner)]

    def records(self, run: Run, organisation: int) -> list[Record]:
        found: dict[int, Record] = {}
        for row in MASS_MEMBERSHIPS.rows(run.window).order_by("pk").values("pk", *MASS_MEMBERSHIPS.columns):
            if run.counts(row["led"]) and organisation in run.path(row["led"], run.last_tree):
                key = row["person_id"] if self.once else row["pk"]
                found.setdefault(key, MASS_MEMBERSHIPS.record(row, run.window))
        return list(found.values())


@dataclass(frozen=True, slots=True)
class _Followed:
    """One person who followed an organisation, and the organisations thereby gained (or lost)."""

    person: int
    owner: int
    on: date
    gained: set[int]
    out: dict[str, Any] | None
    source_row: int | None
