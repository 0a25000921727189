"""One's own account: what I may do, where I am signed in, my password; and what keeps typing from being lost."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from dangvu.accounts import rules
from dangvu.accounts.actions import change_password, sessions, set_email
from dangvu.accounts.actions.drafts import discard_draft, draft_key, save_draft
from dangvu.accounts.queries import (
    TimeLeft,
    codes_left,
    draft_of,
    factors_of,
    needs_long_password,
    own_account,
    sessions_of,
    time_left,
)
from dangvu.accounts.sessions import limits_in
from dangvu.foundation.actor import Actor
from dangvu.foundation.refusals import Impossible
from dangvu.web.account.forms import EmailForm, NewPasswordForm
from dangvu.web.account.proof import fresh, me, password_is
from dangvu.web.gate import signed_in
from dangvu.web.language import spoken, tell

_WRONG = _("Mật khẩu đang dùng chưa đúng. Kiểm tra phím Caps Lock và bộ gõ tiếng Việt.")
_CHANGED = _("Đã đổi mật khẩu. Các phiên ở máy khác đã kết thúc.")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def own(request: HttpRequest, actor: Actor) -> HttpResponse:
    """My roles, my sessions, my second step, my password; and where reminders to me go, which is written here."""
    user = me(request)
    form = EmailForm(request.POST or None, initial={"email": user.email})
    if form.is_valid():
        try:
            set_email(actor=actor, user=user, email=form.cleaned_data["email"])
        except Impossible as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(request, "Đã ghi địa chỉ thư." if user.email else "Đã bỏ địa chỉ thư.")
            return redirect("account")
    return render(
        request, "account/own.html",
        {
            "account": own_account(user), "sessions": sessions_of(user, str(request.session.session_key)),
            "factors": factors_of(user), "codes": codes_left(user),
            "limits": limits_in(request.session), "most": rules.MOST_SESSIONS, "at": "account", "form": form,
        },
    )  # fmt: skip


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def password(request: HttpRequest, actor: Actor) -> HttpResponse:
    """A new password of one's own; at the first sign-in instead of the envelope's code."""
    user = me(request)
    first = user.temporary_until is not None
    form = NewPasswordForm(request.POST or None)
    if form.is_valid() and not password_is(user, rules.as_typed(form.cleaned_data["current"])):
        form.add_error("current", _WRONG)
    elif form.is_valid():
        try:
            change_password(user=user, new=form.cleaned_data["new"])
        except Impossible as refusal:
            form.add_error(refusal.field or None, spoken(request, refusal))
        else:
            update_session_auth_hash(request, user)
            sessions.end_others(user, str(request.session.session_key))
            fresh(request, user)
            tell(request, messages.SUCCESS, _CHANGED)
            return redirect("home" if first else "account")
    least = rules.LEAST_LENGTH_ADMINISTRATOR if needs_long_password(user) else rules.LEAST_LENGTH
    return render(request, "account/password.html", {"form": form, "first": first, "least": least})


@require_POST
@signed_in
def end_sessions(request: HttpRequest, actor: Actor) -> HttpResponse:
    """End sessions of mine elsewhere: a machine that I left, a phone that I lost."""
    names = request.POST.getlist("phien")
    ended = sessions.end(me(request), names, str(request.session.session_key))
    if ended:
        messages.success(request, f"Đã kết thúc {ended} phiên. Máy đó phải đăng nhập lại.")
    else:
        messages.info(
            request,
            "Không có phiên nào được kết thúc: phiên đã chọn kết thúc từ trước, hoặc chưa chọn phiên.",
        )
    return redirect("account")


@require_http_methods(["GET", "HEAD"])
def session_left(request: HttpRequest) -> JsonResponse:
    """How many seconds the session still lasts. Asking does not make it longer."""
    return _told(time_left(request.session) if request.user.is_authenticated else TimeLeft())


@require_POST
@signed_in
def session_keep(request: HttpRequest, actor: Actor) -> JsonResponse:
    """The person is still here."""
    sessions.touch(request.session, at_once=True)
    return _told(time_left(request.session))


def _told(left: TimeLeft) -> JsonResponse:
    return JsonResponse({"con": left.seconds, "bao_truoc": rules.WARNING_SECONDS, "keo_dai": left.may_go_on})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def draft(request: HttpRequest, actor: Actor) -> JsonResponse:
    """What is being typed into one form: kept, given back, or dropped."""
    form = _form(request.GET.get("bieu", "") or request.POST.get("__bieu", ""))
    if not form:
        return JsonResponse({"loi": "Không rõ biểu nào."}, status=400)
    if request.method != "POST":
        found = draft_of(me(request), form)
        kept = (
            {"noi_dung": found.content, "luc": f"{localtime(found.saved_at):%H:%M ngày %d/%m/%Y}"}
            if found
            else {}
        )
        return JsonResponse(kept)
    if request.POST.get("__viec") == "bo":
        discard_draft(user=me(request), form=form)
        return JsonResponse({})
    fields = {name: request.POST.getlist(name) for name in request.POST if not name.startswith("__")}
    try:
        kept_now = save_draft(user=me(request), form=form, fields=fields)
    except Impossible as refusal:
        return JsonResponse({"loi": str(refusal)}, status=400)
    return JsonResponse({"luc": f"{localtime(kept_now.saved_at):%H:%M}"})


def _form(address: str) -> str:
    """The address to which a form is sent, as the key of its draft: a path of this desk."""
    parts = urlsplit(address)
    key = draft_key(parts.path, parse_qs(parts.query).get("ky", [""])[0])
    return key if key.startswith("/") and len(key) <= 300 else ""
