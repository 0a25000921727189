"""Who may sign in, and what was granted to them where and when."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models

from dangvu.foundation.dated import DatedFact


class User(AbstractUser):
    """A person with an account. Accounts are made by the upper unit; there is no sign-up."""

    full_name = models.CharField("họ và tên", max_length=150, blank=True)

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
