"""Putting people on the list, who helps and who introduces them, and how a way ends."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.audit.models import Act
from dangvu.foundation.capabilities import WRITE_WORK
from dangvu.foundation.refusals import Impossible
from dangvu.foundation.vietnamese import fold
from dangvu.members.actions import Profile, correct_profiles, register
from dangvu.members.models import Membership
from dangvu.members.queries import profiles, profiles_numbered, profiles_told_by
from dangvu.organisations.access import require_rows
from dangvu.organisations.queries import tree_on
from dangvu.work.admissions.models import Dossier, DossierStep, Introduction, Outcome, OutstandingPerson
from dangvu.work.admissions.queries.loading import Case, Loader
from dangvu.work.admissions.rules.gates import SCHOOLING
from dangvu.work.admissions.rules.steps import INTRODUCERS, MEMBER


@dataclass(frozen=True, slots=True)
class NewOutstanding:
    """A person whom a cell put on its list: one on record (``person``), or one met for the first time."""

    organisation: int
    listed_on: date
    person: int | None = None
    profile: Profile | None = None
    schooling: str = ""
    helper: int | None = None
    document_number: str = ""


def loader(today: date | None = None) -> Loader:
    """The parameters, calendar and tree of today."""
    day = today or clock.today()
    return Loader(day, tree_on(day))


def list_outstanding(*, actor: Actor, organisation: int, people: Sequence[NewOutstanding]) -> list[int]:
    """Put people on the list of their cells; the ids of the persons, in order."""
    require_rows(actor, WRITE_WORK, organisation, (new.organisation for new in people))
    with act(actor, "admissions.list_outstanding") as opened:
        ids = [
            new.person if new.person is not None else _register(actor, organisation, new) for new in people
        ]
        _tell_schooling(actor, organisation, dict(zip(ids, (new.schooling for new in people), strict=True)))
        _check_new(people, ids)
        made = Dossier.objects.bulk_create(Dossier(person_id=person, known_from_act=opened) for person in ids)
        OutstandingPerson.objects.bulk_create(
            OutstandingPerson(
                dossier=dossier, person_id=person, organisation_id=new.organisation, listed_on=new.listed_on,
                document_number=new.document_number, schooling=new.schooling, helper_id=new.helper,
                known_from_act=opened,
            )
            for dossier, person, new in zip(made, ids, people, strict=True)
        )  # fmt: skip
        record(opened, "admissions.list_outstanding", count=len(people), organisation_id=organisation)
    return ids


def _register(actor: Actor, organisation: int, new: NewOutstanding) -> int:
    """Someone not on record yet; refused where the same person already is, so that nobody is entered twice."""
    if new.profile is None:
        raise Impossible("Ghi họ và tên của quần chúng ưu tú.", "name")
    profile = new.profile
    birth = profile.birth.iso() if profile.birth else ""
    unit = profile.unit_id or new.organisation
    numbers = [number for number in (profile.personal_number,) if number]
    for known in (*profiles_told_by([unit], [fold(profile.name)]), *profiles_numbered(numbers)):
        if known.birth == birth or (numbers and known.personal_number == numbers[0]):
            raise Impossible(
                f"Đã có {known.name}, sinh {profile.birth or 'chưa rõ ngày'} trong danh sách người của đơn vị. "
                "Chọn người đó trong danh sách học viên hoặc hồ sơ đã có, không nhập lại.",
                "name",
            )
    told = replace(profile, schooling=profile.schooling or new.schooling)
    return register(actor=actor, organisation=organisation, people=[told])[0]


def _tell_schooling(actor: Actor, organisation: int, told: dict[int, str]) -> None:
    """What a dossier says of somebody's schooling is known about the person from then on."""
    wanted = {person: slug for person, slug in told.items() if slug}
    known = {person: Profile.on_record(row) for person, row in profiles(list(wanted)).items()}
    changed = {
        person: replace(profile, schooling=wanted[person], source_row=None)
        for person, profile in known.items()
        if profile.schooling != wanted[person]
    }
    if changed:
        correct_profiles(
            actor=actor, organisation=organisation, profiles=changed, reason="theo hồ sơ kết nạp"
        )


def _check_new(people: Sequence[NewOutstanding], ids: Sequence[int]) -> None:
    today = clock.today()
    for new in people:
        if new.listed_on > today:
            raise Impossible(
                f"Ngày đưa vào danh sách {new.listed_on:%d/%m/%Y} ở sau hôm nay ({today:%d/%m/%Y}).",
                "listed_on",
            )
        if new.schooling and new.schooling not in SCHOOLING:
            raise Impossible("Chọn trình độ học vấn trong danh sách.", "schooling")
        if new.helper is not None:
            _check_helper(new.helper, new.listed_on)
    if len(set(ids)) != len(ids):
        raise Impossible("Một người được ghi hai lần trong cùng danh sách.")
    on_list = OutstandingPerson.objects.known().filter(person_id__in=ids, ended_on__isnull=True)
    if on_list.exists():
        raise Impossible("Người này đã có trong danh sách quần chúng ưu tú, hồ sơ đang mở.", "name")
    members = Membership.objects.known().valid_on(today).filter(person_id__in=ids)
    if members.exists():
        raise Impossible("Người này đang là đảng viên nên không đưa vào danh sách quần chúng ưu tú.", "name")


def _check_helper(helper: int, on: date) -> None:
    """The helper is an official member on that day."""
    official = (
        Membership.objects.known()
        .valid_on(max(on, clock.today()))
        .filter(person_id=helper, status="chinh_thuc")
    )
    if not official.exists():
        raise Impossible("Người giúp đỡ phải là đảng viên chính thức.", "helper")


def open_case(people: Sequence[int], load: Loader) -> list[Case]:
    """The open way of each person, in order; Impossible where one has none."""
    found = load.of_people(people)
    cases = []
    for person in people:
        case = found.get(person)
        if case is None or case.ended:
            name = case.name if case else "Người này"
            raise Impossible(
                f"{name} không có hồ sơ kết nạp đang mở. Tải lại trang để xem danh sách mới nhất."
            )
        cases.append(case)
    return cases


def take_up(cases: Sequence[Case], opened: Act) -> dict[int, int]:
    """{person: dossier} for each, opened here for probationers of whom no step was recorded yet."""
    fresh = [case for case in cases if case.dossier is None]
    made = Dossier.objects.bulk_create(
        Dossier(person_id=case.person, known_from_act=opened) for case in fresh
    )
    OutstandingPerson.objects.bulk_create(
        OutstandingPerson(
            dossier=dossier, person_id=case.person, organisation_id=case.organisation, known_from_act=opened
        )
        for dossier, case in zip(made, fresh, strict=True)
    )
    found = {case.person: case.dossier for case in cases if case.dossier is not None}
    return found | {case.person: dossier.pk for dossier, case in zip(made, fresh, strict=True)}


def amend(
    *,
    actor: Actor,
    organisation: int,
    people: Sequence[int],
    schooling: str | None = None,
    helper: int | None = None,
    listed_on: date | None = None,
    reason: str = "",
) -> None:
    """Say who helps, what schooling, since when on the list; what is None stays as it was."""
    load = loader()
    cases = open_case(people, load)
    require_rows(actor, WRITE_WORK, organisation, (case.organisation for case in cases))
    if helper is not None:
        _check_helper(helper, load.today)
        if helper in people:
            raise Impossible("Không ai tự giúp đỡ chính mình; chọn một đảng viên chính thức khác.", "helper")
    with act(actor, "admissions.amend", reason) as opened:
        dossiers = take_up(cases, opened)
        for case in cases:
            row = OutstandingPerson.objects.known().get(dossier_id=dossiers[case.person])
            _supersede(
                row, opened,
                schooling=row.schooling if schooling is None else schooling,
                helper_id=row.helper_id if helper is None else helper,
                listed_on=row.listed_on if listed_on is None else listed_on,
            )  # fmt: skip
        if schooling:
            _tell_schooling(actor, organisation, dict.fromkeys(people, schooling))
        record(opened, "admissions.amend", count=len(cases), organisation_id=organisation)


def _supersede(row: OutstandingPerson, opened: Act, **changed: object) -> None:
    """Close the row and write it again with what changed; a row of this very act is written over."""
    if row.known_from_act_id == opened.number:
        OutstandingPerson.objects.filter(pk=row.pk).update(**changed)
        return
    OutstandingPerson.objects.filter(pk=row.pk).update(known_to_act=opened)
    kept = {
        name: getattr(row, name)
        for name in (
            "dossier_id", "person_id", "organisation_id", "listed_on", "document_number", "schooling", "helper_id",
            "ended_on", "outcome", "reason",
        )
    }  # fmt: skip
    OutstandingPerson.objects.create(**{**kept, **changed}, known_from_act=opened)


@dataclass(frozen=True, slots=True)
class NewIntroduction:
    """Who introduces a person on which day; ``together_from``: in the same unit since."""

    person: int
    kind: str
    on: date
    by: int | None = None
    document_number: str = ""
    together_from: date | None = None


def introduce(*, actor: Actor, organisation: int, introductions: Sequence[NewIntroduction]) -> None:
    """Record papers of introduction. Whether an introducer may introduce is told by the gate of the cell's vote."""
    load = loader()
    cases = {case.person: case for case in open_case([new.person for new in introductions], load)}
    require_rows(actor, WRITE_WORK, organisation, (case.organisation for case in cases.values()))
    with act(actor, "admissions.introduce") as opened:
        dossiers = take_up(list(cases.values()), opened)
        for new in introductions:
            _check_introduction(new, dossiers[new.person], load.today)
            Introduction.objects.create(
                dossier_id=dossiers[new.person], kind=new.kind, person_id=new.by, on=new.on,
                document_number=new.document_number, together_from=new.together_from, known_from_act=opened,
            )  # fmt: skip
        record(opened, "admissions.introduce", count=len(introductions), organisation_id=organisation)


def _check_introduction(new: NewIntroduction, dossier: int, today: date) -> None:
    if new.kind not in INTRODUCERS:
        raise Impossible("Chọn ai giới thiệu: đảng viên chính thức, đoàn thanh niên hay công đoàn.", "kind")
    if new.on > today:
        raise Impossible(f"Ngày giấy giới thiệu {new.on:%d/%m/%Y} ở sau hôm nay.", "on")
    if new.kind == MEMBER and new.by is None:
        raise Impossible("Chọn đảng viên giới thiệu trong danh sách.", "by")
    if new.kind == MEMBER and new.by == new.person:
        raise Impossible("Không ai tự giới thiệu mình; chọn đảng viên khác.", "by")
    there = Introduction.objects.known().filter(dossier_id=dossier, kind=new.kind)
    if there.filter(person_id=new.by).exists() if new.kind == MEMBER else there.exists():
        raise Impossible("Giấy giới thiệu này đã ghi rồi.", "by" if new.kind == MEMBER else "kind")


def withdraw_introductions(
    *, actor: Actor, organisation: int, person: int, kind: str, by: int | None, reason: str
) -> None:
    """An introduction that was recorded by mistake, or is withdrawn."""
    case = open_case([person], loader())[0]
    require_rows(actor, WRITE_WORK, organisation, [case.organisation])
    if not reason.strip():
        raise Impossible("Ghi lý do bỏ giấy giới thiệu, ví dụ: ghi nhầm người.", "reason")
    with act(actor, "admissions.withdraw_introduction", reason) as opened:
        rows = Introduction.objects.known().filter(dossier_id=case.dossier, kind=kind, person_id=by)
        count = rows.update(known_to_act=opened)
        if not count:
            raise Impossible("Giấy giới thiệu này không còn; tải lại trang.")
        record(opened, "admissions.withdraw_introduction", count=count, organisation_id=organisation)


@dataclass(frozen=True, slots=True)
class Ending:
    """How and why a person's way ends before its goal."""

    person: int
    outcome: str
    on: date
    reason: str


_ENDINGS = {
    Outcome.STOPPED.value, Outcome.REFUSED.value, Outcome.MOVED.value, Outcome.UNFIT.value
}  # fmt: skip


def end(*, actor: Actor, organisation: int, endings: Sequence[Ending]) -> None:
    """Close dossiers with a reason. Striking a probationer off is a movement of its own, decided above."""
    load = loader()
    cases = {case.person: case for case in open_case([ending.person for ending in endings], load)}
    require_rows(actor, WRITE_WORK, organisation, (case.organisation for case in cases.values()))
    with act(actor, "admissions.end") as opened:
        dossiers = take_up(list(cases.values()), opened)
        for ending in endings:
            _check_ending(ending, cases[ending.person], load.today)
            row = OutstandingPerson.objects.known().get(dossier_id=dossiers[ending.person])
            _supersede(row, opened, ended_on=ending.on, outcome=ending.outcome, reason=ending.reason.strip())
        record(opened, "admissions.end", count=len(endings), organisation_id=organisation)


def _check_ending(ending: Ending, case: Case, today: date) -> None:
    if ending.outcome not in _ENDINGS:
        raise Impossible("Chọn kết quả trong danh sách.", "outcome")
    if (ending.outcome == Outcome.UNFIT) != case.file.is_probationer:
        which = "đảng viên dự bị" if ending.outcome == Outcome.UNFIT else "người chưa kết nạp"
        raise Impossible(f"“{Outcome(ending.outcome).label}” chỉ dùng cho {which}.", "outcome")
    if not ending.reason.strip():
        raise Impossible("Ghi lý do, ví dụ: chuyển công tác ra ngoài tỉnh.", "reason")
    if ending.on > today:
        raise Impossible(f"Ngày {ending.on:%d/%m/%Y} ở sau hôm nay.", "on")


def close_as_official(dossiers: Collection[int], on: dict[int, date], opened: Act) -> None:
    """The way reached its goal."""
    for row in OutstandingPerson.objects.known().filter(dossier_id__in=dossiers):
        _supersede(row, opened, ended_on=on[row.dossier_id], outcome=Outcome.OFFICIAL.value)


def steps_on_record(dossier: int) -> list[DossierStep]:
    """The recorded steps of a dossier, the latest last."""
    return list(DossierStep.objects.known().filter(dossier_id=dossier).order_by("on", "id"))
