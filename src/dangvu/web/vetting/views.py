"""The book of vetting: papers of the period, one more, one corrected, one taken back. Numbers only."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from dangvu.foundation.capabilities import READ_DOCUMENTS, WRITE_WORK
from dangvu.web.errors import WrongRequest
from dangvu.web.forms import ChoiceField, DayField, TextField, WholeNumberField
from dangvu.web.gate import Place, at_organisation
from dangvu.web.lists import Shown, workbook
from dangvu.web.pages import leaf, page
from dangvu.web.posts import both_versions, submit
from dangvu.web.reasons import why
from dangvu.work.vetting import actions, queries
from dangvu.work.vetting.queries import PaperView

SECTION = "admissions"
#: What the numbers of a kind count where it is no files.
_UNITS = {"ket_luan": "trường hợp"}
_CRUMB = "Thẩm tra, tiêu chuẩn chính trị"
_LEAD = "Chỉ ghi số văn bản và số hồ sơ; không ghi họ tên, không ghi nội dung thẩm tra, kết luận."


@at_organisation(READ_DOCUMENTS)
def papers(request: HttpRequest, place: Place) -> HttpResponse:
    """Papers of the period here and below, the latest first; ``loai``: of one kind."""
    every = queries.papers(
        actor=place.actor, organisation=place.node.id, start=place.period.start, end=place.period.end
    )
    kind, base = request.GET.get("loai", ""), place.url("vetting")
    if kind and kind not in dict(queries.KINDS):
        raise WrongRequest("Sổ này không có loại văn bản đó. Đề nghị chọn lại ở đầu trang.")
    shown = [one for one in every if kind in ("", one.kind)]
    if request.GET.get("tep") == "xlsx":
        title = ["Sổ thẩm tra lý lịch, tiêu chuẩn chính trị", place.node.name, place.period.label]
        return workbook("Tham-tra", title, _COLUMNS, shown)
    may, part = place.may(WRITE_WORK), leaf(request, shown)
    chips = [("Tất cả", "", len(every))]
    chips += [(title, slug, sum(one.kind == slug for one in every)) for slug, title in queries.KINDS]
    sums = [
        (title, sum(one.count for one in shown if one.kind == slug), _UNITS.get(slug, "hồ sơ"))
        for slug, title in queries.KINDS
        if kind in ("", slug)
    ]
    return page(
        request, "vetting/list.html", place, SECTION, leaf=part, base=base, kind=kind, chips=chips,
        sums=sums, new=place.url("vetting_new") if may else "",
        admissions=place.url("admissions"), excel=f"{base}&loai={kind}&tep=xlsx", figures_url=f"{place.url('figures')}&nhom=BV",
        upload_url=place.url_if(WRITE_WORK, "uploads"),
        rows=[
            (one, *(place.url_of(name, paper=one.id) if may and one.typed else ""
                    for name in ("vetting_correct", "vetting_take_back")))
            for one in part.items
        ],
    )  # fmt: skip


_COLUMNS: tuple[Shown[PaperView], ...] = (
    Shown("loai", "Loại văn bản thẩm tra", lambda one: one.kind_title, 30),
    Shown("so", "Số văn bản", lambda one: one.number, 18),
    Shown("ngay", "Ngày văn bản", lambda one: one.on, 14, "date"),
    Shown("noi", "Tổ chức đảng", lambda one: one.place, 34),
    Shown("viec", "Phục vụ việc", lambda one: one.purpose_title, 24),
    Shown("ho-so", "Số hồ sơ, trường hợp", lambda one: one.count, 14),
)


class PaperForm(forms.Form):
    """One paper and how many files it is about; whose they are is not asked."""

    kind = ChoiceField("Loại văn bản", queries.KINDS, widget=forms.RadioSelect)
    by = ChoiceField("Của tổ chức", [])
    number = TextField("Số văn bản", max_length=60, hint="Ví dụ: 45-CV/ĐUK. Không ghi họ tên, trích yếu")
    on = DayField("Ngày văn bản", hint="Trả lời thì ghi ngày của văn bản trả lời. Ví dụ: 15/02/2023")
    purpose = ChoiceField("Phục vụ việc", queries.PURPOSES)
    count = WholeNumberField("Số hồ sơ, trường hợp", hint="Văn bản nói về bao nhiêu người thì ghi bấy nhiêu")

    def __init__(self, place: Place, data: Any, one: PaperView | None = None) -> None:
        initial: dict[str, Any] = {"by": str(place.node.id), "count": 1}
        if one is not None:
            initial = {
                "kind": one.kind, "by": str(one.organisation), "number": one.number, "on": one.on, "purpose": one.purpose,
                "count": one.count,
            }  # fmt: skip
        super().__init__(data, initial=initial)
        tree, here = place.tree, place.node.id
        choices = [(str(o), tree.label(o) if o != here else place.node.name) for o in tree.descendants(here)]
        self.fields["by"].choices = choices  # type: ignore[attr-defined]

    def told(self) -> actions.NewPaper:
        d = self.cleaned_data
        return actions.NewPaper(int(d["by"]), d["on"], d["kind"], d["count"], d["number"], d["purpose"])


class CorrectionForm(PaperForm):
    reason = TextField("Lý do sửa", hint="Ví dụ: ghi nhầm số hồ sơ")


def _book_of(place: Place, year: int) -> str:
    return f"{place.url('vetting').partition('?')[0]}?ky={year}"


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def new(request: HttpRequest, place: Place) -> HttpResponse:
    """One paper is written into the book; it counts at once."""
    form = PaperForm(place, request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.told()
        answer = submit(
            request, place, "vetting.record",
            lambda: actions.record_papers(actor=place.actor, organisation=place.node.id, papers=[told]),
            then=place.url("vetting_new") if "them" in request.POST else _book_of(place, told.on.year),
            said=lambda files: f"Đã ghi văn bản {told.number} ngày {told.on:%d/%m/%Y}: {files} hồ sơ.", form=form,
        )  # fmt: skip
        if answer:
            return answer
    return page(
        request, "ask.html", place, SECTION, crumb=_CRUMB, form=form, back=place.url("vetting"), lead=_LEAD,
        title="Ghi văn bản thẩm tra, kết luận tiêu chuẩn chính trị", button="Ghi vào sổ", more="Ghi và ghi tiếp", sealed=True,
    )  # fmt: skip


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def correct(request: HttpRequest, place: Place, paper: int) -> HttpResponse:
    """What was typed wrongly is said anew, with a reason; the earlier words stay in the history."""
    asked: dict[str, Any] = {"actor": place.actor, "organisation": place.node.id}
    back, context = place.url("vetting"), dict[str, Any]()
    newer = queries.instead_of(**asked, paper=paper)
    one = newer or queries.paper(**asked, paper=paper)
    form = CorrectionForm(place, request.POST or None, one)
    if request.method == "POST" and form.is_valid():
        told, reason = form.told(), form.cleaned_data["reason"]
        answer = submit(
            request, place, "vetting.correct",
            lambda: actions.correct(**asked, paper=paper, new=told, reason=reason),
            then=_book_of(place, told.on.year), said="Đã sửa dòng ghi nhầm.", form=form, reason=reason,
        )  # fmt: skip
        if answer:
            return answer
    if request.method == "POST" and newer is not None:
        context = {"versions": _versions(form, newer), "changed": "Dòng này", "status": 409,
                   "send_to": place.url_of("vetting_correct", paper=newer.id)}  # fmt: skip
    return page(
        request, "ask.html", place, SECTION, crumb=_CRUMB, form=form, back=back, button="Ghi bản sửa", sealed=True,
        title=f"Sửa {_called(one)}", lead=f"{one.place}. Điều đã ghi trước vẫn giữ trong nhật ký, cùng lý do sửa.", **context,
    )  # fmt: skip


def _called(one: PaperView) -> str:
    number = f" số {one.number}" if one.number else ""
    return f"{one.kind_title[0].lower()}{one.kind_title[1:]}{number} ngày {one.on:%d/%m/%Y}"


def _versions(form: CorrectionForm, newer: PaperView) -> list[tuple[str, str, str]]:
    """[(field, what was just written, what is being typed)]."""
    theirs = {
        "kind": newer.kind_title, "by": newer.place, "number": newer.number, "on": f"{newer.on:%d/%m/%Y}",
        "purpose": newer.purpose_title, "count": str(newer.count),
    }  # fmt: skip
    return both_versions(form, theirs)


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def take_back(request: HttpRequest, place: Place, paper: int) -> HttpResponse:
    """One typed in by mistake no longer counts; it stays in the history."""
    asked: dict[str, Any] = {"actor": place.actor, "organisation": place.node.id}
    back = place.url("vetting")
    form, answer = why(
        request, place, "vetting.take_back",
        lambda reason: actions.take_back(**asked, papers=[paper], reason=reason),
        then=back, said="Đã bỏ dòng ghi nhầm.", hint="Ví dụ: ghi hai lần cùng một văn bản",
    )  # fmt: skip
    if answer:
        return answer
    if queries.instead_of(**asked, paper=paper):
        messages.error(request, "Dòng này vừa được người khác sửa. Xem bản mới trong sổ.")
        return redirect(back)
    one = queries.paper(**asked, paper=paper)
    return page(
        request, "ask.html", place, SECTION, crumb=_CRUMB, form=form, back=back, title=f"Bỏ {_called(one)}",
        lead=f"{one.place}, {one.count} hồ sơ. Dòng này không còn tính, nhưng vẫn giữ trong nhật ký.", button="Bỏ dòng này",
    )  # fmt: skip
