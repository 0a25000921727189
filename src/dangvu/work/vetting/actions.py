"""Writing papers of vetting into the book, correcting one, taking back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from dangvu.foundation import bulk, clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.capabilities import WRITE_WORK
from dangvu.foundation.dated import retire
from dangvu.foundation.refusals import Impossible
from dangvu.foundation.secrecy.typed import refuse_secret
from dangvu.foundation.vietnamese import fold
from dangvu.organisations.access import require, require_rows
from dangvu.organisations.typed import typed_rows
from dangvu.work.vetting import rules
from dangvu.work.vetting.models import VettingPaper
from dangvu.work.vetting.rules import PaperKind, Purpose

#: By which one paper is told from another: the organisation, what it is, its day, its number, what it is for.
What = tuple[int, str, date, str, str]


@dataclass(frozen=True, slots=True)
class NewPaper:
    """One paper: so many files or cases. Nobody's name."""

    organisation: int
    on: date
    kind: str
    count: int = 1
    number: str = ""
    purpose: str = Purpose.ADMISSION
    source_row: int | None = None

    @property
    def what(self) -> What:
        return self.organisation, str(self.kind), self.on, fold(self.number), str(self.purpose)


def what(row: VettingPaper) -> What:
    """The same of a paper on record."""
    return row.organisation_id, row.kind, row.on, fold(row.number), row.purpose


def record_papers(*, actor: Actor, organisation: int, papers: Sequence[NewPaper]) -> int:
    """Write papers of the organisation and those below it; how many files and cases. Impossible names the field to mend.

    A row of a workbook takes the place of what was typed of the same paper; one typed twice is refused.
    """
    require_rows(actor, WRITE_WORK, organisation, (new.organisation for new in papers))
    with act(actor, "vetting.record") as opened:
        for new in papers:
            _check(new)
        read = {new.what for new in papers if new.source_row is not None}
        if read:
            typed = VettingPaper.objects.known().filter(source_row=None, on__in={on for _, _, on, *_ in read})
            gone = [row.pk for row in typed if what(row) in read]
            VettingPaper.objects.filter(pk__in=gone).update(known_to_act=opened)
        bulk.insert(
            VettingPaper,
            ("organisation", "on", "kind", "number", "purpose", "count", "known_from_act", "source_row"),
            [
                (n.organisation, n.on, str(n.kind), n.number.strip(), str(n.purpose), n.count, opened.number, n.source_row)
                for n in papers
            ],
        )  # fmt: skip
        files = sum(new.count for new in papers)
        record(opened, "vetting.record", count=files, organisation_id=organisation)
    return files


def _check(new: NewPaper, besides: int | None = None) -> None:
    refuse_secret(number=new.number)
    typed = new.source_row is None
    field, wrong = rules.fault(
        number=new.number, count=new.count, on=new.on, today=clock.today(), typed=typed
    )
    if wrong:
        raise Impossible(wrong, field)
    if not typed:
        return
    same = VettingPaper.objects.known().filter(organisation=new.organisation, on=new.on).exclude(pk=besides)
    if any(what(row) == new.what for row in same):
        raise Impossible(
            f"{PaperKind(new.kind).label} số {new.number.strip()} ngày {new.on:%d/%m/%Y} đã có trong sổ. Xem lại sổ; nếu số"
            " hồ sơ ghi sai thì sửa dòng đã có.",
            "number",
        )


def correct(*, actor: Actor, organisation: int, paper: int, new: NewPaper, reason: str) -> None:
    """What was typed of one paper becomes ``new``; what it said before stays in the history."""
    require_rows(actor, WRITE_WORK, organisation, [new.organisation])
    with act(actor, "vetting.correct", reason) as opened:
        [row] = typed_rows(VettingPaper, [paper], organisation)
        _check(new, besides=row.pk)
        VettingPaper.objects.filter(pk=row.pk).update(known_to_act=opened)
        VettingPaper.objects.create(
            organisation_id=new.organisation, on=new.on, kind=str(new.kind), number=new.number.strip(),
            purpose=str(new.purpose), count=new.count, known_from_act=opened,
        )  # fmt: skip
        record(opened, "vetting.correct", count=1, organisation_id=organisation)


def take_back(*, actor: Actor, organisation: int, papers: Collection[int], reason: str) -> None:
    """What was typed by mistake; what a workbook said is mended in the workbook."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "vetting.take_back", reason) as opened:
        rows = typed_rows(VettingPaper, papers, organisation)
        VettingPaper.objects.filter(pk__in=[row.pk for row in rows]).update(known_to_act=opened)
        record(opened, "vetting.take_back", count=len(rows), organisation_id=organisation)


def withdraw(*, actor: Actor, organisation: int, source_rows: Collection[int], reason: str) -> None:
    """What these rows of a workbook said is no longer said."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "vetting.withdraw", reason) as opened:
        count = retire(VettingPaper, source_rows, opened.number)
        record(opened, "vetting.withdraw", count=count, organisation_id=organisation)
