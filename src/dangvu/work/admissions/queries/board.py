"""The pipeline of an organisation: who stands at which step, with which deadline, and one person's dossier."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Count

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.models import Act
from dangvu.foundation.audit.queries import standing as kept
from dangvu.foundation.capabilities import READ_FIGURES, READ_NAMES, Refused
from dangvu.members.models import Membership, PersonProfile, Status
from dangvu.members.queries import profiles
from dangvu.organisations.access import may, organisations_visible
from dangvu.organisations.queries import tree_on
from dangvu.organisations.tree import Tree
from dangvu.work.admissions.models import DossierStep, Introduction, Outcome, OutstandingPerson
from dangvu.work.admissions.queries.facts import dossiers_of, partial
from dangvu.work.admissions.queries.loading import Case, Judged, Loader
from dangvu.work.admissions.rules.deadlines import OVERDUE, THIS_WEEK, TODAY, Term, in_words, standing
from dangvu.work.admissions.rules.gates import Check, Entry, gate
from dangvu.work.admissions.rules.steps import BY_SLUG, INTRODUCERS, ORGANS, STAGES, Step, steps_of

#: What stands for a name that the actor may not read.
HIDDEN_NAME = "(ẩn tên)"


@dataclass(frozen=True, slots=True)
class Line:
    """One person in a list: where, waiting for what, until when."""

    person: int
    name: str
    order: str
    organisation: int
    place: str
    birth: str
    stage: str
    since: date
    deadline: date | None
    words: str
    state: str
    source: str
    caution: str

    @property
    def waiting(self) -> str:
        return BY_SLUG[self.stage].waiting

    @property
    def organ_title(self) -> str:
        return ORGANS[BY_SLUG[self.stage].organ]


@dataclass(frozen=True)
class Row:
    """One line of the board: a step that is waited for."""

    step: Step
    count: int
    overdue: int
    this_week: int
    nearest: date | None
    words: str

    @property
    def organ(self) -> str:
        return ORGANS[self.step.organ]


@dataclass(frozen=True)
class Board:
    """All the lines; their counts add up to the people on the way. Lines are written, and names read, when asked for."""

    rows: list[Row]
    names_hidden: bool
    today: date
    cautions: list[str]
    load: Loader
    cases: Sequence[Case]

    @property
    def count(self) -> int:
        return len(self.cases)

    @property
    def overdue(self) -> int:
        return sum(row.overdue for row in self.rows)

    def phase(self, phase: str) -> list[Row]:
        return [row for row in self.rows if row.step.phase == phase]

    @cached_property
    def lines(self) -> list[Line]:
        return self.of()

    def of(
        self, *, stage: str = "", states: Collection[str] = (), organ: str = "",
        people: Collection[int] | None = None,
    ) -> list[Line]:  # fmt: skip
        """The people behind a number of the board, in the order of their names."""
        nearest = _Nearest(self.load)
        wanted = [
            case
            for case in self.cases
            if (not stage or case.stage == stage)
            and (not states or nearest.of(case).state in states)
            and (not organ or BY_SLUG[case.stage].organ == organ)
            and (people is None or case.person in people)
        ]
        told = {} if self.names_hidden else profiles({case.person for case in wanted}, only=_TOLD)
        lines = [_line(case, self.load, nearest.of(case), told.get(case.person)) for case in wanted]
        return sorted(lines, key=lambda line: (line.order, line.person))


def cases(
    actor: Actor, organisations: Collection[int], today: date, *, whole: bool = False
) -> tuple[Loader, list[Case]]:
    """Everyone on the way in these organisations, as far as the actor may see them; ``whole`` as Loader tells.

    Who stands where, without what a gate asks, is told by facts and the day alone and kept until the next act.
    """
    tree = tree_on(today)
    inside = frozenset(organisations) & organisations_visible(actor, READ_FIGURES, tree)

    def ask() -> tuple[Loader, list[Case]]:
        load = Loader(today, tree)
        return load, load.in_organisations(inside, whole=whole)

    return ask() if whole else kept(("on the way", today, inside), ask)


def board(*, actor: Actor, organisation: int, today: date | None = None, tree: Tree | None = None) -> Board:
    """The pipeline of an organisation and everything below it."""
    day = today or clock.today()
    tree = tree or tree_on(day)
    return board_of(
        *cases(actor, tree.descendants(organisation), day),
        may(actor, READ_NAMES, organisation, tree=tree),
    )


def board_of(load: Loader, found: Sequence[Case], named: bool) -> Board:
    """The same of people who are loaded already."""
    nearest = _Nearest(load)
    here: dict[str, list[_Term]] = {step.slug: [] for step in STAGES}
    for case in found:
        here[case.stage].append(nearest.of(case))
    rows = []
    for step in STAGES:
        told = here[step.slug]
        first = min(
            (one for one in told if one.deadline), key=lambda one: one.deadline or date.max, default=_NONE
        )
        rows.append(
            Row(
                step,
                len(told),
                sum(one.state == OVERDUE for one in told),
                sum(one.state in (TODAY, THIS_WEEK) for one in told),
                first.deadline,
                first.words,
            )
        )
    cautions = sorted({one.caution for told in here.values() for one in told if one.caution})
    return Board(rows, not named, load.today, cautions, load, found)


@dataclass(frozen=True, slots=True)
class _Term:
    """The nearest term of a person, as lists tell it."""

    deadline: date | None = None
    words: str = ""
    state: str = ""
    source: str = ""
    caution: str = ""


_NONE = _Term()


class _Nearest:
    """The nearest term of each person; told once for all whose files are alike."""

    def __init__(self, load: Loader) -> None:
        self._load = load

    def of(self, case: Case) -> _Term:
        return self._load.told("nearest", case.judged, self._told)

    def _told(self, judged: Judged) -> _Term:
        term = next((t for t in judged.terms if not BY_SLUG.get(t.kind) or not BY_SLUG[t.kind].aside), None)
        term = term or (judged.terms[0] if judged.terms else None)
        today = self._load.today
        if term is None or (term.kind == "chung_nhan" and not _soon(term, today)):
            return _NONE
        deadline = term.deadline
        return _Term(
            deadline.on, in_words(deadline, today, self._load.calendar), standing(deadline.on, today),
            deadline.source, deadline.caution,
        )  # fmt: skip


#: What a list tells of a person's profile.
_TOLD = ("name", "order_key", "birth")


def _line(case: Case, load: Loader, term: _Term, profile: PersonProfile | None) -> Line:
    """A case as a list shows it, with its nearest term; without a profile, without the name."""
    return Line(
        person=case.person,
        name=profile.name if profile else HIDDEN_NAME,
        order=profile.order_key if profile else "",
        organisation=case.organisation,
        place=load.tree.label(case.organisation) if case.organisation in load.tree else "",
        birth=str(partial(profile.birth) or "") if profile else "",
        stage=case.stage,
        since=case.since,
        deadline=term.deadline,
        words=term.words,
        state=term.state,
        source=term.source,
        caution=term.caution,
    )


#: A certificate's end is spoken of when it is this near.
CERTIFICATE_SOON = 90


def _soon(term: Term, today: date) -> bool:
    return (term.deadline.on - today).days <= CERTIFICATE_SOON


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step on the dossier's page: done, when, under which number, by whom recorded."""

    step: Step
    on: date
    number: str
    organ: str
    received_on: date | None
    passed: bool
    votes: str
    note: str
    recorded: str
    said_later: bool = False


@dataclass(frozen=True, slots=True)
class IntroductionLine:
    kind: str
    title: str
    by: int | None
    name: str
    on: date
    number: str
    together_from: date | None


@dataclass(frozen=True)
class Next:
    """What to do next: the step, its gate today, its term."""

    step: Step
    checks: tuple[Check, ...]
    open: bool


@dataclass(frozen=True)
class DossierView:
    """Everything that the page of one person's way shows."""

    case: Case
    place: str
    steps: list[StepLine]
    introductions: list[IntroductionLine]
    next: Next | None
    possible: list[Step]
    terms: list[tuple[Term, str, str]]
    helper: str
    outcome: str
    earlier: int
    today: date


def dossier(*, actor: Actor, person: int, today: date | None = None) -> DossierView:
    """One person's way. LookupError for whoever is not on one in an organisation that the actor may see."""
    day = today or clock.today()
    load = Loader(day, tree_on(day))
    case = load.of_people([person]).get(person)
    if case is None or case.organisation not in organisations_visible(actor, READ_FIGURES, load.tree):
        raise LookupError(person)
    if not may(actor, READ_NAMES, case.organisation, tree=load.tree):
        raise Refused("Đồng chí không có quyền xem hồ sơ của từng người.")
    rows = list(DossierStep.objects.known().filter(dossier_id=case.dossier or 0).order_by("on", "id"))
    told = list(Introduction.objects.known().filter(dossier_id=case.dossier or 0).order_by("on", "id"))
    acts = {act.number: act for act in Act.objects.filter(number__in={row.known_from_act_id for row in rows})}
    people = {row.person_id for row in told if row.person_id} | ({case.helper} if case.helper else set())
    names = {pk: profile.name for pk, profile in profiles(people).items()}
    return DossierView(
        case=case,
        place=load.tree.label(case.organisation),
        steps=[_step_line(row, acts[row.known_from_act_id]) for row in rows],
        introductions=[
            IntroductionLine(
                row.kind, INTRODUCERS[row.kind], row.person_id, names.get(row.person_id or 0, ""), row.on,
                row.document_number, row.together_from,
            )
            for row in told
        ],
        next=None if case.ended else what_next(case, load),
        possible=[] if case.ended else possible(case, load),
        terms=[(t, in_words(t.deadline, day, load.calendar), standing(t.deadline.on, day)) for t in case.terms],
        helper=names.get(case.helper or 0, ""),
        outcome=Outcome(case.standing.outcome).label if case.standing and case.standing.outcome else "",
        earlier=max(len(dossiers_of([person]).get(person, ())) - 1, 0),
        today=day,
    )  # fmt: skip


def _step_line(row: DossierStep, act: Act) -> StepLine:
    votes = ""
    if row.listed is not None and row.votes_for is not None:
        base = row.listed - (row.away or 0) - (row.exempt_absent or 0)
        votes = f"{row.votes_for} trên {base} tán thành"
    at = act.at.astimezone(clock.HERE)
    return StepLine(
        BY_SLUG[row.step], row.on, row.document_number, row.organ, row.received_on, row.passed, votes, row.note,
        f"Nhập {at:%d/%m/%Y}, {act.actor}",
    )  # fmt: skip


def what_next(case: Case, load: Loader) -> Next | None:
    """The step that the person waits for, with its gate as it stands today."""
    step = BY_SLUG[case.stage]
    if not step.entered:
        follow = {
            "lop_nhan_thuc": "nghi_quyet_chi_bo", "gioi_thieu": "nghi_quyet_chi_bo", "du_bi": "nghi_quyet_chi_bo_ct",
            "lop_dang_vien_moi": "nghi_quyet_chi_bo_ct",
        }  # fmt: skip
        step = BY_SLUG[follow[case.stage]]
    checks = gate(case.file, Entry(step.slug, load.today), load.ask, load.calendar)
    return Next(step, checks, all(check.ok or check.mend.startswith("truong:") for check in checks))


def possible(case: Case, load: Loader) -> list[Step]:
    """Every step that could be recorded today: its gate is open, or the form itself can open it."""
    found = []
    for step in steps_of(case.file):
        if not step.entered:
            continue
        if not step.aside and step.phase != ("chinh_thuc" if case.file.is_probationer else "vao_dang"):
            continue
        if step.aside and not case.file.is_probationer:
            continue
        checks = gate(case.file, Entry(step.slug, load.today), load.ask, load.calendar)
        if all(check.ok or check.mend.startswith("truong:") for check in checks):
            found.append(step)
    return found


def ready(
    *, actor: Actor, organisation: int, step: str, today: date | None = None
) -> tuple[list[Line], list[tuple[Line, str]]]:
    """For recording a step of several people: those who can take it today, and those who can't yet, with why."""
    day = today or clock.today()
    tree = tree_on(day)
    load, found = cases(actor, tree.descendants(organisation), day, whole=True)
    named = may(actor, READ_NAMES, organisation, tree=tree)
    nearest, wanted, able, waiting = _Nearest(load), BY_SLUG[step], [], []
    for case in found:
        if wanted.committee_only and not case.file.under_committee:
            continue
        if case.file.done(step) or (wanted.phase == "chinh_thuc") != case.file.is_probationer:
            continue
        line = _line(case, load, nearest.of(case), case.profile if named else None)
        checks = gate(case.file, Entry(step, day), load.ask, load.calendar)
        closed = [c for c in checks if not c.ok and not c.mend.startswith("truong:")]
        if not closed:
            able.append(line)
        elif case.stage == step:
            waiting.append((line, "; ".join(f"{c.text}: {c.reason}" for c in closed)))
    return able, waiting


@dataclass(frozen=True, slots=True)
class Choice:
    """A member to choose as helper or introducer."""

    person: int
    label: str


def official_members(*, actor: Actor, organisation: int, today: date | None = None) -> Sequence[Choice]:
    """The official members of the grassroots organisation in which ``organisation`` lies, by given name."""
    day = today or clock.today()
    tree = tree_on(day)
    inside = set(tree.descendants(tree.unit_of(organisation) or organisation))
    inside &= organisations_visible(actor, READ_NAMES, tree)
    stays = (
        Membership.objects.known().valid_on(day).filter(organisation_id__among=inside, status=Status.OFFICIAL)
    )
    told = profiles(list(stays.values_list("person_id", flat=True)))
    ordered = sorted(told.values(), key=lambda profile: profile.order_key)
    return [
        Choice(p.person_id, f"{p.name}{f', sinh {p.birth_year}' if p.birth_year else ''}") for p in ordered
    ]


def standings_of(person: int) -> list[OutstandingPerson]:
    """All that was ever said of a person's standing on the list, the latest first."""
    return list(OutstandingPerson.objects.filter(person_id=person).order_by("-id"))


def official_counts(
    *, actor: Actor, organisations: Collection[int], today: date | None = None
) -> dict[int, int]:
    """How many official members each organisation itself has today: the list from which its vote is counted."""
    day = today or clock.today()
    inside = set(organisations) & organisations_visible(actor, READ_FIGURES, tree_on(day))
    stays = (
        Membership.objects.known().valid_on(day).filter(organisation_id__among=inside, status=Status.OFFICIAL)
    )
    return dict(stays.order_by().values_list("organisation_id").annotate(count=Count("pk")))
