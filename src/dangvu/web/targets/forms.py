"""Setting down a resolution and the targets it contains."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from dangvu.foundation.capabilities import WRITE_WORK
from dangvu.foundation.refusals import Impossible
from dangvu.indicators.catalogue import BY_NAME
from dangvu.indicators.targets import fits, measurable
from dangvu.organisations.queries import committee_on
from dangvu.web.forms import ChoiceField, DayField, DecimalField, TextField, WholeNumberField
from dangvu.web.gate import Place, at_organisation
from dangvu.web.pages import page
from dangvu.web.posts import submit
from dangvu.work.resolutions import queries
from dangvu.work.resolutions.actions import NewResolution, NewTarget, keep_resolutions, set_targets
from dangvu.work.resolutions.rules.targets import KIND_TITLES, PER_TITLES, TargetKind


class ResolutionForm(forms.Form):
    """A resolution as the office keeps it."""

    number = TextField("Số, ký hiệu", max_length=100, hint="Ví dụ: 15-NQ/ĐUK")
    issued_on = DayField("Ngày ban hành", hint="Ví dụ: 05/01/2023")
    issuer = TextField("Cơ quan ban hành")
    title = TextField("Trích yếu", max_length=500, required=False)


class TargetForm(forms.Form):
    """A target of a resolution."""

    title = TextField("Tên chỉ tiêu", hint="Ví dụ: Kết nạp đảng viên mới")
    year = WholeNumberField("Năm", least=1930, most=2100)
    kind = ChoiceField("Loại chỉ tiêu", [(kind.value, KIND_TITLES[kind]) for kind in TargetKind])
    indicator = ChoiceField("Đo bằng số liệu", [], hint="Kết quả lấy từ số liệu này, không nhập tay.")
    value = DecimalField(
        "Mức",
        hint="Ví dụ: 147 (người), 80 (phần trăm), 2 (lần). Để trống nếu loại không có mức.",
        required=False,
    )
    resolution = ChoiceField("Nghị quyết", [], required=False)
    article = TextField("Mục, điều của nghị quyết", max_length=100, required=False, hint="Ví dụ: mục II.3")
    per = ChoiceField("Mỗi kỳ là", [("", "Không theo kỳ"), *PER_TITLES.items()], required=False,
                      hint="Chỉ dùng cho loại “Số lần trong mỗi kỳ”.")  # fmt: skip
    base_on = DayField(
        "Lấy số đảng viên ngày", required=False, hint="Chỉ dùng cho tỷ lệ trên một số gốc. Ví dụ: 31/12/2022"
    )
    base_value = DecimalField("Hoặc số gốc", required=False, hint="Ví dụ: 5.356")
    trend = ChoiceField("Chiều", [("giam", "Phải giảm"), ("tang", "Phải tăng")], required=False,
                        hint="Chỉ dùng cho loại “Tăng hoặc giảm”.")  # fmt: skip

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        figures = measurable(place.actor, place.node.id)
        self.fields["indicator"].choices = [(i.name, f"{i.code} {i.title}") for i in figures]  # type: ignore[attr-defined]
        kept = queries.resolutions(actor=place.actor, organisation=place.node.id)
        self.fields["resolution"].choices = [  # type: ignore[attr-defined]
            ("", "Chưa ghi nghị quyết"), *((str(r.id), f"{r.label}, {r.issuer}") for r in kept)
        ]  # fmt: skip

    def new(self) -> NewTarget:
        """What the form asks for; Impossible where the figure can't measure such a target."""
        data = self.cleaned_data
        kind, indicator = TargetKind(data["kind"]), BY_NAME[data["indicator"]]
        if not fits(kind, indicator):
            wanted = "một tỷ lệ" if kind is TargetKind.ORGANISATION_SHARE else "một số đếm"
            raise Impossible(
                f"Loại “{KIND_TITLES[kind]}” cần đo bằng {wanted}; “{indicator.title}” không phải. Chọn số liệu khác.",
                "indicator",
            )
        return NewTarget(
            data["title"], data["year"], kind, indicator.name, data["value"],
            int(data["resolution"]) if data["resolution"] else None, data["article"], data["per"],
            data["trend"] != "tang", data["base_on"], data["base_value"],
        )  # fmt: skip


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def resolution_form(request: HttpRequest, place: Place) -> HttpResponse:
    """Keep a resolution."""
    committee = committee_on(place.node.id, place.period.end)
    initial = {"issuer": committee.name if committee else place.node.name}
    form = ResolutionForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        new = NewResolution(**form.cleaned_data)
        answer = submit(
            request, place, "resolutions.keep",
            lambda: keep_resolutions(actor=place.actor, organisation=place.node.id, resolutions=[new]),
            then=place.url("targets"), said=f"Đã lưu nghị quyết số {new.number}.", form=form,
        )  # fmt: skip
        if answer:
            return answer
    return page(request, "targets/resolution.html", place, "targets", form=form, back=place.url("targets"))


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def target_form(request: HttpRequest, place: Place) -> HttpResponse:
    """Set a target."""
    initial = {"year": place.period.end.year, "indicator": "admitted", "kind": TargetKind.COUNT.value}
    form = TargetForm(request.POST or None, initial=initial, place=place)
    if request.method == "POST" and form.is_valid():
        answer = submit(
            request, place, "resolutions.set_targets",
            lambda: set_targets(actor=place.actor, organisation=place.node.id, targets=[form.new()])[0],
            then=place.url("targets"), said="Đã đặt chỉ tiêu. Mở chỉ tiêu để phân bổ cho đơn vị.", form=form,
        )  # fmt: skip
        if answer:
            return answer
    return page(request, "targets/new.html", place, "targets", form=form, back=place.url("targets"))
