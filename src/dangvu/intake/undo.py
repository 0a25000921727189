"""Taking a whole load back: a new act that restates what the load superseded, and closes what it said.

Nothing is deleted: what was known while the load stood stays readable as of then. Refused where later acts build on
the load; those are named, so that they can be taken back first.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db import models

from dangvu.foundation import bulk, clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.audit.models import Act
from dangvu.foundation.capabilities import LOAD
from dangvu.foundation.dated import KnownFact
from dangvu.foundation.refusals import Impossible
from dangvu.foundation.workbooks.models import ReceivedFile
from dangvu.intake.accept.context import Shared
from dangvu.intake.models import Finding, Line, Submission
from dangvu.intake.upload.judge import fact_models
from dangvu.intake.upload.models import Batch, ColumnChoice, Mend
from dangvu.members.actions.search import search_later
from dangvu.members.models import Membership, Movement, Person, PersonMerge, PersonProfile
from dangvu.organisations.access import require
from dangvu.organisations.models import Organisation, OrganisationParent

#: Acts that put rows of a load itself right: they go with it.
_OWN = ("intake.mend", "intake.confirm", "intake.set_aside")
_NAMED = 3
WHAT = {
    "intake.load": "nạp tệp", "intake.load_file": "nạp tệp", "intake.settle_waiting": "khớp lại dòng chờ",
    "intake.link_transfers": "nối người chuyển sinh hoạt", "intake.mend": "sửa dòng", "intake.confirm": "xác nhận dòng",
    "intake.set_aside": "bỏ dòng", "intake.undo": "hoàn tác đợt nạp", "members.record_movements": "ghi biến động",
    "members.correct_profiles": "đính chính hồ sơ", "members.merge_people": "gộp hồ sơ trùng",
    "admissions.admit": "kết nạp", "admissions.recognise": "công nhận chính thức",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Later:
    """An act that builds on a load: when, by whom, what."""

    number: int
    at: object
    actor: str
    what: str


def undo(*, actor: Actor, batch: int, reason: str) -> Batch:
    """Take a load back as a whole."""
    kept = Batch.objects.select_related("act").get(pk=batch)
    require(actor, LOAD, kept.organisation_id)
    if kept.undone_by_id is not None:
        raise Impossible("Đợt nạp này đã được hoàn tác trước đó.")
    if not reason.strip():
        raise Impossible("Ghi lý do hoàn tác, ví dụ “Đơn vị gửi nhầm tệp của năm trước”.", "reason")
    with act(actor, "intake.undo", reason) as opened:
        acts = _with_own(set(kept.acts))
        _require_kinds(actor, acts)
        later = _builders(acts, opened.number)
        if later:
            raise Impossible(_refusal(later))
        people = _people(acts) | _merged(acts)
        closed = _Undo(acts, opened).run()
        search_later(opened, people)  # what people are found by is derived from what is known now
        files = ReceivedFile.objects.filter(act__in=acts, undone_by__isnull=True)
        count = files.update(undone_by=opened)
        kept.undone_by = opened
        kept.save(update_fields=["undone_by"])
        record(
            opened, "intake.undo", count=closed, organisation_id=kept.organisation_id, batch=kept.pk, files=count,
            acts=sorted(acts),
        )  # fmt: skip
    return kept


def built_on(batch: Batch) -> list[Later]:
    """The later acts that stand in the way of taking a load back."""
    acts = _with_own(set(batch.acts))
    return _builders(acts, None)


def _with_own(acts: set[int]) -> set[int]:
    """The acts of a load with those that only put its own rows right."""
    submissions = set(Submission.objects.filter(act__in=acts).values_list("pk", flat=True))
    for number in Act.objects.filter(kind__in=_OWN, number__gt=max(acts)).values_list("number", flat=True):
        touched = set(
            Line.objects.filter(models.Q(known_from_act=number) | models.Q(known_to_act=number))
            .values_list("submission_id", flat=True).distinct()
        )  # fmt: skip
        if touched and touched <= submissions:
            acts.add(number)
    return acts


def _require_kinds(actor: Actor, acts: set[int]) -> None:
    """Whoever takes a load back may write what it wrote."""
    rights = Shared.fresh(actor).rights
    for kind, sender in (
        Submission.objects.filter(act__in=acts, settled=True).values_list("kind", "sender").distinct()
    ):
        why = rights.foreign(kind, sender) or rights.lacking(kind, sender)
        accepted = Line.objects.filter(
            submission__kind=kind, submission__sender=sender, submission__act__in=acts
        )
        if why and accepted.filter(state="da_ghi").exists():
            raise Impossible(f"Chưa hoàn tác được: {why[:1].lower()}{why[1:]}")


def _refusal(later: Sequence[Later]) -> str:
    said = "; ".join(
        f"{each.what} lúc {_when(each.at)} ({each.actor})" for each in later[:_NAMED]
    )  # fmt: skip
    more = f" và {len(later) - _NAMED} việc khác" if len(later) > _NAMED else ""
    return f"Chưa hoàn tác được, vì sau đó đã có việc dựa trên đợt nạp này: {said}{more}. Hãy hoàn tác các việc đó trước."


def _when(moment: object) -> str:
    return f"{moment.astimezone(clock.HERE):%H:%M ngày %d/%m/%Y}"  # type: ignore[attr-defined]


def _models() -> list[type[KnownFact]]:
    """The tables of facts, those that others point at first."""
    tables = [model for model in fact_models() if model is not ColumnChoice]
    ordered: list[type[KnownFact]] = []
    waiting = tables
    while waiting:
        still = [
            model
            for model in waiting
            if any(target in waiting and target is not model for _, target in _links(model))
        ]
        if len(still) == len(waiting):
            raise RuntimeError("tables of facts point at one another in a circle")
        ordered += [model for model in waiting if model not in still]
        waiting = still
    return ordered


def _links(model: type[models.Model]) -> Iterator[tuple[str, type[models.Model]]]:
    """The foreign keys of a table, but for the known clock's own."""
    for field in model._meta.concrete_fields:
        if field.is_relation and field.name not in ("known_from_act", "known_to_act", "source_row"):
            target = field.related_model
            if isinstance(target, type):
                yield field.attname, target


# -- what builds on a load ---------------------------------------------------------------------------------


def _builders(acts: set[int], undoing: int | None) -> list[Later]:
    """The acts outside ``acts``, after them, that supersede, point at, or concern the same people as their rows."""
    mine, last = set(acts), max(acts)
    found: set[int] = set()
    people = _people(mine)
    made: dict[type[models.Model], set[int]] = {
        Person: set(Person.objects.filter(known_from_act__in=mine).values_list("pk", flat=True)),
        Organisation: _organisations(mine),
    }
    for model in _models():
        written = model._default_manager.filter(known_from_act__in=mine)
        superseded = written.exclude(known_to_act__isnull=True).exclude(known_to_act__in=mine)
        found.update(superseded.values_list("known_to_act", flat=True).distinct())
        made[model] = set(written.values_list("pk", flat=True)) if _is_pointed_at(model) else set()
        if model in (Line, Finding, Mend):
            continue
        after = model._default_manager.filter(known_from_act__gt=last).exclude(known_from_act__in=mine)
        for attribute, target in _links(model):
            if target is Person and model is not Membership:
                found.update(_acts_about(after, attribute, people | made[Person]))
            elif made.get(target):
                found.update(_acts_about(after, attribute, made[target]))
    after_sheets = Submission.objects.filter(act__gt=last).exclude(act__in=mine)
    found.update(_acts_about(after_sheets, "sender_id", made[Organisation], of="act"))
    found -= mine | {undoing or 0}
    undone = {number for batch in Batch.objects.filter(undone_by__isnull=False) for number in batch.acts}
    found -= undone | set(Batch.objects.filter(undone_by__isnull=False).values_list("undone_by", flat=True))
    kinds = {number: batch for batch in Batch.objects.exclude(act__in=mine) for number in batch.acts}
    rows = Act.objects.filter(number__in=found).order_by("number")
    return [
        Later(row.number, row.at, row.actor, f"đợt nạp số {kinds[row.number].pk}" if row.number in kinds else WHAT.get(row.kind, "việc ghi"))
        for row in rows
    ]  # fmt: skip


def _people(acts: set[int]) -> set[int]:
    """Whoever's movements or profile the acts wrote or closed."""
    found: set[int] = set()
    for model in (Movement, PersonProfile):
        for side in ("known_from_act__in", "known_to_act__in"):
            found.update(model.objects.filter(**{side: acts}).values_list("person_id", flat=True))
    return found


def _merged(acts: set[int]) -> set[int]:
    """Whoever the acts said to be one person, or no longer one."""
    found: set[int] = set()
    for side in ("known_from_act__in", "known_to_act__in"):
        for pair in PersonMerge.objects.filter(**{side: acts}).values_list("person_id", "kept_id"):
            found.update(pair)
    return found


def _organisations(acts: set[int]) -> set[int]:
    """The organisations that the acts opened."""
    opened = set(
        OrganisationParent.objects.filter(known_from_act__in=acts).values_list("organisation_id", flat=True)
    )
    before = OrganisationParent.objects.filter(organisation_id__in=opened, known_from_act__lt=min(acts))
    return opened - set(before.values_list("organisation_id", flat=True))


def _is_pointed_at(model: type[KnownFact]) -> bool:
    return any(target is model for other in fact_models() for _, target in _links(other))


def _acts_about(
    rows: models.QuerySet[models.Model], attribute: str, ids: Iterable[int], of: str = "known_from_act"
) -> set[int]:
    found: set[int] = set()
    for some in bulk.chunks(ids):
        found.update(rows.filter(**{f"{attribute}__in": some}).values_list(of, flat=True).distinct())
    return found


# -- restating ---------------------------------------------------------------------------------------------


class _Undo:
    """Closes what some acts said and says again what they had closed."""

    def __init__(self, acts: set[int], opened: Act) -> None:
        self._acts, self._opened = acts, opened
        self._again: dict[type[models.Model], dict[int, int]] = defaultdict(dict)
        self._undone_since = list(Batch.objects.filter(undone_by__gt=max(acts)).order_by("undone_by"))

    def run(self) -> int:
        """How many rows were closed."""
        closed = 0
        for model in _models():
            rows = model._default_manager.filter(known_to_act__in=self._acts).exclude(
                known_from_act__in=self._acts
            )
            restated = list(rows.order_by("pk"))
            for ids in bulk.chunks(self._said(model)):
                closed += model._default_manager.filter(pk__in=ids, known_to_act__isnull=True).update(
                    known_to_act=self._opened
                )
            self._restate(model, restated)
        self._unsettle()
        return closed

    def _said(self, model: type[KnownFact]) -> set[int]:
        """The rows that the acts wrote, and those that say the same again since a later load was taken back."""
        mine = set(model._default_manager.filter(known_from_act__in=self._acts).values_list("pk", flat=True))
        for batch in self._undone_since:
            gone = model._default_manager.filter(known_to_act__in=batch.acts).exclude(
                known_from_act__in=batch.acts
            )
            marks = {self._mark(model, row) for row in gone if row.pk in mine}
            if marks:
                again = model._default_manager.filter(known_from_act=batch.undone_by_id)
                mine.update(row.pk for row in again if self._mark(model, row) in marks)
        return mine

    @staticmethod
    def _mark(model: type[KnownFact], row: KnownFact) -> tuple[object, ...]:
        """What a row says, whatever its number and its clock; rows that it points at may have been restated too."""
        facts = {attribute for attribute, target in _links(model) if issubclass(target, KnownFact)}
        skipped = facts | {"id", "known_from_act_id", "known_to_act_id"}
        return tuple(
            str(getattr(row, f.attname)) for f in model._meta.concrete_fields if f.attname not in skipped
        )

    def _restate(self, model: type[KnownFact], rows: Sequence[KnownFact]) -> None:
        if not rows:
            return
        fields = [
            field
            for field in model._meta.concrete_fields
            if not field.primary_key and field.name != "known_to_act"
        ]
        links = dict(_links(model))
        values = []
        for row in rows:
            said = []
            for field in fields:
                value = getattr(row, field.attname)
                if field.name == "known_from_act":
                    value = self._opened.number
                elif isinstance(field, models.JSONField):
                    value = json.dumps(value, ensure_ascii=False)
                elif field.attname in links:
                    value = self._again[links[field.attname]].get(value, value)
                said.append(value)
            values.append(tuple(said))
        ids = bulk.insert(model, [field.name for field in fields], values)
        self._again[model].update(zip((row.pk for row in rows), ids, strict=True))

    def _unsettle(self) -> None:
        """Sheets that the load had found a sender or a day for wait for them again; its own are no longer asked."""
        waiting = Finding.objects.known().filter(
            known_from_act=self._opened, kind__in=("unknown_sender", "undated_sheet"), severity="cho"
        )
        Submission.objects.filter(sheet_id__in=list(waiting.values_list("sheet_id", flat=True))).update(
            settled=False
        )
        Submission.objects.filter(act__in=self._acts).update(settled=False)
