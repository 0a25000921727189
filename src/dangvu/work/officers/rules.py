"""What must hold for the posts of a committee. Pure; numbers are parameters.

Sources: Điều lệ Đảng, Điều 3 (an official member may be elected), Điều 22 and 24 (who elects which body), domain §1.2.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

#: The order in which a committee is read out.
ORDER = (
    "bi_thu", "pho_bi_thu_thuong_truc", "pho_bi_thu", "uy_vien_thuong_vu", "cap_uy_vien", "chu_nhiem_ubkt",
    "pho_chu_nhiem_ubkt", "uy_vien_ubkt", "to_truong", "to_pho",
)  # fmt: skip
#: Posts that one person alone holds at a time.
SINGLE = frozenset({"bi_thu", "pho_bi_thu_thuong_truc", "chu_nhiem_ubkt", "to_truong"})
#: Posts that make their holder a member of the committee (the inspection committee is a body of its own).
IN_COMMITTEE = frozenset(ORDER[:5])

_CELL = ("bi_thu", "pho_bi_thu", "cap_uy_vien")
_GROUP = ("to_truong", "to_pho")
_BY_KIND = {
    "chi_bo_co_so": _CELL,
    "chi_bo_truc_thuoc": _CELL,
    "dang_bo_bo_phan": _CELL,
    "to_dang": _GROUP,
}


def posts_of(kind: str) -> tuple[str, ...]:
    """The posts that an organisation of this kind has. A cell has neither standing nor inspection committee."""
    return _BY_KIND.get(kind, ORDER[:8])


#: Posts of which one person holds one: whoever is elected secretary is no longer deputy.
_RANKS = (
    frozenset({"bi_thu", "pho_bi_thu_thuong_truc", "pho_bi_thu"}),
    frozenset({"chu_nhiem_ubkt", "pho_chu_nhiem_ubkt", "uy_vien_ubkt"}),
    frozenset({"to_truong", "to_pho"}),
)


def excludes(post: str, held: Collection[str]) -> str:
    """The post among ``held`` that the same person cannot hold together with ``post``; empty where none.

    A deputy secretary is not secretary at the same time; a secretary may well be a member of the committee too.
    """
    rivals = {post}.union(*(rank for rank in _RANKS if post in rank))
    return min(rivals & set(held), key=ORDER.index, default="")


def committee_size(seats: Collection[tuple[int, str]]) -> int:
    """How many people the committee has: each once, whatever number of posts. [(person, post)]"""
    return len({person for person, post in seats if post in IN_COMMITTEE})


def cell_needs(
    official: int, size: int, from_members: int, most: int, rule: str = "", most_rule: str = ""
) -> str:
    """What a cell's committee lacks or has too much of; empty where all is well.

    12 official members and a secretary only → a committee is to be elected; 8 → a secretary is enough. ``rule``,
    ``most_rule``: where the one and the other number stand.
    """
    if size > most:
        return f"Chi ủy có {size} đồng chí, nhiều hơn mức {most} đồng chí{_in(most_rule)}."
    if official >= from_members and size < 2:
        return f"Chi bộ có {official} đảng viên chính thức (từ {from_members} trở lên) thì bầu chi ủy{_in(rule)}."
    return ""


def too_small(official: int, least: int, rule: str) -> str:
    """A grassroots committee with fewer official members than the Statute asks: 29 → consent from above; 30 → ''."""
    if official >= least:
        return ""
    return (
        f"Đảng bộ cơ sở có {official} đảng viên chính thức, dưới {least}: chỉ lập hoặc giữ là đảng bộ khi cấp trên trực"
        f" tiếp đồng ý{_in(rule)}."
    )


def _in(rule: str) -> str:
    return f" ({rule})" if rule else ""


def last_stay(start: date, inside: Collection[tuple[date, date | None]]) -> tuple[bool, date | None]:
    """Whether the holder of a seat that began on ``start`` is a member here then, and the day on which that ends.

    Stays that follow one another without a gap are one: who moves from one cell to another of the same committee
    keeps a seat in that committee. [(2/1, 5/3), (5/3, None)] → no end; [(2/1, 5/3), (6/3, None)] → 5/3.
    """
    end, member = start, False
    for begun, over in sorted(inside, key=lambda stay: stay[0]):
        if begun > end:
            break
        if over is None:
            return True, None
        if over > start:
            end, member = max(end, over), True
    return (True, end) if member else (False, None)
