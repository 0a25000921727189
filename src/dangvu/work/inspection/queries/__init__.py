"""What may be asked of inspection, by its own line of rights; one file per question."""

from dangvu.work.inspection.queries.book import (
    KINDS,
    RESULTS,
    SUBJECT_KINDS,
    Concluded,
    book,
    instead_of,
    one,
)
from dangvu.work.inspection.queries.cases import CaseRow, StepRow, case_words, cases, one_case, open_cases
from dangvu.work.inspection.queries.programme import LineRow, not_begun, programme, programme_line

__all__ = [
    "KINDS",
    "RESULTS",
    "SUBJECT_KINDS",
    "CaseRow",
    "Concluded",
    "LineRow",
    "StepRow",
    "book",
    "case_words",
    "cases",
    "instead_of",
    "not_begun",
    "one",
    "one_case",
    "open_cases",
    "programme",
    "programme_line",
]
