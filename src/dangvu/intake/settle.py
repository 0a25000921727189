"""Accepting what is stored: who sent it, for which days, what it supersedes, and what became of each row.

Used for a file just read and, after each load, for whatever still waits: the order of files does not matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date

from dangvu.foundation import bulk
from dangvu.foundation.audit.models import Act
from dangvu.foundation.dated import retire
from dangvu.foundation.vietnamese import fold
from dangvu.intake.accept import BY_SLUG, HANDLERS, RANK, take_back
from dangvu.intake.accept.context import Group, Shared
from dangvu.intake.codec import read_back
from dangvu.intake.correction import corrected_lines
from dangvu.intake.models import Finding, Line, LineState, Severity, Submission
from dangvu.intake.pending import Pending
from dangvu.intake.people import People
from dangvu.intake.rights import ASK, LEFT, NO_RIGHT
from dangvu.intake.store import StoredSheet, write_findings, write_lines
from dangvu.members.models import Movement

SUPERSEDED = "biểu mới thay biểu cũ"


def accept(sheets: Sequence[StoredSheet], shared: Shared, opened: Act, *, again: bool = False) -> None:
    """Accept the sheets of one file, in the order of their kinds. What lacks a sender or a day waits.

    ``again``: rows of sheets that were accepted before and are tried once more; they replace nothing.
    """
    groups: dict[_Key, list[StoredSheet]] = defaultdict(list)
    done: list[Pending] = []
    for sheet in sheets:
        if sheet.submission.settled:
            groups[_key(sheet.submission)].append(sheet)
        else:
            done += _wait(sheet)
    told = _told_by(sheets)
    older: dict[_Key, list[int]] = defaultdict(list)
    for key, pk, file in () if again else told:
        if file != sheets[0].file_id:
            older[key].append(pk)
    people = People(shared.numbered)
    for key, members in sorted(groups.items(), key=lambda item: RANK[item[0][0]]):
        rosters = {end for (kind, sender, _, end, _), _, _ in told if kind == "roster" and sender == key[1]}
        done += _accept_group(members, older.get(key, []), rosters, people, shared, opened)
    write_lines(done, opened)


_Key = tuple[str, int | None, date | None, date | None, str]


def _key(submission: Submission) -> _Key:
    return (submission.kind, submission.sender_id, submission.start, submission.end, submission.part)


def _told_by(sheets: Sequence[StoredSheet]) -> list[tuple[_Key, int, int]]:
    """The key, number and file of every settled submission of the senders of these sheets."""
    senders = {sheet.submission.sender_id for sheet in sheets if sheet.submission.sender_id is not None}
    if not senders:
        return []
    rows = Submission.objects.filter(settled=True, sender_id__in=senders).values_list(
        "kind", "sender_id", "start", "end", "part", "pk", "sheet__file_id"
    )
    return [((kind, sender, start, end, part), pk, file) for kind, sender, start, end, part, pk, file in rows]


def _wait(sheet: StoredSheet) -> list[Pending]:
    """The rows of a sheet that waits as a whole; its first row says why."""
    for row in sheet.rows:
        row.state = LineState.WAITING
    if sheet.rows:
        if sheet.facts.no_sender:
            sheet.rows[0].wait(
                "unknown_sender", "Chưa rõ biểu này của tổ chức nào: dòng tiêu đề và tên tệp không nêu tên tổ chức đã biết.",
                advice="Ghi tên tổ chức ở đầu biểu hoặc trong tên tệp, hoặc nạp danh sách tổ chức đảng; biểu sẽ tự khớp.",
            )  # fmt: skip
        else:
            sheet.rows[0].wait(
                "undated_sheet", "Chưa rõ biểu này của ngày nào, kỳ nào.",
                advice="Ghi “Tính đến ngày …” hoặc “6 tháng đầu năm …” ở dòng tiêu đề rồi nạp lại.",
            )  # fmt: skip
    return sheet.rows


def _accept_group(
    sheets: list[StoredSheet],
    older: list[int],
    rosters: Collection[date | None],
    people: People,
    shared: Shared,
    opened: Act,
) -> list[Pending]:
    """Accept sheets of one key together; the rows whose fate was decided."""
    first, kind = sheets[0], sheets[0].submission.kind
    rows = [row for sheet in sheets for row in sheet.rows]
    group = Group(
        shared, first.submission.sender_id, first.submission.start, first.submission.end, first.facts.title,
        first.facts.dates, first.facts.ordinal, first.facts.document, people, rows,
        first.facts.titles, rosters,
    )  # fmt: skip
    if foreign := shared.rights.foreign(kind, group.sender):
        for row in rows:
            row.place.organisation = shared.rights.home or group.sender
            row.hold(NO_RIGHT, foreign, ASK)
        return rows
    if lacking := shared.rights.lacking(kind, group.sender):
        for row in rows:
            row.wait(NO_RIGHT, lacking, advice=LEFT)
        return rows
    # A list of organisations only adds; any other submission replaces the earlier one of its key.
    if older and kind != "organisations":
        group.rows = _supersede(kind, max(s.submission.pk for s in sheets), older, group, opened)
    if group.rows and first.facts.day_supposed and first.submission.end is not None:
        group.rows[0].remark(
            "undated_sheet", f"Biểu không ghi ngày; đang coi là danh sách tính đến {first.submission.end:%d/%m/%Y}.",
            "Ghi “Tính đến ngày …” ở dòng tiêu đề rồi nạp lại nếu không đúng ngày này.",
        )  # fmt: skip
    if group.rows:
        HANDLERS[kind](group)
    if kind == "organisations":
        _take_the_new_tree(sheets, shared)
    return rows


def _take_the_new_tree(sheets: list[StoredSheet], shared: Shared) -> None:
    fresh = Shared.fresh(shared.actor, shared.rights.home)
    shared.trees, shared.matcher, shared.rights = fresh.trees, fresh.matcher, fresh.rights
    if len(shared.matcher.tree.roots) == 1:
        root = shared.matcher.tree.roots[0]
        Submission.objects.filter(pk__in=[s.submission.pk for s in sheets], sender=None).update(
            sender_id=root
        )
        for row in (row for sheet in sheets for row in sheet.rows):
            row.place.organisation = root


def _supersede(kind: str, newest: int, older: list[int], group: Group, opened: Act) -> list[Pending]:
    """The rows that are new or changed against the submission of the same key; what vanished is retired.

    Rows are paired by what they say; a changed row about the same person keeps the person.
    """
    lines = corrected_lines(kind, older, group.rows)
    if any(line.submission_id > newest for line in lines):
        # A later file with this key was accepted while this one waited: it is superseded already.
        for row in group.rows:
            row.state = LineState.REPEATED
        return []
    live: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        live[line.digest].append(line)
    changed = []
    for row in group.rows:
        same = live.get(row.digest, [])
        # An accepted row that says the same keeps its identity; what was not accepted is tried anew.
        kept = next((line for line in same if line.state == LineState.ACCEPTED), None)
        if kept is not None:
            same.remove(kept)
            row.state = LineState.REPEATED
        else:
            changed.append(row)
    gone = [line for lines in live.values() for line in lines]
    _hint(kind, changed, gone)
    _retire(kind, gone, group, opened)
    _say_vanished(kind, changed, gone, group, opened)
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


def _say_vanished(kind: str, changed: list[Pending], gone: list[Line], group: Group, opened: Act) -> None:
    """Rows that the new sheet no longer has, and that no changed row stands for."""
    names = {fold(row.text("name") or row.text("subject") or row.text("organisation")) for row in changed}
    births = {row.text("birth") for row in changed if row.text("birth")}
    rows: list[tuple[object, ...]] = []
    for line in gone:
        if line.source_row is None or line.state != LineState.ACCEPTED:
            continue
        cells, _ = read_back(line.source_row.values)
        sealed = BY_SLUG[kind].sealed
        name = next((cells[c].text for c in ("name", "subject", "organisation") if c in cells), "")
        birth = cells["birth"].text if "birth" in cells else ""
        if (name and fold(name) in names) or (birth and birth in births):
            continue
        sheet = line.source_row.sheet
        rows.append(
            (
                "row_vanished", Severity.REMARK, group.sender, sheet.file.name, sheet.name, line.source_row.number,
                "", "", "" if sealed else name, "Dòng này có trong biểu trước nhưng không còn trong biểu gửi lại, nên không được tính nữa.",
                "Nếu đơn vị bỏ sót, đề nghị bổ sung rồi gửi lại.", sheet.pk, None,
            )
        )  # fmt: skip
    if rows:
        write_findings(rows, opened)
