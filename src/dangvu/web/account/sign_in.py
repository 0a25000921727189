"""Signing in and out. Accounts are made by the upper unit; there is no sign-up."""

from __future__ import annotations

import logging
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from dangvu.accounts.rules import as_typed
from dangvu.web.account import throttle

log = logging.getLogger("dangvu.sign_in")

# One sentence for a wrong name, a wrong password and a closed account: it tells nobody which names exist.
WRONG = "Tên đăng nhập hoặc mật khẩu chưa đúng. Kiểm tra phím Caps Lock và bộ gõ tiếng Việt rồi nhập lại."


class SignInForm(AuthenticationForm):
    """Name and password. The attempts are counted before the password is looked at."""

    username = forms.CharField(
        label="Tên đăng nhập", max_length=150, error_messages={"required": _("Chưa nhập tên đăng nhập.")}
    )
    password = forms.CharField(
        label="Mật khẩu", max_length=256, strip=False, widget=forms.PasswordInput,
        error_messages={"required": _("Chưa nhập mật khẩu."), "max_length": _("Mật khẩu quá dài.")},
    )  # fmt: skip
    error_messages = {"invalid_login": _(WRONG), "inactive": _(WRONG)}

    def clean(self) -> dict[str, Any]:
        name = self.cleaned_data.get("username", "")
        if not name or not self.cleaned_data.get("password"):
            return self.cleaned_data
        self.cleaned_data["password"] = as_typed(self.cleaned_data["password"])
        address = str(self.request.META.get("REMOTE_ADDR", "")) if self.request else ""
        counted = throttle.guessers(name, address)
        wait = max(throttle.seconds_to_wait(guesser) for guesser in counted)
        if wait:
            raise ValidationError(
                _(
                    "Đã nhập sai nhiều lần. Chờ %(wait)s rồi thử lại; tài khoản không bị khóa hẳn. "
                    "Nếu quên mật khẩu, hỏi người cấp tài khoản."
                ),
                code="wait",
                params={"wait": _minutes(wait)},
            )
        try:
            cleaned = super().clean()
        except ValidationError:
            for guesser in counted:
                throttle.failed(guesser)
            log.warning("sign-in refused from %s", address)
            raise
        throttle.succeeded(counted[0])
        user: Any = self.get_user()
        if user.temporary_until is not None and user.temporary_until < timezone.now():
            raise ValidationError(
                _("Mã trong phong bì đã hết hạn dùng. Đề nghị người cấp tài khoản in phong bì mới."),
                code="expired",
            )
        return cleaned


def _minutes(seconds: int) -> object:
    return (
        format_lazy(_("{n} giây"), n=seconds)
        if seconds < 60
        else format_lazy(_("{n} phút"), n=-(-seconds // 60))
    )


@method_decorator(sensitive_post_parameters(), name="dispatch")
class SignIn(LoginView):
    """The sign-in page; whoever is signed in already goes on to their organisation.

    A right password leads to the second step, or, where there is none yet, to setting one up (middleware.py).
    """

    template_name = "account/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        user: Any = form.get_user()
        self.request.session.cycle_key()
        record_authentication(self.request, user, method="password")
        answer: HttpResponse = perform_login(self.request, user, redirect_url=self.get_success_url())
        return answer

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        response = super().form_invalid(form)
        response.status_code = 429 if form.has_error("__all__", "wait") else 200
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"ended": "het" in self.request.GET}


@require_http_methods(["POST"])
def sign_out(request: HttpRequest) -> HttpResponseBase:
    """End the session; a link never does it."""
    return LogoutView.as_view()(request)
