"""Someone who was found, as a list shows them."""

from __future__ import annotations

from dangvu.foundation.partial_date import PartialDate
from dangvu.members.queries.search import Found
from dangvu.web.gate import Place


def row_of(place: Place, row: Found) -> dict[str, object]:
    tree = place.tree
    there = row.organisation if row.organisation is not None and row.organisation in tree else None
    return {
        "name": row.name,
        "url": place.member_url(row.person, tree[there].code) if there is not None else "",
        "birth": str(PartialDate.from_iso(row.birth)) if row.birth else "",
        "organisation": tree.label(there) if there is not None else "Tổ chức đã kết thúc",
        "state": f"Đảng viên {row.status.lower()}" if row.is_member else "Không còn hoặc chưa là đảng viên",
        "is_member": row.is_member,
        "number": f"số có đuôi {row.numbers_end}" if row.numbers_end else "",
    }
