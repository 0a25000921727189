"""An issued report and a template for the tests that try every address."""

from __future__ import annotations

from typing import Any

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.periods import Period
from dangvu.organisations.queries import tree_on
from dangvu.reports.actions import write_half_year_review
from dangvu.reports.office.actions import keep_template
from dangvu.reports.office.queries import office_templates, starter_template
from dangvu.reports.queries import issued_reports


def issued(bloc: Any) -> int:
    """The id of a report of the first unit about the second quarter."""
    quarter = Period.parse("2023-Q2")
    unit = tree_on(quarter.end)[bloc.first_unit]
    there = issued_reports(actor=OPERATOR, organisation=unit)
    if there:
        return there[0].id
    written = write_half_year_review(actor=OPERATOR, organisation=unit, period=quarter, issue=True)
    assert written.issued is not None
    return written.issued


def template(bloc: Any) -> int:
    """The id of a template of the first unit: its own standard report with tags."""
    quarter = Period.parse("2023-Q2")
    unit = tree_on(quarter.end)[bloc.first_unit]
    there = office_templates(actor=OPERATOR, organisation=unit)
    if there:
        return there[0].id
    content = starter_template(actor=OPERATOR, organisation=unit, period=quarter)
    return keep_template(actor=OPERATOR, organisation=unit, title="Mẫu thử", name="mau.docx", content=content)
