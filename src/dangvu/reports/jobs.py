"""Reports made in the background: the whole set of files, for whoever asked, with the rights they have then."""

from __future__ import annotations

from typing import Any

from dangvu.accounts.queries import actor_of
from dangvu.foundation.jobs.actions import Made, Outcome, Progress
from dangvu.foundation.periods import Period
from dangvu.organisations.queries import tree_on
from dangvu.reports import render
from dangvu.reports.actions import write_review
from dangvu.reports.queries import file_name

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
REVIEW = "dangvu.reports.jobs.review"


def review(user: int, parameters: dict[str, Any], progress: Progress) -> Outcome:
    """The draft of the period's review in Word, its annex as a workbook, and the PDF where LibreOffice is installed.

    ``parameters``: organisation (id), period (code). LookupError where the organisation is no longer in the tree.
    """
    period = Period.parse(parameters["period"])
    tree = tree_on(period.end)
    organisation = tree[parameters["organisation"]]
    progress.step("Tính số liệu, viết tệp Word và Excel", 0, 2)
    written = write_review(actor=actor_of(user), organisation=organisation, period=period)
    name = file_name(organisation, period)
    files = [Made(name, WORD, written.docx), Made(name.replace(".docx", ".xlsx"), EXCEL, written.xlsx)]
    progress.step("In ra PDF", 1, 2)
    pdf = render.pdf(written.docx)
    if pdf is None:
        return Outcome("Đã viết tệp Word và Excel. Máy chủ không có LibreOffice nên không có bản PDF.", files)
    return Outcome(
        "Đã viết đủ ba tệp.", [*files, Made(name.replace(".docx", ".pdf"), "application/pdf", pdf)]
    )
