"""The figures of mass organisations and mass mobilisation once more, row by row: see slow_walk."""

from __future__ import annotations

from tests.golden.records import GRASSROOTS, Records, Row, holds


def counts(records: Records, organisation: int) -> tuple[dict[str, int], int, int]:
    """({name: value}, those gathered, those who could be)."""
    end = records.end_day

    def mine(owner: int) -> bool:
        return records.above(organisation, owner, end)

    leads = {row["unit_id"]: row["organisation_id"] for row in records.mass_units}
    stays = [
        s for s in records.mass_stays if holds(s, end) and s["unit_id"] in leads and mine(leads[s["unit_id"]])
    ]
    units = [
        u for u in records.mass_units
        if mine(u["organisation_id"])
        and (u["founded_on"] is None or u["founded_on"] <= end)
        and (u["ended_on"] is None or u["ended_on"] > end)
    ]  # fmt: skip
    told = [row for row in records.mass_counts if records.inside(row["on"])]
    last = [
        row for row in told
        if mine(row["organisation_id"])
        and not any(o["on"] > row["on"] and (o["organisation_id"], o["kind"]) == (row["organisation_id"], row["kind"]) for o in told)
    ]  # fmt: skip
    both = [row for row in last if row["memberships"] is not None and row["eligible"]]
    introduced = _introduced(records, organisation)
    joined = {row["person_id"] for row in records.admissions if row["joined_on"] <= end}
    held = records.flows(organisation, records.mass_activities, "on")
    democratic = {
        unit for unit, (_, kind) in records.tree(end).items() if kind in GRASSROOTS
        and any(a["kind"] == "dan_chu" for a in records.flows(unit, records.mass_activities, "on"))
    }  # fmt: skip
    return (
        {
            "mass_units": len(units),
            "mass_organisation_people": len({stay["person_id"] for stay in stays}),
            "mass_organisation_memberships": len(stays),
            "mass_memberships_reported": sum(row["memberships"] or 0 for row in last),
            "mass_people_reported": sum(row["people"] or 0 for row in last),
            "mass_joined_reported": sum(row["joined"] or 0 for row in last),
            "mass_introduced": len(introduced),
            "mass_introduced_admitted": sum(
                records.dossiers[row["dossier_id"]] in joined for row in introduced
            ),
            "dialogues": sum(a["kind"] == "doi_thoai" for a in held),
            "units_with_democracy": records.below(organisation, lambda o, _: o in democratic),
        },
        sum(row["memberships"] for row in both),
        sum(row["eligible"] for row in both),
    )


def _introduced(records: Records, organisation: int) -> list[Row]:
    """Each way into the Party once, under the organisation on whose list the person stands."""
    where = {row["dossier_id"]: row["organisation_id"] for row in records.standings}
    first: dict[int, Row] = {}
    for row in records.introductions:
        if (
            row["kind"] in ("doan_thanh_nien", "cong_doan")
            and records.inside(row["on"])
            and row["dossier_id"] in where
        ):
            first.setdefault(row["dossier_id"], {**row, "place": where[row["dossier_id"]]})
    return records.flows(organisation, first.values(), "on", owner="place")
