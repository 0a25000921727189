"""What is not on record about members, and the share of each organisation that is complete."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet, Value
from django.db.models.functions import Length
from django.db.models.lookups import Exact, In, LessThan

from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.queries import counted
from dangvu.foundation.capabilities import READ_FINDINGS
from dangvu.foundation.dated import known_q, valid_q
from dangvu.foundation.ratio import share
from dangvu.members.models import PersonProfile, Status
from dangvu.organisations.access import require
from dangvu.organisations.queries import tree_on
from dangvu.organisations.tree import Node

_OFFICIAL = Q(person__memberships__status=Status.OFFICIAL)
#: (slug in an address, words, condition on a profile with the membership of the day). Official members have a card.
MISSING: tuple[tuple[str, str, Q], ...] = (
    ("ngay-sinh", "ngày sinh đầy đủ", Q(LessThan(Length("birth"), 10))),
    ("gioi-tinh", "giới tính", Q(sex="")),
    ("dan-toc", "dân tộc", Q(ethnicity="")),
    ("que-quan", "quê quán", Q(home="")),
    ("so-dinh-danh", "số định danh đúng 12 chữ số", ~Q(Exact(Length("personal_number"), 12))),
    ("so-the", "số thẻ đảng viên đúng 8 hoặc 12 chữ số", _OFFICIAL & ~Q(In(Length("card_number"), (8, 12)))),
    ("vao-dang", "ngày vào Đảng", Q(joined="")),
    ("chinh-thuc", "ngày chính thức", _OFFICIAL & Q(official="")),
    ("trinh-do", "trình độ chuyên môn", Q(education="")),
    ("ly-luan", "lý luận chính trị", Q(theory="")),
)
#: Any of them: someone who is not complete.
ANY = ("bat-ky", "ít nhất một thông tin")


def _any() -> Q:
    found = Q()
    for _, _, condition in MISSING:
        found |= condition
    return found


MISSING = (*MISSING, (*ANY, _any()))


def lacking_of(told: Mapping[str, Any], status: str) -> list[str]:
    """What is missing of one person whose profile says this, in short words: the same conditions, one by one."""
    official = status == Status.OFFICIAL
    there = {
        "ngay-sinh": len(told["birth"]) == 10, "gioi-tinh": told["sex"], "dan-toc": told["ethnicity"],
        "que-quan": told["home"], "so-dinh-danh": len(told["personal_number"]) == 12,
        "so-the": not official or len(told["card_number"]) in (8, 12), "vao-dang": told["joined"],
        "chinh-thuc": not official or told["official"], "trinh-do": told["education"], "ly-luan": told["theory"],
    }  # fmt: skip
    return [words.partition(" đúng")[0] for slug, words, _ in MISSING[:-1] if not there[slug]]


@dataclass(frozen=True, slots=True)
class Cleaned:
    """How far an organisation's records are: complete ÷ all, and how many lack what."""

    organisation: Node
    members: int
    complete: int
    lacking: dict[str, int]

    @property
    def percent(self) -> float | None:
        return share(self.complete, self.members, 1)


def missing_data(
    *, actor: Actor, organisation: int, on: date, known: int | None = None
) -> tuple[Cleaned, list[Cleaned]]:
    """The whole, and each direct child (what is held above them stands in the whole alone); worst first."""
    require(actor, READ_FINDINGS, organisation)
    tree = tree_on(on, known)
    below = tree.descendants(organisation)
    counts: Iterable[Any] = (
        _profiles(below, on, known)
        .values("person__memberships__organisation_id")
        .annotate(all=Count("pk"), **{_key(slug): Count("pk", filter=condition) for slug, _, condition in MISSING})
    )  # fmt: skip
    totals: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in counts:
        for above in tree.path(row["person__memberships__organisation_id"]):
            for key in ("all", *(_key(slug) for slug, _, _ in MISSING)):
                totals[above][key] += row[key]

    def cleaned(node: int) -> Cleaned:
        found = totals[node]
        lacking = {slug: found[_key(slug)] for slug, _, _ in MISSING}
        return Cleaned(tree[node], found["all"], found["all"] - lacking[ANY[0]], lacking)

    units = [cleaned(child) for child in tree.children(organisation)]
    units.sort(
        key=lambda unit: (unit.percent if unit.percent is not None else 101, unit.organisation.position)
    )
    return cleaned(organisation), units


def lacking_any(*, actor: Actor, organisation: int, on: date) -> tuple[int, int]:
    """(those of whom something is missing, all members): the last column of the list, by one short question, kept
    until the next act."""
    require(actor, READ_FINDINGS, organisation)
    rows = _profiles(set(tree_on(on).descendants(organisation)), on)
    (found,) = counted(
        rows.annotate(one=Value(1))
        .values("one")
        .annotate(lacking=Count("pk", filter=MISSING[-1][2]), all=Count("pk"))
        .values_list("lacking", "all")
    ) or [(0, 0)]
    return found[0], found[1]


def _profiles(below: Collection[int], on: date, known: int | None = None) -> QuerySet[PersonProfile]:
    """The profile of each membership of ``on`` in these organisations."""
    return PersonProfile.objects.filter(
        known_q(known), known_q(known, "person__memberships__"), valid_q(on, "person__memberships__"),
        person__memberships__organisation_id__among=below,
    ).order_by()  # fmt: skip


def _key(slug: str) -> str:
    return "no_" + slug.replace("-", "_")
