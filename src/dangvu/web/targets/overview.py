"""The targets of a year and one of them: result, pace, forecast, units, and every version of its parts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse

from dangvu.foundation import clock
from dangvu.foundation.capabilities import READ_FIGURES, WRITE_WORK
from dangvu.foundation.ratio import vietnamese
from dangvu.indicators.targets import Measured, UnitStanding, by_unit, measure, measured_until
from dangvu.web.figures.charts import Chart, cumulative
from dangvu.web.forms import TextField
from dangvu.web.gate import Place, at_organisation
from dangvu.web.numbers import Number, number
from dangvu.web.pages import page
from dangvu.web.periods import half_year
from dangvu.web.posts import submit
from dangvu.web.tasks.origins import address
from dangvu.work.admissions import queries as admissions
from dangvu.work.admissions.rules.forecast import Forecast as Outlook
from dangvu.work.resolutions import actions, queries
from dangvu.work.resolutions.actions import ADMITTED
from dangvu.work.resolutions.queries import TargetView
from dangvu.work.resolutions.rules.targets import (
    KIND_TITLES,
    PER_TITLES,
    SHARED_OUT,
    Balance,
    Standing,
    State,
    TargetKind,
    words,
)
from dangvu.work.resolutions.rules.tasks import OriginKind

#: The colour of a state; plain where nothing calls for the eye.
_TAGS = {
    State.REACHED: "ok", State.WITHIN: "ok", State.BEHIND: "warn", State.MISSED: "bad", State.OVER: "bad",
}  # fmt: skip


def what_is_asked(target: TargetView) -> str:
    """What the target asks for, in words: 'ít nhất 147', 'không quá 20%', '2 mỗi quý'."""
    value = vietnamese(target.whole)
    match target.kind:
        case TargetKind.COUNT:
            return f"ít nhất {value}" if target.whole is not None else "chưa ghi"
        case TargetKind.RATE:
            base = f" của {vietnamese(target.base_value)}" if target.base_value is not None else ""
            on = f" số đảng viên ngày {target.base_on:%d/%m/%Y}" if target.base_on and not base else ""
            return f"ít nhất {value}%{base}{on}"
        case TargetKind.ORGANISATION_SHARE:
            return f"ít nhất {value}%"
        case TargetKind.CEILING:
            return f"không quá {value}"
        case TargetKind.SESSIONS:
            return f"{value} {PER_TITLES.get(target.per, '')}"
        case TargetKind.YES_NO:
            return "tất cả đều thực hiện"
        case TargetKind.TREND:
            return "giảm so với năm trước" if target.falling else "tăng so với năm trước"


@dataclass(frozen=True)
class Line:
    """One target as a row of the list."""

    view: TargetView
    measured: Measured
    url: str
    asked: str
    result: Number | None
    state: str
    tag: str

    @property
    def standing(self) -> Standing:
        return self.measured.standing

    @property
    def share(self) -> str:
        share = self.measured.standing.share
        return "" if share is None else vietnamese(share, 2) + "%"

    @property
    def bar(self) -> int:
        return min(104, round((self.measured.standing.share or 0) * 1.04))

    @property
    def mark(self) -> int:
        return round(float(self.measured.gone) * 104)


def _line(place: Place, view: TargetView, measured: Measured, url: str) -> Line:
    result = None
    if measured.indicator is not None:
        at = _at(place, measured)
        result = number(at, measured.indicator, measured.figure)
    state = measured.standing
    return Line(view, measured, url, what_is_asked(view), result, words(state), _TAGS.get(state.state, ""))


def _at(place: Place, measured: Measured) -> Place:
    return replace(place, asked=measured.period.code)


@at_organisation(READ_FIGURES)
def targets(request: HttpRequest, place: Place) -> HttpResponse:
    """The targets of the year of the period, its own and its parts of others; ``?muc=cham``: those behind alone."""
    year, known, here = place.period.end.year, place.known, place.node.id
    own = queries.targets(actor=place.actor, organisation=here, year=year, known=known)
    given = queries.given_to(actor=place.actor, organisation=here, year=year, known=known)
    measured = measure(
        actor=place.actor, organisation=place.node, targets=own, on=measured_until(place.period), known=known
    )
    parts = {view.id: part for view, part in given}
    from_above = measure(
        actor=place.actor, organisation=place.node, targets=[view for view, _ in given], on=measured_until(place.period),
        known=known, parts=parts,
    )  # fmt: skip
    behind_only = request.GET.get("muc") == "cham"

    def shows(one: Measured) -> bool:
        return one.is_behind or not behind_only

    return page(
        request, "targets/list.html", place, "targets", tasks_url=place.url("tasks"), year=year, until=measured_until(place.period), may_write=place.may(WRITE_WORK),
        own=[_line(place, m.target, m, place.url_of("target", target=m.target.id)) for m in measured if shows(m)],
        given=[(_line(place, m.target, m, ""), parts[m.target.id]) for m in from_above if shows(m)],
        behind_only=behind_only, count=len(measured) + len(from_above), own_count=len(measured),
        behind=sum(m.is_behind for m in (*measured, *from_above)), every_url=place.url("targets"),
        good=sum(m.standing.is_good for m in measured),
        resolutions=_resolutions(place),
        years=[(one, _of_year(place, one), one == year) for one in queries.years(actor=place.actor, organisation=here)],
        new_url=place.url("target_new"), resolution_url=place.url("resolution_new"),
    )  # fmt: skip


def _resolutions(place: Place) -> list[tuple[queries.ResolutionView, int, str, str]]:
    """The resolutions kept here, each with its tasks: how many, where they are listed, where one more is given."""
    told: dict[str, Any] = {"actor": place.actor, "organisation": place.node.id}
    counts = queries.count_born(**told, kind=OriginKind.RESOLUTION)
    new = place.url("task_new") if place.may(WRITE_WORK) and place.known is None else ""
    return [
        (
            one,
            counts[one.id],
            place.url("tasks") + (goc := address(OriginKind.RESOLUTION, one.id)),
            new + goc if new else "",
        )
        for one in queries.resolutions(**told, known=place.known)
    ]


def _of_year(place: Place, year: int) -> str:
    """The page of a year: so far for this year, whole for another."""
    today = clock.today()
    period = half_year(today.isoformat()).code if year == today.year else str(year)
    return replace(place, asked=period).url("targets")


@dataclass(frozen=True)
class UnitLine:
    """One unit's part, result and pace."""

    unit: UnitStanding
    url: str
    result: Number | None
    state: str
    tag: str
    mark: int

    @property
    def share(self) -> str:
        share = self.unit.standing.share
        return "" if share is None else vietnamese(share, 2) + "%"

    @property
    def bar(self) -> int:
        return min(104, round((self.unit.standing.share or 0) * 1.04))


def unit_lines(place: Place, measured: Measured, units: list[UnitStanding]) -> list[UnitLine]:
    """The units of a target: those with a part first, by part; a shortfall expected is said in words."""
    at = _at(place, measured)
    lines = []
    for unit in sorted(units, key=lambda u: (-u.part, u.node.position)):
        state, tag = words(unit.standing), _TAGS.get(unit.standing.state, "")
        if unit.may_miss:
            state, tag = f"Có thể thiếu {unit.may_miss}", "warn"
        result = number(at, measured.indicator, unit.figure, unit.node) if measured.indicator else None
        url = place.url("figures", unit.node.code) if unit.node.id in place.tree else ""
        lines.append(UnitLine(unit, url, result, state, tag, round(float(measured.gone) * 104)))
    return lines


@at_organisation(READ_FIGURES)
def target(request: HttpRequest, place: Place, target: int) -> HttpResponse:
    """One target: how far, at which pace, where it may end, who did what, and how it was changed."""
    here, known = place.node.id, place.known
    view = queries.target(actor=place.actor, organisation=here, target=target, known=known)
    [measured] = measure(
        actor=place.actor,
        organisation=place.node,
        targets=[view],
        on=measured_until(place.period),
        known=known,
    )
    given = queries.parts(actor=place.actor, organisation=here, target=target, known=known)
    units = by_unit(
        actor=place.actor,
        organisation=place.node,
        target=view,
        parts=given,
        on=measured_until(place.period),
        known=known,
    )
    lines = unit_lines(place, measured, units)
    versions = queries.versions(actor=place.actor, organisation=here, target=target)
    balance = Balance(None if view.value is None else int(view.value), view.given)
    reserve = Balance(balance.whole, balance.parts, balance.left)
    return page(
        request, "targets/target.html", place, "targets", view=view, kind=KIND_TITLES[view.kind],
        line=_line(place, view, measured, ""), measured=measured, units=lines,
        shares_out=view.kind in SHARED_OUT, balance=reserve, may_write=place.may(WRITE_WORK) and known is None,
        chart=_chart(place, view, measured), versions=[(v, _changes(place, v)) for v in versions],
        outlook=_outlook(place, view), outlook_url=place.url("admission_forecast"),
        silent=sum(1 for u in units if u.part and not u.figure.value),
        members=sum(u.members or 0 for u in units), missing=sum(u.may_miss for u in units),
        allocation_url=place.url_of("allocation", target=target), back=place.url("targets"),
        withdraw_url=place.url_of("target_withdraw", target=target), printing="in" in request.GET,
        print_url=place.url_of("target", target=target) + "&in=1", screen_url=place.url_of("target", target=target),
    )  # fmt: skip


def _outlook(place: Place, view: TargetView) -> Outlook | None:
    """What the dossiers on the way promise for this year's admissions; only of the present, as dossiers are."""
    today = clock.today()
    if view.indicator != ADMITTED or view.kind is not TargetKind.COUNT or place.known is not None:
        return None
    if view.year != today.year:
        return None
    inside = place.tree.descendants(place.node.id)
    return admissions.forecast(place.actor, inside, today, as_whole(view.whole))


def _chart(place: Place, view: TargetView, measured: Measured) -> Chart | None:
    if view.kind is not TargetKind.COUNT or measured.indicator is None or not view.whole:
        return None
    return cumulative(_at(place, measured), measured, float(view.whole))


def _changes(place: Place, version: queries.Version) -> list[tuple[str, int, int]]:
    return [
        (place.tree[c.organisation].name if c.organisation in place.tree else "Tổ chức đã kết thúc", c.before, c.after)
        for c in version.changes
    ]  # fmt: skip


@at_organisation(None, post=WRITE_WORK)
def withdraw(request: HttpRequest, place: Place, target: int) -> HttpResponse:
    """A target that was set by mistake is no longer set; the reason is kept."""
    queries.target(actor=place.actor, organisation=place.node.id, target=target)
    reason = TextField("Lý do").to_python(request.POST.get("reason", ""))[:300]

    def do() -> None:
        actions.withdraw_target(actor=place.actor, organisation=place.node.id, target=target, reason=reason)

    back = place.url_of("target", target=target) if not reason.strip() else place.url("targets")
    answer = submit(
        request, place, "resolutions.withdraw_target", do, then=back, said="Đã bỏ chỉ tiêu.", reason=reason
    )
    assert answer is not None  # without a form there is always an answer
    return answer


def as_whole(value: Decimal | None) -> int | None:
    """The committee's own number of a counted target."""
    return None if value is None else int(value)
