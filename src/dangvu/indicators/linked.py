"""Numerators that look at more than one row at a time: transfers inside one tree, and organisations that moved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, QuerySet

from dangvu.foundation.dated import known_q, valid_q
from dangvu.indicators.definition import Number, Record
from dangvu.indicators.engine import Run
from dangvu.indicators.sources import MOVEMENTS
from dangvu.members.models import Membership, Movement, MovementKind
from dangvu.members.queries import kept_people

#: A departure and an arrival of one person this close together are one transfer (Quy định 24-QĐ/TW and
#: 294-QĐ/TW, điểm 6.3: the paper is presented within 30 working days of being introduced).
SAME_TRANSFER = timedelta(days=90)


@dataclass(frozen=True)
class Transfers:
    """Transfers in (or out), split by whether the other end lies inside the same organisation.

    For a bloc, a transfer between two of its units is internal: it counts for each unit and not for the whole.
    """

    incoming: bool
    internal: bool

    def _transfers(self, run: Run) -> list[tuple[dict[str, Any], set[int]]]:
        """Each transfer of the direction, with the organisations for which it is internal."""
        rows = run.window
        kept = kept_people(rows.known)
        around = Movement.objects.filter(
            known_q(rows.known), counted=True,
            kind__in=(MovementKind.TRANSFERRED_IN, MovementKind.TRANSFERRED_OUT),
            on__gte=rows.period.start - SAME_TRANSFER, on__lte=rows.period.end + SAME_TRANSFER,
        ).values("pk", "person_id", "kind", "on", "organisation_id")  # fmt: skip
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
        scope = None if run.within is None else set(run.within)
        return [
            (row, self._inside(run, row, ends.get(kept.get(row["person_id"], row["person_id"]), [])))
            for row in found
            if scope is None or row["organisation_id"] in scope
        ]

    def _inside(self, run: Run, row: dict[str, Any], ends: list[dict[str, Any]]) -> set[int]:
        tree = run.tree_of_day(row["on"])
        mine = run.path(row["organisation_id"], tree)
        inside: set[int] = set()
        for end in ends:
            later, earlier = (row, end) if self.incoming else (end, row)
            if timedelta() <= later["on"] - earlier["on"] <= SAME_TRANSFER:
                inside |= set(mine) & set(run.path(end["organisation_id"], tree))
        return inside

    def totals(self, run: Run) -> Mapping[int, Number]:
        total: dict[int, Number] = {}
        for row, inside in self._transfers(run):
            for above in run.path(row["organisation_id"], run.tree_of_day(row["on"])):
                if (above in inside) == self.internal:
                    total[above] = total.get(above, 0) + 1
        return total

    def records(self, run: Run, organisation: int) -> list[Record]:
        keys = [
            row["pk"]
            for row, inside in self._transfers(run)
            if organisation in run.path(row["organisation_id"], run.tree_of_day(row["on"]))
            and (organisation in inside) == self.internal
        ]
        rows = MOVEMENTS.rows(run.window).filter(pk__in=keys).order_by("on", "pk").values(*MOVEMENTS.columns)
        return [MOVEMENTS.record(row, run.window) for row in rows]


@dataclass(frozen=True)
class MovedWithOrganisation:
    """Members who came (or went) because an organisation was put elsewhere: a movement of its own kind."""

    incoming: bool

    def _stays(self, run: Run, cut: int) -> QuerySet[Membership]:
        on = run.cuts[cut] - timedelta(days=1)
        stays = Membership.objects.filter(known_q(run.window.known), valid_q(on))
        return stays if run.within is None else stays.filter(organisation_id__in=run.within)

    def _gained(self, run: Run, cut: int, owner: int) -> set[int]:
        """The organisations that the owner came under (or left) at this cut."""
        before = run.start_tree if cut == 0 and run.cuts[0] == run.window.period.start else run.trees[cut]
        old, new = set(run.path(owner, before)), set(run.path(owner, run.trees[cut + 1]))
        return new - old if self.incoming else old - new

    def totals(self, run: Run) -> Mapping[int, Number]:
        total: dict[int, Number] = {}
        for cut in range(len(run.cuts)):
            owners = self._stays(run, cut).values("organisation_id").annotate(members=Count("pk")).order_by()
            for owner, members in owners.values_list("organisation_id", "members"):
                for gained in self._gained(run, cut, owner):
                    total[gained] = total.get(gained, 0) + members
        for owner, members in self._followers(run).values_list("organisation_id", "members"):
            for above in run.path(owner, run.last_tree):
                total[above] = total.get(above, 0) + members
        return total

    def _followers(self, run: Run) -> QuerySet[Any, Any]:
        """Members moved one by one by a merger or a split."""
        kind = MovementKind.WITH_ORGANISATION_IN if self.incoming else MovementKind.WITH_ORGANISATION_OUT
        rows = MOVEMENTS.rows(run.window).filter(kind=kind)
        if run.within is not None:
            rows = rows.filter(organisation_id__in=run.within)
        return rows.values("organisation_id").annotate(members=Count("pk")).order_by()

    def records(self, run: Run, organisation: int) -> list[Record]:
        found = []
        for cut in range(len(run.cuts)):
            rows = self._stays(run, cut).select_related("person").order_by("pk")
            for stay in rows.values("person_id", "organisation_id", "source_row_id"):
                if organisation in self._gained(run, cut, stay["organisation_id"]):
                    found.append((stay["person_id"], stay["organisation_id"], run.cuts[cut]))
        kind = MovementKind.WITH_ORGANISATION_IN if self.incoming else MovementKind.WITH_ORGANISATION_OUT
        for row in MOVEMENTS.rows(run.window).filter(kind=kind).values("person_id", "organisation_id", "on"):
            if organisation in run.path(row["organisation_id"], run.last_tree):
                found.append((row["person_id"], row["organisation_id"], row["on"]))
        names = run.names(person for person, _, _ in found)
        return [
            Record(names.get(person, ""), on, owner, person=person, names=True) for person, owner, on in found
        ]
