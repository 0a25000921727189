"""What the sample workbooks do not tell, invented around today: people on the way into the Party, transfers,
committees and a year's target.

Everything lies after the period of the samples and goes through the ordinary actions, so no printed figure of that
period changes. The names say that nobody of this kind exists: Một, Hai, Ba …
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from dangvu.foundation import clock
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.audit.actions import act
from dangvu.foundation.parameters.queries import calendar
from dangvu.foundation.partial_date import PartialDate
from dangvu.foundation.periods import Period
from dangvu.members.actions import Profile, register
from dangvu.members.actions.absences import NewAbsence, record_absences
from dangvu.members.actions.transfers import Introduction
from dangvu.members.actions.transfers import introduce as introduce_elsewhere
from dangvu.members.queries import members_on
from dangvu.organisations.actions import Decision, NewTerm
from dangvu.organisations.queries import first_day
from dangvu.organisations.tree import Node, Tree
from dangvu.work.admissions.actions import (
    Ending,
    NewAdmission,
    NewIntroduction,
    NewOutstanding,
    NewStep,
    admit,
    end,
    introduce,
    list_outstanding,
    record_step,
)
from dangvu.work.admissions.queries import board
from dangvu.work.admissions.rules.steps import MEMBER
from dangvu.work.admissions.rules.votes import Vote
from dangvu.work.officers.actions import NewSeat, begin_term, take_seats
from dangvu.work.resolutions import actions as resolutions
from dangvu.work.resolutions import queries as asked_of
from dangvu.work.resolutions.rules.targets import TargetKind
from dangvu.work.training.actions import NewLearner, enrol_people, enter_class

#: Less than this after the samples' period there is no room for a year's work beside it.
_ROOM = timedelta(days=300)
#: Official members of a unit whose records are many.
_LARGE = 90
_FAMILIES = ("Lý", "Vi", "Tạ", "Mạc", "Kiều", "Ngụy", "Cù", "Lã", "Khúc", "Ông", "Trà", "Nông")
_GIVEN = ("Một", "Hai", "Ba", "Bốn", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười")


@dataclass
class Example:
    """Where the example is laid: the tree of today, the committee and the cell that the accounts stand in."""

    root: Node
    tree: Tree
    committee: Node
    cell: Node
    period: Period
    today: date = field(default_factory=clock.today)
    made: int = 0

    def __post_init__(self) -> None:
        self.calendar = calendar()
        self.units = [node for node in self.tree if node.is_grassroots]
        # Those who were official on the first list: nobody asks when they came.
        first = first_day() or self.today
        rows = members_on(OPERATOR, self.today).filter(status="chinh_thuc", valid_from__lte=first)
        self.official: dict[int, list[int]] = {}
        for place, person in rows.order_by("person_id").values_list("organisation_id", "person_id"):
            self.official.setdefault(place, []).append(person)

    def ago(self, days: int) -> date:
        return self.today - timedelta(days=days)

    def before(self, working_days: int, deadline: date | None = None) -> date:
        """The day from which so many working days end on ``deadline`` (today)."""
        return self.calendar.add(deadline or self.today, -working_days)

    @property
    def this_week(self) -> date:
        """The last working day of this week, or today."""
        sunday = self.today + timedelta(days=6 - self.today.weekday())
        last = self.calendar.add(sunday + timedelta(days=1), -1)
        return max(last, self.today)

    def name(self) -> tuple[str, str]:
        """An invented name and its sex."""
        number, self.made = self.made, self.made + 1
        sex = "nu" if number % 2 == 0 else "nam"
        middle = "Thị" if sex == "nu" else "Văn"
        family = _FAMILIES[(number + number // len(_GIVEN)) % len(_FAMILIES)]
        return f"{family} {middle} {_GIVEN[number % len(_GIVEN)]}", sex

    def profile(self, cell: Node) -> Profile:
        name, sex = self.name()
        year = self.today.year - 24 - self.made % 9
        return Profile(
            name=name, unit_id=self.tree.unit_of(cell.id), sex=sex, birth=PartialDate(year, 1 + self.made % 12, 10),
            ethnicity="Kinh",
        )  # fmt: skip


def invent(*, root: Node, tree: Tree, committee: Node, cell: Node, period: Period) -> int:
    """Invent the example; how many people it brought onto the records (none where there is no room for it)."""
    here = Example(root, tree, committee, cell, period)
    if here.today < period.end + _ROOM or len(here.units) < 3:
        return 0
    with act(OPERATOR, "officers.begin_term", "ví dụ của bản thử"):
        _committees(here)
    _year(here)
    _admitted(here)
    _on_the_way(here)
    _probationers(here)
    _tasks(here)
    _transfers(here)
    return here.made


# -- committees and the year's target ----------------------------------------------------------------------


def _committees(here: Example) -> None:
    """A term for the bloc, each of its units and each cell of the committee that the accounts stand in."""
    begins = (first_day() or here.today) + timedelta(days=1)
    year = here.today.year - here.today.year % 5
    year = year if here.today > date(year, 6, 30) else year - 5
    congress = date(year, 5, 15)
    cells = [here.tree[id_] for id_ in here.tree.descendants(here.committee.id) if here.tree[id_].is_cell]
    for node in (here.root, *here.units, *(c for c in cells if c.id != here.committee.id)):
        on = max(congress, begins)
        members = _members(here, node)[:5]
        posts: tuple[str, ...] = ("bi_thu", "pho_bi_thu", "cap_uy_vien", "cap_uy_vien", "cap_uy_vien")
        if node.is_cell:
            posts = posts[:3] if len(here.official.get(node.id, ())) >= 9 else posts[:1]
        begin_term(
            actor=OPERATOR, organisation=node.id, term=NewTerm(year, year + 5, congress_on=congress), on=on
        )
        decision = Decision(f"{10 + node.id}-QĐ/ĐU", on + timedelta(days=10))
        take_seats(
            actor=OPERATOR, organisation=node.id,
            seats=[NewSeat(m, post, on, decision=decision) for m, post in zip(members, posts, strict=False)],
        )  # fmt: skip


def _year(here: Example) -> None:
    """This year's target as that of the samples' year, by a resolution, and one adjustment of it."""
    year, root = here.today.year, here.root.id
    before = next(iter(asked_of.targets(actor=OPERATOR, organisation=root, year=here.period.end.year)), None)
    if before is None:
        return
    issued = date(year, 1, 5)
    (resolution,) = resolutions.keep_resolutions(
        actor=OPERATOR, organisation=root,
        resolutions=[resolutions.NewResolution("01-NQ/ĐU", issued, here.root.name, f"về nhiệm vụ năm {year}")],
    )  # fmt: skip
    given = asked_of.parts(actor=OPERATOR, organisation=root, target=before.id)
    parts = {unit: part for unit, part in given.items() if unit in here.tree}
    whole = Decimal(sum(parts.values()))
    new = resolutions.NewTarget(
        f"Chỉ tiêu kết nạp đảng viên năm {year}",
        year,
        TargetKind.COUNT,
        "admitted",
        whole,
        resolution,
        "Mục 2.1",
    )
    (target,) = resolutions.set_targets(actor=OPERATOR, organisation=root, targets=[new])
    resolutions.share_out(actor=OPERATOR, organisation=root, target=target, parts=parts)
    changed = min((p for p in parts if parts[p] > 1), default=None)
    decided = date(year, 7, 3)
    if changed is None or decided > here.today:
        return
    resolutions.share_out(
        actor=OPERATOR, organisation=root, target=target, parts={changed: parts[changed] - 1}, whole=whole - 1,
        decision=resolutions.Decision("38-QĐ/ĐU", decided, "giảm biên chế sau sắp xếp, nguồn kết nạp không còn đủ"),
    )  # fmt: skip


# -- people ------------------------------------------------------------------------------------------------


def _admitted(here: Example) -> None:
    """Admissions of this year, most of them in large units."""
    months = range(1, here.today.month + 1)
    units = [u for u in here.units if u.id != here.committee.id]
    large = [u for u in units if len(_members(here, u)) >= _LARGE]
    cells = [here.tree[cell] for unit in large for cell in _cells(here, unit)[:4]]
    cells += [here.tree[_cells(here, unit)[0]] for unit in units[::2] if unit not in large]
    people = [here.profile(cell) for cell in cells]
    joined = [
        min(date(here.today.year, months[n % len(months)], 3 + n % 20), here.ago(1))
        for n in range(len(cells))
    ]
    ids = register(actor=OPERATOR, organisation=here.root.id, people=people)
    admit(
        actor=OPERATOR, organisation=here.root.id,
        admissions=[
            NewAdmission(person, cell.id, on, f"{200 + n}-QĐ/ĐU", on - timedelta(days=12))
            for n, (person, cell, on) in enumerate(zip(ids, cells, joined, strict=True))
        ],
    )  # fmt: skip


def _members(here: Example, unit: Node) -> list[int]:
    return [member for id_ in here.tree.descendants(unit.id) for member in here.official.get(id_, ())]


def _cells(here: Example, unit: Node) -> Sequence[int]:
    """The cells of a unit that have members, the largest first."""
    found = [id_ for id_ in here.tree.descendants(unit.id) if len(here.official.get(id_, ())) >= 2]
    return sorted(found, key=lambda id_: -len(here.official[id_])) or [unit.id]


@dataclass(frozen=True, slots=True)
class _Way:
    """One person's way: where, the steps done with their days, and when the paper of the last one arrived."""

    cell: Node
    steps: tuple[tuple[str, date], ...]
    received: date | None = None
    certified: bool = True
    introduced: bool = True


_BEFORE = ("don", "ly_lich", "tham_tra", "y_kien", "nghi_quyet_chi_bo", "nghi_quyet_dang_uy", "quyet_dinh")


def _ways(here: Example) -> list[_Way]:
    """People at each step: some in good time, some due this week, some late."""
    cell, committee = here.cell, here.committee
    inside = [here.tree[id_] for id_ in _cells(here, committee)]
    elsewhere = [here.tree[_cells(here, unit)[0]] for unit in here.units if unit.id != committee.id]
    others = [elsewhere[n % len(elsewhere)] for n in range(9)]
    week, late = here.this_week, here.before(3)

    def upto(where: Node, last: str, on: date, received: date | None = None, introduced: bool = True) -> _Way:
        """Everything up to ``last``, which was done on ``on``; the steps before it at intervals of three weeks."""
        slugs = [
            s
            for s in _BEFORE[: _BEFORE.index(last) + 1]
            if s != "nghi_quyet_dang_uy" or not _is_alone(here, where)
        ]
        steps = tuple((s, on - timedelta(days=21 * n)) for n, s in enumerate(reversed(slugs)))
        return _Way(where, steps[::-1], received, introduced=introduced)

    return [
        _Way(cell, (), certified=False, introduced=False),
        _Way(others[0], (), certified=False, introduced=False),
        _Way(cell, (), introduced=False),
        _Way(others[1], (), introduced=False),
        upto(inside[-1], "don", here.ago(20), introduced=False),
        upto(cell, "ly_lich", here.before(30, week), introduced=False),
        upto(inside[0], "ly_lich", here.before(30, late), introduced=False),
        upto(others[2], "ly_lich", here.ago(9), introduced=False),
        upto(inside[-1], "tham_tra", here.ago(12), introduced=False),
        upto(others[3], "tham_tra", here.ago(25)),
        upto(cell, "y_kien", here.ago(8)),
        upto(others[4], "y_kien", here.ago(15)),
        upto(cell, "nghi_quyet_chi_bo", here.ago(16), here.ago(14)),
        upto(others[5], "nghi_quyet_chi_bo", here.before(60, week), here.before(60, week)),
        upto(inside[0], "nghi_quyet_dang_uy", here.before(60, week), here.before(60, week)),
        upto(others[6], "nghi_quyet_chi_bo", here.before(60, late), here.before(60, late)),
        upto(cell, "quyet_dinh", here.before(31, week), here.before(30, week)),
        upto(others[7], "quyet_dinh", here.before(31, late), here.before(30, late)),
        upto(others[8], "quyet_dinh", here.ago(10), here.ago(7)),
    ]  # fmt: skip


def _is_alone(here: Example, cell: Node) -> bool:
    """A grassroots cell sends its resolution straight up."""
    return here.tree.unit_of(cell.id) == cell.id


def _on_the_way(here: Example) -> None:
    """List, teach and introduce these people, and record what was done of each."""
    ways, root = _ways(here), here.root.id
    began = [min([day for _, day in way.steps], default=here.ago(60)) for way in ways]
    closed = max(min(*began, here.ago(200)) - timedelta(days=10), here.period.end + timedelta(days=60))
    first = [
        closed - timedelta(days=20 + n % 5) if way.certified else day - timedelta(days=45)
        for n, (way, day) in enumerate(zip(ways, began, strict=True))
    ]
    people = list_outstanding(
        actor=OPERATOR, organisation=root,
        people=[
            NewOutstanding(way.cell.id, on, profile=here.profile(way.cell), schooling="thpt",
                           helper=next(iter(here.official.get(way.cell.id, ())), None))
            for way, on in zip(ways, first, strict=True)
        ],
    )  # fmt: skip
    _class(here, "nhan_thuc", "Lớp bồi dưỡng nhận thức về Đảng", closed,
           [(p, way.cell) for p, way in zip(people, ways, strict=True) if way.certified])  # fmt: skip
    introduce(
        actor=OPERATOR, organisation=root,
        introductions=[
            NewIntroduction(person, MEMBER, _introduced_on(here, way), by)
            for person, way in zip(people, ways, strict=True)
            if way.introduced
            for by in here.official.get(way.cell.id, ())[:2]
        ],
    )  # fmt: skip
    for slug in _BEFORE:
        entries = [
            _entry(here, person, way, slug, on)
            for person, way in zip(people, ways, strict=True)
            for step, on in way.steps
            if step == slug
        ]
        if entries:
            record_step(actor=OPERATOR, organisation=root, step=slug, entries=entries)
    gone = Ending(people[1], "chuyen_noi_khac", here.ago(5), "chuyển công tác ra ngoài tỉnh")
    end(actor=OPERATOR, organisation=root, endings=[gone])


def _introduced_on(here: Example, way: _Way) -> date:
    """After the vetting, before the vote."""
    return dict(way.steps).get("tham_tra", here.ago(30)) + timedelta(days=2)


def _entry(here: Example, person: int, way: _Way, slug: str, on: date) -> NewStep:
    last = way.steps[-1][0] == slug
    vote = None
    if slug == "nghi_quyet_chi_bo":
        listed = len(here.official.get(way.cell.id, ()))
        vote = Vote(listed, listed)
    elif slug == "nghi_quyet_dang_uy":
        vote = Vote(9, 9)
    number = f"{800 + person % 100}-QĐ/ĐU" if slug == "quyet_dinh" else ""
    return NewStep(person, on, number=number, vote=vote, received_on=way.received if last else None)


def _class(here: Example, kind: str, title: str, closed: date, learners: Sequence[tuple[int, Node]]) -> None:
    """A class of the bloc with its results."""
    training_class = enter_class(
        actor=OPERATOR, organisation=here.root.id, kind=kind, title=f"{title} năm {closed.year}", closed_on=closed,
        opened_on=closed - timedelta(days=4),
    )  # fmt: skip
    grades = ("kha", "gioi", "kha", "trung_binh", "xuat_sac")
    enrol_people(
        actor=OPERATOR, organisation=here.root.id, training_class=training_class,
        learners=[NewLearner(p, cell.id, grades[n % len(grades)]) for n, (p, cell) in enumerate(learners)],
    )  # fmt: skip


def _probationers(here: Example) -> None:
    """Probationers of the samples whose twelve months are over: a class for them, and steps towards recognition."""
    found = [line for line in board(actor=OPERATOR, organisation=here.root.id, today=here.today).lines
             if line.stage == "lop_dang_vien_moi"]  # fmt: skip
    found.sort(
        key=lambda line: (line.organisation not in here.tree.descendants(here.committee.id), line.person)
    )
    taught = found[:12]
    if len(taught) < 6:
        return
    _class(here, "dang_vien_moi", "Lớp bồi dưỡng đảng viên mới", here.ago(40),
           [(line.person, here.tree[line.organisation]) for line in taught])  # fmt: skip
    for n, slug in enumerate(("tu_kiem_diem", "nhan_xet", "tong_hop")):
        entries = [NewStep(line.person, here.ago(28 - 7 * n)) for line in taught[2 * n :]]
        record_step(actor=OPERATOR, organisation=here.root.id, step=slug, entries=entries)
    voted = [NewStep(line.person, here.ago(9), vote=Vote(n, n)) for line in taught[6:10]
             if (n := len(here.official.get(line.organisation, ())))]  # fmt: skip
    if voted:
        record_step(actor=OPERATOR, organisation=here.root.id, step="nghi_quyet_chi_bo_ct", entries=voted)


def _tasks(here: Example) -> None:
    """A task of this year that most units have done, and one that the committee gave to its cells."""
    units = [unit.id for unit in here.units]
    task = resolutions.give_task(
        actor=OPERATOR, organisation=here.root.id, kind="khac", units=units,
        title="Góp ý dự thảo hướng dẫn sinh hoạt chi bộ",
    )  # fmt: skip
    for n, unit in enumerate(u for u in units if u != here.committee.id):
        if n % 4:
            resolutions.say_done(
                actor=OPERATOR, organisation=unit, task=task, done_on=here.ago(2 + n % 9), form="Bằng văn bản",
                paper=f"Công văn số {20 + n}-CV/ĐU",
            )  # fmt: skip
    resolutions.give_task(
        actor=OPERATOR, organisation=here.committee.id, kind="khac",
        title="Rà soát hồ sơ đảng viên tại chi bộ", units=list(_cells(here, here.committee)),
    )  # fmt: skip


def _transfers(here: Example) -> None:
    """On the way from the committee's unit and to it: one in time, one late; and one member away to study."""
    home = here.official[_cells(here, here.committee)[0]]
    other = next(unit for unit in here.units if unit.id != here.committee.id)
    elsewhere = here.official[_cells(here, other)[0]]
    asked = [
        (here.committee, Introduction(home[-1], here.before(12), other.id, moved_on=here.before(20), paper_number="15-GT/ĐU")),
        (here.committee, Introduction(home[-2], here.before(33), None, "Đảng bộ phường Thử Nghiệm, tỉnh khác", paper_number="16-GT/ĐU")),
        (other, Introduction(elsewhere[-1], here.before(30, here.this_week), here.cell.id, paper_number="07-GT/ĐU")),
    ]  # fmt: skip
    for unit, one in asked:
        introduce_elsewhere(actor=OPERATOR, organisation=unit.id, introductions=[one])
    away = NewAbsence(
        home[-3],
        "tam_thoi_hoc_tap",
        here.ago(60),
        here.ago(60) + timedelta(days=365),
        "Trường Chính trị tỉnh",
    )
    record_absences(actor=OPERATOR, organisation=here.committee.id, absences=[away])
