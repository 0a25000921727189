"""dangvu read, dangvu check: the numbers stated in prose, and those numbers against the figures."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from dangvu.cli import database
from dangvu.cli.asked import CannotDo, number, organisation_named, period_of
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.ratio import vietnamese
from dangvu.foundation.refusals import Impossible
from dangvu.indicators.catalogue import BY_CODE, BY_NAME
from dangvu.reports.reading import queries
from dangvu.reports.reading.compare import Line, Verdict
from dangvu.reports.reading.prose import Check, Checked, InProse

#: What is said of a number that dangvu printed, in the words of ``check``.
_SAID = {
    Verdict.SAME: Check.AGREES, Verdict.AGREES: Check.AGREES, Verdict.OUTDATED: Check.DIFFERS,
    Verdict.BY_HAND: Check.DIFFERS,
}  # fmt: skip
_WORDS = {Check.AGREES: "đúng", Check.DIFFERS: "KHÁC", Check.CANNOT_TELL: "không rõ"}


def read(asked: argparse.Namespace) -> list[dict[str, Any]]:
    """dangvu read FILE: every number that the prose states (.docx, .txt, or - for standard input)."""
    try:
        found = queries.stated(*_file(asked.file))
    except Impossible as refusal:
        raise CannotDo(str(refusal)) from refusal
    if not asked.json:
        for one in found.numbers:
            print(f"đoạn {one.paragraph:>4}  {one.stated.text:<12} {one.stated.unit:<22} {one.sentence}")
        print(f"{len(found.numbers)} con số.")
    return [
        _number(one, found.codes.get((one.paragraph, one.before_sentence + one.at), "")) for one in found.numbers
    ]  # fmt: skip


def check(asked: argparse.Namespace) -> list[dict[str, Any]]:
    """dangvu check FILE --organisation NAME --period P: those numbers against the figures."""
    period = period_of(asked.period)
    database.expect()
    organisation = organisation_named(asked.organisation, period)
    data, name = _file(asked.file)
    try:
        found = queries.read_back(
            actor=OPERATOR, organisation=organisation, period=period, data=data, name=name
        )
    except Impossible as refusal:
        raise CannotDo(str(refusal)) from refusal
    told = sorted(
        [_line(line) for line in found.lines] + [_checked(one) for one in found.prose],
        key=lambda one: (
            one["place"] is None,
            one["place"] and (one["place"]["paragraph"], one["place"]["start"]),
        ),
    )
    if not asked.json:
        counts = Counter(one["verdict"] for one in told)
        for one in told:
            if one["verdict"] == Check.DIFFERS or one.get("printed") not in (None, one["text"]):
                expected = "" if one["expected"] is None else f"sổ: {vietnamese(one['expected'])}"
                print(
                    f"{_WORDS[Check(one['verdict'])]:<9} {one['text'] or '(đã bỏ)':<10} {expected:<16} {one['sentence']}"
                )
        said = ", ".join(f"{_WORDS[kind]} {counts[kind]}" for kind in Check)
        print(f"{organisation.name}, {found.period.label}: {len(told)} con số; {said}.")
    return told


def _file(asked: str) -> tuple[bytes, str]:
    if asked == "-":
        return sys.stdin.buffer.read(), "-"
    return Path(asked).read_bytes(), asked


def _number(one: InProse, code: str = "") -> dict[str, Any]:
    stated = one.stated
    names = [BY_CODE[code].name] if code in BY_CODE else list(one.names)
    return {
        "text": stated.text, "value": number(stated.value), "unit": stated.unit, "manner": stated.manner.value,
        **({"over": number(stated.over)} if stated.over is not None else {}),
        **({"under": number(stated.under)} if stated.under is not None else {}),
        "sentence": one.sentence,
        "place": {"paragraph": one.paragraph, "start": one.before_sentence + one.at},
        "name": names[0] if names else None, "code": BY_NAME[names[0]].code if names else None, "bound": bool(code),
    }  # fmt: skip


def _checked(one: Checked) -> dict[str, Any]:
    told = _number(one.number)
    if one.name:
        told |= {"name": one.name, "code": BY_NAME[one.name].code}
    return told | {
        "verdict": one.check.value, "expected": number(one.expected), "unit_code": one.unit or None,
        "reason": one.reason or None,
    }  # fmt: skip


def _line(line: Line) -> dict[str, Any]:
    lost = line.verdict in (Verdict.LOST, Verdict.GONE)
    check_ = _SAID.get(line.verdict, Check.CANNOT_TELL)
    if line.verdict is Verdict.LOST and line.now:
        check_ = Check.AGREES if line.there == line.now else Check.DIFFERS
    return {
        "text": line.there, "value": queries.value_of(line.there), "unit": line.indicator.unit,
        "sentence": line.sentence or line.row,
        "place": {"paragraph": line.paragraph, "start": line.where} if line.paragraph else None,
        "name": line.indicator.name, "code": line.indicator.code, "bound": not lost,
        "unit_code": line.printed.unit or None, "printed": line.printed.text or None, "expected_text": line.now or None,
        "expected": queries.value_of(line.now), "verdict": check_.value, "change": line.verdict.value,
        "reason": " ".join(line.notes) or None,
    }  # fmt: skip
