"""Cases by their codes; one opened for a reason; entered, led on, concluded, taken back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from dangvu.foundation.capabilities import READ_CASES, READ_INSPECTION, WRITE_INSPECTION
from dangvu.foundation.due import TITLES, Standing
from dangvu.proceedings.actions import follow_up_case
from dangvu.web import sent
from dangvu.web.errors import WrongRequest
from dangvu.web.forms import ChoiceField, DayField, TextField, at_times
from dangvu.web.gate import Place, at_organisation
from dangvu.web.inspection.pages import ReadForm, ask, below, form_page, read, tabs
from dangvu.web.pages import leaf, page
from dangvu.web.reasons import opened, why
from dangvu.web.tasks.origins import born
from dangvu.work.inspection import actions, queries
from dangvu.work.inspection.rules import Body, CaseKind, Step
from dangvu.work.resolutions.actions import NewTask
from dangvu.work.resolutions.rules.tasks import OriginKind


@at_organisation(READ_INSPECTION)
def cases(request: HttpRequest, place: Place) -> HttpResponse:
    """The cases of the period: code, kind, days, deadline, result. Of whom they are stands nowhere here."""
    line, loc = sent.number(request.GET.get("dong", "")), request.GET.get("loc", "")
    if loc not in ("", *_PRESSING):
        raise WrongRequest("Danh sách này không có cách lọc đó. Đề nghị chọn lại ở đầu trang.")
    read(place, "the list of cases")
    asked: dict[str, Any] = {"actor": place.actor, "organisation": place.node.id}
    of_period = queries.cases(**asked, start=place.period.start, end=place.period.end, line=line)
    pressing = {
        slug: [one for one in queries.open_cases(**asked) if one.standing == slug] for slug in _PRESSING
    }
    every = pressing[loc] if loc else of_period
    may = place.may(WRITE_INSPECTION)
    rows = []
    part = leaf(request, every)
    for one in part.items:
        acts = [("Mở", place.url_of("inspection_case", case=one.id))] if place.may(READ_CASES) else []
        if may:
            acts += [
                (title, place.url_of(name, case=one.id))
                for title, name in _ACTS if one.done_on or name != "inspection_follow_up"
            ]  # fmt: skip
        rows.append((one, acts))
    return page(
        request, "inspection/cases.html", place, "inspections", tabs=tabs(place, "inspection_cases"), rows=rows, leaf=part, line=line,
        new=place.url("inspection_case_new") if may else "", all_url=place.url("inspection_cases"),
        loc=_PRESSING.get(loc, ""), chips=[
            ("Trong kỳ", len(of_period), place.url("inspection_cases"), not loc),
            *((title, len(pressing[slug]), f"{place.url('inspection_cases')}&loc={slug}", slug == loc)
              for slug, title in _PRESSING.items() if pressing[slug] or slug == loc),
        ],
    )  # fmt: skip


#: What is told of every open case, whatever the period.
_PRESSING = {each.value: TITLES[each] for each in (Standing.OVERDUE, Standing.SOON)}
_ACTS = (
    ("Ghi bước", "inspection_step"), ("Kết luận", "inspection_conclude"), ("Giao việc khắc phục", "inspection_follow_up"),
    ("Bỏ", "inspection_case_drop"),
)  # fmt: skip


@at_organisation(READ_CASES, post=READ_CASES)
def case(request: HttpRequest, place: Place, case: int) -> HttpResponse:
    """One case: first why it is read, then whose it is, with its steps. The reason never stands in an address."""
    asked: dict[str, Any] = {"actor": place.actor, "organisation": place.node.id, "case": case}
    one, steps = queries.one_case(**asked)
    form = ReadForm(request.POST or None)
    subjects = opened(
        request, place, form, "inspection.open_case", lambda reason: actions.open_case(**asked, reason=reason)
    )
    return page(
        request, "inspection/case.html", place, "inspections", one=one, steps=steps, form=form, subjects=subjects,
        back=place.url("inspection_cases"), may=place.may(WRITE_INSPECTION),
        born=born(place, OriginKind.INSPECTION, case, place.url_of("inspection_follow_up", case=case) if place.may(WRITE_INSPECTION) and one.done_on else ""),
        step_url=place.url_of("inspection_step", case=case), end_url=place.url_of("inspection_conclude", case=case),
    )  # fmt: skip


class CaseForm(forms.Form):
    """A case that was decided and announced. There is no room for what it is about, and there is to be none."""

    code = TextField(
        "Số quyết định hoặc ký hiệu hồ sơ",
        max_length=30,
        hint="Ví dụ: 12-QĐ/UBKT. Không ghi nội dung vụ việc",
    )
    by = ChoiceField("Đơn vị tiến hành", [])
    body = ChoiceField("Chủ thể", [(one.value, one.label) for one in Body])
    kind = ChoiceField("Loại cuộc", [(one.value, one.label) for one in CaseKind])
    opened_on = DayField("Ngày quyết định")
    line = ChoiceField("Theo dòng chương trình", [], required=False)
    subject = at_times(
        ChoiceField("Đối tượng là tổ chức", [], required=False, hint="Bỏ trống khi đối tượng là đảng viên")
    )
    members = at_times(TextField(
        "Đối tượng là đảng viên", lines=3, max_length=2000, required=False,
        hint="Mỗi dòng một người: họ và tên; khi trùng tên thêm ngày sinh, ví dụ: Nguyễn Văn A, 05/03/1980. Được mã hóa khi ghi",
    ))  # fmt: skip
    place = at_times(ChoiceField("Những người này sinh hoạt tại", [], required=False))
    published = forms.BooleanField(
        label="Quyết định đã công bố với đối tượng",
        required=False,
        help_text="Cuộc chưa công bố không ghi vào phần mềm",
    )

    def __init__(self, place: Place, data: Any = None) -> None:
        super().__init__(data, initial={"by": str(place.node.id), "place": str(place.node.id)})
        lines = queries.programme(actor=place.actor, organisation=place.node.id, year=place.period.end.year)
        every = below(place)
        for name, choices in (
            ("by", every), ("place", every), ("subject", [("", "Chọn tổ chức"), *below(place, itself=False)]),
            ("line", [("", "Ngoài chương trình"), *((str(one.id), f"{one.label} ({one.place})") for one in lines)]),
        ):  # fmt: skip
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def told(self) -> actions.NewCase:
        d = self.cleaned_data
        return actions.NewCase(
            int(d["by"]), d["code"], d["body"], d["kind"], d["opened_on"], d["published"],
            (int(d["subject"]),) if d["subject"] else (), tuple(line for line in d["members"].splitlines() if line),
            int(d["place"]) if d["place"] else None, int(d["line"]) if d["line"] else None,
        )  # fmt: skip


@at_organisation(WRITE_INSPECTION, post=WRITE_INSPECTION)
def case_new(request: HttpRequest, place: Place) -> HttpResponse:
    """A case is entered by its code; its subject is sealed at once."""
    form = CaseForm(place, request.POST or None)
    return ask(
        request, place, form, "inspection.enter_case",
        lambda: actions.enter_case(actor=place.actor, organisation=place.node.id, new=form.told()),
        said=lambda done: f"Đã ghi cuộc {form.cleaned_data['code']}.", title="Ghi một cuộc đã có quyết định", tab="inspection_cases", button="Ghi cuộc này",
        lead="Chỉ ghi số, ngày và loại; nội dung vụ việc ở hồ sơ giấy. Nhiều người kết quả khác nhau thì ghi thành nhiều cuộc.",
    )  # fmt: skip


class StepForm(forms.Form):
    step = ChoiceField("Bước", [(one.value, one.label) for one in Step if one is not Step.CONCLUDED])
    on = DayField("Ngày làm xong")


class ConclusionForm(forms.Form):
    result = ChoiceField("Kết quả", [("", "Chọn kết quả"), *queries.RESULTS])
    on = DayField("Ngày kết luận")

    def told(self) -> actions.Conclusion:
        return actions.Conclusion(self.cleaned_data["on"], self.cleaned_data["result"])


@at_organisation(WRITE_INSPECTION, post=WRITE_INSPECTION)
def step(request: HttpRequest, place: Place, case: int) -> HttpResponse:
    """A step was done."""
    asked: dict[str, Any] = {"actor": place.actor, "organisation": place.node.id, "case": case}
    one, _ = queries.one_case(**asked)
    form = StepForm(request.POST or None)
    return ask(
        request, place, form, "inspection.step", lambda: actions.do_step(**asked, **form.cleaned_data),
        said=f"Đã ghi bước của cuộc {one.code}.", title=f"Ghi bước của cuộc {one.code}", tab="inspection_cases", button="Ghi bước này",
        lead=f"{one.kind_title}, quyết định ngày {one.opened_on:%d/%m/%Y}. Chỉ ghi ngày; ghi lại một bước thì ngày sau thay ngày trước.",
    )  # fmt: skip


@at_organisation(WRITE_INSPECTION, post=WRITE_INSPECTION)
def conclude(request: HttpRequest, place: Place, case: int) -> HttpResponse:
    """The case was concluded: it is counted at once."""
    asked: dict[str, Any] = {"actor": place.actor, "organisation": place.node.id, "case": case}
    one, _ = queries.one_case(**asked)
    form = ConclusionForm(request.POST or None)
    return ask(
        request, place, form, "inspection.conclude", lambda: actions.close_case(**asked, told=form.told()),
        said=f"Đã ghi kết luận cuộc {one.code}.", title=f"Kết luận cuộc {one.code}", tab="inspection_cases", button="Ghi kết luận",
        lead="Chỉ ghi loại kết quả và ngày, khi kết luận đã công bố. Ghi lại thì lần sau thay lần trước.",
    )  # fmt: skip


class FollowUpForm(forms.Form):
    """What a unit has to put right, and by when."""

    title = TextField("Việc phải làm", max_length=300, hint="Ví dụ: Bổ sung chương trình kiểm tra năm. Không ghi nội dung vụ việc, họ tên")  # fmt: skip
    unit = ChoiceField("Tổ chức phải làm", [])
    due_on = DayField("Hạn")
    product = TextField("Sản phẩm", max_length=200, required=False, hint="Ví dụ: báo cáo khắc phục")

    def __init__(self, place: Place, data: Any = None) -> None:
        super().__init__(data)
        self.fields["unit"].choices = [("", "Chọn tổ chức"), *below(place)]  # type: ignore[attr-defined]

    def told(self) -> NewTask:
        d = self.cleaned_data
        return NewTask(d["title"], (int(d["unit"]),), product=d["product"], due_on=d["due_on"])


@at_organisation(WRITE_INSPECTION, post=WRITE_INSPECTION)
def follow_up(request: HttpRequest, place: Place, case: int) -> HttpResponse:
    """What has to be put right after a case becomes a task, which the unit finds on its first page."""
    asked: dict[str, Any] = {"actor": place.actor, "organisation": place.node.id, "case": case}
    one, _ = queries.one_case(**asked)
    form = FollowUpForm(place, request.POST or None)
    return ask(
        request, place, form, "inspection.follow_up", lambda: follow_up_case(**asked, new=form.told()),
        said="Đã giao việc khắc phục; đơn vị thấy ở trang đầu.", title=f"Giao việc khắc phục sau cuộc {one.code}", tab="inspection_cases", button="Giao việc này",
        lead="Sổ nhiệm vụ nhiều người đọc: việc này chỉ mang số và ngày của cuộc, không mang đối tượng.",
    )  # fmt: skip


@at_organisation(WRITE_INSPECTION, post=WRITE_INSPECTION)
def case_drop(request: HttpRequest, place: Place, case: int) -> HttpResponse:
    """A case entered by mistake."""
    asked: dict[str, Any] = {"actor": place.actor, "organisation": place.node.id, "case": case}
    form, answer = why(
        request, place, "inspection.drop_case", lambda reason: actions.drop_case(**asked, reason=reason),
        then=place.url("inspection_cases"), said="Đã bỏ cuộc ghi nhầm.",
    )  # fmt: skip
    if answer:
        return answer
    one, _ = queries.one_case(**asked)
    return form_page(
        request, place, form, title=f"Bỏ cuộc {one.code}", button="Bỏ cuộc này", tab="inspection_cases",
        lead="Cuộc này và kết luận của nó không còn tính, nhưng vẫn giữ trong nhật ký.",
    )  # fmt: skip
