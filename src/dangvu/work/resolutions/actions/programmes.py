"""The programme of a year's work: kept, and taken back while it is empty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.capabilities import WRITE_WORK
from dangvu.foundation.refusals import Impossible
from dangvu.foundation.secrecy.typed import refuse_secret
from dangvu.foundation.vietnamese import fold
from dangvu.organisations.access import require
from dangvu.work.resolutions.models import AssignedTask, Programme


@dataclass(frozen=True, slots=True)
class NewProgramme:
    """A programme of a year, and the paper in which it is written."""

    year: int
    title: str
    document: str = ""


def keep_programmes(*, actor: Actor, organisation: int, programmes: Sequence[NewProgramme]) -> list[int]:
    """Keep programmes of the organisation; one title stands once in a year. Their ids."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "resolutions.keep_programme") as opened:
        ids = []
        for new in programmes:
            refuse_secret(title=new.title, document=new.document)
            if not new.title.strip():
                raise Impossible("Chưa ghi tên chương trình, ví dụ: Chương trình công tác năm 2023.", "title")
            there = Programme.objects.known().filter(organisation_id=organisation, year=new.year)
            if any(fold(one.title) == fold(new.title) for one in there):
                raise Impossible(
                    f"Năm {new.year} đã có “{new.title.strip()}”; mở chương trình này để thêm việc.", "title"
                )
            made = Programme.objects.create(
                organisation_id=organisation, year=new.year, title=new.title.strip(), document=new.document.strip(),
                known_from_act=opened,
            )  # fmt: skip
            ids.append(int(made.pk))
        record(opened, "resolutions.keep_programme", count=len(ids), organisation_id=organisation)
    return ids


def take_back_programme(*, actor: Actor, organisation: int, programme: int, reason: str) -> None:
    """A programme that was written by mistake; its tasks, where it has any, are taken back first."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "resolutions.take_back_programme", reason) as opened:
        row = Programme.objects.filter(pk=programme, organisation_id=organisation).first()
        if row is None:
            raise LookupError(programme)
        if row.known_to_act_id is not None:
            raise Impossible("Chương trình này đã được bỏ; mở lại danh sách.")
        count = AssignedTask.objects.known().filter(programme_id=programme).count()
        if count:
            raise Impossible(f"Chương trình còn {count} nhiệm vụ; bỏ các nhiệm vụ giao nhầm trước.")
        Programme.objects.filter(pk=programme).update(known_to_act=opened)
        record(
            opened, "resolutions.take_back_programme", count=1, organisation_id=organisation, title=row.title
        )
