"""The list of members of an organisation on a day, filtered; the filter reads as a sentence and opens from a number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import READ_NAMES
from dangvu.foundation.dated import known_q, valid_q
from dangvu.foundation.parameters.queries import Parameters
from dangvu.foundation.partial_date import PartialDate
from dangvu.foundation.refusals import Impossible
from dangvu.members.masking import masked
from dangvu.members.models import Absence, BadgeAward, Membership, PersonProfile, Sex, Status
from dangvu.members.queries.badges import marks_on
from dangvu.members.queries.missing import MISSING, lacking_of
from dangvu.members.queries.people import LONG, in_order
from dangvu.members.rules import months_after
from dangvu.members.words import EDUCATION, OCCUPATION, SCHOOLING, THEORY
from dangvu.organisations.access import organisations_visible, require
from dangvu.organisations.queries import tree_on
from dangvu.organisations.tree import Tree

#: Bands of years: (slug, words, from, to), to not included.
AGES = (
    ("den-30", "đến 30 tuổi", 0, 31), ("31-40", "31 đến 40 tuổi", 31, 41), ("41-50", "41 đến 50 tuổi", 41, 51),
    ("51-60", "51 đến 60 tuổi", 51, 61), ("tren-60", "trên 60 tuổi", 61, 200),
)  # fmt: skip
PARTY_AGES = (
    ("duoi-10", "dưới 10 năm", 0, 10), ("10-29", "10 đến 29 năm", 10, 30), ("30-39", "30 đến 39 năm", 30, 40),
    ("40-49", "40 đến 49 năm", 40, 50), ("50-tro-len", "từ 50 năm trở lên", 50, 200),
)  # fmt: skip
ETHNICITIES = (("kinh", "Kinh"), ("thieu-so", "thiểu số"))
STANDINGS = (("tam-vang", "đang sinh hoạt tạm thời nơi khác"), ("mien", "được miễn sinh hoạt"))

BADGES = (("chua-trao", "đủ năm nhận Huy hiệu Đảng, chưa ghi trao"),)


@dataclass(frozen=True, slots=True)
class MemberFilter:
    """What a list is narrowed to; empty says nothing. Slugs, as they stand in an address."""

    on: date
    status: str = ""
    sex: str = ""
    ethnicity: str = ""
    age: str = ""
    party_age: str = ""
    joined_from: date | None = None
    joined_to: date | None = None
    education: str = ""
    theory: str = ""
    schooling: str = ""
    occupation: str = ""
    unit: str = ""
    missing: str = ""
    standing: str = ""
    badge: str = ""

    def words(self, tree: Tree) -> list[tuple[str, str]]:
        """[(what, which)] for a sentence: [("tư cách", "dự bị"), ("giới tính", "nữ")]."""
        unit = next((tree.label(node.id) for node in tree if node.code == self.unit), self.unit)
        joined = " ".join(
            f"{word} {day:%d/%m/%Y}"
            for word, day in (("từ", self.joined_from), ("đến", self.joined_to))
            if day
        )
        return [
            ("ở", unit),
            ("tư cách", _word(self.status, [(s.value, str(s.label).lower()) for s in Status])),
            ("giới tính", _word(self.sex, [(s.value, str(s.label).lower()) for s in Sex])),
            ("dân tộc", _word(self.ethnicity, ETHNICITIES)),
            ("", _word(self.age, [band[:2] for band in AGES])),
            ("tuổi đảng", _word(self.party_age, [band[:2] for band in PARTY_AGES])),
            ("vào Đảng", joined),
            ("trình độ", _word(self.education, EDUCATION).lower()),
            ("lý luận chính trị", _word(self.theory, THEORY).lower()),
            ("học vấn", _word(self.schooling, SCHOOLING).lower()),
            ("nghề nghiệp", _word(self.occupation, OCCUPATION).lower()),
            ("", _word(self.standing, STANDINGS)),
            ("", _word(self.badge, BADGES)),
            ("", _word(self.missing, [(slug, f"thiếu {words}") for slug, words, _ in MISSING])),
        ]


def _word(slug: str, choices: Any) -> str:
    return str(dict(choices).get(slug, ""))


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member as a list shows them; numbers are masked unless the list was asked for in full."""

    person: int
    name: str
    organisation: str
    organisation_id: int
    status: str
    sex: str
    birth: str
    ethnicity: str
    religion: str
    home: str
    joined: str
    official: str
    party_years: int | None
    education: str
    theory: str
    schooling: str
    occupation: str
    position: str
    personal_number: str
    card_number: str
    lacking: str


@dataclass(frozen=True)
class MemberList:
    """Members in the order of given names: how many, and any slice of them. A handful of queries, whatever the size."""

    rows: QuerySet[Any]
    people: QuerySet[Any] | None  # the same, only who they are, for walking a long list
    counted: QuerySet[Any]  # the same, to be counted
    tree: Tree
    filter: MemberFilter
    full_numbers: bool = False
    _count: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        if not self._count:
            self._count.append(self.counted.count())
        return self._count[0]

    def __getitem__(self, wanted: slice) -> list[MemberRow]:
        rows = self.rows
        if self.people is not None and wanted.stop is not None and len(self) > LONG:
            rows, wanted = rows.filter(person_id__in=list(self.people[wanted])), slice(None)
        return [self._row(values) for values in rows.values(*_COLUMNS)[wanted]]

    def _row(self, v: Mapping[str, Any]) -> MemberRow:
        show = str if self.full_numbers else masked
        place = v["person__memberships__organisation_id"]
        return MemberRow(
            v["person_id"], v["name"], self.tree.label(place) if place in self.tree else "(tổ chức đã kết thúc)",
            place, str(Status(v["person__memberships__status"]).label), str(Sex(v["sex"]).label) if v["sex"] else "",
            printed_date(v["birth"]), v["ethnicity"], v["religion"], v["home"], printed_date(v["joined"]),
            printed_date(v["official"]), _years(v["party_from"], self.filter.on), _word(v["education"], EDUCATION),
            _word(v["theory"], THEORY), _word(v["schooling"], SCHOOLING), _word(v["occupation"], OCCUPATION),
            v["position"], show(v["personal_number"]), show(v["card_number"]),
            ", ".join(lacking_of(v, v["person__memberships__status"])),
        )  # fmt: skip


_COLUMNS = (
    "person_id", "name", "sex", "birth", "ethnicity", "religion", "home", "joined", "official", "party_from",
    "education", "theory", "schooling", "occupation", "position", "personal_number", "card_number", "person__memberships__organisation_id",
    "person__memberships__status",
)  # fmt: skip


def members(
    *,
    actor: Actor,
    organisation: int,
    asked: MemberFilter,
    known: int | None = None,
    full_numbers: bool = False,
) -> MemberList:
    """The members of an organisation and everything below it on the evening of ``asked.on``."""
    require(actor, READ_NAMES, organisation)
    tree = tree_on(asked.on, known)
    inside = set(tree.descendants(organisation)) if organisation in tree else {organisation}
    if asked.unit:
        node = next((n for n in tree if n.code == asked.unit and n.id in inside), None)
        if node is None:
            raise LookupError(asked.unit)
        inside = set(tree.descendants(node.id))
    inside &= organisations_visible(actor, READ_NAMES, tree) | {organisation}
    here = {"organisation_id__among": inside} | ({"status": asked.status} if asked.status else {})
    stays = Membership.objects.filter(known_q(known), valid_q(asked.on), **here)
    rows = PersonProfile.objects.filter(  # in one: what is missing may depend on the membership of the day
        _narrowed(asked), known_q(known),
        known_q(known, "person__memberships__"), valid_q(asked.on, "person__memberships__"),
        **{f"person__memberships__{name}": value for name, value in here.items()},
    ).order_by("order_key", "person_id")  # fmt: skip
    told = PersonProfile.objects.filter(_narrowed(replace(asked, missing="")), known_q(known))
    # Where nothing about a person is asked, members are counted without what is known about them.
    everybody = replace(asked, status="", unit="") == MemberFilter(asked.on)
    people = None if asked.missing else in_order(stays, told)
    return MemberList(rows, people, stays if everybody else rows, tree, asked, full_numbers)


def _narrowed(asked: MemberFilter) -> Q:
    """The conditions of a filter on what is known about a person."""
    found = Q()
    if asked.sex:
        found &= Q(sex=asked.sex)
    if asked.ethnicity == "thieu-so":
        found &= Q(is_minority=True)
    elif asked.ethnicity:
        found &= Q(is_minority=False) & ~Q(ethnicity="")
    if asked.age:
        found &= _band("birth_first", asked.age, AGES, asked.on)
    if asked.party_age:
        found &= _band("party_from", asked.party_age, PARTY_AGES, asked.on)
    if asked.joined_from:
        found &= Q(joined_first__gte=asked.joined_from)
    if asked.joined_to:
        found &= Q(joined_first__lte=asked.joined_to)
    for name in ("education", "theory", "schooling", "occupation"):
        if getattr(asked, name):
            found &= Q(**{name: getattr(asked, name)})
    if asked.missing:
        found &= next((condition for slug, _, condition in MISSING if slug == asked.missing), Q())
    if asked.standing:
        exempt = Q(kind=Absence.Kind.EXEMPT)
        absent = (
            Absence.objects.known().valid_on(asked.on).filter(exempt if asked.standing == "mien" else ~exempt)
        )
        found &= Q(person_id__in=absent.values("person_id"))
    if asked.badge:
        found &= _waits_for_badge(asked.on)
    return found


def _waits_for_badge(on: date) -> Q:
    """Official members who have the years of a mark on a day and of whom that mark was not recorded.

    By Party age without the time outside the Party taken off: whoever was outside is looked at one by one.
    """
    waits = Q(pk__in=[])
    try:
        marks = marks_on(Parameters(), on)
    except Impossible:  # no regulation of that day is on record: nobody is known to wait
        return waits
    for mark, above in zip(marks, [*marks[1:], 200], strict=True):
        given = BadgeAward.objects.known().filter(mark=mark).values("person_id")
        reached = Q(
            party_from__lte=months_after(on, -12 * mark), party_from__gt=months_after(on, -12 * above)
        )
        waits |= reached & ~Q(person_id__in=given)
    return waits & Q(person__memberships__status=Status.OFFICIAL)


def _band(name: str, slug: str, bands: Any, on: date) -> Q:
    """A band of full years on a day: someone of n full years was born after on − (n+1) years, up to on − n years."""
    _, _, least, below = next(band for band in bands if band[0] == slug)
    latest = months_after(on, -12 * least)
    found = Q(**{f"{name}__lte": latest})
    if below < 200:
        found &= Q(**{f"{name}__gt": months_after(on, -12 * below)})
    return found


def printed_date(iso: str) -> str:
    return str(PartialDate.from_iso(iso)) if iso else ""


def _years(start: date | None, on: date) -> int | None:
    if start is None or start > on:
        return None
    return on.year - start.year - ((on.month, on.day) < (start.month, start.day))
