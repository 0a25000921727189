"""Where rows come from. One source is one query, however many figures and units it serves."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, FilteredRelation, OuterRef, Q, QuerySet

from dangvu.foundation.dated import known_q, valid_q
from dangvu.foundation.reading import once
from dangvu.indicators.definition import Record, Window
from dangvu.members.models import BadgeAward, Membership, Movement
from dangvu.members.queries import kept_people
from dangvu.organisations.models import Reorganisation
from dangvu.work.awards.models import Award
from dangvu.work.awards.rules import AwardKind
from dangvu.work.conferences.models import CheckIn, Delegate
from dangvu.work.documents.models import DocumentState, StudyDuty, StudySession
from dangvu.work.dues.models import DuesMonth
from dangvu.work.meetings.models import CellMeeting, Opinion
from dangvu.work.ranking.models import Ranking
from dangvu.work.ranking.rules import Grade, last_ranked
from dangvu.work.resolutions.models import TargetAllocation, TaskProgress
from dangvu.work.schemes.models import SchemeItem, SchemeState
from dangvu.work.training.models import Learner, TrainingClass

AT_START, DURING, AT_END = "at_start", "during", "at_end"


@dataclass(frozen=True, eq=False)
class Source:
    """Rows owned by organisations. ``when`` says by the tree of which day they are placed."""

    name: str
    title: str
    when: str
    rows: Callable[[Window], QuerySet[Any]]
    columns: tuple[str, ...]  # fetched for a list of records
    record: Callable[[dict[str, Any], Window], Record]
    day: str = ""  # the event's date, for placing by the tree of its day
    owner: str = "organisation_id"
    setter: str = ""  # who gave the row: what a committee gave on of its own part is not counted twice
    people: bool = False  # rows are people, with what is known about them joined as ``p``
    facts: Callable[[Window], Hashable] = lambda window: None  # what of the facts makes the question itself


def with_profile(rows: QuerySet[Any], window: Window) -> QuerySet[Any]:
    """Join what is known about the person: ``p__sex`` and so on."""
    joined: QuerySet[Any] = rows.annotate(
        p=FilteredRelation("person__profiles", condition=known_q(window.known, "person__profiles__"))
    )
    return joined


def told(word: str) -> Q:
    """That a word of a profile (``p__religion``) is told. Not by negation: across a join that asks anew for every row."""
    return Q(**{f"{word}__gt": ""})


def in_period(field: str, window: Window) -> dict[str, date]:
    return {f"{field}__gte": window.period.start, f"{field}__lte": window.period.end}


def _stock(on: Callable[[Window], date]) -> Callable[[Window], QuerySet[Any]]:
    def rows(window: Window) -> QuerySet[Any]:
        stays = Membership.objects.filter(known_q(window.known), valid_q(on(window)))
        return with_profile(stays, window)

    return rows


_PERSON_COLUMNS = ("p__name", "person_id", "organisation_id")


def _stock_record(row: dict[str, Any], window: Window) -> Record:
    return Record(
        row["p__name"] or "", row["valid_from"], row["organisation_id"], row["p__source_row_id"],
        row["person_id"], names=True,
    )  # fmt: skip


MEMBERS_AT_START = Source(
    "members_at_start", "Đảng viên đầu kỳ", AT_START,
    _stock(lambda window: window.period.start - timedelta(days=1)),
    (*_PERSON_COLUMNS, "valid_from", "p__source_row_id"), _stock_record, people=True,
)  # fmt: skip
MEMBERS_AT_END = Source(
    "members_at_end", "Đảng viên cuối kỳ", AT_END, _stock(lambda window: window.period.end),
    (*_PERSON_COLUMNS, "valid_from", "p__source_row_id"), _stock_record, people=True,
)  # fmt: skip


def _movements(window: Window) -> QuerySet[Any]:
    counted = Movement.objects.filter(known_q(window.known), counted=True, **in_period("on", window))
    return with_profile(counted, window)


def _movement_record(row: dict[str, Any], window: Window) -> Record:
    name = row["p__name"] or ""
    if row["implied"]:
        name += " (suy ra: nơi khác đã báo chuyển đến)"
    return Record(name, row["on"], row["counts_in_id"], row["source_row_id"], row["person_id"], names=True)


MOVEMENTS = Source(
    "movements", "Biến động đảng viên trong kỳ", DURING, _movements,
    ("p__name", "person_id", "counts_in_id", "on", "implied", "source_row_id"), _movement_record, day="on",
    owner="counts_in_id", people=True,
)  # fmt: skip


def _classes(window: Window) -> QuerySet[Any]:
    return TrainingClass.objects.filter(known_q(window.known), **in_period("closed_on", window))


CLASSES = Source(
    "classes", "Lớp bồi dưỡng bế giảng trong kỳ", DURING, _classes,
    ("title", "closed_on", "organisation_id", "source_row_id"),
    lambda row, window: Record(row["title"], row["closed_on"], row["organisation_id"], row["source_row_id"]),
    day="closed_on",
)  # fmt: skip


def _inside(window: Window) -> QuerySet[Any]:
    return Learner.objects.filter(
        known_q(window.known),
        known_q(window.known, "training_class__"),
        **in_period("training_class__closed_on", window),
    )


def _learners(window: Window) -> QuerySet[Any]:
    inside = _inside(window)
    # A person is one learner of a kind of class, whatever number of classes of the period name them.
    earlier = inside.filter(
        person=OuterRef("person"),
        training_class__kind=OuterRef("training_class__kind"),
        pk__lt=OuterRef("pk"),
    )
    first = inside.filter(~Exists(earlier)).exclude(pk__in=_merged_away(window))
    return with_profile(first, window)


def _merged_away(window: Window) -> tuple[int, ...]:
    """Learners under another identity of somebody who is counted already."""
    return once(("learners merged away", window), lambda: _read_merged_away(window))


def _read_merged_away(window: Window) -> tuple[int, ...]:
    kept = kept_people(window.known)
    seen: set[tuple[int, str]] = set()
    found = []
    everyone = {*kept, *kept.values()}
    rows = (
        _inside(window)
        .filter(person_id__in=everyone)
        .order_by("pk")
        .values_list("pk", "person_id", "training_class__kind")
    )
    for pk, person, kind in rows if kept else ():
        identity = (kept.get(person, person), kind)
        if identity in seen:
            found.append(pk)
        seen.add(identity)
    return tuple(found)


LEARNERS = Source(
    "learners", "Học viên các lớp trong kỳ", DURING, _learners,
    (*_PERSON_COLUMNS, "training_class__closed_on", "source_row_id"),
    lambda row, window: Record(
        row["p__name"] or "", row["training_class__closed_on"], row["organisation_id"], row["source_row_id"],
        row["person_id"], names=True,
    ),
    day="training_class__closed_on", people=True, facts=_merged_away,
)  # fmt: skip


def _meetings(window: Window) -> QuerySet[Any]:
    return CellMeeting.objects.filter(known_q(window.known), **in_period("on", window))


MEETINGS = Source(
    "meetings", "Buổi sinh hoạt trong kỳ", DURING, _meetings,
    ("kind", "topic", "on", "organisation_id", "source_row_id"),
    lambda row, window: Record(
        row["topic"] or ("Sinh hoạt định kỳ" if row["kind"] == "dinh_ky" else ""), row["on"], row["organisation_id"],
        row["source_row_id"],
    ),
    day="on",
)  # fmt: skip


def _documents(window: Window) -> QuerySet[Any]:
    issued = DocumentState.objects.filter(
        known_q(window.known), organisation__isnull=False, status="da_ban_hanh"
    )
    return issued.filter(**in_period("issued_on", window))


DOCUMENTS = Source(
    "documents", "Văn bản ban hành trong kỳ", DURING, _documents,
    ("symbol", "title", "issued_on", "organisation_id", "source_row_id"),
    lambda row, window: Record(
        f"{row['symbol']}: {row['title']}", row["issued_on"], row["organisation_id"], row["source_row_id"], names=True
    ),
    day="issued_on",
)  # fmt: skip


def _sessions(window: Window) -> QuerySet[Any]:
    return StudySession.objects.filter(known_q(window.known), **in_period("on", window))


SESSIONS = Source(
    "study_sessions", "Lớp, hội nghị học tập trong kỳ", DURING, _sessions,
    ("title", "on", "organisation_id", "source_row_id"),
    lambda row, window: Record(row["title"], row["on"], row["organisation_id"], row["source_row_id"]),
    day="on",
)  # fmt: skip


def _duties(window: Window) -> QuerySet[Any]:
    duties = StudyDuty.objects.filter(known_q(window.known), **in_period("study_by", window))
    named: QuerySet[Any] = duties.annotate(
        d=FilteredRelation("document__states", condition=known_q(window.known, "document__states__"))
    )
    return named


DUTIES = Source(
    "study_duties", "Chi bộ phải học văn bản, hạn trong kỳ", DURING, _duties,
    ("d__symbol", "study_by", "organisation_id", "source_row_id"),
    lambda row, window: Record(
        f"Học {row['d__symbol'] or 'văn bản'}", row["study_by"], row["organisation_id"], row["source_row_id"]
    ),
    day="study_by",
)  # fmt: skip


def _delegates(window: Window) -> QuerySet[Any]:
    """Whoever was called to a conference of the period whose roll was taken: of another nobody knows who came."""
    taken = CheckIn.objects.filter(
        known_q(window.known), delegate__conference=OuterRef("conference"), state__in=("co_mat", "den_muon")
    )
    called = Delegate.objects.filter(
        known_q(window.known), Exists(taken), kind__in=("cap_uy_vien", "dai_bieu")
    )
    joined: QuerySet[Any] = called.annotate(
        s=FilteredRelation("conference__states", condition=known_q(window.known, "conference__states__")),
        c=FilteredRelation("checkins", condition=known_q(window.known, "checkins__")),
    )
    held = joined.filter(s__status="trieu_tap", **in_period("s__on", window))
    return with_profile(held, window)


DELEGATES = Source(
    "delegates", "Đại biểu được triệu tập đến hội nghị có điểm danh trong kỳ", DURING, _delegates,
    ("p__name", "person_id", "post", "s__on", "organisation_id", "source_row_id"),
    lambda row, window: Record(
        row["p__name"] or row["post"], row["s__on"], row["organisation_id"], row["source_row_id"], row["person_id"],
        names=row["person_id"] is not None,
    ),
    day="s__on",
)  # fmt: skip


def _opinions(window: Window) -> QuerySet[Any]:
    said = Opinion.objects.filter(known_q(window.known), **in_period("on", window))
    answered: QuerySet[Any] = said.annotate(
        a=FilteredRelation("answers", condition=known_q(window.known, "answers__"))
    )
    return answered


OPINIONS = Source(
    "opinions", "Ý kiến, kiến nghị trong sổ, nêu trong kỳ", DURING, _opinions,
    ("text", "on", "organisation_id", "source_row_id"),
    lambda row, window: Record(
        row["text"][:160], row["on"], row["organisation_id"], row["source_row_id"], names=True
    ),
    day="on",
)  # fmt: skip


def _allocations(window: Window) -> QuerySet[Any]:
    return TargetAllocation.objects.filter(
        known_q(window.known), known_q(window.known, "target__"), target__year=window.period.end.year
    )


ALLOCATIONS = Source(
    "allocations", "Chỉ tiêu được giao của năm", AT_END, _allocations,
    ("value", "target__title", "target__organisation_id", "organisation_id", "source_row_id"),
    lambda row, window: Record(
        row["target__title"], None, row["organisation_id"], row["source_row_id"], weight=row["value"]
    ),
    setter="target__organisation_id",
)  # fmt: skip


def _progress(window: Window) -> QuerySet[Any]:
    return TaskProgress.objects.filter(known_q(window.known), known_q(window.known, "task__"))


def _progress_record(row: dict[str, Any], window: Window) -> Record:
    due = f" (hạn {row['due_on']:%d/%m/%Y})" if row["due_on"] else ""
    return Record(row["task__title"] + due, row["done_on"], row["organisation_id"], row["source_row_id"])


PROGRESS = Source(
    "progress", "Tiến độ nhiệm vụ được giao đến cuối kỳ", AT_END, _progress,
    ("task__title", "due_on", "done_on", "organisation_id", "source_row_id"), _progress_record,
)  # fmt: skip


def _schemes(window: Window) -> QuerySet[Any]:
    return SchemeState.objects.filter(
        known_q(window.known), starts_on__lte=window.period.end, ends_on__gte=window.period.start
    )


SCHEMES = Source(
    "schemes", "Đề án đang thực hiện trong kỳ", AT_END, _schemes,
    ("title", "starts_on", "organisation_id", "source_row_id"),
    lambda row, window: Record(row["title"], row["starts_on"], row["organisation_id"], row["source_row_id"]),
)  # fmt: skip


def _scheme_items(window: Window) -> QuerySet[Any]:
    return SchemeItem.objects.filter(known_q(window.known))


SCHEME_ITEMS = Source(
    "scheme_items", "Hạng mục, sơ kết, tổng kết của các đề án", AT_END, _scheme_items,
    ("title", "due_on", "done_on", "organisation_id", "source_row_id"),
    lambda row, window: Record(
        f"{row['title']} (hạn {row['due_on']:%d/%m/%Y})", row["done_on"], row["organisation_id"], row["source_row_id"]
    ),
)  # fmt: skip


def _rankings(window: Window) -> QuerySet[Any]:
    """What was decided on the last year that has ended by the period's last day."""
    year = last_ranked(window.period.end)
    return with_profile(Ranking.objects.filter(known_q(window.known), year=year, step="quyet_dinh"), window)


RANKINGS = Source(
    "rankings", "Quyết định xếp loại của năm gần nhất đã kết thúc", AT_END, _rankings,
    ("p__name", "person_id", "year", "grade", "on", "organisation_id", "source_row_id"),
    lambda row, window: Record(
        f"{row['p__name']}: {Grade(row['grade']).label}" if row["person_id"] else f"Năm {row['year']}: {Grade(row['grade']).label}",
        row["on"], row["organisation_id"], row["source_row_id"], row["person_id"], names=row["person_id"] is not None,
    ),
)  # fmt: skip


def _awards(window: Window) -> QuerySet[Any]:
    return with_profile(Award.objects.filter(known_q(window.known), **in_period("on", window)), window)


AWARDS = Source(
    "awards", "Khen thưởng theo quyết định trong kỳ", DURING, _awards,
    ("p__name", "person_id", "kind", "decision", "on", "organisation_id", "source_row_id"),
    lambda row, window: Record(
        f"{row['p__name']}: {AwardKind(row['kind']).label}" if row["person_id"] else f"{AwardKind(row['kind']).label}, {row['decision']}",
        row["on"], row["organisation_id"], row["source_row_id"], row["person_id"], names=row["person_id"] is not None,
    ),
    day="on",
)  # fmt: skip


def _badges(window: Window) -> QuerySet[Any]:
    return with_profile(BadgeAward.objects.filter(known_q(window.known), **in_period("on", window)), window)


BADGES = Source(
    "badges", "Huy hiệu Đảng trao trong kỳ", DURING, _badges,
    ("p__name", "person_id", "mark", "on", "organisation_id", "source_row_id"),
    lambda row, window: Record(
        f"{row['p__name']}: Huy hiệu {row['mark']} năm", row["on"], row["organisation_id"], row["source_row_id"],
        row["person_id"], names=True,
    ),
    day="on",
)  # fmt: skip


def _dues(window: Window) -> QuerySet[Any]:
    return with_profile(DuesMonth.objects.filter(known_q(window.known), **in_period("month", window)), window)


DUES = Source(
    "dues", "Đảng phí của các tháng trong kỳ", DURING, _dues,
    ("p__name", "person_id", "month", "organisation_id", "source_row_id"),
    lambda row, window: Record(
        f"{row['p__name']}: tháng {row['month']:%m/%Y}", row["month"], row["organisation_id"], row["source_row_id"],
        row["person_id"], names=True,
    ),
    day="month",
)  # fmt: skip


def _reorganisations(window: Window) -> QuerySet[Any]:
    return Reorganisation.objects.filter(known_q(window.known), **in_period("on", window))


REORGANISATIONS = Source(
    "reorganisations", "Thay đổi tổ chức trong kỳ", DURING, _reorganisations,
    ("kind", "decision_number", "on", "organisation_id", "source_row_id"),
    lambda row, window: Record(row["decision_number"] or row["kind"], row["on"], row["organisation_id"]),
    day="on",
)  # fmt: skip
