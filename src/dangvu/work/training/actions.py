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
from dangvu.members.models import Certificate
from dangvu.organisations.access import require, require_rows
from dangvu.work.training.models import Learner, TrainingClass


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
