"""The book of commendations: what was given in the period, one more decision, taking back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from dangvu.foundation.capabilities import READ_FIGURES, WRITE_WORK
from dangvu.web.errors import WrongRequest
from dangvu.web.forms import ChoiceField, DayField, TextField, TicksField
from dangvu.web.gate import Place, at_organisation
from dangvu.web.lists import Shown, workbook
from dangvu.web.pages import leaf, page
from dangvu.web.posts import submit
from dangvu.web.ranking.tabs import SECTION, tabs
from dangvu.web.reasons import why
from dangvu.work.awards import actions, queries
from dangvu.work.awards.queries import AwardView
from dangvu.work.awards.rules import AwardKind, Level, Occasion

#: So many members can be ticked on one page; a greater organisation records its cells' members in the cell.
_MOST = 200


class DecisionForm(forms.Form):
    """One decision and whom it commends."""

    decision = TextField("Số quyết định", max_length=60, hint="Ví dụ: 15-QĐ/ĐUK")
    on = DayField("Ngày quyết định", hint="Ví dụ: 03/02/2023")
    kind = ChoiceField("Hình thức", [(k.value, k.label) for k in AwardKind])
    level = ChoiceField("Cấp khen", [(k.value, k.label) for k in Level])
    occasion = ChoiceField("Thành tích", [(k.value, k.label) for k in Occasion])
    reason = TextField(
        "Nội dung khen", max_length=300, required=False, hint="Ví dụ: hoàn thành xuất sắc nhiệm vụ năm 2022"
    )
    units = TicksField("Tập thể", [], required=False)
    people = TicksField("Đảng viên", [], required=False)

    def __init__(self, place: Place, data: Any) -> None:
        super().__init__(data)
        tree, here = place.tree, place.node.id
        inside = [one for one in tree.descendants(here) if one == here or tree[one].parent == here]
        self.fields["units"].choices = [(str(one), tree.label(one)) for one in inside]  # type: ignore[attr-defined]
        people = queries.member_names(actor=place.actor, organisation=here, tree=tree)
        if len(people) > _MOST or not people:
            del self.fields["people"]
        else:
            self.fields["people"].choices = [(str(one), name) for one, name in people]  # type: ignore[attr-defined]


@at_organisation(READ_FIGURES)
def awards(request: HttpRequest, place: Place) -> HttpResponse:
    """Commendations of the period; ``loai``: of collectives or of members."""
    every = queries.awards(
        actor=place.actor, organisation=place.node.id, tree=place.tree, period=place.period
    )
    asked = request.GET.get("loai", "")
    groups = {"": every, "tap-the": [one for one in every if one.person is None], "dang-vien": [one for one in every if one.person is not None]}  # fmt: skip
    if asked not in groups:
        raise WrongRequest("Sổ khen thưởng không có cách lọc này. Đề nghị chọn lại ở đầu trang.")
    shown = groups[asked]
    base = place.url("awards")
    if request.GET.get("tep") == "xlsx":
        return workbook(
            "Khen-thuong", ["Sổ khen thưởng", place.node.name, place.period.label], _COLUMNS, shown
        )
    titles = {"": "Tất cả", "tap-the": "Tập thể", "dang-vien": "Đảng viên"}
    part, writes = leaf(request, shown), place.may(WRITE_WORK)
    return page(
        request, "awards/list.html", place, SECTION, tabs=tabs(place, "awards"), leaf=part, excel=f"{base}&loai={asked}&tep=xlsx",
        chips=[(titles[slug], len(rows), f"{base}&loai={slug}", slug == asked) for slug, rows in groups.items()],
        rows=[(one, place.url_of("award_take_back", award=one.id) if writes else "") for one in part.items],
        new=place.url("award_new") if writes else "",
    )  # fmt: skip


_COLUMNS: tuple[Shown[AwardView], ...] = (
    Shown("ten", "Tập thể, đảng viên", lambda one: one.name or one.place, 34),
    Shown("noi", "Tổ chức đảng", lambda one: one.place, 34),
    Shown("hinh", "Hình thức", lambda one: one.kind.label, 16),
    Shown("cap", "Cấp khen", lambda one: one.level.label, 22),
    Shown("ly", "Thành tích", lambda one: one.reason or one.occasion.label, 36),
    Shown("so", "Số quyết định", lambda one: one.decision, 18),
    Shown("ngay", "Ngày", lambda one: one.on, 12, "date"),
)  # fmt: skip


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def new(request: HttpRequest, place: Place) -> HttpResponse:
    """One decision, and everybody it commends, ticked."""
    form, back = DecisionForm(place, request.POST or None), place.url("awards")
    if request.method == "POST" and form.is_valid():
        d = form.cleaned_data
        told = actions.Decision(d["kind"], d["level"], d["occasion"], d["decision"], d["on"], d["reason"])
        answer = submit(
            request, place, "awards.record",
            lambda: actions.record_awards(
                actor=place.actor, organisation=place.node.id, told=told, units=[int(one) for one in d["units"]],
                people=[int(one) for one in d.get("people", [])],
            ),
            then=back, said=lambda count: f"Đã ghi {count} lượt khen thưởng.", form=form,
        )  # fmt: skip
        if answer:
            return answer
    return page(request, "ask.html", place, SECTION, crumb="Khen thưởng", form=form, back=back, title="Ghi quyết định khen thưởng",
                lead="Một quyết định khen nhiều tập thể, đảng viên: đánh dấu tất cả rồi ghi một lần.", button="Ghi")  # fmt: skip


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def take_back(request: HttpRequest, place: Place, award: int) -> HttpResponse:
    """A commendation that was written by mistake."""
    back = place.url("awards")
    one = queries.award(actor=place.actor, organisation=place.node.id, tree=place.tree, award=award)
    form, answer = why(
        request, place, "awards.take_back",
        lambda reason: actions.take_back(actor=place.actor, organisation=place.node.id, awards=[award], reason=reason),
        then=back, said="Đã bỏ dòng khen thưởng ghi nhầm.",
    )  # fmt: skip
    return answer or page(request, "ask.html", place, SECTION, crumb="Khen thưởng", form=form, back=back, title="Bỏ dòng khen thưởng ghi nhầm",
                          lead=f"{one.kind.label} của {one.name or one.place}, {one.decision} ngày {one.on:%d/%m/%Y}.", button="Bỏ")  # fmt: skip
