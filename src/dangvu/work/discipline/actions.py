"""Entering announced discipline decisions, what became of complaints, taking back, opening one for a reason."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.capabilities import READ_CASES, WRITE_INSPECTION
from dangvu.foundation.dated import retire
from dangvu.foundation.parameters.queries import Parameters
from dangvu.foundation.refusals import Impossible
from dangvu.foundation.sealed import Unreadable
from dangvu.foundation.secrecy.typed import refuse_secret
from dangvu.foundation.vietnamese import fold
from dangvu.members.sealed import member_told, names_of, seal_person, unseal_person
from dangvu.organisations.access import require, require_rows
from dangvu.organisations.queries import tree_on
from dangvu.organisations.typed import FROM_FILE
from dangvu.work.discipline import rules
from dangvu.work.discipline.models import Complaint, Decision, DecisionState, SubjectKind
from dangvu.work.discipline.rules import Body, Form

LONGEST_CODE = 30


@dataclass(frozen=True, slots=True)
class NewDecision:
    """A decision. ``member``: 'Họ tên' or 'Họ tên, ngày sinh' of who is member at ``place`` or below; ``subject``: an
    organisation below. Neither: only that there was one is known (a row of a workbook)."""

    organisation: int
    form: str
    decided_on: date
    published_on: date | None
    code: str = ""
    body: str = ""
    member: str = ""
    place: int | None = None
    subject: int | None = None
    of_organisation: bool = False
    in_post: bool = False
    committee_member: bool = False
    violation: str = ""
    act_ended_on: date | None = None
    discovered_on: date | None = None
    written_on: date | None = None
    status: str = ""
    source_row: int | None = None


def enter(*, actor: Actor, organisation: int, new: NewDecision) -> int:
    """A decision that was announced, of a member on record or of an organisation. Impossible names the field."""
    require_rows(actor, WRITE_INSPECTION, organisation, [new.organisation])
    with act(actor, "inspection.discipline") as opened:
        refuse_secret(code=new.code)
        if not new.code.strip() or len(new.code) > LONGEST_CODE:
            raise Impossible("Ghi số quyết định, ví dụ: 05-QĐ/UBKT; không ghi nội dung.", "code")
        subject, status = _subject(actor, new)
        _check(new, status)
        decision = _written(opened.number, new, subject, status)
        record(opened, "inspection.discipline", count=1, organisation_id=organisation)
    return decision


def _subject(actor: Actor, new: NewDecision) -> tuple[int, str]:
    if new.of_organisation:
        inside = set(tree_on(clock.today()).descendants(new.organisation)) - {new.organisation}
        if new.subject not in inside:
            raise Impossible("Chọn tổ chức bị kỷ luật, bên dưới nơi ra quyết định.", "subject")
        return int(new.subject), ""
    if not new.member.strip():
        raise Impossible("Chưa ghi họ tên đảng viên.", "member")
    person, _, status = member_told(
        actor=actor, organisation=new.place or new.organisation, text=new.member, on=new.decided_on, field="member"
    )  # fmt: skip
    return person, status


def _check(new: NewDecision, status: str) -> None:
    by_cell = tree_on(clock.today())[new.organisation].is_cell
    if by_cell != (new.body == Body.CELL):
        raise Impossible("Nơi quyết định không khớp với tổ chức đã chọn.", "body")
    field, wrong = rules.days_fault(
        decided_on=new.decided_on, today=clock.today(), act_ended_on=new.act_ended_on,
        discovered_on=new.discovered_on, published_on=new.published_on,
    )  # fmt: skip
    if wrong:
        raise Impossible(wrong, field)
    wrong = rules.form_fault(
        form=new.form,
        of_organisation=new.of_organisation,
        status=status,
        in_post=new.in_post,
        by_cell=by_cell,
    )
    if wrong:
        raise Impossible(wrong, "form")
    if new.act_ended_on is not None:
        found = Parameters().if_known(f"discipline.limitation_years_{new.form}", new.act_ended_on)
        years = int(found.value) if found else None
        barred = rules.barred_from(new.act_ended_on, years)
        found_on = new.discovered_on or new.decided_on
        if (
            barred
            and found
            and rules.is_barred(act_ended_on=new.act_ended_on, discovered_on=found_on, years=years)
        ):
            raise Impossible(
                f"Hết thời hiệu {Form(new.form).label.lower()} từ {barred:%d/%m/%Y} ({years} năm, {found.source}); "
                f"phát hiện ngày {found_on:%d/%m/%Y} là sau đó.", "form",
            )  # fmt: skip


def _written(act_number: int, new: NewDecision, subject: int | None, status: str) -> int:
    decision = Decision.objects.create()
    DecisionState.objects.create(
        decision=decision, organisation_id=new.organisation, code=new.code.strip(), body=new.body,
        subject_kind=SubjectKind.ORGANISATION if new.of_organisation else SubjectKind.MEMBER,
        sealed=seal_person(subject, f"decision:{decision.pk}") if subject is not None else "", status=status,
        in_post=new.in_post, committee_member=new.committee_member, form=new.form, violation=new.violation,
        act_ended_on=new.act_ended_on, discovered_on=new.discovered_on, decided_on=new.decided_on,
        written_on=new.written_on, published_on=new.published_on, known_from_act_id=act_number,
        source_row_id=new.source_row,
    )  # fmt: skip
    return int(decision.pk)


def record_decisions(*, actor: Actor, organisation: int, decisions: Sequence[NewDecision]) -> None:
    """What a workbook tells: that there was a decision, of which form and when; of whom is not read."""
    require_rows(actor, WRITE_INSPECTION, organisation, (new.organisation for new in decisions))
    with act(actor, "inspection.disciplines") as opened:
        for new in decisions:
            _written(opened.number, new, None, new.status)
        record(opened, "inspection.disciplines", count=len(decisions), organisation_id=organisation)


#: Why a row of a workbook is left: an earlier workbook told this very decision.
THERE = "đã có"


def take_over(
    *, actor: Actor, organisation: int, decisions: Sequence[NewDecision]
) -> dict[int, tuple[str, str]]:
    """Decisions as a workbook tells them, each held to what holds for a typed one; whom it is of is sealed at once.

    One typed before under the same number, form and day gives way to the row. {source row: (field, why it was left)}.
    """
    require_rows(actor, WRITE_INSPECTION, organisation, (new.organisation for new in decisions))
    left: dict[int, tuple[str, str]] = {}
    with act(actor, "inspection.disciplines") as opened:
        there = _decided_before(
            {new.organisation for new in decisions}, {new.decided_on for new in decisions}
        )
        for new in decisions:
            try:
                named = bool(new.member) or new.subject is not None
                subject, status = _subject(actor, new) if named else (None, new.status)
                if not new.code.strip() or len(new.code) > LONGEST_CODE:
                    raise Impossible("Ghi số quyết định, ví dụ: 05-QĐ/UBKT; không ghi nội dung.", "code")
                _check(new, status)
            except Impossible as refusal:
                left[new.source_row or 0] = (refusal.field, str(refusal))
                continue
            alike = there.get((new.organisation, fold(new.code), new.form, new.decided_on, subject), [])
            if named and any(row.source_row_id is not None for row in alike):
                left[new.source_row or 0] = ("", THERE)
                continue
            DecisionState.objects.filter(pk__in=[row.pk for row in alike]).update(known_to_act=opened)
            _written(opened.number, new, subject, status)
        record(
            opened, "inspection.disciplines", count=len(decisions) - len(left), organisation_id=organisation
        )
    return left


_Alike = tuple[int, str, str, date, int | None]


def _decided_before(
    organisations: Collection[int], days: Collection[date]
) -> dict[_Alike, list[DecisionState]]:
    found: dict[_Alike, list[DecisionState]] = {}
    rows = DecisionState.objects.known().filter(organisation_id__in=organisations, decided_on__in=days)
    for row in rows:
        subject = None
        if row.sealed:
            of_member = row.subject_kind == SubjectKind.MEMBER
            try:
                subject = unseal_person(row.sealed, f"decision:{row.decision_id}", merged=of_member)
            except Unreadable:  # the key is gone: it can't be told from another
                continue
        elif row.source_row_id is not None:
            continue
        key = (row.organisation_id, fold(row.code), row.form, row.decided_on, subject)
        found.setdefault(key, []).append(row)
    return found


def withdraw(*, actor: Actor, organisation: int, source_rows: Collection[int], reason: str) -> None:
    """What these rows said of decisions is no longer said."""
    require(actor, WRITE_INSPECTION, organisation)
    with act(actor, "inspection.discipline_withdraw", reason) as opened:
        count = retire(DecisionState, source_rows, opened.number)
        record(opened, "inspection.discipline_withdraw", count=count, organisation_id=organisation)


def _standing(organisation: int, decision: int) -> DecisionState:
    inside = tree_on(clock.today()).descendants(organisation)
    row: DecisionState | None = (
        DecisionState.objects.known().filter(decision_id=decision, organisation_id__in=inside).first()
    )
    if row is None:
        raise LookupError(decision)
    return row


def say_complaint(*, actor: Actor, organisation: int, decision: int, complaint: str, on: date) -> None:
    """There is a complaint, or it was settled; the decision stands while it runs (Điều lệ Điều 39.9)."""
    require(actor, WRITE_INSPECTION, organisation)
    with act(actor, "inspection.complaint") as opened:
        row = _standing(organisation, decision)
        if row.published_on is None or on < row.published_on:
            raise Impossible("Ngày này trước ngày công bố quyết định.", "on")
        if on > clock.today():
            raise Impossible(f"Ngày {on:%d/%m/%Y} chưa đến.", "on")
        if complaint not in Complaint.values or not complaint:
            raise Impossible("Chưa chọn tình trạng khiếu nại.", "complaint")
        told = {
            field.attname: getattr(row, field.attname)
            for field in DecisionState._meta.concrete_fields
            if field.name not in ("id", "known_from_act", "known_to_act")
        }
        DecisionState.objects.filter(pk=row.pk).update(known_to_act=opened)
        told |= {"complaint": complaint, "complained_on": row.complained_on or on}
        DecisionState.objects.create(**told, known_from_act=opened)
        record(opened, "inspection.complaint", count=1, organisation_id=organisation)


def take_back(*, actor: Actor, organisation: int, decision: int, reason: str) -> None:
    """A decision typed by mistake; what a workbook said is mended in the workbook."""
    require(actor, WRITE_INSPECTION, organisation)
    with act(actor, "inspection.discipline_drop", reason) as opened:
        row = _standing(organisation, decision)
        if row.source_row_id is not None:
            raise Impossible(FROM_FILE)
        DecisionState.objects.filter(pk=row.pk).update(known_to_act=opened)
        record(opened, "inspection.discipline_drop", count=1, organisation_id=organisation)


def open_decision(*, actor: Actor, organisation: int, decision: int, reason: str) -> str:
    """Of whom a decision is, for a reason that is written down; '' where nobody is named in it."""
    require(actor, READ_CASES, organisation)
    if not reason.strip():
        raise Impossible("Chưa nhập lý do.", "reason")
    with act(actor, "inspection.open_decision", reason) as opened:
        row = _standing(organisation, decision)
        record(
            opened, "inspection.open_decision", count=1, organisation_id=row.organisation_id, code=row.code
        )
    if not row.sealed:
        return ""
    of_member = row.subject_kind == SubjectKind.MEMBER
    told = unseal_person(row.sealed, f"decision:{decision}", merged=of_member)
    if of_member:
        return names_of([told]).get(told, "(không còn trong danh sách)")
    return tree_on(row.decided_on).label(told)
