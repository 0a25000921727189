"""Who is away for a time, who attends here for a time, who is exempt: on the last day of the period."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from dangvu.foundation import clock
from dangvu.foundation.capabilities import READ_NAMES, WRITE_MEMBERS
from dangvu.members.actions import guests as actions
from dangvu.members.queries import guests as queries
from dangvu.members.queries.guests import Temporary
from dangvu.web.cards.tabs import SECTION, asked, tabs
from dangvu.web.errors import WrongRequest
from dangvu.web.forms import ChoiceField, DayField, TextField
from dangvu.web.gate import Place, at_organisation
from dangvu.web.lists import Shown, workbook
from dangvu.web.members.act_forms import cells_of
from dangvu.web.pages import leaf, page
from dangvu.web.posts import submit
from dangvu.web.reasons import why

_TITLES = {"di": "Đang đi nơi khác", "den": "Nơi khác đang ở đây", "mien": "Được miễn sinh hoạt"}


@at_organisation(READ_NAMES)
def temporary(request: HttpRequest, place: Place) -> HttpResponse:
    """Three lists of one day, the last of the period or today; ``loai`` which."""
    on, base = min(place.period.end, clock.today()), place.url("temporary")
    groups = {
        "di": queries.absent(**asked(place), on=on, exempt=False),
        "den": queries.guests(**asked(place), on=on),
        "mien": queries.absent(**asked(place), on=on, exempt=True),
    }
    wanted = request.GET.get("loai", "di")
    if wanted not in groups:
        raise WrongRequest("Không có danh sách này. Đề nghị chọn lại ở đầu trang.")
    if request.GET.get("tep") == "xlsx":
        return workbook("Sinh-hoat-tam-thoi", [_TITLES[wanted], place.node.name, f"Ngày {on:%d/%m/%Y}"], _COLUMNS, groups[wanted])  # fmt: skip
    part, writes = leaf(request, groups[wanted]), place.may(WRITE_MEMBERS)
    return page(
        request, "cards/temporary.html", place, SECTION, tabs=tabs(place, "temporary"), leaf=part, on=on, wanted=wanted,
        excel=f"{base}&loai={wanted}&tep=xlsx", new=place.url("guest_new") if writes else "",
        chips=[(_TITLES[slug], len(rows), f"{base}&loai={slug}", slug == wanted) for slug, rows in groups.items()],
        rows=[
            (one, place.member_url(one.person) if one.person and wanted != "den" else "",
             place.url_of("guest_end", guest=one.id) if writes and wanted == "den" and one.typed else "",
             place.url_of("guest_take_back", guest=one.id) if writes and wanted == "den" and one.typed else "")
            for one in part.items
        ],
    )  # fmt: skip


_COLUMNS: tuple[Shown[Temporary], ...] = (
    Shown("ten", "Họ và tên", lambda one: one.name, 28),
    Shown("noi", "Chi bộ", lambda one: one.place, 34),
    Shown("kia", "Nơi kia, lý do", lambda one: one.elsewhere, 40),
    Shown("dien", "Diện", lambda one: one.kind, 30),
    Shown("tu", "Từ ngày", lambda one: one.start, 12, "date"),
    Shown("den", "Đến trước ngày", lambda one: one.until, 14, "date"),
    Shown("so", "Số giấy, số văn bản", lambda one: one.paper, 18),
)


class GuestForm(forms.Form):
    """Somebody whom a place that keeps no records here sent for a time."""

    name = TextField("Họ và tên", max_length=200)
    home = TextField("Nơi sinh hoạt chính thức", hint="Ví dụ: Đảng bộ phường Hoa Lư, tỉnh khác")
    cell = ChoiceField("Chi bộ sinh hoạt tạm thời", [])
    kind = ChoiceField("Diện", [("tam_thoi_cong_tac", "Công tác"), ("tam_thoi_hoc_tap", "Học tập")])
    start = DayField("Từ ngày")
    until = DayField("Ngày trở về dự kiến")
    paper_number = TextField("Số giấy giới thiệu", max_length=60, required=False, hint="Ví dụ: 16-GT/ĐU")

    def __init__(self, place: Place, data: Any) -> None:
        super().__init__(data)
        tree, here = place.tree, place.node.id
        inside = [tree[one] for one in tree.descendants(here) if tree[one].is_cell]
        if tree.unit_of(here) is not None:
            choices = [one for one in cells_of(tree, here) if here in tree.path(int(one[0]))]
        else:
            choices = [(str(node.id), tree.label(node.id)) for node in inside]
        self.fields["cell"].choices = [("", "Chọn chi bộ"), *choices] if len(choices) != 1 else choices  # type: ignore[attr-defined]


@at_organisation(WRITE_MEMBERS, post=WRITE_MEMBERS)
def new(request: HttpRequest, place: Place) -> HttpResponse:
    """One more guest; a member of the same tree is written at home, and stands here by it."""
    form, back = GuestForm(place, request.POST or None), f"{place.url('temporary')}&loai=den"
    if request.method == "POST" and form.is_valid():
        d = form.cleaned_data
        told = actions.NewGuest(
            int(d["cell"]), d["name"], d["home"], d["kind"], d["start"], d["until"], d["paper_number"]
        )
        answer = submit(
            request, place, "members.receive_guests", lambda: actions.receive_guests(**asked(place), guests=[told]),
            then=place.url("guest_new") if "them" in request.POST else back,
            said="Đã ghi đảng viên đến sinh hoạt tạm thời.", form=form,
        )  # fmt: skip
        if answer:
            return answer
    return page(
        request, "ask.html", place, SECTION, form=form, back=back, crumb="Tạm thời, miễn sinh hoạt",
        title="Tiếp nhận sinh hoạt tạm thời", button="Ghi vào sổ", more="Ghi và nhập người tiếp",
        lead="Người đến từ nơi không quản lý ở phần mềm này. Không tính vào tổng số đảng viên ở đây. Công tác từ 3 tháng đến dưới 12 tháng; học tập đến 24 tháng. Đảng viên của tổ chức khác trong hệ thống thì nơi đó ghi ở hồ sơ, sổ ở đây tự có.",
    )  # fmt: skip


class EndForm(forms.Form):
    on = DayField("Trở về nơi sinh hoạt chính thức từ ngày")


@at_organisation(WRITE_MEMBERS, post=WRITE_MEMBERS)
def end(request: HttpRequest, place: Place, guest: int) -> HttpResponse:
    """A guest has gone home."""
    form, back = EndForm(request.POST or None), f"{place.url('temporary')}&loai=den"
    one = queries.guest(**asked(place), guest=guest)
    if request.method == "POST" and form.is_valid():
        answer = submit(
            request, place, "members.end_guests",
            lambda: actions.end_guests(**asked(place), guests=[guest], on=form.cleaned_data["on"]),
            then=back, said="Đã ghi trở về nơi sinh hoạt chính thức.", form=form,
        )  # fmt: skip
        if answer:
            return answer
    return page(request, "ask.html", place, SECTION, form=form, back=back, crumb="Tạm thời, miễn sinh hoạt",
                title="Kết thúc sinh hoạt tạm thời", lead=_about(one), button="Ghi trở về")  # fmt: skip


@at_organisation(WRITE_MEMBERS, post=WRITE_MEMBERS)
def take_back(request: HttpRequest, place: Place, guest: int) -> HttpResponse:
    """A guest that was written down by mistake."""
    back, one = f"{place.url('temporary')}&loai=den", queries.guest(**asked(place), guest=guest)
    form, answer = why(
        request, place, "members.take_back_guests",
        lambda reason: actions.take_back_guests(**asked(place), guests=[guest], reason=reason),
        then=back, said="Đã bỏ dòng ghi nhầm.",
    )  # fmt: skip
    return answer or page(request, "ask.html", place, SECTION, form=form, back=back, crumb="Tạm thời, miễn sinh hoạt",
                          title="Bỏ dòng sinh hoạt tạm thời ghi nhầm", lead=_about(one), button="Bỏ dòng này")  # fmt: skip


def _about(one: Temporary) -> str:
    return f"{one.name}, từ {one.elsewhere}, sinh hoạt tạm thời tại {one.place} từ {one.start:%d/%m/%Y}."
