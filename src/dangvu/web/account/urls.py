"""Signing in and out, and the person's own account."""

from django.urls import URLPattern, path

from dangvu.web.account.sign_in import SignIn, sign_out

urlpatterns: list[URLPattern] = [
    path("dang-nhap/", SignIn.as_view(), name="sign_in"),
    path("dang-xuat/", sign_out, name="sign_out"),
]
