"""Discipline decisions: the book without names, one opened for a reason, entered, its complaint, taken back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from dangvu.foundation.capabilities import READ_CASES, READ_INSPECTION, WRITE_INSPECTION
from dangvu.web.forms import ChoiceField, DayField, TextField, at_times
from dangvu.web.gate import Place, at_organisation
from dangvu.web.inspection.pages import ReadForm, ask, below, form_page, read, tabs
from dangvu.web.pages import leaf, page
from dangvu.web.reasons import opened, why
from dangvu.work.discipline import actions, queries


@at_organisation(READ_INSPECTION)
def discipline(request: HttpRequest, place: Place) -> HttpResponse:
    """The decisions of the period: form, class, days, what follows. Of whom they are stands nowhere here."""
    read(place, "the book of discipline")
    every = queries.decisions(
        actor=place.actor, organisation=place.node.id, start=place.period.start, end=place.period.end
    )
    may, opens = place.may(WRITE_INSPECTION), place.may(READ_CASES)
    rows = []
    part = leaf(request, every)
    for one in part.items:
        acts = [("Mở", "discipline_one")] if opens and one.named else []
        acts += [("Khiếu nại", "discipline_complaint")] if may and one.typed else []
        acts += [("Bỏ", "discipline_drop")] if may and one.typed else []
        rows.append((one, [(title, place.url_of(name, decision=one.id)) for title, name in acts]))
    return page(
        request, "inspection/discipline.html", place, "inspections", tabs=tabs(place, "discipline"), rows=rows, leaf=part,
        new=place.url("discipline_new") if may else "", figures_url=f"{place.url('figures')}&nhom=KL",
    )  # fmt: skip


@at_organisation(READ_CASES, post=READ_CASES)
def one(request: HttpRequest, place: Place, decision: int) -> HttpResponse:
    """Of whom a decision is: first why it is read."""
    asked: dict[str, Any] = {"actor": place.actor, "organisation": place.node.id, "decision": decision}
    found = queries.one_decision(**asked)
    form = ReadForm(request.POST or None)
    subject = opened(
        request, place, form, "inspection.open_decision",
        lambda reason: actions.open_decision(**asked, reason=reason) or "Biểu đơn vị gửi không ghi tên",
    )  # fmt: skip
    return page(
        request, "inspection/decision.html", place, "inspections", one=found, form=form, subject=subject,
        back=place.url("discipline"),
    )  # fmt: skip


class DecisionForm(forms.Form):
    """An announced decision. There is no room for what was done, and there is to be none."""

    code = TextField("Số quyết định", max_length=30, hint="Ví dụ: 05-QĐ/UBKT. Không ghi nội dung vi phạm")
    by = ChoiceField("Tổ chức ra quyết định", [])
    body = ChoiceField("Nơi quyết định", queries.BODIES)
    member = at_times(TextField(
        "Họ và tên đảng viên", max_length=120, required=False,
        hint="Khi trùng tên thêm ngày sinh, ví dụ: Nguyễn Văn A, 05/03/1980. Được mã hóa khi ghi",
    ))  # fmt: skip
    place = at_times(ChoiceField("Đảng viên này sinh hoạt tại", [], required=False))
    subject = at_times(ChoiceField("Hoặc tổ chức bị kỷ luật", [], required=False))
    form = ChoiceField("Hình thức", queries.FORMS)
    in_post = forms.BooleanField(label="Đang giữ chức vụ trong Đảng", required=False)
    committee_member = forms.BooleanField(label="Là cấp ủy viên", required=False)
    violation = ChoiceField("Loại vi phạm", [("", "Chưa phân loại"), *queries.VIOLATIONS], required=False)
    act_ended_on = DayField(
        "Ngày vi phạm chấm dứt", required=False, hint="Để kiểm tra thời hiệu. Ví dụ: 01/03/2016"
    )
    discovered_on = DayField("Ngày phát hiện", required=False)
    decided_on = DayField("Ngày biểu quyết hoặc ký quyết định")
    written_on = DayField(
        "Ngày ra văn bản", required=False, hint="Chi bộ ra văn bản trong 10 ngày từ khi biểu quyết"
    )
    published_on = DayField("Ngày công bố", hint="Quyết định chưa công bố không ghi vào phần mềm")

    def __init__(self, place: Place, data: Any = None) -> None:
        super().__init__(data, initial={"by": str(place.node.id), "place": str(place.node.id)})
        every = below(place)
        for name, choices in (
            ("by", every),
            ("place", every),
            ("subject", [("", "Không phải tổ chức"), *below(place, itself=False)]),
        ):
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def told(self) -> actions.NewDecision:
        d = self.cleaned_data
        given = {
            name: d[name]
            for name in ("code", "body", "member", "form", "in_post", "committee_member", "violation", "act_ended_on",
                         "discovered_on", "decided_on", "written_on", "published_on")
        }  # fmt: skip
        subject = int(d["subject"]) if d["subject"] else None
        return actions.NewDecision(
            organisation=int(d["by"]), place=int(d["place"]) if d["place"] else None, subject=subject,
            of_organisation=subject is not None, **given,
        )  # fmt: skip


@at_organisation(WRITE_INSPECTION, post=WRITE_INSPECTION)
def new(request: HttpRequest, place: Place) -> HttpResponse:
    """A decision is entered; form, limitation and days are checked by the rules of its day."""
    form = DecisionForm(place, request.POST or None)
    return ask(
        request, place, form, "inspection.discipline",
        lambda: actions.enter(actor=place.actor, organisation=place.node.id, new=form.told()),
        said=lambda done: f"Đã ghi quyết định {form.cleaned_data['code']}.", title="Ghi quyết định kỷ luật", tab="discipline", button="Ghi quyết định",
        lead="Chỉ ghi số, ngày, hình thức và loại. Hình thức được đối chiếu với tư cách đảng viên và thời hiệu theo quy định của ngày đó.",
    )  # fmt: skip


class ComplaintForm(forms.Form):
    complaint = ChoiceField("Khiếu nại", queries.COMPLAINTS)
    on = DayField("Ngày")


@at_organisation(WRITE_INSPECTION, post=WRITE_INSPECTION)
def complaint(request: HttpRequest, place: Place, decision: int) -> HttpResponse:
    """There is a complaint, or it was settled."""
    asked: dict[str, Any] = {"actor": place.actor, "organisation": place.node.id, "decision": decision}
    found = queries.one_decision(**asked)
    form = ComplaintForm(request.POST or None)
    return ask(
        request, place, form, "inspection.complaint", lambda: actions.say_complaint(**asked, **form.cleaned_data),
        said="Đã ghi tình trạng khiếu nại.", title=f"Khiếu nại về quyết định {found.code}", tab="discipline", button="Ghi",
        lead="Trong khi khiếu nại chưa giải quyết xong, quyết định vẫn phải chấp hành và chưa tự hết hiệu lực.",
    )  # fmt: skip


@at_organisation(WRITE_INSPECTION, post=WRITE_INSPECTION)
def drop(request: HttpRequest, place: Place, decision: int) -> HttpResponse:
    """A decision typed by mistake."""
    asked: dict[str, Any] = {"actor": place.actor, "organisation": place.node.id, "decision": decision}
    form, answer = why(
        request, place, "inspection.discipline_drop", lambda reason: actions.take_back(**asked, reason=reason),
        then=place.url("discipline"), said="Đã bỏ quyết định ghi nhầm.",
    )  # fmt: skip
    if answer:
        return answer
    found = queries.one_decision(**asked)
    return form_page(
        request, place, form, title=f"Bỏ quyết định {found.code}", button="Bỏ quyết định này", tab="discipline",
        lead="Quyết định này không còn tính, nhưng vẫn giữ trong nhật ký.",
    )  # fmt: skip
