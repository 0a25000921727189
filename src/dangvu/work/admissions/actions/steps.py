"""Recording a step of several people at once; the last ones are the ceremony and the recognition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.audit.models import Act
from dangvu.foundation.capabilities import WRITE_MEMBERS, WRITE_WORK
from dangvu.foundation.partial_date import PartialDate
from dangvu.foundation.refusals import Impossible
from dangvu.members.actions import retire_movements
from dangvu.members.actions.profiles import Profile, correct_profiles
from dangvu.members.models import Movement, MovementKind
from dangvu.members.queries import profiles
from dangvu.organisations.access import require_rows
from dangvu.work.admissions.actions.admitting import NewAdmission, NewRecognition, admit, recognise
from dangvu.work.admissions.actions.people import (
    close_as_official,
    loader,
    open_case,
    steps_on_record,
    take_up,
)
from dangvu.work.admissions.models import Admission, DossierStep
from dangvu.work.admissions.queries.loading import Case, Loader
from dangvu.work.admissions.rules.deadlines import recognition_due
from dangvu.work.admissions.rules.gates import Entry, gate, voters
from dangvu.work.admissions.rules.steps import BY_SLUG, STEPS, Step
from dangvu.work.admissions.rules.votes import Vote, share

#: How many people's reasons a refusal spells out.
_SPELT_OUT = 5


@dataclass(frozen=True, slots=True)
class NewStep:
    """What is recorded of one person's step."""

    person: int
    on: date
    number: str = ""
    organ: str = ""
    received_on: date | None = None
    vote: Vote | None = None
    consent: str = ""
    ground: str = ""
    note: str = ""
    extra_days: int = 0
    abroad: bool = False


def record_step(*, actor: Actor, organisation: int, step: str, entries: Sequence[NewStep]) -> int:
    """Record one step for each of these people; all of them or none. Returns how many votes passed (all, without one).

    The ceremony admits, the decision on recognition recognises: official on the day on which the twelve months
    end, however late it is decided.
    """
    load, wanted = loader(), _step(step)
    cases = open_case([entry.person for entry in entries], load)
    places = [case.organisation for case in cases]
    require_rows(actor, WRITE_WORK, organisation, places)
    if step in ("le_ket_nap", "quyet_dinh_ct"):
        require_rows(actor, WRITE_MEMBERS, organisation, places)
    _check(wanted, entries, cases, load)
    with act(actor, "admissions.record_step") as opened:
        dossiers = take_up(cases, opened)
        passed = _write(wanted, entries, cases, dossiers, load, opened)
        if step == "le_ket_nap":
            _admit(actor, organisation, entries, cases)
        elif step == "quyet_dinh_ct":
            _recognise(actor, organisation, entries, cases, dossiers, load, opened)
        record(opened, "admissions.record_step", count=len(entries), organisation_id=organisation, step=step)
    return passed


def _step(slug: str) -> Step:
    step = BY_SLUG.get(slug)
    if step is None or not step.entered:
        raise Impossible("Không có bước này trong quy trình kết nạp. Tải lại trang rồi chọn lại.")
    return step


def _check(step: Step, entries: Sequence[NewStep], cases: Sequence[Case], load: Loader) -> None:
    """Refuse the whole list where the gate of one is shut, naming each and why."""
    refused = []
    for entry, case in zip(entries, cases, strict=True):
        if entry.on > load.today:
            raise Impossible(f"Ngày {entry.on:%d/%m/%Y} ở sau hôm nay ({load.today:%d/%m/%Y}).", "on")
        _check_paper(step, entry)
        asked = Entry(step.slug, entry.on, entry.consent, entry.ground, entry.extra_days)
        closed = [c for c in gate(case.file, asked, load.ask, load.calendar) if not c.ok]
        if closed:
            told = "; ".join(f"{c.text}: {c.reason}" for c in closed)
            refused.append(f"{case.name}: {told}")
    if refused:
        more = len(refused) - _SPELT_OUT
        tail = f" Và {more} người nữa." if more > 0 else ""
        raise Impossible(f"Chưa ghi được “{step.title}”. {' | '.join(refused[:_SPELT_OUT])}.{tail}")


def _check_paper(step: Step, entry: NewStep) -> None:
    if step.numbered and not entry.number:
        raise Impossible("Ghi số quyết định, ví dụ 812-QĐ/ĐUK.", "number")
    if entry.received_on is not None and entry.received_on < entry.on:
        raise Impossible(
            f"Ngày nhận {entry.received_on:%d/%m/%Y} ở trước ngày văn bản {entry.on:%d/%m/%Y}.", "received_on"
        )
    if step.slug == "gia_han" and not entry.note:
        raise Impossible("Ghi lý do gia hạn, ví dụ: chờ kết quả thẩm tra ở địa phương khác.", "note")
    if not step.votes:
        return
    if entry.vote is None:
        raise Impossible(f"Ghi kết quả biểu quyết: tổng số {voters(step)} và số tán thành.", "votes_for")
    name, fault = entry.vote.fault()
    if fault:
        raise Impossible(fault, name)


def _write(
    step: Step,
    entries: Sequence[NewStep],
    cases: Sequence[Case],
    dossiers: dict[int, int],
    load: Loader,
    opened: Act,
) -> int:
    rows = [
        DossierStep(
            dossier_id=dossiers[case.person], organisation_id=case.organisation, step=step.slug, on=entry.on,
            document_number=entry.number, organ=entry.organ, received_on=entry.received_on,
            passed=_passed(entry, load), consent=entry.consent, ground=entry.ground, note=entry.note,
            extra_days=entry.extra_days, abroad=entry.abroad, known_from_act=opened, **_counted(entry.vote),
        )
        for entry, case in zip(entries, cases, strict=True)
    ]  # fmt: skip
    DossierStep.objects.bulk_create(rows)
    return sum(row.passed for row in rows)


def _counted(vote: Vote | None) -> dict[str, int]:
    if vote is None:
        return {}
    return {
        "listed": vote.listed, "away": vote.away, "exempt_absent": vote.exempt_absent, "votes_for": vote.votes_for
    }  # fmt: skip


def _passed(entry: NewStep, load: Loader) -> bool:
    if entry.vote is None:
        return True
    needed = load.ask("admission.vote_share", entry.on)
    if needed is None:
        raise Impossible(f"Chưa có quy định về tỷ lệ biểu quyết cho ngày {entry.on:%d/%m/%Y}.", "on")
    return entry.vote.passed(share(str(needed.value)))


def _admit(actor: Actor, organisation: int, entries: Sequence[NewStep], cases: Sequence[Case]) -> None:
    new = []
    for entry, case in zip(entries, cases, strict=True):
        decision = case.file.done("quyet_dinh")
        new.append(
            NewAdmission(case.person, case.organisation, entry.on, decision.number if decision else "",
                         decision.on if decision else None)
        )  # fmt: skip
    admit(actor=actor, organisation=organisation, admissions=new)
    told = {n.person: Profile("", joined=PartialDate.of(n.joined_on), decided=n.decided_on) for n in new}
    _tell_profiles(actor, organisation, told, BY_SLUG["le_ket_nap"].title)


def _tell_profiles(actor: Actor, organisation: int, told: Mapping[int, Profile], reason: str) -> None:
    """What a step says of people's days stands in their files as well, where these say nothing yet."""
    known = {person: Profile.on_record(row) for person, row in profiles(told).items()}
    filled = {person: before.filled_from(told[person]) for person, before in known.items()}
    changed = {person: after for person, after in filled.items() if after != known[person]}
    correct_profiles(actor=actor, organisation=organisation, profiles=changed, reason=reason)


def _recognise(
    actor: Actor,
    organisation: int,
    entries: Sequence[NewStep],
    cases: Sequence[Case],
    dossiers: dict[int, int],
    load: Loader,
    opened: Act,
) -> None:
    new, official = [], {}
    for entry, case in zip(entries, cases, strict=True):
        due = recognition_due(case.file, load.ask)
        if due is None:
            raise Impossible(f"{case.name}: chưa rõ ngày vào Đảng nên chưa tính được ngày chính thức.")
        official[dossiers[case.person]] = due
        new.append(
            NewRecognition(
                case.person, case.organisation, due, decision_number=entry.number, decided_on=entry.on
            )
        )
    recognise(actor=actor, organisation=organisation, recognitions=new)
    told = {n.person: Profile("", official=PartialDate.of(n.official_on)) for n in new}
    _tell_profiles(actor, organisation, told, BY_SLUG["quyet_dinh_ct"].title)
    close_as_official(list(official), official, opened)


def correct_step(*, actor: Actor, organisation: int, step: str, entry: NewStep, reason: str) -> None:
    """Record a step anew: what was recorded before is superseded, and everything after it must still hold."""
    if step in ("le_ket_nap", "quyet_dinh_ct"):
        raise Impossible(
            "Bước này đã ghi vào danh sách đảng viên: gỡ bước rồi ghi lại, hoặc đính chính ở hồ sơ đảng viên."
        )
    with act(actor, "admissions.correct_step", reason):
        later = _take_back(actor, organisation, entry.person, step, reason)
        record_step(actor=actor, organisation=organisation, step=step, entries=[entry])
        _still_in_order(entry.person, BY_SLUG[step], later, entry.on)


def _still_in_order(person: int, step: Step, later: list[Step], on: date) -> None:
    file = open_case([person], loader())[0].file
    for following in later:
        done = file.done(following.slug)
        if done is None:
            continue
        said = f"{following.title.lower()} ngày {done.on:%d/%m/%Y}"
        if file.done(step.slug) is None:
            raise Impossible(f"Đính chính thành không đủ phiếu thì phải gỡ {said} trước.", "votes_for")
        if done.on < on:
            raise Impossible(f"Ngày {on:%d/%m/%Y} ở sau {said}: đính chính bước ấy trước.", "on")


def take_back_step(*, actor: Actor, organisation: int, person: int, step: str, reason: str) -> None:
    """A step that was recorded by mistake; the ceremony takes the admission back. Not while a later step needs it."""
    with act(actor, "admissions.take_back_step", reason):
        later = _take_back(actor, organisation, person, step, reason)
        if later:
            raise Impossible(
                f"Đã có bước sau ({later[0].title.lower()}) dựa vào bước này: gỡ bước sau trước."
            )


def _take_back(actor: Actor, organisation: int, person: int, slug: str, reason: str) -> list[Step]:
    """Close the step's row; the recorded steps that need it."""
    case, step = open_case([person], loader())[0], _step(slug)
    require_rows(actor, WRITE_WORK, organisation, [case.organisation])
    if not reason.strip():
        raise Impossible("Ghi lý do, ví dụ: ghi nhầm ngày trên nghị quyết.", "reason")
    rows = [row for row in steps_on_record(case.dossier or 0) if row.step == slug]
    if not rows:
        raise Impossible("Bước này chưa ghi hoặc đã được gỡ; tải lại trang.")
    with act(actor, "admissions.take_back_step", reason) as opened:
        DossierStep.objects.filter(pk=rows[-1].pk).update(known_to_act=opened)
        if step.slug == "le_ket_nap":
            _take_back_admission(actor, organisation, case, rows[-1].on, reason, opened)
        record(opened, "admissions.take_back_step", count=1, organisation_id=organisation, step=slug)
    return [s for s in STEPS if slug in s.after and case.file.done(s.slug)]


def _take_back_admission(
    actor: Actor, organisation: int, case: Case, on: date, reason: str, opened: Act
) -> None:
    Admission.objects.known().filter(person_id=case.person, joined_on=on).update(known_to_act=opened)
    movements = Movement.objects.known().filter(person_id=case.person, kind=MovementKind.ADMITTED, on=on)
    retire_movements(
        actor=actor, organisation=organisation, movements=list(movements.values_list("pk", flat=True)), reason=reason
    )  # fmt: skip
    before = Profile.on_record(profiles([case.person])[case.person])
    if before.joined == PartialDate.of(on):  # told by the ceremony that is taken back
        after = replace(before, joined=None, decided=None)
        correct_profiles(actor=actor, organisation=organisation, profiles={case.person: after}, reason=reason)
