"""The pipeline as a table by step, and the people behind each of its numbers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from django.http import HttpRequest, HttpResponse

from dangvu.foundation import clock
from dangvu.foundation.capabilities import READ_DOCUMENTS, READ_FIGURES, READ_NAMES, WRITE_WORK
from dangvu.web import lists
from dangvu.web.admissions.addresses import ASKED, STATES, TAGS, address, people_url
from dangvu.web.errors import WrongRequest
from dangvu.web.gate import Place, at_organisation
from dangvu.web.pages import leaf, page
from dangvu.work.admissions import queries
from dangvu.work.admissions.queries.board import Board, Line, Row
from dangvu.work.admissions.queries.due import TITLES_OF, DuePerson
from dangvu.work.admissions.rules.forecast import CONSIDERED, DECIDED, SOURCE
from dangvu.work.admissions.rules.steps import BY_SLUG, JOINING, ORGANS, PROBATION, STAGES

#: Groups of the forecast, in words.
GROUPS = {DECIDED: "đã có quyết định", CONSIDERED: "chi bộ đã tán thành", SOURCE: "chưa qua biểu quyết"}
_PHASES = (
    (JOINING, "Từ quần chúng ưu tú đến lễ kết nạp"),
    (PROBATION, "Từ lễ kết nạp đến công nhận chính thức"),
)


@at_organisation(READ_FIGURES)
def board(request: HttpRequest, place: Place) -> HttpResponse:
    """What presses first, then everyone on the way by the step that they wait for."""
    today = clock.today()
    found, due = queries.desk(actor=place.actor, organisation=place.node.id, today=today, tree=place.tree)
    return page(
        request, "admissions/board.html", place, "admissions",
        board=found,
        people=people_url(place),
        due=[(one, TAGS.get(one.items[0].state, ""), people_url(place, viec=one.kind)) for one in due],
        phases=[(title, _rows(place, found, phase)) for phase, title in _PHASES],
        totals=[(phase, sum(row.count for row in found.phase(phase))) for phase, _ in _PHASES],
        forecast=address(place, "admission_forecast"),
        classes=address(place, "classes"),
        decisions=address(place, "recognition_decisions") if place.may(WRITE_WORK) and place.may(READ_NAMES) else "",
        vetting=address(place, "vetting") if place.may(READ_DOCUMENTS) else "",
        new=address(place, "outstanding_new") if place.may(WRITE_WORK) and place.may(READ_NAMES) else "",
    )  # fmt: skip


def _rows(place: Place, found: Board, phase: str) -> Sequence[dict[str, object]]:
    writes = place.may(WRITE_WORK) and place.may(READ_NAMES)
    return [
        {
            "row": row,
            "people": people_url(place, buoc=row.step.slug),
            "overdue": people_url(place, buoc=row.step.slug, han="qua_han"),
            "this_week": people_url(place, buoc=row.step.slug, han="tuan_nay"),
            "record": address(place, "step_batch", step=row.step.slug) if writes and _can_record(row) else "",
        }
        for row in found.phase(phase)
    ]


def _can_record(row: Row) -> bool:
    return bool(row.count) and row.step.entered


_COLUMNS = (
    lists.Shown[Line]("ho_ten", "Họ và tên", lambda line: line.name, 28),
    lists.Shown[Line]("ngay_sinh", "Ngày sinh", lambda line: line.birth, 14),
    lists.Shown[Line]("chi_bo", "Chi bộ", lambda line: line.place, 40),
    lists.Shown[Line]("buoc", "Đang chờ", lambda line: line.waiting, 40),
    lists.Shown[Line]("ai", "Ai làm", lambda line: line.organ_title, 24),
    lists.Shown[Line]("tu_ngay", "Từ ngày", lambda line: line.since, 14, "date"),
    lists.Shown[Line]("han", "Hạn", lambda line: line.deadline, 14, "date"),
    lists.Shown[Line]("con", "Còn", lambda line: line.words, 26),
    lists.Shown[Line]("can_cu", "Căn cứ", lambda line: line.source, 36, at_first=False),
)


@at_organisation(READ_FIGURES)
def people(request: HttpRequest, place: Place) -> HttpResponse:
    """The people behind a number: by step, by who acts, by deadline, by kind of work; as a workbook as well."""
    stage, state = request.GET.get("buoc", ""), request.GET.get("han", "")
    organ, work = request.GET.get("ai", ""), request.GET.get("viec", "")
    _known(stage, {step.slug for step in STAGES}, "bước")
    _known(state, set(ASKED), "hạn")
    _known(organ, set(ORGANS), "người làm")
    _known(work, set(TITLES_OF), "việc")
    group = request.GET.get("nhom", "")
    _known(group, set(GROUPS), "nhóm")
    today = clock.today()
    found, due = queries.desk(actor=place.actor, organisation=place.node.id, today=today, tree=place.tree)
    states: Collection[str] = ASKED[state][0] if state else ()
    wanted: set[int] | None = None
    terms: dict[int, DuePerson] = {}
    if work:  # the deadline asked for is that of this kind of work, not the person's nearest
        items = [item for one in due if one.kind == work for item in one.items]
        terms = {item.person: item for item in items if not state or item.state in states}
        wanted, states = set(terms), ()
    if group:
        inside = place.tree.descendants(place.node.id)
        expected = set(queries.forecast(place.actor, inside, today).pipeline.groups[group])
        wanted = expected if wanted is None else wanted & expected
    shown = [
        replace(line, deadline=term.deadline, words=term.words, state=term.state)
        if (term := terms.get(line.person)) else line
        for line in found.of(stage=stage, states=states, organ=organ, people=wanted)
    ]  # fmt: skip
    said = lists.sentence(
        [
            ("", BY_SLUG[stage].waiting if stage else ""),
            ("", TITLES_OF.get(work, "")),
            ("", ASKED[state][1] if state else ""),
            ("người làm:", ORGANS.get(organ, "")),
            ("dự kiến kết nạp trong năm,", GROUPS.get(group, "")),
        ]
    )
    columns = lists.chosen(request, _COLUMNS)
    if request.GET.get("tep") == "xlsx":
        title = [
            f"NGƯỜI TRONG QUY TRÌNH KẾT NẠP, {place.node.name}",
            said or "Tất cả",
            f"Ngày {today:%d/%m/%Y}",
        ]
        return lists.workbook("Quy trinh ket nap", title, columns, shown)
    part = leaf(request, shown)
    return page(
        request, "admissions/people.html", place, "admissions",
        leaf=part, said=said, names_hidden=found.names_hidden, columns=[c.slug for c in columns],
        every=[(c.slug, c.title, c in columns) for c in _COLUMNS],
        rows=[(line, _dossier_url(place, line, found), TAGS.get(line.state, ""), STATES.get(line.state, "")) for line in part.items],
        chips=_chips(place, found, stage, state, bool(work or organ or group)),
        board=address(place, "admissions"),
        asked=[(key, request.GET[key]) for key in ("ky", "buoc", "han", "ai", "viec", "nhom") if request.GET.get(key)],
    )  # fmt: skip


def _dossier_url(place: Place, line: Line, found: Board) -> str:
    return "" if found.names_hidden else address(place, "dossier", person=line.person)


def _known(asked: str, allowed: set[str], what: str) -> None:
    if asked and asked not in allowed:
        raise WrongRequest(f"Không có {what} “{asked[:30]}”. Mở lại danh sách từ trang Kết nạp.")


_Chip = tuple[str, str, int, bool]


def _chips(
    place: Place, found: Board, stage: str, state: str, narrowed: bool
) -> tuple[list[_Chip], list[_Chip]]:
    """What is chosen most, with the step that is chosen now; and every other step. None is chosen where the list
    is narrowed by something else as well: its count would be another."""
    every = people_url(place)
    chips = [
        ("Tất cả", every, found.count, not (stage or state or narrowed)),
        (
            "Quá hạn",
            people_url(place, han="qua_han"),
            found.overdue,
            state == "qua_han" and not (stage or narrowed),
        ),
    ]
    steps = [
        (row.step.waiting, people_url(place, buoc=row.step.slug), row.count, row.step.slug == stage)
        for row in found.rows
        if row.count or row.step.slug == stage
    ]
    return [*chips, *(chip for chip in steps if chip[3])], [chip for chip in steps if not chip[3]]
