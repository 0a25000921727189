"""The figures of inspection by body, discipline, petitions and anti-corruption once more, row by row: see slow_walk."""

from __future__ import annotations

from collections import Counter

from tests.golden.records import Records

Sums = dict[str, int]
#: {share: (numerator, denominator)}, each a sum of the second answer or of the counts.
SHARES = {
    "disciplined_committee_members_share": ("disciplined_committee_members", "disciplined_members"),
    "petitions_settled_share": ("to_settle_done", "to_settle"),
    "declarations_share": ("declarations_made", "declarations_due"),
}
FORMS = {"khien_trach": "reprimanded", "canh_cao": "warned", "cach_chuc": "dismissed", "khai_tru": "expelled"}
WHY = {
    "quan_diem": "principles", "nguyen_tac": "principles", "quy_dinh_dang": "principles", "nhiem_vu": "duty",
    "can_bo": "duty", "tai_chinh": "money", "dat_dai": "money", "tham_nhung": "money", "dao_duc": "conduct",
    "dan_so": "conduct", "phap_luat": "law",
}  # fmt: skip
COLUMNS = {
    "due": "declarations_due", "declared": "declarations_made", "published": "declarations_published",
    "verified": "declarations_verified", "checks": "integrity_checks", "findings": "integrity_findings",
    "handed_over": "integrity_handed_over",
}  # fmt: skip


def counts(records: Records, organisation: int) -> tuple[Sums, Sums]:
    """({name: value} of what is a figure, the sums that only shares need)."""
    found: Counter[str] = Counter()
    _inspections(records, organisation, found)
    for one in records.flows(organisation, records.decisions, "decided_on"):
        if one["subject_kind"] == "to_chuc":
            found["disciplined_organisations"] += 1
        elif one["form"] == "dinh_chi":
            found["suspended_members"] += 1
        else:
            found["disciplined_members"] += 1
            found["disciplined_committee_members"] += one["committee_member"]
            if one["form"] in FORMS:
                found[f"disciplined_{FORMS[one['form']]}"] += 1
            if one["violation"]:
                found[f"disciplined_for_{WHY[one['violation']]}"] += 1
    more: Counter[str] = Counter()
    for one in records.flows(organisation, records.petitions, "on"):
        many, outcome = one["count"], one["outcome"]
        found["petitions_received"] += many
        found["petitions_anonymous"] += many * one["anonymous"]
        settled = outcome == "da_giai_quyet"
        fit = settled or outcome == "dang_giai_quyet"
        found["petitions_qualified"] += many * fit
        found["petitions_settled"] += many * settled
        found["petitions_forwarded"] += many * (outcome == "chuyen")
        found["petitions_filed"] += many * (not fit and outcome != "chuyen")
        more["to_settle"] += many * (fit and one["kind"] != "kien_nghi")
        more["to_settle_done"] += many * (settled and one["kind"] != "kien_nghi")
    for one in records.flows(organisation, records.integrity, "on"):
        for column, name in COLUMNS.items():
            found[name] += one[column]
    return {name: found[name] for name in NAMES}, dict(more)


def _inspections(records: Records, organisation: int, found: Counter[str]) -> None:
    for one in records.flows(organisation, records.inspections, "on"):
        of = "organisations" if one["subject_kind"] == "to_chuc" else "members"
        body, kind, check = one["body"], one["case_kind"], one["kind"] == "kiem_tra"
        told = ["checked"]
        if one["result"] in ("vi_pham", "ky_luat"):
            told.append("violating")
        if one["result"] == "ky_luat":
            told.append("to_be_disciplined")
        if body == "cap_uy" and check:
            told.append("committee_inspected")
        if body == "cap_uy" and kind == "gs_chuyen_de":
            told.append("committee_supervised")
        if body == "ubkt":
            told += ["signs_inspected"] if kind == "kt_dau_hieu" else []
            told += ["duties_inspected"] if kind in ("kt_nhiem_vu", "kt_ky_luat") else []
            told += [] if check else ["inspectors_supervised"]
        if kind == "kt_tai_chinh":
            told.append("finance_inspected")
        if body == "chi_bo":
            told.append("cell_inspected" if check else "cell_supervised")
        for name in told:
            found[f"{name}_{of}"] += 1


_PAIRS = (
    "committee_inspected", "committee_supervised", "signs_inspected", "inspectors_supervised", "checked", "violating",
    "to_be_disciplined",
)  # fmt: skip
NAMES = (
    *(f"{name}_{of}" for name in _PAIRS for of in ("organisations", "members")),
    "duties_inspected_organisations", "finance_inspected_organisations", "cell_inspected_members",
    "cell_supervised_members", "disciplined_members", "disciplined_committee_members", "disciplined_organisations",
    "suspended_members", *(f"disciplined_{name}" for name in FORMS.values()),
    *(f"disciplined_for_{name}" for name in dict.fromkeys(WHY.values())), "petitions_received", "petitions_qualified",
    "petitions_settled", "petitions_forwarded", "petitions_filed", "petitions_anonymous", *COLUMNS.values(),
)  # fmt: skip
