"""Signing in and out, and the person's own account. The names that begin with mfa_ or account_ are looked up by allauth."""

from django.urls import URLPattern, path
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from dangvu.web.account import own, second_step
from dangvu.web.account.sign_in import SignIn, sign_out

urlpatterns: list[URLPattern] = [
    path("dang-nhap/", SignIn.as_view(), name="sign_in"),
    path("dang-nhap/", SignIn.as_view(), name="account_login"),
    path("dang-nhap/buoc-hai/", second_step.SecondStep.as_view(), name="mfa_authenticate"),
    path("dang-nhap/khoa/", second_step.PasskeySignIn.as_view(), name="mfa_login_webauthn"),
    path("dang-xuat/", sign_out, name="sign_out"),
    path("ngon-ngu/", require_POST(set_language), name="set_language"),
    path("tai-khoan/", own.own, name="account"),
    path("tai-khoan/mat-khau/", own.password, name="account_password"),
    path("tai-khoan/phien/", own.end_sessions, name="end_sessions"),
    path("tai-khoan/phien/con-lai/", own.session_left, name="session_left"),
    path("tai-khoan/phien/giu/", own.session_keep, name="session_keep"),
    path("tai-khoan/ban-nhap/", own.draft, name="draft"),
    path("tai-khoan/buoc-hai/", second_step.second_steps, name="mfa_index"),
    path("tai-khoan/buoc-hai/ung-dung/", second_step.AddApp.as_view(), name="mfa_activate_totp"),
    path("tai-khoan/buoc-hai/ung-dung/ma-vuong.svg", second_step.square, name="totp_square"),
    path("tai-khoan/buoc-hai/khoa/", second_step.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("tai-khoan/buoc-hai/<int:factor>/bo/", second_step.remove, name="remove_factor"),
    path("tai-khoan/buoc-hai/ma-khoi-phuc/", second_step.recovery_codes, name="mfa_view_recovery_codes"),
    path("tai-khoan/xac-nhan-lai/", second_step.PasswordAgain.as_view(), name="account_reauthenticate"),
    path("tai-khoan/xac-nhan-lai/ma/", second_step.CodeAgain.as_view(), name="mfa_reauthenticate"),
    path(
        "tai-khoan/xac-nhan-lai/khoa/", second_step.PasskeyAgain.as_view(), name="mfa_reauthenticate_webauthn"
    ),
]
