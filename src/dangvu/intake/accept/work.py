"""Rows about organisations' work: targets, tasks, meetings, inspections, declared figures."""

from __future__ import annotations

from datetime import date

from dangvu.foundation.vietnamese import fold
from dangvu.indicators import actions as indicators
from dangvu.indicators.catalogue import BY_NAME
from dangvu.intake.accept.context import Group
from dangvu.intake.pending import Pending
from dangvu.work.inspection import actions as inspection
from dangvu.work.inspection.models import Inspection, InspectionKind, Result, SubjectKind
from dangvu.work.meetings import actions as meetings
from dangvu.work.meetings.models import CellMeeting, MeetingKind
from dangvu.work.resolutions import actions as resolutions
from dangvu.work.resolutions.models import Subject, TaskKind

INSPECTION_KINDS = {"inspection": InspectionKind.INSPECTION, "supervision": InspectionKind.SUPERVISION}
SUBJECT_KINDS = {"organisation": SubjectKind.ORGANISATION, "member": SubjectKind.MEMBER}
RESULTS = {
    "no_fault": Result.NO_FAULT, "fault": Result.FAULT, "violation": Result.VIOLATION,
    "violation_disciplined": Result.DISCIPLINED,
}  # fmt: skip


def repeats(row: Pending, said: dict[object, Pending], what: object, words: str) -> bool:
    earlier = said.setdefault(what, row)
    if earlier is row:
        return False
    row.repeat(f"{words} đã có ở dòng {earlier.number}, trang “{earlier.place.sheet_name}”.")
    return True


def targets(group: Group) -> None:
    """The parts of the year's admission target."""
    said: dict[object, Pending] = {}
    parts = []
    for row in group.rows:
        row.check_cells(frozenset({"organisation", "target"}))
        organisation = group.organisation_of(row, "organisation", None) if row.is_open else None
        value = row.value("target")
        if organisation is None or not row.is_open or not isinstance(value, int):
            continue
        if not repeats(row, said, organisation, f"Chỉ tiêu của {row.text('organisation')}"):
            parts.append(resolutions.Part(organisation, value, row.row_id))
    target = resolutions.set_target(
        actor=group.shared.actor, organisation=group.unit, subject=Subject.ADMISSIONS, year=group.period.end.year,
        title=f"Chỉ tiêu kết nạp đảng viên năm {group.period.end.year}", document=group.document,
    )  # fmt: skip
    resolutions.allocate(actor=group.shared.actor, organisation=group.unit, target=target, parts=parts)


def task_progress(group: Group) -> None:
    """Who has the task and who has done it. A row without a day is an organisation that has not done it yet."""
    said: dict[object, Pending] = {}
    progress = []
    for row in group.rows:
        row.check_cells(frozenset({"organisation", "on"}))
        organisation = group.organisation_of(row, "organisation", None) if row.is_open else None
        if organisation is None or not row.is_open:
            continue
        done = row.day("on") if row.text("on") else None
        if row.is_open and not repeats(row, said, organisation, f"Tiến độ của {row.text('organisation')}"):
            progress.append(resolutions.Progress(organisation, done, row.text("form")[:60], row.row_id))
    midterm = "so ket giua nhiem ky" in fold(group.title)
    kind = TaskKind.MIDTERM_REVIEW if midterm else TaskKind.OTHER
    task = resolutions.assign_task(
        actor=group.shared.actor, organisation=group.unit, kind=kind,
        title=str(kind.label) if midterm else group.title[:300],
    )  # fmt: skip
    resolutions.record_progress(
        actor=group.shared.actor, organisation=group.unit, task=task, progress=progress
    )


def thematic_meetings(group: Group) -> None:
    """Thematic meetings of cells."""
    said: dict[object, Pending] = {}
    new = []
    for row in group.rows:
        row.check_cells(frozenset({"on"}))
        day = row.day("on") if row.is_open else None
        organisation = group.organisation_of(row, "cell", group.unit) if row.is_open else None
        if day is None or organisation is None or not row.is_open:
            continue
        group.remark_if_outside(row, day, "Ngày sinh hoạt")
        topic = row.text("topic")
        if repeats(row, said, (organisation, day, fold(topic)), f"Buổi sinh hoạt ngày {day:%d/%m/%Y}"):
            continue
        attended = row.value("attended")
        new.append(
            meetings.NewMeeting(
                organisation, MeetingKind.THEMATIC, day, topic[:500],
                attended if isinstance(attended, int) else None, row.row_id,
            )
        )  # fmt: skip
    there = _meetings_there({meeting.on for meeting in new}, {meeting.organisation for meeting in new})
    by_row = {row.row_id: row for row in group.rows}
    kept = []
    for meeting in new:
        if (
            meeting.organisation,
            meeting.on,
            fold(meeting.topic),
        ) in there and meeting.source_row is not None:
            by_row[meeting.source_row].repeat(
                f"Buổi sinh hoạt ngày {meeting.on:%d/%m/%Y} đã được ghi từ biểu trước."
            )
        else:
            kept.append(meeting)
    meetings.record_meetings(actor=group.shared.actor, organisation=group.unit, meetings=kept)


def _meetings_there(days: set[date], organisations: set[int]) -> set[tuple[int, date, str]]:
    if not days:
        return set()
    rows = CellMeeting.objects.known().filter(
        organisation_id__in=organisations, on__gte=min(days), on__lte=max(days)
    )
    return {(o, day, fold(topic)) for o, day, topic in rows.values_list("organisation_id", "on", "topic")}


def inspections(group: Group) -> None:
    """Inspections and supervisions, each counted (lượt). They belong to whoever sent the sheet."""
    said: dict[object, Pending] = {}
    new = []
    for row in group.rows:
        row.check_cells(frozenset({"kind", "on"}))
        day = row.day("on") if row.is_open else None
        if day is None or not row.is_open:
            continue
        group.remark_if_outside(row, day, "Ngày kết luận")
        kind = INSPECTION_KINDS[row.slug("kind")]
        subject = row.text("subject")
        result = RESULTS.get(row.slug("result"), Result.UNSTATED)
        subject_kind = SUBJECT_KINDS.get(row.slug("subject_kind")) or _subject_kind(subject)
        same = (kind, subject_kind, fold(subject), day, result)
        if subject and repeats(row, said, same, f"{kind.label} {subject} ngày {day:%d/%m/%Y}"):
            continue
        new.append(
            inspection.NewInspection(group.unit, kind, subject_kind, day, subject[:300], result, row.row_id)
        )
    there = _inspections_there(group.unit, {each.on for each in new})
    by_row = {row.row_id: row for row in group.rows}
    kept = []
    for each in new:
        if each.subject and each.source_row is not None and _said_of(each) in there:
            by_row[each.source_row].repeat(
                f"{each.subject} ngày {each.on:%d/%m/%Y} đã được ghi từ biểu trước."
            )
        else:
            kept.append(each)
    inspection.record_inspections(actor=group.shared.actor, organisation=group.unit, inspections=kept)


def _said_of(each: inspection.NewInspection | Inspection) -> tuple[object, ...]:
    return (str(each.kind), str(each.subject_kind), fold(each.subject), each.on, str(each.result))


def _inspections_there(organisation: int, days: set[date]) -> set[tuple[object, ...]]:
    if not days:
        return set()
    # what was typed at the desk is no repeat: the workbook's row takes its place
    rows = Inspection.objects.known().filter(
        organisation_id=organisation, on__gte=min(days), on__lte=max(days), source_row__isnull=False
    )
    return {_said_of(row) for row in rows}


def calls_itself_organisation(subject: str) -> bool:
    """Whether a subject is an organisation by its first words; anyone else is a member."""
    return fold(subject).startswith(
        ("chi bo", "dang bo", "dang uy", "chi uy", "to dang", "cap uy", "ban ", "ubkt", "uy ban")
    )


def _subject_kind(subject: str) -> SubjectKind:
    return SubjectKind.ORGANISATION if calls_itself_organisation(subject) else SubjectKind.MEMBER


def declared_figures(group: Group) -> None:
    """What the unit declares; kept beside its records, never added to anything."""
    said: dict[object, Pending] = {}
    figures = []
    for row in group.rows:
        row.check_cells(frozenset({"value"}))
        name, value = row.slug("label"), row.value("value")
        if not row.is_open:
            continue
        if name not in BY_NAME:
            row.remark(
                "unknown_figure", f"Không có chỉ tiêu nào ứng với “{row.text('label')}”; số tự khai này không được so sánh.",
                "Nếu cần so sánh, ghi tên chỉ tiêu như trong biểu mẫu.", "label",
            )  # fmt: skip
        elif value is not None and not repeats(row, said, name, f"Chỉ tiêu “{row.text('label')}”"):
            figures.append(indicators.Declared(name, row.text("label")[:300], float(str(value)), row.row_id))
    indicators.declare(
        actor=group.shared.actor, organisation=group.unit, period=group.period, figures=figures
    )
