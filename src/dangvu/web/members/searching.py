"""Finding people. What is typed is sent by POST and never stands in an address; with script it is found as typed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from dangvu.foundation.capabilities import READ_IDENTIFIERS, READ_NAMES
from dangvu.foundation.partial_date import PartialDate
from dangvu.members.queries.search import Found, search
from dangvu.web.gate import Place, at_organisation
from dangvu.web.pages import page

_SHOWN = 50


@at_organisation(READ_NAMES, post=READ_NAMES)
def find(request: HttpRequest, place: Place) -> HttpResponse:
    """The search page; sent a few letters, the people found, whoever of them the person may see."""
    typed = request.POST.get("tim", "")[:200]
    found = search(place.actor, typed, limit=_SHOWN)
    return page(
        request, "members/search.html", place, "members",
        typed=typed, found=found, rows=[row_of(place, row) for row in found.people],
        by_parts=place.may(READ_IDENTIFIERS), results_only=request.headers.get("HX-Target") == "ket-qua",
    )  # fmt: skip


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
