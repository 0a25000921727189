"""What waits for whom, by when: the question that the home page asks."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import READ_NAMES
from dangvu.organisations.access import may
from dangvu.organisations.tree import Tree
from dangvu.work.admissions.queries.board import CERTIFICATE_SOON, Board, board_of, cases
from dangvu.work.admissions.queries.loading import Case, Judged, Loader
from dangvu.work.admissions.rules.deadlines import (
    OVERDUE,
    THIS_WEEK,
    TITLES,
    TODAY,
    in_words,
    recognition_due,
    standing,
)
from dangvu.work.admissions.rules.steps import CELL, COMMITTEE, NEW_MEMBERS, ORGANS

#: Probation that ends within so many days is told beforehand; a missing class earlier.
PROBATION_SOON, CLASS_SOON = 60, 120
_SOON = {
    "sap_het_du_bi": ("Chuẩn bị xét công nhận chính thức cho đảng viên sắp hết 12 tháng dự bị", CELL),
    "lop_dang_vien_moi": ("Cử đảng viên dự bị học lớp đảng viên mới", COMMITTEE),
}
#: In which order kinds stand on a page where their deadlines are the same.
ORDER = (
    "xet_chinh_thuc", "quyet_dinh_ct", "le_ket_nap", "quyet_dinh", "tham_tra", "ly_lich_dang_vien", "chung_nhan",
    "sap_het_du_bi", "lop_dang_vien_moi",
)  # fmt: skip

#: {kind: verb and object}, for pages that name a kind.
TITLES_OF = TITLES | {kind: title for kind, (title, _) in _SOON.items()}


@dataclass(frozen=True, slots=True)
class DuePerson:
    """One person of a kind of work, with their own deadline."""

    person: int
    organisation: int
    deadline: date
    state: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """One kind of work that waits: how many people, for whom, until when."""

    kind: str
    title: str
    organ: str
    items: tuple[DuePerson, ...]
    deadline: date
    words: str
    source: str
    caution: str

    @property
    def count(self) -> int:
        return len(self.items)

    @property
    def people(self) -> tuple[int, ...]:
        return tuple(item.person for item in self.items)

    @property
    def organ_title(self) -> str:
        return ORGANS[self.organ]

    def in_state(self, *states: str) -> int:
        return sum(item.state in states for item in self.items)

    @property
    def overdue(self) -> int:
        return self.in_state(OVERDUE)

    @property
    def this_week(self) -> int:
        return self.in_state(TODAY, THIS_WEEK)


def due(actor: Actor, organisations: Collection[int], today: date) -> list[Due]:
    """Every kind of work with a deadline in these organisations, the most pressing first. A dozen questions in all."""
    return due_of(*cases(actor, organisations, today))


def due_of(load: Loader, found: Sequence[Case]) -> list[Due]:
    """The same of people who are loaded already."""
    today = load.today
    kinds: dict[str, list[tuple[DuePerson, str, str, str, str]]] = {}
    for case in found:
        terms = load.told("due", case.judged, lambda judged: _terms(judged, load))
        for kind, organ, deadline, words, source, caution in terms:
            item = DuePerson(case.person, case.organisation, deadline, standing(deadline, today), words)
            kinds.setdefault(kind, []).append((item, organ, words, source, caution))
    answer = []
    for kind, items in kinds.items():
        items.sort(key=lambda one: (one[0].deadline, one[0].person))
        first = items[0]
        answer.append(
            Due(kind, TITLES_OF[kind], first[1], tuple(one[0] for one in items), first[0].deadline, first[2], first[3],
                next((one[4] for one in items if one[4]), ""))
        )  # fmt: skip
    return sorted(answer, key=lambda one: (one.deadline, ORDER.index(one.kind)))


def _terms(case: Judged, load: Loader) -> list[tuple[str, str, date, str, str, str]]:
    found = []
    for term in case.terms:
        if term.kind == "chung_nhan" and (term.deadline.on - load.today).days > CERTIFICATE_SOON:
            continue
        words = in_words(term.deadline, load.today, load.calendar)
        found.append(
            (term.kind, term.organ, term.deadline.on, words, term.deadline.source, term.deadline.caution)
        )
    ends = recognition_due(case.file, load.ask)
    if ends is not None and ends > load.today:
        months = load.ask("recognition.probation_months", ends)
        source = months.source if months else ""
        if ends <= load.today + timedelta(days=PROBATION_SOON):
            found.append(("sap_het_du_bi", CELL, ends, f"hết dự bị ngày {ends:%d/%m/%Y}", source, ""))
        if ends <= load.today + timedelta(days=CLASS_SOON) and case.file.paper(NEW_MEMBERS) is None:
            found.append(("lop_dang_vien_moi", COMMITTEE, ends, f"trước ngày {ends:%d/%m/%Y}", source, ""))
    return found


def desk(*, actor: Actor, organisation: int, today: date, tree: Tree) -> tuple[Board, list[Due]]:
    """The board and what is due, of people loaded once."""
    load, found = cases(actor, tree.descendants(organisation), today)
    return board_of(load, found, may(actor, READ_NAMES, organisation, tree=tree)), due_of(load, found)
