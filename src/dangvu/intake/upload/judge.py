"""What a load did to each row, in the words of a verdict. Asked inside the transaction that did it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps

from dangvu.foundation import bulk
from dangvu.foundation.dated import KnownFact
from dangvu.foundation.tables import ReadCell, SheetKind
from dangvu.foundation.vietnamese import fold
from dangvu.foundation.workbooks.models import ReceivedFile
from dangvu.intake import mended
from dangvu.intake.accept import BY_SLUG
from dangvu.intake.actions import LoadResult
from dangvu.intake.codec import HIDDEN, read_back
from dangvu.intake.models import Finding, Line, LineState, Severity
from dangvu.intake.upload.models import Mend, RowState, UploadFile, VerdictNote, VerdictRow

#: Breaches that an authorised person may confirm: they are no errors of writing.
CONFIRMABLE = frozenset({"under_18", "official_before_12_months"})
_NAMED_BY = ("name", "subject", "organisation", "label", "cell", "topic")
_GRAVITY = {Severity.ERROR: 0, Severity.HOLD: 1, Severity.WAIT: 2, Severity.REMARK: 3}


@dataclass
class Verdict:
    """The rows and notes of one rehearsal, not saved yet; ``moved`` rows of earlier files found their match."""

    rows: list[VerdictRow] = field(default_factory=list)
    notes: list[VerdictNote] = field(default_factory=list)
    moved: int = 0

    @property
    def mark(self) -> list[tuple[object, ...]]:
        """What two verdicts that are equal have equal."""
        return sorted(
            (row.file_id, row.sheet_index, row.number, row.state, row.reason, row.writes) for row in self.rows
        )

    def counts(self) -> dict[str, int]:
        """How many rows of each state, and how many will be written."""
        found: dict[str, int] = dict.fromkeys(RowState.values, 0)
        for row in self.rows:
            found[row.state] += 1
        found["ghi"] = sum(row.writes for row in self.rows)
        return found


def judge(files: Sequence[UploadFile], result: LoadResult) -> Verdict:
    """The verdict on what ``result`` (a load just done) made of the files."""
    by_hash = {file.sha256: file for file in files if file.sha256}
    received = ReceivedFile.objects.filter(sha256__in=by_hash, undone_by__isnull=True, act__in=result.acts)
    files_here = {row.pk: by_hash[row.sha256] for row in received}
    lines = list(
        Line.objects.known().filter(source_row__sheet__file_id__in=files_here)
        .select_related("source_row__sheet", "submission").order_by("source_row_id")
    )  # fmt: skip
    found, about_sheets = _findings(files_here)
    wrote = _rows_with_facts(lines, result.acts)
    old = _Superseded(result.acts)
    mends = _mends([line.source_row_id for line in lines if line.source_row_id])
    verdict = Verdict()
    for line in lines:
        if line.source_row is not None:
            file = files_here[line.source_row.sheet.file_id]
            verdict.rows.append(_row(line, file, found, wrote, old, mends.get(line.source_row.pk, {})))
    verdict.notes = [
        *_notes(about_sheets, files_here),
        *_broken(result, files),
        *_vanished(result, files_here),
    ]
    verdict.moved = (
        Line.objects.known().filter(known_from_act__in=result.acts).exclude(state=LineState.WAITING)
        .exclude(source_row__sheet__file_id__in=files_here).count()
    )  # fmt: skip
    return verdict


def _findings(files: Mapping[int, UploadFile]) -> tuple[dict[int, list[Finding]], list[Finding]]:
    by_row: dict[int, list[Finding]] = defaultdict(list)
    others = []
    rows = Finding.objects.known().filter(sheet__file_id__in=files).select_related("sheet").order_by("pk")
    for finding in rows:
        if finding.source_row_id is not None:
            by_row[finding.source_row_id].append(finding)
        else:
            others.append(finding)
    return by_row, others


def fact_models() -> list[type[KnownFact]]:
    """Every table of facts, of whichever area."""
    return [model for model in apps.get_models() if issubclass(model, KnownFact)]


def _rows_with_facts(lines: Sequence[Line], acts: Sequence[int]) -> set[int]:
    """The source rows from which a fact was written by this load."""
    ids = [line.source_row_id for line in lines if line.source_row_id]
    if not ids:
        return set()
    found: set[int] = set()
    for model in fact_models():
        if model in (Line, Finding, Mend):
            continue
        rows = model._default_manager.filter(source_row_id__gte=min(ids), source_row_id__lte=max(ids))
        found.update(rows.filter(known_from_act__in=acts).values_list("source_row_id", flat=True))
    return found


def _mends(rows: Sequence[int]) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for ids in bulk.chunks(rows):
        told = Mend.objects.known().filter(source_row_id__in=ids)
        for row, column, text in told.values_list("source_row_id", "column", "text"):
            found[row][column] = text
    return found


class _Superseded:
    """The rows of earlier files that this load closed, to be found by who or what they are about."""

    def __init__(self, acts: Sequence[int]) -> None:
        self._by_key: dict[tuple[object, ...], list[dict[str, ReadCell]]] = defaultdict(list)
        gone = Line.objects.filter(known_to_act__in=acts, state=LineState.ACCEPTED).exclude(
            known_from_act__in=acts
        )
        for line in gone.select_related("source_row", "submission"):
            if line.source_row is not None:
                cells, _ = read_back(line.source_row.values)
                for key in self._keys(line, cells):
                    self._by_key[key].append(cells)

    def of(self, line: Line, cells: dict[str, ReadCell]) -> dict[str, ReadCell] | None:
        """The one earlier row that this one stands for now."""
        for key in self._keys(line, cells):
            found = self._by_key.get(key, [])
            if len(found) == 1:
                return found[0]
        return None

    @staticmethod
    def _keys(line: Line, cells: Mapping[str, ReadCell]) -> list[tuple[object, ...]]:
        s = line.submission
        whose = (s.kind, s.sender_id, s.start, s.end, s.part)
        said = {name: fold(cell.text) for name, cell in cells.items() if cell.text}
        natural = [name for name in BY_SLUG[s.kind].natural if name in said]
        keys: list[tuple[object, ...]] = []
        if "name" in said:
            keys += [(whose, "name+birth", said["name"], said["birth"])] if "birth" in said else []
            keys += (
                [(whose, "birth+joined", said["birth"], said["joined"])]
                if {"birth", "joined"} <= said.keys()
                else []
            )
            keys.append((whose, "name", said["name"]))
        elif natural:
            keys.append((whose, *((name, said[name]) for name in natural)))
            keys.append((whose, natural[0], said[natural[0]]))
        return keys


def _row(
    line: Line, file: UploadFile, found: Mapping[int, list[Finding]], wrote: set[int], old: _Superseded,
    mends: Mapping[str, str],
) -> VerdictRow:  # fmt: skip
    assert line.source_row is not None
    source, kind = line.source_row, BY_SLUG[line.submission.kind]
    cells, group = read_back(source.values)
    for column, text in mends.items():
        if not column.startswith("#"):
            cells[column] = mended.understood(kind, column, mended.kept(kind, column, text))
    faults = sorted(found.get(source.pk, ()), key=lambda finding: _GRAVITY[Severity(finding.severity)])
    before = old.of(line, cells) if line.state == LineState.ACCEPTED else None
    state, writes = _state(line, faults, source.pk in wrote, before is not None)
    return VerdictRow(
        file=file, sheet_index=source.sheet.position, sheet_name=source.sheet.name, kind=kind.slug,
        number=source.number, name=next((cells[c].text for c in _NAMED_BY if c in cells and c not in kind.sealed and cells[c].text), "")[:300],
        state=state, reason=faults[0].kind if faults and state not in _CALM else "", writes=writes,
        organisation_id=line.submission.sender_id,
        cells=_cells(kind, cells, faults, before, mends, group),
        found=[said(kind, finding) for finding in faults],
    )  # fmt: skip


_CALM = frozenset({RowState.NEW, RowState.CHANGED, RowState.SAME})


def _state(line: Line, faults: Sequence[Finding], wrote: bool, changed: bool) -> tuple[str, bool]:
    if line.state == LineState.HELD:
        kinds = {fault.kind for fault in faults if fault.severity == Severity.HOLD}
        return (RowState.WARNING if kinds and kinds <= CONFIRMABLE else RowState.ERROR), False
    if line.state == LineState.WAITING:
        return RowState.WAITING, False
    if line.state == LineState.REPEATED:
        twice = any(fault.kind == "duplicate_row" and " ở dòng " in fault.message for fault in faults)
        return (RowState.WARNING if twice else RowState.SAME), False
    if not wrote:
        return (RowState.WARNING if faults else RowState.SAME), False
    if faults:
        return RowState.WARNING, True
    return (RowState.CHANGED if changed else RowState.NEW), True


def label_of(kind: SheetKind, column: str) -> str:
    """What people call a column of a kind; an unknown column keeps the header it came with."""
    return kind.column(column).label if column in kind.names else column.removeprefix("extra:")


def _cells(
    kind: SheetKind, cells: Mapping[str, ReadCell], faults: Sequence[Finding],
    before: Mapping[str, ReadCell] | None, mends: Mapping[str, str], group: str,
) -> list[dict[str, Any]]:  # fmt: skip
    """The cells of a row in the order of the kind's columns, each with its state."""
    bad = {fault.column: fault for fault in reversed(faults) if fault.column}
    order = {name: place for place, name in enumerate(kind.names)}
    found = []
    names = sorted(cells, key=lambda name: order.get(name, len(order)))
    told = {label_of(kind, name) for name in names}
    names += [name for name in kind.names if name not in cells and label_of(kind, name) in bad.keys() - told]
    for name in names:
        cell, label = cells.get(name), label_of(kind, name)
        fault = bad.get(label)
        sealed = name in kind.sealed
        entry: dict[str, Any] = {"c": name, "l": label, "t": _shown(cell.text if cell else "", sealed)}
        if fault is not None:
            held = fault.severity in (Severity.HOLD, Severity.WAIT)
            entry["s"] = RowState.ERROR if held else RowState.WARNING
            entry["m"] = fault.message
        elif before is not None and (cell.text if cell else "") != _text(before, name):
            entry["s"], entry["o"] = RowState.CHANGED, _shown(_text(before, name), sealed)
        if name in mends:
            entry["f"] = True
        found.append(entry)
    if group and not kind.sealed:
        found.append({"c": "#group", "l": "Nhóm", "t": group})
    return found


def _shown(text: str, sealed: bool) -> str:
    return HIDDEN if text and sealed else text


def _text(cells: Mapping[str, ReadCell], name: str) -> str:
    return cells[name].text if name in cells else ""


def said(kind: SheetKind, finding: Finding) -> dict[str, str]:
    column = next((name for name in kind.names if kind.column(name).label == finding.column), "")
    return {
        "k": finding.kind, "s": finding.severity, "c": column, "l": finding.column, "t": finding.text,
        "m": finding.message, "a": finding.advice,
    }  # fmt: skip


def _notes(found: Sequence[Finding], files: Mapping[int, UploadFile]) -> list[VerdictNote]:
    notes = []
    for finding in found:
        sheet = finding.sheet
        if sheet is None:
            continue
        gone = finding.kind == "row_vanished"
        notes.append(
            VerdictNote(
                file=files[sheet.file_id], file_name=finding.file_name, sheet_index=None if gone else sheet.position,
                sheet_name=finding.sheet_name, kind=finding.kind, message=finding.message, advice=finding.advice,
            )
        )  # fmt: skip
    return notes


def _vanished(result: LoadResult, files: Mapping[int, UploadFile]) -> list[VerdictNote]:
    """Rows of earlier files that the new ones no longer have."""
    rows = Finding.objects.known().filter(known_from_act__in=result.acts, kind="row_vanished")
    return [
        VerdictNote(
            file_name=row.file_name, sheet_name=row.sheet_name, kind=row.kind,
            message=f"{row.name}, dòng {row.row}: {row.message}" if row.name else row.message, advice=row.advice,
        )
        for row in rows.exclude(sheet__file_id__in=files)
    ]  # fmt: skip


def _broken(result: LoadResult, files: Sequence[UploadFile]) -> list[VerdictNote]:
    """Files of which nothing could be accepted."""
    by_name = {file.name: file for file in files}
    rows = Finding.objects.known().filter(
        known_from_act__in=result.acts, sheet__isnull=True, severity=Severity.ERROR
    )
    return [
        VerdictNote(
            file=by_name.get(row.file_name), file_name=row.file_name, kind=row.kind, message=row.message,
            advice=row.advice,
        )
        for row in rows
    ]  # fmt: skip
