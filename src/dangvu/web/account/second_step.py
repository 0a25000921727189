"""The second step: giving it at the sign-in, setting it up, printing the recovery codes, removing a lost one."""

from __future__ import annotations

from typing import Any

from allauth.account.views import ReauthenticateView
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.base.views import ReauthenticateView as CodeAgainView
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, LoginWebAuthnView, ReauthenticateWebAuthnView
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dangvu.accounts.actions.factors import make_codes, note_factor, remove_factor
from dangvu.accounts.queries import codes_left, codes_of, factors_of
from dangvu.foundation.actor import Actor
from dangvu.foundation.refusals import Impossible
from dangvu.web.account.proof import asked_again, me, prove
from dangvu.web.gate import signed_in
from dangvu.web.language import tell

NO_PASSKEY = _(
    "Khóa đăng nhập chưa dùng được. Thử lại, hoặc đăng nhập bằng mật khẩu và mã trong ứng dụng trên điện thoại."
)
_ADDED = _("Đã thêm cách xác thực. Từ lần sau, đăng nhập sẽ hỏi thêm bước này.")
_REMOVED = _("Đã bỏ cách xác thực.")


class SecondStep(AuthenticateView):  # type: ignore[misc]
    """After the password: the app's code, a printed code, or a passkey."""

    template_name = "account/second_step.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kinds = {factor.kind for factor in factors_of(self.stage.login.user)}
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"kinds": kinds, "person": self.stage.login.user}


class PasskeySignIn(LoginWebAuthnView):  # type: ignore[misc]
    """Signing in by a passkey alone, which is two steps in one: the machine, and the finger or the PIN."""

    def form_invalid(self, form: Any) -> HttpResponse:
        tell(self.request, messages.ERROR, NO_PASSKEY)
        return redirect("sign_in")


class PasswordAgain(ReauthenticateView):  # type: ignore[misc]
    """The password once more."""

    template_name = "account/again.html"


class CodeAgain(CodeAgainView):  # type: ignore[misc]
    """A code once more."""

    template_name = "account/again.html"


class PasskeyAgain(ReauthenticateWebAuthnView):  # type: ignore[misc]
    """The passkey once more."""

    template_name = "account/again_passkey.html"

    def form_invalid(self, form: Any) -> HttpResponse:
        tell(self.request, messages.ERROR, NO_PASSKEY)
        query = urlencode({"next": self.get_next_url() or "/"})
        return redirect(f"{self.request.path}?{query}")


class AddApp(ActivateTOTPView):  # type: ignore[misc]
    """Setting up the app on the phone: the square, the key to type, the first code."""

    template_name = "account/add_app.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if any(factor.kind == "totp" for factor in factors_of(me(request))):
            return redirect("mfa_index")
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        secret = context["form"].secret
        return context | {"typed": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))}

    def form_valid(self, form: Any) -> HttpResponse:
        return _added(self.request, super().form_valid(form), "totp")


class AddPasskey(AddWebAuthnView):  # type: ignore[misc]
    """Setting up a passkey on this machine or on a phone."""

    template_name = "account/add_passkey.html"

    def form_valid(self, form: Any) -> HttpResponse:
        return _added(self.request, super().form_valid(form), "webauthn")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"form": kwargs.get("form") or self.get_form()}


def _added(request: HttpRequest, answer: HttpResponse, kind: str) -> HttpResponse:
    prove(request)
    note_factor(user=me(request), kind=kind)
    tell(request, messages.SUCCESS, _ADDED)
    return redirect("mfa_view_recovery_codes") if "khoi-phuc" in answer.headers["Location"] else answer


@require_safe
@signed_in
def second_steps(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What the person has set up, and what they may add."""
    factors = factors_of(me(request))
    return render(
        request, "account/second_steps.html",
        {"factors": factors, "codes": codes_left(me(request)), "has_app": any(f.kind == "totp" for f in factors)},
    )  # fmt: skip


@require_safe
@signed_in
def square(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The square that the app's camera reads; drawn here, of the key that this session is about to use."""
    secret = request.session.get(SECRET_SESSION_KEY)
    if not secret:
        raise Http404
    adapter = get_adapter()
    drawing = adapter.build_totp_svg(adapter.build_totp_url(me(request), secret))
    return HttpResponse(drawing, content_type="image/svg+xml")


@require_POST
@signed_in
@asked_again
def remove(request: HttpRequest, actor: Actor, factor: int) -> HttpResponse:
    """Remove an app or a passkey that is no longer used."""
    try:
        remove_factor(user=me(request), factor=factor)
    except Impossible as refusal:
        tell(request, messages.ERROR, str(refusal))
    else:
        tell(request, messages.SUCCESS, _REMOVED)
    return redirect("mfa_index")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@asked_again
def recovery_codes(request: HttpRequest, actor: Actor) -> HttpResponse:
    """How many printed codes are left; sent as an order, they are shown to be printed, or made anew."""
    left = codes_left(me(request))
    if left is None and not factors_of(me(request)):
        return redirect("mfa_index")
    shown: list[str] = []
    if request.method == "POST":
        if request.POST.get("viec") == "moi" or left is None:
            make_codes(user=me(request))
        shown = codes_of(me(request))
        left = len(shown)
    return render(request, "account/recovery_codes.html", {"left": left, "codes": shown})
