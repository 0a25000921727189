"""The forms of signing in and of one's own account, in the words of this desk."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from dangvu.web.forms import AddressField

_CODE = {"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false", "size": "12"}


def _code(label: Any, hint: Any, missing: Any, numeric: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=20, help_text=hint,
        widget=forms.TextInput(attrs=_CODE | ({"inputmode": "numeric"} if numeric else {})),
        error_messages={"required": missing, "max_length": _("Mã dài quá 20 ký tự.")},
    )  # fmt: skip


def _either_code() -> forms.CharField:
    """The app's code, or a printed one."""
    return _code(
        _("Mã xác thực"),
        _("6 số trong ứng dụng trên điện thoại, hoặc một mã khôi phục 8 số đã in"),
        _("Chưa nhập mã xác thực."),
    )


def _password(label: Any, missing: Any, *, new: bool = False, hint: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, max_length=256, strip=False, help_text=hint,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password" if new else "current-password"}),
        error_messages={"required": missing, "max_length": _("Mật khẩu quá dài.")},
    )  # fmt: skip


class CodeForm(AuthenticateForm):  # type: ignore[misc]
    """The second step at the sign-in."""

    code = _either_code()


class CodeAgainForm(CodeReauthenticateForm):  # type: ignore[misc]
    """The same, asked again before something that matters."""

    code = _either_code()


class PasswordAgainForm(ReauthenticateForm):  # type: ignore[misc]
    """The password, asked again before something that matters."""

    password = _password(_("Mật khẩu"), _("Chưa nhập mật khẩu."))


class AppForm(ActivateTOTPForm):  # type: ignore[misc]
    """The first code of the app on the phone shows that it was set up."""

    code = _code(
        _("Mã 6 số đang hiện trong ứng dụng"),
        _("Ví dụ: 123 456. Mã đổi sau mỗi 30 giây"),
        _("Chưa nhập mã 6 số đang hiện trong ứng dụng."),
        numeric=True,
    )


_NO_KEY = _("Trình duyệt chưa tạo được khóa. Bấm lại nút Tạo khóa và làm theo hướng dẫn của máy.")


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A passkey: what it is called, and whether it replaces the password as well."""

    name = forms.CharField(
        label=_("Tên gọi của khóa"), max_length=60, required=False,
        help_text=_("Ví dụ: Máy cơ quan, Điện thoại"),
        error_messages={"max_length": _("Tên gọi dài quá 60 ký tự.")},
    )  # fmt: skip
    passwordless = forms.BooleanField(
        label=_("Đăng nhập chỉ bằng khóa này, không cần nhập mật khẩu (máy sẽ hỏi vân tay, khuôn mặt hoặc mã PIN)"),
        required=False, initial=True,
    )  # fmt: skip
    credential = forms.JSONField(
        widget=forms.HiddenInput,
        error_messages={
            "required": _NO_KEY,
            "invalid": _NO_KEY,
        },
    )


class NewPasswordForm(forms.Form):
    """One's own new password."""

    current = _password(
        _("Mật khẩu đang dùng"),
        _("Chưa nhập mật khẩu đang dùng."),
        hint=_("Lần đầu: mã 20 số in trong phong bì"),
    )
    new = _password(_("Mật khẩu mới"), _("Chưa nhập mật khẩu mới."), new=True)
    again = _password(_("Nhập lại mật khẩu mới"), _("Chưa nhập lại mật khẩu mới."), new=True)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("new") and cleaned.get("again") and cleaned["new"] != cleaned["again"]:
            self.add_error(
                "again", _("Hai lần nhập mật khẩu mới chưa giống nhau. Đề nghị nhập lại cả hai ô.")
            )
        return cleaned


class EmailForm(forms.Form):
    """Where reminders go."""

    email = AddressField()
