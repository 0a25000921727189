"""Rows about people: rosters, movements, admissions, recognitions, learners."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from dangvu.foundation.partial_date import PartialDate
from dangvu.foundation.vietnamese import fold
from dangvu.intake import wording
from dangvu.intake.accept.context import Group, open_rows
from dangvu.intake.pending import Pending
from dangvu.intake.people import NUMBERS, Known, People, profile_of
from dangvu.intake.rights import ASK, NO_RIGHT
from dangvu.members import actions as members
from dangvu.members.models import Membership, Movement, MovementKind, Status
from dangvu.work.admissions import actions as admissions
from dangvu.work.admissions import rules
from dangvu.work.admissions.models import Admission, Recognition
from dangvu.work.training import actions as training
from dangvu.work.training.models import ClassKind, Grade, Learner, TrainingClass

_NAME = frozenset({"name", "birth"})
MOVEMENT_KINDS = {
    "transferred_in": MovementKind.TRANSFERRED_IN, "transferred_out": MovementKind.TRANSFERRED_OUT,
    "died": MovementKind.DIED, "struck_off": MovementKind.STRUCK_OFF, "expelled": MovementKind.EXPELLED,
    "resigned": MovementKind.RESIGNED,
}  # fmt: skip
GRADES = {
    "excellent": Grade.OUTSTANDING, "good": Grade.EXCELLENT, "fairly_good": Grade.GOOD, "average": Grade.AVERAGE,
    "passed": Grade.PASSED, "failed": Grade.FAILED,
}  # fmt: skip
_Placed = tuple[Pending, int, Known]


def _anyone(_row: Pending) -> bool:
    return True


def _no_one(_row: Pending) -> bool:
    return False


def _is_arrival(row: Pending) -> bool:
    return row.slug("kind") == "transferred_in"


def _placed(
    group: Group,
    column: str,
    within: int | None,
    *,
    may_enter: Callable[[Pending], bool],
    leads: bool,
    may_come: Callable[[Pending], bool] = _no_one,
) -> tuple[list[_Placed], People]:
    """The open rows with their organisation and person; rows without one of them wait.

    ``may_enter``: the row may tell of somebody new; ``may_come``: of somebody of an organisation that the actor has
    no right to, as an arrival does. Any other row that an official number leads to such a person is held.
    """
    located = []
    for row in open_rows(group.rows):
        organisation = group.organisation_of(row, column, within)
        if organisation is not None and row.name:
            located.append((row, organisation, group.grassroots_unit(organisation)))
    people = group.people
    people.fetch(
        {unit for _, _, unit in located},
        {row.name for row, _, _ in located},
        [number for row, _, _ in located for column in NUMBERS if (number := row.slug(column))],
        group.shared.matcher.tree,
        group.shared.peopled,
    )
    group.shared.rights.mark(people.on_record())
    found: list[_Placed] = []
    for row, organisation, unit in located:
        profile = profile_of(row, unit)
        known = people.find(row, profile)
        if known is not None and known.elsewhere and not may_come(row):
            row.hold(NO_RIGHT, wording.ELSEWHERE, ASK, "personal_number")
            continue
        if known is not None:
            people.complete(known, profile, leads=leads)
        elif row.is_open and may_enter(row):
            known = people.enter(row, profile)
        elif row.is_open:
            nearest = people.nearest(profile)
            row.wait(
                "unknown_person",
                f"Chưa tìm thấy {profile.name}{f' (sinh {profile.birth})' if profile.birth else ''} trong danh sách của đơn vị.",
                "name",
                f"Có phải là {nearest}? Sửa họ tên trong tệp cho khớp rồi nạp lại." if nearest else wording.WAITS,
            )  # fmt: skip
        if known is not None:
            found.append((row, organisation, known))
    return found, people


def _write(group: Group, people: People) -> None:
    actor, unit = group.shared.actor, group.unit
    people.write(
        lambda profiles: members.register(actor=actor, organisation=unit, people=profiles),
        lambda profiles: members.correct_profiles(
            actor=actor, organisation=unit, profiles=profiles, reason="theo biểu mới nạp"
        ),
    )


def _repeats(
    row: Pending, known: Known, said: dict[tuple[int, object], Pending], what: object, words: str
) -> bool:
    """Whether an earlier row of the group said the same of the same person; the later one is the repetition."""
    earlier = said.setdefault((id(known), what), row)
    if earlier is row:
        return False
    row.repeat(
        f"{known.profile.name} {words} đã có ở dòng {earlier.number}, trang “{earlier.place.sheet_name}”."
    )
    return True


# -- rosters ---------------------------------------------------------------------------------------------


def evening_of(as_at: date) -> date:
    """The evening whose state a list shows: 'tính đến 31/12/2022' is that evening, and so is a list 'tính đến
    01/01/2023' – the state in which the period opens (the first day of a month stands for the day before)."""
    return as_at - timedelta(days=1) if as_at.day == 1 else as_at


def roster(group: Group) -> None:
    """A list of members. The earliest one of a unit is its opening stock; a later one is an observation."""
    for row in group.rows:
        row.check_cells(frozenset({"name", "birth", "joined", "official"}))
    on = evening_of(group.period.end)
    placed, people = _placed(group, "cell", group.unit, may_enter=_anyone, leads=True)
    said: dict[tuple[int, object], Pending] = {}
    placed = [p for p in placed if not _repeats(p[0], p[2], said, "roster", "trong danh sách")]
    ends = _other_rosters(group)
    if any(end < group.period.end for end in ends):
        _compare(placed, on)
        return
    if ends:
        _later_rosters_become_observations(group)
    _write(group, people)
    there = _already(known for _, _, known in placed)
    for row, _, known in placed:
        if (known.id, MovementKind.TAKEN_OVER.value, on) in there:
            row.repeat(f"{known.profile.name} đã có trong danh sách của một biểu trước.")
    members.record_movements(
        actor=group.shared.actor, organisation=group.unit, trees=group.shared.trees,
        movements=[
            members.NewMovement(known.id, organisation, MovementKind.TAKEN_OVER, on, _status(row, on), row.row_id)
            for row, organisation, known in placed
            if row.is_open
        ],
    )  # fmt: skip


def _status(row: Pending, on: date) -> str:
    official = row.partial("official")
    return Status.OFFICIAL if official is not None and official.first <= on else Status.PROBATIONARY


def _other_rosters(group: Group) -> set[date]:
    """The days of the sender's rosters of other days; members taken over by hand are an opening list as well."""
    told = {end for end in group.rosters if end is not None and end != group.end}
    if group.shared.peopled is not None:  # a first load: nobody was taken over by hand
        return told
    by_hand = Movement.objects.known().filter(
        kind=MovementKind.TAKEN_OVER, source_row__isnull=True,
        organisation_id__in=group.shared.matcher.tree.descendants(group.unit),
    )  # fmt: skip
    return told | set(by_hand.filter(on__lt=group.period.end).values_list("on", flat=True).distinct())


def _compare(placed: list[_Placed], on: date) -> None:
    there = set(
        Membership.objects.known().valid_on(on)
        .filter(person_id__in=[known.id for _, _, known in placed if known.id > 0])
        .values_list("person_id", flat=True)
    )  # fmt: skip
    for row, _, known in placed:
        if known.id not in there:
            row.hold(
                "not_in_records",
                f"{known.profile.name} có trong danh sách ngày {on:%d/%m/%Y} nhưng trong sổ chưa có kết nạp hay chuyển đến.",
                "Bổ sung biến động (kết nạp, chuyển đến) của người này.", "name",
            )  # fmt: skip


def _later_rosters_become_observations(group: Group) -> None:
    later = Movement.objects.known().filter(
        kind=MovementKind.TAKEN_OVER,
        source_row__sheet__submission__sender_id=group.sender,
        source_row__sheet__submission__end__gt=group.end,
    )
    members.retire_movements(
        actor=group.shared.actor, organisation=group.unit, movements=list(later.values_list("pk", flat=True)),
        reason="đã có danh sách của ngày sớm hơn", trees=group.shared.trees,
    )  # fmt: skip


# -- movements -------------------------------------------------------------------------------------------


def movements(group: Group) -> None:
    """Arrivals and departures. An arrival may bring someone new; whoever leaves must be on record."""
    days: dict[int, date] = {}
    for row in group.rows:
        row.check_cells(_NAME | {"kind", "on"})
        if row.is_open and (day := row.day("on")) is not None:
            days[row.row_id] = day
            group.remark_if_outside(row, day, "Ngày biến động")
    placed, people = _placed(
        group, "cell", group.unit, may_enter=_is_arrival, may_come=_is_arrival, leads=False
    )
    said: dict[tuple[int, object], Pending] = {}
    kept = []
    for row, organisation, known in placed:
        kind, day = MOVEMENT_KINDS[row.slug("kind")], days[row.row_id]
        if not _repeats(row, known, said, (kind, day), f"{kind.label.lower()} ngày {day:%d/%m/%Y}"):
            kept.append((row, organisation, known, kind, day))
    _write(group, people)
    there = _already([known for _, _, known, _, _ in kept])
    new = []
    for row, organisation, known, kind, day in kept:
        if (known.id, kind.value, day) in there:
            row.repeat(
                f"{known.profile.name} {kind.label.lower()} ngày {day:%d/%m/%Y} đã được ghi từ biểu trước."
            )
        else:
            status = _status_on_arrival(group, row, known, day) if kind is MovementKind.TRANSFERRED_IN else ""
            new.append(members.NewMovement(known.id, organisation, kind, day, status, row.row_id))
    members.record_movements(
        actor=group.shared.actor, organisation=group.unit, movements=new, trees=group.shared.trees
    )


def _on_record(known: Iterable[Known]) -> list[int]:
    """The people about whom something may be on record already."""
    return [k.id for k in known if not k.is_new]


def _already(known: Iterable[Known]) -> set[tuple[int, str, date]]:
    people = _on_record(known)
    if not people:
        return set()
    rows = Movement.objects.known().filter(person_id__in=people, implied=False)
    return set(rows.values_list("person_id", "kind", "on"))


def _status_on_arrival(group: Group, row: Pending, known: Known, on: date) -> str:
    official, joined = known.profile.official, known.profile.joined
    if official is not None:
        return Status.OFFICIAL if official.first <= on else Status.PROBATIONARY
    probation = group.shared.parameters.if_known("recognition.probation_months", on)
    if joined is not None and not (probation and rules.too_early(joined, on, int(probation.value))):
        return Status.OFFICIAL
    return Status.PROBATIONARY if joined is not None else Status.OFFICIAL


# -- admissions and recognitions ---------------------------------------------------------------------------


def admitted(group: Group) -> None:
    """New members. Younger than the Statute allows: kept, shown, not counted until confirmed."""
    days: dict[int, date] = {}
    for row in group.rows:
        row.check_cells(_NAME | {"joined"})
        if row.is_open and (day := row.day("joined")) is not None:
            days[row.row_id] = day
            _check_age(group, row, day)
            group.remark_if_outside(row, day, "Ngày vào Đảng")
    placed, people = _placed(group, "cell", group.unit, may_enter=_anyone, leads=True)
    said: dict[tuple[int, object], Pending] = {}
    placed = [
        p for p in placed if not _repeats(p[0], p[2], said, days[p[0].row_id], f"kết nạp ngày {days[p[0].row_id]:%d/%m/%Y}")
    ]  # fmt: skip
    _write(group, people)
    people_on_record = _on_record(k for _, _, k in placed)
    there = set(
        Admission.objects.known().filter(person_id__in=people_on_record).values_list("person_id", "joined_on")
    )
    new = []
    for row, organisation, known in placed:
        day = days[row.row_id]
        if (known.id, day) in there:
            row.repeat(f"{known.profile.name} kết nạp ngày {day:%d/%m/%Y} đã được ghi từ biểu trước.")
        else:
            new.append(
                admissions.NewAdmission(
                    known.id,
                    organisation,
                    day,
                    row.text("decision_number"),
                    known.profile.decided,
                    row.row_id,
                )
            )
    admissions.admit(
        actor=group.shared.actor, organisation=group.unit, admissions=new, trees=group.shared.trees
    )


def _check_age(group: Group, row: Pending, joined: date) -> None:
    birth = row.partial("birth")
    if birth is None or row.confirmed:
        return
    least = group.shared.parameters.if_known("admission.minimum_age", joined)
    most = group.shared.parameters.if_known("admission.maximum_age", joined)
    if least and rules.under_age(birth, joined, int(least.value)):
        row.hold(
            "under_18",
            f"{row.name} sinh {birth}, vào Đảng {joined:%d/%m/%Y} khi chưa đủ {least.value} tuổi ({least.source}).",
            wording.CONFIRM_OR_MEND, "birth",
        )  # fmt: skip
    elif most and rules.over_age(birth, joined, int(most.value)):
        row.remark(
            "over_60",
            f"{row.name} sinh {birth}, vào Đảng khi quá {most.value} tuổi: cần văn bản đồng ý của cấp có thẩm quyền ({most.source}).",
            "Kiểm tra văn bản đồng ý trong hồ sơ.", "birth",
        )  # fmt: skip


def recognised(group: Group) -> None:
    """Probationers made official. Before the probation ends: kept, shown, not counted until confirmed."""
    days: dict[int, date] = {}
    for row in group.rows:
        row.check_cells(_NAME | {"official"})
        if row.is_open and (day := row.day("official")) is not None:
            days[row.row_id] = day
            group.remark_if_outside(row, day, "Ngày chính thức")
    placed, people = _placed(group, "cell", group.unit, may_enter=_no_one, leads=False)
    said: dict[tuple[int, object], Pending] = {}
    placed = [
        p for p in placed if not _repeats(p[0], p[2], said, days[p[0].row_id], f"chính thức ngày {days[p[0].row_id]:%d/%m/%Y}")
    ]  # fmt: skip
    for row, _, known in placed:
        _check_probation(group, row, row.partial("joined") or known.profile.joined, days[row.row_id])
    placed = [p for p in placed if p[0].is_open]
    _write(group, people)
    people_on_record = _on_record(k for _, _, k in placed)
    there = set(
        Recognition.objects.known()
        .filter(person_id__in=people_on_record)
        .values_list("person_id", "official_on")
    )
    new = []
    for row, organisation, known in placed:
        day = days[row.row_id]
        if (known.id, day) in there:
            row.repeat(f"{known.profile.name} chính thức ngày {day:%d/%m/%Y} đã được ghi từ biểu trước.")
        else:
            new.append(admissions.NewRecognition(known.id, organisation, day, row.row_id))
    admissions.recognise(
        actor=group.shared.actor, organisation=group.unit, recognitions=new, trees=group.shared.trees
    )


def _check_probation(group: Group, row: Pending, joined: PartialDate | None, official: date) -> None:
    if joined is None or row.confirmed:
        return
    probation = group.shared.parameters.if_known("recognition.probation_months", official)
    if probation and rules.too_early(joined, official, int(probation.value)):
        row.hold(
            "official_before_12_months",
            f"{row.name} vào Đảng {joined}, chính thức {official:%d/%m/%Y} khi chưa đủ {probation.value} tháng dự bị ({probation.source}).",
            wording.CONFIRM_OR_MEND, "official",
        )  # fmt: skip


# -- learners --------------------------------------------------------------------------------------------


def learners(group: Group) -> None:
    """The learners of a class; the class itself stands in the title lines and counts on its closing day."""
    for row in group.rows:
        row.check_cells(_NAME)
    opened_on, closed_on = group.dates or (group.period.start, group.period.end)
    placed, people = _placed(group, "organisation", None, may_enter=_anyone, may_come=_anyone, leads=False)
    said: dict[tuple[int, object], Pending] = {}
    placed = [p for p in placed if not _repeats(p[0], p[2], said, "class", "trong lớp này")]
    _write(group, people)
    actor, kind = group.shared.actor, _class_kind(group.title)
    title = f"{kind.label}{f' (khóa {group.ordinal})' if group.ordinal else ''}"
    there = TrainingClass.objects.known().filter(
        organisation_id=group.unit, kind=kind, title=title, closed_on=closed_on
    ).first()  # fmt: skip
    class_id = there.pk if there else training.hold_class(
        actor=actor, organisation=group.unit, kind=kind, title=title, opened_on=opened_on, closed_on=closed_on,
        source_row=group.rows[0].row_id if group.rows else None,
    )  # fmt: skip
    enrolled = set(
        Learner.objects.known().filter(training_class_id=class_id).values_list("person_id", flat=True)
    )
    new = []
    for row, organisation, known in placed:
        if known.id in enrolled:
            row.repeat(f"{known.profile.name} đã có trong lớp này từ biểu trước.")
        else:
            new.append(
                training.NewLearner(known.id, organisation, GRADES.get(row.slug("grade"), ""), row.row_id)
            )
    training.enrol(
        actor=actor,
        organisation=group.unit,
        training_class=class_id,
        closed_on=closed_on,
        kind=kind,
        learners=new,
    )


def ranked_people(group: Group) -> list[tuple[Pending, int]]:
    """The open rows with the member that each names; a sheet of ranking tells of nobody new."""
    placed, people = _placed(group, "cell", group.unit, may_enter=_no_one, leads=False)
    _write(group, people)
    return [(row, known.id) for row, _, known in placed if row.is_open]


def _class_kind(title: str) -> ClassKind:
    words = fold(title)
    if "dang vien moi" in words:
        return ClassKind.NEW_MEMBERS
    return ClassKind.COMMITTEE if "cap uy vien" in words or "bi thu chi bo" in words else ClassKind.AWARENESS
