"""The table of figures by hand: one statement per source, conditional aggregates by unit, on a plain DB-API cursor.

The floor of the engine: for one organisation and its direct units, for what is known now, in a period in which no
organisation moved. It keeps no definitions, opens into no records and can't be asked as of an earlier knowledge.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Protocol

from dangvu.foundation.ratio import quotient, share

Values = dict[str, float]

#: What the sample's book of meetings does not tell: it holds thematic meetings and who came.
NOT_WRITTEN = (
    "cell_meetings_regular", "cells_meeting_monthly", "cell_meetings_monthly_share", "cells_missing_a_month",
    "cell_meetings_present", "cell_meetings_obliged", "cell_meetings_attendance_share", "cell_meetings_scored",
    "cell_meetings_good", "cell_meetings_fair", "cell_meetings_average", "cell_meetings_weak", "cell_meetings_good_share",
    "committee_attendances",
)  # fmt: skip
#: How the codes of figures begin of which the sample has no record: documents, their study, conferences, opinions,
#: tasks with a day, schemes; examples and mass organisations; cases, discipline, petitions, declarations; rankings,
#: commendations, badges, dues, the pool of outstanding people, posts, vetting. Targets are judged by other figures.
NOT_IN_SAMPLE = (
    "QT", "VB", "HN", "YK", "DA", *(f"NV-{n:02}" for n in range(4, 14)), "DH", "MT", "VD",
    "QC", "CU", "BV",
    *(f"KT-{n}" for n in range(11, 29)), "KL", "DT", "PC", "XL", "KH", "HH", "DP", "NQ",
    "TH", "ST", "BD-10", "BD-11", "BD-12", "DV-36", "DV-42", "DV-43", "DV-44", "DV-45",
    *(f"KN-{n}" for n in (19, 20, 21, 22, 23, 24, 25, 26, 30)), *(f"SH-{n:02}" for n in range(9, 13)),
)  # fmt: skip
#: What needs to look at two movements at once, or at two trees, or at working days.
LEFT_OUT = (
    "transferred_in_internal", "transferred_in_external", "transferred_out_internal", "transferred_out_external",
    "moved_in_with_organisation", "moved_out_with_organisation", *NOT_WRITTEN,
    "probations_ended", "probations_considered_on_time", "probations_considered_late",
    "probations_considered_on_time_share", "probations_considered_not_told",
)  # fmt: skip


class Cursor(Protocol):
    """A cursor with named parameters, %(name)s."""

    def execute(self, statement: str, parameters: Any) -> Any: ...
    def fetchall(self) -> Sequence[tuple[Any, ...]]: ...


_KNOWN = "{0}.known_to_act_id IS NULL"
_VALID = (
    "{0}.known_to_act_id IS NULL AND {0}.valid_from <= {1} AND ({0}.valid_to IS NULL OR {0}.valid_to > {1})"
)

_PLACES = f"""
WITH RECURSIVE place(organisation, unit) AS (
    SELECT CAST(%(root)s AS bigint), CAST(%(root)s AS bigint)
    UNION ALL
    SELECT p.organisation_id, CASE place.unit WHEN %(root)s THEN p.organisation_id ELSE place.unit END
    FROM place JOIN organisations_organisationparent p
      ON p.parent_id = place.organisation AND {_VALID.format("p", "%(tree)s")}
)
"""

_PROFILE = f"LEFT JOIN members_personprofile p ON p.person_id = x.person_id AND {_KNOWN.format('p')}"


def _statement(columns: dict[str, str], source: str, where: str) -> tuple[tuple[str, ...], str]:
    listed = ", ".join(columns.values())
    return tuple(
        columns
    ), f"{_PLACES} SELECT place.unit, {listed} FROM {source} WHERE {where} GROUP BY place.unit"


def _where(condition: str) -> str:
    return f"COUNT(*) FILTER (WHERE {condition})"


def _between(youngest: int, oldest: int | None) -> str:
    after = "" if oldest is None else f" AND p.birth_first > %(years_{oldest + 1})s"
    return _where(f"p.birth_first <= %(years_{youngest})s{after}")


def _party(least: int, below: int | None) -> str:
    after = "" if below is None else f" AND p.party_from > %(years_{below})s"
    return _where(f"x.status = 'chinh_thuc' AND p.party_from <= %(years_{least})s{after}")


_HIGHER = "p.education IN ('cao_dang', 'dai_hoc', 'thac_si', 'tien_si')"
_INFERRED = f"p.schooling = '' AND (p.education = 'trung_cap' OR {_HIGHER})"
_FINISHED_SCHOOL = f"(p.schooling = 'thpt' OR {_INFERRED})"
_STOCK = f"members_membership x JOIN place ON place.organisation = x.organisation_id {_PROFILE}"

_START = _statement(
    {"members_start": "COUNT(*)"}, "members_membership x JOIN place ON place.organisation = x.organisation_id",
    _VALID.format("x", "%(eve)s"),
)  # fmt: skip
_END = _statement(
    {
        "members_end": "COUNT(*)",
        "members_probationary": _where("x.status = 'du_bi'"),
        "members_official": _where("x.status = 'chinh_thuc'"),
        "members_female": _where("p.sex = 'nu'"),
        "members_ethnic_minority": _where("p.is_minority"),
        "members_religious": _where("p.religion <> ''"),
        "_ages": "COALESCE(SUM(%(year)s - p.birth_year), 0)",
        "_aged": "COUNT(p.birth_year)",
        "members_aged_18_30": _between(18, 30),
        "members_aged_31_40": _between(31, 40),
        "members_aged_41_50": _between(41, 50),
        "members_aged_51_60": _between(51, 60),
        "members_aged_over_60": _between(61, None),
        "members_party_age_under_10": _party(0, 10),
        "members_party_age_10_19": _party(10, 20),
        "members_party_age_20_29": _party(20, 30),
        "members_party_age_30_39": _party(30, 40),
        "members_party_age_40_up": _party(40, None),
        "members_party_age_estimated": _where("x.status = 'chinh_thuc' AND p.party_from_estimated"),
        "members_college_up": _where(_HIGHER),
        "members_university": _where("p.education = 'dai_hoc'"),
        "members_postgraduate": _where("p.education IN ('thac_si', 'tien_si')"),
        "members_upper_secondary": _where(_FINISHED_SCHOOL),
        "members_upper_secondary_inferred": _where(_INFERRED),
        "members_theory_primary": _where("p.theory = 'so_cap'"),
        "members_theory_intermediate": _where("p.theory = 'trung_cap'"),
        "members_theory_advanced": _where("p.theory IN ('cao_cap', 'cu_nhan')"),
        "members_with_personal_number": _where("p.personal_number <> ''"),
        "probationers_due": _where("x.status = 'du_bi' AND p.joined_first <= %(due)s"),
    },
    _STOCK, _VALID.format("x", "%(end)s"),
)  # fmt: skip
_NEW = "x.kind = 'ket_nap'"
_MOVEMENTS = _statement(
    {
        "taken_over": _where("x.kind = 'tiep_nhan_danh_sach'"),
        "admitted": _where(_NEW),
        "admitted_female": _where(f"{_NEW} AND p.sex = 'nu'"),
        "admitted_ethnic_minority": _where(f"{_NEW} AND p.is_minority"),
        "admitted_religious": _where(f"{_NEW} AND p.religion <> ''"),
        "admitted_aged_18_30": _where(f"{_NEW} AND p.birth_first > %(years_31)s"),
        "admitted_college_up": _where(f"{_NEW} AND {_HIGHER}"),
        "admitted_university_up": _where(f"{_NEW} AND p.education IN ('dai_hoc', 'thac_si', 'tien_si')"),
        "admitted_postgraduate": _where(f"{_NEW} AND p.education IN ('thac_si', 'tien_si')"),
        "admitted_upper_secondary": _where(f"{_NEW} AND {_FINISHED_SCHOOL}"),
        "_new_ages": f"COALESCE(SUM(%(year)s - p.birth_year) FILTER (WHERE {_NEW}), 0)",
        "_new_aged": f"COUNT(p.birth_year) FILTER (WHERE {_NEW})",
        "made_official": _where("x.kind = 'chinh_thuc'"),
        "transferred_in": _where("x.kind = 'chuyen_den'"),
        "transferred_out": _where("x.kind = 'chuyen_di'"),
        "moved_within_in": _where("x.kind = 'chuyen_noi_bo_den'"),
        "moved_within_out": _where("x.kind = 'chuyen_noi_bo_di'"),
        "restored": _where("x.kind = 'phuc_hoi'"),
        "readmitted": _where("x.kind = 'ket_nap_lai'"),
        "died": _where("x.kind = 'tu_tran'"),
        "struck_off": _where("x.kind = 'xoa_ten'"),
        "expelled": _where("x.kind = 'khai_tru'"),
        "resigned": _where("x.kind = 'xin_ra'"),
    },
    f'members_movement x JOIN place ON place.organisation = x.counts_in_id {_PROFILE}',
    f'{_KNOWN.format("x")} AND x.counted AND x."on" BETWEEN %(start)s AND %(end)s',
)  # fmt: skip
_CLASSES = _statement(
    {"awareness_classes": _where("x.kind = 'nhan_thuc'"), "new_member_classes": _where("x.kind = 'dang_vien_moi'")},
    "training_trainingclass x JOIN place ON place.organisation = x.organisation_id",
    f"{_KNOWN.format('x')} AND x.closed_on BETWEEN %(start)s AND %(end)s",
)  # fmt: skip
_LEARNERS = _statement(
    {
        "awareness_learners": "COUNT(*)",
        "awareness_learners_female": _where("p.sex = 'nu'"),
        "awareness_learners_ethnic_minority": _where("p.is_minority"),
        "awareness_graded_excellent": _where("x.grade = 'gioi'"),
        "awareness_graded_good": _where("x.grade = 'kha'"),
        "awareness_graded_average": _where("x.grade = 'trung_binh'"),
        "_graded": _where("x.grade <> ''"),
    },
    f"""(
        SELECT l.*, ROW_NUMBER() OVER (PARTITION BY COALESCE(m.kept_id, l.person_id) ORDER BY l.id) AS nth
        FROM training_learner l
        JOIN training_trainingclass c ON c.id = l.training_class_id AND {_KNOWN.format("c")}
        LEFT JOIN members_personmerge m ON m.person_id = l.person_id AND {_KNOWN.format("m")}
        WHERE {_KNOWN.format("l")} AND c.kind = 'nhan_thuc' AND c.closed_on BETWEEN %(start)s AND %(end)s
    ) x JOIN place ON place.organisation = x.organisation_id {_PROFILE}""",
    "x.nth = 1",
)
_MEETINGS = _statement(
    {
        "thematic_meetings": "COUNT(*)",
        "thematic_attendances": "COALESCE(SUM(x.attended), 0)",
        "_told": "COUNT(x.attended)",
    },
    "meetings_cellmeeting x JOIN place ON place.organisation = x.organisation_id",
    f"""{_KNOWN.format("x")} AND x.kind = 'chuyen_de' AND x."on" BETWEEN %(start)s AND %(end)s""",
)
_INSPECTIONS = _statement(
    {
        "inspections": _where("x.kind = 'kiem_tra'"),
        "supervisions": _where("x.kind = 'giam_sat'"),
        "inspected_organisations": _where("x.kind = 'kiem_tra' AND x.subject_kind = 'to_chuc'"),
        "inspected_members": _where("x.kind = 'kiem_tra' AND x.subject_kind = 'dang_vien'"),
        "supervised_organisations": _where("x.kind = 'giam_sat' AND x.subject_kind = 'to_chuc'"),
        "supervised_members": _where("x.kind = 'giam_sat' AND x.subject_kind = 'dang_vien'"),
        "inspections_without_fault": _where("x.result = 'tot'"),
        "inspections_with_fault": _where("x.result = 'khuyet_diem'"),
        "inspections_with_violation": _where("x.result IN ('vi_pham', 'ky_luat')"),
        "inspections_with_discipline": _where("x.result = 'ky_luat'"),
    },
    "inspection_inspection x JOIN place ON place.organisation = x.organisation_id",
    f'{_KNOWN.format("x")} AND x."on" BETWEEN %(start)s AND %(end)s',
)
_TARGETS = _statement(
    {"admission_target": "SUM(x.value)"},
    "resolutions_targetallocation x JOIN resolutions_target t ON t.id = x.target_id "
    "JOIN place ON place.organisation = x.organisation_id",
    f"{_KNOWN.format('x')} AND {_KNOWN.format('t')} AND t.subject = 'ket_nap' AND t.year = %(year)s",
)
_TASKS = _statement(
    {"midterm_reviews_done": _where("x.done_on <= %(end)s"), "midterm_reviews_required": "COUNT(*)"},
    "resolutions_taskprogress x JOIN resolutions_assignedtask t ON t.id = x.task_id "
    "JOIN place ON place.organisation = x.organisation_id",
    f"{_KNOWN.format('x')} AND {_KNOWN.format('t')} AND t.kind = 'so_ket_giua_nhiem_ky'",
)
_REORGANISATIONS = _statement(
    {"reorganisations": "COUNT(*)"},
    "organisations_reorganisation x JOIN place ON place.organisation = x.organisation_id",
    f'{_KNOWN.format("x")} AND x."on" BETWEEN %(start)s AND %(end)s',
)
_CELL = "x.kind IN ('chi_bo_co_so', 'chi_bo_truc_thuoc')"
_GRASSROOTS = "x.kind IN ('dang_bo_co_so', 'chi_bo_co_so')"
_ORGANISATIONS = _statement(
    {
        "grassroots_organisations": _where(_GRASSROOTS),
        "grassroots_committees": _where("x.kind = 'dang_bo_co_so'"),
        "grassroots_cells": _where("x.kind = 'chi_bo_co_so'"),
        "sectional_committees": _where("x.kind = 'dang_bo_bo_phan'"),
        "attached_cells": _where("x.kind = 'chi_bo_truc_thuoc'"),
        "cells": _where(_CELL),
        "cells_thematic_every_quarter": _where(f"{_CELL} AND m.quarters = %(quarters)s"),
        "cells_without_thematic": _where(f"{_CELL} AND m.quarters IS NULL"),
    },
    """organisations_organisationstate x JOIN place ON place.organisation = x.organisation_id
    LEFT JOIN (
        SELECT organisation_id, COUNT(DISTINCT CASE {quarters} END) AS quarters FROM meetings_cellmeeting
        WHERE known_to_act_id IS NULL AND kind = 'chuyen_de' AND "on" BETWEEN %(start)s AND %(end)s
        GROUP BY organisation_id
    ) m ON m.organisation_id = x.organisation_id""",
    _VALID.format("x", "%(tree)s"),
)
STATEMENTS = (
    _START, _END, _MOVEMENTS, _CLASSES, _LEARNERS, _MEETINGS, _INSPECTIONS, _TARGETS, _TASKS, _REORGANISATIONS,
    _ORGANISATIONS,
)  # fmt: skip

#: figure → (numerator, denominator) in per cent with two decimals
SHARES = {
    "members_female_share": ("members_female", "members_end"),
    "members_ethnic_minority_share": ("members_ethnic_minority", "members_end"),
    "members_religious_share": ("members_religious", "members_end"),
    "members_probationary_share": ("members_probationary", "members_end"),
    "members_upper_secondary_share": ("members_upper_secondary", "members_end"),
    "members_college_up_share": ("members_college_up", "members_end"),
    "members_postgraduate_share": ("members_postgraduate", "members_end"),
    "members_with_personal_number_share": ("members_with_personal_number", "members_end"),
    "awareness_excellent_share": ("awareness_graded_excellent", "_graded"),
    "admission_target_share": ("admitted", "admission_target"),
    "admitted_female_share": ("admitted_female", "admitted"),
    "admitted_ethnic_minority_share": ("admitted_ethnic_minority", "admitted"),
    "admitted_religious_share": ("admitted_religious", "admitted"),
    "admitted_aged_18_30_share": ("admitted_aged_18_30", "admitted"),
    "admitted_share_of_members": ("admitted", "members_start"),
    "units_with_admissions_share": ("units_with_admissions", "grassroots_organisations"),
    "cells_thematic_every_quarter_share": ("cells_thematic_every_quarter", "cells"),
    "midterm_reviews_share": ("midterm_reviews_done", "midterm_reviews_required"),
}
#: figure → (numerator, denominator), a plain number with one decimal
MEANS = {
    "members_mean_age": ("_ages", "_aged"),
    "admitted_mean_age": ("_new_ages", "_new_aged"),
    "thematic_mean_attendance": ("thematic_attendances", "_told"),
}


def figures(
    cursor: Cursor,
    root: int,
    start: date,
    end: date,
    quarters: Sequence[tuple[date, date]],
    due: date,
    tree: date,
) -> dict[int, dict[str, float | None]]:
    """{unit or root: {figure: value}}; the grassroots organisations must be the direct units."""
    parameters: dict[str, Any] = {
        "root": root, "start": start, "end": end, "eve": start - timedelta(days=1), "year": end.year, "due": due,
        "tree": tree, "quarters": len(quarters),
        **{f"years_{years}": _years_before(end, years) for years in (0, 10, 18, 20, 30, 31, 40, 41, 51, 61)},
    }  # fmt: skip
    cases = " ".join(
        f'WHEN "on" BETWEEN %(from_{number})s AND %(to_{number})s THEN {number}'
        for number in range(len(quarters))
    )
    for number, (first, last) in enumerate(quarters):
        parameters |= {f"from_{number}": first, f"to_{number}": last}
    found: dict[int, Values] = {root: {}}
    names: list[str] = []
    for columns, statement in STATEMENTS:
        names += columns
        cursor.execute(statement.replace("{quarters}", cases), parameters)
        for unit, *values in cursor.fetchall():
            found.setdefault(unit, {}).update(zip(columns, values, strict=True))
    return _with_derived(found, root, names)


def _years_before(day: date, years: int) -> date:
    last = 28 if (day.month, day.day) == (2, 29) and years % 4 else day.day
    return day.replace(year=day.year - years, day=last)


def _with_derived(
    found: dict[int, Values], root: int, names: list[str]
) -> dict[int, dict[str, float | None]]:
    """Shares, means and the counts of units; the root is the sum of its own rows and of its units."""
    for values in found.values():
        for name in names:
            values.setdefault(name, 0)
        grassroots, admitted = values["grassroots_organisations"] == 1, values["admitted"]
        values["units_with_admissions"] = int(grassroots and admitted > 0)
        values["units_without_admissions"] = int(grassroots and not admitted)
        target = values["admission_target"]
        values["units_reaching_target"] = int(grassroots and bool(target) and admitted >= target)
    total = {name: sum(values[name] for values in found.values()) for name in found[root]}
    finished: dict[int, dict[str, float | None]] = {}
    for unit, values in (found | {root: total}).items():
        row: dict[str, float | None] = {name: value for name, value in values.items() if name[0] != "_"}
        row |= {name: share(values[top], values[bottom], 2) for name, (top, bottom) in SHARES.items()}
        row |= {name: quotient(values[top], values[bottom], 1) for name, (top, bottom) in MEANS.items()}
        finished[unit] = row
    return finished
