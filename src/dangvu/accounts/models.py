"""Who may sign in, what was granted to them where and when, and what they have open."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from dangvu.foundation.dated import DatedFact, KnownFact


class User(AbstractUser):
    """A person with an account. Accounts are made by the upper unit; there is no sign-up."""

    full_name = models.CharField("họ và tên", max_length=150, blank=True)
    # The code of a printed envelope is the first password; it is changed at the first sign-in, and ends by itself.
    temporary_until = models.DateTimeField("mã trong phong bì dùng đến", null=True, blank=True)
    # Only `dangvu demo` sets it, and production does not heed it.
    password_only = models.BooleanField("chỉ cần mật khẩu (tài khoản thử)", default=False)

    def __str__(self) -> str:
        return self.full_name or self.username


class Grant(DatedFact):
    """A role at an organisation, from a day to another."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="grants")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="grants"
    )
    role = models.CharField("vai trò", max_length=40)

    def __str__(self) -> str:
        return f"{self.user} · {self.role} · {self.organisation}"


class AccountConfirmation(KnownFact):
    """The upper unit looked through its accounts and says that this person still needs this one."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="confirmations")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    on = models.DateField("ngày xác nhận")

    def __str__(self) -> str:
        return f"{self.user} · {self.on}"


class Session(AbstractBaseSession):
    """One browser that is signed in (or on its way). The row is the session: deleting it signs out at once."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sessions", null=True, blank=True)
    device = models.CharField("thiết bị", max_length=120, blank=True)
    began_at = models.DateTimeField("bắt đầu lúc")
    seen_at = models.DateTimeField("thao tác gần nhất lúc")

    class Meta:
        verbose_name = "phiên làm việc"

    @classmethod
    def get_session_store_class(cls) -> Any:
        from dangvu.accounts.sessions import SessionStore

        return SessionStore

    def __str__(self) -> str:
        return f"{self.user} · {self.device}"


class Draft(models.Model):
    """What someone is typing and has not sent. Working paper: of that person alone, gone once the form is sent."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="drafts")
    form = models.CharField("biểu", max_length=300)  # the address to which the form is sent
    content = models.JSONField("nội dung")
    saved_at = models.DateTimeField("lưu lúc")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "form"], name="one_draft_of_a_form")]

    def __str__(self) -> str:
        return f"{self.user} · {self.form}"
