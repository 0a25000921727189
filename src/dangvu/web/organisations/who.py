"""Who may see this organisation: people, their roles, where the right comes from, and what it opens."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from dangvu.accounts.queries import Access, may_ask_who_sees, who_may_see
from dangvu.foundation.capabilities import READ_FIGURES, READ_IDENTIFIERS, READ_INSPECTION, READ_NAMES
from dangvu.web.gate import Place, at_organisation
from dangvu.web.pages import page

#: What is asked about, in the order of the columns.
COLUMNS = (
    (READ_FIGURES, "Số liệu"),
    (READ_NAMES, "Danh sách người"),
    (READ_IDENTIFIERS, "Số định danh"),
    (READ_INSPECTION, "Kiểm tra, kỷ luật"),
)


@dataclass
class Row:
    """One person by one role, and which of the columns it opens."""

    access: Access
    cells: list[tuple[str, bool]] = field(default_factory=list)


@at_organisation(READ_FIGURES)
def who(request: HttpRequest, place: Place) -> HttpResponse:
    """Today's answer, as the gate itself would give it."""
    if not may_ask_who_sees(place.actor, place.node.id):
        raise PermissionDenied("Phần này dành cho bí thư và người phụ trách tài khoản.")
    asked = [
        who_may_see(actor=place.actor, organisation=place.node.id, capability=capability)
        for capability, _ in COLUMNS
    ]
    rows: dict[tuple[int, str, int], Row] = {}
    for found in asked:
        for access in found:
            rows.setdefault((access.user, access.role, access.organisation), Row(access))
    for (_, title), found in zip(COLUMNS, asked, strict=True):
        there = {(access.user, access.role, access.organisation) for access in found}
        for key, row in rows.items():
            row.cells.append((title, key in there))
    return page(
        request, "organisations/who.html", place, "organisation",
        rows=list(rows.values()), heads=[title for _, title in COLUMNS],
        people=len({row.access.user for row in rows.values()}),
    )  # fmt: skip
