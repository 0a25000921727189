"""Of what kind the unit of an organisation is, and those right under it: from a day on, or as it has always been."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from dangvu.foundation.capabilities import REORGANISE
from dangvu.organisations.queries import sectors
from dangvu.organisations.sectors import NewSector, set_sectors
from dangvu.organisations.tree import Node
from dangvu.web.forms import ChoiceField, DayField
from dangvu.web.gate import Place, at_organisation
from dangvu.web.pages import page
from dangvu.web.posts import submit

_LIKE_ABOVE = "Theo tổ chức cấp trên"


class SectorForm(forms.Form):
    """A kind for each organisation. Only what was changed on the screen is told: others may be at work beside."""

    on = DayField(
        "Từ ngày",
        required=False,
        hint="Bỏ trống nếu từ trước đến nay vẫn vậy. Ví dụ: 01/07/2023, ngày cổ phần hóa",
    )

    def __init__(self, place: Place, data: Any = None) -> None:
        super().__init__(data)
        tree = place.tree
        below = [tree[child] for child in tree.children(place.node.id)]
        self.nodes = [*([] if place.node.is_upper else [place.node]), *below]
        for node in self.nodes:
            followed = node.parent is not None and bool(tree.sector_of(tree.path(node.parent)))
            choices = [("", _LIKE_ABOVE if followed else "Chưa ghi"), *sectors()]
            self.fields[f"o_{node.id}"] = ChoiceField(
                node.name, choices, required=False, initial=node.sector, show_hidden_initial=True
            )

    def rows(self) -> list[tuple[Any, Node]]:
        """[(its field, the organisation)]."""
        return [(self[f"o_{node.id}"], node) for node in self.nodes]

    def told(self) -> list[NewSector]:
        """What is another kind than the one that was shown."""
        return [
            NewSector(node.id, self.cleaned_data[f"o_{node.id}"], self.cleaned_data["on"])
            for node in self.nodes
            if f"o_{node.id}" in self.changed_data
        ]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(name.startswith("o_") for name in self.changed_data):
            self.add_error(None, "Chưa có gì khác với bản đang ghi; chọn loại hình ở đơn vị cần ghi.")
        return given


@at_organisation(REORGANISE, post=REORGANISE)
def sector(request: HttpRequest, place: Place) -> HttpResponse:
    """Say of what kind the unit of this organisation is, and those right under it: one list, one act."""
    form = SectorForm(place, request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = submit(
            request, place, "organisations.sector",
            lambda: set_sectors(actor=place.actor, organisation=place.node.id, told=form.told()), then=place.url("organisation"), form=form,
            said=lambda changed: (
                f"Đã ghi loại hình đơn vị của {changed} tổ chức." if changed else "Loại hình này đã được ghi từ trước."
            ),
        )  # fmt: skip
        if answer:
            return answer
    return page(
        request, "organisations/sector.html", place, "organisation", form=form, here=place.url("organisation"),
        several=len(form.nodes) > 1,
    )  # fmt: skip
