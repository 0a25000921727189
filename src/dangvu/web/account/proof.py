"""How this session was signed in, and whether it was asked again lately."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from allauth.account.authentication import get_authentication_records
from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.login import record_authentication
from allauth.core.exceptions import ReauthenticationRequired
from django.contrib.auth import authenticate
from django.http import HttpRequest
from django.http.response import HttpResponseBase

#: Set once the person proved a second step in this session, or set one up in it.
SECOND_STEP: Final = "second_step"


def me(request: HttpRequest) -> Any:
    """The person who is signed in; a page below the gate knows that there is one."""
    return request.user


def proved(request: HttpRequest) -> bool:
    """Whether this session went through a second step."""
    user: Any = request.user
    if request.session.get(SECOND_STEP) == user.pk:
        return True
    if any(record.get("method") == "mfa" for record in get_authentication_records(request, user)):
        prove(request)
        return True
    return False


def prove(request: HttpRequest) -> None:
    """A second step was just set up in this session."""
    request.session[SECOND_STEP] = request.user.pk


def fresh(request: HttpRequest, user: Any) -> None:
    """The password was typed just now: what asks for it again need not, for five minutes."""
    record_authentication(request, user, method="password", reauthenticated=True)


def asked_again(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """An order before which the person proves once more who they are, if that was over five minutes ago.

    Stands below the gate. The form that was sent is kept meanwhile and goes through afterwards; shown again with
    something to mend it must name where it is sent, as the address in the browser is then that of the question.
    """
    guarded = reauthentication_required(view)

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            answer: HttpResponseBase = (guarded if request.method == "POST" else view)(
                request, *args, **kwargs
            )
        except ReauthenticationRequired:
            # allauth takes the order up again only where the address that it noted is the bare path; what stood
            # behind the question mark (the period) it keeps with the order itself.
            request.META["QUERY_STRING"] = ""
            raise
        return answer

    return page


def password_is(user: Any, password: str) -> bool:
    """Whether this is the person's password, by the way the sign-in looks at it."""
    return bool(authenticate(username=user.get_username(), password=password) == user)
