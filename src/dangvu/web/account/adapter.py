"""What django-allauth asks of this house: its words in Vietnamese, no sign-up, no e-mail, sessions with limits."""

from __future__ import annotations

import logging
from typing import Any, Final

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from dangvu.accounts.actions import sessions
from dangvu.accounts.queries import sets_up_the_system
from dangvu.foundation import sealed
from dangvu.web.account.proof import fresh
from dangvu.web.language import tell

log = logging.getLogger("dangvu.sign_in")

WRONG_CODE: Final = _(
    "Mã chưa đúng, đã đổi, hoặc đã dùng một lần. Chờ ứng dụng hiện mã mới rồi nhập lại đủ 6 số; "
    "kiểm tra điện thoại đang đặt giờ tự động."
)
TOO_MANY: Final = _("Đã nhập sai nhiều lần. Chờ 5 phút rồi thử lại; tài khoản không bị khóa hẳn.")
_NOT_DONE: Final = _("Chưa làm được việc này. Đề nghị tải lại trang rồi làm lại.")
_OLDEST_ENDED: Final = _(
    "Đồng chí đang đăng nhập ở nhiều máy nên phiên cũ nhất đã được kết thúc. "
    "Xem và kết thúc các phiên ở trang Tài khoản của tôi."
)
_NOT_SIGNED_IN: Final = _("Chưa đăng nhập được. Đề nghị hỏi người cấp tài khoản.")
_WAYS: Final = {
    "reauthenticate": _("Nhập mật khẩu"),
    "mfa_reauthenticate": _("Nhập mã trong ứng dụng, hoặc mã khôi phục đã in"),
    "mfa_reauthenticate:webauthn": _("Dùng khóa đăng nhập (vân tay, mã PIN)"),
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Signing in, once the password (or the passkey) was right."""

    error_messages = {
        **dict.fromkeys(DefaultAccountAdapter.error_messages, _NOT_DONE),
        "incorrect_code": WRONG_CODE,
        "incorrect_password": _(
            "Mật khẩu chưa đúng. Kiểm tra phím Caps Lock và bộ gõ tiếng Việt rồi nhập lại."
        ),
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_stages(self) -> list[str]:
        return ["allauth.mfa.stages.AuthenticateStage"]

    def get_client_ip(self, request: HttpRequest) -> str:
        return str(request.META.get("REMOTE_ADDR", "")) or "0.0.0.0"  # noqa: S104 - a name for the unknown

    def is_safe_url(self, url: str) -> bool:
        """Only to pages of this desk."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def login(self, request: HttpRequest, user: Any) -> None:
        """The session begins: a new key, the device, its limits; the oldest over the limit ends."""
        sessions.describe(
            request.session,
            agent=request.headers.get("User-Agent", ""),
            administrator=sets_up_the_system(user),
        )
        super().login(request, user)
        fresh(request, user)
        if sessions.keep_newest(user, str(request.session.session_key)):
            tell(request, messages.INFO, _OLDEST_ENDED)
        log.info("signed in: user %s", user.pk)

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        tell(request, messages.ERROR, _NOT_SIGNED_IN)
        return redirect("sign_in")

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        ways = super().get_reauthentication_methods(user)
        return [way | {"description": _WAYS[way["id"]]} for way in ways if way["id"] in _WAYS]

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Only sentences of ours; allauth's own notices are templates that this house does not have."""
        if kwargs.get("message"):
            messages.add_message(request, level, kwargs["message"])

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """No e-mail leaves this house."""


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The second step: what it says, how its secrets lie in the database."""

    error_messages = {
        **dict.fromkeys(DefaultMFAAdapter.error_messages, _NOT_DONE),
        "incorrect_code": WRONG_CODE,
    }

    def encrypt(self, text: str) -> str:
        return sealed.seal(text, "second-step")

    def decrypt(self, encrypted_text: str) -> str:
        return sealed.unseal(encrypted_text, "second-step")

    def _get_site_name(self) -> str:
        return "Đảng vụ"

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        return "Khóa trên máy này"
