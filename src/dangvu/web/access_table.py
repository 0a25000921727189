"""Who may open which page: the table that tests/access checks against every URL and role.

``python -m dangvu.web.access_table > docs/access.md`` writes it for people.
"""

from __future__ import annotations

import sys

from dangvu.accounts.roles import ROLES
from dangvu.web.account import access as account
from dangvu.web.accounts import access as accounts
from dangvu.web.admissions import access as admissions
from dangvu.web.audit import access as audit
from dangvu.web.awards import access as awards
from dangvu.web.badges import access as badges
from dangvu.web.cards import access as cards
from dangvu.web.conferences import access as conferences
from dangvu.web.contradictions import access as contradictions
from dangvu.web.documents import access as documents
from dangvu.web.dues import access as dues
from dangvu.web.exemplars import access as exemplars
from dangvu.web.figures import access as figures
from dangvu.web.home import access as home
from dangvu.web.inspection import access as inspection
from dangvu.web.intake import access as intake
from dangvu.web.jobs import access as jobs
from dangvu.web.mass import access as mass
from dangvu.web.matrix import Page
from dangvu.web.meetings import access as meetings
from dangvu.web.members import access as members
from dangvu.web.organisations import access as organisations
from dangvu.web.ranking import access as ranking
from dangvu.web.reports import access as reports
from dangvu.web.review import access as review
from dangvu.web.schemes import access as schemes
from dangvu.web.search import access as search
from dangvu.web.settings import access as settings
from dangvu.web.statistics import access as statistics
from dangvu.web.targets import access as targets
from dangvu.web.tasks import access as tasks
from dangvu.web.vetting import access as vetting

#: Pages of no organisation: what anonymous and signed-in people get.
OPEN_PAGES: dict[str, str] = {**home.OPEN_PAGES, **account.OPEN_PAGES, **jobs.OPEN_PAGES}

PAGES: tuple[Page, ...] = (
    *search.PAGES,
    *organisations.PAGES,
    *members.PAGES,
    *figures.PAGES,
    *targets.PAGES,
    *intake.PAGES,
    *review.PAGES,
    *contradictions.PAGES,
    *reports.PAGES,
    *statistics.PAGES,
    *audit.PAGES,
    *admissions.PAGES,
    *vetting.PAGES,
    *meetings.PAGES,
    *inspection.PAGES,
    *exemplars.PAGES,
    *mass.PAGES,
    *tasks.PAGES,
    *ranking.PAGES,
    *awards.PAGES,
    *badges.PAGES,
    *cards.PAGES,
    *dues.PAGES,
    *schemes.PAGES,
    *documents.PAGES,
    *conferences.PAGES,
    *accounts.PAGES,
    *settings.PAGES,
)

_RULES = """\
- Chưa đăng nhập: chuyển đến trang đăng nhập.
- Có vai trò ở chính tổ chức đó, hoặc ở một tổ chức phía trên: theo bảng: “xem” là mở được, “ghi” là mở được và gửi được biểu mẫu, “không” là câu trả lời 403.
- Không có vai trò nào ở đó (tổ chức khác, tổ chức phía trên mình, mã không có): cùng một câu trả lời 404.
- Người không được xem danh sách người vẫn thấy đúng con số ấy, với tên được ẩn.
"""


def markdown() -> str:
    """The table for people."""
    heads = ["Trang", *(role.title for role in ROLES.values())]
    lines = [
        "# Ai xem được trang nào",
        "",
        "Sinh từ `src/dangvu/web/access_table.py`; không sửa bằng tay.",
        "",
        _RULES,
        "| " + " | ".join(heads) + " |",
        "|" + "---|" * len(heads),
    ]
    for page in PAGES:
        cells = [_answer(page, role) for role in ROLES]
        lines.append(f"| {page.title} | {' | '.join(cells)} |")
    lines += ["", "Các trang không thuộc tổ chức nào:", ""]
    lines += [f"- {sentence}." for sentence in OPEN_PAGES.values()]
    return "\n".join(lines) + "\n"


def _answer(page: Page, role: str) -> str:
    if role in (page.posts or ()):
        return "ghi" if role in page.reads or not page.reads else "chỉ gửi"
    return "xem" if role in page.reads else "không"


if __name__ == "__main__":
    sys.stdout.write(markdown())
