"""Every figure of the catalogue again, by walking over the records one at a time.

Nothing of the engine, of the sources or of the catalogue is used here: rows come whole from the tables with
``.values()``, and each figure is written down once more in plain Python. It is slow and shares no condition
with what it checks; that is its worth.

    walk = SlowWalk(Period.parse("2023-H1"))
    walk.figures(organisation)["admission_target_share"]     # (59.86, 88, 147)
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from fractions import Fraction

from dangvu.foundation.periods import Period
from tests.golden import targets_walk
from tests.golden.cards_walk import counts as card_counts
from tests.golden.cards_walk import split as dues_split
from tests.golden.conferences_walk import counts as conference_counts
from tests.golden.discipline_walk import SHARES as DISCIPLINE_SHARES
from tests.golden.discipline_walk import counts as discipline_counts
from tests.golden.exemplars_walk import counts as exemplar_counts
from tests.golden.growth_walk import Growth
from tests.golden.growth_walk import counts as growth_counts
from tests.golden.mass_walk import counts as mass_counts
from tests.golden.records import CELLS, GRASSROOTS, ONE_DAY, Records

Cell = tuple[float | None, float | None, float | None]
NO_RECORDS: Cell = (None, None, None)


def half_up(exact: Fraction, decimals: int) -> float:
    """Half-up in whole numbers, without Decimal."""
    scaled = exact * 10**decimals
    return float(
        Fraction((2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator), 10**decimals)
    )


def years_between(birth: date, on: date) -> int:
    years = 0
    while (birth.year + years + 1, birth.month, birth.day) <= (on.year, on.month, on.day):
        years += 1
    return years


def a_year_later(day: date, years: int = 1) -> date:
    """29 February falls on the 28th in other years."""
    while True:
        try:
            return date(day.year + years, day.month, day.day)
        except ValueError:
            day -= ONE_DAY


class SlowWalk(Records):
    """The figures, each written down once more."""

    def __init__(self, period: Period, known: int | None = None, by: date | None = None) -> None:
        super().__init__(period, known, by)
        self._others: dict[Period, SlowWalk] = {period: self}
        self._growth = Growth(self)

    def figures(self, organisation: int) -> dict[str, Cell]:
        """{name: (value, numerator, denominator)} for one organisation."""
        if not self.tree(self.end_day):
            return defaultdict(lambda: NO_RECORDS)
        found = self.measures(organisation)
        targets = targets_walk.counts(
            self, organisation, lambda days: self.beside(days).measures(organisation)
        )
        found.update(_counts(dict(targets)))
        found["targets_reached_share"] = _share(targets["targets_reached"], targets["targets_judged"])
        return found

    def beside(self, period: Period) -> SlowWalk:
        """The same walk of other days."""
        if period not in self._others:
            self._others[period] = SlowWalk(period, self.known, self.by)
        return self._others[period]

    def measures(self, organisation: int) -> dict[str, Cell]:
        """Every figure that is not about targets."""
        if not self.tree(self.end_day):
            return defaultdict(lambda: NO_RECORDS)
        found: dict[str, Cell] = {}
        found.update(self._of_members(organisation))
        found.update(self._of_organisations(organisation))
        found.update(self._of_movements(organisation))
        found.update(self._of_admissions(organisation, found))
        found.update(self._of_work(organisation))
        found.update(self._of_documents(organisation))
        found.update(self._of_cell_meetings(organisation))
        found.update(self._of_conferences(organisation))
        found.update(self._of_tasks(organisation))
        found.update(self._of_exemplars(organisation))
        found.update(self._of_mass(organisation))
        found.update(self._of_discipline(organisation))
        found.update(self._of_rankings(organisation))
        found.update(self._of_awards(organisation))
        found.update(self._of_dues(organisation))
        found.update(self._of_cards(organisation))
        found.update(self._of_growth(organisation))
        return found

    def _of_members(self, organisation: int) -> dict[str, Cell]:
        end = self.members(organisation, self.end_day)
        start = self.members(organisation, self.start_day)
        about = [(stay, self.about(stay)) for stay in end]
        official = [profile for stay, profile in about if stay["status"] == "chinh_thuc"]
        ages = [years_between(p["birth_first"], self.end_day) for _, p in about if p.get("birth_first")]
        party = [years_between(p["party_from"], self.end_day) for p in official if p.get("party_from")]
        # Someone who joins after the end of the period has no Party age yet.
        party = [
            years for years, p in zip(party, (p for p in official if p.get("party_from")), strict=True)
            if p["party_from"] <= self.end_day
        ]  # fmt: skip
        born = [self.end_day.year - p["birth_year"] for _, p in about if p.get("birth_year")]
        counts = {
            "members_end": len(end),
            "members_probationary": sum(stay["status"] == "du_bi" for stay in end),
            "members_official": len(official),
            "members_female": sum(p.get("sex") == "nu" for _, p in about),
            "members_ethnic_minority": sum(bool(p.get("is_minority")) for _, p in about),
            "members_religious": sum(bool(p.get("religion")) for _, p in about),
            "members_aged_18_30": sum(18 <= age < 31 for age in ages),
            "members_aged_31_40": sum(31 <= age < 41 for age in ages),
            "members_aged_41_50": sum(41 <= age < 51 for age in ages),
            "members_aged_51_60": sum(51 <= age < 61 for age in ages),
            "members_aged_over_60": sum(age >= 61 for age in ages),
            "members_party_age_under_10": sum(years < 10 for years in party),
            "members_party_age_10_19": sum(10 <= years < 20 for years in party),
            "members_party_age_20_29": sum(20 <= years < 30 for years in party),
            "members_party_age_30_39": sum(30 <= years < 40 for years in party),
            "members_party_age_40_up": sum(years >= 40 for years in party),
            "members_party_age_estimated": sum(bool(p.get("party_from_estimated")) for p in official),
            "members_college_up": sum(
                p.get("education") in ("cao_dang", "dai_hoc", "thac_si", "tien_si") for _, p in about
            ),
            "members_university": sum(p.get("education") == "dai_hoc" for _, p in about),
            "members_postgraduate": sum(p.get("education") in ("thac_si", "tien_si") for _, p in about),
            "members_upper_secondary": sum(_finished_school(p) for _, p in about),
            "members_upper_secondary_inferred": sum(
                _finished_school(p) and p.get("schooling") != "thpt" for _, p in about
            ),
            "members_in_private_enterprises": sum(
                self.sector(stay["organisation_id"], self.end_day) in PRIVATE for stay in end
            ),
            "members_in_foreign_enterprises": sum(
                self.sector(stay["organisation_id"], self.end_day) == "fdi" for stay in end
            ),
            "members_theory_primary": sum(p.get("theory") == "so_cap" for _, p in about),
            "members_theory_intermediate": sum(p.get("theory") == "trung_cap" for _, p in about),
            "members_theory_advanced": sum(p.get("theory") in ("cao_cap", "cu_nhan") for _, p in about),
            "members_with_personal_number": sum(bool(p.get("personal_number")) for _, p in about),
            "probationers_due": sum(
                stay["status"] == "du_bi"
                and bool(p.get("joined_first"))
                and a_year_later(p["joined_first"]) <= self.end_day
                for stay, p in about
            ),
        }
        found = _counts(counts)
        found["members_start"] = (len(start), len(start), None) if self.tree(self.start_day) else NO_RECORDS
        for name in (
            "female", "ethnic_minority", "religious", "probationary", "with_personal_number", "upper_secondary",
            "college_up", "postgraduate", "in_private_enterprises", "in_foreign_enterprises",
        ):  # fmt: skip
            found[f"members_{name}_share"] = _share(counts[f"members_{name}"], len(end))
        found["members_mean_age"] = _mean(sum(born), len(born))
        return found

    def _of_growth(self, organisation: int) -> dict[str, Cell]:
        said = growth_counts(self._growth, organisation)
        found = _counts(said)
        judged = said["probations_considered_on_time"] + said["probations_considered_late"]
        found["probations_considered_on_time_share"] = _share(said["probations_considered_on_time"], judged)
        return found

    def _of_organisations(self, organisation: int) -> dict[str, Cell]:
        def of(*kinds: str) -> int:
            return self.below(organisation, lambda _, kind: kind in kinds)

        cells, units = of(*CELLS), of(*GRASSROOTS)
        every = self.below(organisation, lambda o, _: o in self.every_quarter)
        admitting = self.below(organisation, lambda o, _: o in self.admitting)
        found = _counts({
            "grassroots_organisations": units,
            "grassroots_committees": of("dang_bo_co_so"),
            "grassroots_cells": of("chi_bo_co_so"),
            "sectional_committees": of("dang_bo_bo_phan"),
            "attached_cells": of("chi_bo_truc_thuoc"),
            "cells": cells,
            "reorganisations": len(self.flows(organisation, self.reorganisations, "on")),
            "moved_in_with_organisation": self._with_organisation(organisation, True),
            "moved_out_with_organisation": self._with_organisation(organisation, False),
            "cells_thematic_every_quarter": every,
            "cells_without_thematic": self.below(organisation, lambda o, _: o in self.no_thematic),
            "units_with_admissions": admitting,
            "units_without_admissions": self.below(organisation, lambda o, _: o in self.not_admitting),
            "units_reaching_target": self.below(organisation, lambda o, _: o in self.reached),
        })  # fmt: skip
        found["cells_thematic_every_quarter_share"] = _share(every, cells)
        found["units_with_admissions_share"] = _share(admitting, units)
        return found

    def _of_movements(self, organisation: int) -> dict[str, Cell]:
        came, went = self.moved(organisation, "chuyen_den"), self.moved(organisation, "chuyen_di")
        came_inside = sum(self._is_internal(organisation, row) for row in came)
        went_inside = sum(self._is_internal(organisation, row) for row in went)
        return _counts({
            "taken_over": len(self.moved(organisation, "tiep_nhan_danh_sach")),
            "transferred_in": len(came),
            "transferred_out": len(went),
            "transferred_in_internal": came_inside,
            "transferred_in_external": len(came) - came_inside,
            "transferred_out_internal": went_inside,
            "transferred_out_external": len(went) - went_inside,
            "moved_within_in": len(self.moved(organisation, "chuyen_noi_bo_den")),
            "moved_within_out": len(self.moved(organisation, "chuyen_noi_bo_di")),
            "restored": len(self.moved(organisation, "phuc_hoi")),
            "readmitted": len(self.moved(organisation, "ket_nap_lai")),
            "died": len(self.moved(organisation, "tu_tran")),
            "struck_off": len(self.moved(organisation, "xoa_ten")),
            "expelled": len(self.moved(organisation, "khai_tru")),
            "resigned": len(self.moved(organisation, "xin_ra")),
            "made_official": len(self.moved(organisation, "chinh_thuc")),
        })  # fmt: skip

    def _of_admissions(self, organisation: int, so_far: dict[str, Cell]) -> dict[str, Cell]:
        rows = self.moved(organisation, "ket_nap")
        new = [self.about(row) for row in rows]
        sectors = [self.sector(row["counts_in_id"], self.flow_day(row["on"])) for row in rows]
        target = self._target(organisation)
        start = len(self.members(organisation, self.start_day)) if self.tree(self.start_day) else 0
        born = [self.end_day.year - p["birth_year"] for p in new if p.get("birth_year")]
        counts = {
            "admitted": len(new),
            "admitted_female": sum(p.get("sex") == "nu" for p in new),
            "admitted_ethnic_minority": sum(bool(p.get("is_minority")) for p in new),
            "admitted_religious": sum(bool(p.get("religion")) for p in new),
            "admitted_aged_18_30": sum(
                bool(p.get("birth_first")) and years_between(p["birth_first"], self.end_day) < 31 for p in new
            ),
            "admitted_college_up": sum(
                p.get("education") in ("cao_dang", "dai_hoc", "thac_si", "tien_si") for p in new
            ),
            "admitted_in_private_enterprises": sum(sector in PRIVATE for sector in sectors),
            "admitted_in_foreign_enterprises": sectors.count("fdi"),
            "admitted_youth_union": sum(p.get("union") == "doan_vien" for p in new),
            "admitted_trade_union": sum(p.get("union") == "cong_doan" for p in new),
            "admitted_students": sum(p.get("occupation") == "hoc_sinh" for p in new),
            "admitted_university_up": sum(
                p.get("education") in ("dai_hoc", "thac_si", "tien_si") for p in new
            ),
            "admitted_postgraduate": sum(p.get("education") in ("thac_si", "tien_si") for p in new),
            "admitted_upper_secondary": sum(map(_finished_school, new)),
            "admitted_with_position": sum(bool(p.get("position")) for p in new),
            "admission_target": target,
        }
        found = _counts(counts)
        for name in (
            "female",
            "ethnic_minority",
            "religious",
            "aged_18_30",
            "youth_union",
            "trade_union",
            "students",
        ):
            found[f"admitted_{name}_share"] = _share(counts[f"admitted_{name}"], len(new))
        found["admission_target_share"] = _share(len(new), target)
        found["admitted_share_of_members"] = (
            _share(len(new), start) if self.tree(self.start_day) else (None, len(new), None)
        )
        found["admitted_mean_age"] = _mean(sum(born), len(born))
        return found

    def _of_work(self, organisation: int) -> dict[str, Cell]:
        learners = self.learnt(organisation)
        graded = [row for row in learners if row["grade"]]
        excellent = sum(row["grade"] == "gioi" for row in learners)
        held = self.flows(organisation, self.classes.values(), "closed_on")
        thematic = [m for m in self.flows(organisation, self.meetings, "on") if m["kind"] == "chuyen_de"]
        told = [m["attended"] for m in thematic if m["attended"] is not None]
        checks = self.flows(organisation, self.inspections, "on")
        inspected = [i for i in checks if i["kind"] == "kiem_tra"]
        supervised = [i for i in checks if i["kind"] == "giam_sat"]
        required, done = self._once_each(organisation, "so_ket_giua_nhiem_ky")
        congresses, congresses_held = self._once_each(organisation, "dai_hoi")
        found = _counts({
            "awareness_classes": sum(c["kind"] == "nhan_thuc" for c in held),
            "new_member_classes": sum(c["kind"] == "dang_vien_moi" for c in held),
            "awareness_learners": len(learners),
            "awareness_learners_female": sum(self.about(row).get("sex") == "nu" for row in learners),
            "awareness_learners_ethnic_minority": sum(bool(self.about(row).get("is_minority")) for row in learners),
            "awareness_graded_excellent": excellent,
            "awareness_graded_good": sum(row["grade"] == "kha" for row in learners),
            "awareness_graded_average": sum(row["grade"] == "trung_binh" for row in learners),
            "thematic_meetings": len(thematic),
            "thematic_attendances": sum(told),
            "inspections": len(inspected),
            "supervisions": len(supervised),
            "inspected_organisations": sum(i["subject_kind"] == "to_chuc" for i in inspected),
            "inspected_members": sum(i["subject_kind"] == "dang_vien" for i in inspected),
            "supervised_organisations": sum(i["subject_kind"] == "to_chuc" for i in supervised),
            "supervised_members": sum(i["subject_kind"] == "dang_vien" for i in supervised),
            "inspections_without_fault": sum(i["result"] == "tot" for i in checks),
            "inspections_with_fault": sum(i["result"] == "khuyet_diem" for i in checks),
            "inspections_with_violation": sum(i["result"] in ("vi_pham", "ky_luat") for i in checks),
            "inspections_with_discipline": sum(i["result"] == "ky_luat" for i in checks),
            "midterm_reviews_done": done,
            "midterm_reviews_required": required,
            "congresses_held": congresses_held, "congresses_required": congresses,
            "new_member_learners": len(self.learnt(organisation, "dang_vien_moi")),
            "committee_classes": sum(c["kind"] == "cap_uy" for c in held),
            "committee_learners": len(self.learnt(organisation, "cap_uy")),
        })  # fmt: skip
        found["congresses_share"] = _share(congresses_held, congresses)
        found["awareness_excellent_share"] = _share(excellent, len(graded))
        found["thematic_mean_attendance"] = _mean(sum(told), len(told))
        found["midterm_reviews_share"] = _share(done, required)
        return found

    def _once_each(self, organisation: int, kind: str) -> tuple[int, int]:
        """(organisations that have to do a task of this kind, those that had done it by the end)."""
        required = [
            p for p in self.progress
            if p["task_id"] in self.tasks and self.tasks[p["task_id"]]["kind"] == kind
            and self.above(organisation, p["organisation_id"], self.end_day)
        ]  # fmt: skip
        return len(required), sum(p["done_on"] is not None and p["done_on"] <= self.end_day for p in required)

    def _of_cell_meetings(self, organisation: int) -> dict[str, Cell]:
        held = self.flows(organisation, self.meetings, "on")
        both = [m for m in held if m["attended"] is not None and m["obliged"] is not None]
        classes = [m["quality"] for m in held if m["quality"]]
        good, present, obliged = (
            classes.count("tot"),
            sum(m["attended"] for m in both),
            sum(m["obliged"] for m in both),
        )
        monthly = self.below(organisation, lambda o, _: o in self.every_month)
        cells = self.below(organisation, lambda _, kind: kind in CELLS)
        found = _counts({
            "cell_meetings_regular": sum(m["kind"] == "dinh_ky" for m in held), "cells_meeting_monthly": monthly,
            "cells_missing_a_month": cells - monthly, "cell_meetings_present": present, "cell_meetings_obliged": obliged,
            "cell_meetings_scored": len(classes), "cell_meetings_good": good, "cell_meetings_fair": classes.count("kha"),
            "cell_meetings_average": classes.count("trung_binh"), "cell_meetings_weak": classes.count("yeu"),
            "committee_attendances": sum(m["visitors"] or 0 for m in held),
        })  # fmt: skip
        found["cell_meetings_monthly_share"] = _share(monthly, cells)
        found["cell_meetings_attendance_share"] = _share(present, obliged)
        found["cell_meetings_good_share"] = _share(good, len(classes))
        return found

    def _of_conferences(self, organisation: int) -> dict[str, Cell]:
        said = dict(conference_counts(self, organisation))
        found = _counts(said)
        found["conference_delegates_present_share"] = _share(
            said["conference_delegates_present"], said["conference_delegates"]
        )
        found["opinions_answered_share"] = _share(said["opinions_answered"], said["proposals_made"])
        return found

    def _of_exemplars(self, organisation: int) -> dict[str, Cell]:
        said = dict(exemplar_counts(self, organisation))
        found = _counts(said)
        cells = self.below(organisation, lambda _, kind: kind in CELLS)
        found["cells_recognised_share"] = _share(said["cells_recognised"], cells)
        return found

    def _of_mass(self, organisation: int) -> dict[str, Cell]:
        said, gathered, eligible = mass_counts(self, organisation)
        found = _counts(said)
        found["mass_gathering_share"] = _share(gathered, eligible)
        introduced, admitted = said["mass_introduced"], said["mass_introduced_admitted"]
        found["mass_introduced_admitted_share"] = _share(admitted, introduced)
        units = self.below(organisation, lambda _, kind: kind in GRASSROOTS)
        found["units_with_democracy_share"] = _share(said["units_with_democracy"], units)
        young = [self.about(stay)["birth_first"] for stay in self.members(organisation, self.end_day)
                 if self.about(stay).get("birth_first")]  # fmt: skip
        found.update(
            _counts({"members_in_youth_age": sum(years_between(b, self.end_day) <= 30 for b in young)})
        )
        return found

    def _of_documents(self, organisation: int) -> dict[str, Cell]:
        own = [d for d in self.documents if d["organisation_id"] is not None and d["status"] == "da_ban_hanh"]
        issued = [d["type"] for d in self.flows(organisation, own, "issued_on")]
        held = self.flows(organisation, self.sessions, "on")
        studies = [s for s in held if s["kind"] == "quan_triet"]
        both = [s for s in studies if s["obliged"] is not None and s["present"] is not None]
        news = [s for s in held if s["kind"] == "thoi_su"]
        duties = self.flows(organisation, self.duties, "study_by")
        done = sum(d["done_on"] is not None and d["done_on"] <= self.end_day for d in duties)
        present, obliged = sum(s["present"] for s in both), sum(s["obliged"] for s in both)
        reflecting = [
            unit for unit, (_, kind) in self.tree(self.end_day).items() if kind in GRASSROOTS
            and any(s["kind"] == "tu_soi_tu_sua" for s in self.flows(unit, self.sessions, "on"))
        ]  # fmt: skip
        reflected = self.below(organisation, lambda o, _: o in reflecting)
        found = _counts({
            "study_sessions": len(studies), "study_present": present, "study_obliged": obliged,
            "study_non_members": sum(s["non_members"] or 0 for s in studies),
            "disseminations_required": len(duties), "disseminations_done": done,
            "disseminations_missing": len(duties) - done,
            "news_sessions": len(news), "news_attendances": sum(s["present"] or 0 for s in news),
            "units_self_reflecting": reflected,
            "documents_issued": len(issued),
            **{f"documents_issued_{name}": issued.count(kind) for name, kind in DOCUMENT_TYPES.items()},
        })  # fmt: skip
        found["study_attendance_share"] = _share(present, obliged)
        found["dissemination_share"] = _share(done, len(duties))
        found["units_self_reflecting_share"] = _share(
            reflected, self.below(organisation, lambda _, kind: kind in GRASSROOTS)
        )
        return found

    def _of_discipline(self, organisation: int) -> dict[str, Cell]:
        counted, more = discipline_counts(self, organisation)
        told = counted | more
        shares = {
            n: _share(told.get(top, 0), told.get(bottom, 0)) for n, (top, bottom) in DISCIPLINE_SHARES.items()
        }
        return _counts(counted) | shares

    def _of_tasks(self, organisation: int) -> dict[str, Cell]:
        first, last = self.start_day + ONE_DAY, self.end_day
        due: list[tuple[date, date | None, date | None]] = []
        running, reviews = 0, 0
        for part in self.progress:
            if part["task_id"] not in self.tasks or part["due_on"] is None:
                continue
            if first <= part["due_on"] <= last and self.above(organisation, part["organisation_id"], last):
                due.append((part["due_on"], part["done_on"], part["first_due_on"]))
        in_time = [by for by, done, _ in due if done and done <= by]
        late = [by for by, done, _ in due if done and by < done <= last]
        overdue = len(due) - len(in_time) - len(late)
        items, finished = 0, 0
        for item in self.scheme_items:
            if not self.above(organisation, item["organisation_id"], last):
                continue
            done = item["done_on"]
            if item["kind"] != "hang_muc":
                reviews += bool(done and first <= done <= last)
            elif first <= item["due_on"] <= last:
                items += 1
                finished += bool(done and done <= last)
        for scheme in self.schemes:
            if self.above(organisation, scheme["organisation_id"], last):
                running += scheme["starts_on"] <= last and scheme["ends_on"] >= first
        found = _counts({
            "tasks_due": len(due), "tasks_done": len(in_time) + len(late), "tasks_done_on_time": len(in_time),
            "tasks_done_late": len(late), "tasks_overdue": overdue,
            "tasks_extended": sum(before is not None and before < by for by, _, before in due),
            "schemes_running": running, "schemes_items_due": items, "schemes_items_done": finished,
            "schemes_items_overdue": items - finished, "schemes_reviews": reviews,
        })  # fmt: skip
        found["tasks_done_on_time_share"] = _share(len(in_time), len(due))
        found["schemes_items_done_share"] = _share(finished, items)
        return found

    def _of_awards(self, organisation: int) -> dict[str, Cell]:
        given = self.flows(organisation, self.awards, "on")
        people = [one for one in given if one["person_id"] is not None]
        kinds = [one["kind"] for one in given]
        badges = self.flows(organisation, self.badges, "on")
        marks = [one["mark"] for one in badges]
        found = {
            f"badges_awarded_{mark}": marks.count(mark)
            for mark in (30, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90)
        }
        return _counts(found | {
            "badges_awarded": len(badges), "badges_posthumous": sum(one["ground"] == "truy_tang" for one in badges),
            "awards_to_organisations": len(given) - len(people), "awards_to_members": len(people),
            "awards_certificates": kinds.count("giay_khen"), "awards_merits": kinds.count("bang_khen"),
        })  # fmt: skip

    def _of_dues(self, organisation: int) -> dict[str, Cell]:
        told = self.flows(organisation, self.dues, "month")
        paid, owed = sum(one["paid"] for one in told), sum(one["due"] for one in told)
        return _counts({"dues_collected": paid, "dues_due": owed}) | {
            "dues_collected_share": _share(paid, owed)
        }

    def _of_cards(self, organisation: int) -> dict[str, Cell]:
        said, members = card_counts(self, organisation)
        handed, kept = dues_split(self, organisation)
        return _counts(said | {"dues_handed_up": handed, "dues_kept": kept}) | {
            "handbook_installed_share": _share(said["handbook_installed"], members)
        }

    def _of_rankings(self, organisation: int) -> dict[str, Cell]:
        """Decided for the last whole year; organisations that are no more stand where their line does."""
        last = self.end_day
        year = last.year if (last + ONE_DAY).day == 1 and last.month == 12 else last.year - 1
        decided = [
            row for row in self.rankings
            if row["year"] == year and row["step"] == "quyet_dinh" and self.above(organisation, row["organisation_id"], last)
        ]  # fmt: skip
        found: dict[str, Cell] = {}
        for name, subject in (("ranked_organisations", "tccsd"), ("ranked_members", "dang_vien")):
            got = [row["grade"] for row in decided if row["subject"] == subject]
            found |= _counts({name: len(got)})
            for english, slug in (
                ("excellent", "htxs"),
                ("good", "htt"),
                ("done", "htnv"),
                ("not_done", "kht"),
            ):
                found |= _counts({f"{name}_{english}": got.count(slug)})
                found[f"{name}_{english}_share"] = _share(got.count(slug), len(got))
        units = [row["grade"] for row in decided if row["subject"] == "tccsd"]
        up = units.count("htxs") + units.count("htt")
        grassroots = self.below(organisation, lambda _, kind: kind in GRASSROOTS)
        found |= _counts({
            "ranked_organisations_good_up": up, "ranked_cells": sum(row["subject"] == "truc_thuoc" for row in decided)
        })  # fmt: skip
        found["ranked_organisations_share"] = _share(len(units), grassroots)
        found["ranked_organisations_good_up_share"] = _share(up, len(units))
        found["excellent_among_good_up"] = _share(units.count("htxs"), up)
        return found


DOCUMENT_TYPES = {
    "resolutions": "nghi_quyet", "decisions": "quyet_dinh", "plans": "ke_hoach", "programmes": "chuong_trinh",
    "guidance": "huong_dan", "conclusions": "ket_luan", "notices": "thong_bao", "reports": "bao_cao",
    "letters": "cong_van",
}  # fmt: skip


PRIVATE = ("tu_nhan", "tnhh", "co_phan")


def _finished_school(person: dict[str, object]) -> bool:
    """What is told of school goes before what a diploma lets one think."""
    if person.get("schooling"):
        return person["schooling"] == "thpt"
    return person.get("education") in ("trung_cap", "cao_dang", "dai_hoc", "thac_si", "tien_si")


def _counts(values: dict[str, int]) -> dict[str, Cell]:
    return {name: (value, value, None) for name, value in values.items()}


def _share(top: int, bottom: int) -> Cell:
    return (half_up(Fraction(top * 100, bottom), 2) if bottom else None), top, bottom


def _mean(top: int, bottom: int) -> Cell:
    return (half_up(Fraction(top, bottom), 1) if bottom else None), top, bottom
