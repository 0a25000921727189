"""Rows about the results of the yearly ranking: taken over as they were decided; what the rules do not allow is held."""

from __future__ import annotations

from datetime import date

from dangvu.intake.accept.context import Group
from dangvu.intake.accept.people import ranked_people
from dangvu.intake.accept.work import repeats
from dangvu.intake.pending import Pending
from dangvu.work.ranking import actions
from dangvu.work.ranking.actions import NewRanking


def ranked_organisations(group: Group) -> None:
    """Organisations of the sender, the class of each by the decision named on the sheet or in the row."""
    said: dict[object, Pending] = {}
    new = []
    for row in group.rows:
        row.check_cells(frozenset({"organisation", "grade"}))
        place = group.organisation_of(row, "organisation", group.unit) if row.is_open else None
        if (
            place is None
            or not row.is_open
            or repeats(row, said, place, f"Xếp loại của {row.text('organisation')}")
        ):
            continue
        new.append((row, NewRanking(row.slug("grade"), organisation=place, source_row=row.row_id)))
    _take_over(group, new)


def ranked_members(group: Group) -> None:
    """Members of the sender, each found in its list."""
    said: dict[object, Pending] = {}
    new = []
    for row in group.rows:
        row.check_cells(frozenset({"name", "grade"}))
    for row, person in ranked_people(group):
        if not repeats(row, said, person, f"Xếp loại của {row.name}"):
            new.append((row, NewRanking(row.slug("grade"), person=person, source_row=row.row_id)))
    _take_over(group, new)


def _take_over(group: Group, new: list[tuple[Pending, NewRanking]]) -> None:
    year = group.period.end.year
    told = []
    for row, one in new:
        on = (row.day("decided") if row.text("decided") else None) or date(year, 12, 31)
        number = row.text("decision") or group.document or "theo biểu kết quả xếp loại"
        if row.is_open:
            told.append((on, number[:200], one))
    left = actions.take_over(actor=group.shared.actor, organisation=group.unit, year=year, told=told)
    for row, one in new:
        if one.source_row in left:
            row.hold("not_ranked", left[one.source_row], "Kiểm tra lại tên và năm của biểu.", "grade")
