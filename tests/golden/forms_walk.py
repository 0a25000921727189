"""The statistical forms once more, person by person, from the seeded files themselves: see slow_walk.

Nothing of ``dangvu.statistics`` is used: every word of a form is written down again here in plain Python.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import yaml

from tests.golden.records import Row, holds
from tests.golden.slow_walk import SlowWalk, years_between

FORMS = Path(__file__).parents[2] / "src" / "dangvu" / "parameters" / "forms"
NO_DATA = "chưa có dữ liệu"
Value = float | str | None
_MOVES = {
    "admitted": "ket_nap", "readmitted": "ket_nap_lai", "restored": "phuc_hoi", "moved_within_in": "chuyen_noi_bo_den",
    "taken_over": "tiep_nhan_danh_sach", "died": "tu_tran", "expelled": "khai_tru", "struck_off": "xoa_ten",
    "resigned": "xin_ra", "moved_within_out": "chuyen_noi_bo_di",
}  # fmt: skip
#: A figure that is another one of some people.
_PART_OF = {
    "members_probationary": ("members_end", {"status": ["du_bi"]}), "members_female": ("members_end", {"sex": ["nu"]}),
    "members_ethnic_minority": ("members_end", {"ethnicity": ["thieu_so"]}),
    "members_religious": ("members_end", {"religion": ["co_dao"]}), "admitted_female": ("admitted", {"sex": ["nu"]}),
    "admitted_ethnic_minority": ("admitted", {"ethnicity": ["thieu_so"]}),
    "admitted_religious": ("admitted", {"religion": ["co_dao"]}),
}  # fmt: skip
_ORGANISATIONS = {
    "grassroots_organisations": ("dang_bo_co_so", "chi_bo_co_so"), "sectional_committees": ("dang_bo_bo_phan",),
    "attached_cells": ("chi_bo_truc_thuoc",),
}  # fmt: skip
_NOT_KEPT = {"academic_title"}
_COLUMNS = {"sex": "sex", "education": "education", "theory": "theory", "ethnicity": "ethnicity", "age": "birth_first",
            "joined": "joined_first", "party_age": "party_from", "schooling": "schooling", "occupation": "occupation",
            "youth_union": "union"}  # fmt: skip


def seeded() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(FORMS.glob("*.yaml")):
        found.update(yaml.safe_load(path.read_text(encoding="utf-8")))
    return found


def plain(text: str) -> str:
    bare = "".join(
        c
        for c in unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
        if not unicodedata.combining(c)
    )
    return " ".join(re.sub(r"[^a-z0-9]+", " ", bare).split())


class FormsWalk:
    """All numbers of one form of one organisation."""

    def __init__(self, walk: SlowWalk, form: dict[str, Any], exempt: list[Row]) -> None:
        self.walk, self.form = walk, form
        self.exempt = {
            row["person_id"] for row in exempt if row["kind"] == "mien" and holds(row, walk.end_day)
        }
        self.names = {
            slug: {plain(v) for row in form["rows"] for v in row.get("only", {}).get(slug, []) if "_" not in v and v not in ("khac", "khong")}
            for slug in ("ethnicity", "religion")
        }  # fmt: skip

    def values(self, organisation: int) -> dict[tuple[str, str], Value]:
        self.known = self.walk.figures(organisation)
        found: dict[tuple[str, str], Value] = {}
        for column in self.form["columns"]:
            for row in self.form["rows"]:
                if "counts" in row:
                    found[row["code"], column["code"]] = self._counted(organisation, row, column)
        for column in self.form["columns"]:
            for row in self.form["rows"]:
                if row.get("sum"):
                    found[row["code"], column["code"]] = self._sum(row["sum"], column["code"], found)
        return found

    def _sum(self, text: str, column: str, found: dict[tuple[str, str], Value]) -> Value:
        rows = {row["code"]: row for row in self.form["rows"]}
        total: float = 0
        for code in text.split(" + "):  # the seeded sums only add
            value = found.get((code, column))
            value = (
                self._sum(rows[code]["sum"], column, found)
                if value is None and rows[code].get("sum")
                else value
            )
            if not isinstance(value, int | float):
                return value
            total += value
        return total

    def _counted(self, organisation: int, row: dict[str, Any], column: dict[str, Any]) -> Value:
        name, only = row["counts"], dict(row.get("only", {}))
        kinds = column.get("kinds")
        if name in _ORGANISATIONS:
            return self._organisations(organisation, _ORGANISATIONS[name], row.get("kinds"), kinds)
        if set(only) & _NOT_KEPT:
            return NO_DATA
        if name in ("units_with_admissions", "admitted_mean_age", "members_mean_age", "moved_in_with_organisation",
                    "moved_out_with_organisation", "members_upper_secondary", "admitted_upper_secondary"):  # fmt: skip
            return "not compared" if kinds else self.known[name][0]
        if name in _PART_OF:
            name, only = _PART_OF[name]
            told: set[str] = set()
        else:
            told = {slug for slug in only if slug in _COLUMNS}
        if self.known["members_end"][0] is None or (
            name == "members_start" and self.known["members_start"][0] is None
        ):
            return None
        people = [
            one
            for one in self._people(organisation, name)
            if all(not asked or self._belongs(*one[1:], asked) for asked in (kinds, row.get("kinds")))
        ]
        count = sum(all(self._has(slug, values, one[0]) for slug, values in only.items()) for one in people)
        lacking = [
            slug for slug in told if not any(self.walk.about(one[0]).get(_COLUMNS[slug]) for one in people)
        ]
        return NO_DATA if not count and people and lacking else count

    def _people(self, organisation: int, name: str) -> list[tuple[Row, int, Any]]:
        """(the row, who owns it, by the tree of which day)."""
        walk = self.walk
        if name in ("members_start", "members_end"):
            day = walk.start_day if name == "members_start" else walk.end_day
            return [(stay, stay["organisation_id"], day) for stay in walk.members(organisation, day)]
        if name.startswith("transferred_"):
            _, way, side = name.split("_")
            rows = walk.moved(organisation, "chuyen_den" if way == "in" else "chuyen_di")
            rows = [row for row in rows if walk._is_internal(organisation, row) == (side == "internal")]
        else:
            rows = walk.moved(organisation, _MOVES[name])
        return [(row, row["counts_in_id"], walk.flow_day(row["on"])) for row in rows]

    def _belongs(self, owner: int, day: Any, kinds: list[str]) -> bool:
        return self._sector(owner, day) in kinds or any(
            self._kind(above) in kinds for above in self.walk.path(owner, day)
        )

    def _organisations(self, organisation: int, of: Sequence[str], *asked: list[str] | None) -> int | None:
        """Organisations of these kinds below it on the last day that belong to what is asked for."""
        day = self.walk.end_day
        if self.known["members_end"][0] is None:
            return None
        return sum(
            kind in of and self.walk.above(organisation, one, day)
            and all(not kinds or self._belongs(one, day, kinds) for kinds in asked)
            for one, (_, kind) in self.walk.tree(day).items()
        )  # fmt: skip

    def _sector(self, owner: int, day: Any) -> str:
        """The kind of unit: its own, else of the nearest above that has one told; the last day of the period tells."""
        for above in self.walk.path(owner, day):
            for known in self._days():
                if above in self.walk.tree(known):
                    told = next(
                        s["sector"]
                        for s in self.walk.states
                        if s["organisation_id"] == above and self._holds(s, known)
                    )
                    if told:
                        return str(told)
                    break
        return "chua_ghi_loai_hinh"

    def _holds(self, state: Row, day: Any) -> bool:
        """On the day before the first list the first list holds already."""
        first = self.walk.begins
        return holds(state, first if first and day < first else day)

    def _days(self) -> list[Any]:
        """The days on which something may have changed, the latest first."""
        days = [self.walk.start_day, self.walk.end_day]
        days += [row["valid_from"] for row in (*self.walk.parents, *self.walk.states)]
        return sorted({d for d in days if self.walk.start_day <= d <= self.walk.end_day}, reverse=True)

    def _kind(self, organisation: int) -> str:
        """What it was in the period, the last day of which tells."""
        days = [self.walk.start_day, self.walk.end_day]
        days += [row["valid_from"] for row in (*self.walk.parents, *self.walk.states)]
        for day in sorted({d for d in days if self.walk.start_day <= d <= self.walk.end_day}, reverse=True):
            if organisation in self.walk.tree(day):
                return self.walk.tree(day)[organisation][1]
        return ""

    def _has(self, slug: str, values: list[str], row: Row) -> bool:
        return any(self._is(slug, value, row, self.walk.about(row)) for value in values)

    def _is(self, slug: str, value: str, row: Row, about: Row) -> bool:
        end = self.walk.end_day
        if value == "chua_ghi":
            return not about.get(_COLUMNS[slug])
        asked: dict[str, Callable[[], bool]] = {
            "status": lambda: row["status"] == value,
            "sex": lambda: about.get("sex") == value,
            "education": lambda: about.get("education") == value,
            "theory": lambda: about.get("theory") == value,
            "schooling": lambda: about.get("schooling") == value,
            "occupation": lambda: about.get("occupation") == value,
            "youth_union": lambda: about.get("union") == value,
            "card": lambda: bool(about.get("card_number")) == (value == "co_the"),
            "exempt": lambda: row["person_id"] in self.exempt,
            "age": lambda: (
                bool(about.get("birth_first")) and _in(value, years_between(about["birth_first"], end))
            ),
            "joined": lambda: bool(about.get("joined_first")) and _in(value, about["joined_first"].year),
            "ethnicity": lambda: self._named("ethnicity", value, about),
            "religion": lambda: self._named("religion", value, about),
        }
        return asked[slug]()

    def _named(self, slug: str, value: str, about: Row) -> bool:
        written = plain(about.get(slug) or "")
        if value == "thieu_so":
            return bool(about.get("is_minority"))
        if value == "co_dao":
            return bool(about.get("religion"))
        if value == "khac":
            return bool(written) and written not in self.names[slug]
        return bool(written) and written == plain(value)


def _in(band: str, number: int) -> bool:
    low, _, high = band.partition("-")
    return (not low or int(low) <= number) and (not high or number <= int(high))
