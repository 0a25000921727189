"""Telling what was recognised as an example, correcting it, taking it back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.capabilities import WRITE_WORK
from dangvu.foundation.dated import retire
from dangvu.foundation.refusals import Impossible
from dangvu.foundation.secrecy.typed import refuse_secret
from dangvu.foundation.vietnamese import fold
from dangvu.members.queries.standing import standing_on
from dangvu.organisations.access import require, require_rows
from dangvu.organisations.queries import tree_on
from dangvu.organisations.typed import typed_rows
from dangvu.work.exemplars import rules
from dangvu.work.exemplars.models import Exemplar
from dangvu.work.exemplars.rules import ExemplarKind, Level


@dataclass(frozen=True, slots=True)
class NewExemplar:
    """One recognition of what ``organisation`` (or a member of it) did."""

    organisation: int
    kind: str
    recognised_on: date
    title: str = ""
    level: str = Level.UPPER
    decision: str = ""
    until: date | None = None
    person: int | None = None
    source_row: int | None = None

    @property
    def what(self) -> tuple[int, str, date, str]:
        """By which one is told from another. A cell's title is that of its kind."""
        return self.organisation, str(self.kind), self.recognised_on, fold(self.said)

    @property
    def said(self) -> str:
        """The title as it stands: a cell's recognition needs no words of its own."""
        if self.title or self.kind not in rules.OF_CELLS:
            return self.title
        return f"{ExemplarKind(self.kind).label} năm {self.recognised_on.year}"


def tell(*, actor: Actor, organisation: int, exemplars: Sequence[NewExemplar]) -> list[int]:
    """Write recognitions of ``organisation`` and those below it; their ids.

    A row of a workbook takes the place of what was typed of the same one. Impossible names the field to mend.
    """
    require_rows(actor, WRITE_WORK, organisation, (one.organisation for one in exemplars))
    with act(actor, "exemplars.tell") as opened:
        read = {one.what for one in exemplars if one.source_row is not None}
        days = {on for _, _, on, _ in read}
        typed = Exemplar.objects.known().filter(source_row=None, recognised_on__in=days) if read else ()
        people = {_what(row): row.person_id for row in typed if _what(row) in read}
        Exemplar.objects.filter(pk__in=[row.pk for row in typed if _what(row) in read]).update(
            known_to_act=opened
        )
        made = []
        for new in exemplars:
            _check(new)
            person = new.person or (people.get(new.what) if new.source_row is not None else None)
            made.append(_row(opened.number, new, person))
        record(opened, "exemplars.tell", count=len(made), organisation_id=organisation)
    return made


def correct(*, actor: Actor, organisation: int, exemplar: int, new: NewExemplar, reason: str) -> int:
    """What was typed of one becomes ``new``; what it said before stays in the history."""
    require_rows(actor, WRITE_WORK, organisation, [new.organisation])
    with act(actor, "exemplars.correct", reason) as opened:
        [row] = typed_rows(Exemplar, [exemplar], organisation)
        _check(new, besides=exemplar)
        Exemplar.objects.filter(pk=row.pk).update(known_to_act=opened)
        made = _row(opened.number, new, new.person)
        record(opened, "exemplars.correct", count=1, organisation_id=organisation)
    return made


def take_back(*, actor: Actor, organisation: int, exemplars: Collection[int], reason: str) -> None:
    """What was typed in by mistake; what a workbook said is mended in the workbook."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "exemplars.take_back", reason) as opened:
        rows = typed_rows(Exemplar, exemplars, organisation)
        Exemplar.objects.filter(pk__in=[row.pk for row in rows]).update(known_to_act=opened)
        record(opened, "exemplars.take_back", count=len(rows), organisation_id=organisation)


def withdraw(*, actor: Actor, organisation: int, source_rows: Collection[int], reason: str) -> None:
    """What these rows said of examples is no longer said."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "exemplars.withdraw", reason) as opened:
        count = retire(Exemplar, source_rows, opened.number)
        record(opened, "exemplars.withdraw", count=count, organisation_id=organisation)


def _row(act_number: int, new: NewExemplar, person: int | None) -> int:
    until = rules.holds_until(new.kind, new.recognised_on, new.until)
    made = Exemplar.objects.create(
        organisation_id=new.organisation, kind=new.kind, title=new.said, recognised_on=new.recognised_on, until=until,
        level=new.level, decision=new.decision, person_id=person, source_row_id=new.source_row,
        known_from_act_id=act_number,
    )  # fmt: skip
    return int(made.pk)


def _what(row: Exemplar) -> tuple[int, str, date, str]:
    return row.organisation_id, row.kind, row.recognised_on, fold(row.title)


def _check(new: NewExemplar, *, besides: int | None = None) -> None:
    refuse_secret(title=new.title, decision=new.decision)
    tree = tree_on(new.recognised_on)
    if new.organisation not in tree:  # before the records begin, or founded since
        tree = tree_on(clock.today())
    field, wrong = rules.fault(
        kind=new.kind, title=new.title, recognised_on=new.recognised_on, until=new.until, today=clock.today(),
        is_cell=new.organisation in tree and tree[new.organisation].is_cell, has_person=new.person is not None,
    )  # fmt: skip
    if wrong and new.source_row is None:
        raise Impossible(wrong, field)
    if new.person is not None:
        stands = standing_on([new.person], clock.today()).get(new.person)
        if stands is None or stands.organisation not in tree_on(clock.today()).descendants(new.organisation):
            raise Impossible(
                "Người này không đang là đảng viên của tổ chức đã chọn; chọn lại tổ chức.", "member"
            )
    there = Exemplar.objects.known().filter(
        organisation_id=new.organisation, kind=new.kind, recognised_on=new.recognised_on
    )
    if new.source_row is None and any(_what(row) == new.what for row in there.exclude(pk=besides)):
        raise Impossible(f"“{new.said}”, ngày {new.recognised_on:%d/%m/%Y}: đã ghi rồi.", "title")
