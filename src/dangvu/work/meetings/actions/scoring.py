"""The province's sheet, and meetings scored on it: by the cell itself and by whoever stands above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.capabilities import WRITE_WORK
from dangvu.foundation.refusals import Impossible
from dangvu.foundation.secrecy.typed import refuse_secret
from dangvu.organisations.access import require
from dangvu.organisations.queries import tree_on
from dangvu.work.meetings import rules
from dangvu.work.meetings.actions.book import count_of, into_book
from dangvu.work.meetings.actions.planning import state_of
from dangvu.work.meetings.limits import limits_on
from dangvu.work.meetings.models import MeetingScore, Minutes, ScoringSheet
from dangvu.work.meetings.queries.sheets import sheet_of
from dangvu.work.meetings.rules import Criterion, Quality


@dataclass(frozen=True, slots=True)
class NewSheet:
    """A sheet of a hundred points from a day on; ``kind`` empty: for every meeting."""

    document: str
    begins: date
    criteria: Sequence[Criterion]
    kind: str = ""
    good: int = 90
    fair: int = 70
    average: int = 50


def keep_sheet(*, actor: Actor, organisation: int, sheet: NewSheet) -> int:
    """Keep a sheet for meetings here and below from its first day on; the one before it ends on that day. Its id.

    Raises Impossible where the classes do not follow each other, or a later sheet is there already.
    """
    require(actor, WRITE_WORK, organisation)
    refuse_secret(document=sheet.document, criteria="\n".join(one.text for one in sheet.criteria))
    if not 100 >= sheet.good > sheet.fair > sheet.average >= 0:
        raise Impossible("Mức điểm phải giảm dần: tốt, khá, trung bình; ví dụ 90, 70, 50.", "good")
    if sum(one.points for one in sheet.criteria) != 100:
        raise Impossible("Mẫu chấm phải đủ 100 điểm.", "criteria")
    with act(actor, "meetings.keep_sheet") as opened:
        rows = ScoringSheet.objects.known().filter(organisation_id=organisation, kind=sheet.kind)
        if rows.filter(valid_from__gte=sheet.begins).exists():
            raise Impossible(
                f"Đã có mẫu cùng loại áp dụng từ ngày {sheet.begins:%d/%m/%Y} hoặc sau đó; chọn ngày khác.",
                "begins",
            )
        for old in rows.filter(valid_to=None):
            # The row that meetings were scored on stays what it is; its end is told by the one that follows.
            ScoringSheet.objects.filter(pk=old.pk).update(known_to_act=opened)
            old.pk, old.valid_to, old.known_from_act = None, sheet.begins, opened
            old.save(force_insert=True)
        made = ScoringSheet.objects.create(
            organisation_id=organisation, kind=sheet.kind, document=sheet.document, valid_from=sheet.begins,
            criteria=[[one.text, one.points] for one in sheet.criteria], good=sheet.good, fair=sheet.fair,
            average=sheet.average, known_from_act=opened,
        )  # fmt: skip
        record(opened, "meetings.keep_sheet", count=1, organisation_id=organisation, document=sheet.document)
    return int(made.pk)


def score(*, actor: Actor, organisation: int, sitting: int, points: Sequence[int], note: str = "") -> Quality:
    """Score a meeting that was held, as its cell (``organisation`` is the cell) or from above; the class reached.

    The class is that of the points; a meeting without the attendance that the guidance asks for is not good. The book
    shows what was scored from above, else the cell's own. Raises Impossible without minutes or without a sheet.
    """
    require(actor, WRITE_WORK, organisation)
    refuse_secret(note=note)
    with act(actor, "meetings.score") as opened:
        state = state_of(organisation, sitting)
        if state.on is None or not Minutes.objects.known().filter(sitting_id=sitting).exists():
            raise Impossible("Buổi này chưa có biên bản nên chưa chấm được.")
        sheet = sheet_of(tree_on(clock.today()), state.organisation_id, state.kind, state.on)
        if sheet is None:
            raise Impossible("Chưa có mẫu chấm điểm áp dụng cho ngày họp; cấp trên lập mẫu trước.")
        if len(points) != len(sheet.criteria):
            raise Impossible("Mẫu chấm vừa thay đổi; tải lại trang rồi chấm lại.")
        for number, (given, (text, most)) in enumerate(zip(points, sheet.criteria, strict=True)):
            if not 0 <= given <= most:
                raise Impossible(f"“{text}” cho từ 0 đến {most} điểm.", f"p{number}")
        total = sum(points)
        quality = rules.with_attendance(
            rules.quality_of(total, sheet.good, sheet.fair, sheet.average),
            rules.check_attendance(count_of(sitting), limits_on(state.on)),
        )
        own = organisation == state.organisation_id
        MeetingScore.objects.known().filter(sitting_id=sitting, own=own).update(known_to_act=opened)
        MeetingScore.objects.create(
            sitting_id=sitting, sheet_id=sheet.id, organisation_id=organisation, own=own, points=list(points),
            total=total, quality=quality, note=note, known_from_act=opened,
        )  # fmt: skip
        into_book(opened, state)
        record(opened, "meetings.score", count=1, organisation_id=state.organisation_id, total=total)
    return quality
