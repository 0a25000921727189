"""dangvu report: the Word file, its annex and PDF."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from dangvu.cli import database
from dangvu.cli.asked import WrongUse, organisation_named, period_of
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.periods import Period
from dangvu.organisations.tree import Node
from dangvu.reports import actions, render
from dangvu.reports.outlines.inspection_review import INSPECTION_REVIEW
from dangvu.reports.outlines.yearly_review import YEARLY_REVIEW
from dangvu.reports.statistics_papers import MEMBER_STATISTICS, written

_DRAFTS_ONLY = {
    INSPECTION_REVIEW.name: "Báo cáo kiểm tra, giám sát",
    MEMBER_STATISTICS: "Thống kê đảng viên",
}


def _written(asked: argparse.Namespace, organisation: Node, period: Period) -> actions.Written:
    if asked.report in _DRAFTS_ONLY and asked.issue:
        raise WrongUse(
            f"{_DRAFTS_ONLY[asked.report]} chỉ làm được dự thảo ở đây. Bỏ --issue, lấy tệp Word rồi ban hành theo sổ văn bản."
        )
    if asked.report == MEMBER_STATISTICS:
        return written(actor=OPERATOR, organisation=organisation, period=period)
    if asked.report == YEARLY_REVIEW.name:
        return actions.write_yearly_review(
            actor=OPERATOR, organisation=organisation, period=period, issue=asked.issue
        )
    if asked.report == INSPECTION_REVIEW.name:
        return actions.write_inspection_review(actor=OPERATOR, organisation=organisation, period=period)
    return actions.write_half_year_review(
        actor=OPERATOR, organisation=organisation, period=period, issue=asked.issue
    )


def report(asked: argparse.Namespace) -> dict[str, Any]:
    """dangvu report half-year-review | inspection-review | yearly-review | member-statistics --organisation NAME --period P --out FILE.docx [--pdf] [--issue].

    The reports on inspection and on statistics are drafts always: WrongUse with --issue.
    Issued: beside the Word file lie the page that opens anywhere (FILE.html) and FILE.manifest.json.
    """
    period = period_of(asked.period)
    database.expect()
    organisation = organisation_named(asked.organisation, period)
    written = _written(asked, organisation, period)
    out: Path = asked.out
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(written.docx)
    files = [str(out)]
    if written.page is not None and written.manifest is not None:
        out.with_suffix(".html").write_bytes(written.page)
        out.with_suffix(".manifest.json").write_bytes(written.manifest)
        files += [str(out.with_suffix(".html")), str(out.with_suffix(".manifest.json"))]
    if asked.xlsx:
        out.with_suffix(".xlsx").write_bytes(written.xlsx)
        files.append(str(out.with_suffix(".xlsx")))
    if asked.pdf:
        pdf = render.pdf(written.docx)
        if pdf is None:
            if not asked.json:
                print("Máy này không có LibreOffice nên không làm được PDF; tệp Word đã xong.")
        else:
            out.with_suffix(".pdf").write_bytes(pdf)
            files.append(str(out.with_suffix(".pdf")))
    if not asked.json:
        print(f"Đã viết {', '.join(files)}" + (f"; số {written.number}" if written.number else " (dự thảo)"))
    return {
        "files": files, "sha256": written.sha256, "number": written.number, "draft": not asked.issue,
        "figures": written.figures,
    }  # fmt: skip
