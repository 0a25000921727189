"""The electronic member handbook: what units reported in the period, a whole list of units at once, taking back."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse

from dangvu.foundation import clock
from dangvu.foundation.capabilities import READ_FIGURES, WRITE_WORK
from dangvu.foundation.refusals import Impossible
from dangvu.members.actions import handbook as actions
from dangvu.members.actions.handbook import NewCount
from dangvu.members.queries import handbook as queries
from dangvu.web.cards.tabs import SECTION, asked, tabs
from dangvu.web.forms import DayField, WholeNumberField
from dangvu.web.gate import Place, at_organisation
from dangvu.web.pages import leaf, page
from dangvu.web.posts import submit
from dangvu.web.reasons import why

_NUMBER = WholeNumberField("Số đảng viên", least=0, most=100_000, required=False)


@at_organisation(READ_FIGURES)
def handbook(request: HttpRequest, place: Place) -> HttpResponse:
    """What was reported in the period, the latest first."""
    part = leaf(request, queries.reports(**asked(place), start=place.period.start, end=place.period.end))
    writes = place.may(WRITE_WORK)
    return page(
        request, "cards/handbook.html", place, SECTION, tabs=tabs(place, "handbook"), leaf=part,
        new=place.url("handbook_new") if writes else "",
        rows=[(one, place.url_of("handbook_take_back", count=one.id) if writes and one.typed else "") for one in part.items],
    )  # fmt: skip


class DayForm(forms.Form):
    """The day for which every unit tells."""

    on = DayField("Số liệu đến ngày", hint="Ví dụ: 30/06/2023")


@dataclass(frozen=True, slots=True)
class Entry:
    """A unit's line as typed, and what is wrong with it."""

    unit: int
    name: str
    installed: str = ""
    using: str = ""
    error: str = ""


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def new(request: HttpRequest, place: Place) -> HttpResponse:
    """The organisation itself or everything right below it: two numbers each; who is left empty tells nothing."""
    below, back = place.tree.children(place.node.id), place.url("handbook")
    initial = {"on": min(place.period.end, clock.today()).strftime("%d/%m/%Y")}
    form = DayForm(request.POST or None, initial=initial)
    entries = [
        Entry(
            one, place.tree.label(one), request.POST.get(f"cai-{one}", "").strip()[:12],
            request.POST.get(f"dung-{one}", "").strip()[:12],
        )
        for one in below or [place.node.id]
    ]  # fmt: skip
    if request.method == "POST" and form.is_valid():
        entries, answer = _tell(request, place, form, entries, back)
        if answer:
            return answer
    return page(request, "cards/handbook_new.html", place, SECTION, form=form, back=back, entries=entries)


def _tell(
    request: HttpRequest, place: Place, form: DayForm, entries: list[Entry], back: str
) -> tuple[list[Entry], HttpResponse | None]:
    """The lines with what is wrong with each, and the answer where nothing is."""
    on, counts, said = form.cleaned_data["on"], [], dict[int, str]()
    for one in entries:
        if not (one.installed or one.using):
            continue
        try:
            installed, using = _NUMBER.clean(one.installed), _NUMBER.clean(one.using)
            if installed is None:
                raise Impossible("Ghi số đã cài đặt.")
            counts.append(NewCount(one.unit, on, installed, using))
        except forms.ValidationError:
            said[one.unit] = "Số đảng viên phải là số nguyên, ví dụ 25."
        except Impossible as refusal:
            said[one.unit] = str(refusal)
    for at, (field, wrong) in actions.faults(counts).items() if not said else ():
        if field == "on":
            form.add_error("on", wrong)
            return entries, None
        said[counts[at].organisation] = wrong
    if said or not counts:
        form.add_error(
            None, f"{len(said)} dòng chưa ghi được; xem câu báo ở từng dòng." if said else "Chưa ghi số nào."
        )
        return [Entry(e.unit, e.name, e.installed, e.using, said.get(e.unit, "")) for e in entries], None
    answer = submit(
        request, place, "members.handbook", lambda: actions.report(**asked(place), counts=counts), then=back, form=form,
        said=lambda count: f"Đã ghi số của {count} tổ chức đến ngày {on:%d/%m/%Y}.",
    )  # fmt: skip
    return entries, answer


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def take_back(request: HttpRequest, place: Place, count: int) -> HttpResponse:
    """A report that was typed in by mistake."""
    back, one = place.url("handbook"), queries.report(**asked(place), count=count)
    form, answer = why(
        request, place, "members.take_back_handbook",
        lambda reason: actions.take_back_counts(**asked(place), counts=[count], reason=reason),
        then=back, said="Đã bỏ số ghi nhầm.",
    )  # fmt: skip
    said = f"{one.place}, đến ngày {one.on:%d/%m/%Y}: {one.installed} đảng viên đã cài đặt."
    return answer or page(request, "ask.html", place, SECTION, form=form, back=back, crumb="Sổ tay điện tử",
                          title="Bỏ số báo cáo ghi nhầm", lead=said, button="Bỏ số này")  # fmt: skip
