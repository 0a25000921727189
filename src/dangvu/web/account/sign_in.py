"""Signing in and out. Accounts are made by the upper unit; there is no sign-up."""

from __future__ import annotations

import logging
from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from dangvu.web.account import throttle

log = logging.getLogger("dangvu.sign_in")

# One sentence for a wrong name, a wrong password and a closed account: it tells nobody which names exist.
WRONG = "Tên đăng nhập hoặc mật khẩu chưa đúng. Kiểm tra phím Caps Lock và bộ gõ tiếng Việt rồi nhập lại."


class SignInForm(AuthenticationForm):
    """Name and password. The attempts are counted before the password is looked at."""

    username = forms.CharField(
        label="Tên đăng nhập", max_length=150, error_messages={"required": "Chưa nhập tên đăng nhập."}
    )
    password = forms.CharField(
        label="Mật khẩu", max_length=256, strip=False, widget=forms.PasswordInput,
        error_messages={"required": "Chưa nhập mật khẩu.", "max_length": "Mật khẩu quá dài."},
    )  # fmt: skip
    error_messages = {"invalid_login": WRONG, "inactive": WRONG}

    def clean(self) -> dict[str, Any]:
        name = self.cleaned_data.get("username", "")
        if not name or not self.cleaned_data.get("password"):
            return self.cleaned_data
        address = str(self.request.META.get("REMOTE_ADDR", "")) if self.request else ""
        counted = throttle.guessers(name, address)
        wait = max(throttle.seconds_to_wait(guesser) for guesser in counted)
        if wait:
            raise ValidationError(
                f"Đã nhập sai nhiều lần. Chờ {_minutes(wait)} rồi thử lại; tài khoản không bị khóa hẳn. "
                "Nếu quên mật khẩu, hỏi người cấp tài khoản.",
                code="wait",
            )
        try:
            cleaned = super().clean()
        except ValidationError:
            for guesser in counted:
                throttle.failed(guesser)
            log.warning("sign-in refused from %s", address)
            raise
        throttle.succeeded(counted[0])
        return cleaned


def _minutes(seconds: int) -> str:
    return f"{seconds} giây" if seconds < 60 else f"{-(-seconds // 60)} phút"


@method_decorator(sensitive_post_parameters(), name="dispatch")
class SignIn(LoginView):
    """The sign-in page; whoever is signed in already goes on to their organisation."""

    template_name = "account/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        response = super().form_invalid(form)
        response.status_code = 429 if form.has_error("__all__", "wait") else 200
        return response


@require_http_methods(["POST"])
def sign_out(request: HttpRequest) -> HttpResponseBase:
    """End the session; a link never does it."""
    return LogoutView.as_view()(request)
