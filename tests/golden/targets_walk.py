"""Targets judged once more, one organisation and one target at a time: see slow_walk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from dangvu.foundation.periods import Period
from tests.golden.records import Records

#: The figures of one organisation for other days: {name: (value, numerator, denominator)}.
OfDays = Callable[[Period], Mapping[str, Any]]


def counts(records: Records, organisation: int, of_days: OfDays) -> Mapping[str, int]:
    """{name: value} of what is counted; the share is of these."""
    year = records.end_day.year
    states = []
    for target in records.targets.values():
        if target["year"] != year:
            continue
        parts = [a for a in records.allocations if a["target_id"] == target["id"]]
        mine = [a["value"] for a in parts if a["organisation_id"] == organisation]
        if target["organisation_id"] == organisation:
            told = [v["value"] for v in records.target_values if v["target_id"] == target["id"]]
            whole = told[-1] if told else None
            if whole is None and target["kind"] == "so_luong" and parts:
                whole = sum(a["value"] for a in parts) or None
            states.append(_state(target, whole, of_days, year, records.end_day))
        elif mine:
            states.append(_state(target, sum(mine), of_days, year, records.end_day))
    return {
        "targets_judged": sum(state != "" for state in states),
        "targets_reached": sum(state in ("reached", "exceeded") for state in states),
        "targets_exceeded": states.count("exceeded"),
        "targets_not_reached": states.count("short"),
    }


def _state(target: Mapping[str, Any], asked: Any, of_days: OfDays, year: int, end: date) -> str:
    """'reached', 'exceeded', 'short'; '' where there is nothing to judge."""
    measure = target["indicator"] or ("admitted" if target["subject"] == "ket_nap" else "")
    if not measure:
        return ""
    days = Period(date(year, 1, 1), end)
    value, top, bottom = of_days(days)[measure]
    kind = target["kind"]
    if kind in ("so_luong", "ty_le_tren_co_so", "so_lan"):
        if not asked or value is None:
            return ""
        wanted = Fraction(asked)
        if kind == "ty_le_tren_co_so":
            base = (
                target["base_value"]
                if target["base_value"] is not None
                else _members(target["base_on"], of_days)
            )
            if not base:
                return ""
            wanted = Fraction(-(-wanted * Fraction(base) // 100))  # the next whole person
        if kind == "so_lan":
            wanted *= {"thang": 12, "quy": 4, "nua_nam": 2, "nam": 1}[target["per"]]
        done = Fraction(value)
        return "exceeded" if done > wanted else "reached" if done == wanted else "short"
    if top is None:
        return ""
    if kind == "xu_huong":
        earlier, _, _ = of_days(Period(date(year - 1, 1, 1), end.replace(year=year - 1)))[measure]
        if value is None or earlier is None:
            return ""
        return "reached" if (value < earlier if target["falling"] else value > earlier) else "short"
    if kind == "thuc_hien":
        all_of_them = 1 if bottom is None else bottom
        if not all_of_them:
            return ""
        return "reached" if top >= all_of_them else "short"
    if bottom is not None and not bottom:
        return ""
    share = Fraction(top) if bottom is None else Fraction((20000 * top + bottom) // (2 * bottom), 100)
    if kind == "tran":
        return "reached" if share <= Fraction(asked) else "short"
    return "reached" if share >= Fraction(asked) else "short"


def _members(day: date, of_days: OfDays) -> Any:
    there = of_days(Period(day, day))["members_end"][0]
    if there is not None:
        return there
    following = day + timedelta(days=1)
    return of_days(Period(following, following))["members_start"][0]
