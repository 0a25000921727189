"""Accepting what is stored: who sent it, for which days, what it supersedes, and what became of each row.

Used for a file just read and, after each load, for whatever still waits: the order of files does not matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from dangvu.foundation import bulk
from dangvu.foundation.audit.models import Act
from dangvu.foundation.dated import retire
from dangvu.foundation.vietnamese import fold
from dangvu.intake.accept import HANDLERS, RANK, take_back
from dangvu.intake.accept.context import Group, Shared
from dangvu.intake.codec import read_back
from dangvu.intake.models import Finding, Line, LineState, Severity, Submission
from dangvu.intake.pending import Pending
from dangvu.intake.sender import Dating, SheetFacts, sender_of
from dangvu.intake.store import StoredSheet, write_findings, write_lines
from dangvu.members.models import Movement

SUPERSEDED = "biểu mới thay biểu cũ"


def accept(sheets: Sequence[StoredSheet], file_name: str, dating: Dating, shared: Shared, opened: Act) -> None:
    """Accept the sheets of one file, in the order of their kinds. What lacks a sender or a day waits."""
    facts = [sheet.facts for sheet in sheets]
    senders = sender_of(facts, file_name, shared.matcher)
    groups: dict[tuple[object, ...], list[StoredSheet]] = defaultdict(list)
    for sheet, told in zip(sheets, senders, strict=True):
        sender, days = told, dating.days_of(sheet.facts, facts)
        again = sheet.submission.settled
        if again:  # rows of a sheet that was accepted before and are tried again
            sender, days = sheet.submission.sender_id, _days(sheet.submission)
        no_sender = sender is None and sheet.facts.kind != "organisations"
        if no_sender or days is None:
            _wait(sheet, opened, no_sender)
            continue
        _key(sheet.submission, sheet.facts, sender, days)
        for row in sheet.rows:
            row.place.organisation = sender
        groups[(sheet.facts.kind, sender, days, sheet.submission.part, again)].append(sheet)
    for (kind, *_, again), members in sorted(groups.items(), key=lambda item: RANK[str(item[0][0])]):
        _accept_group(str(kind), members, shared, opened, replaces=not again)


def _days(submission: Submission) -> tuple[date, date] | None:
    return (submission.start, submission.end) if submission.start and submission.end else None


def _wait(sheet: StoredSheet, opened: Act, no_sender: bool) -> None:
    for row in sheet.rows:
        row.state = LineState.WAITING
    if sheet.rows:
        if no_sender:
            sheet.rows[0].wait(
                "unknown_sender", "Chưa rõ biểu này của tổ chức nào: dòng tiêu đề và tên tệp không nêu tên tổ chức đã biết.",
                advice="Ghi tên tổ chức ở đầu biểu hoặc trong tên tệp, hoặc nạp danh sách tổ chức đảng; biểu sẽ tự khớp.",
            )  # fmt: skip
        else:
            sheet.rows[0].wait(
                "undated_sheet", "Chưa rõ biểu này của ngày nào, kỳ nào.",
                advice="Ghi “Tính đến ngày …” hoặc “6 tháng đầu năm …” ở dòng tiêu đề rồi nạp lại.",
            )  # fmt: skip
    write_lines(sheet.rows, opened)


def _key(submission: Submission, facts: SheetFacts, sender: int | None, days: tuple[date, date]) -> None:
    submission.sender_id = sender
    submission.start, submission.end = days
    if facts.kind in ("learners", "task_progress"):
        submission.part = f"{facts.ordinal or ''} {fold(facts.title)}".strip()[:200]
    submission.settled = True
    submission.save(update_fields=["sender", "start", "end", "part", "settled"])


def _accept_group(kind: str, sheets: list[StoredSheet], shared: Shared, opened: Act, *, replaces: bool) -> None:
    first = sheets[0]
    rows = [row for sheet in sheets for row in sheet.rows]
    if kind == "organisations" and first.submission.sender_id is None and len(shared.matcher.tree.roots) == 1:
        first.submission.sender_id = shared.matcher.tree.roots[0]
    group = Group(
        shared, first.submission.sender_id, first.submission.start, first.submission.end, first.facts.title,
        first.facts.dates, first.facts.ordinal, first.facts.document, rows,
    )  # fmt: skip
    # A list of organisations only adds; any other submission replaces the earlier one of its key.
    changed = _supersede(kind, sheets, group, opened) if replaces and kind != "organisations" else rows
    group.rows = changed
    if changed:
        HANDLERS[kind](group)
    write_lines(changed, opened)
    if kind == "organisations":
        fresh = Shared.fresh(shared.actor)
        shared.trees, shared.matcher = fresh.trees, fresh.matcher
        if len(shared.matcher.tree.roots) == 1:
            Finding.objects.known().filter(sheet__in=[s.submission.sheet_id for s in sheets]).update(
                organisation_id=shared.matcher.tree.roots[0]
            )


def _supersede(kind: str, sheets: list[StoredSheet], group: Group, opened: Act) -> list[Pending]:
    """The rows that are new or changed against the submission of the same key; what vanished is retired.

    Rows are paired by what they say; a changed row about the same person keeps the person.
    """
    mine = sheets[0].submission
    older = Submission.objects.filter(
        kind=kind, sender_id=mine.sender_id, start=mine.start, end=mine.end, part=mine.part, settled=True
    ).exclude(sheet__file_id=mine.sheet.file_id)  # fmt: skip
    if not older.exists():
        return group.rows
    if older.filter(pk__gt=max(s.submission.pk for s in sheets)).exists():
        # A later file with this key was accepted while this one waited: it is superseded already.
        for row in group.rows:
            row.state = LineState.REPEATED
        return group.rows
    live: dict[str, list[Line]] = defaultdict(list)
    for line in Line.objects.known().filter(submission__in=older).select_related("source_row__sheet__file"):
        live[line.digest].append(line)
    changed = []
    for row in group.rows:
        same = live.get(row.digest)
        # An accepted row that says the same keeps its identity; what was not accepted is tried anew.
        kept = next((line for line in same or () if line.state == LineState.ACCEPTED), None)
        if kept is not None and same is not None:
            same.remove(kept)
        else:
            changed.append(row)
    gone = [line for lines in live.values() for line in lines]
    _hint(kind, changed, gone)
    _retire(kind, gone, group, opened)
    _say_vanished(changed, gone, group, opened)
    return changed


def _retire(kind: str, gone: list[Line], group: Group, opened: Act) -> None:
    rows = [line.source_row_id for line in gone if line.source_row_id is not None]
    if not rows:
        return
    take_back(
        actor=group.shared.actor, organisation=group.unit, kind=kind, rows=rows, reason=SUPERSEDED,
        trees=group.shared.trees,
    )  # fmt: skip
    for ids in bulk.chunks([line.pk for line in gone]):
        Line.objects.filter(pk__in=ids).update(known_to_act=opened)
    retire(Finding, rows, opened.number)


def _hint(kind: str, changed: list[Pending], gone: list[Line]) -> None:
    """A changed row about the person of a vanished one: same birth and joining dates, or same name and joining."""
    if kind not in ("roster", "admissions") or not gone:
        return
    people = dict(
        Movement.objects.known()
        .filter(source_row_id__in=[line.source_row_id for line in gone])
        .values_list("source_row_id", "person_id")
    )
    traits: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for line in gone:
        if line.source_row is not None and line.source_row_id in people:
            cells, _ = read_back(line.source_row.values)
            old = Pending(0, 0, cells, "", changed[0].place, "") if changed else None
            for trait in _traits(old) if old else ():
                traits[trait].append(people[line.source_row_id])
    for row in changed:
        for trait in _traits(row):
            if len(traits.get(trait, [])) == 1:
                row.hint = traits[trait][0]
                break


def _traits(row: Pending) -> list[tuple[str, str, str]]:
    joined = row.text("joined")
    found = [("birth", row.text("birth"), joined), ("name", fold(row.text("name")), joined)]
    return [trait for trait in found if trait[1] and trait[2]]


def _say_vanished(changed: list[Pending], gone: list[Line], group: Group, opened: Act) -> None:
    """Rows that the new sheet no longer has, and that no changed row stands for."""
    names = {fold(row.text("name") or row.text("subject") or row.text("organisation")) for row in changed}
    births = {row.text("birth") for row in changed if row.text("birth")}
    rows: list[tuple[object, ...]] = []
    for line in gone:
        if line.source_row is None or line.state != LineState.ACCEPTED:
            continue
        cells, _ = read_back(line.source_row.values)
        name = next((cells[c].text for c in ("name", "subject", "organisation") if c in cells), "")
        birth = cells["birth"].text if "birth" in cells else ""
        if (name and fold(name) in names) or (birth and birth in births):
            continue
        sheet = line.source_row.sheet
        rows.append(
            (
                "row_vanished", Severity.REMARK, group.sender, sheet.file.name, sheet.name, line.source_row.number,
                "", "", name, "Dòng này có trong biểu trước nhưng không còn trong biểu gửi lại, nên không được tính nữa.",
                "Nếu đơn vị bỏ sót, đề nghị bổ sung rồi gửi lại.", None, None,
            )
        )  # fmt: skip
    if rows:
        write_findings(rows, opened)


