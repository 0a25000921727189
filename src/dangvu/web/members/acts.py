"""What may be recorded about a member: one page for each act, with what its rule asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from dangvu.foundation.capabilities import WRITE_MEMBERS
from dangvu.members.queries.profile import PersonOnRecord, person_on_record
from dangvu.web.gate import Place, at_organisation
from dangvu.web.members import act_forms as f
from dangvu.web.pages import page
from dangvu.web.posts import submit
from dangvu.work.officers.actions import moving


@dataclass(frozen=True, slots=True)
class Deed:
    """One act: its slug, what it is called in the menu, its form, what it changes, and for whom it is offered."""

    slug: str
    title: str
    form: type[f.ActForm]
    effect: str
    button: str
    for_whom: str = "member"  # member, former, either


DEEDS: dict[str, Deed] = {
    deed.slug: deed
    for deed in (
        Deed("chuyen-di", "Chuyển sinh hoạt đảng ra ngoài", f.IntroduceForm,
             "Đồng chí này vẫn được tính ở đây cho đến ngày nơi đến tiếp nhận.", "Ghi giới thiệu"),
        Deed("chuyen-noi-bo", "Chuyển sinh hoạt nội bộ", f.MoveWithinForm,
             "Chuyển giữa các chi bộ của cùng một tổ chức cơ sở; tổng số không đổi.", "Ghi chuyển nội bộ"),
        Deed("tam-thoi", "Chuyển sinh hoạt tạm thời", f.AwayForm,
             "Vẫn tính trong danh sách ở đây; không tính khi chi bộ biểu quyết trong thời gian đi.", "Ghi tạm thời"),
        Deed("mien", "Miễn công tác và sinh hoạt đảng", f.ExemptForm,
             "Vẫn tính trong danh sách và vẫn đóng đảng phí; không xếp loại hằng năm.", "Ghi miễn sinh hoạt"),
        Deed("the", "Thẻ đảng viên: phát, đổi, thu hồi", f.CardForm,
             "Số thẻ mới trở thành số thẻ trong hồ sơ; số cũ được giữ lại.", "Ghi việc về thẻ", "either"),
        Deed("huy-hieu", "Huy hiệu Đảng", f.BadgeForm,
             "Ghi việc đã trao theo quyết định; mỗi mức một lần.", "Ghi trao Huy hiệu", "either"),
        Deed("xoa-ten", "Xóa tên trong danh sách", f.StrikeOffForm,
             "Từ ngày có hiệu lực, đồng chí này không còn trong danh sách đảng viên.", "Ghi xóa tên"),
        Deed("xin-ra", "Xin ra khỏi Đảng", f.ResignForm,
             "Từ ngày có hiệu lực, đồng chí này không còn trong danh sách đảng viên.", "Ghi xin ra"),
        Deed("khai-tru", "Khai trừ", f.ExpelForm,
             "Từ ngày có hiệu lực, đồng chí này không còn trong danh sách đảng viên.", "Ghi khai trừ"),
        Deed("tu-tran", "Từ trần", f.DeathForm,
             "Từ ngày này, đồng chí không còn trong danh sách đảng viên.", "Ghi từ trần"),
        Deed("phuc-hoi", "Phục hồi đảng tịch", f.RestoreForm,
             "Trở lại danh sách với tư cách như trước khi ra khỏi Đảng.", "Ghi phục hồi", "former"),
        Deed("ket-nap-lai", "Kết nạp lại", f.ReadmitForm,
             "Trở lại danh sách với tư cách dự bị.", "Ghi kết nạp lại", "former"),
    )
}  # fmt: skip


#: Not offered for a probationer.
_OFFICIAL_ONLY = frozenset({"khai-tru", "huy-hieu"})


def menu_of(place: Place, found: PersonOnRecord) -> list[tuple[str, str]]:
    """[(what, where)] that may be recorded about this person now."""
    wanted = ("member", "either") if found.stay is not None else ("former", "either")
    if found.stay is None and not found.stays:
        return []
    return [
        (deed.title, place.url_of("member_act", person=found.person, act=deed.slug))
        for deed in DEEDS.values()
        if deed.for_whom in wanted
        and not (deed.slug in _OFFICIAL_ONLY and found.stay is not None and found.stay.status == "du_bi")
    ]


@at_organisation(WRITE_MEMBERS, post=WRITE_MEMBERS)
def member_act(request: HttpRequest, place: Place, person: int, act: str) -> HttpResponse:
    """Record one act about one person; its rule is checked, its papers are kept."""
    from dangvu.web.members.profile import about

    deed = DEEDS.get(act)
    if deed is None:
        raise Http404
    found = person_on_record(actor=place.actor, organisation=place.node.id, person=person)
    form: Any = deed.form(request.POST or None, place=place, found=found)
    if request.method == "POST" and form.is_valid():
        answer = submit(
            request, place, f"members.{act}", 
            lambda: moving(place.actor, lambda: form.do(place, found)),
            then=place.url_of("member", person=found.person), said=f"Đã ghi: {deed.title.lower()}.", form=form,
        )  # fmt: skip
        if answer:
            return answer
    return page(
        request, "members/act.html", place, "members", **about(place, found), deed=deed, form=form,
        notes=form.notes(place, found),
    )  # fmt: skip
