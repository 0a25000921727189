"""Who may open which page: the table that tests/access checks against every URL and role.

``python -m dangvu.web.access_table > docs/access.md`` writes it for people.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field

from dangvu.accounts.roles import ROLES

EVERYBODY = ("quan_tri", "van_phong", "bi_thu", "kiem_tra", "chi_bo_bi_thu", "theo_doi")


@dataclass(frozen=True)
class Page:
    """One page of an organisation and the roles that may open it there, or from above."""

    url: str
    title: str
    roles: tuple[str, ...]
    kwargs: Mapping[str, str] = field(default_factory=dict)


#: Pages of no organisation: what anonymous and signed-in people get.
OPEN_PAGES = {
    "home": "Trang đầu: người chưa đăng nhập đến trang đăng nhập, người đã đăng nhập đến tổ chức của mình",
    "sign_in": "Đăng nhập: mọi người",
    "sign_out": "Đăng xuất: chỉ nhận lệnh gửi từ nút bấm",
}

PAGES = (
    Page("organisation", "Trang tổ chức", EVERYBODY),
    Page("figures", "Số liệu của kỳ", EVERYBODY),
    Page("explain", "Cách tính một số liệu", EVERYBODY, {"figure": "KN-02"}),
    Page("explain", "Cách tính số liệu kiểm tra, giám sát", ("bi_thu", "kiem_tra"), {"figure": "KT-01"}),
    Page("findings", "Việc cần xử lý", ("van_phong", "bi_thu", "chi_bo_bi_thu")),
    Page("report", "Báo cáo của kỳ", ("van_phong", "bi_thu", "kiem_tra", "theo_doi")),
    Page("report_file", "Tải dự thảo báo cáo", ("van_phong", "bi_thu", "kiem_tra", "theo_doi")),
)

_RULES = """\
- Chưa đăng nhập: chuyển đến trang đăng nhập.
- Có vai trò ở chính tổ chức đó, hoặc ở một tổ chức phía trên: theo bảng; “không” là câu trả lời 403.
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
        cells = ["có" if role in page.roles else "không" for role in ROLES]
        lines.append(f"| {page.title} | {' | '.join(cells)} |")
    lines += ["", "Các trang không thuộc tổ chức nào:", ""]
    lines += [f"- {sentence}." for sentence in OPEN_PAGES.values()]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(markdown())
