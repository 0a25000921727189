"""Cases: entered once decided and announced, led through their steps, concluded into the book, opened for a reason."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.audit.models import Act
from dangvu.foundation.capabilities import READ_CASES, WRITE_INSPECTION
from dangvu.foundation.refusals import Impossible
from dangvu.foundation.secrecy.typed import refuse_secret
from dangvu.members.sealed import member_told, names_of, seal_person, unseal_person
from dangvu.organisations.access import require, require_rows
from dangvu.organisations.queries import tree_on
from dangvu.work.inspection import rules
from dangvu.work.inspection.actions.book import NewInspection, record_inspections
from dangvu.work.inspection.models import (
    Case,
    CaseState,
    CaseStep,
    CaseSubject,
    Inspection,
    ProgrammeLine,
    Result,
    SubjectKind,
)
from dangvu.work.inspection.rules import Step


@dataclass(frozen=True, slots=True)
class NewCase:
    """A case by its code. ``organisations``: the subjects of a case of organisations; ``members``: of members, each as
    'Họ tên' or 'Họ tên, ngày sinh', of ``place`` or below."""

    organisation: int
    code: str
    body: str
    kind: str
    opened_on: date
    published: bool
    organisations: tuple[int, ...] = ()
    members: tuple[str, ...] = ()
    place: int | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Conclusion:
    """How a case ended: the class of its result, and the day of the conclusion."""

    on: date
    result: str


def enter_case(*, actor: Actor, organisation: int, new: NewCase) -> int:
    """A case that was decided and announced. Its number. Impossible names the field to mend."""
    require_rows(actor, WRITE_INSPECTION, organisation, [new.organisation])
    with act(actor, "inspection.enter_case") as opened:
        _check(new)
        case = Case.objects.create()
        subjects = [f"{one}" for one in dict.fromkeys(new.organisations)]
        if not subjects:
            found = [
                member_told(actor=actor, organisation=new.place or new.organisation, text=text, on=new.opened_on, field="members")
                for text in new.members
            ]  # fmt: skip
            subjects = [f"{person}" for person in dict.fromkeys(person for person, _, _ in found)]
        for one in subjects:
            CaseSubject.objects.create(
                case=case, sealed=seal_person(int(one), f"case:{case.pk}"), known_from_act=opened
            )
        CaseState.objects.create(
            case=case, organisation_id=new.organisation, code=new.code.strip(), body=new.body, kind=new.kind,
            subject_kind=SubjectKind.ORGANISATION if new.organisations else SubjectKind.MEMBER,
            opened_on=new.opened_on, line_id=new.line, known_from_act=opened,
        )  # fmt: skip
        record(opened, "inspection.enter_case", count=1, organisation_id=organisation)
    return int(case.pk)


def _check(new: NewCase) -> None:
    refuse_secret(code=new.code)
    tree = tree_on(clock.today())
    by = tree[new.organisation]
    for field, wrong in (
        rules.case_fault(code=new.code, opened_on=new.opened_on, today=clock.today(), published=new.published),
        rules.body_fault(body=new.body, kind=new.kind, by_cell=by.is_cell, of_organisation=bool(new.organisations)),
    ):  # fmt: skip
        if wrong:
            raise Impossible(wrong, field)
    if not new.organisations and not new.members:
        raise Impossible(
            "Chưa ghi đối tượng: chọn tổ chức, hoặc ghi họ tên đảng viên, mỗi người một dòng.", "members"
        )
    inside = set(tree.descendants(new.organisation)) - {new.organisation}
    if not inside.issuperset(new.organisations):
        raise Impossible("Đối tượng phải là tổ chức bên dưới đơn vị tiến hành.", "subject")
    if CaseState.objects.known().filter(organisation_id=new.organisation, code=new.code.strip(), opened_on=new.opened_on).exists():  # fmt: skip
        raise Impossible(f"Cuộc {new.code.strip()} ngày {new.opened_on:%d/%m/%Y} đã ghi rồi.", "code")
    if new.line is not None:
        line = ProgrammeLine.objects.known().filter(pk=new.line, organisation_id=new.organisation).first()
        if line is None or (line.kind, line.body) != (new.kind, new.body):
            raise Impossible("Dòng chương trình không cùng chủ thể và loại với cuộc này.", "line")


def _standing(organisation: int, case: int) -> CaseState:
    """The case as it stands, of the organisation or one below it; asked inside the act that changes it."""
    inside = tree_on(clock.today()).descendants(organisation)
    row: CaseState | None = CaseState.objects.known().filter(case_id=case, organisation_id__in=inside).first()
    if row is None:
        raise LookupError(case)
    return row


def do_step(*, actor: Actor, organisation: int, case: int, step: str, on: date) -> None:
    """A step was done on a day; told again, the later telling stands."""
    require(actor, WRITE_INSPECTION, organisation)
    with act(actor, "inspection.step") as opened:
        row = _standing(organisation, case)
        field, wrong = rules.step_fault(on=on, opened_on=row.opened_on, today=clock.today())
        if not wrong and step == Step.CONCLUDED:
            field, wrong = "step", "Kết luận được ghi cùng kết quả: bấm “Ghi kết luận”."
        if wrong:
            raise Impossible(wrong, field)
        _write_step(opened, case, step, on)
        record(opened, "inspection.step", count=1, organisation_id=organisation)


def _write_step(opened: Act, case: int, step: str, on: date) -> None:
    CaseStep.objects.known().filter(case_id=case, step=step).update(known_to_act=opened)
    CaseStep.objects.create(case_id=case, step=step, on=on, known_from_act=opened)


def close_case(*, actor: Actor, organisation: int, case: int, told: Conclusion) -> None:
    """The case was concluded and that is known: its subjects become lines of the book, which figures count.

    Told again, the later telling takes the place of the earlier.
    """
    require(actor, WRITE_INSPECTION, organisation)
    with act(actor, "inspection.conclude") as opened:
        row = _standing(organisation, case)
        field, wrong = rules.step_fault(on=told.on, opened_on=row.opened_on, today=clock.today())
        if wrong:
            raise Impossible(wrong, field)
        if told.result not in Result.values or told.result == Result.UNSTATED:
            raise Impossible("Chưa chọn kết quả.", "result")
        _end_lines(opened, case)
        CaseState.objects.filter(pk=row.pk).update(known_to_act=opened)
        CaseState.objects.create(
            case_id=case, organisation_id=row.organisation_id, code=row.code, body=row.body, kind=row.kind,
            subject_kind=row.subject_kind, opened_on=row.opened_on, line_id=row.line_id, result=told.result,
            closed_on=told.on, known_from_act=opened,
        )  # fmt: skip
        _write_step(opened, case, Step.CONCLUDED, told.on)
        _into_book(actor, row, told)
        record(opened, "inspection.conclude", count=1, organisation_id=organisation)


def _into_book(actor: Actor, row: CaseState, told: Conclusion) -> None:
    kind = rules.family(row.kind)
    if not kind:
        return
    new = NewInspection(
        row.organisation_id,
        kind,
        row.subject_kind,
        told.on,
        "",
        told.result,
        None,
        row.body,
        row.kind,
        row.case_id,
    )
    count = CaseSubject.objects.known().filter(case_id=row.case_id).count()
    record_inspections(
        actor=actor, organisation=row.organisation_id, inspections=[replace(new) for _ in range(count)]
    )


def _end_lines(opened: Act, case: int) -> None:
    Inspection.objects.known().filter(case_id=case).update(known_to_act=opened)


def drop_case(*, actor: Actor, organisation: int, case: int, reason: str) -> None:
    """A case entered by mistake: it, its steps, subjects and lines of the book are no longer known."""
    require(actor, WRITE_INSPECTION, organisation)
    with act(actor, "inspection.drop_case", reason) as opened:
        _standing(organisation, case)
        _end_lines(opened, case)
        for model in (CaseState, CaseStep, CaseSubject):
            model.objects.known().filter(case_id=case).update(known_to_act=opened)
        record(opened, "inspection.drop_case", count=1, organisation_id=organisation)


def open_case(*, actor: Actor, organisation: int, case: int, reason: str) -> list[str]:
    """Of whom a case is, for a reason that is written down together with who asked. Nothing else tells it."""
    require(actor, READ_CASES, organisation)
    if not reason.strip():
        raise Impossible("Chưa nhập lý do.", "reason")
    with act(actor, "inspection.open_case", reason) as opened:
        row = _standing(organisation, case)
        told = [
            unseal_person(each.sealed, f"case:{case}")
            if row.subject_kind == SubjectKind.MEMBER
            else unseal_person(each.sealed, f"case:{case}", merged=False)
            for each in CaseSubject.objects.known().filter(case_id=case).order_by("pk")
        ]
        record(opened, "inspection.open_case", count=1, organisation_id=row.organisation_id, code=row.code)
    if row.subject_kind == SubjectKind.ORGANISATION:
        tree = tree_on(row.opened_on)
        today = tree_on(clock.today())
        return [(tree if one in tree else today).label(one) for one in told]
    names = names_of(told)
    return [names.get(one, "(không còn trong danh sách)") for one in told]
