"""Numbers of people whom nobody named, and what is counted of mass mobilisation."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.capabilities import WRITE_WORK
from dangvu.foundation.dated import retire
from dangvu.foundation.parameters.queries import Parameters
from dangvu.foundation.refusals import Impossible
from dangvu.foundation.secrecy.typed import refuse_secret
from dangvu.foundation.vietnamese import fold
from dangvu.organisations.access import require, require_rows
from dangvu.organisations.typed import typed_rows
from dangvu.work.mass import rules
from dangvu.work.mass.models import MassActivity, MassCount
from dangvu.work.mass.rules import ActivityKind


@dataclass(frozen=True, slots=True)
class KindCount:
    """What is reported of one kind: its members, whom it could gather, who is new."""

    kind: str
    memberships: int | None = None
    eligible: int | None = None
    joined: int | None = None
    source_row: int | None = None

    @property
    def says_nothing(self) -> bool:
        return self.memberships is None and self.eligible is None and self.joined is None


@dataclass(frozen=True, slots=True)
class NewCounts:
    """One report of an organisation. ``people``: each human being once; it is told apart, never summed from kinds."""

    organisation: int
    on: date
    kinds: tuple[KindCount, ...] = ()
    people: int | None = None
    people_row: int | None = None


def report(*, actor: Actor, organisation: int, counts: Sequence[NewCounts]) -> None:
    """Write reports down. What an organisation said before of the same day and kind is said anew."""
    require_rows(actor, WRITE_WORK, organisation, (one.organisation for one in counts))
    with act(actor, "mass.report") as opened:
        rows = 0
        kinds = {slug for slug, _ in rules.kinds_of(str(Parameters().on("mass.kinds", clock.today()).value))}
        for new in counts:
            field, wrong = rules.fault_of_count(
                on=new.on, today=clock.today(), people=new.people,
                complete=kinds <= {k.kind for k in new.kinds if k.memberships is not None},
                memberships=[(k.memberships, k.eligible, k.joined) for k in new.kinds],
            )  # fmt: skip
            if wrong and not any(k.source_row for k in new.kinds):
                raise Impossible(wrong, field)
            told = [k for k in new.kinds if not k.says_nothing]
            lines = [
                MassCount(organisation_id=new.organisation, kind=k.kind, on=new.on, memberships=k.memberships,
                          eligible=k.eligible, joined=k.joined, source_row_id=k.source_row, known_from_act=opened)
                for k in told
            ]  # fmt: skip
            if new.people is not None:
                lines.append(
                    MassCount(organisation_id=new.organisation, on=new.on, people=new.people,
                              source_row_id=new.people_row, known_from_act=opened)
                )  # fmt: skip
            MassCount.objects.known().filter(
                organisation_id=new.organisation, on=new.on, kind__in=[line.kind for line in lines]
            ).update(known_to_act=opened)
            MassCount.objects.bulk_create(lines)
            rows += len(lines)
        record(opened, "mass.report", count=rows, organisation_id=organisation)


def take_back_counts(*, actor: Actor, organisation: int, counts: Collection[int], reason: str) -> None:
    """Numbers typed in by mistake."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "mass.take_back_counts", reason) as opened:
        rows = typed_rows(MassCount, counts, organisation)
        MassCount.objects.filter(pk__in=[row.pk for row in rows]).update(known_to_act=opened)
        record(opened, "mass.take_back_counts", count=len(rows), organisation_id=organisation)


def withdraw_counts(*, actor: Actor, organisation: int, source_rows: Collection[int], reason: str) -> None:
    """What these rows reported is no longer said."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "mass.withdraw_counts", reason) as opened:
        count = retire(MassCount, source_rows, opened.number)
        record(opened, "mass.withdraw_counts", count=count, organisation_id=organisation)


@dataclass(frozen=True, slots=True)
class NewActivity:
    """A dialogue or a step of grassroots democracy that was held."""

    organisation: int
    kind: str
    on: date
    title: str
    attended: int | None = None
    source_row: int | None = None


def hold(*, actor: Actor, organisation: int, activities: Sequence[NewActivity]) -> list[int]:
    """Write activities down; their ids. A row of a workbook takes the place of the same one typed before."""
    require_rows(actor, WRITE_WORK, organisation, (one.organisation for one in activities))
    with act(actor, "mass.hold") as opened:
        made = []
        for new in activities:
            refuse_secret(title=new.title)
            if new.on > clock.today():
                raise Impossible(f"Ngày {new.on:%d/%m/%Y} chưa đến; chỉ ghi việc đã làm.", "on")
            there = MassActivity.objects.known().filter(
                organisation_id=new.organisation, kind=ActivityKind(new.kind).value, on=new.on
            )
            same = [row for row in there if fold(row.title) == fold(new.title)]
            if new.source_row is not None:
                typed = [row.pk for row in same if row.source_row_id is None]
                MassActivity.objects.filter(pk__in=typed).update(known_to_act=opened)
            elif same:
                raise Impossible(f"“{new.title}”, ngày {new.on:%d/%m/%Y}: đã ghi rồi.", "title")
            row = MassActivity.objects.create(
                organisation_id=new.organisation, kind=new.kind, on=new.on, title=new.title, attended=new.attended,
                known_from_act=opened, source_row_id=new.source_row,
            )  # fmt: skip
            made.append(int(row.pk))
        record(opened, "mass.hold", count=len(made), organisation_id=organisation)
    return made


def take_back_activities(
    *, actor: Actor, organisation: int, activities: Collection[int], reason: str
) -> None:
    """Activities typed in by mistake."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "mass.take_back_activities", reason) as opened:
        rows = typed_rows(MassActivity, activities, organisation)
        MassActivity.objects.filter(pk__in=[row.pk for row in rows]).update(known_to_act=opened)
        record(opened, "mass.take_back_activities", count=len(rows), organisation_id=organisation)


def withdraw_activities(
    *, actor: Actor, organisation: int, source_rows: Collection[int], reason: str
) -> None:
    """What these rows of a workbook said was held is no longer said."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "mass.withdraw_activities", reason) as opened:
        count = retire(MassActivity, source_rows, opened.number)
        record(opened, "mass.withdraw_activities", count=count, organisation_id=organisation)
