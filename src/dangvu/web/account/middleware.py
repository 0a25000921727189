"""Between the sign-in and the pages: nobody goes on without a second step; an act of the person keeps the session."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import Resolver404, resolve

from dangvu.accounts.actions import sessions
from dangvu.accounts.actions.drafts import discard_draft, draft_key
from dangvu.accounts.queries import has_factor
from dangvu.foundation.reading import one_reading
from dangvu.web.account.proof import proved

#: Pages for whoever still has to change the password of the envelope or to set up the second step.
_PASSWORD: Final = frozenset({"account_password", "sign_out"})
_ENROLMENT: Final = frozenset(
    {
        "mfa_index", "mfa_activate_totp", "totp_square", "mfa_add_webauthn", "sign_out", "account_reauthenticate",
        "mfa_view_recovery_codes", "account_password",
    }
)  # fmt: skip
#: Asking how long the session lasts does not make it longer.
_NO_ACT: Final = frozenset({"session_left"})


class SignedIn:
    """For signed-in people only; anonymous requests pass untouched."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _told_why(request, self.get_response(request))
        name = _name(request)
        led = _led_elsewhere(request, name)
        if led is not None:
            return led
        if name not in _NO_ACT:
            sessions.touch(request.session)
        user = request.user
        with one_reading() if request.method in ("GET", "HEAD") else nullcontext():
            response = self.get_response(request)
        if request.method == "POST" and _went_through(response) and request.user.is_authenticated:
            discard_draft(user=user, form=draft_key(request.path, request.GET.get("ky", "")))
        return response


def _told_why(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Whoever comes with the name of a session that is over is told at the sign-in page that it ended."""
    to = response.headers.get("Location", "")
    came_with = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    if to.startswith("/dang-nhap/") and came_with and not request.session.session_key:
        response.headers["Location"] = f"{to}{'&' if '?' in to else '?'}het=1"
    return response


def _name(request: HttpRequest) -> str:
    try:
        return resolve(request.path_info).url_name or ""
    except Resolver404:
        return ""


def _led_elsewhere(request: HttpRequest, name: str) -> HttpResponseBase | None:
    user: Any = request.user
    if user.temporary_until is not None:
        return None if name in _PASSWORD else redirect("account_password")
    if user.password_only and not settings.PRODUCTION:
        return None
    if proved(request):
        return None
    if not has_factor(user):
        return None if name in _ENROLMENT else redirect("mfa_index")
    # A session without its second step: none of ours. It ends, and the person signs in.
    logout(request)
    return redirect_to_login(request.get_full_path() if request.method == "GET" else "/")


def _went_through(response: HttpResponseBase) -> bool:
    """Whether a form was taken: the answer leads on, and not to the sign-in or to a password asked again."""
    if response.status_code == 204:
        return True
    if response.status_code not in (302, 303):
        return False
    return not response.headers.get("Location", "").startswith(("/dang-nhap/", "/tai-khoan/xac-nhan-lai/"))
