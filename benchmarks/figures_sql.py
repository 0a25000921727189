"""The table of figures by unit as one would write it by hand for speed: a statement per source, nothing checked.

No tree through time, no two clocks beyond "known now", no list of records behind a number: the floor.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db import connection

_UNITS = """
WITH RECURSIVE below(id, unit) AS (
  SELECT organisation_id, organisation_id FROM organisations_organisationparent
   WHERE parent_id = %(root)s AND known_to_act_id IS NULL AND valid_to IS NULL
  UNION ALL
  SELECT p.organisation_id, b.unit FROM organisations_organisationparent p JOIN below b ON p.parent_id = b.id
   WHERE p.known_to_act_id IS NULL AND p.valid_to IS NULL)
"""
_PERSON = "LEFT JOIN members_personprofile p ON p.person_id = x.person_id AND p.known_to_act_id IS NULL"
_MEMBER = {
    "": "TRUE", "_probationary": "x.status = 'du_bi'", "_official": "x.status = 'chinh_thuc'",
    "_female": "p.sex = 'nu'", "_ethnic_minority": "p.is_minority", "_religious": "p.religion <> ''",
    "_with_personal_number": "p.personal_number <> ''", "_university": "p.education = 'dai_hoc'",
    "_college_up": "p.education IN ('cao_dang','dai_hoc','thac_si','tien_si')",
    "_postgraduate": "p.education IN ('thac_si','tien_si')", "_theory_primary": "p.theory = 'so_cap'",
    "_theory_intermediate": "p.theory = 'trung_cap'", "_theory_advanced": "p.theory IN ('cao_cap','cu_nhan')",
}  # fmt: skip
_MOVED = {
    "admitted": "x.kind = 'ket_nap'", "admitted_female": "x.kind = 'ket_nap' AND p.sex = 'nu'",
    "admitted_ethnic_minority": "x.kind = 'ket_nap' AND p.is_minority",
    "admitted_religious": "x.kind = 'ket_nap' AND p.religion <> ''", "made_official": "x.kind = 'chinh_thuc'",
    "transferred_in": "x.kind = 'chuyen_den'", "transferred_out": "x.kind = 'chuyen_di'",
    "died": "x.kind = 'tu_tran'", "struck_off": "x.kind = 'xoa_ten'", "expelled": "x.kind = 'khai_tru'",
    "resigned": "x.kind = 'xin_ra'",
}  # fmt: skip
_INSPECTED = {
    "inspections": "x.kind = 'kiem_tra'", "supervisions": "x.kind = 'giam_sat'",
    "inspected_organisations": "x.kind = 'kiem_tra' AND x.subject_kind = 'to_chuc'",
    "inspected_members": "x.kind = 'kiem_tra' AND x.subject_kind = 'dang_vien'",
    "supervised_organisations": "x.kind = 'giam_sat' AND x.subject_kind = 'to_chuc'",
    "supervised_members": "x.kind = 'giam_sat' AND x.subject_kind = 'dang_vien'",
    "inspections_without_fault": "x.result = 'tot'", "inspections_with_fault": "x.result = 'khuyet_diem'",
}  # fmt: skip
_NAMES_OF_MEMBERS = {suffix: f"members{suffix}" if suffix else "members_end" for suffix in _MEMBER}
NAMES = [
    "members_start", *_NAMES_OF_MEMBERS.values(), *_MOVED, *_INSPECTED, "thematic_meetings", "admission_target",
    "midterm_reviews_done", "awareness_learners", "cells",
]  # fmt: skip


def _counts(conditions: dict[str, str]) -> str:
    return ", ".join(f"SUM(CASE WHEN {condition} THEN 1 ELSE 0 END)" for condition in conditions.values())


def table(root: int, period: Any) -> dict[int, dict[str, float]]:
    """{unit: {figure: value}} for the direct children of ``root``."""
    found: dict[int, dict[str, float]] = defaultdict(dict)
    given = {"root": root, "start": period.start, "end": period.end, "year": period.end.year}

    def run(names: list[str], select: str, source: str, where: str, owner: str = "organisation_id") -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                f"{_UNITS} SELECT b.unit, {select} FROM {source} JOIN below b ON b.id = x.{owner} "
                f"WHERE x.known_to_act_id IS NULL AND {where} GROUP BY b.unit",
                given,
            )
            for unit, *values in cursor.fetchall():
                found[unit].update(zip(names, values, strict=True))

    stays = f"members_membership x {_PERSON}"
    run(
        ["members_start"],
        "COUNT(*)",
        "members_membership x",
        "x.valid_from < %(start)s AND (x.valid_to IS NULL OR x.valid_to >= %(start)s)",
    )
    run(
        list(_NAMES_OF_MEMBERS.values()),
        _counts(_MEMBER),
        stays,
        "x.valid_from <= %(end)s AND (x.valid_to IS NULL OR x.valid_to > %(end)s)",
    )
    run(
        list(_MOVED),
        _counts(_MOVED),
        f"members_movement x {_PERSON}",
        "x.counted AND x.on BETWEEN %(start)s AND %(end)s".replace("x.on", 'x."on"'),
        "counts_in_id",
    )
    run(
        list(_INSPECTED),
        _counts(_INSPECTED),
        "inspection_inspection x",
        'x."on" BETWEEN %(start)s AND %(end)s',
    )
    run(
        ["thematic_meetings"],
        "COUNT(*)",
        "meetings_cellmeeting x",
        "x.kind = 'chuyen_de' AND x.\"on\" BETWEEN %(start)s AND %(end)s",
    )
    run(
        ["admission_target"],
        "SUM(x.value)",
        "resolutions_targetallocation x JOIN resolutions_target t ON t.id = x.target_id",
        "t.year = %(year)s",
    )
    run(
        ["midterm_reviews_done"],
        "COUNT(*)",
        "resolutions_taskprogress x JOIN resolutions_assignedtask t ON t.id = x.task_id",
        "t.kind = 'so_ket_giua_nhiem_ky' AND x.done_on <= %(end)s",
    )
    run(
        ["awareness_learners"],
        "COUNT(DISTINCT x.person_id)",
        "training_learner x JOIN training_trainingclass t ON t.id = x.training_class_id",
        "t.kind = 'nhan_thuc' AND t.closed_on BETWEEN %(start)s AND %(end)s",
    )
    run(
        ["cells"],
        "COUNT(*)",
        "organisations_organisationstate x",
        "x.valid_to IS NULL AND x.kind IN ('chi_bo_co_so','chi_bo_truc_thuoc')",
    )
    return found
