"""Of what kind the unit of an organisation is: told from a day on, or for as long as nothing else was told."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse

from dangvu.foundation.capabilities import REORGANISE
from dangvu.organisations.queries import sectors
from dangvu.organisations.sectors import NewSector, set_sectors
from dangvu.web.forms import ChoiceField, DayField
from dangvu.web.gate import Place, at_organisation
from dangvu.web.pages import page
from dangvu.web.posts import submit


class SectorForm(forms.Form):
    """The kind, and from when."""

    sector = ChoiceField(
        "Loại hình đơn vị",
        [("", "Chọn…"), *sectors()],
        hint="Công ty do Nhà nước chi phối: doanh nghiệp nhà nước.",
    )
    on = DayField(
        "Từ ngày",
        required=False,
        hint="Bỏ trống nếu từ trước đến nay vẫn vậy. Ví dụ: 01/07/2023 là ngày cổ phần hóa",
    )


@at_organisation(REORGANISE, post=REORGANISE)
def sector(request: HttpRequest, place: Place) -> HttpResponse:
    """Say of what kind the unit of this organisation is."""
    form = SectorForm(request.POST or None, initial={"sector": place.node.sector})
    if request.method == "POST" and form.is_valid():
        told = NewSector(place.node.id, form.cleaned_data["sector"], form.cleaned_data["on"])
        answer = submit(
            request, place, "organisations.sector",
            lambda: set_sectors(actor=place.actor, told=[told]), then=place.url("organisation"), form=form,
            said=lambda changed: "Đã ghi loại hình đơn vị." if changed else "Loại hình này đã được ghi từ trước.",
        )  # fmt: skip
        if answer:
            return answer
    return page(
        request, "organisations/sector.html", place, "organisation", form=form, here=place.url("organisation"),
        sector=place.tree.sector_label(place.node.id), sector_is_own=bool(place.node.sector),
    )  # fmt: skip
