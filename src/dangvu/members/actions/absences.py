"""Members who are away for a time, or exempt from work and meetings. They stay counted at home."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.capabilities import WRITE_MEMBERS
from dangvu.foundation.dated import retire
from dangvu.foundation.parameters.queries import Parameters
from dangvu.foundation.refusals import Impossible
from dangvu.members import rules
from dangvu.members.actions.checked import limit, must_be_inside, names_of, refuse
from dangvu.members.actions.guests import end, temporary
from dangvu.members.models import Absence, Guest
from dangvu.members.queries.standing import standing_on
from dangvu.organisations.access import require
from dangvu.organisations.queries import tree_on
from dangvu.organisations.tree import Tree


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
    host: int | None = None  # where ``place`` keeps its records here: it has a guest for as long
    source_row: int | None = None


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
            asked = _with_host(asked, place.organisation, tree)
            source = _checked(asked, parameters)
            _no_other(asked, name)
            if asked.host is not None:
                Guest.objects.create(
                    person_id=asked.person, organisation_id=asked.host, home=tree.label(place.organisation), kind=asked.kind,
                    valid_from=asked.start, valid_to=asked.until, paper_number=asked.decision_number, rule=source,
                    source_row_id=asked.source_row, known_from_act=opened,
                )  # fmt: skip
            ids.append(
                Absence.objects.create(
                    person_id=asked.person, organisation_id=place.organisation, kind=asked.kind,
                    valid_from=asked.start, valid_to=asked.until, place=asked.place,
                    ground=rules.EXEMPTION_GROUNDS.get(asked.ground, asked.ground),
                    decision_number=asked.decision_number, decided_on=asked.decided_on, rule=source,
                    source_row_id=asked.source_row, known_from_act=opened,
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


def _with_host(asked: NewAbsence, home: int, tree: Tree) -> NewAbsence:
    """The place called as the host is, where the host is one of the tree and not the home itself."""
    if asked.host is None:
        return asked
    if asked.host not in tree or asked.kind == Absence.Kind.EXEMPT:
        raise LookupError(asked.host)
    if asked.host in tree.path(home) or home in tree.path(asked.host):
        raise Impossible("Nơi đến trùng với nơi đang sinh hoạt; chọn một tổ chức khác.", "host")
    return replace(asked, place=tree.label(asked.host)[:300])


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
    return temporary(asked.kind, on, asked.until, parameters)


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
        for guest in Guest.objects.known().filter(
            person_id=row.person_id, valid_from=row.valid_from, kind=row.kind
        ):
            end(guest, on, opened)
        record(opened, "members.end_absence", count=1, organisation_id=organisation, people=[row.person_id])


def withdraw_absences(*, actor: Actor, organisation: int, source_rows: Collection[int], reason: str) -> None:
    """What these rows of a workbook said of people away or exempt is no longer said."""
    require(actor, WRITE_MEMBERS, organisation)
    with act(actor, "members.withdraw_absences", reason) as opened:
        count = retire(Absence, source_rows, opened.number)
        retire(Guest, source_rows, opened.number)
        record(opened, "members.withdraw_absences", count=count, organisation_id=organisation)


def absence_faults(
    *, actor: Actor, organisation: int, absences: Sequence[NewAbsence]
) -> dict[int, Impossible]:
    """{place in ``absences``: why that one can't be recorded}, writing nothing: a list keeps its other rows."""
    require(actor, WRITE_MEMBERS, organisation)
    names, tree, parameters = names_of({a.person for a in absences}), tree_on(clock.today()), Parameters()
    found = {}
    for at, asked in enumerate(absences):
        name = names.get(asked.person, "Người này")
        stay = standing_on([asked.person], asked.start).get(asked.person)
        try:
            place = must_be_inside(stay, organisation, tree, name, asked.start)
            asked = _with_host(asked, place.organisation, tree)
            _checked(asked, parameters)
            _no_other(asked, name)
        except Impossible as refusal:
            found[at] = refusal
    return found
