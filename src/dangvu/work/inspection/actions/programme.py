"""The yearly programme of inspection and supervision."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.capabilities import WRITE_INSPECTION
from dangvu.foundation.refusals import Impossible
from dangvu.organisations.access import require
from dangvu.organisations.queries import tree_on
from dangvu.organisations.typed import typed_rows
from dangvu.work.inspection import rules
from dangvu.work.inspection.models import CaseState, ProgrammeLine
from dangvu.work.inspection.rules import CaseKind

#: What a programme may hold: what is planned, not what a sign or a petition brings about.
PLANNED = (
    CaseKind.REGULAR, CaseKind.THEMATIC, CaseKind.DUTIES, CaseKind.DISCIPLINE_DUTIES, CaseKind.FINANCE,
    CaseKind.SUPERVISION, CaseKind.THEMATIC_SUPERVISION,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NewLine:
    """So many organisations and members, in a quarter, by a body."""

    year: int
    quarter: int
    body: str
    kind: str
    organisations: int = 0
    members: int = 0


def plan(*, actor: Actor, organisation: int, lines: Sequence[NewLine]) -> list[int]:
    """Lines of the organisation's programme; their numbers. Impossible names the field to mend."""
    require(actor, WRITE_INSPECTION, organisation)
    with act(actor, "inspection.plan") as opened:
        by_cell = tree_on(clock.today())[organisation].is_cell
        made = []
        for new in lines:
            if not new.organisations and not new.members:
                raise Impossible(
                    "Ghi số tổ chức hoặc số đảng viên là đối tượng của dòng này.", "organisations"
                )
            if CaseKind(new.kind) not in PLANNED:
                raise Impossible("Loại này phát sinh trong năm, không đưa vào chương trình.", "kind")
            field, wrong = rules.body_fault(
                body=new.body, kind=new.kind, by_cell=by_cell, of_organisation=not new.members
            )
            if wrong:
                raise Impossible(wrong, {"subject_kind": "members"}.get(field, field))
            row = ProgrammeLine.objects.create(
                organisation_id=organisation, year=new.year, quarter=new.quarter, body=new.body, kind=new.kind,
                organisations=new.organisations, members=new.members, known_from_act=opened,
            )  # fmt: skip
            made.append(int(row.pk))
        record(opened, "inspection.plan", count=len(made), organisation_id=organisation)
    return made


def drop_line(*, actor: Actor, organisation: int, lines: Collection[int], reason: str) -> None:
    """Lines written by mistake, or no longer meant; not those that a case stands for."""
    require(actor, WRITE_INSPECTION, organisation)
    with act(actor, "inspection.drop_line", reason) as opened:
        rows = typed_rows(ProgrammeLine, lines, organisation)
        if CaseState.objects.known().filter(line__in=rows).exists():
            raise Impossible("Dòng này đã có cuộc thực hiện; bỏ cuộc đó trước.")
        ProgrammeLine.objects.filter(pk__in=[row.pk for row in rows]).update(known_to_act=opened)
        record(opened, "inspection.drop_line", count=len(rows), organisation_id=organisation)
