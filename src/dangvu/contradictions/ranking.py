"""Rankings, dues and commendations against membership, exemptions, tasks and one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import ExtractYear

from dangvu.contradictions.kinds import Asked, Found, Kind, told
from dangvu.foundation.dated import valid_q
from dangvu.foundation.refusals import Impossible
from dangvu.members.models import Absence, Membership
from dangvu.organisations.models import OrganisationState
from dangvu.work.awards.models import Award
from dangvu.work.dues.limits import arrears_months
from dangvu.work.dues.models import DuesMonth
from dangvu.work.dues.rules import Payer, last_day
from dangvu.work.ranking.limits import limits_on
from dangvu.work.ranking.models import Ranking
from dangvu.work.ranking.rules import Grade, Limits, Step, most_excellent
from dangvu.work.resolutions.models import TaskProgress


class Ranked(NamedTuple):
    """A step of a ranking, as far as it is compared: ``person`` none for an organisation."""

    organisation: int
    person: int | None
    year: int
    step: str
    on: date
    grade: str

    @property
    def words(self) -> str:
        step = Step(self.step).label.lower()
        return f"Năm {self.year} được xếp “{Grade(self.grade).label}” ({step}, {told(self.on)})"


_TOLD = ("organisation_id", "person_id", "year", "step", "on", "grade")
_ORDER = {step.value: order for order, step in enumerate(Step)}


def _rows(asked: Asked) -> QuerySet[Any]:
    rows: QuerySet[Any] = Ranking.objects.known().filter(
        on__gte=asked.start, on__lte=asked.end, organisation_id__among=asked.inside
    )
    return rows


def rankings(asked: Asked) -> list[Ranked]:
    """The steps of ranking taken in the period."""
    return asked.rows("rankings", lambda: [Ranked(*row) for row in _rows(asked).values_list(*_TOLD)])


def limits(asked: Asked, on: date) -> Limits | None:
    """What the regulation of a day asks; None where none is on record."""

    def ask() -> list[Limits | None]:
        try:
            return [limits_on(on, asked.parameters)]
        except Impossible:
            return [None]

    return asked.rows(f"limits {on}", ask)[0]


def _people(asked: Asked) -> list[Ranked]:
    """Each member's last step of each year: one sentence a person."""

    def last() -> list[Ranked]:
        rows = [row for row in rankings(asked) if row.person is not None]
        rows.sort(key=lambda row: (row.on, _ORDER[row.step]))
        return list({(row.person, row.year): row for row in rows}.values())

    return asked.rows("ranked people", last)


def _exempt(asked: Asked) -> Iterator[Found]:
    if not (rows := _people(asked)):
        return
    spared: dict[int, list[Absence]] = defaultdict(list)
    for one in Absence.objects.known().filter(kind=Absence.Kind.EXEMPT):
        spared[asked.root(one.person_id)].append(one)
    for row in rows:
        day = date(row.year, 12, 31)
        for one in spared.get(asked.root(row.person or 0), ()):
            if one.valid_from <= date(row.year, 1, 1) and (one.valid_to is None or one.valid_to > day):
                yield Found(
                    row.organisation, f"{row.words}, nhưng được miễn công tác và sinh hoạt đảng cả năm, từ {told(one.valid_from)}.",
                    row.person,
                )  # fmt: skip
                break


def _above_the_cap(asked: Asked) -> Iterator[Found]:
    groups: dict[tuple[int, int], list[Ranked]] = defaultdict(list)
    for row in rankings(asked):
        if row.person is not None and row.step == Step.DECIDED.value:
            over = asked.tree.unit_of(row.organisation) if row.organisation in asked.tree else None
            groups[over or row.organisation, row.year].append(row)
    if not any(row.grade == Grade.EXCELLENT.value for rows in groups.values() for row in rows):
        return
    members: dict[tuple[int, int], int] = defaultdict(int)
    for year in {year for _, year in groups}:
        stays = Membership.objects.known().valid_on(min(date(year, 12, 31), asked.today)).order_by()
        for place, count in stays.filter(organisation_id__among=asked.inside).values_list("organisation_id").annotate(n=Count("pk")):  # fmt: skip
            over = asked.tree.unit_of(place) if place in asked.tree else None
            members[over or place, year] += count
    for (over, year), rows in groups.items():
        known = limits(asked, max(row.on for row in rows))
        grades = [Grade(row.grade) for row in rows]
        wanted = grades.count(Grade.EXCELLENT)
        most = most_excellent(grades, known, max(0, members[over, year] - len(rows))) if known else None
        if most is not None and wanted > most:
            yield Found(over, f"Năm {year}: {wanted} đảng viên hoàn thành xuất sắc, nhiều nhất được {most}.")


def _late_tasks(asked: Asked) -> Iterator[Found]:
    good = [
        row for row in rankings(asked)
        if row.person is None and row.step != Step.SELF.value and Grade(row.grade).height >= Grade.GOOD.height
        and (known := limits(asked, row.on)) is not None and known.on_time_for_good
    ]  # fmt: skip
    if not good:
        return
    late: dict[tuple[int, int], int] = defaultdict(int)
    tasks = TaskProgress.objects.known().filter(
        organisation_id__among={row.organisation for row in good}, task__known_to_act=None,
        due_on__year__in={row.year for row in good},
    )  # fmt: skip
    for place, due, done in tasks.values_list("organisation_id", "due_on", "done_on"):
        late[place, due.year] += (done or asked.today) > due
    for (place, year), row in {(row.organisation, row.year): row for row in good}.items():
        if late[place, year]:
            yield Found(
                place, f"{row.words}, nhưng sổ nhiệm vụ có {late[place, year]} việc chậm hạn trong năm."
            )


def _ranked_elsewhere(asked: Asked) -> Iterator[Found]:
    rows = list[Ranked]()
    for year in sorted({row.year for row in _people(asked)}):
        last = date(year, 12, 31)
        if last < asked.begins:
            continue
        there = Membership.objects.known().filter(
            Q(valid_to__isnull=True) | Q(valid_to__gt=date(year, 1, 1)), valid_from__lte=last,
            person=OuterRef("person"), organisation=OuterRef("organisation"),
        )  # fmt: skip
        strangers = _rows(asked).filter(~Exists(there), person__isnull=False, year=year)
        away = set(strangers.values_list("person_id", "organisation_id"))
        rows += [row for row in _people(asked) if row.year == year and (row.person, row.organisation) in away]
    asked.read_stays(row.person or 0 for row in rows)
    for row in rows:
        first, last = date(row.year, 1, 1), date(row.year, 12, 31)
        if not any(
            asked.is_below(one.organisation, row.organisation) and one.since <= last
            and (one.until is None or one.until > first)
            for one in asked.stays(row.person or 0)
        ):  # fmt: skip
            yield Found(
                row.organisation, f"{row.words}, nhưng không ngày nào của năm là đảng viên ở đây.", row.person
            )


def _organisation_not_there(asked: Asked) -> Iterator[Found]:
    rows = {(row.organisation, row.year): row for row in rankings(asked) if row.person is None}
    if not rows:
        return
    spans: dict[int, list[tuple[date, date | None]]] = defaultdict(list)
    states = OrganisationState.objects.known().filter(organisation_id__among={place for place, _ in rows})
    for place, since, until in states.values_list("organisation_id", "valid_from", "valid_to"):
        spans[place].append((since, until))
    for (place, year), row in rows.items():
        first, last = date(year, 1, 1), date(year, 12, 31)
        if last >= asked.begins and not any(
            since <= last and (until is None or until > first) for since, until in spans[place]
        ):
            yield Found(place, f"{row.words}, nhưng trong năm {year} tổ chức này không tồn tại.")


def _arrears_excellent(asked: Asked) -> Iterator[Found]:
    best = [row for row in _people(asked) if row.grade == Grade.EXCELLENT.value]
    if not best:
        return
    unpaid = (
        DuesMonth.objects.known()
        .filter(paid=0, due__gt=0, reason="", person_id__among={row.person for row in best})
        .annotate(year=ExtractYear("month")).order_by().values_list("person_id", "year").annotate(n=Count("pk"))
    )  # fmt: skip
    months = {(person, year): count for person, year, count in unpaid}
    for row in best:
        count = months.get((row.person or 0, row.year), 0)
        if count and count >= arrears_months(date(row.year, 12, 31), asked.parameters):
            yield Found(
                row.organisation,
                f"{row.words}, nhưng có {count} tháng chưa đóng đảng phí.",
                row.person,
            )


def _dues_elsewhere(asked: Asked) -> Iterator[Found]:
    stays = Membership.objects.known().filter(
        valid_q(OuterRef("month")), person=OuterRef("person"), organisation=OuterRef("organisation")
    )
    rows = list(
        _dues(asked).filter(~Exists(stays), month__gte=asked.begins.replace(day=1))
        .values_list("person_id", "organisation_id", "month")
    )  # fmt: skip
    asked.read_stays(person for person, *_ in rows)
    for person, place, month in rows:
        last = last_day(month)
        if not any(
            one.organisation == place and one.since <= last and (one.until is None or one.until > month)
            for one in asked.stays(person)
        ):
            yield Found(
                place,
                f"Ghi đảng phí tháng {month:%m/%Y} ở đây, nhưng không ngày nào của tháng là đảng viên ở đây.",
                person,
            )


def _dues(asked: Asked) -> QuerySet[Any]:
    rows: QuerySet[Any] = DuesMonth.objects.known().filter(
        month__gte=asked.start.replace(day=1), month__lte=asked.end, organisation_id__among=asked.inside
    )
    return rows


def _exempt_paid(asked: Asked) -> Iterator[Found]:
    rows = _dues(asked).filter(payer=Payer.EXEMPT.value, paid__gt=0)
    for person, place, month in rows.values_list("person_id", "organisation_id", "month"):
        yield Found(
            place, f"Tháng {month:%m/%Y} ghi diện được miễn đóng đảng phí nhưng có số đã đóng.", person
        )


def _award_to_stranger(asked: Asked) -> Iterator[Found]:
    rows = list(
        Award.objects.known()
        .filter(
            person__isnull=False, on__gte=asked.start, on__lte=asked.end, organisation_id__among=asked.inside
        )
        .values_list("person_id", "organisation_id", "on")
    )
    asked.read_stays(person for person, *_ in rows)
    for person, place, on in rows:
        stay = asked.stay_on(person, on) or asked.stay_on(person, on - timedelta(days=1))
        if asked.is_told(on) and (stay is None or not asked.is_below(stay.organisation, place)):
            yield Found(place, f"Được khen ngày {told(on)}, nhưng ngày đó không là đảng viên ở đây.", person)


_MEMBERS, _UNITS = "ranking_members", "ranking_units"
KINDS = (
    Kind(
        "xep-loai-nguoi-duoc-mien", "Xếp loại đảng viên được miễn cả năm",
        "Người được miễn công tác và sinh hoạt không thuộc diện xếp loại (Hướng dẫn 21-HD/BTCTW và quy định thay thế)",
        "Bỏ mức xếp loại, hoặc sửa ngày được miễn", _MEMBERS, _exempt,
    ),
    Kind(
        "xuat-sac-qua-muc", "Đảng viên hoàn thành xuất sắc quá tỷ lệ cho phép",
        "Tỷ lệ hoàn thành xuất sắc (Hướng dẫn 21-HD/BTCTW, 25-HD/BTCTW, Quy định 366-QĐ/TW; tham số có ngày)",
        "Xét lại mức xếp loại", _MEMBERS, _above_the_cap,
    ),
    Kind(
        "xep-loai-tot-co-viec-cham", "Tổ chức xếp tốt trở lên nhưng sổ nhiệm vụ có việc chậm",
        "Hoàn thành tốt trở lên phải xong mọi nhiệm vụ đúng hạn (Quy định 366-QĐ/TW, Điều 11)",
        "Báo việc đã xong, gia hạn nếu được đồng ý, hoặc xét lại mức xếp loại", _UNITS, _late_tasks,
    ),
    Kind(
        "xep-loai-noi-khac", "Xếp loại ở nơi không là đảng viên trong năm",
        "Đảng viên được xếp loại ở nơi sinh hoạt (Hướng dẫn 21-HD/BTCTW và quy định thay thế)",
        "Ghi ở đúng chi bộ, hoặc sửa ngày chuyển sinh hoạt", _MEMBERS, _ranked_elsewhere,
    ),
    Kind(
        "xep-loai-to-chuc-khong-co", "Xếp loại tổ chức không tồn tại trong năm", "Lẽ thường",
        "Sửa năm xếp loại, hoặc ngày thành lập, giải thể", _UNITS, _organisation_not_there,
    ),
    Kind(
        "xuat-sac-no-dang-phi", "Hoàn thành xuất sắc nhưng nhiều tháng chưa đóng đảng phí",
        "Đóng đảng phí là nhiệm vụ của đảng viên (Điều lệ Đảng, Điều 2 và Điều 8; tham số có ngày)",
        "Ghi tháng đã đóng còn thiếu hoặc lý do, hoặc xét lại mức xếp loại", _MEMBERS, _arrears_excellent,
    ),
    Kind(
        "dang-phi-noi-khac", "Ghi đảng phí ở chi bộ không sinh hoạt", "Đóng đảng phí tại chi bộ nơi sinh hoạt (Quy định 342-QĐ/TW và 01-QĐ/TW)",
        "Bỏ tháng ghi nhầm, hoặc sửa ngày chuyển sinh hoạt", "dues_month", _dues_elsewhere,
    ),
    Kind(
        "mien-dong-ma-co-thu", "Được miễn đóng đảng phí nhưng có số đã đóng", "Lẽ thường: miễn thì không thu",
        "Sửa diện đóng, hoặc số đã đóng", "dues_month", _exempt_paid,
    ),
    Kind(
        "khen-nguoi-khong-o-day", "Khen thưởng người không là đảng viên ở đó", "Khen cho chi bộ nơi sinh hoạt ngày quyết định (lẽ thường)",
        "Bỏ dòng ghi nhầm, hoặc ghi ở đúng tổ chức", "awards", _award_to_stranger,
    ),
)  # fmt: skip
