"""One person: what is known, where they stood and stand, what happened to them, what comes next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.models import Act
from dangvu.foundation.capabilities import READ_NAMES
from dangvu.foundation.parameters.queries import Parameters
from dangvu.foundation.workbooks.models import SourceRow
from dangvu.members import rules
from dangvu.members.masking import masked
from dangvu.members.models import (
    Absence,
    BadgeAward,
    CardEvent,
    Certificate,
    Membership,
    Movement,
    MovementKind,
    PersonMerge,
    PersonProfile,
    SearchEntry,
    Status,
    Transfer,
    TransferOutcome,
)
from dangvu.members.queries.people import kept_people, profiles
from dangvu.members.queries.standing import StandsIn
from dangvu.members.rules.badge import GROUNDS, IN_TURN
from dangvu.members.words import CERTIFICATES, NUMBERS
from dangvu.organisations.access import organisations_visible, require
from dangvu.organisations.queries import TreesThroughTime, tree_on


@dataclass(frozen=True, slots=True)
class Origin:
    """Where something on record comes from: who entered it when, and the row of a workbook where there is one."""

    act: int
    at: datetime
    by: str
    reason: str = ""
    file: str = ""
    sheet: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a timeline. ``movement`` can be corrected here; ``todo`` has not happened yet."""

    on: date
    title: str
    place: str = ""
    note: str = ""
    paper: str = ""
    origin: Origin | None = None
    movement: int | None = None
    uncounted: str = ""
    todo: bool = False


@dataclass(frozen=True)
class PersonOnRecord:
    """A person as whoever may see them sees them; numbers are masked."""

    person: int
    profile: PersonProfile
    organisation: int
    is_member: bool
    stay: StandsIn | None
    stays: list[StandsIn]
    absences: list[Absence]
    transfer: Transfer | None
    merged: list[tuple[int, str]]
    act: int  # the last act that changed what is known: a form is filled in over it
    numbers: dict[str, str]

    @property
    def status(self) -> str:
        return str(Status(self.stay.status).label) if self.stay else ""


def person_on_record(*, actor: Actor, organisation: int, person: int) -> PersonOnRecord:
    """LookupError unless the person is (or was last) in ``organisation`` or below, where the actor may see names."""
    require(actor, READ_NAMES, organisation)
    tree = tree_on(clock.today())
    kept = kept_people()
    person = kept.get(person, person)
    entry = SearchEntry.objects.filter(person_id=person).first()
    if entry is None or entry.organisation_id is None:
        raise LookupError(person)
    if organisation not in tree.path(entry.organisation_id):
        raise LookupError(person)
    if entry.organisation_id not in organisations_visible(actor, READ_NAMES, tree):
        raise LookupError(person)
    profile = profiles([person])[person]
    stays = [
        StandsIn(*row)
        for row in Membership.objects.known().filter(person_id=person).order_by("valid_from")
        .values_list("organisation_id", "status", "valid_from", "valid_to")
    ]  # fmt: skip
    others = [other for other, keeper in kept.items() if keeper == person]
    names = profiles(others)
    ended = TransferOutcome.objects.known().values("transfer_id")
    transfer = Transfer.objects.known().filter(person_id=person).exclude(pk__in=ended).first()
    now = stays[-1] if stays and stays[-1].until is None else None
    return PersonOnRecord(
        person, profile, entry.organisation_id, entry.is_member, now, stays,
        list(Absence.objects.known().filter(person_id=person).order_by("valid_from")), transfer,
        [(other, names[other].name) for other in others if other in names],
        profile.known_from_act_id, {name: masked(getattr(profile, name)) for name in NUMBERS},
    )  # fmt: skip


def timeline_of(found: PersonOnRecord) -> list[Event]:
    """What happened to a person, the latest first; what is to come stands above it."""
    people = [found.person, *(other for other, _ in found.merged)]
    movements = list(Movement.objects.known().filter(person_id__in=people).order_by("on", "pk"))
    certificates = list(Certificate.objects.known().filter(person_id__in=people))
    cards = list(CardEvent.objects.known().filter(person_id__in=people))
    badges = list(BadgeAward.objects.known().filter(person_id__in=people))
    transfers = list(Transfer.objects.known().filter(person_id__in=people))
    ended = {o.transfer_id: o for o in TransferOutcome.objects.known().filter(transfer__in=transfers)}
    merges = list(PersonMerge.objects.known().filter(kept_id=found.person))
    everything: list[object] = [
        *movements, *certificates, *cards, *badges, *transfers, *ended.values(), *found.absences, *merges,
        found.profile,
    ]  # fmt: skip
    origins = _origins(everything)
    trees = TreesThroughTime()

    def place(organisation: int, on: date) -> str:
        tree = trees.on(on)
        return tree.label(organisation) if organisation in tree else "tổ chức đã kết thúc"

    events = [
        Event(
            row.on, _title(row), place(row.counts_in_id, row.on), row.note,
            _paper(row.decision_number, row.decided_on), origins[id(row)],
            None if row.implied or row.kind in _OF_ADMISSION else row.pk,
            "" if row.counted else _UNCOUNTED.get(row.breach, "không được tính"),
        )
        for row in movements
    ]  # fmt: skip
    events += [
        Event(
            row.issued_on,
            CERTIFICATES.get(row.kind, "Giấy chứng nhận lớp bồi dưỡng"),
            origin=origins[id(row)],
        )
        for row in certificates
    ]
    events += [
        Event(row.on, row.get_kind_display(), note=row.reason, paper=_paper(row.decision_number, None),
              origin=origins[id(row)])
        for row in cards
    ]  # fmt: skip
    events += [
        Event(row.on, f"Trao Huy hiệu {row.mark} năm tuổi Đảng", note="" if row.ground == IN_TURN else GROUNDS[row.ground],
              paper=_paper(row.decision_number, row.decided_on), origin=origins[id(row)])
        for row in badges
    ]  # fmt: skip
    events += [
        Event(row.introduced_on, f"Được giới thiệu chuyển sinh hoạt đến {row.target_name}",
              note=row.late_reason, paper=_paper(row.paper_number, None, "Giấy giới thiệu số"), origin=origins[id(row)])
        for row in transfers
    ]  # fmt: skip
    events += [
        Event(row.on, f"Giới thiệu chuyển sinh hoạt: {row.get_how_display().lower()}", note=row.reason,
              origin=origins[id(row)])
        for row in ended.values() if row.how != TransferOutcome.How.RECEIVED
    ]  # fmt: skip
    for row in found.absences:
        until = f"đến trước {row.valid_to:%d/%m/%Y}" if row.valid_to else "chưa có ngày kết thúc"
        events.append(
            Event(row.valid_from, row.get_kind_display(), row.place, f"{row.ground} ({until})".strip(),
                  _paper(row.decision_number, row.decided_on), origins[id(row)])
        )  # fmt: skip
    events += _of_profile(found.profile, origins[id(found.profile)], {m.kind for m in movements})
    events.sort(key=lambda event: event.on, reverse=True)
    return [*_to_come(found), *events]


_OF_ADMISSION = frozenset({MovementKind.ADMITTED, MovementKind.RECOGNISED})
_UNCOUNTED = {
    rules.ALREADY_MEMBER: "không tính: ngày đó đã là đảng viên của tổ chức",
    rules.NOT_A_MEMBER: "chưa tính: ngày đó không có trong danh sách của tổ chức",
    rules.ALREADY_OFFICIAL: "không tính: đã là đảng viên chính thức trước đó",
}


def _title(row: Movement) -> str:
    if row.implied:
        return "Chuyển đi (suy ra: nơi khác đã báo chuyển đến)"
    return str(row.get_kind_display())


def _paper(number: str, day: date | None, called: str = "Quyết định số") -> str:
    if not number:
        return ""
    return f"{called} {number}{f' ngày {day:%d/%m/%Y}' if day else ''}"


def _of_profile(profile: PersonProfile, origin: Origin | None, told: set[str]) -> list[Event]:
    """Days that only the profile tells: of before the records began."""
    found = []
    if profile.joined_first and len(profile.joined) == 10 and MovementKind.ADMITTED not in told:
        found.append(Event(profile.joined_first, "Vào Đảng", note="theo lý lịch", origin=origin))
    if len(profile.official) == 10 and MovementKind.RECOGNISED not in told:
        found.append(
            Event(date.fromisoformat(profile.official), "Chính thức", note="theo lý lịch", origin=origin)
        )
    if profile.decided:
        found.append(Event(profile.decided, "Quyết định kết nạp", note="theo lý lịch", origin=origin))
    return found


def _to_come(found: PersonOnRecord) -> list[Event]:
    """Deadlines ahead that follow from what is on record."""
    events = []
    if found.transfer is not None:
        events.append(
            Event(found.transfer.due_on, f"Hạn nộp giấy giới thiệu tại {found.transfer.target_name}",
                  note=found.transfer.rule, todo=True)
        )  # fmt: skip
    if found.stay is not None and found.stay.status == Status.PROBATIONARY:
        due = probation_ends(found)
        if due is not None:
            events.append(Event(due, "Hết thời gian dự bị, chi bộ xét công nhận chính thức", todo=True))
    today = clock.today()
    for absence in found.absences:
        if (
            absence.valid_to
            and absence.valid_from <= today < absence.valid_to
            and absence.kind != Absence.Kind.EXEMPT
        ):
            events.append(
                Event(absence.valid_to, "Trở về sinh hoạt tại chi bộ", note=absence.place, todo=True)
            )
    return sorted(events, key=lambda event: event.on, reverse=True)


def probation_ends(found: PersonOnRecord) -> date | None:
    """The day on which a probationer's twelve months end; None where the joining day is not known to the day."""
    joined = found.profile.joined_first if len(found.profile.joined) == 10 else None
    if joined is None:
        return None
    months = Parameters().if_known("recognition.probation_months", joined)
    return rules.months_after(joined, int(months.value)) if months else None


def _origins(rows: Iterable[object]) -> dict[int, Origin]:
    """Who entered each row when, and from which workbook: two questions, whatever the number of rows."""
    facts = list(rows)
    acts = Act.objects.in_bulk({row.known_from_act_id for row in facts})  # type: ignore[attr-defined]
    sources = {row.source_row_id for row in facts if row.source_row_id}  # type: ignore[attr-defined]
    places = {
        pk: (file, sheet, number)
        for pk, file, sheet, number in SourceRow.objects.filter(pk__in=sources).values_list(
            "pk", "sheet__file__name", "sheet__name", "number"
        )
    }
    found = {}
    for row in facts:
        act = acts[row.known_from_act_id]  # type: ignore[attr-defined]
        file, sheet, number = places.get(row.source_row_id, ("", "", 0))  # type: ignore[attr-defined]
        found[id(row)] = Origin(act.number, act.at, act.actor, act.reason, file, sheet, number)
    return found
