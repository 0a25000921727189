"""The grid of a target: the parts of the units, which must add up; a trial writes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse

from dangvu.foundation.capabilities import WRITE_WORK
from dangvu.foundation.ratio import vietnamese
from dangvu.indicators.targets import UnitStanding, by_unit, measure
from dangvu.web.forms import ChoiceField, DayField, TextField, WholeNumberField
from dangvu.web.gate import Place, at_organisation
from dangvu.web.pages import page
from dangvu.web.posts import is_stale, submit
from dangvu.web.targets.overview import UnitLine, as_whole, unit_lines
from dangvu.work.resolutions import queries
from dangvu.work.resolutions.actions import Decision, Source, share_out
from dangvu.work.resolutions.queries import TargetView
from dangvu.work.resolutions.rules.targets import Balance, redistribute

#: Parts larger than this are a slip of the finger.
_MOST = 100_000


class GridForm(forms.Form):
    """One field for each unit, the committee's own number, what is held in reserve, and the decision."""

    whole = WholeNumberField("Chỉ tiêu chung của cấp ủy", least=0, most=_MOST, required=False)
    reserve = WholeNumberField(
        "Dự phòng", least=0, most=_MOST, required=False, hint="Phần cấp ủy giữ lại, chưa giao."
    )
    resolution = ChoiceField("Nghị quyết giao chỉ tiêu", [], required=False)
    article = TextField("Mục, điều", max_length=100, required=False, hint="Ví dụ: mục II.3")
    decision_number = TextField(
        "Số quyết định điều chỉnh", max_length=100, required=False, hint="Ví dụ: 21-QĐ/ĐUK"
    )
    decided_on = DayField("Ngày quyết định", required=False)
    reason = TextField("Lý do điều chỉnh", max_length=500, required=False)
    correction = TextField("Hoặc sửa chỗ ghi nhầm: nhầm ở đâu", max_length=300, required=False,
                           hint="Dùng khi không có quyết định mới, chỉ sửa cho đúng văn bản cũ.")  # fmt: skip

    def __init__(self, *args: Any, place: Place, units: list[UnitStanding], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = units
        kept = queries.resolutions(actor=place.actor, organisation=place.node.id)
        self.fields["resolution"].choices = [  # type: ignore[attr-defined]
            ("", "Như đã ghi, hoặc chưa ghi"), *((str(r.id), f"{r.label}, {r.issuer}") for r in kept)
        ]  # fmt: skip
        for unit in units:
            part = WholeNumberField(f"Chỉ tiêu của {unit.node.name}", least=0, most=_MOST, required=False)
            part.widget.attrs |= {
                "class": "cell",
                "aria-label": f"Chỉ tiêu giao cho {unit.node.name}",
                "size": "5",
            }
            self.fields[f"p{unit.node.id}"] = part

    def parts(self) -> dict[int, int]:
        """{organisation: part}; an empty field is a part of nothing."""
        return {unit.node.id: self.cleaned_data.get(f"p{unit.node.id}") or 0 for unit in self.units}

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("decision_number") and not data.get("decided_on"):
            self.add_error("decided_on", "Chưa ghi ngày của quyết định điều chỉnh, ví dụ 15/05/2023.")
        if data.get("decision_number") and not data.get("reason"):
            self.add_error("reason", "Chưa ghi lý do điều chỉnh.")
        return data

    @property
    def decision(self) -> Decision | None:
        data = self.cleaned_data
        return (
            Decision(data["decision_number"], data["decided_on"], data["reason"])
            if data["decision_number"]
            else None
        )


@dataclass(frozen=True)
class GridRow:
    """One unit of the grid: what it was given, the field, and how it stands."""

    line: UnitLine
    field: BoundField
    given: int
    is_changed: bool


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def allocation(request: HttpRequest, place: Place, target: int) -> HttpResponse:
    """Share a target out, or adjust its parts by a decision. ``thu``: add up only; ``chia-lai``: a trial."""
    view = queries.target(actor=place.actor, organisation=place.node.id, target=target)
    given = queries.parts(actor=place.actor, organisation=place.node.id, target=target)
    units = by_unit(actor=place.actor, organisation=place.node, target=view, parts=given, on=place.period.end)
    seen = queries.last_change(actor=place.actor, organisation=place.node.id, target=target)
    trial, carried = _trial(request, units, given)
    form = GridForm(
        request.POST or None, initial=_initial(view, trial or given), place=place, units=units,
        use_required_attribute=False,
    )  # fmt: skip
    here = place.url_of("allocation", target=target)
    adding_up = "thu" in request.GET or "thu" in request.POST
    status = 200
    if request.method == "POST" and not adding_up:
        if is_stale(request, seen):
            status = 409
        elif form.is_valid():
            answer = _send(request, place, view, form)
            if answer:
                return answer
    valid = form.is_bound and form.is_valid()
    parts = form.parts() if valid else (trial or given)
    return page(
        request, "targets/allocation.html", place, "targets", view=view, form=form, seen=seen, status=status,
        rows=_rows(place, view, units, form, given, parts), balance=_balance(view, form, parts, valid, bool(trial)),
        was_given=bool(given), carried=carried, trial=trial is not None, adding_up=adding_up,
        versions=_compared(units, given, parts) if status == 409 else [], here=here, trial_url=f"{here}&chia-lai=1",
        add_up_url=f"{here}&thu=1", back=place.url_of("target", target=target),
    )  # fmt: skip


def _trial(
    request: HttpRequest, units: list[UnitStanding], given: dict[int, int]
) -> tuple[dict[int, int] | None, str]:
    """The parts if whoever may miss gave to whoever may pass; and how much could be carried, in words."""
    if request.method != "GET" or "chia-lai" not in request.GET:
        return None, ""
    expected = {u.node.id: u.forecast.middle for u in units if u.forecast is not None}
    found = redistribute(given, expected)
    said = f"Chuyển {vietnamese(found.moved)} từ đơn vị có thể thiếu sang đơn vị có thể vượt."
    if found.uncarried:
        said += f" Còn {vietnamese(found.uncarried)} chưa đơn vị nào gánh được, để nguyên ở đơn vị cũ."
    return found.parts, said


def _initial(view: TargetView, parts: dict[int, int]) -> dict[str, Any]:
    whole = as_whole(view.value)
    initial: dict[str, Any] = {f"p{organisation}": part for organisation, part in parts.items()}
    return {**initial, "whole": whole, "reserve": _left(whole, parts) or None, "article": view.article}


def _left(whole: int | None, parts: dict[int, int]) -> int:
    """What stands in reserve. Before anything was given all of it is still to be given, none is in reserve."""
    return Balance(whole, sum(parts.values())).left if any(parts.values()) else 0


def _balance(view: TargetView, form: GridForm, parts: dict[int, int], valid: bool, trial: bool) -> Balance:
    if valid:
        whole, reserve = form.cleaned_data["whole"], form.cleaned_data["reserve"] or 0
        return Balance(as_whole(view.value) if whole is None else whole, sum(parts.values()), reserve)
    whole = as_whole(view.value)
    return Balance(whole, sum(parts.values()), _left(whole, parts))


def _rows(
    place: Place, view: TargetView, units: list[UnitStanding], form: GridForm, given: dict[int, int],
    parts: dict[int, int],
) -> list[GridRow]:  # fmt: skip
    [measured] = measure(actor=place.actor, organisation=place.node, targets=[view], on=place.period.end)
    return [
        GridRow(
            line, form[f"p{line.unit.node.id}"], given.get(line.unit.node.id, 0),
            parts.get(line.unit.node.id, 0) != given.get(line.unit.node.id, 0),
        )
        for line in unit_lines(place, measured, units)
    ]  # fmt: skip


def _compared(
    units: list[UnitStanding], given: dict[int, int], parts: dict[int, int]
) -> list[tuple[str, str, str]]:
    return [
        (u.node.name, vietnamese(given.get(u.node.id, 0)), vietnamese(parts.get(u.node.id, 0)))
        for u in units
        if given.get(u.node.id, 0) != parts.get(u.node.id, 0)
    ]


def _send(request: HttpRequest, place: Place, view: TargetView, form: GridForm) -> HttpResponse | None:
    data = form.cleaned_data
    whole = data["whole"]
    source = Source(int(data["resolution"]) if data["resolution"] else None, data["article"])

    def do() -> None:
        share_out(
            actor=place.actor, organisation=place.node.id, target=view.id, parts=form.parts(),
            whole=None if whole is None else Decimal(whole), reserve=data["reserve"] or 0,
            decision=form.decision, source=source, correction=data["correction"],
        )  # fmt: skip

    total = sum(form.parts().values())
    return submit(
        request, place, "resolutions.share_out", do, then=place.url_of("target", target=view.id),
        said=f"Đã ghi phần của các đơn vị: {vietnamese(total)} trên {vietnamese(whole if whole is not None else view.whole)}.",
        form=form, reason=data["reason"] or data["correction"],
    )  # fmt: skip
