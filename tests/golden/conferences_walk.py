"""The figures of conferences and of the book of proposals once more, row by row: see slow_walk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.golden.records import Records

THERE = ("co_mat", "den_muon")


def counts(records: Records, organisation: int) -> Mapping[str, int]:
    """{name: value} of what is counted; the two shares are of these."""
    states = {s["conference_id"]: s for s in records.conferences if s["status"] == "trieu_tap"}
    marks = {mark["delegate_id"]: mark["state"] for mark in records.checkins}
    rows: list[dict[str, Any]] = []
    for one in records.delegates:
        state = states.get(one["conference_id"])
        if state is not None and one["kind"] in ("cap_uy_vien", "dai_bieu"):
            rows.append({**one, "day": state["on"]})
    taken = {
        d["conference_id"]
        for d in records.delegates_ever
        if any(m["delegate_id"] == d["id"] and m["state"] in THERE for m in records.checkins)
    }
    called = [row for row in records.flows(organisation, rows, "day") if row["conference_id"] in taken]
    said = records.flows(organisation, records.opinions, "on")
    proposals = [one for one in said if one["kind"] == "kien_nghi"]
    answers = {one["opinion_id"]: one["on"] for one in records.answers}
    return {
        "conference_delegates": len(called),
        "conference_delegates_present": sum(marks.get(row["id"]) in THERE for row in called),
        "opinions_made": len(said),
        "proposals_made": len(proposals),
        "opinions_answered": sum(
            one["id"] in answers and answers[one["id"]] <= records.end_day for one in proposals
        ),
    }
