"""Rankings, dues and commendations against membership, exemptions, tasks and one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.db.models.functions import ExtractYear

from dangvu.contradictions.kinds import Asked, Found, Kind, told
from dangvu.foundation.dated import valid_q
from dangvu.foundation.refusals import Impossible
from dangvu.members.models import Absence, Membership
from dangvu.members.rules import running
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


def of_people(asked: Asked, people: Iterable[int]) -> list[Ranked]:
    """The last step of each year of the period of these people; each person, with whom was merged, by the one kept."""
    among = asked.everyone(people)
    if not among:
        return []
    rows = [Ranked(*row) for row in _rows(asked).filter(person_id__among=among).values_list(*_TOLD)]
    rows.sort(key=lambda row: (row.on, _ORDER[row.step]))
    return list({(asked.root(row.person or 0), row.year): row for row in rows}.values())


def _of_organisations(asked: Asked) -> list[Ranked]:
    rows = _rows(asked).filter(person__isnull=True)
    return asked.rows("ranked organisations", lambda: [Ranked(*row) for row in rows.values_list(*_TOLD)])


class Total(NamedTuple):
    """How many members of an organisation were ranked so at one step of a year, the last of them on ``on``."""

    organisation: int
    year: int
    step: str
    grade: str
    members: int
    on: date


def _totals(asked: Asked) -> list[Total]:
    """Of a hundred thousand members there are a few thousand of these."""
    by = ("organisation_id", "year", "step", "grade")
    rows = _rows(asked).filter(person__isnull=False).order_by().values_list(*by)
    return asked.rows("totals", lambda: [Total(*row) for row in rows.annotate(n=Count("pk"), last=Max("on"))])


def years(asked: Asked) -> set[int]:
    """The years of which members were ranked in the period."""
    return {row.year for row in _totals(asked)}


def limits(asked: Asked, on: date) -> Limits | None:
    """What the regulation of a day asks; None where none is on record."""

    def ask() -> list[Limits | None]:
        try:
            return [limits_on(on, asked.parameters)]
        except Impossible:
            return [None]

    return asked.rows(f"limits {on}", ask)[0]


def _exempt(asked: Asked) -> Iterator[Found]:
    if not (ranked := years(asked)):
        return
    rows = Absence.objects.known().filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=date(min(ranked), 12, 31)), kind=Absence.Kind.EXEMPT,
        valid_from__lte=date(max(ranked), 1, 1), organisation_id__among=asked.inside,
    )  # fmt: skip
    spared: dict[int, list[Absence]] = defaultdict(list)
    for one in rows:
        spared[asked.root(one.person_id)].append(one)
    for row in of_people(asked, spared):
        for one in spared[asked.root(row.person or 0)]:
            first, last = date(row.year, 1, 1), date(row.year, 12, 31)
            if one.valid_from <= first and (one.valid_to is None or one.valid_to > last):
                yield Found(
                    row.organisation, f"{row.words}, nhưng được miễn công tác và sinh hoạt đảng cả năm, từ {told(one.valid_from)}.",
                    row.person,
                )  # fmt: skip
                break


def _above_the_cap(asked: Asked) -> Iterator[Found]:
    groups: dict[tuple[int, int], list[Total]] = defaultdict(list)
    for row in _totals(asked):
        if row.step == Step.DECIDED.value:
            groups[_unit(asked, row.organisation), row.year].append(row)
    best = {key for key, rows in groups.items() if any(row.grade == Grade.EXCELLENT.value for row in rows)}
    members: dict[tuple[int, int], int] = defaultdict(int)
    for year in {year for _, year in best}:
        on = min(date(year, 12, 31), asked.today)
        stays = Membership.objects.known().valid_on(on).filter(organisation_id__among=asked.inside).order_by()
        for place, count in stays.values_list("organisation_id").annotate(n=Count("pk")):
            members[_unit(asked, place), year] += count
    for over, year in sorted(best):
        rows = groups[over, year]
        grades = [Grade(row.grade) for row in rows for _ in range(row.members)]
        known, wanted = limits(asked, max(row.on for row in rows)), grades.count(Grade.EXCELLENT)
        most = most_excellent(grades, known, max(0, members[over, year] - len(grades))) if known else None
        if most is not None and wanted > most:
            yield Found(over, f"Năm {year}: {wanted} đảng viên hoàn thành xuất sắc, nhiều nhất được {most}.")


def _unit(asked: Asked, organisation: int) -> int:
    over = asked.tree.unit_of(organisation) if organisation in asked.tree else None
    return over or organisation


def _late_tasks(asked: Asked) -> Iterator[Found]:
    good = [
        row for row in _of_organisations(asked)
        if row.step != Step.SELF.value and Grade(row.grade).height >= Grade.GOOD.height
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
    away = set[int]()
    for year in years(asked):
        if (last := date(year, 12, 31)) >= asked.begins:
            there = Membership.objects.known().filter(
                Q(valid_to__isnull=True) | Q(valid_to__gt=date(year, 1, 1)), valid_from__lte=last,
                person=OuterRef("person"), organisation=OuterRef("organisation"),
            )  # fmt: skip
            strangers = _rows(asked).filter(~Exists(there), person__isnull=False, year=year)
            away.update(strangers.values_list("person_id", flat=True))
    asked.read_stays(away)
    for row in of_people(asked, away):
        first, last = date(row.year, 1, 1), date(row.year, 12, 31)
        if last >= asked.begins and not any(
            asked.is_below(one.organisation, row.organisation) and one.since <= last
            and (one.until is None or one.until > first)
            for one in asked.stays(row.person or 0)
        ):  # fmt: skip
            yield Found(
                row.organisation, f"{row.words}, nhưng không ngày nào của năm là đảng viên ở đây.", row.person
            )


def _organisation_not_there(asked: Asked) -> Iterator[Found]:
    rows = {(row.organisation, row.year): row for row in _of_organisations(asked)}
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
    if not (ranked := years(asked)):
        return
    unpaid = (
        DuesMonth.objects.known()
        .filter(
            paid=0, due__gt=0, reason="", month__gte=date(min(ranked), 1, 1), month__lte=date(max(ranked), 12, 31),
            organisation_id__among=asked.inside,
        )
        .annotate(year=ExtractYear("month")).order_by().values_list("person_id", "year").annotate(n=Count("pk"))
    )  # fmt: skip
    most = {year: arrears_months(date(year, 12, 31), asked.parameters) for year in ranked}
    months = {
        (asked.root(person), year): count
        for person, year, count in unpaid
        if year in most and count >= most[year]
    }
    for row in of_people(asked, {person for person, _ in months}):
        count = months.get((asked.root(row.person or 0), row.year))
        if count and row.grade == Grade.EXCELLENT.value:
            yield Found(
                row.organisation, f"{row.words}, nhưng có {count} tháng chưa đóng đảng phí.", row.person
            )


def _not_fulfilled_running(asked: Asked) -> Iterator[Found]:
    """Ranked as not fulfilling their duties so many years running and still on the list: the cell is to consider it."""
    count = asked.value("struck_off.years_not_fulfilled", asked.on)
    last = max(years(asked), default=None)
    if count is None or last is None:
        return
    rows = Ranking.objects.known().filter(
        person__isnull=False, step=Step.DECIDED.value, grade=Grade.NOT_DONE.value, year__gt=last - count, year__lte=last,
        organisation_id__among=asked.inside,
    )  # fmt: skip
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for person, year, place in rows.order_by("year").values_list("person_id", "year", "organisation_id"):
        found[asked.root(person)][year] = place
    asked.read_stays(found)
    for person, places in found.items():
        if running(places, count) and asked.stay_on(person, asked.on) is not None:
            told_years = " và ".join(str(year) for year in places)
            yield Found(
                places[last],
                f"Năm {told_years} đều được xếp “{Grade.NOT_DONE.label}”, ngày {told(asked.on)} còn trong danh sách đảng viên.",
                person,
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
        there = [one for one in asked.stays(person) if one.touches(on)]
        if asked.is_told(on) and not any(asked.is_below(one.organisation, place) for one in there):
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
        "khong-hoan-thanh-lien-tiep", "Không hoàn thành nhiệm vụ hai năm liền, chưa xem xét xóa tên",
        "Chi bộ xem xét, đề nghị xóa tên (Điều lệ Đảng, Điều 8; số năm là tham số có ngày)",
        "Đưa ra chi bộ xem xét; ghi xóa tên khi có quyết định, hoặc sửa mức xếp loại ghi nhầm", _MEMBERS,
        _not_fulfilled_running,
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
