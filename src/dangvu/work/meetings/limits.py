"""What the guidance of a meeting's day asks, read from the dated parameters."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from dangvu.foundation.parameters.queries import Parameters
from dangvu.work.meetings.models import MeetingKind
from dangvu.work.meetings.rules import Least, Limits


def limits_on(on: date, parameters: Parameters | None = None) -> Limits:
    """The limits of that day; what no document of the day says is not checked."""
    known = parameters or Parameters()

    def told(name: str) -> Any:
        found = known.if_known(name, on)
        return found.value if found else None

    guidance = known.if_known("meeting.minimum_minutes", on)
    return Limits(
        minimum_minutes=told("meeting.minimum_minutes"), combined_minutes=told("meeting.combined_minutes"),
        papers_days=told("meeting.papers_days_before"), good_attendance=told("meeting.good_attendance"),
        excused_in_a_row=told("meeting.excused_in_a_row"), quorum=Fraction(told("meeting.quorum_share") or "1/2"),
        half=Fraction(told("meeting.resolution_share") or "1/2"),
        two_thirds=Fraction(told("admission.vote_share") or "2/3"), source=guidance.document if guidance else "",
    )  # fmt: skip


def least_held(kind: str, on: date, parameters: Parameters | None = None) -> Least:
    """How many regular meetings a month, or thematic ones a quarter, that day's guidance asks for; one where none is told."""
    code = "thematic.minimum_per_quarter" if kind == MeetingKind.THEMATIC else "meeting.regular_per_month"
    found = (parameters or Parameters()).if_known(code, on)
    return Least(int(found.value), found.source) if found else Least(1, "")


def vote_rule(on: date, parameters: Parameters | None = None) -> str:
    """The document that says who is counted in a vote on that day."""
    known = (parameters or Parameters()).if_known("membership.regulation", on)
    return f"{known.document}, điểm 9.3.2" if known else "Điều lệ Đảng, Điều 9 khoản 5"
