"""Questions about the posts of a committee: who holds them on a day, who held them, who could."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import READ_FIGURES, READ_NAMES
from dangvu.foundation.parameters.queries import Parameters
from dangvu.foundation.vietnamese import fold
from dangvu.members.models import Membership, PersonProfile, Status
from dangvu.members.queries import kept_people, profiles
from dangvu.organisations.access import may, require
from dangvu.organisations.models import Term
from dangvu.organisations.queries import term_on, tree_on
from dangvu.organisations.rules import term_concern
from dangvu.organisations.tree import Tree
from dangvu.work.officers import rules
from dangvu.work.officers.models import Begun, Ended, Post, Seat

#: What stands for a name that the actor may not read.
HIDDEN_NAME = "(ẩn tên)"
#: The ways into a post and out of it that a person chooses; the others follow from other acts.
BEGUN = [(way.value, str(way.label)) for way in Begun]
ENDED = [
    (way.value, str(way.label))
    for way in Ended
    if way not in (Ended.TERM_OVER, Ended.ORGANISATION_ENDED, Ended.OUT)
]


@dataclass(frozen=True, slots=True)
class Officer:
    """One person in one post. ``name`` is hidden from whoever may not read names; the post never is."""

    seat: int
    person: int | None
    name: str
    post: str
    post_label: str
    since: date
    until: date | None
    begun: str
    ended: str
    decision: str
    end_decision: str
    act: int
    holder: int  # tells holders apart even where their names are hidden


def officers(
    *,
    actor: Actor,
    organisation: int,
    on: date | None = None,
    known: int | None = None,
    tree: Tree | None = None,
) -> list[Officer]:
    """Who holds the organisation's posts on ``on`` (today), in the order in which a committee is read out."""
    day = on or clock.today()
    return [
        o for o in _all(actor, organisation, known, tree) if o.since <= day and (not o.until or day < o.until)
    ]


def former_officers(
    *,
    actor: Actor,
    organisation: int,
    on: date | None = None,
    known: int | None = None,
    tree: Tree | None = None,
) -> list[Officer]:
    """Who held a post and no longer does on ``on``, the latest first."""
    day = on or clock.today()
    gone = [o for o in _all(actor, organisation, known, tree) if o.until and o.until <= day]
    return sorted(gone, key=lambda officer: (officer.until, officer.since), reverse=True)


def _all(actor: Actor, organisation: int, known: int | None, tree: Tree | None) -> list[Officer]:
    require(actor, READ_FIGURES, organisation, tree=tree)
    hidden = not may(actor, READ_NAMES, organisation, tree=tree)
    rows = list(Seat.objects.known(known).filter(organisation_id=organisation))
    if not rows:
        return []
    kept = kept_people(known)
    names = {} if hidden else profiles({kept.get(row.person_id, row.person_id) for row in rows}, known)
    found = [_officer(row, hidden, names, kept) for row in rows]
    keys = {p: profile.order_key for p, profile in names.items()}
    return sorted(
        found, key=lambda o: (rules.ORDER.index(o.post), o.since, keys.get(o.person or 0, ""), o.seat)
    )


def _officer(row: Seat, hidden: bool, names: dict[int, PersonProfile], kept: dict[int, int]) -> Officer:
    person = kept.get(row.person_id, row.person_id)
    name = HIDDEN_NAME if hidden else (names[person].name if person in names else "")
    return Officer(
        row.pk, None if hidden else person, name, row.post, str(Post(row.post).label), row.valid_from,
        row.valid_to, str(Begun(row.begun).label), str(Ended(row.ended).label) if row.ended else "",
        _decision(row.begun_number, row.begun_date), _decision(row.ended_number, row.ended_date),
        row.known_from_act_id, person,
    )  # fmt: skip


def _decision(number: str, on: date | None) -> str:
    if not number:
        return ""
    return f"Quyết định số {number}" + (f" ngày {on:%d/%m/%Y}" if on else "")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A member who bears the name asked for, told apart by year of birth and cell."""

    person: int
    name: str
    birth_year: int | None
    organisation: str
    status: str


def candidates(*, actor: Actor, organisation: int, name: str, on: date) -> list[Candidate]:
    """Members of the organisation and of those below it, on ``on``, whose name has all the words of ``name``."""
    require(actor, READ_NAMES, organisation)
    words = fold(name).split()
    tree = tree_on(on)
    if not words or organisation not in tree:
        return []
    found = (
        Membership.objects.known()
        .valid_on(on)
        .filter(
            organisation_id__among=tree.descendants(organisation), person__profiles__known_to_act__isnull=True
        )
    )
    for word in words:
        found = found.filter(person__profiles__name_key__contains=word)
    rows = found.order_by("person__profiles__order_key", "person_id").values_list(
        "person_id", "person__profiles__name", "person__profiles__birth_year", "organisation_id", "status",
        "person__profiles__name_key",
    ).distinct()[:50]  # fmt: skip
    return [
        Candidate(person, called, year, tree.label(place), str(Status(status).label))
        for person, called, year, place, status, key in rows
        if set(words) <= set(key.split())
    ]


def posts_for(kind: str) -> list[tuple[str, str]]:
    """[(slug, label)] of the posts that an organisation of this kind has."""
    return [(post, str(Post(post).label)) for post in rules.posts_of(kind)]


def concerns(
    *, actor: Actor, organisation: int, official: int, on: date, tree: Tree, sitting: Sequence[Officer] | None = None,
    term: Term | None = None,
) -> list[str]:  # fmt: skip
    """What the committee of the organisation lacks on ``on`` (today), each a sentence with its source.

    ``tree`` is that of the day; ``sitting`` and ``term`` where whoever asks has them already.
    """
    require(actor, READ_FIGURES, organisation, tree=tree)
    if organisation not in tree:
        return []
    node, parameters, found = tree[organisation], Parameters(), []
    if sitting is None:
        sitting = officers(actor=actor, organisation=organisation, on=on, tree=tree)
    term = term or term_on(organisation, on)
    secretary = "to_truong" if node.kind == "to_dang" else "bi_thu"
    if secretary not in {officer.post for officer in sitting}:
        found.append(f"Chưa ghi {Post(secretary).label.lower()}.")
    fewest = parameters.if_known("organisation.fewest_official_members", on)
    if node.is_cell and fewest and official < fewest.value:
        found.append(
            f"Chi bộ có {official} đảng viên chính thức, dưới {fewest.value}: cấp trên bổ sung đảng viên hoặc ghép với"
            f" chi bộ khác ({fewest.source})."
        )
    limit = parameters.if_known("organisation.cell_committee_from_official_members", on)
    most = parameters.if_known("organisation.cell_committee_most", on)
    if node.is_cell and limit and most and sitting:
        size = len(
            {officer.person or -officer.seat for officer in sitting if officer.post in rules.IN_COMMITTEE}
        )
        said = rules.cell_needs(official, size, limit.value, most.value, limit.source, most.source)
        if said:
            found.append(said)
    least = parameters.if_known("organisation.committee_from_official_members", on)
    if (
        node.kind == "dang_bo_co_so"
        and least
        and (said := rules.too_small(official, least.value, least.source))
    ):
        found.append(said)
    if term is not None:
        found += _term_concern(term, node.kind, on, parameters)
    return found


def _term_concern(term: Term, kind: str, on: date, parameters: Parameters) -> list[str]:
    begun, attached = term.congress_on or term.valid_from, kind == "chi_bo_truc_thuoc"
    months = parameters.if_known(f"organisation.{'attached_cell_' if attached else ''}term_months", begun)
    shift = parameters.if_known("organisation.attached_cell_term_shift_months", begun) if attached else None
    if months is None:
        return []
    said = term_concern(
        term.years,
        begun,
        int(months.value),
        on,
        int(shift.value) if shift else 0,
        shift.source if shift else "",
    )
    return [said] if said else []
