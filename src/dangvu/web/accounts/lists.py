"""The accounts of the unit and below: who has one, which still are needed, which nobody uses."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from dangvu.accounts import rules
from dangvu.accounts.actions import close_accounts, confirm_accounts
from dangvu.accounts.queries import Account, accounts_below
from dangvu.accounts.roles import ROLES
from dangvu.foundation.capabilities import MANAGE_ACCOUNTS, READ_FIGURES
from dangvu.web.account.proof import asked_again
from dangvu.web.accounts.forms import ReasonForm
from dangvu.web.accounts.wording import said_of
from dangvu.web.errors import WrongRequest
from dangvu.web.gate import Place, at_organisation
from dangvu.web.pages import leaf, page
from dangvu.web.posts import submit

_FILTERS: dict[str, tuple[str, Callable[[Account], bool]]] = {
    "": ("Tất cả", lambda account: True),
    "can-xac-nhan": ("Cần xác nhận lại", lambda account: account.unconfirmed),
    "lau-khong-dung": ("Lâu không dùng", lambda account: account.unused),
    "chua-buoc-hai": ("Chưa đặt bước hai", lambda account: account.user.is_active and not account.factors),
    "da-khoa": ("Đã khóa", lambda account: not account.user.is_active),
}


@at_organisation(MANAGE_ACCOUNTS, post=MANAGE_ACCOUNTS)
@asked_again
def accounts(request: HttpRequest, place: Place) -> HttpResponse:
    """Everyone with an account here or below; every half year the list is looked through and confirmed."""
    found = accounts_below(actor=place.actor, organisation=place.node.id)
    asked = request.GET.get("loc", "")
    if asked not in _FILTERS:
        raise WrongRequest("Danh sách tài khoản không có cách lọc này. Đề nghị chọn lại ở đầu trang.")
    form = ReasonForm(request.POST if request.POST.get("viec") == "khoa" else None)
    if request.method == "POST":
        answer = _ordered(request, place, found, form)
        if answer:
            return answer
    shown = [account for account in found if _FILTERS[asked][1](account)]
    chips = [(title, slug, sum(map(test, found)), slug == asked) for slug, (title, test) in _FILTERS.items()]
    return page(
        request, "accounts/list.html", place, "accounts", leaf=leaf(request, shown), chips=chips, form=form,
        asked=asked, months=rules.CONFIRM_EVERY_MONTHS, days=rules.UNUSED_DAYS,
    )  # fmt: skip


def _ordered(
    request: HttpRequest, place: Place, found: list[Account], form: ReasonForm
) -> HttpResponse | None:
    chosen = set(request.POST.getlist("tai_khoan"))
    users = [account.user for account in found if str(account.user.pk) in chosen]
    then = request.get_full_path()
    if not users:
        messages.error(request, "Chưa chọn tài khoản nào. Đánh dấu vào ô trước tên rồi bấm lại.")
        return redirect(then)
    if request.POST.get("viec") == "khoa":
        if not form.is_valid():
            return None
        return submit(
            request, place, "accounts.close",
            lambda: close_accounts(actor=place.actor, users=users, reason=form.cleaned_data["reason"]),
            then=then, said=f"Đã khóa {len(users)} tài khoản. Ai đang dùng đã được đăng xuất.", form=form,
        )  # fmt: skip
    return submit(
        request, place, "accounts.confirm",
        lambda: confirm_accounts(actor=place.actor, organisation=place.node.id, users=users),
        then=then, said=f"Đã xác nhận {len(users)} tài khoản còn cần dùng.",
    )  # fmt: skip


@at_organisation(READ_FIGURES)
def roles(request: HttpRequest, place: Place) -> HttpResponse:
    """What each role is for and what it may do: the same file that the rights are taken from."""
    return page(
        request, "accounts/roles.html", place, "accounts",
        roles=[(role, said_of(role)) for role in ROLES.values()],
    )  # fmt: skip
