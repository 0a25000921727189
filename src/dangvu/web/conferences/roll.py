"""Who is called, and the roll: searched by a few letters, marked by one press."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from dangvu.foundation.capabilities import READ_NAMES, WRITE_WORK
from dangvu.foundation.vietnamese import clean
from dangvu.proceedings.actions import call_delegates
from dangvu.web.conferences.forms import AbsenceForm, InviteForm
from dangvu.web.conferences.shared import SECTION, asked, own, tabs, told, url, view_of
from dangvu.web.errors import WrongRequest
from dangvu.web.gate import Place, at_organisation
from dangvu.web.lists import Shown, workbook
from dangvu.web.pages import leaf, page
from dangvu.web.posts import submit
from dangvu.work.conferences import actions, queries
from dangvu.work.conferences.queries import ConferenceView, DelegateRow, Roll
from dangvu.work.conferences.queries.roll import UNMARKED
from dangvu.work.conferences.rules import DelegateKind, Presence

_UNDO, _DROP = "bo-diem-danh", "bo-khoi-danh-sach"


def lists(called: Roll) -> dict[str, tuple[str, Sequence[DelegateRow]]]:
    """What the address asks for: its name and the lines of the roll."""
    found: dict[str, tuple[str, Sequence[DelegateRow]]] = {
        "": ("Tất cả", called.rows),
        "trieu-tap": ("Triệu tập", called.convened),
        "cap-uy": ("Cấp ủy", [row for row in called.rows if row.kind == DelegateKind.COMMITTEE]),
        "co-mat": ("Có mặt", called.there),
        UNMARKED: ("Chưa điểm danh", called.marked(UNMARKED)),
    }
    for presence in Presence:
        found[presence.value.replace("_", "-")] = (presence.label, called.marked(presence))
    found["co-mat"] = ("Có mặt", called.there)
    found["dung-gio"] = (Presence.PRESENT.label, called.marked(Presence.PRESENT))
    found["khach-moi"] = ("Khách mời", called.guests)
    return found


@at_organisation(READ_NAMES, post=WRITE_WORK)
def roll(request: HttpRequest, place: Place, conference: int) -> HttpResponse:
    """The roll. Sent: a search (``tim``), one mark (``dd``), whoever is left, or somebody who told why they can't come."""
    view = own(place, conference)
    called, which = queries.roll(**asked(place, conference)), request.GET.get("loc", "")
    every = lists(called)
    if which not in every:
        raise WrongRequest("Danh sách đại biểu không có cách lọc này. Chọn lại ở đầu trang.")
    absence = AbsenceForm(called, request.POST if "bao-vang" in request.POST else None)
    words = clean(request.POST.get("tim", ""))[:100]
    if request.method == "POST":
        answer = _sent(request, place, view, called, absence)
        if answer:
            return answer
        if not words and not absence.is_bound:
            raise WrongRequest(
                "Chưa nhập tên, chức danh hay đơn vị cần tìm, hoặc chưa chọn việc. Mở lại danh sách."
            )
    rows = called.found(words) if words else every[which][1]
    part, here = leaf(request, rows), url(place, "roll", conference)
    may = place.may(WRITE_WORK) and not view.is_cancelled
    return page(
        request, "conferences/roll.html", place, SECTION, view=view, tabs=tabs(place, view, "conference_roll"), called=called,
        leaf=part, words=words, which=which, title=every[which][0], may=may, absence=absence, may_mark=may and not view.is_coming,
        rows=[(row, url(place, "invitation", conference, delegate=row.id)) for row in part.items],
        chips=[(title, len(found), f"{here}{f'&loc={slug}' if slug else ''}", slug == which and not words)
               for slug, (title, found) in every.items() if found or not slug or slug == which],
        here=f"{here}{f'&loc={which}' if which else ''}", unmarked=len(called.marked(UNMARKED)),
        roll_url=here, invite=url(place, "invite", conference) if may else "", export=url(place, "export", conference),
        blank=url(place, "paper", conference, paper="giay-moi"),
    )  # fmt: skip


def _sent(
    request: HttpRequest, place: Place, view: ConferenceView, called: Roll, absence: AbsenceForm
) -> HttpResponse | None:
    which = request.GET.get("loc", "")
    back = url(place, "roll", view.id) + (f"&loc={which}" if which else "")
    if absence.is_bound:
        if not absence.is_valid():
            return None
        d = absence.cleaned_data
        return submit(
            request, place, "conferences.check_in",
            lambda: actions.check_in(
                **told(place, view.id), delegates=[int(d["delegate"])], state=Presence.EXCUSED, note=d["note"]
            ),
            then=back, said="Đã ghi vắng có lý do.", form=absence,
        )  # fmt: skip
    if "con-lai" in request.POST:
        return submit(
            request, place, "conferences.mark_rest_absent", lambda: actions.mark_rest_absent(**told(place, view.id)),
            then=back, said=lambda count: f"Đã ghi vắng {count} người chưa điểm danh.",
        )  # fmt: skip
    mark, _, id_ = request.POST.get("dd", "").rpartition("-")
    row = next((one for one in called.rows if str(one.id) == id_), None)
    if not mark:
        return None
    if row is None or mark not in ("", "co-mat", _UNDO, _DROP, *Presence):
        raise WrongRequest(
            "Người này không còn trong danh sách, hoặc việc không rõ. Mở lại danh sách rồi bấm lại."
        )
    return _marked(request, place, view.id, row, mark, back) or HttpResponseRedirect(back)


def _marked(
    request: HttpRequest, place: Place, conference: int, row: DelegateRow, mark: str, back: str
) -> HttpResponse | None:
    asked_: dict[str, Any] = {**told(place, conference), "delegates": [row.id]}
    if mark == _UNDO:
        return submit(
            request, place, "conferences.take_back_check_in", lambda: actions.take_back_check_in(**asked_),
            then=back, said=f"Đã bỏ điểm danh: {row.label}.",
        )  # fmt: skip
    if mark == _DROP:
        return submit(
            request, place, "conferences.uninvite", lambda: actions.uninvite(**asked_), then=back,
            said=f"Đã bỏ khỏi danh sách: {row.label}.",
        )  # fmt: skip

    def said(changed: int) -> str:
        now = queries.roll(**asked(place, conference))
        one = next(line for line in now.rows if line.id == row.id)
        at = f" lúc {one.at:%H:%M}" if one.at else ""
        before = "" if changed else "Đã điểm danh từ trước: "
        return f"{before}{one.label}: {one.presence_label.lower()}{at}. Có mặt {len(now.there)} trên {len(now.convened)}."

    state = "" if mark == "co-mat" else mark
    return submit(
        request, place, "conferences.check_in", lambda: actions.check_in(**asked_, state=state), then=back, said=said
    )  # fmt: skip


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def invite(request: HttpRequest, place: Place, conference: int) -> HttpResponse:
    """Call the committee, posts of the units, guests: by one sheet."""
    view, form = own(place, conference), InviteForm(place, request.POST or None)
    back = url(place, "roll", conference)
    if request.method == "POST" and form.is_valid():
        d = form.cleaned_data
        guests = [line for line in d["guests"].splitlines() if line]
        answer = submit(
            request, place, "proceedings.call_delegates",
            lambda: call_delegates(
                **told(place, conference), committee=d["committee"], units=[int(one) for one in d.get("units", ())],
                posts=d.get("posts", ()), guests=guests,
            ),
            then=back, said=lambda count: f"Đã thêm {count} người vào danh sách.", form=form,
        )  # fmt: skip
        if answer:
            return answer
    return page(request, "conferences/invite.html", place, SECTION, view=view, form=form, back=back,
                officers=place.url("officers"))  # fmt: skip


_COLUMNS: tuple[Shown[DelegateRow], ...] = (
    Shown("ten", "Họ tên", lambda row: row.name, 28),
    Shown("chuc-danh", "Chức danh", lambda row: row.post, 30),
    Shown("don-vi", "Đơn vị", lambda row: row.unit_name, 40),
    Shown("thanh-phan", "Thành phần", lambda row: row.kind_label, 16),
    Shown("to", "Tổ thảo luận", lambda row: row.group, 12, "integer"),
    Shown("diem-danh", "Điểm danh", lambda row: row.presence_label, 20),
    Shown("luc", "Lúc", lambda row: f"{row.at:%H:%M}" if row.at else "", 8),
    Shown("ly-do", "Lý do vắng", lambda row: row.note, 24),
)


@at_organisation(READ_NAMES)
def export(request: HttpRequest, place: Place, conference: int) -> HttpResponse:
    """The list as a workbook: to sign on paper, to seat people."""
    view = view_of(place, conference)
    called = queries.roll(**asked(place, conference))
    heads = [
        view.title,
        f"{view.day}. {len(called.convened)} đại biểu triệu tập, {len(called.guests)} khách mời",
    ]
    return workbook("danh-sach-dai-bieu", heads, _COLUMNS, called.rows)
