"""Answers to what went wrong, in plain Vietnamese. 404, 403 and 500 are the templates of those names."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class WrongRequest(ValueError):
    """The address asks for something that cannot be read; the message says what and gives an example."""


def wrong_request(request: HttpRequest, message: str) -> HttpResponse:
    """The 400 page with a reason."""
    return render(request, "400.html", {"message": message}, status=400)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form sent without its token: an old page, or cookies that the browser refuses."""
    return render(request, "403_csrf.html", status=403)
