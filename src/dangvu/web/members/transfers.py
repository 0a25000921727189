"""Transfers on the way: both sides of the handshake, and people who arrive from outside the tree."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from dangvu.foundation.capabilities import READ_NAMES, WRITE_MEMBERS
from dangvu.foundation.partial_date import PartialDate
from dangvu.members.actions.profiles import Profile, register
from dangvu.members.actions.transfers import (
    Arrival,
    Receipt,
    arrive_from_outside,
    cancel,
    confirm_outside,
    receive,
    send_back,
)
from dangvu.members.queries.search import search
from dangvu.members.queries.transfers import OnTheWay, on_the_way, one_on_the_way
from dangvu.members.words import EDUCATION, OCCUPATION, SCHOOLING, THEORY
from dangvu.web.forms import ChoiceField, DayField, PartialDateField, TextField, at_times
from dangvu.web.gate import Place, at_organisation
from dangvu.web.members.act_forms import cells_of
from dangvu.web.pages import page
from dangvu.web.posts import submit
from dangvu.work.officers.actions import moving


@at_organisation(READ_NAMES)
def transfers(request: HttpRequest, place: Place) -> HttpResponse:
    """Who is waited for here, and whom others have not received yet; the most urgent first."""
    going, coming = on_the_way(actor=place.actor, organisation=place.node.id)
    may = place.may(WRITE_MEMBERS)
    return page(
        request, "members/transfers.html", place, "members", may_write=may,
        going=[_row(place, row, may) for row in going], coming=[_row(place, row, may) for row in coming],
    )  # fmt: skip


def _row(place: Place, row: OnTheWay, may: bool) -> dict[str, object]:
    birth = str(PartialDate.from_iso(row.birth)) if row.birth else ""
    return {
        "row": row, "birth": birth, "late": -row.days_left,
        "url": place.url_of("transfer", transfer=row.transfer) if may else "",
    }  # fmt: skip


class ReceiveForm(forms.Form):
    """The other side: received in a cell on a day, or sent back with a reason."""

    what = ChoiceField("Kết quả", [("nhan", "Tiếp nhận"), ("tra", "Trả lại, không tiếp nhận")])
    cell = at_times(ChoiceField("Về chi bộ", [], required=False))
    on = at_times(DayField("Ngày tiếp nhận", required=False, hint="Trả lại thì để trống. Ví dụ: 05/07/2023"))
    reason = at_times(TextField("Lý do", required=False, hint="Cần khi trả lại, hoặc khi nộp giấy quá hạn"))


class HomeForm(forms.Form):
    """Home: taken back, or received by a place outside the tree."""

    what = ChoiceField("Kết quả", [])
    on = at_times(
        DayField("Ngày nơi đến tiếp nhận", required=False, hint="Hủy thì để trống. Ví dụ: 05/07/2023")
    )
    reason = at_times(TextField("Lý do", required=False, hint="Cần khi hủy, hoặc khi nộp giấy quá hạn"))


@at_organisation(WRITE_MEMBERS, post=WRITE_MEMBERS)
def transfer(request: HttpRequest, place: Place, transfer: int) -> HttpResponse:
    """One transfer on the way, for the side that stands here."""
    row, receives = one_on_the_way(actor=place.actor, organisation=place.node.id, transfer=transfer)
    form: Any = ReceiveForm(request.POST or None) if receives else HomeForm(request.POST or None)
    if receives:
        inside = {str(id_) for id_ in place.tree.descendants(place.node.id)}
        cells = [one for one in cells_of(place.tree, row.target or place.node.id) if one[0] in inside]
        form.fields["cell"].choices = cells if len(cells) == 1 else [("", "Chọn chi bộ"), *cells]
        form.fields["cell"].initial = cells[0][0] if len(cells) == 1 else str(row.target)
    else:
        outside = [("xong", f"{row.target_name} đã tiếp nhận")] if row.target is None else []
        form.fields["what"].choices = [*outside, ("huy", "Hủy lần giới thiệu này")]
        if row.target is not None:
            del form.fields["on"]
    if request.method == "POST" and form.is_valid():
        answer = _done(request, place, row, form)
        if answer:
            return answer
    return page(
        request,
        "members/transfer.html",
        place,
        "members",
        form=form,
        receives=receives,
        **_row(place, row, True),
    )


def _done(request: HttpRequest, place: Place, row: OnTheWay, form: Any) -> HttpResponse | None:
    d = form.cleaned_data
    asked: dict[str, Any] = {"actor": place.actor, "organisation": place.node.id}
    what, reason, on = d["what"], d["reason"], d.get("on")
    if what in ("nhan", "xong") and on is None:
        form.add_error("on", "Chưa nhập ngày tiếp nhận. Ví dụ: 05/03/2023.")
    if what == "nhan" and not d["cell"]:
        form.add_error("cell", "Chọn chi bộ nhận đồng chí này.")
    if what == "huy" and not reason:
        form.add_error("reason", "Ghi lý do hủy, ví dụ: không chuyển công tác nữa.")
    if form.errors:
        return None
    deeds: dict[str, tuple[Any, str]] = {
        "nhan": (lambda: moving(place.actor, lambda: receive(
                     **asked, receipts=[Receipt(row.transfer, on, int(d["cell"]), reason)])),
                 f"Đã tiếp nhận {row.name}."),
        "tra": (lambda: send_back(**asked, transfers=[row.transfer], reason=reason), f"Đã trả lại {row.name}."),
        "huy": (lambda: cancel(**asked, transfers=[row.transfer], reason=reason), f"Đã hủy lần giới thiệu {row.name}."),
        "xong": (lambda: moving(place.actor, lambda: confirm_outside(
                     **asked, transfer=row.transfer, on=on, reason=reason)),
                 f"Đã ghi {row.name} chuyển đi."),
    }  # fmt: skip
    do, said = deeds[what]
    return submit(
        request,
        place,
        "members.transfer",
        do,
        then=place.url("transfers"),
        said=said,
        form=form,
        reason=reason,
    )


class ArrivalForm(forms.Form):
    """A member who comes from outside the tree, as the paper says."""

    name = TextField("Họ và tên", max_length=200)
    birth = PartialDateField("Ngày sinh")
    sex = ChoiceField("Giới tính", [("nam", "Nam"), ("nu", "Nữ")])
    ethnicity = TextField("Dân tộc", max_length=60, required=False, hint="Ví dụ: Tày")
    personal_number = TextField("Số định danh cá nhân", max_length=12, required=False, hint="12 chữ số")
    card_number = TextField("Số thẻ đảng viên", max_length=12, required=False, hint="8 hoặc 12 chữ số")
    education = ChoiceField("Trình độ chuyên môn", [("", "Chưa rõ"), *EDUCATION], required=False)
    theory = ChoiceField("Lý luận chính trị", [("", "Chưa rõ"), *THEORY], required=False)
    schooling = ChoiceField("Trình độ học vấn", [("", "Chưa rõ"), *SCHOOLING], required=False)
    occupation = ChoiceField("Nghề nghiệp", [("", "Chưa rõ"), *OCCUPATION], required=False)
    position = TextField("Chức vụ, công tác", max_length=200, required=False, hint="Ví dụ: Phó Trưởng phòng")
    joined = PartialDateField("Ngày vào Đảng")
    official = PartialDateField("Ngày chính thức", required=False, hint="Bỏ trống nếu còn dự bị")
    cell = ChoiceField("Về chi bộ", [])
    on = DayField("Ngày tiếp nhận")
    origin = TextField("Chuyển đến từ", hint="Ví dụ: Đảng bộ phường Hoa Lư, tỉnh khác")
    paper_number = TextField("Số giấy giới thiệu", max_length=60, required=False, hint="Ví dụ: 15-GT/ĐU")
    sure = forms.BooleanField(label="Đã xem danh sách trùng tên ở trên, đây là người khác", required=False)


@at_organisation(WRITE_MEMBERS, post=WRITE_MEMBERS)
def arrival(request: HttpRequest, place: Place) -> HttpResponse:
    """Receive someone from outside the tree; namesakes on record are shown before a second record is made."""
    form: Any = ArrivalForm(request.POST or None)
    tree = place.tree
    cells = [tree[id_] for id_ in tree.descendants(place.node.id) if tree[id_].is_cell]
    form.fields["cell"].choices = [("", "Chọn chi bộ"), *((str(n.id), tree.label(n.id)) for n in cells)]
    alike: list[dict[str, object]] = []
    if request.method == "POST" and form.is_valid():
        d = form.cleaned_data
        if not d["sure"]:
            alike = _alike(place, d["name"], d["birth"])
        if alike:
            form.add_error(
                None,
                f"Đã có {len(alike)} người cùng họ tên, năm sinh. Xem danh sách rồi đánh dấu nếu là người khác.",
            )
        else:
            answer = submit(
                request, place, "members.arrive", lambda: _arrive(place, d), then=place.url("members"),
                said=f"Đã tiếp nhận {d['name']}.", form=form,
            )  # fmt: skip
            if answer:
                return answer
    return page(request, "members/arrival.html", place, "members", form=form, alike=alike)


def _alike(place: Place, name: str, birth: PartialDate) -> list[dict[str, object]]:
    from dangvu.web.members.searching import row_of

    return [
        row_of(place, found)
        for found in search(place.actor, name).people
        if not found.birth or found.birth[:4] == str(birth.year)
    ]


def _arrive(place: Place, d: dict[str, Any]) -> None:
    cell = int(d["cell"])
    profile = Profile(
        d["name"], place.tree.unit_of(cell) or cell, d["sex"], d["birth"], d["personal_number"], d["card_number"],
        ethnicity=d["ethnicity"], education=d["education"], theory=d["theory"], schooling=d["schooling"],
        occupation=d["occupation"], position=d["position"], joined=d["joined"], official=d["official"],
    )  # fmt: skip
    official = d["official"] is not None and d["official"].first <= d["on"]
    (person,) = register(actor=place.actor, organisation=place.node.id, people=[profile])
    arrive_from_outside(
        actor=place.actor, organisation=place.node.id,
        arrivals=[Arrival(person, cell, d["on"], "chinh_thuc" if official else "du_bi", d["origin"], d["paper_number"])],
    )  # fmt: skip
