"""One account: made, given roles, closed, opened again; an envelope for whoever lost the password."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from dangvu.accounts.actions import (
    Envelope,
    close_accounts,
    end_grants,
    grant,
    open_account,
    reopen_account,
    reset_password,
    set_email,
)
from dangvu.accounts.actions.factors import reset_factors
from dangvu.accounts.queries import Account, account, administered, grants_of
from dangvu.foundation.audit.actions import act
from dangvu.foundation.capabilities import MANAGE_ACCOUNTS
from dangvu.foundation.refusals import AlreadyDone, Impossible
from dangvu.web import sent
from dangvu.web.account.forms import EmailForm
from dangvu.web.account.proof import asked_again
from dangvu.web.accounts.forms import AccountForm, EndForm, ReasonForm, RoleForm, places
from dangvu.web.gate import Place, at_organisation
from dangvu.web.pages import page
from dangvu.web.posts import TOKEN, submit

ONCE = (
    "Phong bì này đã được in ở lần bấm trước và không hiện lại được. "
    "Nếu chưa in kịp, đề nghị cấp phong bì mới ở trang của tài khoản."
)


@at_organisation(MANAGE_ACCOUNTS, post=MANAGE_ACCOUNTS)
@asked_again
def new(request: HttpRequest, place: Place) -> HttpResponse:
    """A new account; the answer is an envelope to print."""
    at = request.GET.get("organisation", "")
    form = AccountForm(place, request.POST or None, at=at if at in dict(places(place)) else "")
    if form.is_valid():
        asked = form.cleaned_data
        answer = _envelope(
            request, place, "accounts.open_account",
            lambda: open_account(
                actor=place.actor, username=asked["username"], full_name=asked["full_name"], email=asked["email"],
                **form.asked(),
            ),
            form=form, then=place.url("accounts"),
        )  # fmt: skip
        if answer:
            return answer
    return page(request, "accounts/new.html", place, "accounts", form=form)


@at_organisation(MANAGE_ACCOUNTS, post=MANAGE_ACCOUNTS)
@asked_again
def one(request: HttpRequest, place: Place, user: int) -> HttpResponse:
    """Roles with their days, state, second step; what its administrator may do."""
    found = account(actor=place.actor, organisation=place.node.id, user=user)
    order = request.POST.get("viec", "") if request.method == "POST" else ""
    forms: dict[str, Any] = {
        "giao": RoleForm(place, request.POST if order == "giao" else None),
        "het": EndForm(request.POST if order == "het" else None),
        "thu": EmailForm(request.POST if order == "thu" else None, initial={"email": found.user.email}),
        "ly_do": ReasonForm(request.POST if order in _WITH_REASON else None),
    }
    doers = {"giao": _give, "het": _end, "thu": _write_to} | dict.fromkeys(_WITH_REASON, _with_reason)
    if order and order not in doers:
        messages.error(request, "Không rõ việc cần làm. Đề nghị tải lại trang rồi bấm lại.")
        return redirect(_url(place, found))
    answer = doers[order](request, place, found, forms) if order else None
    return answer or page(
        request, "accounts/one.html", place, "accounts", account=found, forms=forms, order=order,
        own=found.user.pk == place.actor.user_id, managed=administered(place.actor, found.user),
        ending=request.POST.get("vai_tro", ""),
    )  # fmt: skip


def _url(place: Place, found: Account) -> str:
    return reverse("account_one", kwargs={"code": place.node.code, "user": found.user.pk}) + place.query


def _give(request: HttpRequest, place: Place, found: Account, forms: dict[str, Any]) -> HttpResponse | None:
    form = forms["giao"]
    if not form.is_valid():
        return None
    return submit(
        request, place, "accounts.grant",
        lambda: grant(actor=place.actor, users=[found.user], **form.asked()),
        then=_url(place, found), said="Đã giao vai trò.", form=form,
    )  # fmt: skip


def _end(request: HttpRequest, place: Place, found: Account, forms: dict[str, Any]) -> HttpResponse | None:
    form, number = forms["het"], request.POST.get("vai_tro", "")
    if not form.is_valid():
        return None
    rows = grants_of(found, [sent.number(number) or 0])
    return submit(
        request, place, "accounts.end_grants",
        lambda: end_grants(
            actor=place.actor, grants=rows, on=form.cleaned_data["last_day"] + timedelta(days=1)
        ),
        then=_url(place, found), said="Đã ghi ngày kết thúc vai trò.", form=form,
    )  # fmt: skip


def _write_to(
    request: HttpRequest, place: Place, found: Account, forms: dict[str, Any]
) -> HttpResponse | None:
    form = forms["thu"]
    if not form.is_valid():
        return None
    return submit(
        request, place, "accounts.set_email",
        lambda: set_email(actor=place.actor, user=found.user, email=form.cleaned_data["email"]),
        then=_url(place, found), said="Đã ghi địa chỉ thư.", form=form,
    )  # fmt: skip


_WITH_REASON = {"mat_khau": "accounts.reset_password", "buoc_hai": "accounts.reset_factors",
                "khoa": "accounts.close", "mo": "accounts.reopen"}  # fmt: skip


def _with_reason(
    request: HttpRequest, place: Place, found: Account, forms: dict[str, Any]
) -> HttpResponse | None:
    form, order = forms["ly_do"], request.POST["viec"]
    if not form.is_valid():
        return None
    asked = {"actor": place.actor, "reason": form.cleaned_data["reason"]}
    kind, then = _WITH_REASON[order], _url(place, found)
    if order in ("mat_khau", "mo"):
        action = reset_password if order == "mat_khau" else reopen_account
        return _envelope(request, place, kind, lambda: action(user=found.user, **asked), form=form, then=then)
    if order == "buoc_hai":
        return submit(
            request, place, kind, lambda: reset_factors(user=found.user, **asked), then=then, form=form,
            reason=asked["reason"],
            said="Đã đặt lại bước hai. Lần đăng nhập sau, người này phải thêm cách xác thực mới.",
        )  # fmt: skip
    return submit(
        request, place, kind, lambda: close_accounts(users=[found.user], **asked), then=then, form=form,
        reason=asked["reason"], said="Đã khóa tài khoản. Nếu đang dùng, người này đã được đăng xuất.",
    )  # fmt: skip


def _envelope(
    request: HttpRequest, place: Place, kind: str, do: Callable[[], Envelope], *, form: Any, then: str
) -> HttpResponse | None:
    """Do it once and show what is to be printed: it stands in this one answer, and nowhere else."""
    reason = form.cleaned_data.get("reason", "")
    try:
        with act(place.actor, kind, reason, request=request.POST.get(TOKEN, "")[:64] or None):
            sealed = do()
    except AlreadyDone:
        messages.info(request, ONCE)
        return redirect(then)
    except Impossible as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return None
    return page(request, "accounts/envelope.html", place, "accounts", envelope=sealed, then=then)
