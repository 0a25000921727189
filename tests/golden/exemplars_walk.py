"""The figures of what was recognised once more, row by row: see slow_walk."""

from __future__ import annotations

from collections.abc import Mapping

from tests.golden.records import CELLS, Records

FLOWS = {
    "learning_models": "mo_hinh_hoc_bac", "learning_examples": "guong_hoc_bac",
    "skilful_mobilisation_models": "dan_van_kheo",
}  # fmt: skip


def counts(records: Records, organisation: int) -> Mapping[str, int]:
    """{name: value}; a flow counts where the organisation stands at the end of the period."""
    end = records.end_day
    here = [row for row in records.exemplars if records.above(organisation, row["organisation_id"], end)]
    new = [row["kind"] for row in here if records.inside(row["recognised_on"])]
    found = {name: new.count(kind) for name, kind in FLOWS.items()}
    tree = records.tree(end)
    inside = {o for o, (_, kind) in tree.items() if kind in CELLS and records.above(organisation, o, end)}
    held: dict[str, set[int]] = {"chi_bo_bon_tot": set(), "chi_bo_kieu_mau": set()}
    for row in records.exemplars:
        if row["kind"] not in held or row["recognised_on"] > end or row["organisation_id"] not in inside:
            continue
        if row["until"] is None or row["until"] >= end:
            held[row["kind"]].add(row["organisation_id"])
    four, model = held["chi_bo_bon_tot"], held["chi_bo_kieu_mau"]
    return {
        **found,
        "cells_recognised": len(four | model),
    }
