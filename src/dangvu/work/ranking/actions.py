"""Ranking a year: the round, each step for a list of members or organisations, who is left out, taking back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.capabilities import WRITE_WORK
from dangvu.foundation.dated import retire
from dangvu.foundation.refusals import Impossible
from dangvu.foundation.secrecy.typed import refuse_secret
from dangvu.members.queries import profiles
from dangvu.organisations.access import require
from dangvu.organisations.tree import Tree
from dangvu.work.ranking import rules
from dangvu.work.ranking.limits import limits_on
from dangvu.work.ranking.models import NotRanked, Ranking, RankingRound
from dangvu.work.ranking.rules import Facts, Grade, Limits, Step, Subject, Without
from dangvu.work.ranking.standing import (
    Candidate,
    grades,
    members_to_rank,
    steps_of,
    tree_of,
    units_to_rank,
)


@dataclass(frozen=True, slots=True)
class NewRanking:
    """What one subject is ranked: a member (``person``) or an organisation. What is told of the year's tasks is checked
    against; what nobody told is not."""

    grade: str
    organisation: int | None = None
    person: int | None = None
    points: Decimal | None = None
    agreed: int | None = None
    voters: int | None = None
    tasks: int | None = None
    late: int | None = None
    exceeded: int | None = None
    disciplined: bool = False
    source_row: int | None = None


def open_round(*, actor: Actor, organisation: int, year: int, due_on: date, document: str = "") -> None:
    """Ask everything below to rank the year by a day; told again, the later word holds."""
    require(actor, WRITE_WORK, organisation)
    refuse_secret(document=document)
    if not date(year, 1, 1) <= due_on <= date(year + 1, 12, 31):
        raise Impossible(f"Hạn gửi kết quả xếp loại năm {year} phải trong năm {year} hoặc năm {year + 1}.", "due_on")  # fmt: skip
    with act(actor, "ranking.open_round") as opened:
        RankingRound.objects.known().filter(organisation_id=organisation, year=year).update(
            known_to_act=opened
        )
        RankingRound.objects.create(
            organisation_id=organisation, year=year, due_on=due_on, document=document.strip(), known_from_act=opened
        )  # fmt: skip
        record(opened, "ranking.open_round", count=1, organisation_id=organisation, year=year)


def rank(
    *, actor: Actor, organisation: int, year: int, step: str, on: date, entries: Sequence[NewRanking], document: str = ""
) -> int:  # fmt: skip
    """One step for a list of members or organisations here and below; told again, the later word holds. How many.

    Raises Impossible where the regulation of ``on`` does not allow a class, where HTXS can no longer stay under the cap
    of its grassroots organisation, and for whoever is not ranked; LookupError for a stranger. Nothing is written then.
    """
    require(actor, WRITE_WORK, organisation)
    refuse_secret(document=document)
    at, limits = Step(step), limits_on(on)
    _day(year, at, on, document)
    with act(actor, f"ranking.{at.value}") as opened:
        tree = tree_of(year)
        there = _candidates(tree, organisation, year, {one.person is not None for one in entries})
        told = steps_of(year, tree.descendants(organisation) if organisation in tree else ())
        named = _named(tree, [one.person for one in entries if one.person is not None])
        rows = []
        for new in entries:
            one = there.get((0 if new.person is not None else new.organisation or 0, new.person))
            if one is None:
                raise LookupError(new.person or new.organisation)
            name = named.get(new.person, "") if new.person is not None else tree.label(one.organisation)
            _competent(tree, organisation, at, one, name)
            if one.out:
                raise Impossible(f"{name} không xếp loại năm {year}: {one.out[0].lower()}{one.out[1:]}.")
            _allowed(name, new, limits, at, _below(tree, one, told))
            rows.append(_row(opened.number, organisation, year, at, on, document, limits, new, one))
            before = told.get(one.key, {}).get(at)
            if before is not None:
                Ranking.objects.filter(pk=before.pk).update(known_to_act=opened)
        Ranking.objects.bulk_create(rows)
        if at is not Step.SELF:
            _capped(tree, year, at, limits, rows)
        record(
            opened,
            "ranking.rank",
            count=len(rows),
            organisation_id=organisation,
            year=year,
            step=at.label.lower(),
        )
    return len(rows)


def take_over(
    *, actor: Actor, organisation: int, year: int, told: Sequence[tuple[date, str, NewRanking]]
) -> dict[int, str]:  # fmt: skip
    """Results that were decided elsewhere, as a workbook tells them: [(day, paper, result)]. Neither points nor the cap are
    asked for, as the decision stands; the overview shows what is over. {source row: why it was not taken over}."""
    require(actor, WRITE_WORK, organisation)
    left: dict[int, str] = {}
    with act(actor, "ranking.take_over") as opened:
        tree = tree_of(year)
        there = _candidates(tree, organisation, year, {new.person is not None for _, _, new in told})
        before = steps_of(year, tree.descendants(organisation) if organisation in tree else ())
        rows = []
        for on, document, new in told:
            one = there.get((0 if new.person is not None else new.organisation or 0, new.person))
            if one is None or one.out:
                who = "đảng viên, tổ chức của đơn vị" if one is None else f"diện xếp loại: {one.out.lower()}"
                left[new.source_row or 0] = f"Không thuộc {who} cuối năm {year}."
                continue
            same = before.get(one.key, {}).get(Step.DECIDED)
            if same is not None:
                Ranking.objects.filter(pk=same.pk).update(known_to_act=opened)
            limits = limits_on(on)
            rows.append(_row(opened.number, organisation, year, Step.DECIDED, on, document, limits, new, one))
        Ranking.objects.bulk_create(rows)
        record(opened, "ranking.take_over", count=len(rows), organisation_id=organisation, year=year)
    return left


def withdraw(*, actor: Actor, organisation: int, source_rows: Collection[int], reason: str) -> None:
    """What these rows said of rankings is no longer said."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "ranking.withdraw", reason) as opened:
        count = retire(Ranking, source_rows, opened.number)
        record(opened, "ranking.withdraw", count=count, organisation_id=organisation)


def _day(year: int, step: Step, on: date, document: str) -> None:
    if on > clock.today():
        raise Impossible(f"Ngày {on:%d/%m/%Y} chưa đến; chỉ ghi việc đã làm.", "on")
    if on.year not in (year, year + 1):
        raise Impossible(
            f"Ngày {on:%d/%m/%Y} không thuộc đợt xếp loại năm {year}; sửa ngày hoặc chọn lại năm.", "on"
        )
    if step is Step.DECIDED and not document.strip():
        raise Impossible("Ghi số, ngày quyết định xếp loại. Ví dụ: Quyết định số 12-QĐ/ĐU ngày 20/12/2023.", "document")  # fmt: skip


def _candidates(
    tree: Tree, organisation: int, year: int, people: Collection[bool]
) -> dict[tuple[int, int | None], Candidate]:  # fmt: skip
    """{key: who may be ranked here and below}; ``people``: members (True), organisations (False), or both."""
    found: list[Candidate] = []
    if True in people:
        found += members_to_rank(tree.descendants(organisation) if organisation in tree else (), year)
    if False in people:
        found += units_to_rank(tree, organisation, year)
    return {one.key: one for one in found}


def _named(tree: Tree, people: Collection[int]) -> dict[int, str]:
    return {person: one.name for person, one in profiles(list(people), only=("name",)).items()}


def _competent(tree: Tree, organisation: int, step: Step, one: Candidate, name: str) -> None:
    """A decision is taken above: an organisation's by whoever stands over it, a member's by the grassroots organisation."""
    if step is not Step.DECIDED:
        return
    if one.subject is not Subject.MEMBER and one.organisation == organisation:
        raise Impossible(f"Mức xếp loại của {name} do cấp ủy cấp trên quyết định; ở đây chỉ ghi tự đánh giá, đề nghị.", "step")  # fmt: skip
    node = tree[organisation]
    if one.subject is Subject.MEMBER and not (node.is_grassroots or node.is_upper):
        raise Impossible("Mức xếp loại đảng viên do cấp ủy cơ sở quyết định; ở chi bộ chỉ ghi tự đánh giá, đề nghị.", "step")  # fmt: skip


def _below(
    tree: Tree, one: Candidate, told: dict[tuple[int, int | None], dict[Step, Ranking]]
) -> tuple[Grade, ...]:
    """What the organisations right below were ranked by decision."""
    if one.subject is Subject.MEMBER:
        return ()
    rows = [told.get((child, None), {}).get(Step.DECIDED) for child in tree.children(one.organisation)]
    return tuple(Grade(row.grade) for row in rows if row is not None)


def _allowed(name: str, new: NewRanking, limits: Limits, step: Step, below: tuple[Grade, ...]) -> None:
    for number, words in ((new.tasks, "số nhiệm vụ"), (new.late, "số nhiệm vụ chậm"), (new.exceeded, "số nhiệm vụ vượt")):  # fmt: skip
        if number is not None and (number < 0 or (new.tasks is not None and number > new.tasks)):
            raise Impossible(f"{name}: {words} phải từ 0 và không quá số nhiệm vụ của năm.")
    facts = Facts(new.tasks, new.late, new.exceeded, new.disciplined, below)
    wrong = rules.vote_fault(name, new.agreed, new.voters, limits)
    if step is not Step.SELF or new.points is not None:
        wrong = wrong or rules.fault(name, Grade(new.grade), new.points, facts, limits)
    if wrong:
        raise Impossible(wrong)


def _row(
    opened: int, organisation: int, year: int, step: Step, on: date, document: str, limits: Limits, new: NewRanking,
    one: Candidate,
) -> Ranking:  # fmt: skip
    return Ranking(
        subject=one.subject.value, organisation_id=one.organisation, person_id=one.person, year=year, step=step.value, on=on,
        grade=Grade(new.grade).value, points=new.points, agreed=new.agreed, voters=new.voters, tasks=new.tasks,
        late=new.late, exceeded=new.exceeded, disciplined=new.disciplined, by_id=organisation, document=document.strip(),
        rule=limits.regulation, known_from_act_id=opened, source_row_id=new.source_row,
    )  # fmt: skip


def _capped(tree: Tree, year: int, step: Step, limits: Limits, rows: Sequence[Ranking]) -> None:
    """HTXS of members in each grassroots organisation, of organisations under each committee."""
    groups = defaultdict[tuple[bool, int], list[Ranking]](list)
    for row in rows:
        members = row.person_id is not None
        over = tree.unit_of(row.organisation_id) if members else tree[row.organisation_id].parent
        groups[members, over or row.organisation_id].append(row)
    for members, over in groups:
        told = steps_of(year, tree.descendants(over), people=members)
        if members:
            due = members_to_rank(tree.descendants(over), year)
        else:
            level = {Subject(row.subject) for row in groups[members, over]}
            due = [
                one for one in units_to_rank(tree, over, year)
                if one.subject in level and tree[one.organisation].parent == over
            ]  # fmt: skip
        due = [one for one in due if not one.out]
        ranked = [told[one.key][step] for one in due if step in told.get(one.key, {})]
        wrong = rules.cap_fault(tree.label(over), grades(ranked), limits, len(due) - len(ranked))
        if wrong:
            raise Impossible(wrong)


def leave_out(
    *, actor: Actor, organisation: int, year: int, ground: str, people: Collection[int] = (), units: Collection[int] = (),
    note: str = "",
) -> None:  # fmt: skip
    """Say of members or organisations here and below that they are not ranked this year, and why. Whoever is exempt is
    known already. Raises Impossible for one that was ranked."""
    require(actor, WRITE_WORK, organisation)
    refuse_secret(note=note)
    why = Without(ground)
    if why is Without.OTHER and not note.strip():
        raise Impossible("Ghi rõ lý do không xếp loại.", "note")
    with act(actor, "ranking.leave_out") as opened:
        tree = tree_of(year)
        there = _candidates(
            tree, organisation, year, {*([True] if people else []), *([False] if units else [])}
        )
        told = steps_of(year, tree.descendants(organisation) if organisation in tree else ())
        for key in [*((0, p) for p in people), *((u, None) for u in units)]:
            if key not in there:
                raise LookupError(key)
            if told.get(key):
                raise Impossible("Đã ghi mức xếp loại của trường hợp này; bỏ mức đã ghi trước.")
            if there[key].out:
                continue
            NotRanked.objects.create(
                organisation_id=there[key].organisation, person_id=key[1], year=year, ground=why.value, note=note.strip(),
                known_from_act=opened,
            )  # fmt: skip
        record(
            opened,
            "ranking.leave_out",
            count=len(people) + len(units),
            organisation_id=organisation,
            year=year,
        )


def take_back(*, actor: Actor, organisation: int, year: int, person: int | None = None, unit: int | None = None, reason: str) -> None:  # fmt: skip
    """Everything told of one subject's year, its being left out too, was written by mistake."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "ranking.take_back", reason) as opened:
        inside = set(tree_of(year).descendants(organisation))
        which = {"year": year, "organisation_id__among": inside}
        which |= {"person_id": person} if person is not None else {"person": None, "organisation_id": unit}
        closed = sum(
            model.objects.known().filter(**which).update(known_to_act=opened)
            for model in (Ranking, NotRanked)
        )
        if not closed:
            raise LookupError(person or unit)
        record(opened, "ranking.take_back", count=closed, organisation_id=organisation, year=year)
