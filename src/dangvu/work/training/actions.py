"""Holding classes and enrolling learners."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from dangvu.foundation import bulk
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.capabilities import WRITE_WORK
from dangvu.foundation.dated import retire
from dangvu.foundation.refusals import Impossible
from dangvu.members.models import Certificate
from dangvu.organisations.access import require, require_rows
from dangvu.work.training.models import ClassKind, Grade, Learner, TrainingClass


def hold_class(
    *, actor: Actor, organisation: int, kind: str, title: str, closed_on: date, opened_on: date | None = None,
    source_row: int | None = None,
) -> int:  # fmt: skip
    """Record a class of the organisation; its id."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "training.hold_class") as opened:
        made = TrainingClass.objects.create(
            organisation_id=organisation, kind=kind, title=title, opened_on=opened_on, closed_on=closed_on,
            known_from_act=opened, source_row_id=source_row,
        )  # fmt: skip
        record(opened, "training.hold_class", count=1, organisation_id=organisation)
    return int(made.pk)


@dataclass(frozen=True, slots=True)
class NewLearner:
    """A person in a class, sent by ``organisation``."""

    person: int
    organisation: int
    grade: str = ""
    source_row: int | None = None


def enrol(
    *,
    actor: Actor,
    organisation: int,
    training_class: int,
    closed_on: date,
    kind: str,
    learners: Sequence[NewLearner],
) -> None:
    """Enrol learners in a class of ``organisation``; whoever has a grade gets the certificate."""
    require_rows(actor, WRITE_WORK, organisation, (n.organisation for n in learners))
    with act(actor, "training.enrol") as opened:
        bulk.insert(
            Learner,
            ("training_class", "person", "organisation", "grade", "known_from_act", "source_row"),
            [
                (training_class, n.person, n.organisation, n.grade, opened.number, n.source_row)
                for n in learners
            ],
        )
        bulk.insert(
            Certificate,
            ("person", "kind", "issued_on", "grade", "known_from_act", "source_row"),
            [(n.person, kind, closed_on, n.grade, opened.number, n.source_row) for n in learners if n.grade],
        )
        record(opened, "training.enrol", count=len(learners), organisation_id=organisation)


def withdraw(*, actor: Actor, organisation: int, source_rows: Collection[int], reason: str) -> None:
    """What these rows said of learners (and of the class, when its own row is among them) is no longer said."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "training.withdraw", reason) as opened:
        count = sum(retire(model, source_rows, opened.number) for model in (Learner, Certificate))
        record(opened, "training.withdraw", count=count, organisation_id=organisation)


def cancel_class(*, actor: Actor, organisation: int, training_class: int, reason: str) -> None:
    """A class that was not held after all; its learners are withdrawn beforehand."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "training.cancel_class", reason) as opened:
        TrainingClass.objects.known().filter(pk=training_class).update(known_to_act=opened)
        record(opened, "training.cancel_class", count=1, organisation_id=organisation)


@dataclass(frozen=True, slots=True)
class Graded:
    """The result of one learner; an empty grade says that there is none yet."""

    person: int
    grade: str


def grade(
    *, actor: Actor, organisation: int, training_class: int, results: Sequence[Graded], reason: str = ""
) -> int:
    """Enter or correct the results of learners of a class; the certificate follows the grade. How many changed.

    What was entered before stays readable as of then. Whoever failed gets no certificate, and one given before is
    taken back.
    """
    require(actor, WRITE_WORK, organisation)
    held = TrainingClass.objects.known().filter(pk=training_class, organisation_id=organisation).first()
    if held is None:
        raise Impossible("Lớp này không còn trong danh sách lớp của tổ chức; tải lại trang.")
    wanted = {result.person: result.grade for result in results}
    if wrong := set(wanted.values()) - {"", *Grade.values}:
        raise Impossible(f"Kết quả “{min(wrong)}” không có trong danh sách.")
    with act(actor, "training.grade", reason) as opened:
        learners = Learner.objects.known().filter(training_class=held, person_id__in=wanted)
        changed = [row for row in learners if row.grade != wanted[row.person_id]]
        if len(learners) != len(wanted):
            raise Impossible("Có người không còn trong danh sách học viên của lớp; tải lại trang.")
        people = [row.person_id for row in changed]
        Learner.objects.filter(pk__in=[row.pk for row in changed]).update(known_to_act=opened)
        Certificate.objects.known().filter(
            person_id__in=people, kind=held.kind, issued_on=held.closed_on
        ).update(known_to_act=opened)
        Learner.objects.bulk_create(
            Learner(
                training_class=held, person_id=row.person_id, organisation_id=row.organisation_id,
                grade=wanted[row.person_id], known_from_act=opened,
            )
            for row in changed
        )  # fmt: skip
        Certificate.objects.bulk_create(
            Certificate(
                person_id=person, kind=held.kind, issued_on=held.closed_on, grade=wanted[person],
                known_from_act=opened,
            )
            for person in people
            if wanted[person] not in ("", Grade.FAILED)
        )  # fmt: skip
        record(opened, "training.grade", count=len(changed), organisation_id=organisation)
    return len(changed)


def drop(
    *, actor: Actor, organisation: int, training_class: int, people: Collection[int], reason: str
) -> int:
    """People who did not attend after all: no longer learners of this class, nor certified by it."""
    require(actor, WRITE_WORK, organisation)
    if not reason.strip():
        raise Impossible("Ghi lý do bỏ khỏi danh sách học viên, ví dụ: không dự lớp.", "reason")
    with act(actor, "training.drop", reason) as opened:
        held = TrainingClass.objects.known().filter(pk=training_class, organisation_id=organisation).first()
        if held is None:
            raise Impossible("Lớp này không còn trong danh sách lớp của tổ chức; tải lại trang.")
        learners = Learner.objects.known().filter(training_class=held, person_id__in=people)
        gone = list(learners.values_list("person_id", flat=True))
        learners.update(known_to_act=opened)
        Certificate.objects.known().filter(
            person_id__in=gone, kind=held.kind, issued_on=held.closed_on
        ).update(known_to_act=opened)
        record(opened, "training.drop", count=len(gone), organisation_id=organisation)
    return len(gone)


def enter_class(
    *, actor: Actor, organisation: int, kind: str, title: str, closed_on: date, opened_on: date | None = None
) -> int:
    """A class as a person enters it: checked, then held. Its id."""
    if kind not in ClassKind.values:
        raise Impossible("Chọn loại lớp trong danh sách.", "kind")
    if opened_on is not None and opened_on > closed_on:
        raise Impossible(
            f"Ngày khai giảng {opened_on:%d/%m/%Y} ở sau ngày bế giảng {closed_on:%d/%m/%Y}.", "opened_on"
        )
    same = TrainingClass.objects.known().filter(
        organisation_id=organisation, kind=kind, title=title, closed_on=closed_on
    )
    if same.exists():
        raise Impossible("Đã có lớp cùng tên, cùng ngày bế giảng.", "title")
    return hold_class(
        actor=actor,
        organisation=organisation,
        kind=kind,
        title=title,
        closed_on=closed_on,
        opened_on=opened_on,
    )


def enrol_people(
    *, actor: Actor, organisation: int, training_class: int, learners: Sequence[NewLearner]
) -> int:
    """Put people who are on record into a class; whoever is in it already is left as they are. How many were new."""
    require_rows(actor, WRITE_WORK, organisation, (new.organisation for new in learners))
    held = TrainingClass.objects.known().filter(pk=training_class, organisation_id=organisation).first()
    if held is None:
        raise Impossible("Lớp này không còn trong danh sách lớp của tổ chức; tải lại trang.")
    there = set(Learner.objects.known().filter(training_class=held).values_list("person_id", flat=True))
    new = [learner for learner in learners if learner.person not in there]
    if not new:
        raise Impossible("Những người đã chọn đều có trong danh sách học viên của lớp.", "people")
    enrol(
        actor=actor, organisation=organisation, training_class=training_class, closed_on=held.closed_on,
        kind=held.kind, learners=new,
    )  # fmt: skip
    return len(new)
