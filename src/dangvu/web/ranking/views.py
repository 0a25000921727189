"""The ranking of a year: the overview, the lists behind its counts, the round, taking back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from django.http import HttpRequest, HttpResponse

from dangvu.foundation import clock
from dangvu.foundation.capabilities import READ_FIGURES, READ_NAMES, WRITE_WORK
from dangvu.web.errors import WrongRequest
from dangvu.web.gate import Place, at_organisation
from dangvu.web.lists import Shown, workbook
from dangvu.web.pages import leaf, page
from dangvu.web.posts import submit
from dangvu.web.ranking.forms import RoundForm
from dangvu.web.ranking.tabs import SECTION, tabs, year_of, years
from dangvu.web.reasons import why
from dangvu.work.ranking import actions, queries
from dangvu.work.ranking.queries import Line
from dangvu.work.ranking.rules import Grade, Subject

_FILTERS: tuple[tuple[str, str, Callable[[Line], bool]], ...] = (
    ("", "Tất cả", lambda line: True),
    *((g.value, g.label, lambda line, g=g: line.grade is g) for g in Grade),
    ("con-thieu", "Chưa có quyết định", lambda line: line.missing),
    ("khong-xep", "Không xếp loại", lambda line: bool(line.one.out)),
)  # fmt: skip


@at_organisation(READ_FIGURES)
def overview(request: HttpRequest, place: Place) -> HttpResponse:
    """Counts of the year by kind of subject, each leading to its list; the caps; what is to be done next."""
    year = year_of(request.GET.get("nam", ""))
    view = queries.year_view(actor=place.actor, organisation=place.node.id, tree=place.tree, year=year)
    names = place.may(READ_NAMES)

    def url(subject: Subject, slug: str) -> str:
        if subject is Subject.MEMBER:
            return f"{place.url('ranking_members')}&nam={year}&loc={slug}" if names else ""
        return f"{place.url('ranking_units')}&nam={year}&loc={slug}&loai={subject.value}"

    rows = [
        (one, [(grade.label, count, part, url(one.subject, grade.value)) for grade, count, part in one.classes],
         url(one.subject, ""), url(one.subject, "con-thieu"), url(one.subject, "khong-xep"))
        for one in view.subjects
    ]  # fmt: skip
    writes = place.may(WRITE_WORK)

    def enter(name: str) -> str:
        return f"{place.url(name)}&nam={year}" if writes else ""

    return page(
        request, "ranking/overview.html", place, SECTION, tabs=tabs(place, "ranking"), view=view, rows=rows,
        years=years(place.url("ranking"), year, view.kept), enter_units=enter("ranking_enter_units"),
        enter_members=enter("ranking_enter_members"), round_url=enter("ranking_round") if not place.node.is_cell else "",
        over=[one for one in view.caps if one[1] > one[2]], late=view.round is not None and view.round.due_on < clock.today(),
        cell=place.node.is_cell,
    )  # fmt: skip


@at_organisation(READ_FIGURES)
def units(request: HttpRequest, place: Place) -> HttpResponse:
    """The organisations of the year, how far each has come."""
    year = year_of(request.GET.get("nam", ""))
    lines = queries.unit_lines(actor=place.actor, organisation=place.node.id, tree=place.tree, year=year)
    kinds = {s.value: s.label for s in Subject if s is not Subject.MEMBER}
    kind = request.GET.get("loai", "")
    if kind not in ("", *kinds):
        raise WrongRequest("Danh sách xếp loại không có cách lọc này. Đề nghị chọn lại ở đầu trang.")
    lines = [line for line in lines if kind in ("", line.one.subject)]
    return _list(request, place, year, lines, "ranking_units", f"&loai={kind}" if kind else "", kinds.get(kind, "Tổ chức đảng"))  # fmt: skip


@at_organisation(READ_NAMES)
def members(request: HttpRequest, place: Place) -> HttpResponse:
    """The members of the year, how far the ranking of each has come."""
    year = year_of(request.GET.get("nam", ""))
    lines = queries.member_lines(actor=place.actor, organisation=place.node.id, tree=place.tree, year=year)
    return _list(request, place, year, lines, "ranking_members", "", "Đảng viên")


def _list(
    request: HttpRequest, place: Place, year: int, lines: Sequence[Line], here: str, kept: str, who: str
) -> HttpResponse:
    asked = request.GET.get("loc", "")
    keep = {slug: test for slug, _, test in _FILTERS}
    if asked not in keep:
        raise WrongRequest("Danh sách xếp loại không có cách lọc này. Đề nghị chọn lại ở đầu trang.")
    shown = [line for line in lines if keep[asked](line)]
    base = f"{place.url(here)}&nam={year}{kept}"
    title = next(title for slug, title, _ in _FILTERS if slug == asked)
    if request.GET.get("tep") == "xlsx":
        said = [f"{who}: xếp loại năm {year}", place.node.name, "" if not asked else title]
        return workbook(f"Xep-loai-{year}", [one for one in said if one], _COLUMNS, shown)
    chips = [
        (title, count, f"{base}&loc={slug}", slug == asked)
        for slug, title, test in _FILTERS
        if (count := sum(map(test, lines))) or slug in ("", asked)
    ]
    part, people = leaf(request, shown), here == "ranking_members"
    writes, drop = place.may(WRITE_WORK), "nguoi" if people else "don-vi"
    return page(
        request, "ranking/list.html", place, SECTION, tabs=tabs(place, here), leaf=part, chips=chips, year=year, who=who,
        people=people, years=years(place.url(here) + kept, year), excel=f"{base}&loc={asked}&tep=xlsx",
        rows=[
            (line, place.member_url(line.one.person) if line.one.person else "",
             place.url_of("ranking_take_back", year=year, what=drop, piece=line.one.person or line.one.organisation)
             if writes and (line.steps or (line.one.out and not line.one.out.startswith("Được miễn"))) else "")
            for line in part.items
        ],
        enter=f"{place.url('ranking_enter_members' if people else 'ranking_enter_units')}&nam={year}" if writes else "",
    )  # fmt: skip


def _said(grade: Grade | None) -> str:
    return grade.label if grade else ""


_COLUMNS: tuple[Shown[Line], ...] = (
    Shown("ten", "Họ và tên, tên tổ chức", lambda line: line.name, 32),
    Shown("noi", "Chi bộ, loại tổ chức", lambda line: line.place, 34),
    Shown("tu", "Tự đánh giá", lambda line: _said(line.self_grade), 28),
    Shown("de", "Đề nghị", lambda line: _said(line.proposed), 28),
    Shown("quyet", "Quyết định", lambda line: _said(line.grade), 28),
    Shown("diem", "Điểm", lambda line: float(line.last.points) if line.last and line.last.points is not None else None, 8),
    Shown("so", "Văn bản quyết định", lambda line: line.decided.document if line.decided else "", 36),
    Shown("ly", "Không xếp loại vì", lambda line: line.one.out, 34),
)  # fmt: skip


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def round_(request: HttpRequest, place: Place) -> HttpResponse:
    """Ask everything below to rank a year by a day."""
    year = year_of(request.GET.get("nam", ""))
    form, back = (
        RoundForm(request.POST or None, initial={"year": year, "due_on": date(year, 12, 31)}),
        place.url("ranking"),
    )
    if request.method == "POST" and form.is_valid():
        d = form.cleaned_data
        answer = submit(
            request, place, "ranking.open_round",
            lambda: actions.open_round(
                actor=place.actor, organisation=place.node.id, year=d["year"], due_on=d["due_on"], document=d["document"]
            ),
            then=back, said=f"Đã mở đợt xếp loại năm {d['year']}, hạn {d['due_on']:%d/%m/%Y}.", form=form,
        )  # fmt: skip
        if answer:
            return answer
    return page(request, "ask.html", place, SECTION, crumb="Xếp loại", form=form, back=back, title="Mở đợt xếp loại",
                lead="Các đơn vị bên dưới thấy hạn này ở trang xếp loại của mình.", button="Mở đợt")  # fmt: skip


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def take_back(request: HttpRequest, place: Place, year: int, what: str, piece: int) -> HttpResponse:
    """Everything told of one subject's year was written by mistake."""
    if what not in ("nguoi", "don-vi"):
        raise LookupError(what)
    asked = {"actor": place.actor, "organisation": place.node.id, "tree": place.tree, "year": year}
    lines = queries.member_lines(**asked) if what == "nguoi" else queries.unit_lines(**asked)  # type: ignore[arg-type]
    line = next((one for one in lines if (one.one.person or one.one.organisation) == piece), None)
    if line is None:
        raise LookupError(piece)
    which = {"person": piece} if what == "nguoi" else {"unit": piece}
    back = f"{place.url('ranking_members' if what == 'nguoi' else 'ranking_units')}&nam={year}"
    form, answer = why(
        request, place, "ranking.take_back",
        lambda reason: actions.take_back(
            actor=place.actor, organisation=place.node.id, year=year, reason=reason, person=which.get("person"),
            unit=which.get("unit"),
        ),
        then=back, said="Đã bỏ mức xếp loại ghi nhầm.",
    )  # fmt: skip
    return answer or page(
        request, "ask.html", place, SECTION, crumb="Xếp loại", form=form, back=back, title="Bỏ mức xếp loại ghi nhầm",
        lead=f"{line.name}, năm {year}: bỏ cả tự đánh giá, đề nghị, quyết định và lý do không xếp loại đã ghi.", button="Bỏ",
    )  # fmt: skip
