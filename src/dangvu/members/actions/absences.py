"""Members who are away for a time, or exempt from work and meetings. They stay counted at home."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.capabilities import WRITE_MEMBERS
from dangvu.foundation.parameters.queries import Parameters
from dangvu.foundation.refusals import Impossible
from dangvu.members import rules
from dangvu.members.actions.checked import limit, must_be_inside, names_of, refuse
from dangvu.members.models import Absence
from dangvu.members.queries.standing import standing_on
from dangvu.organisations.access import require
from dangvu.organisations.queries import tree_on


@dataclass(frozen=True, slots=True)
class NewAbsence:
    """Someone is away, or exempt, from ``start``; ``until`` is the first day back (None: not known, exemption only)."""

    person: int
    kind: str
    start: date
    until: date | None = None
    place: str = ""
    ground: str = ""
    decision_number: str = ""
    decided_on: date | None = None


def record_absences(*, actor: Actor, organisation: int, absences: Sequence[NewAbsence]) -> list[int]:
    """Record temporary transfers and exemptions; their ids."""
    require(actor, WRITE_MEMBERS, organisation)
    people = {a.person for a in absences}
    with act(actor, "members.record_absences") as opened:
        names, tree, parameters = names_of(people), tree_on(clock.today()), Parameters()
        ids = []
        for asked in absences:
            name = names.get(asked.person, "Người này")
            place = must_be_inside(
                standing_on([asked.person], asked.start).get(asked.person),
                organisation,
                tree,
                name,
                asked.start,
            )
            source = _checked(asked, parameters)
            _no_other(asked, name)
            ids.append(
                Absence.objects.create(
                    person_id=asked.person, organisation_id=place.organisation, kind=asked.kind,
                    valid_from=asked.start, valid_to=asked.until, place=asked.place,
                    ground=rules.EXEMPTION_GROUNDS.get(asked.ground, asked.ground),
                    decision_number=asked.decision_number, decided_on=asked.decided_on, rule=source,
                    known_from_act=opened,
                ).pk
            )  # fmt: skip
        record(
            opened,
            "members.record_absences",
            count=len(ids),
            organisation_id=organisation,
            people=sorted(people),
        )
    return ids


def _checked(asked: NewAbsence, parameters: Parameters) -> str:
    """The regulation under which the absence is allowed on its first day."""
    on = asked.start
    if asked.kind == Absence.Kind.EXEMPT:
        mobile = None
        if asked.ground == "luu_dong":
            mobile = limit(parameters, "exemption.mobile_work_below_months", on)
        refuse(rules.exempt(asked.ground, on, asked.until, mobile))
        regulation = parameters.if_known("membership.regulation", on)
        return f"{regulation.document}, điểm 7" if regulation else ""
    if asked.kind not in (Absence.Kind.AWAY_WORK, Absence.Kind.AWAY_STUDY):
        raise Impossible("Chọn đi công tác hoặc đi học.", "kind")
    if asked.until is None:
        raise Impossible("Ghi ngày trở về dự kiến. Ví dụ: 01/09/2023.", "until")
    if not asked.place:
        raise Impossible("Ghi nơi đến sinh hoạt tạm thời.", "place")
    study = asked.kind == Absence.Kind.AWAY_STUDY
    least = limit(parameters, "transfer.temporary_minimum_months", on)
    most = limit(
        parameters, "transfer.study_maximum_months" if study else "transfer.temporary_below_months", on
    )
    refuse(rules.temporary(on, asked.until, least, most, study=study))
    return least.source


def _no_other(asked: NewAbsence, name: str) -> None:
    exempt = asked.kind == Absence.Kind.EXEMPT
    for other in Absence.objects.known().filter(person_id=asked.person):
        overlaps = (other.valid_to is None or asked.start < other.valid_to) and (
            asked.until is None or other.valid_from < asked.until
        )
        if overlaps and exempt == (other.kind == Absence.Kind.EXEMPT):
            end = f"đến {other.valid_to:%d/%m/%Y}" if other.valid_to else "chưa có ngày kết thúc"
            raise Impossible(
                f"{name} đã có “{other.get_kind_display().lower()}” từ {other.valid_from:%d/%m/%Y} {end}. "
                "Kết thúc lần đó trước.",
                "start",
            )


def end_absence(*, actor: Actor, organisation: int, absence: int, on: date, reason: str = "") -> None:
    """Someone is back (or no longer exempt) from ``on``: the row is superseded by one that ends."""
    require(actor, WRITE_MEMBERS, organisation)
    with act(actor, "members.end_absence", reason) as opened:
        row = Absence.objects.known().filter(pk=absence).first()
        if row is None or organisation not in tree_on(clock.today()).path(row.organisation_id):
            raise LookupError(absence)
        if on <= row.valid_from:
            raise Impossible(f"Ngày kết thúc phải sau ngày bắt đầu ({row.valid_from:%d/%m/%Y}).", "on")
        if on > clock.today():
            raise Impossible(f"Ngày {on:%d/%m/%Y} chưa đến.", "on")
        Absence.objects.filter(pk=row.pk).update(known_to_act=opened)
        row.pk, row.valid_to, row.known_from_act = None, on, opened
        row.save(force_insert=True)
        record(opened, "members.end_absence", count=1, organisation_id=organisation, people=[row.person_id])
