"""The figures of probation and its end, of the pool, of posts and of vetting once more, row by row: see slow_walk."""

from __future__ import annotations

from collections import Counter
from datetime import date

from dangvu.foundation.parameters.models import Holiday
from dangvu.members.models import Certificate
from dangvu.work.admissions.models import DossierStep, Recognition
from dangvu.work.officers.models import Seat
from dangvu.work.vetting.models import VettingPaper
from tests.golden.records import ONE_DAY, Records, Row, holds

COMMITTEE = ("bi_thu", "pho_bi_thu_thuong_truc", "pho_bi_thu", "uy_vien_thuong_vu", "cap_uy_vien")
NAMES = (
    "probations_ended", "probations_considered_on_time", "probations_considered_late", "probations_considered_not_told",
    "outstanding_people", "outstanding_people_certified", "committee_posts_taken", "committee_posts_supplemented",
    "committee_posts_appointed", "committee_posts_elected", "committee_secretaries_taken", "committee_deputies_taken",
    "committee_posts_left", "committees_changed", "vetting_asked", "vetting_answered", "political_standard_conclusions",
)  # fmt: skip


class Growth:
    """The further tables, read once for a walk."""

    def __init__(self, records: Records) -> None:
        self.records = records
        self.steps, self.recognitions = records._read(DossierStep), records._read(Recognition)
        self.certificates, self.seats = records._read(Certificate), records._read(Seat)
        self.papers = records._read(VettingPaper)
        days = records._read(Holiday) or list(Holiday.objects.values())
        self.off = {row["day"] for row in days if not row["worked"]}
        self.on = {row["day"] for row in days if row["worked"]}
        self.due = [(row, due) for row in records.stays if (due := self._ended(row))]

    def _ended(self, stay: Row) -> date | None:
        """The day on which the twelve months of this stay ended, where it did in the period."""
        joined = self.records.about(stay).get("joined_first")
        if stay["status"] != "du_bi" or not joined:
            return None
        day = joined
        while True:
            try:
                due = date(day.year + 1, day.month, day.day)
                break
            except ValueError:  # 29 February
                day -= ONE_DAY
        there = stay["valid_from"] < due and (stay["valid_to"] is None or due <= stay["valid_to"])
        return due if there and self.records.inside(due) else None

    def last_day(self, due: date) -> date:
        """Thirty working days later, one day at a time."""
        left, day = 30, due
        while left:
            day += ONE_DAY
            works = day in self.on or (day.weekday() < 5 and day not in self.off)
            left -= works
        return day

    def state(self, stay: Row, due: date) -> str:
        records = self.records
        who = records.kept(stay["person_id"])
        if len(records.about(stay)["joined"]) < 10:
            return "not_told"
        limit = self.last_day(due)
        voted = [s["on"] for s in self.steps if s["step"] == "nghi_quyet_chi_bo_ct"
                 and records.kept(records.dossiers[s["dossier_id"]]) == who]  # fmt: skip
        voted += [
            o["ended_on"] for o in records.standings
            if o["outcome"] == "de_nghi_xoa_ten" and o["ended_on"] and records.kept(o["person_id"]) == who
        ]  # fmt: skip
        if voted:
            return "on_time" if min(voted) <= limit else "late"
        recognised = [r for r in self.recognitions if records.kept(r["person_id"]) == who]
        if any(r["decided_on"] and r["decided_on"] <= limit for r in recognised):
            return "on_time"
        still = any(
            holds(s, limit) for s in records.stays if s["person_id"] == stay["person_id"] and s["status"] == "du_bi"
        )  # fmt: skip
        if recognised or not still:
            return "not_told"
        return "late" if limit < records.end_day else "running"

    def pool(self, organisation: int) -> list[Row]:
        records, end = self.records, self.records.end_day
        members = {records.kept(s["person_id"]) for s in records.stays if holds(s, end)}
        return [
            row for row in records.standings
            if row["listed_on"] and row["listed_on"] <= end and (row["ended_on"] is None or row["ended_on"] > end)
            and records.kept(row["person_id"]) not in members
            and records.above(organisation, row["organisation_id"], end)
        ]  # fmt: skip

    def certified(self, row: Row) -> bool:
        """Five years from the day of issue, that day five years later included."""
        end, who = self.records.end_day, self.records.kept(row["person_id"])
        return any(
            c["kind"] == "nhan_thuc" and c["grade"] != "khong_dat" and c["issued_on"] <= end
            and (c["issued_on"].year + 5, c["issued_on"].month, c["issued_on"].day) >= (end.year, end.month, end.day)
            and self.records.kept(c["person_id"]) == who
            for c in self.certificates
        )  # fmt: skip


def counts(growth: Growth, organisation: int) -> dict[str, int]:
    """{name: value} of every count."""
    records, found = growth.records, Counter[str]()
    for stay, due in growth.due:
        if records.above(organisation, stay["organisation_id"], records.flow_day(due)):
            found["probations_ended"] += 1
            state = growth.state(stay, due)
            if state != "running":
                found[f"probations_considered_{state}"] += 1
    pool = growth.pool(organisation)
    found["outstanding_people"] = len(pool)
    found["outstanding_people_certified"] = sum(growth.certified(row) for row in pool)
    taken, left = _taken(growth), _left(growth)
    for seat in records.flows(organisation, taken, "valid_from"):
        found["committee_posts_taken"] += 1
        how = {"bau": "elected", "bo_sung": "supplemented", "chi_dinh": "appointed"}[seat["begun"]]
        found[f"committee_posts_{how}"] += 1
        found["committee_secretaries_taken"] += seat["post"] == "bi_thu"
        found["committee_deputies_taken"] += seat["post"].startswith("pho_bi_thu")
    found["committee_posts_left"] = len(records.flows(organisation, left, "valid_to"))
    changed = {s["organisation_id"] for s in taken if records.inside(s["valid_from"])}
    changed |= {s["organisation_id"] for s in left if records.inside(s["valid_to"])}
    found["committees_changed"] = records.below(organisation, lambda o, _: o in changed)
    kinds = {
        "tham_tra": "vetting_asked",
        "tra_loi": "vetting_answered",
        "ket_luan": "political_standard_conclusions",
    }
    for paper in records.flows(organisation, growth.papers, "on"):
        found[kinds[paper["kind"]]] += paper["count"]
    return {name: found[name] for name in NAMES}


def _taken(growth: Growth) -> list[Row]:
    return [s for s in growth.seats if s["post"] in COMMITTEE and s["begun"] != "tiep_nhan"]


def _left(growth: Growth) -> list[Row]:
    over = ("het_nhiem_ky", "to_chuc_cham_dut")
    return [s for s in growth.seats if s["post"] in COMMITTEE and s["valid_to"] and s["ended"] not in over]
